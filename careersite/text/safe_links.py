"""The target of a link comes in; whether it may be followed goes out."""

from __future__ import annotations

import re

SAFE_SCHEMES = ("https:", "http:", "mailto:", "tel:")

_ENTITIES = re.compile(r"&#?[A-Za-z0-9]+;?")
# Browsers pass over these in a scheme.
_INVISIBLE = re.compile(r"[\x00-\x20\x7f]")


def is_safe(target: str) -> bool:
    """False for `javascript:` and every other scheme that a careers site has no use for, in whatever disguise."""
    bare = _INVISIBLE.sub("", _ENTITIES.sub(":", target)).lower()
    scheme = re.match(r"[^/?#:]*:", bare)
    return not scheme or scheme[0] in SAFE_SCHEMES


def unsafe_in_words(target: str) -> tuple[str, str]:
    """Message and hint for a target that is not safe."""
    scheme = target.partition(":")[0][:30]
    return (
        f'A link may not start with "{scheme}:".',
        "Link to a page of this site, or to an address that starts with https://, mailto: or tel:",
    )
