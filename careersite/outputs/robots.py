"""robots.txt: everything may be read, and the sitemap is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def robots(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    yield OutputFile(
        "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.content.settings.address}/sitemap.xml\n".encode()
    )
