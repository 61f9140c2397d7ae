"""A page gets nothing from another host: no font, picture, script or frame; links are the reader's own choice."""

from __future__ import annotations

from careersite.inspection import addresses_in_style
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def outside(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    fetched = {path: inspection.fetched for path, inspection in rendered.inspections.items()}
    for path, file in rendered.files.items():
        if path.endswith(".css"):
            fetched[path] = tuple(addresses_in_style(file.content.decode("utf-8", "replace")))
    for path, urls in fetched.items():
        for url in urls:
            if url.startswith("//") or (not url.startswith("/") and ":" in url.partition("/")[0]):
                problems.error(
                    "outside",
                    f'The page would fetch "{url[:100]}", which does not lie on this site.',
                    "Put the file into content/images/, content/videos/ or assets/ and use it from there.",
                    file=rendered.files[path].source_path or path,
                )
