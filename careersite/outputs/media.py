"""The pictures, films and downloads that the pages show or link to; a file that no page names stays unpublished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.addresses import split_target
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def media(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    named = {
        split_target(url)[0] for inspection in inspections.values() for url in (*inspection.links, *inspection.fetched)
    }
    shared = (studio.share_image or {}).get("address")
    for source_path, address, data in studio.files.media():
        if address in named or address == shared:
            yield OutputFile(address.lstrip("/"), data, source_path)
