"""The folders of a site come in; every file in which something of a person may remain goes out, one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from careersite.last_good.last_good import FOLDER, LISTING, LastGood
from careersite.memo import stored_results

STORE = "memo.db"
# What sets the program up; nobody's words ever come near it.
_NOT_LOOKED_AT = ("setup.lock",)


@dataclass(frozen=True, slots=True)
class Remain:
    """One file, or one remembered result: its path below the folder for the finder, and as people are told of it."""

    path: str
    shown: str
    data: bytes
    is_public: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the program puts things; what is not there holds nothing.

    `others` are the site's own folders where it is built into another one this time, and that of its `kit`.
    """

    public: Path
    private: Path
    own: Path
    others: tuple[Path, ...] = ()
    kit: Path | None = None

    @property
    def store(self) -> Path:
        return self.own / STORE

    @property
    def last_good(self) -> LastGood:
        return LastGood(self.own / FOLDER)


def in_folder(folder: Path, name: str, *, is_public: bool = False, leaves: str = "") -> Iterator[Remain]:
    """Every file below, also hidden ones and left-overs; a link is not followed. `leaves` is not entered."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if os.path.join(root, one) != os.path.join(folder, leaves))
        for file in sorted(files):
            place = os.path.join(root, file)
            path = os.path.relpath(place, folder).replace(os.sep, "/")
            if file in _NOT_LOOKED_AT:
                continue
            shown = f"{name}/{path}"
            try:
                data = os.fsencode(os.readlink(place)) if os.path.islink(place) else Path(place).read_bytes()
                yield Remain(path, shown, data, is_public)
            except FileNotFoundError:
                continue
            except OSError as fault:
                yield Remain(path, shown, b"", is_public, fault.strerror or "it cannot be read")


def everywhere(places: Places) -> Iterator[Remain]:
    """public/, private/, the last good state, and what the program remembers: each result, and the bytes around."""
    yield from in_folder(places.public, places.public.name, is_public=True)
    yield from in_folder(places.private, places.private.name)
    for folder in places.others:
        yield from in_folder(folder, folder.name)
    yield from in_folder(places.own, places.own.name, leaves=FOLDER)
    for path, data in places.last_good.files().items():
        yield Remain(path, f"{path} in the last good state", data)
    yield from _loose(places)
    for number, result in enumerate(stored_results(places.store), 1):
        yield Remain("", f"result {number} in {places.own.name}/{STORE}", result)


def _loose(places: Places) -> Iterator[Remain]:
    """What lies in the folder of the last good state although its listing does not name it, and the listing itself."""
    folder = places.own / FOLDER
    listed = places.last_good.marks()
    for remain in in_folder(folder, f"{places.own.name}/{FOLDER}"):
        if remain.path == LISTING or remain.path not in listed:
            yield remain
