"""A page of a campaign comes in; out go the moments at which it becomes another, and at which its events are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from careersite.campaigns.campaign import runs_of, values_of_runs
from careersite.campaigns.run import CLOSED, CLOSING, CLOSING_SOON, OPEN, Run
from careersite.model import Moment, Page

WORDS = {
    OPEN: ("opening", "“{}”%s opens"),
    CLOSING: ("closing-soon", f"“{{}}”%s closes in {CLOSING_SOON.days} days"),
    CLOSED: ("closing", "“{}”%s closes"),
}
EVENT = "event"


def moments_of_campaign(page: Page, zone: ZoneInfo) -> Iterator[Moment]:
    """In each `what` the place of the title stands open."""
    for run, (name, values) in zip(runs_of(page, zone), values_of_runs(page), strict=True):
        # What stands in braces would be taken for the place of the title.
        words = f" ({name.replace('{', '{{').replace('}', '}}')})" if name else ""
        yield from _turns(run, values, words, page.source.path)
        yield from _of_event(run, words, zone, page.source.path)


def _turns(run: Run, values: Mapping[str, Any], words: str, path: str) -> Iterator[Moment]:
    for at, state in run.turns():
        begins = OPEN if at == run.opens else state
        kind, what = WORDS[begins]
        said = values["opens" if begins == OPEN else "closes"]
        yield Moment(at, kind, what % words, path, said.line if said else run.line, run.name)


def _of_event(run: Run, words: str, zone: ZoneInfo, path: str) -> Iterator[Moment]:
    """It is on its day where no time is known; that it is over shows where its campaign goes on."""
    event = run.event
    if event is None or event.values["cancelled"]:
        return
    line = event.values["starts"].line
    what = f"The event of “{{}}”{words} starts"
    yield Moment(event.starts, EVENT, what, path, line, run.name, is_day=event.is_day, changes_site=False)
    if run.closes is None or event.ends < run.closes:
        yield Moment(event.ends, EVENT, f"The event of “{{}}”{words} is over", path, line, f"{run.name} over")
