"""Netlify reads public/_redirects and public/_headers."""

from __future__ import annotations

from collections.abc import Iterator

from careersite.host_rules import (
    CACHE,
    GONE_PAGE,
    MISSING_PAGE,
    Host,
    Rules,
    below,
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
    yield from (f"{one} {redirect.location} {redirect.status}!" for one, redirect in below(rules.redirects))


def _headers(rules: Rules) -> Iterator[str]:
    """No address meets two values of one header: Netlify does not say which would count, or whether it joins them."""
    of_kinds = differing(rules)
    differently = {name for headers in of_kinds.values() for name in headers}
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in rules.headers.items() if name not in differently)
    # Netlify's own for how long a file is kept is as short as ours.
    rest = {name: value for name, value in rules.headers.items() if name in differently and name != CACHE}
    for place in sorted({*of_kinds, *(rules.places if rest else ())}):
        yield f"/{place}*" if place.endswith("/") else f"/{place}"
        yield from (f"  {name}: {value}" for name, value in {**rest, **of_kinds.get(place, {})}.items())


NETLIFY = Host(
    "netlify",
    "Netlify",
    files,
    reads=("_redirects", "_headers"),
    on_short_links="Netlify knows short links in small letters, in capitals and with a capital at each word, "
    "and in no mixture.",
)
