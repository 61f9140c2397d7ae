"""Finished files come in; the output folder holds exactly them at the end, and whole files at every moment."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from careersite.model import OutputFile
from careersite.output_changes import Changes, find_changes
from careersite.output_folder import refuse_folder
from careersite.output_path import MANIFEST, TEMPORARY, contents_by_path, folder_of, name_of, shown
from careersite.problem import Problem, Problems

Result = TypeVar("Result")

__all__ = ["Written", "refuse_folder", "write"]

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
# What Windows answers while a virus scanner, a browser or an editor holds a file.
_HELD_ON_WINDOWS = (5, 32, 33)
_TOO_LONG_ON_WINDOWS = (3, 206)


@dataclass(frozen=True, slots=True)
class Written:
    """What one run did in the output folder."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


class _Refused(Exception):
    """The operating system would not read, write or remove this path."""

    def __init__(self, path: str, done: str, error: OSError) -> None:
        super().__init__(path)
        self.path, self.done, self.error = path, done, error


def write(files: Iterable[OutputFile], folder: Path, problems: Problems, leaves: Set[str] = frozenset()) -> Written:
    """Writes what changed, then removes what is left over; where there are errors nothing is touched.

    What lies under a path that it `leaves` was put there by others, who know that it is.

    Killed at any moment it leaves whole files only, and the next run completes the work.
    """
    contents = contents_by_path(files, problems)
    if problems.has_errors or not _is_folder(folder, problems):
        return Written()
    finished: set[str] = set()
    changes = None
    try:
        changes = _changes(contents, folder, problems, leaves)
        if not problems.has_errors:
            _carry_out(changes, contents, finished)
    except _Refused as refusal:
        problems.add(_explained(refusal, f"{name_of(folder)}/"))
    if changes is None:
        return Written()
    new, changed, removed = (
        tuple(path for path in paths if path in finished)
        for paths in (changes.new, changes.changed, (*changes.early, *changes.late))
    )
    return Written(new, changed, removed, changes.unchanged)


def _is_folder(folder: Path, problems: Problems) -> bool:
    if os.path.isdir(folder) or not os.path.lexists(folder):
        return True
    message = f"{name_of(folder)} should be a folder, but is a file or a broken link."
    problems.error("output-not-a-folder", message, "Move it away, or choose another folder with --out.")
    return False


def _changes(contents: Mapping[str, bytes], folder: Path, problems: Problems, leaves: Set[str]) -> Changes:
    with _refusal("", "made"):
        os.makedirs(folder, exist_ok=True)
    try:
        return find_changes(contents, folder, problems, leaves)
    except OSError as error:
        path = os.path.relpath(error.filename or folder, folder).replace(os.sep, "/")
        raise _Refused("" if path == "." else path, "read", error) from error


def _carry_out(changes: Changes, contents: Mapping[str, bytes], finished: set[str]) -> None:
    """The order is the promise: our claim to every file first, deletions last, the final manifest at the very end."""
    if changes.is_nothing:
        return
    root, present = changes.root, {"", *changes.folders}
    _remove(root, changes.strays, finished)
    _write_manifest(root, changes.journal, changes.manifest_found)
    for old, new in changes.respelt:
        _insist(new, "renamed", partial(os.rename, f"{root}/{old}", f"{root}/{new}"))
    _remove(root, changes.early, finished)
    _remove_empty(root, changes.emptied, present)
    for path in changes.to_write:
        _make_folder(root, folder_of(path), present)
        _insist(path, "written", partial(_replace, root, path, contents[path]))
        finished.add(path)
    _remove(root, changes.late, finished)
    _remove_empty(root, changes.emptied, present)
    _write_manifest(root, changes.manifest, changes.journal)


def _write_manifest(root: str, content: bytes, before: bytes | None) -> None:
    if content != before:
        _insist(MANIFEST, "written", partial(_replace, root, MANIFEST, content))


def _replace(root: str, path: str, content: bytes) -> None:
    """Puts the whole file in place of the old one in one step, with the rights that the umask gives."""
    temporary = f"{root}/{folder_of(path)}/{TEMPORARY}"
    try:
        handle = os.open(temporary, _NEW_FILE, 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            # No fsync: on a busy disk it costs seconds, and after a power cut the next run finds by the bytes what was
            # lost and writes it again. A killed process loses nothing that the kernel has taken.
            os.close(handle)
        os.replace(temporary, f"{root}/{path}")
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _make_folder(root: str, path: str, present: set[str]) -> None:
    if path in present:
        return
    _make_folder(root, folder_of(path), present)
    _insist(path, "made", partial(os.mkdir, f"{root}/{path}"))
    present.add(path)


def _remove(root: str, paths: Iterable[str], finished: set[str]) -> None:
    for path in paths:
        _insist(path, "removed", partial(_unlink, f"{root}/{path}"))
        finished.add(path)


def _unlink(location: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(location)


def _remove_empty(root: str, folders: Iterable[str], present: set[str]) -> None:
    for path in folders:
        if path in present and _insist(path, "removed", partial(_rmdir, f"{root}/{path}")):
            present.discard(path)


def _rmdir(location: str) -> bool:
    is_empty = not os.listdir(location)
    if is_empty:
        os.rmdir(location)
    return is_empty


def _insist(path: str, done: str, action: Callable[[], Result]) -> Result:
    """Does it, and waits a little where a virus scanner or a browser holds the file."""
    with _refusal(path, done):
        for pause in _PAUSES:
            try:
                return action()
            except OSError as error:
                if not _is_held(error):
                    raise
            time.sleep(pause)
        return action()


@contextmanager
def _refusal(path: str, done: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _Refused(path, done, error) from error


def _is_held(error: OSError) -> bool:
    return error.errno == errno.EBUSY or getattr(error, "winerror", None) in _HELD_ON_WINDOWS


def _explained(refusal: _Refused, folder: str) -> Problem:
    """The operating system's answer in plain words, and what to do about it."""
    answer = next((answer for answer in _ANSWERS if answer[1](refusal.error)), None)
    code, _, reason, hint = answer or ("output-refused", None, refusal.error.strerror, "Mend that and run again.")
    message = f"{folder}{shown(refusal.path)} could not be {refusal.done}: {reason}."
    return Problem("", 0, "error", code, message, f"{hint} {_NOTHING_LOST}")


def _answers(*numbers: int) -> Callable[[OSError], bool]:
    return lambda error: error.errno in numbers


_NOTHING_LOST = "Every file there is whole, and the next run completes the work."
_ANSWERS = (
    ("disk-full", _answers(errno.ENOSPC, errno.EDQUOT), "the disk is full", "Free some space and run again."),
    (
        "output-held",
        _is_held,
        "another program has it open",
        "Close that program (a browser, an editor, a virus scanner) and run again.",
    ),
    (
        "output-read-only",
        _answers(errno.EACCES, errno.EPERM, errno.EROFS),
        "you do not have the right to, or the disk is read-only",
        "Make it writable, or choose another folder with --out, and run again.",
    ),
    (
        "output-name-too-long",
        lambda error: error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) in _TOO_LONG_ON_WINDOWS,
        "its path is too long for this disk",
        "Give the page a shorter address, or choose a folder with a shorter path with --out, and run again.",
    ),
    (
        "output-in-the-way",
        _answers(errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY),
        "something of the same name is in the way",
        "Move it away and run again.",
    ),
)
