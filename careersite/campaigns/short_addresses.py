"""The live campaigns come in; out go their short addresses, with where each leads at this moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from careersite.addresses import HOME, is_outside, source_path_from, split_target
from careersite.calendar.clock import deadline
from careersite.campaigns.run import CLOSED
from careersite.campaigns.short_links import APPLY, ShortLink, is_short, short_address, tagged
from careersite.content_types.campaign import CAMPAIGN
from careersite.model import Campaign, Content, Page
from careersite.naming_kinds import Target
from careersite.settings import SETTINGS_PATH


@dataclass(frozen=True, slots=True)
class Places:
    """Where a short address may lead at one moment: the live pages by address, those of editors also by file."""

    content: Content
    live: Mapping[str, Page]
    written: Mapping[str, Page]
    at: datetime

    def led_to(self, typed: str, from_path: str) -> str | None:
        """Where a target as typed leads; None where nothing is there, or not now."""
        text = typed.removeprefix(self.content.settings.address) or HOME
        if text == APPLY:
            return self.applying
        if is_outside(text):
            return text if text.startswith("https://") else None
        inner, rest = split_target(text)
        address = self._address(inner, from_path)
        return None if address is None or is_short(address) else address + rest

    def _address(self, inner: str, from_path: str) -> str | None:
        path = None if inner.startswith("/") else source_path_from(inner, from_path) if inner else from_path
        if path and path.endswith(".md"):
            return self.written[path].address if path in self.written else None
        address = path.removeprefix("content") if path else inner
        if address.startswith("/files/") and address.removeprefix("/") in self.content.media:
            return address
        address = f"{address.rstrip('/')}/"
        return address if address in self.live else None

    @property
    def applying(self) -> str:
        """Where people apply; once applications are closed, a page that says so, as each does at its foot."""
        apply = self.content.settings.values["apply"] or {}
        closes, outside = apply.get("closes"), apply.get("address")
        if outside and not (closes and deadline(closes, self.content.settings.zone) <= self.at):
            return str(outside)
        page: Target | None = apply.get("page")
        return (self.led_to(page.text, SETTINGS_PATH) if page else None) or HOME

    @property
    def instead(self) -> str:
        """Where the code of a campaign leads that is not to be seen: to the others, else to the home page."""
        others = f"/{CAMPAIGN.folder}/"
        return others if others in self.live else HOME


def short_links(campaigns: Sequence[Campaign], places: Places) -> tuple[ShortLink, ...]:
    """All of them, by address; of two campaigns with one code the first, as that is told."""
    found: dict[str, ShortLink] = {}
    for link in (*_to_apply(places), *(link for one in campaigns for link in _of_campaign(one, places))):
        found.setdefault(link.address, link)
    return tuple(found[address] for address in sorted(found))


def aim_of(page: Page, places: Places) -> str | None:
    """Where the code of a campaign leads; None where that is nowhere now."""
    target = page.values["leads_to"]
    return page.address if target is None else places.led_to(target.text, page.source.path)


def _to_apply(places: Places) -> Iterator[ShortLink]:
    content = places.content
    has_address = bool((content.settings.values["apply"] or {}).get("address"))
    if has_address or any(page.content_type is CAMPAIGN for page in content.pages):
        yield ShortLink(short_address(APPLY), places.applying, "", None, SETTINGS_PATH)


def _of_campaign(campaign: Campaign, places: Places) -> Iterator[ShortLink]:
    """Once it has closed all lead to its own page, which says so."""
    page, code, file = campaign.page, campaign.code, campaign.page.source.path
    is_closed = campaign.state == CLOSED
    aim = page.address if is_closed else aim_of(page, places) or page.address
    yield ShortLink(short_address(code), aim, code, None, file)
    for channel in campaign.channels:
        yield ShortLink(short_address(code, channel.name), tagged(aim, code, channel), code, channel, file)
    to = (page.values["action"] or {}).get("to")
    acts = places.led_to(to.text, file) if to else places.applying
    yield ShortLink(short_address(APPLY, code), page.address if is_closed else acts or page.address, code, None, file)
