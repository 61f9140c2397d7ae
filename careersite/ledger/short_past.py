"""The short links of today come in; out goes where those lead that no live campaign has any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from careersite.campaigns.short_addresses import Places
from careersite.campaigns.short_links import APPLY, ShortLink, parts_of, short_address, tagged
from careersite.content_types.campaign import CAMPAIGN
from careersite.model import Page


@dataclass(frozen=True, slots=True)
class ShortPast:
    """A short address is on posters, so that it leads somewhere for as long as anything is known of it."""

    links: Mapping[str, ShortLink]
    places: Places

    def of_former(self, page: Page) -> str:
        """Where the former code of a page leads: as its code of now."""
        if page.address not in self.places.live:
            return self.places.instead
        code = page.values["code"] if page.content_type is CAMPAIGN else ""
        link = self.links.get(short_address(code))
        return link.target if link else page.address

    def unseen(self, code: str, file: str) -> str | None:
        """Where the code of a campaign leads that is there, but not to be seen now; None where there is none.

        `file` held it last; where that has mistakes, nobody knows what its code is.
        """
        content = self.places.content
        codes = {page.values["code"] for page in content.pages if page.content_type is CAMPAIGN}
        is_there = code in codes or any(names.path == file for names in content.unsound)
        return self.places.instead if is_there else None

    def with_channel(self, target: str, code: str, name: str) -> str:
        """The target of a code for one of its channels, with tags as long as site.yml knows the channel."""
        channels = self.places.content.settings.channels
        channel = next((one for one in channels if one.name == name), None)
        return tagged(target, code, channel) if channel else target

    def code_now(self, file: str) -> str:
        """The code of the campaign in that file; nothing where there is none."""
        pages = (page for page in self.places.content.pages if page.source.path == file)
        return next((page.values["code"] for page in pages if page.content_type is CAMPAIGN), "")


def follows(address: str) -> str:
    """The code whose way the address of a channel goes; nothing for a code itself, and for those to apply."""
    code, rest = parts_of(address)
    return code if rest and code != APPLY else ""
