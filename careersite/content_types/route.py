"""A route: one way into social work, whom it is for and where it leads."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, ListOf
from careersite.kinds import AsAt, Choice, WholeNumber, Words
from careersite.naming_kinds import Link, PageName

ROUTE = ContentType(
    name="route",
    plural="routes",
    folder="routes",
    about="One way into social work or on from where you are. A field that is not known is simply left out.",
    order=("place",),
    own_fields=(
        TITLE,
        Field("group", Choice(("train", "qualified", "other")),
              "Whom the route is for: train to be a social worker, already qualified, or other ways in",
              required=True, example="train"),
        Field("for_whom", Words(200), "Whom the route is for", required=True, example="Graduates"),
        Field("requirements", ListOf(Words()), "What one needs to enter, one entry a line"),
        Field("length", Words(120), "How long it takes", example="[[step-up-length]]"),
        Field("paid", Words(), "Whether one is paid meanwhile, and how"),
        Field("qualification", Words(), "What one has at the end"),
        Field("providers", ListOf(Words(120)), "Universities, charities or councils that run it"),
        Field("dates", ListOf(Words()), "Dates to know, one entry a line"),
        Field("how_to_apply", Words(300), "How to apply"),
        Field("apply", Link(), "Where to apply, when it is not the site's usual place"),
        Field("leads_to", ListOf(PageName("stage")), "The stages of the pathway it leads to, by file name",
              example="newly-qualified"),
        Field("people_heading", Words(70), "The heading of the list of people who came by it; can be left out",
              example="People who came by Step Up"),
        Field("as_at", AsAt(), "The date of what is said here, as exact as it is known", required=True,
              example="mid-2023"),
        Field("place", WholeNumber(1, 999), "Its place in lists; leave out to come after the numbered ones",
              example="1"),
    ),
)  # fmt: skip
