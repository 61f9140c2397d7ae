"""A campaign comes in; out goes what it says of itself, in words as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from careersite.calendar.clock import local_time
from careersite.calendar.dates import moment_in_words, weekday_in_words
from careersite.campaigns.campaign import values_of_runs
from careersite.campaigns.event_in_words import event_in_words
from careersite.campaigns.run import BEFORE, CLOSED, CLOSING, Run
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
    is_cancelled: bool = False

    @property
    def invites(self) -> bool:
        """Whether there still is something to come to."""
        return self.state != CLOSED and not self.is_cancelled

    @property
    def of_state(self) -> str:
        """A sentence about what cannot be told from the dates alone; empty while it is simply open."""
        if self.is_cancelled and self.state != CLOSED:
            return f"This event is cancelled. It was to be on {self.when}."
        if self.state == BEFORE and not self.when:
            # Of a fair it would be taken for the day of the fair.
            return f"It opens on {self.opens}."
        if self.state == CLOSING and self.closes:
            return f"It closes on {self.closes}."
        if self.state == CLOSED:
            return f"It was on {self.when}." if self.when else f"It closed on {self.closes}."
        return ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What stands below one another in a post, where a sentence says when it opens or soon closes."""
        told = "Closes" if self.state == CLOSING else ""
        return tuple((name, words) for name, words in self.lines_on_paper if name not in ("Opens", told))

    @property
    def lines_on_paper(self) -> tuple[tuple[str, str], ...]:
        """The same for a poster, where no sentence says it; of an event its day alone counts there."""
        if not self.invites:
            return ()
        opens = self.opens if self.state == BEFORE and not self.when else ""
        found = (("Who it is for", self.audience), ("When", self.when), ("Where", self.where), ("Opens", opens),
                 ("Closes", self.closes))  # fmt: skip
        return tuple((name, words) for name, words in found if words)

    @property
    def state_in_words(self) -> str:
        """For the team."""
        if self.is_cancelled and self.state != CLOSED:
            return f"Cancelled. {self.of_state}"
        until = f" It closes on {self.closes}." if self.closes else f" It is on {self.when}." if self.when else ""
        return {
            BEFORE: f"Not open yet. It opens on {self.opens}.",
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
        opens=day_or_moment(local_time(run.opens, zone)) if run.opens else "",
        closes=_closes(campaign, zone),
        when=event_in_words(happens.values) if happens else "",
        day=weekday_in_words(happens.values["starts"].day) if happens else "",
        where=", ".join(filter(None, (say(happens.values[part]) for part in ("venue", "address")))) if happens else "",
        access=tuple(map(say, happens.values["access"])) if happens else (),
        about=tuple(say(one.title) for one in _about(page.values, site)),
        before_opening=say(values["before_opening"]),
        after_closing=say(values["after_closing"]),
        call=say(action.get("label")) or FIND_OUT_MORE,
        signature=say(values["signature"]),
        is_cancelled=bool(happens and happens.values.get("cancelled")),
    )


def _filling(filled_in: Callable[[str], str]) -> Callable[[str | None], str]:
    return lambda text: filled_in(text) if text else ""


def _title(title: str, run: Run) -> str:
    """Compass jobs fair: Spring 2027"""
    return f"{title}: {run.name}" if run.name else title


def _closes(campaign: Campaign, zone: ZoneInfo) -> str:
    """Nothing where only the event ends, of which `when` tells."""
    values = values_of_runs(campaign.page)[campaign.runs.index(campaign.run)][1]
    closes = campaign.run.closes
    return moment_in_words(local_time(closes, zone)) if closes and values["closes"] else ""


def _about(values: Mapping[str, Any], site: Site) -> tuple[Page, ...]:
    """The routes and roles that it is about, as far as they are live and not named after those whom it is for."""
    paths = [f"content/{kind}/{target.text}.md" for kind in ("routes", "roles") for target in values[kind]]
    live = (site.by_source[path] for path in paths if path in site.by_source)
    return tuple(page for page in live if page.title.casefold() != values["audience"].casefold())


def day_or_moment(moment: datetime) -> str:
    """Monday 11 January 2027; Monday 11 January 2027, 9am"""
    return weekday_in_words(moment) if moment.time() == time.min else moment_in_words(moment)


def ends_itself(words: str) -> bool:
    """Whether they need no full stop."""
    return words.endswith((".", "!", "?", "…"))


def sentence(words: str) -> str:
    return words if ends_itself(words) else f"{words}."
