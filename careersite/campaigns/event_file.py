"""A campaign with an event comes in; out goes the file by which a calendar takes it over."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator

from careersite.calendar.ical import WRITTEN, calendar_file, days, escaped, in_utc
from careersite.campaigns.run import Event
from careersite.content_types.campaign import CAMPAIGN
from careersite.fields import Plain
from careersite.model import Campaign
from careersite.settings import Settings

# Beside the page of the campaign.
EVENT_FILE = "event.ics"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:careersite:events")
_SEQUENCE = re.compile(rb"^SEQUENCE:(\d+)\r\n", re.MULTILINE)


def page_of_event_file(address: str) -> str:
    """/campaigns/fair/event.ics → /campaigns/fair/; nothing for the address of something else."""
    page = address.removesuffix(EVENT_FILE)
    return page if page != address and page.startswith(f"/{CAMPAIGN.folder}/") and page.endswith("/") else ""


def event_file(campaign: Campaign, shown: dict[str, Plain], title: str, settings: Settings, known: str) -> bytes:
    """`shown` are the fields of the event, and `message`, as templates get them; `known` is the mark of the file that
    was published before, so that calendars see a change.
    """
    first = _file(campaign, shown, title, settings, 0)
    if not known:
        return first
    is_as_before = event_mark(first).partition("-")[0] == known.partition("-")[0]
    number = changes_before(known) + (0 if is_as_before else 1)
    return _file(campaign, shown, title, settings, number) if number else first


def event_mark(content: bytes) -> str:
    """What published.yml keeps of a file: a hash of what it says, and the number of changes before it."""
    found = _SEQUENCE.search(content)
    return f"{hashlib.sha256(_SEQUENCE.sub(b'', content)).hexdigest()[:12]}-{int(found[1]) if found else 0}"


def changes_before(mark: str) -> int:
    """1f0c…-3 → 3"""
    return int(mark.partition("-")[2] or 0)


def _file(campaign: Campaign, shown: dict[str, Plain], title: str, settings: Settings, number: int) -> bytes:
    return calendar_file("campaigns", _rows(campaign, shown, title, settings, number))


def _rows(campaign: Campaign, shown: dict[str, Plain], title: str, settings: Settings, number: int) -> Iterator[str]:
    event, is_cancelled = campaign.run.event, shown["cancelled"]
    if event is None:
        return
    # A calendar that has the entry knows it by this, whatever its day.
    about = f"{settings.address} {campaign.code} {campaign.run.name}"
    yield from ("BEGIN:VEVENT", f"UID:{uuid.uuid5(NAMESPACE, about)}", f"DTSTAMP:{WRITTEN}", f"SEQUENCE:{number}")
    yield from _when(event, settings)
    yield f"SUMMARY:{escaped(f'Cancelled: {title}' if is_cancelled else title)}"
    yield f"LOCATION:{escaped(', '.join(filter(None, (shown['venue'], shown['address']))))}"
    yield f"DESCRIPTION:{escaped(_description(campaign, shown, settings))}"
    if settings.printed_address:
        yield f"URL:{settings.address}{campaign.page.address}"
    yield f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _when(event: Event, settings: Settings) -> Iterator[str]:
    """Of an end that nobody has said, a calendar is told nothing."""
    starts, ends = event.values["starts"], event.values["ends"]
    if event.is_day:
        yield from days(starts.day, ends.day if ends else starts.day)
        return
    yield f"DTSTART:{in_utc(event.starts)}"
    if ends:
        yield f"DTEND:{in_utc(event.ends)}"


def _description(campaign: Campaign, shown: dict[str, Plain], settings: Settings) -> str:
    rows = ["This event is cancelled."] if shown["cancelled"] else []
    rows.append(shown["message"])
    if shown["access"]:
        rows += ["", "Getting in and taking part:", *(f"- {note}" for note in shown["access"])]
    if shown["book"]:
        book = shown["book"]["address"]
        rows += ["", f"Book a place: {book if shown['book']['outside'] else settings.address + book}"]
    if settings.printed_address:
        rows += ["", f"More: {settings.address}{campaign.page.address}"]
    return "\n".join(rows)
