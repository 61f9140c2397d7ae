"""robots.txt: everything may be read but what only counts who goes on to apply, and the sitemap is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.campaigns.short_links import APPLY, short_address
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def robots(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    applying = short_address(APPLY)
    # The other short links may be read, or no network could show what a link in a post leads to.
    lines = ["User-agent: *", "Allow: /", *([f"Disallow: {applying[:-1]}"] if applying in site.redirects else [])]
    text = "\n".join([*lines, "", f"Sitemap: {site.content.settings.address}/sitemap.xml", ""])
    yield OutputFile("robots.txt", text.encode())
