"""The days of the accessibility statement: a review that is due, a date of mending that is past, a day yet to come.

Time alone must not break a nightly build: there they are warnings, and only `check` makes errors of the grave ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from careersite.calendar.dates import day_in_words
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems
from careersite.statement.statement import REVIEW_MONTHS, last_test_of, review_of, statement_of
from careersite.statement.statement_rules import line_of
from careersite.studio import Studio


@dataclass(frozen=True, slots=True)
class Finding:
    """What a day makes wrong; `check` fails on what is grave."""

    message: str
    hint: str
    line: int
    is_grave: bool


def statement_days(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for page, found in _findings_of(site):
        problems.warning("statement-day", found.message, found.hint, file=page.source.path, line=found.line)


def statement_days_strictly(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for page, found in _findings_of(site):
        if found.is_grave:
            problems.error("statement-day", found.message, found.hint, file=page.source.path, line=found.line)


def _findings_of(site: Site) -> Iterator[tuple[Page, Finding]]:
    page, today = statement_of(site.pages), site.as_of.date()
    if page:
        findings = (*_due(site, today), *_untested(page, today), *_still_to_come(page, today), *_late(page, today))
        yield from ((page, found) for found in findings)


def _due(site: Site, today: date) -> Iterator[Finding]:
    review = review_of(site.pages)
    if review is None or today < review.reminder:
        return
    hint = 'Go through all of it, test again what has changed, then set "reviewed" to the day on which you did.'
    last = f"The statement was last gone through on {day_in_words(review.last)}"
    if today < review.due:
        message = f"{last}; the next time is due by {day_in_words(review.due)}."
        yield Finding(message, hint, review.line, is_grave=False)
    else:
        yield Finding(f"{last}, {REVIEW_MONTHS} months ago or more.", hint, review.line, is_grave=True)


def _untested(page: Page, today: date) -> Iterator[Finding]:
    """To have gone through the statement again says nothing new of the site where nobody has tested it."""
    tested = last_test_of(page)
    if tested and tested[1] <= today:
        message = f"The last test of the site was on {day_in_words(tested[0])}, {REVIEW_MONTHS} months ago or more."
        hint = 'Test it again, and put that test first below "tests:".'
        yield Finding(message, hint, tested[2], is_grave=False)


def _still_to_come(page: Page, today: date) -> Iterator[Finding]:
    """Days on which something was done, so it says."""
    fields, tests = page.source.fields, page.values["tests"]
    dated = [(page.values[name], name, line_of(fields, name)) for name in ("prepared", "reviewed")]
    dated += [(test["day"], "day", line_of(fields, "tests", place, "day")) for place, test in enumerate(tests)]
    for day, name, line in dated:
        if day and day > today:
            message = f'"{name}" is {day_in_words(day)}, a day that is still to come.'
            yield Finding(message, "Write the day on which it was done.", line, is_grave=True)


def _late(page: Page, today: date) -> Iterator[Finding]:
    for place, problem in enumerate(page.values["problems"]):
        day = problem["mended_by"]
        if day and day < today:
            message = f"This problem was to be mended by {day_in_words(day)}, and readers see that day."
            hint = "Take the problem out if it is mended; else set a new day, or say why there is none."
            line = line_of(page.source.fields, "problems", place, "mended_by")
            yield Finding(message, hint, line, is_grave=False)
