"""Local times become instants, through both changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from careersite.calendar.clock import (
    NEVER,
    TWICE,
    deadline,
    end,
    exact_instant,
    first_moment,
    instant,
    last_moment,
    local_time,
    oddity,
    start,
)
from careersite.kinds import When

pytestmark = pytest.mark.quick

LONDON = ZoneInfo("Europe/London")
BACK, FORWARD = date(2026, 10, 25), date(2027, 3, 28)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("day", "clock", "utc", "odd"),
    [
        (BACK, "00:59", "2026-10-24T23:59", ""),
        (BACK, "01:00", "2026-10-25T01:00", TWICE),
        (BACK, "01:59", "2026-10-25T01:59", TWICE),
        (BACK, "02:00", "2026-10-25T02:00", ""),
        (FORWARD, "00:59", "2027-03-28T00:59", ""),
        (FORWARD, "01:00", "2027-03-28T01:00", NEVER),
        (FORWARD, "01:59", "2027-03-28T01:59", NEVER),
        (FORWARD, "02:00", "2027-03-28T01:00", ""),
        (date(2026, 7, 1), "12:00", "2026-07-01T11:00", ""),
    ],
)
def test_of_two_instants_that_a_time_can_mean_the_later_counts(day, clock, utc, odd):
    assert instant(at(day, clock), LONDON) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert oddity(at(day, clock), LONDON) == odd


def test_a_clock_knows_which_of_two_it_means_and_keeps_it_there_and_back():
    first = at(BACK, "01:30")
    for local, hour in ((first, 0), (first.replace(fold=1), 1)):
        told = exact_instant(local, LONDON)
        assert told == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert exact_instant(local_time(told, LONDON), LONDON) == told


def test_the_days_on_which_the_clocks_change_have_25_and_23_hours():
    hours = [(last_moment(day, LONDON) - first_moment(day, LONDON)).total_seconds() / 3600 for day in (BACK, FORWARD)]
    assert hours == [25, 23]


def test_a_day_may_begin_after_midnight_where_the_clocks_go_forward_then():
    assert first_moment(date(2026, 9, 6), ZoneInfo("America/Santiago")).isoformat() == "2026-09-06T04:00:00+00:00"


@pytest.mark.parametrize(("turn", "clock"), [(start, "00:00"), (end, "00:00"), (deadline, "23:59")])
def test_a_day_without_a_time_starts_ends_and_closes_by_itself(turn, clock):
    told = local_time(turn(When(date(2026, 7, 1)), LONDON), LONDON)
    assert told.time() == time.fromisoformat(clock)
    assert told.day == (2 if turn is end else 1)


def test_a_deadline_at_midnight_is_the_last_minute_of_the_day_before():
    assert local_time(deadline(When(date(2026, 7, 1), time(0)), LONDON), LONDON) == at(date(2026, 6, 30), "23:59")
    assert local_time(deadline(When(date(2026, 7, 1), time(17)), LONDON), LONDON) == at(date(2026, 7, 1), "17:00")
