"""The pictures, films and downloads that the pages show or link to; a file that no page names stays unpublished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def media(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    for address in studio.files.among(studio.named_addresses(inspections.values())):
        found = studio.files.published(address)
        if found:
            source_path, data = found
            yield OutputFile(address.lstrip("/"), data, source_path)
