"""Texts that an editor keeps and that the program changes too: read as they are, and replaced at one stroke or not."""

from __future__ import annotations

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


def replace_texts(folder: Path, texts: Mapping[str, str], problems: Problems) -> bool:
    """Puts all texts in their places, or none where one of them cannot be written.

    First each is written beside its place, where a full disk or a missing right shows before anything has changed; then
    they are moved into their places one after the other, and back where one cannot be.
    """
    beside: dict[str, Path] = {}
    before: dict[str, bytes | None] = {}
    path = ""
    try:
        for path, text in texts.items():
            beside[path] = _written_beside(_place(folder, path), text)
        for path in texts:
            place = _place(folder, path)
            before[path] = place.read_bytes() if place.exists() else None
            os.replace(beside[path], place)
    except OSError as fault:
        _put_back(folder, {name: data for name, data in before.items() if name != path})
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)
        message = f"{path} cannot be written ({(fault.strerror or 'no reason given').lower()})."
        hint = "See that it may be written to, and that the disk is not full. No text was changed."
        problems.error("unwritable", message, hint, file=path)
        return False
    return True


def _place(folder: Path, path: str) -> Path:
    """The file itself, also behind a link."""
    return (folder / path).resolve()


def _written_beside(place: Path, text: str) -> Path:
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(13, "it is read-only")
    temporary = place.with_name(f".{place.name}{ENDING}")
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary.write_bytes(text.encode("utf-8"))
    if place.exists():
        with suppress(OSError):
            shutil.copymode(place, temporary)
    return temporary


def _put_back(folder: Path, before: Mapping[str, bytes | None]) -> None:
    for path, data in before.items():
        place = _place(folder, path)
        with suppress(OSError):
            if data is None:
                place.unlink(missing_ok=True)
            else:
                place.write_bytes(data)
