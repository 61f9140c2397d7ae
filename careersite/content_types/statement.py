"""The accessibility statement: what the law asks a public body to say of its site, as data."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, Group, ListOf
from careersite.kinds import EMAIL, PHONE, Choice, Day, WholeNumber, Words, YesNo
from careersite.statement.wcag import STANDARDS, SuccessCriterion

NOT_KNOWN = "not-yet-known"
PARTS = ("non-compliance", "disproportionate-burden", "out-of-scope")

PROBLEM = Group(
    "a known problem",
    (
        Field("what", Words(300), "What does not work, and where", required=True,
              example="Two films have no captions."),
        Field("part", Choice(PARTS), "non-compliance: to be mended; disproportionate-burden: assessed as too much to "
              "ask for; out-of-scope: the regulations do not ask for it", required=True, example="non-compliance"),
        Field("criterion", ListOf(SuccessCriterion(), most=20), "The success criteria that are not met, by number; "
              "out-of-scope alone needs none", example="1.2.2"),
        Field("reason", Words(300), "Why it is so", required=True,
              example="The films were made before captions were asked for."),
        Field("alternative", Words(300), "Where or how people get the same thing meanwhile",
              example="A transcript stands below each film."),
        Field("mended_by", Day(), "The day by which it will be mended", example="2027-03-31"),
        Field("not_mended_because", Words(300), "Where there is no such day: why none"),
    ),
)  # fmt: skip

TESTED = Group(
    "a test",
    (
        Field("day", Day(), "The day of the test", required=True, example="2027-01-15"),
        Field("by", Words(120), "Who tested", required=True, example="The digital team of the council"),
        Field("method", Choice(("self-assessment", "third-party")), "Whether your own people tested or somebody else",
              required=True, example="third-party"),
        Field("how", Words(300), "With what: which tools, which browsers, which screen readers", required=True,
              example="By keyboard, with NVDA and Firefox, and with axe-core."),
        Field("pages", Words(300), "Which pages", required=True, example="The home page and one page of each type."),
    ),
)  # fmt: skip

CONTACT = Group(
    "the contact for accessibility",
    (
        Field("name", Words(80), "Who answers"),
        Field("email", EMAIL, "The e-mail address that is answered"),
        Field("phone", PHONE, "The phone number that is answered"),
        Field("text", Words(300), "What else to know, such as text relay or sign language"),
    ),
)

EXAMPLE = """\
---
title: Accessibility statement
summary: How accessible this site is, and how to tell us about a problem.
scope: this careers site
not_for:
  - the site on which you apply
commits: yes
status: partially
problems:
  - what: Two films have no captions.
    part: non-compliance
    criterion: 1.2.2
    reason: The films were made in a hurry.
    alternative: A transcript stands below each film.
    mended_by: 2027-03-31
tests:
  - day: 2027-01-15
    by: The digital team of the council
    method: self-assessment
    how: By keyboard, with NVDA and Firefox, and with axe-core.
    pages: The home page and one page of each type.
contact:
  name: The digital team of the council
  text: Write to the town hall, or ask in any library.
answers_within: 10 working days
prepared: 2027-01-20
---"""

STATEMENT = ContentType(
    name="statement",
    plural="statements",
    folder="accessibility",
    about="The accessibility statement. There is one, in content/accessibility/index.md; its legal wording is added.",
    body_required=False,
    is_single=True,
    example=EXAMPLE,
    own_fields=(
        TITLE,
        Field("short_title", Words(40), "A shorter title for menus", example="Accessibility"),
        Field("footer_menu", WholeNumber(1, 99), "Its place in the menu at the foot of every page", default=98),
        Field("organisation", Words(100), "Who runs the site, where it is not the organisation of site.yml"),
        Field("scope", Words(200), "What the statement is for, after “applies to”", required=True,
              example="this careers site"),
        Field("not_for", ListOf(Words(200), most=20), "What it is not for, one entry a line",
              example="the site on which you apply"),
        Field("commits", YesNo(), "yes once the organisation stands by the sentence of the law that it is committed "
              "to making the site accessible", example="yes"),
        Field("status", Choice(("fully", "partially", "not", NOT_KNOWN)), "How far the site complies with WCAG",
              required=True, example="partially"),
        Field("standard", Choice(STANDARDS), "The version and level of WCAG that the site is held against",
              default=STANDARDS[0]),
        Field("problems", ListOf(PROBLEM), "The known problems"),
        Field("tests", ListOf(TESTED), "The tests, the latest first; needed once the status is known"),
        Field("contact", CONTACT, "Who answers about accessibility, where it is not the contact of site.yml"),
        Field("answers_within", Words(60), "How soon people get an answer", example="10 working days"),
        Field("enforcement", Choice(("great-britain", "northern-ireland")), "Where the organisation is: it says who "
              "enforces the regulations", default="great-britain"),
        Field("prepared", Day(), "The day on which the statement was first written", required=True,
              example="2027-01-20"),
        Field("reviewed", Day(), "The day on which somebody last went through all of it; due again after 12 months",
              example="2027-12-01"),
    ),
)  # fmt: skip
