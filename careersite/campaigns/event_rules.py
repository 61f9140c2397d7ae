"""Events against what people need to know before they come: how they get in and take part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from careersite.campaigns.campaign import runs_of
from careersite.content_types.campaign import CAMPAIGN
from careersite.model import Page
from careersite.problem import Problems

HOW_TO_GET_IN = (
    'Add "access" with a line for each: whether the way in has no steps, whether there is a hearing loop and a quiet '
    "room, how to ask for an interpreter and until when, and whom to ask. What is not there is worth saying too."
)


def check_access(pages: Iterable[Page], zone: ZoneInfo, at: datetime, problems: Problems) -> None:
    """Warns of each event to come without a word on access."""
    for page in pages:
        is_seen = page.content_type is CAMPAIGN and not page.values["draft"]
        events = (run.event for run in runs_of(page, zone)) if is_seen else ()
        for event in events:
            if event and at < event.ends and not event.values["access"] and not event.values["cancelled"]:
                message = "Nothing says how people who are disabled get in and take part in this event."
                line = event.values["starts"].line
                problems.warning("access", message, HOW_TO_GET_IN, file=page.source.path, line=line)
