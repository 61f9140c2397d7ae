"""Content and an instant come in; out go the moments to come: what appears, closes, changes, goes or falls due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from careersite.clock import deadline, end, first_moment, last_moment, start
from careersite.facts import FACTS_PATH
from careersite.kinds import When
from careersite.model import ComponentValues, Content, Moment, Page
from careersite.offer import turns
from careersite.period import period
from careersite.settings import SETTINGS_PATH

PUBLISH, CLOSING, EXPIRY, OFFER = "publish", "closing", "expiry", "offer"
REVIEW = "review"
OFFER_WORDS = {"valid_from": "The offer of “{}” begins", "valid_to": "The offer of “{}” has ended"}


def moments(content: Content, at: datetime) -> tuple[Moment, ...]:
    """All that is still to come at that instant, the next first."""
    zone = content.settings.zone
    found = (moment for gather in GATHERED for moment in gather(content, zone))
    coming = (one for one in found if at < (_end_of(one, zone) if one.is_day else one.at))
    return tuple(sorted(coming, key=lambda one: (one.at, not one.changes_site, one.file, one.line, one.what)))


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
    yield from _turns(values["publish"], PUBLISH, "“{}” appears", path, zone)
    yield from _turns(values["closes"], CLOSING, "“{}” closes", path, zone)
    yield from _turns(values["expires"], EXPIRY, "“{}” disappears", path, zone)


def _turns(when: When | None, kind: str, what: str, file: str, zone: ZoneInfo) -> Iterator[Moment]:
    if when:
        yield Moment({PUBLISH: start, CLOSING: deadline, EXPIRY: end}[kind](when, zone), kind, what, file, when.line)


def _of_offer(page: Page, zone: ZoneInfo) -> Iterator[Moment]:
    for field, day in turns(page):
        line = page.source.fields.lines[field]
        yield Moment(first_moment(day, zone), OFFER, OFFER_WORDS[field], page.source.path, line)


def _of_components(page: Page, zone: ZoneInfo) -> Iterator[Moment]:
    for use in page.components:
        lives, path = period(use.values, zone), page.source.path
        block = f"A {use.component.name} block"
        yield from _turns(use.values["publish"], PUBLISH, block + " appears on “{}”", path, zone)
        yield from _turns(use.values["expires"], EXPIRY, block + " disappears from “{}”", path, zone)
        for one in _closings(use, zone, path, block + " on “{}” closes"):
            if lives[0] <= one.at <= lives[1]:
                yield one


def _closings(use: ComponentValues, zone: ZoneInfo, path: str, what: str) -> Iterator[Moment]:
    yield from _turns(use.values.get("closes"), CLOSING, what, path, zone)


def _of_settings(content: Content, zone: ZoneInfo) -> Iterator[Moment]:
    apply = content.settings.values["apply"] or {}
    yield from _turns(apply.get("closes"), CLOSING, "Applications close on the whole site", SETTINGS_PATH, zone)


# What facts say


def _of_facts(content: Content, zone: ZoneInfo) -> Iterator[Moment]:
    for fact in content.facts.by_name.values():
        what = f"The fact “{fact.name}” is to be reviewed by {fact.owner}"
        yield _task(Moment(first_moment(fact.review_by, zone), REVIEW, what, FACTS_PATH, fact.line))


def _task(moment: Moment) -> Moment:
    """Something for people to do on a day, while the site stays as it is."""
    return replace(moment, is_day=True, changes_site=False)


GATHERED = (_of_settings, _of_pages, _of_facts)
