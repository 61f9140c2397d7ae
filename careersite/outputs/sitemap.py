"""sitemap.xml: every page that search engines may list, with the day of its last change where an editor has said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def sitemap(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    address = site.content.settings.address
    pages = [page for page in site.pages if not page.values.get("no_index")]
    entries = [{"url": address + page.address, "lastmod": _day(page.values["updated"])} for page in pages]
    yield OutputFile("sitemap.xml", studio.text("sitemap.xml", entries=entries).encode())


def _day(updated: Any) -> str | None:
    return updated.isoformat() if updated else None
