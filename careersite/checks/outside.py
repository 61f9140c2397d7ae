"""A page gets nothing from another host: no font, picture, script or frame; links are the reader's own choice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from careersite.addresses import stand_in_path
from careersite.inspection import addresses_in_style
from careersite.likely_cause import likely_cause
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
    by_url: dict[str, list[str]] = {}
    for path, urls in fetched.items():
        for url in dict.fromkeys(urls):
            if url.startswith("//") or (not url.startswith("/") and ":" in url.partition("/")[0]):
                by_url.setdefault(url, []).append(path)
    for url, paths in by_url.items():
        _tell(url, [path for path in paths if path in rendered.inspections], site, rendered, problems)
        for path in (path for path in paths if path not in rendered.inspections):
            _tell_one(f'This file would fetch "{url[:100]}"', rendered.files[path].source_path or path, problems)


def _tell(url: str, pages: list[str], site: Site, rendered: Rendered, problems: Problems) -> None:
    """Once, however many pages would fetch it."""
    cause = likely_cause(pages, site, rendered) if pages else None
    if cause and len(pages) == 1:
        _tell_one(f'The page would fetch "{url[:100]}"', cause.file, problems)
    elif cause:
        _tell_one(f'These pages would fetch "{url[:100]}" ({cause.pages})', cause.file, problems)


def _tell_one(what: str, file: str, problems: Problems) -> None:
    hint = "Put the file into content/images/, content/videos/ or assets/ and use it from there."
    problems.error("outside", f"{what}, which does not lie on this site.", hint, file=file)


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
