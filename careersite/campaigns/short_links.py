"""The noun of short addresses, such as /go/compass/poster/; nothing else writes tags into addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from careersite.campaigns.channel import Channel

GO = "/go/"
# /go/apply counts who goes on to apply, so that no campaign can have it.
APPLY = "apply"
_HAS_TAGS = re.compile(r"[?&]utm_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShortLink:
    """An address as /go/compass/poster/ and where it leads; `channel` is None for the one without.

    `file` says it; `code` is empty for /go/apply/ itself.
    """

    address: str
    target: str
    code: str
    channel: Channel | None = None
    file: str = ""

    @property
    def printed(self) -> str:
        """As it is said and printed, without the slash at its end."""
        return self.address.rstrip("/")


def short_address(*parts: str) -> str:
    """compass, poster → /go/compass/poster/."""
    return f"{GO}{'/'.join(parts)}/"


def is_short(address: str) -> bool:
    """True for all that lies below /go/, in any case."""
    return address.lower().startswith(GO)


def parts_of(address: str) -> tuple[str, str]:
    """/go/compass/poster/ → compass, poster; /go/compass/ → compass and nothing."""
    code, _, rest = address[len(GO) :].strip("/").partition("/")
    return code, rest


def tagged(target: str, code: str, channel: Channel) -> str:
    """The address with the tags by which other programs count: /routes/?utm_source=poster&utm_medium=print&…

    One that has tags already keeps those alone: of two sets nobody can say which counts.
    """
    if _HAS_TAGS.search(target):
        return target
    address, hash_sign, fragment = target.partition("#")
    tags = urlencode({"utm_source": channel.source, "utm_medium": channel.medium, "utm_campaign": code})
    return f"{address}{'&' if '?' in address else '?'}{tags}{hash_sign}{fragment}"
