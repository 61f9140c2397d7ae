"""moments.json and moments.ics: what is to come by itself, for the team and its calendars; private."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from careersite.calendar.ical import ical
from careersite.calendar.moments import told
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio


def moments(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    settings = site.content.settings
    coming = [told(moment, settings.zone) for moment in site.moments]
    listed = json.dumps({"zone": settings.zone.key, "moments": coming}, ensure_ascii=False, indent=1)
    yield OutputFile("moments.json", f"{listed}\n".encode(), is_private=True)
    yield OutputFile("moments.ics", ical(settings.values["name"], coming), is_private=True)
