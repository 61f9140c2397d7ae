"""The places of a person come in; the words and the JSON that tell of them go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from careersite.calendar.dates import day_in_words
from careersite.people.register import Person
from careersite.withdrawal.places_of_person import PlacesOfPerson
from careersite.withdrawal.traces import Trace

_BASES = {
    "consent": "they consented", "contract": "a contract", "legitimate-interests": "legitimate interests",
    "already-published": "a newspaper or other source published it already",
}  # fmt: skip
_USES = {"words": "name and words", "photo": "photographs", "video": "films"}
_CHANNELS = {"site": "this site", "campaign": "campaigns", "share-cards": "pictures for sharing", "print": "print"}


def places_of_person_in_words(found: PlacesOfPerson) -> list[str]:
    """The record first, then every place, and how many there are."""
    lines = [f"{found.name} ({found.id})", "", *_record(found)]
    lines += _listed("In your files:", _sources(found.sources, found.ids))
    lines += _listed("Pictures and films that show them:", found.pictures)
    if found.is_built:
        stands = [f"{one.address}: {one.what}; {', '.join(one.holds)}" for one in found.stands]
        heading = f"On the site of {day_in_words(found.day)}:"
        lines += _listed(
            heading, stands or ["nothing: no page, card, picture, search entry or feed has anything of them"]
        )
    else:
        lines += ["", "The site cannot be built now, so what it would show is not known; python3 build.py tells why."]
    lines += _listed("In public/ and private/ as they lie there:", found.files or ["nothing"])
    printed = found.person.printed if found.person else ()
    lines += _listed("Printed:", printed or ["nothing that people.yml knows of"])
    count = len(found.sources) + len(found.stands) + len(found.files)
    return [
        *lines,
        "",
        f"{count:,} places. Nothing was changed. To take them out: python3 build.py withdraw {found.id}",
    ]


def _record(found: PlacesOfPerson) -> Iterator[str]:
    person = found.person
    if person is None:
        yield "people.yml has no record that can be read, so nothing of them is shown."
        return
    yield from _facts(person)
    yield f"What may be shown on {day_in_words(found.day)}:"
    for use in found.uses:
        answer = "yes" if not use.why_not else f"no: {use.why_not}"
        yield f"  {_USES[use.use]}, {_CHANNELS[use.channel]}: {answer}"


def _facts(person: Person) -> Iterator[str]:
    if person.withdrawn:
        yield f"Withdrawn on {day_in_words(person.withdrawn)}."
    yield f"Basis: {_BASES[person.basis]}{f' ({person.published_in})' if person.published_in else ''}."
    yield f"Given: {_day(person.given)}. Ends: {_day(person.until, 'no end is written down')}."
    if person.basis == "already-published":
        yield f"Confirmed with them: {_day(person.confirmed, 'not yet')}."
    yield f"Evidence: {person.evidence or 'none is written down'}."
    yield f"Looked after by: {person.looked_after_by or 'nobody'}."
    others = ", ".join(person.also_known_as)
    if others:
        yield f"Also known as: {others}."


def _day(day: date | None, otherwise: str = "not written down") -> str:
    return day_in_words(day) if day else otherwise


def _sources(traces: Iterable[Trace], ids: Iterable[tuple[str, int]]) -> list[str]:
    named = {(trace.file, trace.line) for trace in traces}
    told = [(trace.file, trace.line, trace.in_words) for trace in traces]
    told += [(path, line, f"{path}, line {line}: their id") for path, line in ids if (path, line) not in named]
    return [words for *_, words in sorted(told)]


def _listed(heading: str, entries: Iterable[str]) -> list[str]:
    entries = list(entries)
    return ["", heading, *(f"  {entry}" for entry in entries)] if entries else []


def places_of_person_as_json(found: PlacesOfPerson, seconds: float) -> dict[str, Any]:
    """docs/json.md describes it; the record itself is for people, so only what follows from it is told."""
    return {
        "command": "trace",
        "status": "done" if found.is_built else "problems",
        "person": found.id,
        "name": found.name,
        "day": found.day.isoformat(),
        "withdrawn": found.person.withdrawn.isoformat() if found.person and found.person.withdrawn else None,
        "until": found.person.until.isoformat() if found.person and found.person.until else None,
        "uses": [asdict(use) for use in found.uses],
        "in_sources": [asdict(trace) for trace in found.sources],
        "named_by_id": [{"file": path, "line": line} for path, line in found.ids],
        "pictures": list(found.pictures),
        "on_site": [asdict(one) for one in found.stands],
        "files": list(found.files),
        "printed": list(found.person.printed) if found.person else [],
        "seconds": round(seconds, 3),
    }  # fmt: skip
