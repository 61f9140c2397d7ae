"""An output folder comes in; what lies there goes out: our files and folders, strangers, strays of a killed build."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from careersite.output_path import MANIFEST, TEMPORARY, fault_of, folders_of
from careersite.problem import Problems

_FIRST_WORDS = "careersite made the files listed here"
_HEADING = f"{_FIRST_WORDS}, may replace or delete them, and leaves every other file in this folder alone."
# By this file a kit is known from a finished site: pages have other addresses.
KIT_TABLE = "links.csv"
# macOS and Windows put these into any folder that somebody looks at.
_LEFT_BY_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_PROTECTED = ("content", "templates", "assets", "careersite", ".git")
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies in the output folder: a link is never followed, a folder that is not ours is never entered."""

    root: str
    manifest: bytes | None
    listed: frozenset[str]
    """The paths that the manifest names, whether or not they are there."""
    listed_folders: frozenset[str]
    files: frozenset[str]
    folders: frozenset[str]
    others: frozenset[str]
    """Links, devices and folders that no build made."""
    strays: tuple[str, ...]
    """Temporary files of a build that was killed."""


def survey(folder: Path, wanted: Set[str], wanted_folders: Set[str]) -> Survey:
    """Finds what is in the folder; the wanted folders may be ours, too, where the manifest is lost."""
    root = os.fspath(folder)
    content = _content_at(f"{root}/{MANIFEST}")
    manifest = content if content and content.startswith(_FIRST_WORDS.encode()) else None
    listed = _paths_in(manifest, wanted)
    listed_folders = frozenset(wanted_folders if listed == wanted else folders_of(listed))
    found: dict[str, set[str]] = {kind: set() for kind in ("file", "folder", "other", "stray")}
    for path, kind in _walk(root, listed_folders | wanted_folders):
        found[kind].add(path)
    # A power cut can leave it empty or full of zeros.
    if manifest is not None or not (content or b"").strip(b"\0"):
        found["file"].discard(MANIFEST)
    files, folders, others = (frozenset(found[kind]) for kind in ("file", "folder", "other"))
    return Survey(root, manifest, listed, listed_folders, files, folders, others, tuple(sorted(found["stray"])))


def _walk(root: str, known: Set[str]) -> Iterator[tuple[str, str]]:
    """Each path below the root with its kind, entering known folders only."""
    pending = [""]
    for within in pending:
        prefix = f"{within}/" if within else ""
        with os.scandir(f"{root}/{within}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if path in known and entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
                    pending.append(path)
                    yield path, "folder"
                elif not entry.is_file(follow_symlinks=False):
                    yield path, "other"
                elif entry.name not in _LEFT_BY_THE_SYSTEM:
                    yield path, "stray" if entry.name == TEMPORARY else "file"


def manifest_of(paths: Iterable[str]) -> bytes:
    """The manifest that lists these files: the same bytes for the same files."""
    return "\n".join((_HEADING, *sorted(paths), "")).encode()


def holds(root: str, path: str, content: bytes) -> bool:
    """Whether the file has exactly these bytes; a file that may not be read is taken as different."""
    try:
        handle = os.open(f"{root}/{path}", _READ)
    except PermissionError:
        return False
    try:
        return os.read(handle, len(content) + 1) == content
    finally:
        os.close(handle)


def private_folder(folder: Path) -> Path:
    """Where the files for the team go: public/ has private/ beside it, any other folder one of its own name."""
    return folder.with_name("private" if folder.name == "public" else f"{folder.name}-private")


def refuse_folder(folder: Path, site_folder: Path, problems: Problems,
                  hint: str = "Choose a folder of its own with --out, such as public.") -> None:  # fmt: skip
    """An error where building into this folder could replace or publish something that is not output."""
    reason = _danger_of(_real(folder), _real(site_folder))
    if not reason and KIT_TABLE in listed_in(folder):
        reason = "a kit of campaigns is kept there, which is not to be published"
    if reason:
        message = f'"{folder}" cannot be the output folder: {reason}.'
        problems.error("output-folder-refused", message, hint)


def refuse_kit_folder(folder: Path, site_folder: Path, problems: Problems) -> None:
    """An error where a kit in this folder could replace something else, or would be published."""
    real = _real(folder)
    reason = _danger_of(real, _real(site_folder)) or _danger_of_kit(real, _real(site_folder))
    if reason:
        message = f'"{folder}" cannot be the folder of the kit: {reason}.'
        problems.error("output-folder-refused", message, "Choose a folder of its own with --out, or leave --out away.")


def listed_in(folder: Path) -> frozenset[str]:
    """The paths that the last run put into this folder; none where there was no run."""
    content = _content_at(f"{folder}/{MANIFEST}")
    return _paths_in(content, frozenset()) if content and content.startswith(_FIRST_WORDS.encode()) else frozenset()


def _danger_of_kit(folder: Path, site_folder: Path) -> str:
    for name, why in (("public", "what lies in public/ is published"), ("private", "every build writes into private/")):
        if _contains(site_folder / name, folder):
            return why
    if listed_in(folder) and KIT_TABLE not in listed_in(folder):
        return "a site is built into it"
    around = next((outer for outer in folder.parents if listed_in(outer)), None)
    return f"it lies in {around}, into which a site or another kit is written" if around else ""


def _danger_of(folder: Path, site_folder: Path) -> str:
    engine_folder = _real(Path(__file__)).parents[1]
    home_folder = _real(Path.home())
    if folder == folder.parent:
        return "it is the whole disk"
    if _contains(folder, home_folder):
        return "it is your home folder" if _is_same(folder, home_folder) else "your home folder is inside it"
    for owner, name in ((site_folder, "site"), (engine_folder, "generator's")):
        if _contains(folder, owner):
            return f"it is the {name} folder" if _is_same(folder, owner) else f"the {name} folder is inside it"
        for protected in _PROTECTED:
            kept = _real(owner / protected)
            if _contains(folder, kept) or _contains(kept, folder):
                return f"{protected}/ is kept there"
    return ""


def _real(path: Path) -> Path:
    # Path.resolve fails on links that lead in a circle.
    return Path(os.path.realpath(path))


def _contains(outer: Path, inner: Path) -> bool:
    return any(_is_same(outer, folder) for folder in (inner, *inner.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        # Not only the spelling: Content and content are one folder on Windows and macOS.
        return os.path.samefile(one, other)
    except OSError:
        return one == other


def _content_at(location: str) -> bytes | None:
    if os.path.islink(location) or not os.path.isfile(location):
        return None
    with open(location, "rb") as file:
        return file.read()


def _paths_in(content: bytes | None, sound: Set[str]) -> frozenset[str]:
    """The listed paths that are sound: a line such as ../x or /x in a manifest that was tampered with is ignored."""
    if content is None:
        return frozenset()
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")[1:]
    return frozenset(line for line in lines if line in sound or not fault_of(line))


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Windows' other kind of link to a folder, which does not count as a symbolic link."""
    if sys.platform != "win32":
        return False
    return bool(entry.stat(follow_symlinks=False).st_reparse_tag == stat.IO_REPARSE_TAG_MOUNT_POINT)
