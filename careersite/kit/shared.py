"""The page to which a short address leads comes in; out goes what networks, messages and e-mails show of it."""

from __future__ import annotations

from dataclasses import dataclass

from careersite.addresses import host_of, split_target
from careersite.kit.links import GivenLink
from careersite.model import Page, Rendered, Site
from careersite.studio import Studio


@dataclass(frozen=True, slots=True)
class Shared:
    """`picture` and its `ending`, empty where none is shown; what leads to another site is known to that alone."""

    host: str
    title: str = ""
    description: str = ""
    picture: bytes = b""
    ending: str = ""
    alt: str = ""

    @property
    def is_known(self) -> bool:
        return self.title != ""


def shared(own: GivenLink, site: Site, studio: Studio, rendered: Rendered) -> Shared:
    """What the page shows to which the campaign’s own short address leads."""
    page = _page_at(own.tagged, site)
    if page is None:
        return Shared(host_of(own.tagged) or "")
    shown = studio.share_of(page)
    host = site.content.settings.printed_address or ""
    image = shown["image"]
    if not image:
        return Shared(host, shown["title"], shown["description"])
    path = image["url"].removeprefix(site.content.settings.address).lstrip("/")
    file = rendered.files.get(path)
    picture = file.content if file else b""
    return Shared(host, shown["title"], shown["description"], picture, path.rpartition(".")[2], image["alt"])


def _page_at(target: str, site: Site) -> Page | None:
    inner = split_target(target)[0].removeprefix(site.content.settings.address)
    return site.by_address.get(inner if inner.endswith("/") else f"{inner}/")
