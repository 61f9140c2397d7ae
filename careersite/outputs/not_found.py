"""404.html, which hosts serve for every address that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio

NOT_FOUND = "The page you asked for is not on this site."


def not_found(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    yield OutputFile("404.html", studio.error_page("not-found", "Page not found", NOT_FOUND, "/404.html"))
