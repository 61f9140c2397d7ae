"""Reminders of people whose record ends soon, or awaits that somebody asks them."""

from __future__ import annotations

import pytest

from careersite.report import Report, standing_in_words

RECORD = """\
people:
  a-person:
    name: A. Person
    agreed: {words: [site]}
    basis: consent
    given: 2026-01-01
    until: 2027-03-31
    evidence: Folder 2
"""
PUBLISHED = """\
people:
  a-person:
    name: A. Person
    basis: already-published
    published_in: echo
"""
FACTS = "sources:\n  echo:\n    title: A talk\n    publisher: The Echo\n    date: 2026\n"


@pytest.mark.parametrize(("day", "said"), [
    ("2026-12-30", None), ("2026-12-31", "ends in 90 days, on 31 March 2027; then it is withheld. Ask whether"),
    ("2027-02-28", "Ask whether"), ("2027-03-01", "This is the last reminder: ask whether"),
    ("2027-03-31", "ends today"), ("2027-04-01", None),
])  # fmt: skip
def test_reminders_come_90_and_30_days_before_an_end(day, said, make_site):
    site = make_site({"people.yml": RECORD}, as_of=day, slower=True)
    told = [f"{one.message} {one.hint}" for one in site.problems if one.code == "consent-ends"]
    assert bool(told) is bool(said)
    assert all(said in one for one in told)
    assert [(one.file, one.line) for one in site.problems] == [("people.yml", 2)] * len(told)


def test_a_record_that_is_withdrawn_needs_no_reminder(make_site):
    assert make_site({"people.yml": RECORD + "    withdrawn: 2027-01-31\n"}, as_of="2027-03-01").problems == ()


def test_an_interview_that_nobody_has_confirmed_is_told_at_every_check(make_site):
    site = make_site({"people.yml": PUBLISHED, "content/facts.yml": FACTS}, slower=True)
    assert [(one.code, one.file, one.line) for one in site.problems] == [("awaits-confirmation", "people.yml", 2)]
    site = make_site({"people.yml": PUBLISHED + "    confirmed: 2026-12-01\n"}, slower=True)
    assert site.problems == ()


def test_a_build_names_them_in_a_line():
    report = Report("build", (), awaiting=["A. Person", "B. Person"], ending=["C. Person on 31 March 2027"])
    assert standing_in_words(report)[:2] == [
        "Awaiting the comms team’s confirmation in the register: A. Person, B. Person.",
        "Ending soon in the register: C. Person on 31 March 2027. Ask in good time.",
    ]
