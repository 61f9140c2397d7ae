"""A campaign and an instant come in; out goes what its page and lists show of it, now and at every turn to come.

A page may be read long after it was made. So it holds all that it will say, each part with the instants between which
it is true, and the script that closes shows the one that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from careersite.calendar.closings import shown_instant
from careersite.calendar.dates import weekday_in_words
from careersite.campaigns.campaign import closes_for_good
from careersite.campaigns.event_file import EVENT_FILE
from careersite.campaigns.event_in_words import event_in_words
from careersite.campaigns.run import CLOSED, Event, Run
from careersite.campaigns.vacancy import shown_vacancy
from careersite.fields import Plain
from careersite.model import Campaign, Page
from careersite.settings import Settings


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of the run of that number, between two instants; None where it has begun already, or does not end."""

    number: int
    run: Run
    state: str
    begins: datetime | None
    ends: datetime | None


def stages(one: Campaign, at: datetime) -> tuple[Stage, ...]:
    """The stage of that instant and all that follow by themselves."""
    found = [(None, one.runs.index(one.run), one.state), *(turn for turn in _turns(one) if turn[0] > at)]
    ends = [*(begins for begins, _, _ in found[1:]), None]
    return tuple(
        Stage(number, one.runs[number], state, begins, over)
        for (begins, number, state), over in zip(found, ends, strict=True)
    )


def _turns(one: Campaign) -> Iterator[tuple[datetime, int, str]]:
    """Every instant at which another stage begins, from the run that counts on; only the last run stays closed."""
    first = one.runs.index(one.run)
    for number, run in enumerate(one.runs[first:], first):
        closed = one.runs[number - 1].closes if number > first else None
        if closed and run.opens != closed:
            yield closed, number, run.state(closed)
        yield from ((at, number, state) for at, state in run.turns() if state != CLOSED or run is one.runs[-1])


def closing_in_lists(page: Page, one: Campaign | None, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """When a page closes for good, and the stages of a campaign, as lists of pages show them."""
    closes = {"closes": _shown(closes_for_good(page, zone), at, zone)}
    if one is None:
        return closes
    cancelled = [_event_is_ahead(one, number, at, zone) for number, run in enumerate(one.runs)
                 if run.event and run.event.values["cancelled"] and at < run.event.ends]  # fmt: skip
    return {**closes, "cancelled": cancelled, "stages": [_shown_stage(stage, at, zone) for stage in stages(one, at)]}


def _shown_stage(stage: Stage, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    return {
        "state": stage.state,
        "opens": _shown_opening(stage.run.opens, at, zone),
        "closes": _shown(stage.run.closes, at, zone),
        **_ahead(stage.begins, stage.ends, at, zone),
    }


def shown_campaign(one: Campaign | None, shown: Mapping[str, Plain], at: datetime,
                   settings: Settings) -> dict[str, Plain]:  # fmt: skip
    """What the page of a campaign shows, and nothing for others; `shown` are its fields as templates get them."""
    if one is None:
        return {}
    zone = settings.zone
    resolved = shown["editions"] or [{**shown, "name": ""}]
    found = stages(one, at)
    coming = dict.fromkeys(stage.number for stage in found if stage.run.closes is None or at < stage.run.closes)
    told = {
        "state": one.state,
        "stages": [{**_shown_stage(stage, at, zone), "name": resolved[stage.number]["name"],
                    "last": _name_and_closing(one, resolved, stage.number - 1, at, zone) if stage.number else None}
                   for stage in found],
        "runs": [_shown_run(one, number, resolved[number], at, zone) for number in coming],
        "closed": _name_and_closing(one, resolved, len(one.runs) - 1, at, zone),
        "leads_to_apply": not (one.page.values["action"] or {}).get("to"),
    }  # fmt: skip
    vacancy = shown_vacancy(one, shown["vacancy"], at, settings)
    return {"closes": _shown(one.run.closes, at, zone), "campaign": told, "vacancy": vacancy}


def _name_and_closing(one: Campaign, resolved: Sequence[Mapping[str, Plain]], number: int, at: datetime,
                      zone: ZoneInfo) -> Plain:  # fmt: skip
    return {"name": resolved[number]["name"], "closes": _shown(one.runs[number].closes, at, zone)}


def _shown_run(one: Campaign, number: int, values: Mapping[str, Plain], at: datetime, zone: ZoneInfo) -> Plain:
    """When one can take part, and the event, which is there as soon as it comes next, and until it is over."""
    run = one.runs[number]
    event, shown = run.event, None
    if event:
        over = _over(event, run)
        shown = {
            **values["event"],
            "when": event_in_words(event.values),
            "starts": _shown(event.starts, at, zone),
            "calendar": one.page.address + EVENT_FILE if run is one.run else None,
            "is_over": over <= at,
            "shown": _event_is_ahead(one, number, at, zone),
            "over": _ahead(over, run.closes, at, zone) if over != run.closes else None,
        }
    return {"name": values["name"], "open": _ahead(run.opens, run.closes, at, zone), "event": shown}


def _event_is_ahead(one: Campaign, number: int, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """From when the event of that run comes next, and until when it does."""
    run, before = one.runs[number], one.runs[number - 1].closes if number else None
    return _ahead(before, _over(run.event, run) if run.event else None, at, zone)


def _over(event: Event, run: Run) -> datetime:
    return min(event.ends, run.closes or event.ends)


def _ahead(begins: datetime | None, ends: datetime | None, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """Of two instants those that are still to come."""
    begins, ends = (one if one and at < one else None for one in (begins, ends))
    return {"begins": _shown(begins, at, zone), "ends": _shown(ends, at, zone)}


def _shown(instant: datetime | None, at: datetime, zone: ZoneInfo) -> Plain:
    return shown_instant(instant, at, zone) if instant else None


def _shown_opening(opens: datetime | None, at: datetime, zone: ZoneInfo) -> Plain:
    """What opens with a day opens on that day, and at no midnight."""
    shown, local = _shown(opens, at, zone), opens.astimezone(zone) if opens else None
    return {**shown, "words": weekday_in_words(local)} if local and local.time() == time.min else shown
