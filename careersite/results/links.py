"""A site comes in; out goes what tells a request of one of its campaigns: codes, tags, addresses, now and formerly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from careersite.campaigns.channel import Channel
from careersite.campaigns.short_links import APPLY, is_short, parts_of
from careersite.content_types.campaign import CAMPAIGN
from careersite.ledger.ledger import Ledger
from careersite.model import Page, Site

NONE = ""
"""No campaign, or no channel, is told."""
OTHER = "_other"
"""All names that are not shown: what is no name, and what came after the first few strangers. No name begins so."""
# A name, and no e-mail address, telephone number or other mark of a person that a mailing tool may put into a link.
_NAME = re.compile(r"(?!.*\d{5})[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Sought:
    """A campaign as logs can tell it: its code, its title for people, the addresses of its page, its former codes."""

    code: str
    title: str
    addresses: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)  # what is remembered of its answers is found by the object itself
class Links:
    """All that campaigns of one site can be told by.

    `bare` is the channel of a short link that names none, because its page is tagged so. The former ones are those that
    the site once had, and that are still printed somewhere.
    """

    campaigns: tuple[Sought, ...]
    channels: tuple[Channel, ...]
    zone: str
    bare: str = NONE
    former_codes: tuple[str, ...] = ()
    former_channels: tuple[str, ...] = ()

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What people call each campaign, by code, in the order of the site."""
        former = {code: f"{code} (a former code of this site)" for code in self.former_codes}
        return {one.code: one.title for one in self.campaigns} | former

    @cached_property
    def channel_titles(self) -> Mapping[str, str]:
        """What people call each channel, by name, in the order of the site."""
        former = {name: f"{name} (a former channel)" for name in self.former_channels}
        return {one.name: one.title for one in self.channels} | former

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The code under which each code is counted: a former one of a campaign under that of now."""
        former = {code: one.code for one in self.campaigns for code in one.former_codes}
        return {**former, **{code: code for code in self.titles}}

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """The code of each campaign by the addresses of its page."""
        return {address.casefold().rstrip("/"): one.code for one in self.campaigns for address in one.addresses}

    @cached_property
    def _tagged(self) -> Mapping[tuple[str, str], str]:
        both = {(_letters(one.source), _letters(one.medium)): one.name for one in reversed(self.channels)}
        return {(_letters(one.source), ""): one.name for one in reversed(self.channels)} | both

    @cached_property
    def _channels(self) -> Mapping[str, str]:
        names = (*self.channel_titles, self.bare) if self.bare else tuple(self.channel_titles)
        return {_letters(name): name for name in reversed(names)} | {name: name for name in names}

    @cached_property
    def marks(self) -> tuple[bytes, ...]:
        """What stands in every line that may count, in any case that is taken."""
        folders = {"/" + address.strip("/").split("/")[0] + "/" for address in self.addresses if address.strip("/")}
        return (b"/go/", b"/Go/", b"/GO/", b"/gO/", b"utm_", *sorted(folder.encode() for folder in folders))

    def campaign(self, said: str) -> str:
        """The code that is meant."""
        said = said.casefold().strip()
        return self.codes.get(said) or _stranger(said)

    def channel(self, said: str) -> str:
        """The channel that a short link names: LinkedIn and linked-in are linkedin."""
        said = said.casefold().strip()
        return self._known_channel(said) or _stranger(said) if said else self.bare

    def tagged_channel(self, source: str, medium: str) -> str:
        """The channel that tags name."""
        said = source.casefold().strip()
        if not said:
            return NONE
        tags = _letters(source), _letters(medium)
        known = self._tagged.get(tags) or self._tagged.get((tags[0], "")) if tags[0] else None
        return known or self._known_channel(said) or _stranger(said)

    def _known_channel(self, said: str) -> str | None:
        return self._channels.get(said) or (self._channels.get(_letters(said)) if _letters(said) else None)


def _letters(said: str) -> str:
    return re.sub(r"[^a-z0-9]", "", said.casefold())


def _stranger(said: str) -> str:
    return said if _NAME.fullmatch(said) else OTHER


def links_of(site: Site) -> Links:
    """Of all its campaigns but drafts, whether they are open, closed or no longer shown."""
    content = site.content
    pages = [page for page in content.pages if page.content_type is CAMPAIGN and not page.values["draft"]]
    moved = _moved_codes(content.ledger)
    campaigns = tuple(sorted((_sought(page, moved) for page in pages), key=lambda one: one.code))
    codes = {code for one in campaigns for code in (one.code, *one.former_codes)}
    names = {channel.name for channel in content.settings.channels}
    printed = [_named(address) for address, entry in content.ledger.entries.items() if not entry.never_public]
    return Links(
        campaigns,
        content.settings.channels,
        content.settings.zone.key,
        _bare(site),
        tuple(sorted({code for code, _ in printed if code} - codes)),
        tuple(sorted({channel for _, channel in printed if channel} - names)),
    )


def _moved_codes(ledger: Ledger) -> Mapping[str, str]:
    """The code to which each code leads since it moved, as published.yml says."""
    moved = {address: entry.moved_to.text for address, entry in ledger.entries.items() if entry.moved_to}
    pairs = {_named(address)[0]: _named(target)[0] for address, target in moved.items()}
    return {old: new for old, new in pairs.items() if old and new}


def _sought(page: Page, moved: Mapping[str, str]) -> Sought:
    code: str = page.values["code"]
    named = [(address, _named(address)[0]) for address in page.values["formerly"]]
    codes = dict.fromkeys(former for _, former in named if former)
    codes |= dict.fromkeys(old for old, new in moved.items() if new in (code, *codes))
    addresses = (address for address, former in named if not former)
    return Sought(code, page.title, (page.address, *addresses), tuple(one for one in codes if one != code))


def _named(address: str) -> tuple[str, str]:
    """/go/compass/poster/ → compass, poster; /go/apply/compass/ → compass and no channel."""
    if not is_short(address):
        return NONE, NONE
    code, rest = parts_of(address)
    return (rest, NONE) if code == APPLY else (code, rest)


def _bare(site: Site) -> str:
    """The channel in the tags to which short links without one lead, if they have any."""
    links = Links((), site.content.settings.channels, site.content.settings.zone.key)
    return next(filter(None, (links.tagged_channel(*tags) for tags in _bare_tags(site))), NONE)


def _bare_tags(site: Site) -> Iterator[tuple[str, str]]:
    for link in site.short_links:
        if link.channel is None and parts_of(link.address)[0] != APPLY:
            told = dict(parse_qsl(urlsplit(link.target).query))
            yield told.get("utm_source", ""), told.get("utm_medium", "")
