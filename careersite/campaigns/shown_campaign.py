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
from careersite.campaigns.event_in_words import event_in_words
from careersite.campaigns.run import CLOSED, Run
from careersite.fields import Plain
from careersite.model import Campaign, Page


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of one of the runs, between two instants; None where it has begun already, or does not end."""

    run: Run
    state: str
    begins: datetime | None
    ends: datetime | None
    before: Run | None


def stages(one: Campaign, at: datetime) -> tuple[Stage, ...]:
    """The stage of that instant and all that follow by themselves."""
    found = [(None, one.run, one.state), *(turn for turn in _turns(one) if turn[0] > at)]
    ends = [*(begins for begins, _, _ in found[1:]), None]
    return tuple(
        Stage(run, state, begins, over, _before(run, one.runs))
        for (begins, run, state), over in zip(found, ends, strict=True)
    )


def _turns(one: Campaign) -> Iterator[tuple[datetime, Run, str]]:
    """Every instant at which another stage begins, from the run that counts on; only the last run stays closed."""
    runs = one.runs[one.runs.index(one.run) :]
    for number, run in enumerate(runs):
        closed = runs[number - 1].closes if number else None
        if closed and run.opens != closed:
            yield closed, run, run.state(closed)
        yield from ((at, run, state) for at, state in run.turns() if state != CLOSED or run is runs[-1])


def _before(run: Run, runs: Sequence[Run]) -> Run | None:
    place = runs.index(run)
    return runs[place - 1] if place else None


def closing_in_lists(page: Page, one: Campaign | None, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """When a page closes for good, and the stages of a campaign, as lists of pages show them."""
    closes = {"closes": _shown(closes_for_good(page, zone), at, zone)}
    return {**closes, "stages": [_shown_stage(stage, at, zone) for stage in stages(one, at)]} if one else closes


def _shown_stage(stage: Stage, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    return {
        "state": stage.state,
        "opens": _shown_opening(stage.run.opens, at, zone),
        "closes": _shown(stage.run.closes, at, zone),
        **_ahead(stage.begins, stage.ends, at, zone),
    }


def shown_campaign(one: Campaign | None, shown: Mapping[str, Plain], at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """What the page of a campaign shows, and nothing for others; `shown` are its fields as templates get them."""
    if one is None:
        return {}
    resolved = dict(zip(one.runs, shown["editions"] or [{**shown, "name": ""}], strict=True))
    names = {run: values["name"] for run, values in resolved.items()}
    found, last = stages(one, at), one.runs[-1]
    coming = [run for run in dict.fromkeys(stage.run for stage in found) if run.closes is None or at < run.closes]
    told = {
        "state": one.state,
        "stages": [{**_shown_stage(stage, at, zone), "name": names[stage.run],
                    "last": _last(stage.before, names, at, zone)} for stage in found],
        "runs": [_shown_run(run, resolved[run], _before(run, one.runs), at, zone) for run in coming],
        "closed": {"name": names[last], "closes": _shown(last.closes, at, zone)},
        "leads_to_apply": not (one.page.values["action"] or {}).get("to"),
    }  # fmt: skip
    return {"closes": _shown(one.run.closes, at, zone), "campaign": told}


def _last(run: Run | None, names: Mapping[Run, str], at: datetime, zone: ZoneInfo) -> Plain:
    return {"name": names[run], "closes": _shown(run.closes, at, zone)} if run else None


def _shown_run(run: Run, values: Mapping[str, Plain], before: Run | None, at: datetime, zone: ZoneInfo) -> Plain:
    """When one can take part, and the event, which is there as soon as it comes next, and until it is over."""
    event, shown = run.event, None
    if event:
        over = min(event.ends, run.closes or event.ends)
        shown = {
            **values["event"],
            "when": event_in_words(event.values),
            "starts": _shown(event.starts, at, zone),
            "is_over": over <= at,
            "shown": _ahead(before.closes if before else None, over, at, zone),
            "over": _ahead(over, run.closes, at, zone) if over != run.closes else None,
        }
    return {"name": values["name"], "open": _ahead(run.opens, run.closes, at, zone), "event": shown}


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
