"""An answer of Find your route: what it asks next, or the routes at which it ends."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, Group, ListOf
from careersite.kinds import WholeNumber, Words
from careersite.naming_kinds import PageName

FITTING_ROUTE = Group(
    "a route that fits",
    (
        Field("route", PageName("route"), "The route, by its file name", required=True, example="step-up"),
        Field("reason", Words(300), "Why it fits somebody who answered so", required=True,
              example="It is for graduates."),
    ),
)  # fmt: skip

EXAMPLE = """\
---
title: Routes for graduates
summary: The routes that ask for a degree, and why each of them may fit.
answer: I have a degree
routes:
  - route: step-up
    reason: It is for graduates.
---"""

ANSWER = ContentType(
    name="answer",
    plural="answers",
    folder="find-your-route",
    about="An answer of Find your route. The folders are the tree: graduate/in-work.md lies below graduate/index.md.",
    order=("place",),
    body_required=False,
    has_folders=True,
    example=EXAMPLE,
    carried_by=("answer", "question", "routes"),
    own_fields=(
        TITLE,
        Field("answer", Words(100), "The words of the answer that leads here; the start alone has none",
              example="I have a degree"),
        Field("question", Words(120), "What this page asks; the pages below it are the answers",
              example="What class is your degree?"),
        Field("hint", Words(200), "A sentence below the question, to help with the choice",
              example="Choose the one that is closest."),
        Field("routes", ListOf(FITTING_ROUTE, most=12), "Where no question follows: the routes that fit, best first"),
        Field("place", WholeNumber(1, 999), "Its place among the answers; leave out to come after the numbered ones",
              example="1"),
    ),
)  # fmt: skip
