"""A reward: pay, or a payment for staying, with its terms; what is not known is not shown."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, Group, ListOf
from careersite.kinds import Day, WholeNumber, Words
from careersite.naming_kinds import FactName, RichText

INSTALMENT = Group(
    "an instalment",
    (
        Field("after_months", WholeNumber(0, 600), "After how many months of service it is paid", required=True,
              example="12"),
        Field("amount", FactName(), "The fact that holds the sum", required=True),
        Field("note", Words(), "What else to know about this instalment"),
    ),
)  # fmt: skip

REWARD = ContentType(
    name="reward",
    plural="rewards",
    folder="rewards",
    about="Pay or a retention payment. A field that is not known is left out, and nothing is shown for it.",
    order=("place",),
    own_fields=(
        TITLE,
        Field("amount", FactName(), "The fact that holds the sum", required=True, example="retention-payment"),
        Field("eligible", ListOf(Words()), "Who is eligible, one entry a line"),
        Field("instalments", ListOf(INSTALMENT), "When which part is paid"),
        Field("terms", RichText(), "The terms, in sentences"),
        Field("exclusions", ListOf(Words()), "Who is not eligible, one entry a line"),
        Field("tax_note", Words(300), "What to know about tax"),
        Field("repayment_rule", Words(300), "When it must be paid back"),
        Field("how_to_claim", Words(300), "How to claim it"),
        Field("decision_reference", Words(100), "The council decision that it rests on"),
        Field("valid_from", Day(), "The first day on which it is offered", example="2027-01-01"),
        Field("valid_to", Day(), "The last day on which it is offered", example="2027-12-31"),
        Field("place", WholeNumber(1, 999), "Its place in lists; leave out to come after the numbered ones"),
    ),
)  # fmt: skip
