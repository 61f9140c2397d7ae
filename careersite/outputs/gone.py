"""410.html, which hosts serve for what was taken away; where a host has no rules, a page at each such address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.addresses import stand_in_path
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio

GONE = "This page has been taken away, and will not come back."


def gone(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    yield _page("410.html", GONE, studio)
    for address, why in site.gone.items() if site.content.settings.needs_pages_for_rules else ():
        yield _page(stand_in_path(address), why, studio)


def _page(path: str, why: str, studio: Studio) -> OutputFile:
    """Without its address, which may hold a name."""
    return OutputFile(path, studio.error_page("gone", "Page taken away", why))
