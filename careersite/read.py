"""A site's folder comes in; out goes a Reading: every file as text or bytes, front matter as a tree with lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from pathlib import Path

from careersite.addresses import LONGEST_NAME, SLUG, tidy_name
from careersite.content_types import BY_FOLDER
from careersite.facts.facts import FACTS_PATH
from careersite.front_matter import Mapping, read_yaml
from careersite.ignored_names import is_ignored
from careersite.ledger.ledger import HAS_ENTRIES, LEDGER_COPY, LEDGER_PATH
from careersite.model import Reading, Source
from careersite.people.register import UNREADABLE
from careersite.problem import Problem, Problems, suggestion
from careersite.settings import REGISTER_PATH, SETTINGS_PATH, register_path_in
from careersite.statement.on_device import WATCHED

# Two seconds are the coarsest clock of any disk in use (FAT); a file younger than that is read at every reading.
UNSETTLED_NANOSECONDS = 2_500_000_000
LARGEST_TEXT = 1_000_000
LARGEST_LEDGER = 50_000_000  # it forgets nothing: 200 bytes for each address
LARGEST_MEDIA = 200_000_000
PUBLISHED_FOLDERS = ("content", "assets", "templates", "public")
MEDIA_FOLDERS = ("images", "videos", "files")
TEXT_ASSETS = (".css", ".js", ".svg")


# What stands in the place of a file, by its path; None for nothing.
Instead = MappingOf[str, bytes | None]
NOTHING_INSTEAD: Instead = {}


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in the place of a file has a size, and nothing else that a disk would tell."""

    st_size: int
    st_mtime_ns: int = 1 << 63  # later than any clock tells: never settled, so its bytes are looked at every time
    st_ctime_ns: int = 0
    st_ino: int = 0


Status = os.stat_result | Placed


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A text as it was read; `mark` is empty for a file so young that it could change again without a trace."""

    mark: tuple[int, ...]
    data: bytes
    source: Source | None
    problems: tuple[Problem, ...]


@dataclass
class Remembered:
    """The files of the last reading, so that one whose bytes are the same is the same Source."""

    files: dict[str, KnownFile] = field(default_factory=dict)
    # Told by who has a clock; without one no file ever counts as settled, and all are read at every reading.
    nanoseconds: Callable[[], int] = lambda: 0
    well_named: set[str] = field(default_factory=set)


def read(folder: Path, engine_folder: Path, problems: Problems, remembered: Remembered | None = None,
         instead: Instead = NOTHING_INSTEAD) -> Reading:  # fmt: skip
    """Everything the site is made of; what a site's own templates/ and assets/ lack comes from the engine's.

    `instead` says by path what stands in the place of a file of the site: other bytes, or None for nothing at all.
    """
    remembered = remembered or Remembered()
    found = _Folder(folder, problems, instead)
    texts, unread, media = found.content(remembered)
    settings_text = found.settings()
    has_facts = FACTS_PATH in instead or (folder / FACTS_PATH).exists()
    facts_text = found.text(FACTS_PATH) if has_facts else ""
    ledger_text = found.text(LEDGER_PATH, LARGEST_LEDGER) or ""
    # Nobody could mend it, so nothing is told of the copy.
    ledger_copy = (
        "" if HAS_ENTRIES.search(ledger_text) else _Folder(folder, Problems()).text(LEDGER_COPY, LARGEST_LEDGER) or ""
    )
    assets = _overlaid("assets", found, engine_folder)
    for path, data in assets.items():
        if path.lower().endswith(TEXT_ASSETS):
            found.decoded(f"assets/{path}", data)
    templates: dict[str, str] = {}
    for path, data in _overlaid("templates", found, engine_folder).items():
        text = found.decoded(f"templates/{path}", data)
        # What is odd has been told; without the template, many a page would seem to be wrong as well.
        templates[path] = data.decode("utf-8", "replace") if text is None else text
    register_text = found.register(register_path_in(settings_text))
    refused = frozenset(found.refused)
    return Reading(
        settings_text, facts_text or "", texts, unread, media, templates, assets, refused, ledger_text, register_text,
        ledger_copy=ledger_copy, watched=_watched(assets, engine_folder),
    )  # fmt: skip


def _watched(assets: MappingOf[str, bytes], engine_folder: Path) -> frozenset[str]:
    """The scripts that are the program's own to the byte."""
    files = {path: engine_folder / "assets" / path for path in WATCHED}
    return frozenset(path for path, file in files.items() if file.is_file() and file.read_bytes() == assets.get(path))


