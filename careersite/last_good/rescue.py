"""A site with mistakes comes in; out goes a finished one all the same, from the last good state of what is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from careersite import pipeline
from careersite.last_good.last_good import Kept, is_kept
from careersite.ledger.ledger import LEDGER_PATH
from careersite.ledger.lost_addresses import LOST
from careersite.pipeline import Finished, Place, Workbench
from careersite.problem import Problem
from careersite.settings import SETTINGS_PATH

# Each round puts something else in the place of at least one file; a cascade longer than this is given up.
MOST_ROUNDS = 40
# By path: what stands in the place of a file, or None for nothing.
Put = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was finished, what stands in the place of which files, and what is wrong with those."""

    finished: Finished
    instead: Put
    mistakes: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The mistakes as warnings where there is a site in spite of them; then what was done about each file."""
        if self.finished.has_errors:
            return tuple(dict.fromkeys((*self.mistakes, *self.finished.problems)))
        told = [replace(one, severity="warning") for one in self.mistakes]
        return tuple(sorted({*told, *self.finished.problems, *map(_as_problem, self.instead.items())}))


def rescue(place: Place, bench: Workbench, as_of: Callable[[str], datetime], kept: Kept,
           given: Put | None = None) -> Rescued:  # fmt: skip
    """The site as it is where it has no mistakes; else the last version without mistakes of every file that has some.

    A file that has no such version is left out. `given` stands in the place of files whatever is wrong with the site.
    """
    always = given or {}

    def finished_with(instead: Put) -> Finished:
        return pipeline.finish(pipeline.draft(place, bench, as_of, {**instead, **always}, softens=True))

    first = finished = finished_with({})
    instead: dict[str, bytes | None] = {}
    for _ in range(MOST_ROUNDS):
        more = _next(finished, instead, kept, _Disk(place))
        if not more:
            break
        instead |= more
        finished = finished_with(instead)
    used = {path: data for path, data in instead.items() if data is None or not _Disk(place).holds(path, data)}
    return Rescued(finished, used, first.problems if instead else ())


class _Disk:
    def __init__(self, place: Place) -> None:
        self._folder = place.folder

    def holds(self, path: str, data: bytes | None) -> bool:
        try:
            return (self._folder / path).read_bytes() == data
        except OSError:
            return False

    def has(self, path: str) -> bool:
        return (self._folder / path).exists()


def _next(finished: Finished, instead: Put, kept: Kept, disk: _Disk) -> dict[str, bytes | None]:
    """What to put in place next: first of the files that are named, then of all content, then of all there is."""
    blamed = sorted({one.file for one in finished.problems if one.severity == "error" and is_kept(one.file)})
    content = {path: data for path, data in kept.items() if path.startswith("content/") or path == SETTINGS_PATH}
    deleted = {path: data for path, data in content.items() if not disk.has(path)}
    narrow = _of_files(blamed, kept, disk, instead)
    widening: tuple[Put, ...] = (narrow, deleted, content, dict(kept), _without(blamed, instead))
    if not finished.has_errors:
        # An address for which nobody has answered is kept alive by the file that somebody has deleted or changed.
        holding = _holding_what_is_lost(finished)
        widening = (deleted, _of_files(sorted(holding & kept.keys()), kept, disk, instead)) if holding else ()
    for wider in widening:
        more = {path: data for path, data in wider.items() if path not in instead or instead[path] != data}
        if more:
            return more
    return {}


def _holding_what_is_lost(finished: Finished) -> set[str]:
    """The files that had, or named under `formerly`, the addresses that would be lost."""
    lost = {one.line for one in finished.problems if one.code == LOST and one.file == LEDGER_PATH}
    site = finished.site
    entries = [one for one in site.content.ledger.entries.values() if one.line in lost] if site else []
    pages = site.by_address if site else {}
    return {pages[one.leads_to].source.path if one.leads_to in pages else one.file for one in entries}


def _of_files(blamed: Iterable[str], kept: Kept, disk: _Disk, instead: Put) -> dict[str, bytes | None]:
    """The last good version of each; nothing where it has none. One that did not help is not what is broken."""
    found: dict[str, bytes | None] = {}
    for path in blamed:
        if path in instead or (path == SETTINGS_PATH and path not in kept):
            continue
        inner = {one: data for one, data in kept.items() if one.startswith(f"{path}/")}
        if path in kept:
            found |= {} if disk.holds(path, kept[path]) else {path: kept[path]}
        else:
            found |= {path: None, **inner}
    return found


def _without(blamed: Iterable[str], instead: Put) -> dict[str, bytes | None]:
    """As the last resort; but without the facts, hardly a page would be left."""
    return {path: None for path in blamed if path.endswith(".md") and instead.get(path, b"") is not None}


def _as_problem(put: tuple[str, bytes | None]) -> Problem:
    path, data = put
    if data is None:
        message = "This file has mistakes and no version without any, so the site was built without it."
        return Problem(path, 0, "warning", "left-out", message, "Mend it; the next build takes it in.")
    message = "This file is shown as it last was without mistakes, not as it is now."
    return Problem(path, 0, "warning", "last-good", message, "Mend what is told about it; the next build shows it.")
