"""Facts and a day come in; out goes what somebody has to see to: values to review, and facts that are about to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from careersite.calendar.dates import day_in_words
from careersite.facts.facts import FACTS_PATH, Fact, Facts, ends
from careersite.model import Content
from careersite.problem import Problems

DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Review:
    """One value that is to be reviewed soon, or was to be; `days_left` is below zero once the day is past."""

    name: str
    review_by: str
    days_left: int
    owner: str
    line: int

    @property
    def is_past(self) -> bool:
        return self.days_left < 0

    @property
    def day(self) -> date:
        return date.fromisoformat(self.review_by)


def reviews(facts: Facts, day: date) -> tuple[Review, ...]:
    """The values that hold on that day or later and whose review is due within the next days, the most urgent first."""
    values = (value for values in facts.values.values() for value in values if not value.until or value.until >= day)
    found = [
        Review(one.name, one.review_by.isoformat(), (one.review_by - day).days, one.owner, one.line) for one in values
    ]
    return tuple(
        sorted((one for one in found if one.days_left <= DAYS_AHEAD), key=lambda one: (one.days_left, one.line))
    )


def check_strictly(content: Content, day: date, problems: Problems) -> None:
    """Where the site says so, a fact past its review date is a mistake."""
    if content.settings.values["strict_facts"]:
        for review in reviews(content.facts, day):
            if review.is_past:
                problems.error("review-due", *told(review), file=FACTS_PATH, line=review.line)


def told(review: Review) -> tuple[str, str]:
    """Message and hint for one value."""
    hint = f"{review.owner}: see whether it still holds, then set a new review_by."
    if review.is_past:
        return f'"{review.name}" was to be reviewed by {day_in_words(review.day)}.', hint
    return f'"{review.name}" is to be reviewed by {day_in_words(review.day)}, {in_days(review.days_left)}.', hint


def in_days(days: int) -> str:
    """39 → in 39 days."""
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def reviews_in_words(found: Sequence[Review], where: str = "; python3 build.py facts lists them") -> list[str]:
    """One line for those that are past and one for those to come, so that sixty of them bury nothing else."""
    past, to_come = [one for one in found if one.is_past], [one for one in found if not one.is_past]
    lines = []
    if past:
        lines.append(f"{_number(past)} past the review date ({_owners(past)}){where}.")
    if to_come:
        first = to_come[0]
        by = f"by {day_in_words(first.day)}, {in_days(first.days_left)}"
        if any(one.day != first.day for one in to_come):
            by = f"within {DAYS_AHEAD} days, the first {by}"
        lines.append(f"{_number(to_come)} to review {by} ({_owners(to_come)}){where}.")
    return lines


def _number(found: Sequence[Review]) -> str:
    return f"{len(found):,} fact" if len(found) == 1 else f"{len(found):,} facts"


def _owners(found: Sequence[Review]) -> str:
    """Comms team; or, where there are several, each with how many: Comms team 58, Pay 2."""
    counts = sorted(Counter(one.owner for one in found).items(), key=lambda pair: (-pair[1], pair[0]))
    return counts[0][0] if len(counts) == 1 else ", ".join(f"{owner} {count}" for owner, count in counts)


def check_ends(content: Content, day: date, problems: Problems) -> None:
    """Warns while there is time of facts in use that will have no value: what names them is left out then."""
    used = {name for page in content.pages if not page.values["draft"] for name, _ in page.facts}
    for name, values in content.facts.values.items() if not problems.has_errors else ():
        for last, returns in ends(values):
            left = (last.until - day).days if last.until else -1
            if name in used and 0 <= left <= DAYS_AHEAD:
                _tell_end(last, returns, problems)


def _tell_end(last: Fact, returns: date | None, problems: Problems) -> None:
    until = f", until another begins on {day_in_words(returns)}" if returns else ""
    mend = "Let one value begin on the day after the other ends" if returns else 'Write what follows below "then:"'
    problems.warning(
        "fact-ends",
        f'"{last.name}" has no value after {day_in_words(last.until or date.max)}{until}.',
        f"{mend}, or take it out of the texts; else what names it is left out then.",
        file=FACTS_PATH,
        line=last.line,
    )
