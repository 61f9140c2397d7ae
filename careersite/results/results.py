"""Logs come in; out go the results of campaigns: rows by campaign, channel and week, in words, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import IO, Any
from zoneinfo import ZoneInfo

from careersite.calendar.dates import day_in_words
from careersite.results.access_log import Fault, pieces
from careersite.results.conveyor import conveyed
from careersite.results.visits import NONE, OTHER, Bucket, Kind, Links, Strangers, Tally, tally_of

_HEADINGS = ("week from", "channel", "arrivals", "pages seen", "clicks on apply")
_COLUMNS = (
    "campaign", "title", "channel", "week", "week_begins", "whole_week", "arrivals", "pages_seen", "apply_clicks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """What one channel brought to one campaign in one week; the logs tell of all of it where it is a whole week."""

    campaign: str
    title: str
    channel: str
    week_begins: date
    is_whole_week: bool
    arrivals: int
    pages_seen: int
    apply_clicks: int

    @property
    def week(self) -> str:
        """2026-11-16 → 2026-W47."""
        year, week, _ = self.week_begins.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def channel_in_words(self) -> str:
        return {NONE: "no channel", OTHER: "other names"}.get(self.channel, self.channel)


@dataclass(frozen=True, slots=True)
class Results:
    """All that the logs tell; the days are those of the first and the last request, in the zone of the site."""

    rows: tuple[Row, ...]
    requests: int
    robots: int
    ahead: int
    unreadable: int
    first_unreadable: tuple[str, int] | None
    first_day: date | None
    last_day: date | None
    faults: tuple[Fault, ...]

    def by_campaign(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """The title of each campaign with its rows."""
        for (_, title), rows in groupby(self.rows, key=lambda row: (row.campaign, row.title)):
            yield title, tuple(rows)


def results_of(logs: Sequence[str], standard_input: IO[bytes], links: Links, *, cores: int = 1,
               progress: Callable[[int], None] = lambda done: None) -> Results:  # fmt: skip
    """Every log counted; `progress` hears how many pieces, which are megabytes, are done."""
    faults: list[Fault] = []
    tally, strangers = Tally(), Strangers(links)
    parts = conveyed(partial(tally_of, links=links), pieces(logs, standard_input, faults), cores)
    for done, part in enumerate(parts, start=1):
        tally.add(part, strangers)
        progress(done)
    return _in_order(tally, links, faults)


def _in_order(tally: Tally, links: Links, faults: Sequence[Fault]) -> Results:
    """Campaigns and channels as the site has them, then strangers; weeks as they went by."""
    first, last = _day(tally.first, links.zone), _day(tally.last, links.zone)
    titles = {one.name: one.title for one in links.campaigns}
    campaigns = _order(titles, {bucket.campaign for bucket in tally.buckets})
    channels = _order([one.name for one in links.channels], {bucket.channel for bucket in tally.buckets})
    places = {(bucket.campaign, bucket.channel, bucket.week) for bucket in tally.buckets}
    rows = []
    for campaign, channel, week in sorted(places, key=lambda at: (campaigns[at[0]], at[2], channels[at[1]])):
        counts = {kind: tally.buckets[Bucket(campaign, channel, week, kind)] for kind in _KINDS}
        is_whole = first is not None and last is not None and first <= week and week + timedelta(days=6) <= last
        rows.append(
            Row(
                campaign, titles.get(campaign) or _stranger_in_words(campaign), channel, week, is_whole,
                max(counts["short"], counts["tagged"]), counts["seen"], counts["apply"],
            )
        )  # fmt: skip
    return Results(
        tuple(rows), tally.requests, tally.robots, tally.ahead, tally.unreadable, tally.first_unreadable, first, last,
        tuple(faults),
    )  # fmt: skip


_KINDS: tuple[Kind, ...] = ("short", "tagged", "seen", "apply")


def _day(moment: datetime | None, zone: str) -> date | None:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date() if moment else None


def _order(known: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    strangers = sorted(set(found) - set(known) - {NONE, OTHER})
    return {name: place for place, name in enumerate((*known, *strangers, OTHER, NONE))}


def _stranger_in_words(campaign: str) -> str:
    told = {NONE: "No campaign", OTHER: "Other names that no campaign of this site has"}
    return told.get(campaign, f"{campaign} (no campaign of this site)")


# In words


def results_in_words(told: Results) -> list[str]:
    """A table for each campaign, and below them what was counted and what was left out."""
    lines: list[str] = []
    for title, rows in told.by_campaign():
        lines += [title, *_table(rows), ""]
    if not told.rows:
        lines += ["Nothing in these logs is of a campaign.", ""]
    if any(not row.is_whole_week for row in told.rows):
        lines.append("* The logs do not tell of the whole of this week.")
    return [*lines, *counted_in_words(told)]


def _table(rows: Sequence[Row]) -> list[str]:
    cells: list[tuple[str, ...]] = [_HEADINGS]
    cells += [
        (day_in_words(row.week_begins) + ("" if row.is_whole_week else " *"), row.channel_in_words,
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


def totals(rows: Iterable[Row]) -> tuple[int, int, int]:
    """Arrivals, pages seen and clicks on apply of all of them."""
    rows = tuple(rows)
    return (
        sum(row.arrivals for row in rows), sum(row.pages_seen for row in rows), sum(row.apply_clicks for row in rows)
    )  # fmt: skip


def counted_in_words(told: Results) -> list[str]:
    """How much was read, and what of it was left out."""
    days = ""
    if told.first_day and told.last_day:
        days = f", {day_in_words(told.first_day)} to {day_in_words(told.last_day)}"
    lines = [f"{_number(told.requests, 'request')}{days}. {_left_out(told)}"]
    if told.first_unreadable:
        log, line = told.first_unreadable
        lines.append(f"{_number(told.unreadable, 'line')} could not be read; the first is line {line:,} of {log}.")
    lines += faults_in_words(told)
    if not told.requests:
        lines.append(
            "There is no request in these logs that can be read. Logs may be combined (nginx, Apache), "
            "W3C extended with its #Fields line (IIS, CloudFront), or a JSON object a line."
        )
    return lines


def faults_in_words(told: Results) -> list[str]:
    return [f"{fault.log} {fault.sentence}." for fault in told.faults]


def _left_out(told: Results) -> str:
    return f"Left out: {told.robots:,} of robots, {told.ahead:,} that a browser made beforehand or for the head alone."


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# For other programs


def results_as_csv(told: Results) -> bytes:
    """One line a row, as spreadsheets take it: the mark at the beginning tells them that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in told.rows:
        writer.writerow([_harmless(cell) for cell in _plain(row).values()])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    """A spreadsheet would take a title that begins like this for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _plain(row: Row) -> dict[str, Any]:
    values = (
        row.campaign, row.title, row.channel, row.week, row.week_begins.isoformat(),
        row.is_whole_week, row.arrivals, row.pages_seen, row.apply_clicks,
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def results_as_json(told: Results) -> dict[str, Any]:
    log, line = told.first_unreadable or ("", 0)
    return {
        "command": "results",
        "status": "problems" if told.faults or not told.requests else "done",
        "rows": [_plain(row) for row in told.rows],
        "requests": told.requests,
        "robots": told.robots,
        "ahead": told.ahead,
        "unreadable": told.unreadable,
        "first_unreadable": {"log": log, "line": line} if line else None,
        "first_day": told.first_day.isoformat() if told.first_day else None,
        "last_day": told.last_day.isoformat() if told.last_day else None,
        "faults": [{"log": fault.log, "message": fault.sentence} for fault in told.faults],
    }
