"""The days of the statement, at every build: warnings, because no build may fail as time passes."""

import pytest

from tests.building import content

PATH = "content/accessibility/index.md"
LATE = "[{what: No captions., part: non-compliance, criterion: 1.2.2, reason: Haste., mended_by: 2027-02-01}]"


def told(site):
    return [(one.severity, one.line, one.message.split(" ")[0]) for one in site.problems]


@pytest.mark.parametrize(("as_of", "is_told"), [
    ("2027-10-21", False), ("2027-10-22", True), ("2027-11-22", True), ("2029-01-01", True),
])  # fmt: skip
def test_a_review_is_asked_for_from_eleven_months_on(make_site, as_of, is_told):
    site = make_site({PATH: content("statement", "", reviewed="2026-11-22", prepared="2026-11-01")}, as_of=as_of)
    assert told(site) == [("warning", 7, "The")] * is_told


def test_a_day_of_mending_that_is_past_is_told_the_day_after(make_site):
    files = {PATH: content("statement", "", problems=LATE)}
    assert make_site(files, as_of="2027-02-01").problems == ()
    assert told(make_site(as_of="2027-02-02")) == [("warning", 7, "This")]


def test_a_day_on_which_something_was_done_is_not_to_come(make_site):
    site = make_site({PATH: content("statement", "", prepared="2027-01-01")}, as_of="2026-12-31")
    assert told(site) == [("warning", 6, '"prepared"')]
    assert make_site(as_of="2027-01-01").problems == ()


@pytest.mark.parametrize(("as_of", "is_told"), [("2026-11-19", False), ("2026-11-20", True)])
def test_a_last_test_of_a_year_ago_is_told_though_the_statement_was_gone_through(make_site, as_of, is_told):
    tests = "".join(
        f"\n  - {{day: {day}, by: Us, method: self-assessment, how: By keyboard., pages: All.}}"
        for day in ("2025-11-20", "2024-11-20")
    )
    files = {PATH: content("statement", "", prepared="2024-01-01", reviewed="2026-11-01", tests=tests)}
    site = make_site(files, as_of=as_of)
    assert site.errors == []
    assert [one.line for one in site.problems if "The last test of the site" in one.message] == [9] * is_told
