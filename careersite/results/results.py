"""Logs come in; out go the results of campaigns: rows by campaign, channel and week, also as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby, pairwise
from typing import IO, Any

from careersite.facts.table_cells import guarded
from careersite.results.access_log import Fault, pieces
from careersite.results.conveyor import conveyed
from careersite.results.links import NONE, OTHER, Links
from careersite.results.visits import Bucket, Kind, Strangers, Tally, tally_of

_COLUMNS = (
    "campaign", "title", "channel", "channel_title", "week", "week_begins", "whole_week",
    "arrivals", "pages_seen", "apply_clicks",
)  # fmt: skip


# The mark tells spreadsheets that it is UTF-8.
CSV_BEGINS = b"\xef\xbb\xbfcampaign,title,channel,"


@dataclass(frozen=True, slots=True)
class Row:
    """What one channel brought to one campaign in one week; the logs tell of all of it where it is a whole week."""

    campaign: str
    title: str
    channel: str
    channel_title: str
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


@dataclass(frozen=True, slots=True)
class Results:
    """All that the logs tell; `days` are those, in order, on which something was asked for."""

    rows: tuple[Row, ...]
    requests: int
    robots: int
    ahead: int
    unreadable: int
    first_unreadable: tuple[str, int] | None
    days: tuple[date, ...]
    faults: tuple[Fault, ...]

    @property
    def missing_days(self) -> int:
        """How many days there are in between on which nobody asked for anything, not even a robot."""
        return (self.days[-1] - self.days[0]).days + 1 - len(self.days) if self.days else 0

    @property
    def first_missing_day(self) -> date | None:
        """The first of them."""
        found = (day for day, after in pairwise(self.days) if (after - day).days > 1)
        return next((day + timedelta(days=1) for day in found), None)

    @property
    def is_wanting(self) -> bool:
        """Whether a log could not be read to its end, or nothing that is in them could be read."""
        return bool(self.faults or (self.unreadable and not self.requests))

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
    days = tuple(sorted(tally.days))
    campaigns = _titles(links.titles, {bucket.campaign for bucket in tally.buckets}, _STRANGE_CAMPAIGNS)
    channels = _titles(links.channel_titles, {bucket.channel for bucket in tally.buckets}, _STRANGE_CHANNELS)
    places = _places(campaigns), _places(channels)
    found = {(bucket.campaign, bucket.channel, bucket.week) for bucket in tally.buckets}
    rows = []
    for campaign, channel, week in sorted(found, key=lambda at: (places[0][at[0]], at[2], places[1][at[1]])):
        counts = {kind: tally.buckets[Bucket(campaign, channel, week, kind)] for kind in _KINDS}
        is_whole = days[0] <= week and week + timedelta(days=6) <= days[-1]
        rows.append(
            Row(
                campaign, campaigns[campaign], channel, channels[channel], week, is_whole,
                max(counts["short"], counts["tagged"]), counts["seen"], counts["apply"],
            )
        )  # fmt: skip
    return Results(
        tuple(rows), tally.requests, tally.robots, tally.ahead, tally.unreadable, tally.first_unreadable, days,
        tuple(faults),
    )  # fmt: skip


_KINDS: tuple[Kind, ...] = ("short", "tagged", "seen", "apply")


_STRANGE_CAMPAIGNS = ("{} (no campaign of this site)", "Other names that no campaign of this site has", "No campaign")
_STRANGE_CHANNELS = ("{}", "other names", "no channel")


def _titles(known: Mapping[str, str], found: Iterable[str], strange: tuple[str, str, str]) -> dict[str, str]:
    """What people call each name, in the order in which they are told."""
    strangers = sorted(set(found) - set(known) - {NONE, OTHER})
    return {**known, **{name: strange[0].format(name) for name in strangers}, OTHER: strange[1], NONE: strange[2]}


def _places(titles: Mapping[str, str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(titles)}


def totals(rows: Iterable[Row]) -> tuple[int, int, int]:
    """Arrivals, pages seen and clicks on apply of all of them."""
    rows = tuple(rows)
    return (
        sum(row.arrivals for row in rows), sum(row.pages_seen for row in rows), sum(row.apply_clicks for row in rows)
    )  # fmt: skip


def results_as_csv(told: Results) -> bytes:
    """One line a row, as spreadsheets take it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in told.rows:
        writer.writerow([guarded(str(cell)) for cell in _plain(row).values()])
    return text.getvalue().encode("utf-8-sig")


def _plain(row: Row) -> dict[str, Any]:
    values = (
        row.campaign, row.title, row.channel, row.channel_title, row.week, row.week_begins.isoformat(),
        row.is_whole_week, row.arrivals, row.pages_seen, row.apply_clicks,
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def results_as_json(told: Results) -> dict[str, Any]:
    log, line = told.first_unreadable or ("", 0)
    return {
        "command": "results",
        "status": "problems" if told.is_wanting else "done",
        "rows": [_plain(row) for row in told.rows],
        "requests": told.requests,
        "robots": told.robots,
        "ahead": told.ahead,
        "unreadable": told.unreadable,
        "first_unreadable": {"log": log, "line": line} if line else None,
        "first_day": told.days[0].isoformat() if told.days else None,
        "last_day": told.days[-1].isoformat() if told.days else None,
        "missing_days": told.missing_days,
        "first_missing_day": told.first_missing_day.isoformat() if told.first_missing_day else None,
        "faults": [{"log": fault.log, "message": fault.sentence} for fault in told.faults],
    }
