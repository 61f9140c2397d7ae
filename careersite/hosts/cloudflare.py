"""Cloudflare Pages reads public/_redirects and public/_headers, in a manner of its own, and has no 410.

Of what is gone it says 404 with the page that explains it, as it shows the nearest 404.html.
"""

from __future__ import annotations

from collections.abc import Iterator

from careersite.host_rules import CACHE, Host, Rules, below, differing, spoken_addresses
from careersite.model import OutputFile

FIRST_LINE = "# How Cloudflare Pages serves this site. Made by careersite, anew at every build: change nothing here.\n"
# https://developers.cloudflare.com/pages/configuration/redirects/ and …/headers/
MOST_REDIRECTS, MOST_WITH_STAR, LONGEST_REDIRECT = 2000, 100, 1000
MOST_HEADER_RULES, LONGEST_HEADER = 100, 2000


def files(rules: Rules) -> Iterator[OutputFile]:
    yield OutputFile("_redirects", (FIRST_LINE + "".join(f"{line}\n" for line in _redirects(rules))).encode())
    yield OutputFile("_headers", (FIRST_LINE + "".join(f"{line}\n" for line in _headers(rules))).encode())
    for address in rules.gone:
        if address.endswith("/"):
            yield OutputFile(f"{address.strip('/')}/404.html", rules.gone_html)


def _redirects(rules: Rules) -> Iterator[str]:
    for redirect in rules.redirects:
        yield from (f"{one} {redirect.location} {redirect.status}" for one in spoken_addresses(redirect))
    yield from (f"{one} {redirect.location} {redirect.status}" for one, redirect in below(rules.redirects))


def _headers(rules: Rules) -> Iterator[str]:
    """What several rules say is joined, so a kind first takes away what all have; unasked, it allows every site in."""
    yield "/*"
    yield "  ! Access-Control-Allow-Origin"
    # Its own is as short, and is not joined with that of a kind.
    yield from (f"  {name}: {value}" for name, value in rules.headers.items() if name != CACHE)
    for place, headers in differing(rules).items():
        yield f"/{place}*" if place.endswith("/") else f"/{place}"
        for name, value in headers.items():
            yield f"  ! {name}"
            yield f"  {name}: {value}"


def limits(file: OutputFile) -> Iterator[str]:
    lines = file.content.decode().splitlines()
    if file.path == "_redirects":
        with_star = sum("*" in line.partition(" ")[0] for line in lines)
        without = len(lines) - 1 - with_star
        if without > MOST_REDIRECTS:
            yield f"Cloudflare Pages follows {MOST_REDIRECTS:,} redirects, and these are {without:,}."
        if with_star > MOST_WITH_STAR:
            yield f"Cloudflare Pages knows {MOST_WITH_STAR} codes of short links, and these are {with_star}."
        for line in lines:
            if len(line) > LONGEST_REDIRECT:
                yield f"Cloudflare Pages follows no redirect of more than {LONGEST_REDIRECT:,} signs: {line[:60]}…"
    elif file.path == "_headers":
        count = sum(line.startswith("/") for line in lines)
        if count > MOST_HEADER_RULES:
            yield f"Cloudflare Pages obeys {MOST_HEADER_RULES} rules for headers, and these are {count}."
        for line in lines:
            if len(line) > LONGEST_HEADER:
                yield f"Cloudflare Pages sends no header of more than {LONGEST_HEADER:,} signs: {line[:60]}…"


CLOUDFLARE = Host(
    "cloudflare",
    "Cloudflare Pages",
    files,
    reads=("_redirects", "_headers"),
    limits=limits,
    remark="Cloudflare Pages cannot answer “gone” (410): such an address answers 404, with the page that says so.",
    on_short_links="Cloudflare Pages knows short links in small letters, in capitals and with a capital at each word, "
    "and in no mixture.",
    gone_status=404,
)
