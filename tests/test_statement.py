"""The accessibility statement: what its page says, what is told while parts are unknown, when it is due again."""

from __future__ import annotations

from datetime import date

import pytest

from careersite.statement.placeholders import placeholders
from careersite.statement.statement import days_of_statement, reminders, review_of
from careersite.statement.wcag import CRITERIA
from tests.building import content

PATH = "content/accessibility/index.md"
PROBLEM = """
  - what: The film has no captions.
    part: non-compliance
    criterion: [1.2.2, 1.2.3]
    reason: It was made in a hurry.
    alternative: A text stands below it.
    mended_by: 2027-03-31"""
TEST = """
  - day: 2026-10-01
    by: The web team
    method: self-assessment
    how: By keyboard.
    pages: All pages."""
OUTSIDE = """
  - what: The live talks have no captions.
    part: out-of-scope
    reason: The regulations do not ask for them."""


KNOWN = {"tests": TEST, "commits": "yes", "contact": "{email: web@town.gov.uk}"}


def statement(**fields: str) -> dict[str, str]:
    return {PATH: content("statement", "", **fields)}


def test_the_page_has_every_part_in_the_order_of_the_model(make_site):
    page = make_site(statement(status="partially", problems=PROBLEM, **KNOWN)).page("/accessibility/")
    assert [text for level, text in page.headings if level < 4 and text != "Help and applying"] == [
        "Accessibility statement", "Compliance status", "Non-accessible content",
        "Non-compliance with the accessibility regulations", "Feedback and contact information",
        "Enforcement procedure", "Preparation of this accessibility statement",
    ]  # fmt: skip


REGULATIONS = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
STANDARD = "Web Content Accessibility Guidelines version 2.2 AA standard"


@pytest.mark.parametrize("sentence", [
    "This accessibility statement applies to this site.",
    f"Example Council is committed to making its website accessible, in accordance with the {REGULATIONS}.",
    f"This website is partially compliant with the {STANDARD}, due to the non-compliances listed below.",
    "The content listed below is non-accessible for the following reasons.",
    f"The Equality and Human Rights Commission (EHRC) is responsible for enforcing the {REGULATIONS} (the “",
    "This statement was prepared on 22 November 2026.",
    f"This website was last tested on 1 October 2026 against the {STANDARD}.",
])  # fmt: skip
def test_the_wording_that_the_law_fixes_is_added(make_site, sentence):
    page = make_site(statement(status="partially", problems=PROBLEM, **KNOWN)).page("/accessibility/")
    assert sentence in page.main


def test_a_problem_names_its_criteria_with_name_and_level(make_site):
    page = make_site(statement(status="partially", problems=PROBLEM, **KNOWN)).page("/accessibility/")
    assert page.all("main li p") == [
        "The film has no captions.",
        f"WCAG 2.2, 1.2.2 Captions (Prerecorded) (level A), 1.2.3 {CRITERIA['1.2.3'].name} (level A)",
        "It was made in a hurry.", "Instead: A text stands below it.", "To be mended by 31 March 2027.",
    ]  # fmt: skip


@pytest.mark.parametrize(("status", "problems", "sentence"), [
    ("fully", "", f"is fully compliant with the {STANDARD}."),
    ("fully", OUTSIDE, "is fully compliant with"),
    ("partially", OUTSIDE, "standard, due to the exemptions listed below."),
    ("partially", PROBLEM + OUTSIDE, "standard, due to the non-compliances and the exemptions listed below."),
    ("not", PROBLEM, f"is not compliant with the {STANDARD}. The non-compliances are listed below."),
])  # fmt: skip
def test_the_status_is_said_in_the_words_of_the_model(make_site, status, problems, sentence):
    site = make_site(statement(status=status, problems=problems, **KNOWN))
    assert site.errors == []
    assert sentence in site.page("/accessibility/").main


def test_in_northern_ireland_another_body_enforces_the_regulations(make_site):
    page = make_site(statement(enforcement="northern-ireland")).page("/accessibility/")
    assert "Equality Commission for Northern Ireland" in page.main
    assert "https://www.equalityni.org/" in page.links
    assert "EHRC" not in page.main


def test_nothing_is_claimed_that_is_not_yet_known(make_site):
    site = make_site(statement())
    said = site.page("/accessibility/").main
    assert "has not yet been confirmed whether this site meets" in said
    assert "That does not mean that there is none." in said
    assert "is committed" not in said
    assert "compliant" not in said
    assert "None" not in said
    assert site.problems == ()


def test_what_is_still_to_be_filled_in_is_one_line_a_file(make_site):
    site = make_site({**statement(), "content/privacy/index.md": content("notice")})
    assert reminders(site.site) == (
        "Still to be filled in in content/accessibility/index.md: status, tests, commits, contact, answers_within.",
        "Still to be filled in in content/privacy/index.md: controller, officer, logs, recruitment.",
    )


