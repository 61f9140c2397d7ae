"""A person comes in; out goes every place in which something of them stands: record, files, pages, folders, print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from careersite import pipeline
from careersite.call import Call
from careersite.model import Rendered
from careersite.people.register import CHANNELS, USES, Person
from careersite.pipeline import Workbench
from careersite.withdrawal.remains import in_folder
from careersite.withdrawal.traces import NAMES_OF_KINDS, Finder, Trace
from careersite.withdrawal.withdrawal import Known, finder_of, in_sources, places_of

_DATA = re.compile(rb"<script type=\"application/ld\+json\">(.*?)</script>", re.DOTALL)
_BY_PATH = (
    (r"sitemap\.xml", "the sitemap"), (r"feed\.xml", "the feed"), (r"share/.*", "a picture for sharing"),
    (r"assets/search\..*\.json", "the search"), (r".*\.html", "a page"), (r"images/.*", "a picture"),
    (r"videos/.*", "a film"), (r"files/.*", "a download"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """One use in one place: whether it may be shown on the day that was asked for, or why not."""

    use: str
    channel: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Stand:
    """One file of the site as it is built now: its address, what it is, and what of the person is in it."""

    address: str
    what: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacesOfPerson:
    """All that is known of one person on one day."""

    id: str
    name: str
    day: date
    person: Person | None
    uses: tuple[Use, ...]
    ids: tuple[tuple[str, int], ...]
    sources: tuple[Trace, ...]
    pictures: tuple[str, ...]
    stands: tuple[Stand, ...]
    is_built: bool
    files: tuple[str, ...]


def places_of_person(call: Call, bench: Workbench, person_id: str, known: Known) -> PlacesOfPerson:
    """Nothing is changed; where the site has mistakes, what it would publish is not known."""
    finder = finder_of(person_id, known)
    person = known.register.people.get(person_id)
    finished = pipeline.build(call.place, bench, call.as_of)
    zone = known.contents[0].settings.zone.key if known.contents else "Europe/London"
    day = call.as_of(zone).date()
    places = places_of(call)
    return PlacesOfPerson(
        id=person_id,
        name=finder.wanted.names[0] if finder.wanted.names else person_id,
        day=day,
        person=person,
        uses=tuple(_uses(person, day)) if person else (),
        ids=tuple(_ids(call.options.site, person_id)),
        sources=in_sources(call.options.site, finder),
        pictures=tuple(sorted({*finder.wanted.pictures, *finder.wanted.copies})),
        stands=tuple(_stands(finished.rendered, Finder(replace(finder.wanted, gone=())))),
        is_built=not finished.has_errors,
        files=tuple(_files((places.public, places.private), finder)),
    )


def _uses(person: Person, day: date) -> Iterator[Use]:
    for use in USES:
        for channel in CHANNELS:
            yield Use(use, channel, person.why_not(day, use, channel))


def _ids(site_folder: Path, person_id: str) -> Iterator[tuple[str, int]]:
    """Where a text, a fact or a quotation names the person by the id of the register."""
    pattern = re.compile(rf"^\s*(?:- )?(?:person|people)\s*:.*(?<![\w-]){re.escape(person_id)}(?![\w-])")
    for remain in in_folder(site_folder / "content", "content"):
        if remain.path.endswith((".md", ".yml")):
            for number, line in enumerate(remain.data.decode("utf-8", "replace").splitlines(), 1):
                if pattern.match(line):
                    yield remain.shown, number


def _stands(rendered: Rendered, finder: Finder) -> Iterator[Stand]:
    own = {*finder.wanted.pictures, *finder.wanted.copies}
    for path, file in rendered.files.items():
        kinds = {trace.kind for trace in finder.look(path, file.content)}
        kinds |= {"picture"} if file.source_path in own else set()
        if kinds:
            yield Stand(_address(path), _what(path), tuple(_holds(kinds, file.content, finder)))


def _holds(kinds: Iterable[str], data: bytes, finder: Finder) -> Iterator[str]:
    yield from (NAMES_OF_KINDS[kind] for kind in NAMES_OF_KINDS if kind in kinds)
    if any(finder.look("data", found[1]) for found in _DATA.finditer(data)):
        yield "data for search engines (JSON-LD)"


def _address(path: str) -> str:
    return f"/{path.removesuffix('index.html')}"


def _what(path: str) -> str:
    return next((what for pattern, what in _BY_PATH if re.fullmatch(pattern, path)), "a file")


def _files(folders: Iterable[Path], finder: Finder) -> Iterator[str]:
    for folder in folders:
        for remain in in_folder(folder, folder.name):
            if finder.look(remain.path, remain.data, remain.shown):
                yield remain.shown
