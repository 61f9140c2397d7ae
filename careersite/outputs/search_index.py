"""The index that the search reads, under a name that changes with its bytes; only where a page has the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def search_index(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    if studio.views.shell["search"]:
        index = studio.views.whole.search_index
        yield OutputFile(index.address.lstrip("/"), index.content)
