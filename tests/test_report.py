"""What happened, in words and as data."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from careersite.facts.reviews import Review
from careersite.problem import Problem, Problems, suggestion
from careersite.report import Report, build_in_words, check_in_words, counted, problems_in_words

pytestmark = pytest.mark.quick

ERROR = Problem(
    "content/a.md", 4, "error", "unknown-field", '"clsoes" is not a field of a route.', 'Did you mean "closes"?'
)
WARNING = Problem("content/a.md", 0, "warning", "orphan", "No page leads to /a/.", "Link to it.")


def test_a_problem_is_told_with_its_place_and_how_to_mend_it():
    assert problems_in_words([ERROR]) == [
        "content/a.md, line 4", '  "clsoes" is not a field of a route.', '  → Did you mean "closes"?',
    ]  # fmt: skip


def test_errors_come_before_warnings_which_can_be_left_out():
    assert problems_in_words([WARNING, ERROR])[0] == "content/a.md, line 4"
    assert problems_in_words([WARNING, ERROR])[3:] == [
        "content/a.md", "  Warning: No page leads to /a/.", "  → Link to it.",
    ]  # fmt: skip
    assert problems_in_words([WARNING, ERROR], with_warnings=False) == problems_in_words([ERROR])


def test_a_problem_without_a_file_is_a_sentence_alone():
    assert problems_in_words([Problem("", 0, "error", "disk-full", "The disk is full.")]) == ["  The disk is full."]


def test_problems_are_counted_in_words():
    assert counted([]) == "no problems"
    assert counted([ERROR]) == "1 error"
    assert counted([ERROR, ERROR, WARNING]) == "2 errors and 1 warning"
    assert counted([WARNING] * 1_234) == "1,234 warnings"


def test_the_last_line_of_a_build_says_pages_changes_time_and_next_change():
    report = Report("build", (), folder="public/", pages=12, files=30, new=["a"], changed=["b", "c"], seconds=0.123,
                    next_change=datetime(2027, 1, 1, 17), to_fill_in=("address", "contact.email"),  # noqa: DTZ001
                    reviews=[Review("a", "2026-12-31", -1, "Comms team", 7)])  # fmt: skip
    assert build_in_words(report) == [
        "12 pages (30 files) in public/: 1 new, 2 changed; 0.12 seconds.",
        "1 fact past the review date (Comms team); python3 build.py facts lists them.",
        "Still to be filled in in site.yml: address, contact.email.",
        "While site.yml has no address, nothing counts as published, and published.yml is not kept.",
        "The site next changes by itself on Friday 1 January 2027, 5pm; build it again then.",
    ]


def test_a_build_that_changed_nothing_says_so():
    assert build_in_words(Report("build", (), folder="public/", pages=1, files=1)) == [
        "1 page (1 file) in public/: nothing changed; 0.00 seconds.", "The site does not change by itself.",
    ]  # fmt: skip


def test_a_build_with_errors_says_that_nothing_was_touched():
    assert build_in_words(Report("build", (ERROR,), folder="public/")) == ["1 error. public/ was not touched."]
    assert check_in_words(Report("check", (ERROR, WARNING))) == ["1 error and 1 warning. A build would write nothing."]


def test_a_check_says_that_nothing_was_written():
    assert check_in_words(Report("check", (WARNING,), pages=2, seconds=0.5))[0] == (
        "2 pages checked in 0.50 seconds: 1 warning. Nothing was written."
    )


def test_the_report_as_data_is_json():
    told = json.loads(json.dumps(Report("build", (ERROR,), next_change=datetime(2027, 1, 1)).as_json()))  # noqa: DTZ001
    assert told["status"] == "problems"
    assert told["next_change"] == "2027-01-01T00:00:00"
    assert told["problems"] == [
        {"severity": "error", "code": "unknown-field", "file": "content/a.md", "line": 4,
         "message": ERROR.message, "hint": ERROR.hint}
    ]  # fmt: skip


def test_problems_are_sorted_and_each_is_told_once():
    problems = Problems()
    for problem in (WARNING, ERROR, ERROR):
        problems.add(problem)
    assert problems.all == (WARNING, ERROR)
    assert problems.has_errors


def test_only_what_is_near_is_suggested():
    assert suggestion("clsoes", ["opens", "closes"]) == 'Did you mean "closes"?'
    assert suggestion("Closes", ["opens", "closes"]) == 'Did you mean "closes"?'
    assert suggestion("xyz", ["opens", "closes"]) == ""
