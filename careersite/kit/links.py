"""The short links of a campaign come in; out go the addresses to give out, by channel and as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from careersite.campaigns.channel import Channel
from careersite.campaigns.short_links import ShortLink, short_address
from careersite.facts.table_cells import guarded
from careersite.model import Campaign, Site

COLUMNS = ("campaign", "code", "channel", "short address", "tagged address", "source", "medium", "QR file")


@dataclass(frozen=True, slots=True)
class GivenLink:
    """One address to give out; `printed` is without https://, and the campaign’s own has no channel."""

    channel: Channel | None
    printed: str
    tagged: str

    @property
    def url(self) -> str:
        return f"https://{self.printed}"


def given_links(campaign: Campaign, site: Site) -> tuple[GivenLink, ...]:
    """The campaign’s own first, then those of its channels in their order."""
    of_campaign = {
        link.channel.name if link.channel else "": link
        for link in site.short_links
        if link.code == campaign.code and link.address.startswith(short_address(campaign.code))
    }
    wanted = ("", *(channel.name for channel in campaign.channels))
    return tuple(_given(of_campaign[name], site) for name in wanted if name in of_campaign)


def _given(link: ShortLink, site: Site) -> GivenLink:
    settings = site.content.settings
    target = f"{settings.address}{link.target}" if link.target.startswith("/") else link.target
    return GivenLink(link.channel, f"{settings.printed_address}{link.printed}", target)


def table(rows: Iterable[tuple[str, str, GivenLink, str]]) -> bytes:
    """Title, code, link and the file of the QR code each, as a table that Excel opens by a double click."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for title, code, link, file in rows:
        channel = link.channel
        tags = (channel.source, channel.medium) if channel else ("", "")
        cells = (title, code, channel.name if channel else "", link.url, link.tagged, *tags, file)
        writer.writerow(guarded(cell) for cell in cells)
    return written.getvalue().encode("utf-8-sig")
