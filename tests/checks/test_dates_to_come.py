"""A date of information that is still to come is told, of pages and of facts."""

from __future__ import annotations

import pytest

from tests.building import FACTS, content

A = "content/routes/a.md"


@pytest.mark.parametrize(("as_at", "is_told"), [
    ("2026-12-01", False), ("2026-12-02", True), ("2026-12", False), ("2027-01", True), ("2026", False),
    ("about 2027", True), ("mid-2026", False),
])  # fmt: skip
def test_the_first_day_that_a_date_can_mean_counts(make_site, as_at, is_told):
    site = make_site({A: content("route", as_at=as_at)})
    told = [(problem.file, problem.line, problem.severity) for problem in site.problems if problem.code == "as-at"]
    assert told == ([(A, 6, "warning")] if is_told else [])


def test_a_value_to_come_may_be_as_at_its_first_day_and_no_later(make_site):
    for day, count in (("2027-04-01", 0), ("2027-04-02", 1)):
        then = f"    then:\n      - from: 2027-04-01\n        value: 1\n        source: report\n        as_at: {day}\n"
        files = {"content/facts.yml": FACTS + then + "        review_by: 2028-01-31\n", A: content("route")}
        assert make_site(files).codes.count("as-at") == count
