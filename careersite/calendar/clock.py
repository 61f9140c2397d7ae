"""A day or a time as typed and the site's zone come in; out goes the instant that it names, minding daylight saving.

In autumn an hour comes twice, and in spring one never comes. Such a time counts as the later of the two instants that
it can mean: nobody who reads a deadline in good faith is late, and nothing appears before its time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from careersite.kinds import When

# A day as a deadline ends so; midnight could be that at its start or at its end.
LAST_MINUTE = time(23, 59)
TWICE, NEVER = "twice", "never"


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, of a time that does not say its zone; of two that it can mean, the later."""
    return max(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def exact_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a time that came from a clock, which knows which of two it means."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def local_time(at: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in the zone shows at an instant, without saying the zone."""
    return at.astimezone(zone).replace(tzinfo=None)


def oddity(local: datetime, zone: ZoneInfo) -> str:
    """TWICE or NEVER, for a time that comes so often on its day; empty for all others."""
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return "" if first == second else TWICE if first > second else NEVER


def first_moment(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins."""
    return instant(datetime.combine(day, time.min), zone)


def last_moment(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day is over."""
    return first_moment(day + timedelta(days=1), zone)


def start(when: When, zone: ZoneInfo) -> datetime:
    """A day begins with its first minute."""
    return instant(datetime.combine(when.day, when.time or time.min), zone)


def end(when: When, zone: ZoneInfo) -> datetime:
    """A day lasts until it is over."""
    return last_moment(when.day, zone) if when.time is None else instant(datetime.combine(when.day, when.time), zone)


def deadline(when: When, zone: ZoneInfo) -> datetime:
    """A day closes at 11:59pm, and 00:00 as the day before does: a deadline is never called midnight."""
    if when.time == time.min:
        return instant(datetime.combine(when.day - timedelta(days=1), LAST_MINUTE), zone)
    return instant(datetime.combine(when.day, LAST_MINUTE if when.time is None else when.time), zone)
