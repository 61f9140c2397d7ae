"""What somebody has to see to is told in time, once, and with the owner's name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from careersite.facts.reviews import Review, reviews_in_words
from careersite.report import Report, standing_in_words
from tests.building import DEFAULTS, FACTS, content
from tests.test_facts_of_a_day import FOLLOWED

USED = {"content/pages/index.md": content(title="Welcome", body="[[retention-payment]]\n")}
STRICT = {"site.yml": DEFAULTS["site.yml"] + "strict_facts: yes\n"}


LONGEST = (
    "61 facts to review within 60 days, the first by 31 December 2026, in 39 days (Comms team 60, Workforce 1); "
    "python3 build.py facts lists them."
)


def days_before(days: int) -> str:
    return (date(2027, 1, 31) - timedelta(days)).isoformat()


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [(61, None, ""), (60, "review-soon", "in 60 days."), (1, "review-soon", "tomorrow."), (0, "review-soon", "today."),
     (-1, "review-due", "was to be reviewed by 31 January 2027.")],
)  # fmt: skip
def test_a_review_is_told_from_sixty_days_before(make_site, days, code, words):
    site = make_site({"content/facts.yml": FACTS, **USED}, as_of=days_before(days), slower=True)
    assert [(one.code, one.line, one.severity) for one in site.problems] == ([(code, 7, "warning")] if code else [])
    assert words in site.sentences
    assert "Workforce: see whether" in site.sentences or not code


def test_a_build_says_them_in_its_last_lines_alone(make_site):
    assert make_site({"content/facts.yml": FACTS, **USED}, as_of=days_before(-1)).codes == []


def test_sixty_reviews_are_one_line():
    same = [Review(f"f{n}", "2026-12-31", 39, "Comms team", n) for n in range(60)]
    assert reviews_in_words(same) == [
        "60 facts to review by 31 December 2026, in 39 days (Comms team); python3 build.py facts lists them."
    ]
    mixed = [Review("p", "2026-11-01", -21, "Pay", 2), Review("q", "2026-11-02", -20, "Pay", 3), *same,
             Review("r", "2027-01-05", 44, "Workforce", 4)]  # fmt: skip
    assert reviews_in_words(mixed) == [
        "2 facts past the review date (Pay); python3 build.py facts lists them.",
        LONGEST,
    ]
    assert len(standing_in_words(Report("build", (), reviews=mixed))) == 3


def test_where_the_site_is_strict_a_past_review_is_a_mistake(make_site):
    files = {"content/facts.yml": FACTS, **USED, **STRICT}
    assert make_site(files, as_of=days_before(0)).errors == []
    for slower in (False, True):
        site = make_site(files, as_of=days_before(-1), slower=slower)
        assert [(one.code, one.file, one.line) for one in site.problems] == [("review-due", "content/facts.yml", 7)]
        assert site.errors


def test_only_what_holds_now_or_later_is_to_be_reviewed(make_site):
    early = FOLLOWED.replace("review_by: 2028-01-31", "review_by: 2027-02-15")
    site = make_site({"content/facts.yml": early, **USED}, as_of="2027-02-01", slower=True)
    assert [one.code for one in site.problems] == ["review-due", "review-soon"]
    site = make_site(as_of="2027-04-01", slower=True)
    assert [(one.code, one.line) for one in site.problems] == [("review-due", 20)]
    late = make_site({"content/facts.yml": FOLLOWED}, as_of="2027-04-01", slower=True)
    assert late.codes == []  # the first value is over, so nobody needs to look at it


def test_a_fact_in_use_that_is_about_to_end_is_told(make_site):
    ends = FACTS + "    until: 2027-03-31\n"
    files = {"content/facts.yml": ends.replace("2027-01-31", "2028-01-31"), **USED}
    assert make_site(files, as_of="2027-01-29").codes == []
    site = make_site(as_of="2027-01-30")
    assert [(one.code, one.severity, one.line) for one in site.problems] == [("fact-ends", "warning", 7)]
    assert "after 31 March 2027." in site.sentences
    assert "fact-ends" not in make_site({"content/pages/index.md": content(title="Welcome")}, as_of="2027-01-30").codes


def test_a_gap_between_two_values_is_told_while_it_can_be_closed(make_site):
    gap = FOLLOWED.replace("    then:", "    until: 2027-02-28\n    then:").replace("2027-01-31", "2028-01-31")
    site = make_site({"content/facts.yml": gap, **USED}, as_of="2027-02-01")
    assert site.codes == ["fact-ends"]
    assert "after 28 February 2027, until another begins on 1 April 2027." in site.sentences
    assert make_site(as_of="2027-04-01").codes == []


@pytest.mark.parametrize(
    ("setting", "code"),
    [("name: '[[retention-payment]] jobs'", "fact"), ("description: Get [[retention-paymnt]]", "unknown-fact"),
     ("description: Get [[retention-payment]]", None)],
)  # fmt: skip
def test_facts_in_site_yml_stand_in_its_description_alone(make_site, setting, code):
    settings = {"name": "name: A", "organisation": "organisation: B", "description": "description: C"}
    settings[setting.partition(":")[0]] = setting
    site = make_site({"content/facts.yml": FACTS, **USED, "site.yml": "\n".join(settings.values()) + "\n"})
    assert [(one.code, one.file) for one in site.problems] == ([(code, "site.yml")] if code else [])


@pytest.mark.parametrize("days", ["    from: 2027-04-01\n", "    until: 2027-04-01\n"])
def test_the_description_of_the_site_names_only_facts_that_always_have_a_value(make_site, days):
    settings = "name: A\norganisation: B\ndescription: Get [[retention-payment]].\n"
    site = make_site({"content/facts.yml": FACTS + days, **USED, "site.yml": settings}, as_of="2027-04-01")
    assert ("fact", "site.yml", 3) in [(one.code, one.file, one.line) for one in site.errors]
    assert make_site({"content/facts.yml": FOLLOWED}, as_of="2027-04-01").errors == []
