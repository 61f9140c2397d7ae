"""A page at each former address that leads on to the new one and keeps the query; host rules are written elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.addresses import output_path_of
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def redirects(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    for address, page in site.redirects.items():
        html = studio.text(
            "redirect.html",
            site=studio.views.shell,
            target=page.address,
            target_url=site.content.settings.address + page.address,
            title=studio.views.link_to(page)["title"],
        )
        yield OutputFile(output_path_of(address), html.encode(), page.source.path)
