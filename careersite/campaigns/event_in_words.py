"""The days and times of an event, as typed, come in; out goes when it is, in one line for readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from careersite.calendar.dates import time_in_words, weekday_in_words
from careersite.kinds import When


def event_in_words(values: Mapping[str, Any]) -> str:
    """2026-12-04 10:00 and 15:00 → Friday 4 December 2026, 10am to 3pm; what is not known is not said."""
    starts, ends = values["starts"], values["ends"]
    first, begins = weekday_in_words(_moment(starts)), _time(starts)
    if ends is None or (ends.day == starts.day and not ends.time):
        return f"{first}, from {begins}" if begins else first
    if ends.day == starts.day:
        return f"{first}, {begins} to {_time(ends)}" if begins else f"{first}, until {_time(ends)}"
    last = ", ".join(part for part in (weekday_in_words(_moment(ends)), _time(ends)) if part)
    return f"{first}, {begins} to {last}" if begins else f"{first} to {last}"


def _moment(when: When) -> datetime:
    return datetime.combine(when.day, time.min)


def _time(when: When) -> str:
    return time_in_words(when.time) if when.time else ""
