"""What is to be moved, and what it is to be called, come in as typed; out goes every file with its new name."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from careersite.addresses import is_outside
from careersite.content_types import BY_FOLDER
from careersite.ledger.ledger import plain_address
from careersite.model import Content, Page
from careersite.problem import Problems, suggestion

EXAMPLE = "python3 build.py move content/routes/old-name.md content/routes/new-name.md"


@dataclass(frozen=True, slots=True)
class There:
    """All files of content/ by their paths, whatever is wrong with them, and the pages among them."""

    content: Content
    files: Collection[str]

    def page_at(self, address: str) -> Page | None:
        return next((page for page in self.content.pages if page.address == address), None)


def new_names(old: str, new: str, there: There, problems: Problems) -> Mapping[str, str]:
    """Each file that moves with its new path, or nothing with a problem told."""
    source = _source(old, there, problems)
    if source is None:
        return {}
    target = _target(source, new, there, problems)
    if target is None:
        return {}
    moves = {path: target + path[len(source) :] for path in _below(source, there)} or {source: target}
    if all(path == name for path, name in moves.items()):
        problems.error("exists", f"{source} has that name already.", "Give another name.", file=source)
        return {}
    for path, name in moves.items():
        if _is_media(path) != _is_media(name):
            message = f"{name} would lie where {'pages' if _is_media(path) else 'pictures, films and downloads'} lie."
            problems.error("folder", message, "Leave it among files of its kind.", file=path)
    taken = {path.casefold(): path for path in there.files if path not in moves}
    for name in moves.values():
        if name.casefold() in taken:
            message = f"{taken[name.casefold()]} is there already, and was not touched."
            problems.error("exists", message, "Choose another name, or move that file away first.", file=name)
    return {} if problems.has_errors else moves


def _source(old: str, there: There, problems: Problems) -> str | None:
    """The path of the file or folder that was meant."""
    typed = _tidy(old)
    page = there.page_at(_with_slash(plain_address(typed))) if typed.startswith("/") else None
    if page:
        return page.source.path
    bare = typed.strip("/")
    for path in (bare, f"content/{bare}", f"{bare}.md", f"content/{bare}.md"):
        if path in there.files or (path != "content" and _below(path, there)):
            return path
    addresses = [page.address for page in there.content.pages]
    hint = suggestion(typed, [*there.files, *addresses]) or "Name a file or folder of content/, or an address."
    problems.error("missing-file", f'There is no "{old}".', hint, file=bare if bare.startswith("content/") else "")
    return None


def _target(source: str, new: str, there: There, problems: Problems) -> str | None:
    """The path to which it is to go."""
    typed = _tidy(new)
    is_folder = source not in there.files
    if not typed.strip("/") or is_outside(typed):
        problems.error("file-name", f'"{new}" is no name for a file.', f"For example: {EXAMPLE}")
        return None
    path = _path_of_address(typed, source) if typed.startswith("/") else typed
    bare = path.strip("/")
    top = bare.split("/")[0]
    if top != "content" and (top in BY_FOLDER or f"content/{top}" in _tops(there)):
        bare = f"content/{bare}"
    if not is_folder and (path.endswith("/") or _below(bare, there)):
        bare = f"{bare}/{posixpath.basename(source)}"
    if not is_folder and source.endswith(".md") and not bare.endswith(".md"):
        bare += ".md"
    if not posixpath.normpath(bare).startswith("content/"):
        message = f'"{new}" leads out of content/, where nothing of it would be published.'
        problems.error("file-name", message, f"For example: {EXAMPLE}")
        return None
    return posixpath.normpath(bare)


def _path_of_address(address: str, source: str) -> str:
    """/routes/step-up/ → content/routes/step-up.md, or …/index.md where the file is called so now."""
    if source.startswith("content/files/"):
        return f"content{address}"
    parts = address.strip("/").split("/")
    own = BY_FOLDER.get(parts[0])
    lies_there = (
        own is not None and parts[0] != "pages" and (len(parts) > 1 or source.startswith(f"content/{own.folder}/"))
    )
    inner = "/".join(parts if lies_there else ["pages", *parts])
    if not source.endswith(".md"):
        return f"content/{inner}"
    return f"content/{inner}/index.md" if source.endswith("/index.md") else f"content/{inner}.md"


def _tidy(typed: str) -> str:
    """The path with forward slashes and without ./ before it; a slash at the end stays, as it means a folder."""
    path = typed.strip().replace("\\", "/")
    while path.startswith("./"):
        path = path[2:]
    return path


def _with_slash(address: str) -> str:
    return address if address.endswith("/") else address + "/"


def _below(path: str, there: There) -> list[str]:
    return sorted(one for one in there.files if one.startswith(f"{path}/"))


def _is_media(path: str) -> bool:
    return path.startswith(("content/images/", "content/videos/", "content/files/"))


def _tops(there: There) -> set[str]:
    return {"/".join(path.split("/")[:2]) for path in there.files}