def _overlaid(name: str, own: _Folder, engine_folder: Path) -> dict[str, bytes]:
    """The engine's files with the site's own over them; where one of the site's cannot be had, the engine's stays."""
    layers = {} if own.folder == engine_folder else _Folder(engine_folder, own.problems).layer(name)
    return dict(sorted((layers | own.layer(name)).items()))


class _Folder:
    """Reads one site's folder, and tells of every file that cannot be part of it."""

    def __init__(self, folder: Path, problems: Problems, instead: Instead = NOTHING_INSTEAD) -> None:
        self.folder, self.problems, self.name, self.instead = folder, problems, str(folder), instead
        self.refused: set[str] = set()

    def settings(self) -> str:
        """The text of site.yml; empty, and told, where there is none."""
        text = self.text(SETTINGS_PATH)
        if text is None and not (self.folder / SETTINGS_PATH).exists():
            self.problems.error(
                "missing-file",
                f"There is no {SETTINGS_PATH} in {self.folder}.",
                "Give the folder that holds it with --site FOLDER.",
                file=SETTINGS_PATH,
            )
        return text or ""

    def register(self, path: str) -> str | None:
        """The text of the register of people, which may lie outside of the folder; None where there is none."""
        place = os.path.normpath(os.path.join(self.name, path))
        for top in (one for one in PUBLISHED_FOLDERS if Path(place).is_relative_to(os.path.join(self.name, one))):
            message = f'The register of people lies in {top}/, which is there to be published: "{path}".'
            hint = f"Move the file beside site.yml or out of the site, and name it so: register: {REGISTER_PATH}"
            self.problems.error("register", message, hint, file=SETTINGS_PATH)
            return None
        if not os.path.exists(place):
            return None
        path = os.path.relpath(place, self.name) if os.path.isabs(path) else path
        text = self.text(path)
        return UNREADABLE + (self.data(path) or b"").decode("utf-8", "replace") if text is None else text

    def layer(self, name: str) -> dict[str, bytes]:
        """The files of templates/ or assets/ by their paths below it; a site needs neither."""
        is_there = os.path.lexists(f"{self.name}/{name}")
        found = ((path, self.data(path)) for path, _ in (self._files(name) if is_there else self._placed(name)))
        return {path[len(name) + 1 :]: data for path, data in found if data is not None}

    def content(self, remembered: Remembered) -> tuple[tuple[Source, ...], tuple[str, ...], dict[str, bytes]]:
        sources: list[Source] = []
        unread: list[str] = []
        media: dict[str, bytes] = {}
        for path, status in self._files("content"):
            top = path.split("/")[1]
            if path == FACTS_PATH:
                continue
            if top in MEDIA_FOLDERS:
                if self.has_good_name(path, any_case=True) and self._fits(path, status.st_size, LARGEST_MEDIA):
                    media[path.removeprefix("content/")] = self.data(path) or b""
                else:
                    self.refused.add(path)
            elif path in remembered.well_named or self.is_content(path):
                remembered.well_named.add(path)
                source = self._source(path, status, remembered)
                sources += [source] if source else []
                unread += [] if source else [path]
            else:
                self.refused.add(path)
        return tuple(sources), tuple(unread), media

    # Which files

    def _files(self, inner: str) -> Iterable[tuple[str, Status]]:
        """Every file below, in the same order on every machine, and what stands in the place of others."""
        found: Iterable[tuple[str, Status]] = self._on_disk(inner)
        if self.instead:
            found = sorted((*found, *self._placed(inner)), key=lambda one: one[0].split("/"))
        return found

    def _placed(self, inner: str) -> list[tuple[str, Status]]:
        put = [(path, data) for path, data in self.instead.items() if path.startswith(f"{inner}/")]
        return [(path, Placed(len(data))) for path, data in put if data is not None]

    def _on_disk(self, inner: str) -> Iterator[tuple[str, os.stat_result]]:
        if inner in self.instead:
            return
        try:
            with os.scandir(self.folder / inner) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as fault:
            self._unreadable(inner, fault)
            return
        for entry in found:
            path = f"{inner}/{entry.name}"
            if is_ignored(entry.name) or path in self.instead or not self._is_ours(entry, path):
                continue
            if entry.is_dir():
                if entry.name.lower().endswith((".md", ".yml", ".yaml")):
                    self.problems.error(
                        "folder",
                        f'"{entry.name}" is a folder, but its name is that of a file.',
                        "Rename the folder, or move the text in it one level up.",
                        file=path,
                    )
                else:
                    yield from self._on_disk(path)
            elif entry.is_file():
                yield path, entry.stat()
            else:
                self.problems.error("file", f'"{entry.name}" is not a file that can be read.', "Delete it.", file=path)

    def _is_ours(self, entry: os.DirEntry[str], path: str) -> bool:
        if not entry.is_symlink():
            return True
        target = os.path.realpath(entry.path)
        top = path.partition("/")[0]
        inside = os.path.realpath(self.folder / top)
        if not os.path.exists(target):
            message = f'"{entry.name}" is a link to something that is not there.'
        elif not Path(target).is_relative_to(inside):
            message = f'"{entry.name}" is a link that leads out of {top}/.'
        elif os.path.isdir(target):
            message = f'"{entry.name}" is a link to a folder.'
        else:
            return True
        self.problems.error("link-out", message, "Put the file itself here in place of the link.", file=path)
        return False

    def is_content(self, path: str) -> bool:
        parts = path.split("/")
        if not path.endswith(".md"):
            hint = f"Rename it to {tidy_name(parts[-1].rpartition('.')[0] + '.md')}."
            if not path.lower().endswith((".md", ".markdown", ".txt")):
                hint = "Pictures belong in content/images/, films in content/videos/, downloads in content/files/."
            self.problems.error(
                "file",
                f'"{parts[-1]}" is not a text that this program reads: its name must end in .md.',
                hint,
                file=path,
            )
            return False
        if len(parts) < 3 or parts[1] not in BY_FOLDER:
            near = suggestion(parts[1], BY_FOLDER) if len(parts) > 2 else ""
            self.problems.error(
                "folder",
                "This file lies in no folder of a content type, so it cannot become a page.",
                f"{near} Move it into one of: {', '.join(f'content/{f}/' for f in BY_FOLDER)}.".strip(),
                file=path,
            )
            return False
        if len(parts) > 3 and not BY_FOLDER[parts[1]].has_folders:
            may = " and ".join(f"content/{name}/" for name, one in BY_FOLDER.items() if one.has_folders)
            self.problems.error(
                "folder",
                f"Only {may} may hold folders; content/{parts[1]}/ holds files only.",
                f"Move it to content/{parts[1]}/{parts[-1]}.",
                file=path,
            )
            return False
        return self.has_good_name(path)

    def has_good_name(self, path: str, *, any_case: bool = False) -> bool:
        for part in path.split("/")[1:]:
            stem = part.rpartition(".")[0] or part
            if len(part) > LONGEST_NAME + 5:
                message = f"The name is {len(part)} characters long; at most {LONGEST_NAME} fit in an address."
            elif SLUG.fullmatch(stem) or (any_case and all(SLUG.fullmatch(s.lower()) for s in stem.split("."))):
                continue
            else:
                message = f'"{part}" cannot be part of an address: use lower-case letters a to z, digits and hyphens.'
            self.problems.error("file-name", message, f"Rename it to {tidy_name(part)}.", file=path)
            return False
        return True

    # What they hold

    def text(self, path: str, largest: int = LARGEST_TEXT) -> str | None:
        data = self.data(path)
        return None if data is None or not self._fits(path, len(data), largest) else self.decoded(path, data)

    def data(self, path: str) -> bytes | None:
        if path in self.instead:
            return self.instead[path]
        try:
            # Without pathlib and buffers: a preview reads every file at every save.
            with open(f"{self.name}/{path}", "rb", buffering=0) as file:
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as fault:
            self._unreadable(path, fault)
            return None

    def _unreadable(self, path: str, fault: OSError) -> None:
        if isinstance(fault, FileNotFoundError):
            message, hint = f'There is no folder "{path}".', "Create it, or give the right folder with --site FOLDER."
        elif isinstance(fault, IsADirectoryError) or (os.name == "nt" and (self.folder / path).is_dir()):
            message, hint = "This is a folder, but a file is expected here.", "Rename or move the folder."
        elif isinstance(fault, NotADirectoryError):
            message, hint = "This is a file, but a folder is expected here.", "Rename or move the file."
        else:
            message = f"This cannot be read ({(fault.strerror or 'no reason given').lower()})."
            hint = "See that you may open it, and that no other program holds it."
        self.problems.error("unreadable", message, hint, file=path)

    def _fits(self, path: str, size: int, largest: int) -> bool:
        if size <= largest:
            return True
        self.problems.error(
            "too-large",
            f"This file has {size / 1e6:.1f} MB; at most {largest / 1e6:.0f} MB are read.",
            "Split it, or take out what was pasted by mistake.",
            file=path,
        )
        return False

    def decoded(self, path: str, data: bytes) -> str | None:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._not_utf8(path, 1, "This file is saved as UTF-16.")
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data[: fault.start].count(b"\n") + 1
            shown = data[fault.start : fault.start + 1].decode("cp1252", "replace")
            self._not_utf8(path, line, f'This file is not saved as UTF-8; the first odd character is "{shown}".')
            return None
        if "\x00" in text:
            self._not_utf8(path, text[: text.index("\x00")].count("\n") + 1, "This file is not a text.")
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _not_utf8(self, path: str, line: int, message: str) -> None:
        hint = 'Save it again as "UTF-8" (in Notepad: Save as, Encoding).'
        self.problems.error("encoding", message, hint, file=path, line=line)

    def _source(self, path: str, status: Status, remembered: Remembered) -> Source | None:
        known = remembered.files.get(path)
        mark = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        if known is None or known.mark != mark:
            known = self._known(path, mark, known, remembered.nanoseconds())
            if known is None:
                remembered.files.pop(path, None)
                return None
            remembered.files[path] = known
        self.problems.extend(known.problems)
        return known.source

    def _known(self, path: str, mark: tuple[int, ...], before: KnownFile | None, now: int) -> KnownFile | None:
        """The file as it is now; with the Source it had before where its bytes are the same."""
        is_settled = now - max(mark[:2]) > UNSETTLED_NANOSECONDS
        data = self.data(path) if self._fits(path, mark[2], LARGEST_TEXT) else None
        if data is None:
            return None
        mark = mark if is_settled else ()
        if before is not None and before.data == data:
            return KnownFile(mark, data, before.source, before.problems)
        own = Problems()
        text = _Folder(self.folder, own).decoded(path, data)
        source = None if text is None else _split(path, text, own)
        return KnownFile(mark, data, source, own.all)


def _split(path: str, text: str, problems: Problems) -> Source | None:
    """Front matter between two lines of `---`, then the text."""
    if not text.strip():
        problems.error(
            "empty",
            "This file is empty.",
            'Delete it, or start it with "---", its fields and "---" again; "new" makes a start.',
            file=path,
        )
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        problems.error(
            "front-matter",
            'The first line must be "---", with the fields of the page below it.',
            'Write "---", then a line such as "title: City", then "---" again, then the text.',
            file=path,
            line=1,
        )
        return None
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), None)
    if end is None:
        problems.error(
            "front-matter",
            'The fields are opened with "---" here and never closed.',
            'Write "---" on a line of its own below the last field.',
            file=path,
            line=1,
        )
        return None
    fields = read_yaml("\n".join(lines[1:end]), problems, file=path, first_line=2)
    if fields is None:
        return None
    if not fields.lines:
        fields = Mapping(line=1)
    return Source(path, fields, "\n".join(lines[end + 1 :]), end + 2)
