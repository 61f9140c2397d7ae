"""The styles, scripts and icons, each under a name that changes with its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def assets(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    for path, address, data in studio.files.assets():
        yield OutputFile(address.lstrip("/"), data, f"assets/{path}")
