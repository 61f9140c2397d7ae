"""Campaigns come in; out go their short addresses with where they lead. Nothing else writes tags into addresses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from careersite.campaigns.channel import Channel

GO = "/go/"
# /go/apply counts who goes on to apply, so that no campaign can have it.
APPLY = "apply"


@dataclass(frozen=True, slots=True)
class ShortLink:
    """An address as /go/compass/poster/ and where it leads; `channel` is None for the one without."""

    address: str
    target: str
    code: str
    channel: Channel | None = None

    @property
    def printed(self) -> str:
        """As it is said and printed, without the slash at its end."""
        return self.address.rstrip("/")


def tagged(target: str, code: str, channel: Channel) -> str:
    """The address with the tags by which other programs count: /routes/?utm_source=poster&utm_medium=print&…"""
    address, hash_sign, fragment = target.partition("#")
    tags = urlencode({"utm_source": channel.source, "utm_medium": channel.medium, "utm_campaign": code})
    return f"{address}{'&' if '?' in address else '?'}{tags}{hash_sign}{fragment}"
