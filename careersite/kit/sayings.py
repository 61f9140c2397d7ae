"""A campaign comes in; out goes what it says of itself, in words as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from careersite.calendar.clock import local_time
from careersite.calendar.dates import moment_in_words, time_in_words, weekday_in_words
from careersite.campaigns.run import BEFORE, CLOSED, CLOSING, Event, Run
from careersite.kinds import When
from careersite.model import Campaign, Page, Site

FIND_OUT_MORE = "Find out more"
# What holds for every campaign: its page says how to go on.
AFTERWARDS = "What you can do now"


@dataclass(frozen=True, slots=True)
class Sayings:
    """Only the editor’s words, and dates; what the file does not say is empty."""

    title: str
    message: str
    audience: str
    organisation: str
    site_name: str
    state: str
    opens: str = ""
    closes: str = ""
    when: str = ""
    day: str = ""
    where: str = ""
    access: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    before_opening: str = ""
    after_closing: str = ""
    call: str = FIND_OUT_MORE
    signature: str = ""

    @property
    def of_state(self) -> str:
        """A sentence about what cannot be told from the dates alone; empty while it is simply open."""
        if self.state == BEFORE:
            return f"It opens {self.opens}."
        if self.state == CLOSING and self.closes:
            return f"It closes on {self.closes}."
        if self.state == CLOSED:
            return f"This closed on {self.closes}." if self.closes else f"This is over. It was on {self.when}."
        return ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What stands below one another on a poster and in a post; nothing of what is over."""
        if self.state == CLOSED:
            return ()
        closes = "" if self.state == CLOSING and self.closes else self.closes
        found = (("Who it is for", self.audience), ("When", self.when), ("Where", self.where), ("Closes", closes))
        return tuple((name, words) for name, words in found if words)

    @property
    def state_in_words(self) -> str:
        """For the team."""
        until = f" It closes on {self.closes}." if self.closes else f" It is on {self.when}." if self.when else ""
        return {
            BEFORE: f"Not open yet. It opens {self.opens}.",
            CLOSING: f"Closing soon.{until}",
            CLOSED: f"Closed. {self.of_state}",
        }.get(self.state, f"Open.{until or ' It has no end.'}")


def sayings(campaign: Campaign, site: Site) -> Sayings:
    """All of it at the moment for which the site is built, with the facts filled in."""
    content, page, run = site.content, campaign.page, campaign.run
    zone, say = content.settings.zone, _filling(content.facts.filled_in)
    values, happens = page.values, run.event
    action = values["action"] or {}
    return Sayings(
        title=_title(say(page.title), run),
        message=say(values["message"]),
        audience=say(values["audience"]),
        organisation=say(content.settings.values["organisation"]),
        site_name=say(content.settings.values["name"]),
        state=campaign.state,
        opens=_on(local_time(run.opens, zone)) if run.opens else "",
        closes=_closes(run, zone),
        when=when_in_words(happens) if happens else "",
        day=weekday_in_words(happens.values["starts"].day) if happens else "",
        where=", ".join(filter(None, (say(happens.values[part]) for part in ("venue", "address")))) if happens else "",
        access=tuple(map(say, happens.values["access"])) if happens else (),
        about=tuple(say(one.title) for one in _about(page.values, site)),
        before_opening=say(values["before_opening"]),
        after_closing=say(values["after_closing"]),
        call=say(action.get("label")) or FIND_OUT_MORE,
        signature=say(values["signature"]),
    )


def _filling(filled_in: Callable[[str], str]) -> Callable[[str | None], str]:
    return lambda text: filled_in(text) if text else ""


def _title(title: str, run: Run) -> str:
    """Compass jobs fair: Spring 2027"""
    return f"{title}: {run.name}" if run.name else title


def _closes(run: Run, zone: ZoneInfo) -> str:
    """Nothing where it is only the end of the event, which `when` tells."""
    is_of_event = run.event is not None and run.closes == run.event.ends
    return moment_in_words(local_time(run.closes, zone)) if run.closes and not is_of_event else ""


def _about(values: Mapping[str, Any], site: Site) -> tuple[Page, ...]:
    """The routes and roles that it is about, as far as they are live."""
    paths = [f"content/{kind}/{target.text}.md" for kind in ("routes", "roles") for target in values[kind]]
    return tuple(site.by_source[path] for path in paths if path in site.by_source)


def when_in_words(event: Event) -> str:
    """Friday 12 March 2027, 10am to 3pm"""
    starts, ends = event.values["starts"], event.values["ends"]
    if ends is None:
        return _moment(starts)
    if starts.day != ends.day:
        return f"{_moment(starts)} to {_moment(ends)}"
    if ends.time is None:
        return _moment(starts)
    before = _moment(starts)
    return f"{before} to {time_in_words(ends.time)}" if starts.time else f"{before}, until {time_in_words(ends.time)}"


def _moment(when: When) -> str:
    day = weekday_in_words(when.day)
    return f"{day}, {time_in_words(when.time)}" if when.time else day


def _on(moment: datetime) -> str:
    """What follows "It opens": on Monday 11 January 2027; on Monday 11 January 2027, 9am"""
    return f"on {weekday_in_words(moment) if moment.time() == time.min else moment_in_words(moment)}"
