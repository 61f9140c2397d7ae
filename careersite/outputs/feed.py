"""feed.xml: an Atom feed (RFC 4287) of the pages whose last change is known, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from careersite.inspection import Inspection
from careersite.model import OutputFile, Page, Site
from careersite.studio import Studio

MOST_ENTRIES = 20


def feed(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    settings = site.content.settings
    # A feed is read by programs that list pages for others.
    dated = [page for page in site.pages if page.values["updated"] and not page.values.get("no_index")]
    dated.sort(key=lambda page: (page.content_type.name != "testimonial", page.address))
    dated.sort(key=lambda page: page.values["updated"], reverse=True)
    entries = [_entry(page, site, studio) for page in dated[:MOST_ENTRIES]]
    whole = {
        "title": settings.values["name"],
        "url": f"{settings.address}/",
        "self_url": f"{settings.address}/feed.xml",
        # An Atom feed must have a date; that of its latest entry changes only with the entries.
        "updated": entries[0]["updated"] if entries else _moment(date(1970, 1, 1), site),
        "entries": entries,
    }
    yield OutputFile("feed.xml", studio.text("feed.xml", site=studio.views.shell, feed=whole).encode())


def _entry(page: Page, site: Site, studio: Studio) -> dict[str, Any]:
    url = site.content.settings.address + page.address
    link = studio.views.link_to(page)
    return {"title": link["title"], "url": url, "id": url, "summary": link["summary"],
            "updated": _moment(page.values["updated"], site)}  # fmt: skip


def _moment(day: date, site: Site) -> str:
    start = datetime.combine(day, time.min, site.content.settings.zone)
    return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
