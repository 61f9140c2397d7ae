"""Content and a moment come in; what is closed and forgotten, or leads on to itself, is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from careersite.addresses import source_path_from, split_target
from careersite.calendar.clock import deadline, local_time
from careersite.calendar.dates import moment_in_words
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
        if closes and deadline(closes, zone) <= at:
            message = f"This page closed on {_in_words(closes, zone)}, and now says so."
            problems.warning("closed", message, hint, file=page.source.path, line=closes.line)
    closes = apply.get("closes")
    if closes and deadline(closes, zone) <= at:
        message = f"Applications closed on {_in_words(closes, zone)}, and every button to apply now says so."
        hint = 'Set a new "closes" when they open again.'
        problems.warning("closed", message, hint, file=SETTINGS_PATH, line=closes.line)


def _in_words(closes: When, zone: ZoneInfo) -> str:
    return moment_in_words(local_time(deadline(closes, zone), zone))


def _leads_to(target: str, page: Page) -> bool:
    inner = split_target(target)[0]
    return f"{inner.rstrip('/')}/" == page.address or source_path_from(inner, page.source.path) == page.source.path
