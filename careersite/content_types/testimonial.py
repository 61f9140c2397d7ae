"""A testimonial: one person's way into the work and through it, told in the third person with short fragments."""

from careersite.content_type import ContentType
from careersite.field_groups import PHOTO, VIDEO
from careersite.fields import Field
from careersite.kinds import WholeNumber, Words
from careersite.naming_kinds import PageName, PersonId, SourceName

TESTIMONIAL = ContentType(
    name="testimonial",
    plural="testimonials",
    folder="testimonials",
    about="One person's story. It is told in the third person; their own words are short and attributed.",
    title_field="name",
    order=("place",),
    own_fields=(
        Field("name", Words(60), "The person's name as it is to be published", required=True, example="Abby Poar"),
        Field("person", PersonId(), "Whose story it is: the person’s id in people.yml", required=True,
              example="abby-poar"),
        Field("role", Words(80), "What the person does", required=True, example="Consultant social worker"),
        Field("team", Words(80), "The team or service", example="Looked-after children"),
        Field("quotation", Words(160), "A short fragment in the person's own words, without quotation marks",
              required=True),
        Field("route", PageName("route"), "The route by which the person came: the file name, without .md",
              example="university-students"),
        Field("stage", PageName("stage"), "Where on the pathway the person is: the file name, without .md",
              example="social-worker"),
        Field("source", SourceName(), "Where the words were first published: one of the sources in facts.yml",
              required=True, example="guardian-poar"),
        Field("photo", PHOTO, "A photograph of the person"),
        Field("video", VIDEO, "A film in which the person speaks"),
        Field("place", WholeNumber(1, 999), "Its place in lists; leave out to come after the numbered ones",
              example="1"),
    ),
)  # fmt: skip
