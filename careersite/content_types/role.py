"""A role: what the job is."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, ListOf
from careersite.kinds import AsAt, WholeNumber, Words
from careersite.naming_kinds import PageName

ROLE = ContentType(
    name="role",
    plural="roles",
    folder="roles",
    about="What a job is: what one does in it, what it asks for and where it stands on the pathway.",
    order=("place",),
    own_fields=(
        TITLE,
        Field("other_names", ListOf(Words(80)), "Other names for the same job"),
        Field("what_you_do", ListOf(Words()), "What one does in the job, one entry a line", required=True),
        Field("requirements", ListOf(Words()), "What the job asks for, one entry a line"),
        Field("grade", Words(80), "The pay grade, where it is known"),
        Field("stage", PageName("stage"), "Where the job stands on the pathway: the file name, without .md"),
        Field("as_at", AsAt(), "The date of what is said here, as exact as it is known", required=True),
        Field("place", WholeNumber(1, 999), "Its place in lists; leave out to come after the numbered ones"),
    ),
)  # fmt: skip
