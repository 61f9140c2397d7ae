"""Results come in; out go sentences and tables of them, for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from careersite.calendar.dates import day_in_words
from careersite.results.results import Results, Row, totals

_HEADINGS = ("week from", "channel", "arrivals", "pages seen", "clicks on apply")
NO_FORM = (
    "There is no request in these logs that can be read. Logs may be combined (nginx, Apache), W3C extended with its "
    "#Fields line (IIS, CloudFront), or a JSON object a line. The shorter form that is called common does not say "
    "which program asked, so that robots could not be told from people."
)


def results_in_words(told: Results) -> list[str]:
    """A table for each campaign, and below them what was counted and what was left out."""
    lines: list[str] = []
    for title, rows in told.by_campaign():
        lines += [title, *_table(rows), ""]
    if not told.rows and told.requests:
        lines += ["Nothing in these logs is of a campaign.", ""]
    if any(not row.is_whole_week for row in told.rows):
        lines.append("* The logs do not tell of the whole of this week.")
    return [*lines, *counted_in_words(told)]


def _table(rows: Sequence[Row]) -> list[str]:
    cells: list[tuple[str, ...]] = [_HEADINGS]
    cells += [
        (day_in_words(row.week_begins) + ("" if row.is_whole_week else " *"), row.channel_title,
         f"{row.arrivals:,}", f"{row.pages_seen:,}", f"{row.apply_clicks:,}")
        for row in rows
    ]  # fmt: skip
    cells.append(("all", "", *(f"{total:,}" for total in totals(rows))))
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADINGS))]
    return [
        "  " + "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]  # fmt: skip


def counted_in_words(told: Results, name_of: Callable[[str], str] = str) -> list[str]:
    """How much was read, and what of it was left out; `name_of` says what a log is called."""
    lines = [f"{_number(told.requests, 'request')}{_days(told)}. {_left_out(told)}"] if told.requests else []
    if told.first_unreadable:
        log, line = told.first_unreadable
        lines.append(
            f"{_number(told.unreadable, 'line')} could not be read; the first is line {line:,} of {name_of(log)}."
        )
    if told.first_missing_day:
        lines.append(
            f"On {_number(told.missing_days, 'day')} in between nobody asked for anything; the first is "
            f"{day_in_words(told.first_missing_day)}. If a log is missing, the figures are too low."
        )
    lines += faults_in_words(told, name_of)
    if not told.requests:
        lines += _why_nothing(told)
    return lines


def _why_nothing(told: Results) -> list[str]:
    if not told.unreadable:
        return [] if told.faults else ["There is no request in these logs: they are empty."]
    return [NO_FORM]


def _days(told: Results) -> str:
    days = dict.fromkeys(map(day_in_words, (told.days[0], told.days[-1])))
    return f", {' to '.join(days)}"


def faults_in_words(told: Results, name_of: Callable[[str], str] = str) -> list[str]:
    return [f"{name_of(fault.log)} {fault.sentence}." for fault in told.faults]


def _left_out(told: Results) -> str:
    return f"Left out: {told.robots:,} of robots, {told.ahead:,} that a browser made beforehand or for the head alone."


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
