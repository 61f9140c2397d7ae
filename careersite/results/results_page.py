"""Results come in; out goes a page that shows them, each chart with its table beside it, for who has no terminal.

It stands for itself: no script, nothing fetched, the colours of the site, and it prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from careersite.calendar.dates import MONTHS, day_in_words
from careersite.colours.palette import Chosen, with_chosen
from careersite.fields import Plain
from careersite.memo import Memo
from careersite.results import charts
from careersite.results.results import Results, Row, totals
from careersite.results.results_in_words import counted_in_words
from careersite.templating import Templating

PARTS = Path(__file__).parent / "results_assets"
# A year, so that each week is still to be seen; the table has all of them.
MOST_WEEKS = 53


def results_page(told: Results, site_name: str, language: str, tokens: str, chosen: Chosen) -> bytes:
    """The whole page; `tokens` are the styles that give each role its colour."""
    templating = Templating(
        {"results.html": (PARTS / "results.html").read_text(encoding="utf-8")}, {}, lambda name: name, Memo(None)
    )
    page = templating.render(
        "results.html",
        site_name=site_name,
        language=language,
        styles=with_chosen(_without_typefaces(tokens), chosen) + (PARTS / "results.css").read_text(encoding="utf-8"),
        campaigns=[_campaign(number, title, rows) for number, (title, rows) in enumerate(told.by_campaign(), start=1)],
        counted=counted_in_words(told, lambda log: Path(log).name),
        has_parts_of_weeks=any(not row.is_whole_week for row in told.rows),
    )
    return page.encode()


def _without_typefaces(tokens: str) -> str:
    """Their files lie with the site, not with this page; the typefaces of the computer stand in."""
    parts = tokens.split("@font-face")
    return parts[0] + "".join(part.partition("}")[2] for part in parts[1:])


def _campaign(number: int, title: str, rows: Sequence[Row]) -> Plain:
    by_week = _weeks(rows)
    by_channel: Counter[str] = Counter()
    for row in rows:
        by_channel[row.channel_title] += row.arrivals
    channels = [(title, count) for title, count in by_channel.most_common() if count]
    arrivals, seen, apply = totals(rows)
    return {
        "id": f"campaign-{number}",
        "title": title,
        "table": _table(rows),
        "arrivals": f"{arrivals:,}", "seen": f"{seen:,}", "apply": f"{apply:,}",
        "weeks": charts.columns([(_short(week), count, is_whole) for week, (count, is_whole) in by_week]),
        "weeks_in_words": _in_words([(f"week from {day_in_words(week)}", count) for week, (count, _) in by_week]),
        "has_more_weeks": len({row.week_begins for row in rows}) > MOST_WEEKS,
        "channels": charts.rows(channels) if channels else None,
        "channels_in_words": _in_words(channels),
    }  # fmt: skip


def _weeks(rows: Sequence[Row]) -> list[tuple[date, tuple[int, bool]]]:
    """Every week from the first to the last, also those in which nobody came."""
    counts: Counter[date] = Counter()
    for row in rows:
        counts[row.week_begins] += row.arrivals
    whole = {row.week_begins: row.is_whole_week for row in rows}
    last = max(counts)
    first = max(min(counts), last - timedelta(weeks=MOST_WEEKS - 1))
    weeks = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    return [(week, (counts[week], whole.get(week, True))) for week in weeks]


def _table(rows: Sequence[Row]) -> list[Plain]:
    """The rows of each week together."""
    return [
        {"name": day_in_words(week), "is_whole": is_whole, "rows": [_row(row) for row in of_week]}
        for (week, is_whole), of_week in groupby(rows, key=lambda row: (row.week_begins, row.is_whole_week))
    ]


def _row(row: Row) -> Plain:
    return {
        "channel": row.channel_title,
        "arrivals": f"{row.arrivals:,}", "seen": f"{row.pages_seen:,}", "apply": f"{row.apply_clicks:,}",
    }  # fmt: skip


def _in_words(counts: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{name}: {count:,}" for name, count in counts) + "."


def _short(week: date) -> str:
    """2026-11-16 → 16 Nov."""
    return f"{week.day} {MONTHS[week.month - 1][:3]}"