def test_a_site_without_a_statement_or_a_notice_is_told_how_to_start_one(make_site):
    statement_missing, notice_missing = reminders(make_site().site)
    assert statement_missing.endswith('; start one with: python3 build.py new statement "Accessibility statement"')
    assert notice_missing.endswith('; start one with: python3 build.py new notice "Privacy notice"')


def test_a_draft_is_no_statement_yet_and_may_be_half_done(make_site):
    site = make_site(statement(draft="yes", status="fully", scope="TBC"))
    assert site.errors == []
    assert "has no accessibility statement" in reminders(site.site)[0]


def test_the_contact_of_the_site_stands_there_unless_the_statement_has_its_own(make_site):
    settings = "name: A\norganisation: B\ndescription: C\ncontact: {email: all@town.gov.uk}\n"
    assert "all@town.gov.uk" in make_site({"site.yml": settings, **statement()}).page("/accessibility/").main
    own = make_site(statement(contact="{email: web@town.gov.uk}")).page("/accessibility/").main
    assert "web@town.gov.uk" in own
    assert "all@town.gov.uk" not in own


@pytest.mark.parametrize(("fields", "last", "reminder", "due"), [
    ({"prepared": "2026-11-22"}, "2026-11-22", "2027-10-22", "2027-11-22"),
    ({"prepared": "2020-01-01", "reviewed": "2027-03-31"}, "2027-03-31", "2028-02-29", "2028-03-31"),
    ({"prepared": "2024-02-29"}, "2024-02-29", "2025-01-29", "2025-02-28"),
])  # fmt: skip
def test_a_review_is_due_after_twelve_months(make_site, fields, last, reminder, due):
    review = review_of(make_site(statement(**fields)).site.pages)
    assert [review.last, review.reminder, review.due] == list(map(date.fromisoformat, (last, reminder, due)))
    assert review.line > 1


def test_an_overdue_review_is_said_loudly_at_every_build_and_breaks_none(make_site):
    site = make_site(statement(), as_of="2027-11-22")
    assert site.errors == []
    assert reminders(site.site)[0] == (
        "THE ACCESSIBILITY STATEMENT IS OUT OF DATE: its review was due on 22 November 2027."
    )
    assert make_site(as_of="2027-11-21").codes == ["statement-day"]


def test_the_days_to_see_to_it_are_listed_for_the_team(make_site):
    site = make_site(statement(status="partially", problems=PROBLEM, prepared="2026-11-22", **KNOWN))
    assert [(day.isoformat(), what, line > 1) for day, what, _, line in days_of_statement(site.site.pages)] == [
        ("2027-03-31", "To be mended by then: The film has no captions.", True),
        ("2027-11-22", "The accessibility statement has to be reviewed", True),
    ]
    assert days_of_statement(()) == ()


def test_the_criteria_are_those_of_wcag_2_2():
    levels = [criterion.level for criterion in CRITERIA.values()]
    assert {level: levels.count(level) for level in ("A", "AA", "AAA")} == {"A": 31, "AA": 24, "AAA": 31}
    assert sum(criterion.is_new for criterion in CRITERIA.values()) == 9


@pytest.mark.parametrize("text", [
    "[insert name]", "TBC", "To be confirmed", "Lorem ipsum", "XX", "your organisation", "jobs@example.com",
    "name@council.gov.uk", "www.example.org", "01632 960123", "020 7946 0018", "07700 900123", "01234 567890", "???",
    "0000 000 0000", "DD/MM/YYYY", "Example Council", "____",
])  # fmt: skip
def test_what_was_only_to_be_filled_in_is_found(text):
    assert " ".join(placeholders(f"So it is {text} here.")) == text


@pytest.mark.parametrize("text", [
    "for example large print", "call [[a-fact]]", "see [the plan](/plan/)", "see [the plan][plan]", "[plan]: /plan/",
    "a note[^1]", "a test of it. Tested by two.", "024 7683 3333", "the XXL size", "careers@coventry.gov.uk",
    "at 10:00", "in the example above", "1,000,000 people", "latest contest.", "WCAG 2.2", "- [x] done",
])  # fmt: skip
def test_what_stands_for_itself_is_no_placeholder(text):
    assert list(placeholders(text)) == []


def test_an_invented_site_may_have_addresses_of_its_own(make_site):
    settings = ("name: A\norganisation: B\ndescription: C\naddress: https://jobs.town.example\n"
                "contact: {email: web@town.example}\n")  # fmt: skip
    assert make_site({"site.yml": settings, **statement()}).errors == []


def test_its_review_stands_among_the_moments_to_come(make_site):
    moments = make_site(statement(prepared="2026-11-22")).site.moments
    assert [(one.at.date().isoformat(), one.kind, one.what, one.file, one.changes_site) for one in moments] == [
        ("2027-11-22", "statement", "The accessibility statement has to be reviewed", PATH, False)
    ]
