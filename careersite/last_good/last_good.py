"""The files of a site without mistakes come in and are kept; they come back where somebody leaves a mistake in one.

Kept by what they hold, each once; whenever the program is stopped, the state is whole or it is the one before.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from careersite.facts.facts import FACTS_PATH
from careersite.model import Rendered, Site
from careersite.settings import SETTINGS_PATH

FOLDER = "last-good"
LISTING = "files.json"
# A film is not kept: hashing it would slow each build, and a mistake in it is not one that a build can find.
LARGEST_KEPT = 20_000_000

# In the listing, behind this name: whose traces what is kept was found to be without.
_WITHOUT = ""

Kept = Mapping[str, bytes]
IsClean = Callable[[str, bytes], bool]


def what_went_in(site: Site, rendered: Rendered, texts: Mapping[str, str], raw: Kept) -> dict[str, bytes]:
    """All that a build without mistakes was made of, by path; pictures and downloads only where the site shows them.

    `texts` are those of site.yml and facts.yml, `raw` the bytes of every text of content as it was read.
    """
    content = site.content
    files = {path: text.encode() for path, text in texts.items()} | dict(raw)
    shown = {file.source_path.removeprefix("content/") for file in rendered.files.values()}
    media = {path: data for path, data in content.media.items() if path in shown and len(data) <= LARGEST_KEPT}
    files |= {f"content/{path}": data for path, data in media.items()}
    files |= {f"templates/{path}": text.encode() for path, text in content.templates.items()}
    return files | {f"assets/{path}": data for path, data in content.assets.items()}


def is_kept(path: str) -> bool:
    """True for what may be taken from the last good state; the register of people never is."""
    return path in (SETTINGS_PATH, FACTS_PATH) or path.startswith(("content/", "templates/", "assets/"))


class LastGood:
    """The state in one folder; a damaged file in it counts as absent, and a folder that refuses costs only safety."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self) -> dict[str, bytes]:
        """Each file by its path; none where there is no state, or its listing is damaged."""
        found = {}
        for path, mark in self._listed().items():
            with suppress(OSError):
                data = (self._folder / mark).read_bytes()
                if _mark(data) == mark and is_kept(path):
                    found[path] = data
        return found

    def marks(self) -> frozenset[str]:
        """The names of the files in which what is listed is kept."""
        return frozenset(self._listed().values())

    def keep(self, files: Kept, *, without: str = "", is_clean: IsClean = lambda path, data: True) -> bool:
        """Writes what is new, then the listing in one step, then drops what nothing lists; false where it cannot.

        What is not clean is not kept; what was kept as clean before is not asked of again while `without` is the same.
        """
        before = self._read_listing()
        known = before.items() if before.get(_WITHOUT, "") == without else ()
        marks = {path: _mark(data) for path, data in sorted(files.items())}
        marks = {path: mark for path, mark in marks.items() if (path, mark) in known or is_clean(path, files[path])}
        by_mark = {mark: files[path] for path, mark in marks.items()}
        listing = {**marks, **({_WITHOUT: without} if without else {})}
        try:
            os.makedirs(self._folder, exist_ok=True)
            there = self._there()
            missing = {mark: data for mark, data in by_mark.items() if there.get(mark) != len(data)}
            for mark, data in missing.items():
                self._put(mark, data)
            if before != listing:
                self._put(LISTING, _listing(listing))
            self._drop(there.keys() - by_mark.keys() - {LISTING})
        except OSError:
            return False
        return True

    def forget(self) -> None:
        """Leaves nothing; OSError where the folder refuses."""
        # The listing first: without it, whatever is left counts as absent.
        if os.path.isdir(self._folder):
            self._drop([LISTING])
            self._drop(self._there())
            os.rmdir(self._folder)

    def _listed(self) -> dict[str, str]:
        return {path: mark for path, mark in self._read_listing().items() if path != _WITHOUT}

    def _read_listing(self) -> dict[str, str]:
        try:
            mark, _, text = (self._folder / LISTING).read_bytes().partition(b"\n")
            told: Any = json.loads(text) if _mark(text).encode() == mark else {}
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _there(self) -> dict[str, int]:
        with os.scandir(self._folder) as entries:
            return {entry.name: entry.stat().st_size for entry in entries}

    def _put(self, name: str, data: bytes) -> None:
        temporary = self._folder / f"{name}.new"
        temporary.write_bytes(data)
        os.replace(temporary, self._folder / name)

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            (self._folder / name).unlink(missing_ok=True)


def _listing(marks: Mapping[str, str]) -> bytes:
    text = json.dumps(marks, ensure_ascii=False, indent=0).encode("utf-8", "surrogatepass")
    return f"{_mark(text)}\n".encode() + text


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
