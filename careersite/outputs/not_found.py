"""404.html, which hosts serve for every address that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def not_found(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    page: dict[str, Any] = {
        "address": "/404.html", "canonical": f"{site.content.settings.address}/404.html", "type": "not-found",
        "title": "Page not found", "short_title": "Page not found", "updated": None, "trail": [], "related": [],
        "summary": "The page you asked for is not on this site.", "facts": [], "no_index": True,
        "linked_from": {"testimonials": [], "routes": [], "roles": [], "stages": []},
    }  # fmt: skip
    yield OutputFile("404.html", studio.page({"page": page, "body": []})[0])
