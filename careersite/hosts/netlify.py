"""Netlify reads public/_redirects and public/_headers."""

from __future__ import annotations

from collections.abc import Iterator

from careersite.host_rules import (
    CACHE,
    GONE_PAGE,
    MISSING_PAGE,
    Host,
    Rules,
    differing,
    encoded,
    spoken_addresses,
    ways_of_writing,
)
from careersite.model import OutputFile

FIRST_LINE = "# How Netlify serves this site. Made by careersite: every build writes it anew, so change nothing here.\n"


def files(rules: Rules) -> Iterator[OutputFile]:
    yield OutputFile("_redirects", (FIRST_LINE + "".join(f"{line}\n" for line in _redirects(rules))).encode())
    yield OutputFile("_headers", (FIRST_LINE + "".join(f"{line}\n" for line in _headers(rules))).encode())


def _redirects(rules: Rules) -> Iterator[str]:
    """With ! a rule holds although there is a file; the query goes along by itself."""
    for name in rules.hidden:
        yield f"/{name} {MISSING_PAGE} 404!"
    for address in rules.gone:
        yield from (f"{encoded(one)} {GONE_PAGE} 410!" for one in ways_of_writing(address))
    for redirect in rules.redirects:
        yield from (f"{one} {redirect.location} {redirect.status}!" for one in spoken_addresses(redirect))


def _headers(rules: Rules) -> Iterator[str]:
    yield "/*"
    # Its own is as short, and cannot be mixed up with that of a kind.
    yield from (f"  {name}: {value}" for name, value in rules.headers.items() if name != CACHE)
    for place, headers in differing(rules).items():
        yield f"/{place}*" if place.endswith("/") else f"/{place}"
        yield from (f"  {name}: {value}" for name, value in headers.items())


NETLIFY = Host("netlify", "Netlify", files, reads=("_redirects", "_headers"))
