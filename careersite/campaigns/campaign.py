"""A page of a campaign and an instant come in; out goes the campaign: its runs, the one that counts now, its state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

from careersite.calendar.clock import deadline, end, last_moment, start
from careersite.campaigns.run import BEFORE, CLOSED, Event, Run
from careersite.content_types.campaign import CAMPAIGN
from careersite.kinds import When
from careersite.model import Campaign, Page
from careersite.settings import Settings


def campaigns_of(pages: Iterable[Page], at: datetime, settings: Settings) -> tuple[Campaign, ...]:
    """The campaigns among these pages, by code."""
    found = (campaign(page, at, settings) for page in pages if page.content_type is CAMPAIGN)
    return tuple(sorted(found, key=lambda one: one.code))


def campaign(page: Page, at: datetime, settings: Settings) -> Campaign:
    """What a page of a campaign is at that instant."""
    runs = runs_of(page, settings.zone)
    run = next((one for one in runs if one.closes is None or at < one.closes), runs[-1])
    known = {channel.name: channel for channel in settings.channels}
    named = dict.fromkeys(target.text for target in page.values["channels"])
    channels = tuple(known[name] for name in named if name in known)
    return Campaign(page, page.values["code"], channels, runs, run, run.state(at))


def in_lists(campaigns: Iterable[Campaign]) -> tuple[Page, ...]:
    """Their pages as a list shows them: the next to close first, then the next to open, then the last that closed."""
    return tuple(one.page for one in sorted(campaigns, key=_place_in_list))


def _place_in_list(one: Campaign) -> tuple[int, float, tuple[Any, ...]]:
    opens, closes = (at.timestamp() if at else inf for at in (one.run.opens, one.run.closes))
    if one.state == BEFORE:
        return 1, opens, one.page.sort_key
    return (2, -closes, one.page.sort_key) if one.state == CLOSED else (0, closes, one.page.sort_key)


def closes_for_good(page: Page, zone: ZoneInfo) -> datetime | None:
    """The instant from which a page, of whatever type, stays closed; None where it never closes."""
    if page.content_type is CAMPAIGN:
        return runs_of(page, zone)[-1].closes
    closes = page.values["closes"]
    return deadline(closes, zone) if closes else None


def values_of_runs(page: Page) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Name and values of each run in the order of the file: its editions, or the one that the page itself tells of."""
    return tuple((values["name"], values) for values in page.values["editions"]) or (("", page.values),)


def runs_of(page: Page, zone: ZoneInfo) -> tuple[Run, ...]:
    """Every run of a campaign in the order of the file."""
    line = page.source.fields.lines.get("editions", 1)
    return tuple(_run(values, zone, name, line) for name, values in values_of_runs(page))


def _run(values: Mapping[str, Any], zone: ZoneInfo, name: str, line: int) -> Run:
    opens, closes, event = values["opens"], values["closes"], values["event"]
    # An event of which only the day is known is over at 11:59pm: a deadline is never called midnight.
    last = closes or (event and (event["ends"] or When(event["starts"].day)))
    typed = [one.line for one in (opens, closes, event and event["starts"]) if one]
    return Run(
        name,
        opens=start(opens, zone) if opens else None,
        closes=deadline(last, zone) if last else None,
        event=_event(event, zone) if event else None,
        line=min(typed, default=line),
    )


def _event(values: Mapping[str, Any], zone: ZoneInfo) -> Event:
    starts, ends = values["starts"], values["ends"]
    over = end(ends, zone) if ends else last_moment(starts.day, zone)
    return Event(start(starts, zone), over, starts.time is None, values)
