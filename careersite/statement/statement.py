"""An accessibility statement and a day come in; out go its review, what is still unknown, and what its page shows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from careersite.calendar.dates import day_in_words
from careersite.content_type import ContentType
from careersite.content_types.notice import NOTICE
from careersite.content_types.statement import NOT_KNOWN, STATEMENT
from careersite.model import Page, Site
from careersite.statement.statement_rules import is_reachable, line_of

# The law wants a statement kept under regular review; government asks for a review every year.
REVIEW_MONTHS = 12
REMINDER_MONTHS = 11


@dataclass(frozen=True, slots=True)
class Review:
    """When a statement was last gone through, when a reminder begins, and by when it has to be gone through again."""

    file: str
    line: int
    last: date
    reminder: date
    due: date

    def in_words(self, today: date) -> str:
        """Empty while there is time; else what to tell at every build."""
        if today >= self.due:
            return f"THE ACCESSIBILITY STATEMENT IS OUT OF DATE: its review was due on {day_in_words(self.due)}."
        if today >= self.reminder:
            return f"The accessibility statement has to be reviewed by {day_in_words(self.due)}."
        return ""


def _only(pages: Iterable[Page], content_type: ContentType) -> Page | None:
    return next((page for page in pages if page.content_type is content_type), None)


def statement_of(pages: Iterable[Page]) -> Page | None:
    """The one live statement, where there is one."""
    return _only(pages, STATEMENT)


def review_of(pages: Iterable[Page]) -> Review | None:
    """The review of the statement among these pages; None where there is no statement."""
    page = statement_of(pages)
    if page is None:
        return None
    field = "reviewed" if page.values["reviewed"] else "prepared"
    last = page.values[field]
    line = page.source.fields.lines.get(field, 0)
    return Review(page.source.path, line, last, _later(last, REMINDER_MONTHS), _later(last, REVIEW_MONTHS))


def last_test_of(page: Page) -> tuple[date, date, int] | None:
    """The day of the last test, the day by which the next is due, and the line; None where there is none yet."""
    days = [(test["day"], line_of(page.source.fields, "tests", place, "day"))
            for place, test in enumerate(page.values["tests"])]  # fmt: skip
    if not days:
        return None
    last, line = max(days)
    return last, _later(last, REVIEW_MONTHS), line


def days_of_statement(pages: Iterable[Page]) -> tuple[tuple[date, str, str, int], ...]:
    """Every day on which somebody has to see to the statement: the day, what is due, the file and the line."""
    page, review = statement_of(pages := tuple(pages)), review_of(pages)
    if page is None or review is None:
        return ()
    days = [(review.due, "The accessibility statement has to be reviewed", review.file, review.line)]
    for place, problem in enumerate(page.values["problems"]):
        if problem["mended_by"]:
            line = line_of(page.source.fields, "problems", place, "mended_by")
            days.append((problem["mended_by"], f"To be mended by then: {problem['what']}", review.file, line))
    return tuple(sorted(days))


def _later(day: date, months: int) -> date:
    """2027-03-31 and 11 → 2028-02-29: the same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unknown_in_statement(page: Page, contact: Any) -> tuple[str, ...]:
    """The fields that only the organisation can fill in and that are still empty; `contact` is that of site.yml."""
    values = page.values
    known = {
        "status": values["status"] != NOT_KNOWN,
        "tests": values["tests"],
        "commits": values["commits"],
        "contact": is_reachable(values["contact"] or contact),
        "answers_within": values["answers_within"],
    }
    return tuple(name for name, is_known in known.items() if not is_known)


def unknown_in_notice(page: Page) -> tuple[str, ...]:
    """The same for the privacy notice."""
    return tuple(name for name in ("controller", "officer", "logs", "recruitment") if not page.values[name])


def reminders(site: Site) -> tuple[str, ...]:
    """What to keep in mind of statement and notice, a sentence each; told at every build until it is done."""
    statement, notice = (_only(site.pages, one) for one in (STATEMENT, NOTICE))
    review = review_of(site.pages)
    contact = site.content.settings.values["contact"]
    lines = [
        review.in_words(site.as_of.date()) if review else _missing(STATEMENT, "accessibility statement"),
        _to_fill_in(statement, unknown_in_statement(statement, contact)) if statement else "",
        _to_fill_in(notice, unknown_in_notice(notice)) if notice else _missing(NOTICE, "privacy notice"),
    ]
    return tuple(line for line in lines if line)


def _missing(content_type: ContentType, name: str) -> str:
    return f'The site has no {name}; start one with: python3 build.py new {content_type.name} "{name.capitalize()}"'


def _to_fill_in(page: Page, names: tuple[str, ...]) -> str:
    return f"Still to be filled in in {page.source.path}: {', '.join(names)}." if names else ""
