"""A page gets nothing from another host: no font, picture, script or frame; links are the reader's own choice."""

from __future__ import annotations

from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def outside(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for path, inspection in rendered.inspections.items():
        for url in inspection.fetched:
            if not url.startswith("/") or url.startswith("//"):
                problems.error(
                    "outside",
                    f'The page would fetch "{url[:100]}", which does not lie on this site.',
                    "Put the file into content/images/, content/videos/ or assets/ and use it from there.",
                    file=rendered.files[path].source_path or path,
                )
