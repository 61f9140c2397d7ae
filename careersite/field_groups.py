"""Groups of fields that content types share: a photograph, a film."""

from careersite.fields import Field, Group
from careersite.kinds import AsAt, Description, Words
from careersite.naming_kinds import File, PeopleShown, RichText

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg")
# The width of a phone: a picture with fewer pixels is blurred on every screen.
NARROWEST = 360

PHOTO = Group(
    "a photo",
    (
        Field("file", File(PICTURE_ENDINGS, NARROWEST), "The path of the picture from this file", required=True,
              example="../images/name.jpg"),
        Field("alt", Description(), "What the picture shows, for those who cannot see it", required=True),
        Field("credit", Words(80), "Who took the picture", required=True),
        Field("people", PeopleShown(), "Who else is to be seen: their ids in people.yml, such as [allan-hall]"),
    ),
)  # fmt: skip

VIDEO = Group(
    "a video",
    (
        Field("file", File((".mp4", ".webm")), "The path of the film from this file", required=True),
        Field("title", Words(100), "What the film is about", required=True),
        Field("poster", File(PICTURE_ENDINGS, NARROWEST), "The still picture shown before the film plays"),
        Field("captions", File((".vtt",)), "The path of the captions", required=True),
        Field("transcript", RichText(), "Everything that is said and shown, as text", required=True),
        Field("length", Words(30), "How long the film is", example="2 minutes"),
        Field("date", AsAt(), "When the film was made, as exact as it is known", required=True),
        Field("people", PeopleShown(), "Who else is to be seen or heard: their ids in people.yml"),
    ),
)
