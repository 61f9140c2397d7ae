"""A page of a campaign and an instant come in; out goes the campaign: its runs, the one that counts now, its state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from careersite.calendar.clock import deadline, end, last_moment, start
from careersite.campaigns.run import Event, Run
from careersite.content_types.campaign import CAMPAIGN
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


def runs_of(page: Page, zone: ZoneInfo) -> tuple[Run, ...]:
    """Every run of the campaign in its order: its editions, or the one that the page itself tells of."""
    lines = page.source.fields.lines
    if page.values["editions"]:
        return tuple(_run(values, zone, values["name"], lines["editions"]) for values in page.values["editions"])
    return (_run(page.values, zone, "", lines.get("opens", 1)),)


def _run(values: Mapping[str, Any], zone: ZoneInfo, name: str, line: int) -> Run:
    happens = _event(values["event"], zone) if values["event"] else None
    closes = deadline(values["closes"], zone) if values["closes"] else (happens.ends if happens else None)
    return Run(name, start(values["opens"], zone) if values["opens"] else None, closes, happens, line)


def _event(values: Mapping[str, Any], zone: ZoneInfo) -> Event:
    starts, ends = values["starts"], values["ends"]
    over = end(ends, zone) if ends else last_moment(starts.day, zone)
    return Event(start(starts, zone), over, starts.time is None, values)
