"""A page of a campaign comes in; what its dates say that cannot be is told: of its run, its event, its editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from careersite.calendar.clock import first_moment, last_moment, local_time
from careersite.calendar.dates import turn_in_words
from careersite.campaigns.campaign import runs_of
from careersite.campaigns.run import Run
from careersite.front_matter import Mapping as Fields
from careersite.front_matter import Series
from careersite.model import Page
from careersite.problem import Problems

OF_A_RUN = ("opens", "closes", "event")
DATES, REST = "order", "campaign"

Lines = Mapping[str, int]
# Code, line, message and hint.
Finding = tuple[str, int, str, str]


def check_runs(page: Page, zone: ZoneInfo, problems: Problems) -> None:
    """Tells what cannot be in each run, and in how they follow one another."""
    runs = list(zip(runs_of(page, zone), _lines_of_runs(page), strict=True))
    found = [*_beside_editions(page), *_names_twice(runs)]
    for run, lines in runs:
        found += [*_of_run(run, lines), *_of_event(run, lines, zone)]
    if not found:  # what is wrong with one of them is not told of the next as well
        found = [finding for one, other in pairwise(runs) for finding in _of_two(*one, *other, zone)]
    for code, line, message, hint in found:
        problems.error(code, message, hint, file=page.source.path, line=line)


def _lines_of_runs(page: Page) -> list[Lines]:
    """For each run the line of every field that says something of it."""
    if not page.values["editions"]:
        return [_lines(page.source.fields)]
    node = page.source.fields.entries["editions"]
    entries = node.entries if isinstance(node, Series) else (node,)
    return [_lines(entry) for entry in entries if isinstance(entry, Fields)]


def _lines(found: Fields) -> Lines:
    event = found.entries.get("event")
    inner = event.lines if isinstance(event, Fields) else {}
    return {**found.lines, **{f"event {name}": line for name, line in inner.items()}}


def _beside_editions(page: Page) -> Iterator[Finding]:
    for name in OF_A_RUN if page.values["editions"] else ():
        if page.values[name]:
            message = f'"{name}" stands beside "editions", of which each says for itself when it runs.'
            yield REST, page.source.fields.lines[name], message, "Move it into the edition that it belongs to."


def _names_twice(runs: Sequence[tuple[Run, Lines]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for run, lines in runs:
        if run.name.casefold() in seen:
            yield REST, lines["name"], f'Two editions are called "{run.name}".', "Give one of them another name."
        seen.add(run.name.casefold())


def _of_run(run: Run, lines: Lines) -> Iterator[Finding]:
    if run.opens and run.closes and "closes" in lines and run.closes <= run.opens:
        told, hint = _not_after(run.closes, run.opens)
        yield DATES, lines["closes"], f'"closes" {told} "opens".', hint


def _not_after(one: datetime, other: datetime) -> tuple[str, str]:
    """How the end of something lies to its begin, and what to do."""
    if one == other:
        return "is the same moment as", "Mend the wrong one of the two."
    return "lies before", "Exchange the two, or mend the wrong one."


def _of_event(run: Run, lines: Lines, zone: ZoneInfo) -> Iterator[Finding]:
    """An event lies in its run; where only a day is known, some hour of it has to."""
    event = run.event
    if event is None:
        return
    starts, ends = event.values["starts"], event.values["ends"]
    latest_start = last_moment(starts.day, zone) if event.is_day else event.starts
    earliest_end = event.ends if ends and ends.time else first_moment((ends or starts).day, zone)
    if ends and event.ends <= event.starts:
        told, hint = _not_after(event.ends, event.starts)
        yield DATES, lines["event ends"], f'"ends" of the event {told} "starts".', hint
    elif run.opens and latest_start < run.opens:
        hint = 'Let "opens" come before the event, or mend the wrong one of the two.'
        yield DATES, lines["event starts"], "The event starts before the campaign opens.", hint
    elif run.closes and "closes" in lines and earliest_end > run.closes:
        message = "The event ends after the campaign closes: its time and place would be gone while it goes on."
        hint = 'Leave "closes" out, and the campaign closes with the event; or mend the wrong one of the two.'
        yield DATES, lines["closes"], message, hint


def _of_two(one: Run, lines_of_one: Lines, other: Run, lines: Lines, zone: ZoneInfo) -> Iterator[Finding]:
    """Two editions of which the other stands after the one."""
    if other.opens is None:
        message = f'"opens" is missing from the edition "{other.name}", which comes after "{one.name}".'
        yield REST, lines["name"], message, "Write when it opens: until then the page says so."
    elif one.closes is None:
        message = f'"closes" is missing from the edition "{one.name}", though "{other.name}" comes after it.'
        yield REST, lines_of_one["name"], message, "Write when it closes."
    elif other.opens < (one.opens or other.opens):
        message = f'The edition "{other.name}" stands after "{one.name}", but opens before it.'
        yield DATES, lines["opens"], message, "Put the editions in the order of time, the oldest first."
    elif other.opens < one.closes:
        opens, closes = (turn_in_words(local_time(at, zone)) for at in (other.opens, one.closes))
        message = f'The edition "{other.name}" opens {opens}, but "{one.name}" closes {closes}.'
        hint = "One has to close before the next opens; what runs at the same time is a campaign of its own."
        yield DATES, lines["opens"], message, hint
