"""One run of a campaign, with its event: when it opens and closes, and what state it is in at an instant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

BEFORE, OPEN, CLOSING, CLOSED = STATES = ("before", "open", "closing", "closed")
CLOSING_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """Where and when to meet: instants in UTC, and what the editor wrote. `is_day` where no time is known."""

    starts: datetime
    ends: datetime
    is_day: bool
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a campaign, between instants in UTC; None where it has no such end. `line` is where it stands."""

    name: str
    opens: datetime | None
    closes: datetime | None
    event: Event | None
    line: int

    def state(self, at: datetime) -> str:
        if self.opens and at < self.opens:
            return BEFORE
        if self.closes is None or at < self.closes - CLOSING_SOON:
            return OPEN
        return CLOSING if at < self.closes else CLOSED

    def turns(self) -> Iterator[tuple[datetime, str]]:
        """The instants at which it becomes another, each with the state that begins."""
        if self.opens:
            yield self.opens, self.state(self.opens)
        if self.closes:
            soon = self.closes - CLOSING_SOON
            if self.opens is None or self.opens < soon:
                yield soon, CLOSING
            yield self.closes, CLOSED
