"""event.ics beside each campaign that has an event: the file by which people take it over into their calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.campaigns.event_file import EVENT_FILE, changes_before, event_file
from careersite.content_types.campaign import EVENT
from careersite.fields import resolve_fields
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.problem import Problems
from careersite.studio import Studio
from careersite.view import Look


def events(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    settings = site.content.settings
    for campaign in site.campaigns:
        page, event = campaign.page, campaign.run.event
        if event is None:
            continue
        look = Look(studio.views, page.source.path, Problems(), page.address)
        address = page.address + EVENT_FILE
        shown = {**resolve_fields(EVENT.fields, event.values, look), "message": look.words(page.values["message"])}
        content = event_file(campaign, shown, look.words(page.title), settings, _known(address, site))
        yield OutputFile(address.lstrip("/"), content, page.source.path)


def _known(address: str, site: Site) -> str:
    """The mark of the file as it was published, also under a former address: calendars count on from that."""
    entries = site.content.ledger.entries
    if address in entries:
        return entries[address].event
    former = (entry.event for entry in entries.values() if site.redirects.get(entry.address) == address)
    return max(former, key=changes_before, default="")
