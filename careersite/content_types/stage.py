"""A stage of the progression pathway: what one does there, what supports it, and what can follow."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, ListOf
from careersite.kinds import AsAt, WholeNumber, Words, YesNo
from careersite.naming_kinds import PageName

STAGE = ContentType(
    name="stage",
    plural="stages",
    folder="stages",
    about="A stage of the progression pathway. The stages it leads to make the pathway branch.",
    order=("place",),
    own_fields=(
        TITLE,
        Field("grade", Words(80), "The pay grade, where it is known", example="[[social-worker-grade]]"),
        Field("what_you_do", ListOf(Words()), "What one does at this stage, one entry a line", required=True),
        Field("length", Words(120), "How long it lasts"),
        Field("support", ListOf(Words()), "What supports one at this stage, one entry a line"),
        Field("requirements", ListOf(Words()), "What one needs to reach it, one entry a line"),
        Field("leads_to", ListOf(PageName("stage")), "The stages that can follow, by file name",
              example="practice-educator"),
        Field("management", YesNo(), "yes where the stage means managing other people", example="yes"),
        Field("place", WholeNumber(1, 99), "How far along the pathway it is; stages side by side share a number",
              required=True, example="3"),
        Field("people_heading", Words(70), "The heading of the list of people who are at it; can be left out",
              example="People who are practice educators"),
        Field("as_at", AsAt(), "The date of what is said here, as exact as it is known", required=True),
    ),
)  # fmt: skip
