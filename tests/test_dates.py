"""Days and times, as editors type them and as readers see them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from careersite.calendar.dates import day_in_words, moment_in_words, read_day, read_rough_date, read_time, time_in_words

pytestmark = pytest.mark.quick


@pytest.mark.parametrize("text", ["2026-12-01", "2024-02-29", "1999-01-31"])
def test_a_day_of_the_calendar_is_read(text):
    assert read_day(text) == date.fromisoformat(text)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261201", "01-12-2026",
    "٢٠٢٦-٠١-٠١",
                                  "2026-12-01 ", "0026-12-01", "2026-W01-1", ""])  # fmt: skip
def test_nothing_else_is_a_day(text):
    assert read_day(text) is None


@pytest.mark.parametrize(("text", "iso", "words"), [
    ("2022-08-31", "2022-08-31", "31 August 2022"), ("2022-08", "2022-08", "August 2022"), ("2022", "2022", "2022"),
    ("about 2019", "2019", "about 2019"), ("about  2019-05", "2019-05", "about May 2019"), ("mid-2023", "2023",
    "mid-2023"),
])  # fmt: skip
def test_a_date_is_as_exact_as_it_is_known(text, iso, words):
    rough = read_rough_date(text)
    assert (rough.iso, rough.words) == (iso, words)


@pytest.mark.parametrize(
    "text", ["2022-13", "mid-2022-08", "about 2022-08-31", "2022-02-30", "soon", "22", "2022-8", ""]
)
def test_nothing_else_is_a_rough_date(text):
    assert read_rough_date(text) is None


def test_a_time_is_read_and_shown():
    assert read_time("17:00") == time(17)
    assert [read_time(text) for text in ("24:00", "7:00", "17:60", "17", "17:00:00")] == [None] * 5
    shown = [time_in_words(time(*t)) for t in ((17, 0), (23, 59), (0, 0), (12, 0), (0, 30), (9, 5), (12, 30))]
    assert shown == ["5pm", "11:59pm", "midnight", "midday", "12:30am", "9:05am", "12:30pm"]


def test_days_and_moments_are_shown_in_words():
    assert day_in_words(date(2026, 6, 4)) == "4 June 2026"
    assert moment_in_words(datetime(2026, 6, 4, 23, 59)) == "Thursday 4 June 2026, 11:59pm"  # noqa: DTZ001
