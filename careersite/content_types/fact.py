"""A fact: one figure, date, rating or sum, stated once with its source and its date."""

from dataclasses import replace

from careersite.content_type import ContentType
from careersite.fields import Field, Group, ListOf
from careersite.kinds import NAME, AsAt, Choice, Day, Pattern, Words
from careersite.naming_kinds import PersonId

UNITS = {
    "pounds": "£3,000", "percent": "74%", "months": "14 months", "weeks": "12 weeks", "years": "3 years",
    "days": "9 days", "hours": "37 hours", "people": "20 people", "count": "16",
}  # fmt: skip

VALUE = Field("value", Pattern(r"-?[0-9]+(\.[0-9]+)?", "a number written with digits and nothing else, such as 3000"),
              "The number; give its unit too. Or use text instead", example="3000")  # fmt: skip
UNIT = Field("unit", Choice(tuple(UNITS)), "What the number counts", example="pounds")
TEXT = Field("text", Words(200), "The fact as text, where it is not a number", example="Good")
FROM = Field("from", Day(), "The first day on which this is the value; before it there is none", example="2027-04-01")
UNTIL = Field("until", Day(), "The last day on which this is the value; left out, it holds until another follows",
              example="2028-03-31")  # fmt: skip
STATEMENT = Field("statement", Words(300), "The whole fact as a sentence, for the page How we know", required=True,
                  example="Experienced social workers are offered a retention payment.")  # fmt: skip
WHERE_FROM = (
    Field("source", NAME, "The name of one of the sources at the top of facts.yml", required=True,
          example="workforce-strategy"),
    Field("as_at", AsAt(), "The date of the fact, as exact as it is known", required=True, example="mid-2023"),
    Field("review_by", Day(), "The day by which somebody checks that it still holds", required=True,
          example="2027-01-31"),
)  # fmt: skip
OWNER = Field("owner", Words(80), "Who checks it", required=True, example="Workforce development")


def _as_before(field: Field) -> Field:
    """What a following value may leave out, as it would only say the same again."""
    return replace(field, required=False, help=f"{field.help}; left out, it is that of the value before")


# A new value rests on a document and a date of its own: those of the value before would be untrue of it.
FOLLOWING = Group(
    "a following value",
    (replace(FROM, required=True, help="The first day on which this is the value"), UNTIL, VALUE, _as_before(UNIT),
     TEXT, _as_before(STATEMENT), *WHERE_FROM, _as_before(OWNER)),
)  # fmt: skip

FACT = ContentType(
    name="fact",
    plural="facts",
    folder="",
    about="One figure, date, rating or sum, stated once in content/facts.yml and written elsewhere as [[its-name]].",
    title_field="statement",
    own_fields=(
        VALUE, UNIT, TEXT, STATEMENT, *WHERE_FROM, OWNER,
        Field("person", PersonId(), "Whom the fact is about, where it is about one person: the id in people.yml; it is "
              "shown only as long as that person’s words are", example="abby-poar"),
        FROM, UNTIL,
        Field("then", ListOf(FOLLOWING), "The values that follow, each from a day on; none is shown before it"),
    ),
)  # fmt: skip

FACT_SOURCE_FIELDS = (
    Field("title", Words(200), "What the document is", required=True),
    Field("publisher", Words(120), "Who published it", required=True),
    Field("author", Words(80), "Who wrote it"),
    Field("date", AsAt(), "When it was published, as exact as it is known", required=True),
    Field("without_names", Words(200), "What to call it while a person whom its title names may not be named"),
)
