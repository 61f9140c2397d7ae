"""Days and times as editors type them, and as readers see them (4 June 2026, 11:59pm)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class RoughDate:
    """A date as exact as it is known: `iso` for sorting and machines, `words` for readers."""

    iso: str
    words: str

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date.fromisoformat(f"{self.iso}-01-01"[:10])


def read_day(text: str) -> date | None:
    """The day that `2026-12-01` names, or None for anything else and for days that do not exist."""
    if not re.fullmatch(r"(19|20)\d{2}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """The time that `17:00` names, or None."""
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", text, re.ASCII)
    return time(int(found[1]), int(found[2])) if found else None


def time_meant(text: str) -> str:
    """5pm → 17:00, 12am → 00:00, 17:00:00 → 17:00; the empty string for what is no time at all."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s*(?:([ap])\.?m\.?)?", text.strip().lower(), re.ASCII)
    if not found or not any(found.group(2, 3)):
        return ""
    hour, minute, half = int(found[1]), found[2] or "00", found[3]
    if half and not 1 <= hour <= 12:
        return ""
    meant = f"{hour % 12 + 12 * (half == 'p') if half else hour:02}:{minute}"
    return meant if read_time(meant) else ""


def read_rough_date(text: str) -> RoughDate | None:
    """What `2022-08-31`, `2022-08`, `2022`, `about 2019` or `mid-2023` mean, or None."""
    text = " ".join(text.split())
    found = re.fullmatch(r"(about |mid-)?((?:19|20)\d{2})(-\d{2})?(-\d{2})?", text, re.ASCII)
    if not found:
        return None
    before, year, month, day = found.groups()
    if day:
        exact = read_day(text.removeprefix(before or ""))
        return RoughDate(exact.isoformat(), day_in_words(exact)) if exact and not before else None
    if month:
        number = int(month[1:])
        fits = 1 <= number <= 12 and before != "mid-"
        return RoughDate(f"{year}{month}", f"{before or ''}{MONTHS[number - 1]} {year}") if fits else None
    return RoughDate(year, f"{before or ''}{year}")


def read_moment(text: str) -> datetime | None:
    """The moment that `2026-12-01` or `2026-12-01T17:00` names; with `Z` or `+01:00` behind it, in that zone."""
    found = re.fullmatch(r"([0-9-]{10})(?:[T ]([0-9:]{5})(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?", text.strip(), re.ASCII)
    day, clock = (read_day(found[1]), read_time(found[2]) if found[2] else time.min) if found else (None, None)
    if found is None or day is None or clock is None:
        return None
    return datetime.fromisoformat(f"{day.isoformat()}T{clock.isoformat()}{found[3] or ''}")


def day_in_words(day: date) -> str:
    """2026-06-04 → 4 June 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """2026-06-04 23:59 → Thursday 4 June 2026, 11:59pm."""
    return f"{weekday_in_words(moment)}, {time_in_words(moment.time())}"


def turn_in_words(moment: datetime) -> str:
    """As in "it changes …": 2026-06-04 17:00 → on Thursday 4 June 2026, 5pm; 00:00 → at the start of Thursday …."""
    if moment.time() == time.min:
        return f"at the start of {weekday_in_words(moment)}"
    return f"on {moment_in_words(moment)}"


def weekday_in_words(day: date) -> str:
    """2026-06-04 → Thursday 4 June 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day_in_words(day)}"


def time_in_words(moment: time) -> str:
    """17:00 → 5pm, 23:59 → 11:59pm, 00:00 → midnight, 12:00 → midday."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{'am' if moment.hour < 12 else 'pm'}"
