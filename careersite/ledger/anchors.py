"""Headings that are linked from outside keep the names that they have in those links, whatever their words are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from careersite.addresses import split_target
from careersite.ledger.ledger import Anchor
from careersite.model import Site
from careersite.text.body import Heading


def kept_anchors(site: Site) -> Mapping[str, tuple[Anchor, ...]]:
    """By the address of a live page, the names under which its headings are linked, there or at a former address."""
    found: dict[str, tuple[Anchor, ...]] = {}
    for address, entry in site.content.ledger.entries.items():
        page = split_target(site.redirects.get(address, address))[0]
        if entry.anchors and page in site.by_address:
            found[page] = (*found.get(page, ()), *entry.anchors)
    return found


def with_targets(html: str, anchors: Iterable[Anchor], headings: Iterable[Heading]) -> str:
    """The HTML in which a link to the former name of a heading arrives at that heading."""
    taken = {heading.anchor for heading in headings}
    for anchor in anchors:
        place = f' id="{anchor.now}">'
        if anchor.name not in taken and place in html:
            taken.add(anchor.name)
            html = html.replace(place, f'{place}<span id="{anchor.name}"></span>', 1)
    return html
