"""Azure Static Web Apps reads public/staticwebapp.config.json; it has no 410, so what is gone answers 404."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from careersite.host_rules import (
    MISSING_PAGE,
    Host,
    Rules,
    bare_type,
    below,
    differing,
    encoded,
    spoken_addresses,
    ways_of_writing,
)
from careersite.model import OutputFile

CONFIG = "staticwebapp.config.json"
# https://learn.microsoft.com/azure/static-web-apps/configuration#restrictions
MOST_BYTES = 20 * 1024


def files(rules: Rules) -> Iterator[OutputFile]:
    config = {
        "trailingSlash": "always",
        "routes": list(_routes(rules)),
        "responseOverrides": {"404": {"rewrite": MISSING_PAGE}},
        "globalHeaders": dict(rules.headers),
        "mimeTypes": {f".{ending}": bare_type(media_type) for ending, media_type in rules.types.items()},
    }
    yield OutputFile(CONFIG, (json.dumps(config, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def _routes(rules: Rules) -> Iterator[dict[str, Any]]:
    """The first route that fits is taken, and no other after it."""
    for name in rules.hidden:
        yield {"route": f"/{name}", "statusCode": 404}
    for address in rules.gone:
        yield from ({"route": encoded(one), "statusCode": 404} for one in ways_of_writing(address))
    for redirect in rules.redirects:
        # It reads too few bytes for every case in which a short link may be typed.
        for one in spoken_addresses(replace(redirect, is_any_case=False)):
            yield {"route": one, "redirect": redirect.location, "statusCode": redirect.status}
    for one, redirect in below(rules.redirects):
        yield {"route": one, "redirect": redirect.location, "statusCode": redirect.status}
    for place, headers in differing(rules).items():
        yield {"route": f"/{place}*" if place.endswith("/") else f"/{place}", "headers": headers}


def limits(file: OutputFile) -> Iterator[str]:
    if file.path == CONFIG and len(file.content) > MOST_BYTES:
        yield (
            f"Azure Static Web Apps reads {MOST_BYTES:,} bytes of {CONFIG}, and it has {len(file.content):,}: "
            "there are more addresses that moved or are gone than it can know."
        )


AZURE = Host(
    "azure",
    "Azure Static Web Apps",
    files,
    reads=(CONFIG,),
    limits=limits,
    remark="Azure Static Web Apps cannot answer “gone” (410), so such an address answers 404; "
    "and a redirect may lose what stands behind a question mark.",
    on_short_links="Azure Static Web Apps knows short links in small letters only: print them that way.",
    gone_status=404,
    keeps_query=False,
)
