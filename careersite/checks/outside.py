"""A page gets nothing from another host: no font, picture, script or frame; links are the reader's own choice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from careersite.addresses import stand_in_path
from careersite.inspection import addresses_in_style
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio

_IN_DRAWING = re.compile(
    r"""<(?:image|use|feImage|script|iframe|\?xml-stylesheet)\b[^>]*?\b(?:href|src)\s*=\s*["']([^"']*)""", re.IGNORECASE
)
_IN_MANIFEST = re.compile(r'"(?:src|url|start_url|scope)"\s*:\s*"([^"]*)"')
# The names of XML's vocabularies look like addresses, and nothing is fetched from there.
_IN_SCRIPT = re.compile(r"""["'`]((?:https?:|wss?:)?//(?!www\.w3\.org/)[\w.-]+[^"'`]*)""")


def outside(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    fetched: dict[str, Iterable[str]] = {path: one.fetched for path, one in rendered.inspections.items()}
    for address, target in site.redirects.items():
        path = stand_in_path(address)
        if path in fetched:
            # A page that moved to another host may lead there.
            fetched[path] = [url for url in fetched[path] if url != target]
    for path, file in rendered.files.items():
        if path.endswith((".css", ".svg", ".webmanifest", "manifest.json", ".js", ".mjs")):
            fetched[path] = _addresses(path, file.content.decode("utf-8", "replace"))
    for path, urls in fetched.items():
        for url in urls:
            if url.startswith("//") or (not url.startswith("/") and ":" in url.partition("/")[0]):
                problems.error(
                    "outside",
                    f'The page would fetch "{url[:100]}", which does not lie on this site.',
                    "Put the file into content/images/, content/videos/ or assets/ and use it from there.",
                    file=rendered.files[path].source_path or path,
                )


def _addresses(path: str, text: str) -> list[str]:
    """What a browser would get by itself because of this file."""
    if path.endswith(".css"):
        return list(addresses_in_style(text))
    if path.endswith((".js", ".mjs")):
        return _IN_SCRIPT.findall(text)
    if path.endswith(".svg"):
        inside = [found for found in _IN_DRAWING.findall(text) if not found.startswith("data:")]
        return inside + list(addresses_in_style(text))
    return _IN_MANIFEST.findall(text)
