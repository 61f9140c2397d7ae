"""A page at each former address that leads on and keeps the query; not where every host has rules for that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.addresses import is_outside, stand_in_path
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def redirects(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    settings = site.content.settings
    for address, target in site.redirects.items() if settings.needs_pages_for_rules else ():
        if address.casefold() == target.casefold():
            continue  # many computers could not hold both spellings; a check tells
        page = site.by_address.get(target.partition("#")[0])
        html = studio.text(
            "redirect.html",
            site=studio.views.shell,
            target=target,
            target_url=target if is_outside(target) else settings.address + target,
            title=studio.views.link_to(page)["title"] if page else target,
        )
        yield OutputFile(stand_in_path(address), html.encode(), page.source.path if page else "")
