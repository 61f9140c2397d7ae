"""Content and a moment come in; what is closed and forgotten, or leads on to itself, is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from careersite.addresses import source_path_from, split_target
from careersite.calendar.clock import deadline, local_time
from careersite.calendar.dates import moment_in_words
from careersite.campaigns.campaign import closes_for_good, runs_of
from careersite.content_types.campaign import CAMPAIGN
from careersite.kinds import When
from careersite.model import Content, Page
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH


def check_ways_on(content: Content, problems: Problems) -> None:
    """Tells of pages that lead on to themselves."""
    for page in content.pages:
        target = page.values["after_closing_page"]
        if target and _leads_to(target.text, page):
            message = '"after_closing_page" leads to this page itself, which is closed then.'
            hint = "Name another page, or delete the line: then the list above and the contact are offered."
            problems.error("closing", message, hint, file=page.source.path, line=target.line)


def check_closed(live: Iterable[Page], content: Content, at: datetime, problems: Problems) -> None:
    """Warns of live pages, and of applications, that are closed and say so."""
    zone, apply = content.settings.zone, content.settings.values["apply"] or {}
    hint = 'Set a new "closes" where it opens again, or take the page away with "expires" or "draft: yes".'
    for page in live:
        closes = page.values["closes"]
        if page.content_type is CAMPAIGN:
            _check_closed_campaign(page, at, zone, problems)
        elif closes and deadline(closes, zone) <= at:
            message = f"This page closed on {_in_words(closes, zone)}, and now says so."
            problems.warning("closed", message, hint, file=page.source.path, line=closes.line)
    closes = apply.get("closes")
    if closes and deadline(closes, zone) <= at:
        message = f"Applications closed on {_in_words(closes, zone)}, and every button to apply now says so."
        hint = 'Set a new "closes" when they open again.'
        problems.warning("closed", message, hint, file=SETTINGS_PATH, line=closes.line)


def _check_closed_campaign(page: Page, at: datetime, zone: ZoneInfo, problems: Problems) -> None:
    """Its page stays for whoever scans what was printed, and is useful as long as it says what to do now."""
    closes = closes_for_good(page, zone)
    if closes and closes <= at and not page.values["after_closing"] and not page.values["after_closing_page"]:
        message = (
            f"This campaign closed on {moment_in_words(local_time(closes, zone))}, and does not say what to do now."
        )
        hint = 'Write "after_closing" or "after_closing_page"; or, where it comes again, an edition in "editions".'
        problems.warning("closed", message, hint, file=page.source.path, line=runs_of(page, zone)[-1].line)


def _in_words(closes: When, zone: ZoneInfo) -> str:
    return moment_in_words(local_time(deadline(closes, zone), zone))


def _leads_to(target: str, page: Page) -> bool:
    inner = split_target(target)[0]
    return f"{inner.rstrip('/')}/" == page.address or source_path_from(inner, page.source.path) == page.source.path
