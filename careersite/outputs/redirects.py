"""A page at each former address and short link that leads on and keeps the query; not where every host has rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.addresses import is_outside, split_target, stand_in_path
from careersite.campaigns.short_links import is_short
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def redirects(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    settings = site.content.settings
    for address, target in site.redirects.items() if settings.needs_pages_for_rules else ():
        if address.casefold() == target.casefold():
            continue  # many computers could not hold both spellings; a check tells
        # A short link leads to a page with tags behind a question mark, which are no part of its address.
        aim = split_target(target)[0] if is_short(address) else target
        page = site.by_address.get(split_target(target)[0]) if target.startswith("/") else None
        html = studio.text(
            "redirect.html",
            site=studio.views.shell,
            target=target,
            target_url=aim if is_outside(aim) else settings.address + aim,
            title=studio.views.link_to(page)["title"] if page else aim,
            share=studio.share_of(page) if page and is_short(address) else None,
            is_short=is_short(address),
        )
        yield OutputFile(stand_in_path(address), html.encode(), page.source.path if page else "")
