"""Output files come in; their bytes by path go out, with a problem for each path that some computer could not hold."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from careersite.model import OutputFile
from careersite.problem import Problems

MANIFEST = ".careersite"
TEMPORARY = ".careersite.tmp"
LONGEST_NAME = 255

# Windows opens a device for these names, whatever follows the first dot: nul.html is as bad as nul.
_DEVICE = r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³])(?:[./]|$)"
_FAULTS = (
    (re.compile(r"^/|^$"), 'it must start with the name of a file or folder, not with "/"'),
    (re.compile(r"\\"), 'folders are separated by "/", not by "\\"'),
    (re.compile(r"//|/$"), "a folder or file in it has no name"),
    (re.compile(r"(?:^|/)\.\.?(?:/|$)"), '"." and ".." are not allowed in it'),
    (re.compile("[\x00-\x1f\x7f\ud800-\udfff]"), "it has a control character in it"),
    (re.compile(r'[<>:"|?*]'), 'Windows allows none of < > : " | ? * in a name'),
    (re.compile(r"[. ](?:/|$)"), "Windows drops a full stop or space at the end of a name"),
    (re.compile(rf"(?i)(?:^|/){_DEVICE}"), "Windows keeps names such as con, nul and aux for itself"),
    (re.compile(rf"(?i)(?:^|/){re.escape(MANIFEST)}(?:\.tmp)?(?:/|$)"), "the build keeps this name for itself"),
)
# Nearly every path is of this kind; trying each fault on ten thousand of them would take longer than reading the files.
# No possessive quantifiers: those of Python 3.11.2, which Debian ships, match what they should not.
_PLAIN = re.compile(rf"(?:(?!(?i:{_DEVICE}))[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)*(?:/(?!$)|$))+")


def fault_of(path: str) -> str:
    """Why no file may be written at this path, or the empty string."""
    if len(path) <= LONGEST_NAME and _PLAIN.fullmatch(path):
        return ""
    for fault, reason in _FAULTS:
        if fault.search(path):
            return reason
    if any(len(name.encode()) > LONGEST_NAME for name in path.split("/")):
        return f"a name in it is longer than the {LONGEST_NAME} bytes that file systems allow"
    return ""


def folder_of(path: str) -> str:
    """`routes/step-up` for `routes/step-up/index.html`; the empty string is the output folder itself."""
    return path.rpartition("/")[0]


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that these files need, except the output folder itself."""
    found = {""}
    pending = {folder_of(path) for path in paths}
    while pending := pending - found:
        found |= pending
        pending = {folder_of(folder) for folder in pending}
    return found - {""}


def folded(path: str) -> str:
    """Equal for two paths that Windows or macOS take for the same."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def shown(path: str) -> str:
    """The path as it can be printed: a name found on the disk may hold bytes that are not text."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def name_of(folder: Path) -> str:
    """What an editor calls the output folder: `public`, wherever it is."""
    return shown(os.path.basename(os.path.abspath(folder)))


def contents_by_path(files: Iterable[OutputFile], problems: Problems) -> dict[str, bytes]:
    """The bytes by path; every path that cannot be written safely on Windows, macOS and Linux is an error."""
    sources: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for output in files:
        if reason := fault_of(output.path):
            message = f'"{shown(output.path)}" cannot be the name of an output file: {reason}.'
            problems.error("output-name", message, "Give the page or file another name.", file=output.source_path)
        elif output.path in contents:
            message = f'"{output.path}" would be written twice{_made_from(sources[output.path], output.source_path)}.'
            problems.error("output-twice", message, "Give one of them another address.", file=output.source_path)
        else:
            contents[output.path], sources[output.path] = output.content, output.source_path
    _check_spellings(sources, problems)
    return contents


def _check_spellings(sources: Mapping[str, str], problems: Problems) -> None:
    folders = folders_of(sources)
    for path in sorted(folders & sources.keys()):
        message = f'"{path}" would be a file, and also the folder of other files.'
        problems.error("output-file-and-folder", message, "Give one of them another address.", file=sources[path])
    paths = folders | sources.keys()
    if len({folded(path) for path in paths}) == len(paths):
        return
    first: dict[str, str] = {}
    for path in sorted(paths):
        other = first.setdefault(folded(path), path)
        # The folders' own clash is told once, not again for every file below them.
        if other != path and folder_of(other) == folder_of(path):
            message = f'"{other}" and "{path}" differ only in capitals or accents: Windows and macOS would mix them up.'
            problems.error("output-spelling", message, "Give one of them another name.", file=sources.get(path, ""))


def _made_from(first: str, second: str) -> str:
    return f", from {first} and from {second}" if first and second and first != second else ""
