"""Texts that an editor keeps and that the program changes too: read as they are, and replaced at one stroke or not."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from careersite.problem import Problems

ENDING = ".careersite-new"


def text_as_it_is(folder: Path, path: str, problems: Problems) -> str | None:
    """The text with its line ends; empty where there is no such file, None with a problem where it cannot be had."""
    try:
        return (folder / path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        hint = 'Save it again as "UTF-8" (in Notepad: Save as, Encoding).'
        problems.error("encoding", "This file is not saved as UTF-8.", hint, file=path)
    except OSError as fault:
        message = f"This cannot be read ({(fault.strerror or 'no reason given').lower()})."
        problems.error("unreadable", message, "See that you may open it.", file=path)
    return None


def replace_texts(folder: Path, texts: Mapping[str, str], problems: Problems,
                  moves: Mapping[str, str] | None = None) -> bool:  # fmt: skip
    """Gives files their new names and puts all texts in their places, or nothing where one of these cannot be.

    First each text is written beside its place, where a full disk or a missing right shows before anything has changed.
    Then names and texts change one after the other, and back where one cannot.
    """
    done = _Done(folder)
    try:
        for path, text in texts.items():
            done.write_beside(path, text)
        for old, new in (moves or {}).items():
            done.rename(old, new)
        for path in texts:
            done.put(path)
    except OSError as fault:
        done.undo()
        message = f"{done.at} cannot be written ({(fault.strerror or 'no reason given').lower()})."
        hint = "See that it may be written to, and that the disk is not full. Nothing was changed."
        problems.error("unwritable", message, hint, file=done.at)
        return False
    done.remove_empty(moves or {})
    return True


class _Done:
    """What was done so far, so that it can be undone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at = folder, ""
        self._beside: dict[str, Path] = {}
        self._renamed: list[tuple[str, str]] = []
        self._before: dict[str, bytes | None] = {}
        self._made: list[Path] = []

    def write_beside(self, path: str, text: str) -> None:
        self.at = path
        place = _place(self.folder, path)
        self._make_folder(place.parent)
        if place.exists() and not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, "it is read-only")
        self._beside[path] = place.with_name(f".{place.name}{ENDING}")
        self._beside[path].write_bytes(text.encode("utf-8"))
        if place.exists():
            with suppress(OSError):
                shutil.copymode(place, self._beside[path])

    def rename(self, old: str, new: str) -> None:
        self.at = new
        self._make_folder((self.folder / new).parent)
        if (self.folder / new).exists() and not (self.folder / new).samefile(self.folder / old):
            raise FileExistsError(errno.EEXIST, "a file of that name is there")
        os.rename(self.folder / old, self.folder / new)
        self._renamed.append((old, new))

    def put(self, path: str) -> None:
        self.at = path
        place = _place(self.folder, path)
        before = place.read_bytes() if place.exists() else None
        os.replace(self._beside[path], place)
        self._before[path] = before

    def undo(self) -> None:
        for path, data in self._before.items():
            with suppress(OSError):
                if data is None:
                    _place(self.folder, path).unlink()
                else:
                    _place(self.folder, path).write_bytes(data)
        for old, new in reversed(self._renamed):
            with suppress(OSError):
                os.rename(self.folder / new, self.folder / old)
        for temporary in self._beside.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    def remove_empty(self, moves: Mapping[str, str]) -> None:
        """Folders from which the last file has moved."""
        for old in moves:
            folder = (self.folder / old).parent
            while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent

    def _make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._made += reversed(missing)


def _place(folder: Path, path: str) -> Path:
    """The file itself, also behind a link."""
    return (folder / path).resolve()
