"""Content and an instant come in; out go the moments to come: what appears, closes, changes, goes or falls due."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from careersite.calendar.clock import deadline, end, first_moment, last_moment, start
from careersite.calendar.dates import moment_in_words, weekday_in_words
from careersite.calendar.period import period
from careersite.campaigns.moments_of_campaign import moments_of_campaign
from careersite.content_types.campaign import CAMPAIGN
from careersite.facts.facts import FACTS_PATH, Fact, ends
from careersite.kinds import When
from careersite.model import Content, Moment, Page
from careersite.offer import turns
from careersite.people.register import REMINDERS
from careersite.settings import SETTINGS_PATH
from careersite.statement.statement import days_of_statement

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:careersite:moments")
PUBLISH, CLOSING, EXPIRY, OFFER = "publish", "closing", "expiry", "offer"
REVIEW, FACT, STATEMENT = "review", "fact", "statement"
CONSENT, REMINDER = "consent", "reminder"
OFFER_WORDS = {"valid_from": "The offer of “{}” begins", "valid_to": "The offer of “{}” has ended"}


def moments(content: Content, at: datetime) -> tuple[Moment, ...]:
    """All that is still to come at that instant, the next first."""
    zone = content.settings.zone
    found = (moment for gather in GATHERED for moment in gather(content, zone))
    coming = (one for one in _with_ids(found) if at < (_end_of(one, zone) if one.is_day else one.at))
    return tuple(sorted(coming, key=lambda one: (one.at, not one.changes_site, one.file, one.line, one.what)))


def _with_ids(found: Iterable[Moment]) -> Iterator[Moment]:
    """Those that are past count too, so that the others keep their ids."""
    seen: Counter[str] = Counter()
    for one in found:
        about = f"{one.kind} {one.file} {one.subject}"
        seen[about] += 1
        yield replace(one, id=str(uuid.uuid5(NAMESPACE, f"{about} {seen[about]}")))


def told(moment: Moment, zone: ZoneInfo) -> dict[str, Any]:
    """A moment for programs, and in `words` for people; docs/json.md describes it."""
    local = moment.at.astimezone(zone)
    return {
        "id": moment.id,
        "at": local.isoformat(),
        "words": weekday_in_words(local) if moment.is_day else in_words(local),
        "kind": moment.kind,
        "what": moment.what,
        "file": moment.file,
        "line": moment.line,
        "is_day": moment.is_day,
        "changes_site": moment.changes_site,
    }


def in_words(local: datetime) -> str:
    """2026-06-04 00:00 → Thursday 4 June 2026, at its start: nobody could tell which midnight is meant."""
    if local.time() == time.min:
        return f"{weekday_in_words(local)}, at its start"
    return moment_in_words(local)


def _end_of(moment: Moment, zone: ZoneInfo) -> datetime:
    return last_moment(moment.at.astimezone(zone).date(), zone)


# What pages say of themselves


def _of_pages(content: Content, zone: ZoneInfo) -> Iterator[Moment]:
    for page in content.pages:
        if not page.values["draft"]:
            lives = period(page.values, zone)
            found = (*_of_page(page, zone), *_of_offer(page, zone), *_of_components(page, zone))
            named = ((one, one.what.format(content.facts.filled_in(page.title))) for one in found)
            # A page that appears later, or is gone before, changes nothing at that moment.
            yield from (replace(one, what=what) for one, what in named if lives[0] <= one.at <= lives[1])


def _of_page(page: Page, zone: ZoneInfo) -> Iterator[Moment]:
    values, path = page.values, page.source.path
    yield from _turns(values["publish"], PUBLISH, "“{}” appears", zone, (path, ""))
    if page.content_type is CAMPAIGN:
        yield from moments_of_campaign(page, zone)
    else:
        yield from _turns(values["closes"], CLOSING, "“{}” closes", zone, (path, ""))
    yield from _turns(values["expires"], EXPIRY, "“{}” disappears", zone, (path, ""))


def _turns(when: When | None, kind: str, what: str, zone: ZoneInfo, where: tuple[str, str]) -> Iterator[Moment]:
    """`where` are the file, and what in it is meant."""
    if when:
        at = {PUBLISH: start, CLOSING: deadline, EXPIRY: end}[kind](when, zone)
        yield Moment(at, kind, what, where[0], when.line, where[1])


def _of_offer(page: Page, zone: ZoneInfo) -> Iterator[Moment]:
    for field, day in turns(page):
        line = page.source.fields.lines[field]
        yield Moment(first_moment(day, zone), OFFER, OFFER_WORDS[field], page.source.path, line, field)


def _of_components(page: Page, zone: ZoneInfo) -> Iterator[Moment]:
    for use in page.components:
        lives, path = period(use.values, zone), page.source.path
        name = use.component.name
        block = f"A block “{name}”"
        yield from _turns(use.values["publish"], PUBLISH, block + " appears on “{}”", zone, (path, name))
        yield from _turns(use.values["expires"], EXPIRY, block + " disappears from “{}”", zone, (path, name))
        what = f"The deadline of a block “{name}” on “{{}}” passes"
        closes = _turns(use.values.get("closes"), CLOSING, what, zone, (path, name))
        yield from (one for one in closes if lives[0] <= one.at <= lives[1])


def _of_settings(content: Content, zone: ZoneInfo) -> Iterator[Moment]:
    apply = content.settings.values["apply"] or {}
    yield from _turns(apply.get("closes"), CLOSING, "Applications close on the whole site", zone, (SETTINGS_PATH, ""))


# What facts say


def _of_facts(content: Content, zone: ZoneInfo) -> Iterator[Moment]:
    for values in content.facts.values.values():
        yield from (one for value in values for one in _of_value(value, zone))
        for value, _ in ends(values):
            if value.until and value.until < date.max:
                at = last_moment(value.until, zone)
                what = f"The fact “{value.name}” has no value any more"
                yield Moment(at, FACT, what, FACTS_PATH, value.line, f"{value.name} until")


def _of_value(value: Fact, zone: ZoneInfo) -> Iterator[Moment]:
    if value.starts:
        what = f"The fact “{value.name}” becomes {value.value}"
        yield Moment(first_moment(value.starts, zone), FACT, what, FACTS_PATH, value.line, value.name)
    if value.until is None or value.review_by <= value.until:
        what = f"The fact “{value.name}” is to be reviewed by {value.owner}"
        yield _task(Moment(first_moment(value.review_by, zone), REVIEW, what, FACTS_PATH, value.line, value.name))


# What the accessibility statement says


def _of_statement(content: Content, zone: ZoneInfo) -> Iterator[Moment]:
    for day, what, file, line in days_of_statement(page for page in content.pages if not page.values["draft"]):
        yield _task(Moment(first_moment(day, zone), STATEMENT, content.facts.filled_in(what), file, line, what))


# What the register says


def _of_people(content: Content, zone: ZoneInfo) -> Iterator[Moment]:
    register = content.register
    for person in register.people.values():
        if person.given and not person.withdrawn:
            what = f"What {person.name} has agreed to begins to hold"
            yield Moment(
                first_moment(person.given, zone), CONSENT, what, register.path, person.line, f"{person.id} given"
            )
    for day, person in register.ends():
        if day < date.max:
            what = f"What {person.name} has agreed to has ended"
            end_of_day = last_moment(day, zone)
            yield Moment(end_of_day, CONSENT, what, register.path, person.line, f"{person.id} until")
            for before in REMINDERS:
                what = f"Ask {person.name} again: what was agreed ends in {before.days} days"
                about = f"{person.id} {before.days}"
                at = first_moment(day - before, zone)
                yield _task(Moment(at, REMINDER, what, register.path, person.line, about))


def _task(moment: Moment) -> Moment:
    """Something for people to do on a day, while the site stays as it is."""
    return replace(moment, is_day=True, changes_site=False)


GATHERED = (_of_settings, _of_pages, _of_facts, _of_statement, _of_people)
