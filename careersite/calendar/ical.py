"""Moments to come, as `told`, come in; out goes an iCalendar file (RFC 5545) for the calendars of the team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

MOST_OCTETS = 75
# The standard asks for a moment of writing, and the same moments have to give the same bytes.
WRITTEN = "19700101T000000Z"
# A calendar has to hold something, and this says nothing.
NOTHING = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def ical(name: str, moments: Iterable[Mapping[str, Any]]) -> bytes:
    """An event for each moment; one that is still meant keeps its identity when its day is moved."""
    events = [line for moment in moments for line in _event(moment)]
    return calendar_file("moments", (f"X-WR-CALNAME:{escaped(name)}", *(events or NOTHING)))


def calendar_file(product: str, rows: Iterable[str]) -> bytes:
    """The bytes of a calendar that holds these lines."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//careersite//{product}//EN", *rows, "END:VCALENDAR")
    return b"".join(b"%s\r\n" % _folded(line) for line in lines)


def _event(moment: Mapping[str, Any]) -> Iterator[str]:
    where = f"{moment['file']}, line {moment['line']}" if moment["line"] else moment["file"]
    yield from ("BEGIN:VEVENT", f"UID:{moment['id']}", f"DTSTAMP:{WRITTEN}")
    yield from _when(datetime.fromisoformat(moment["at"]), is_day=moment["is_day"])
    yield f"SUMMARY:{escaped(moment['what'])}"
    yield f"DESCRIPTION:{escaped(f'{where}. {_to_do(moment)}')}"
    yield from (f"CATEGORIES:{escaped(moment['kind'])}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _when(at: datetime, *, is_day: bool) -> Iterator[str]:
    """A day has no zone; a time is told in UTC, which no calendar can take for another."""
    yield from days(at.date(), at.date()) if is_day else (f"DTSTART:{in_utc(at)}",)


def days(first: date, last: date) -> Iterator[str]:
    """Whole days; the end that a calendar asks for is the day after."""
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"


def in_utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _to_do(moment: Mapping[str, Any]) -> str:
    if moment["changes_site"]:
        return f"The site changes then ({moment['words']}): build and publish it after that."
    return "The site stays as it is until somebody sees to this."


def escaped(words: str) -> str:
    """RFC 5545, 3.3.11."""
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(" ".join(row.split()) for row in plain.split("\n"))


def _folded(line: str) -> bytes:
    """RFC 5545, 3.1: at most 75 octets a line, a longer one goes on after a space; no letter is cut in two."""
    whole = line.encode()
    if len(whole) <= MOST_OCTETS:
        return whole
    rows, row = [], b""
    for letter in line:
        octets = letter.encode()
        if len(row) + len(octets) > MOST_OCTETS:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row])
