"""Finished files and the output folder come in; what is to be written, removed and left alone goes out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from careersite.output_folder import Survey, holds, manifest_of, survey
from careersite.output_path import folded, folders_of, name_of, shown
from careersite.problem import Problems

_LISTED_LAST = (".xml", ".atom", ".rss")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one run is going to do, decided before anything is touched."""

    root: str
    folders: frozenset[str]
    """The folders that are there."""
    strays: tuple[str, ...]
    journal: bytes
    """The manifest while the work goes on: what was there and what will be."""
    respelt: tuple[tuple[str, str], ...]
    """Files and folders that Windows or macOS finds under their old capitals, and the capitals they get."""
    early: tuple[str, ...]
    """Left-overs where a folder is needed, or in a folder where a file is needed."""
    new: tuple[str, ...]
    changed: tuple[str, ...]
    late: tuple[str, ...]
    """The other left-overs."""
    emptied: tuple[str, ...]
    """Folders of ours that nothing needs any more, the deepest first."""
    manifest: bytes
    manifest_found: bytes | None
    unchanged: int

    @property
    def is_nothing(self) -> bool:
        parts = (self.strays, self.respelt, self.early, self.new, self.changed, self.late, self.emptied)
        return not any(parts) and self.manifest_found == self.manifest

    @property
    def to_write(self) -> tuple[str, ...]:
        """Assets, other files, pages, then sitemap and feeds; the new before the changed, which may name them."""
        changed = frozenset(self.changed)
        return tuple(sorted((*self.new, *self.changed), key=lambda path: (_rank(path), path in changed, path)))


def find_changes(contents: Mapping[str, bytes], folder: Path, problems: Problems, leaves: Set[str]) -> Changes:
    """Compares the folder with the bytes it should hold; what is not ours and in the way is an error.

    What lies under a path that it `leaves` is somebody else's, and as it should be.
    """
    folders = folders_of(contents)
    found, respelt = _respelt(survey(folder, contents.keys(), folders), contents.keys(), folders)
    same = {path for path, content in contents.items() if path in found.files and holds(found.root, path, content)}
    strangers = ((found.files - found.listed - same) | found.others) - leaves
    _check_strangers(found, strangers, contents, f"{name_of(folder)}/", problems)
    left_over = (found.files & found.listed) - contents.keys()
    early = _standing_where_others_should(left_over, contents)
    return Changes(
        root=found.root,
        folders=found.folders,
        strays=found.strays,
        journal=manifest_of(found.listed | contents.keys()),
        respelt=respelt,
        early=tuple(sorted(early)),
        new=tuple(sorted(contents.keys() - found.files)),
        changed=tuple(sorted((found.files & contents.keys()) - same)),
        late=tuple(sorted(left_over - early)),
        emptied=tuple(sorted((found.folders & found.listed_folders) - folders, reverse=True)),
        manifest=manifest_of(contents),
        manifest_found=found.manifest,
        unchanged=len(same),
    )


def _respelt(found: Survey, wanted: Set[str], wanted_folders: Set[str]) -> tuple[Survey, tuple[tuple[str, str], ...]]:
    """The survey in the capitals we want, and the renames for it, where the file system does not tell them apart."""
    present = found.files | found.folders | found.others
    renames = {
        **_other_capitals(found.root, found.folders & found.listed_folders, wanted_folders - present),
        **_other_capitals(found.root, found.files & found.listed, wanted - present),
    }
    if not renames:
        return found, ()
    files = frozenset(renames.get(path, path) for path in found.files)
    folders = frozenset(renames.get(path, path) for path in found.folders)
    listed = found.listed | (files & wanted & frozenset(renames.values()))
    return replace(found, files=files, folders=folders, listed=listed), tuple(renames.items())


def _other_capitals(root: str, ours: Set[str], missing: Set[str]) -> dict[str, str]:
    """What is there under a name that we would now spell otherwise, outer folders first."""
    spelt = {folded(path): path for path in ours} if missing else {}
    alike = [(spelt[folded(path)], path) for path in sorted(missing) if folded(path) in spelt]
    return {old: new for old, new in alike if os.path.lexists(f"{root}/{new}")}


def _check_strangers(
    found: Survey, strangers: Set[str], contents: Mapping[str, bytes], name: str, problems: Problems
) -> None:
    """Errors for what we did not make and would have to replace; one warning for what is only there."""
    if strangers and found.manifest is None:
        message = f"{name} already holds what this program did not make: {_some(strangers)}."
        hint = "Choose another folder with --out, or empty this one and run again. Nothing was touched."
        problems.error("output-folder-not-ours", message, hint)
        return
    blocking = _blocking(found, strangers, contents)
    for path in sorted(blocking):
        message = f"{name}{shown(path)} was not made by this program, and is in the way of a file of the site."
        problems.error("output-in-the-way", message, "Move it away and run again. Nothing was touched.")
    if harmless := strangers - blocking:
        message = f"{name} also holds what this program did not make, and leaves alone: {_some(harmless)}."
        problems.warning("output-strangers", message, "It would be published too: move it away if it should not be.")


def _blocking(found: Survey, strangers: Set[str], contents: Mapping[str, bytes]) -> set[str]:
    if not strangers:
        return set()
    wanted = contents.keys() | folders_of(contents)
    blocking = {path for path in strangers if path in wanted or _is_below(path, contents.keys())}
    spelt = {folded(part): path for path in strangers for part in (path, *folders_of([path]))}
    for path in wanted - found.files - found.folders - found.others:
        # Not found under this name, and yet there: Windows or macOS takes the stranger for it.
        if folded(path) in spelt and os.path.lexists(f"{found.root}/{path}"):
            blocking.add(spelt[folded(path)])
    return blocking


def _standing_where_others_should(left_over: Set[str], contents: Mapping[str, bytes]) -> set[str]:
    if not left_over:
        return set()
    files, folders = ({folded(path) for path in paths} for paths in (contents, folders_of(contents)))
    return {path for path in left_over if folded(path) in folders or _is_below(folded(path), files)}


def _is_below(path: str, folders: Set[str]) -> bool:
    return not folders_of([path]).isdisjoint(folders)


def _rank(path: str) -> int:
    if path.startswith("assets/"):
        return 0
    if path.endswith(".html"):
        return 2
    return 3 if path.endswith(_LISTED_LAST) else 1


def _some(paths: Iterable[str]) -> str:
    """`a.txt, b.txt, c.txt and 4 more`."""
    names = [shown(path) for path in sorted(paths)]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
