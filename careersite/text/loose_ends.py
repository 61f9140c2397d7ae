"""The lines of a text without its code come in; what one line promises and no other keeps goes out as findings.

Python-Markdown prints such marks as they are, and drops the cells for which a table has no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from careersite.text.body import Finding

Line = tuple[int, str]

_NOTE_DEFINED = re.compile(r" {0,3}\[\^([^\]]+)\]:")
_NOTE_USED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_TARGET_DEFINED = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:")
_TARGET_USED = re.compile(r"(?<![\\\[])\[([^\[\]^]+)\]\[([^\[\]]*)\]")
_RULE = re.compile(r" {0,3}\|?[ :]*-[-| :]*")


def loose_ends(lines: Sequence[Line]) -> Iterator[Finding]:
    """Footnotes without a text or without a use, references without a target, table rows with too many cells."""
    yield from _notes(lines)
    yield from _targets(lines)
    yield from _rows(lines)


def _notes(lines: Sequence[Line]) -> Iterator[Finding]:
    defined = {found[1]: number for number, line in lines if (found := _NOTE_DEFINED.match(line))}
    used = {found[1]: number for number, line in lines for found in _NOTE_USED.finditer(line)}
    for name, number in used.items():
        if name not in defined:
            hint = f"Write its text on a line of its own: [^{name}]: The text."
            yield Finding(number, "footnote", f'The footnote "[^{name}]" has no text.', hint)
    for name, number in defined.items():
        if name not in used:
            hint = f"Write [^{name}] where it belongs, or delete it."
            yield Finding(number, "footnote", f'No text refers to the footnote "[^{name}]".', hint)


def _targets(lines: Sequence[Line]) -> Iterator[Finding]:
    defined = {_key(found[1]) for _, line in lines if (found := _TARGET_DEFINED.match(line))}
    for number, line in lines:
        for found in _TARGET_USED.finditer(line):
            name = found[2] or found[1]
            if _key(name) not in defined:
                hint = f"Write [{found[1]}](../folder/file.md), or add a line: [{name}]: ../folder/file.md"
                yield Finding(number, "link", f'"{found[0]}" leads nowhere: nothing says where "{name}" is.', hint)


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def _rows(lines: Sequence[Line]) -> Iterator[Finding]:
    by_number = dict(lines)
    for number, line in lines:
        heading = by_number.get(number - 1, "")
        if "|" not in line or "|" not in heading or not _RULE.fullmatch(line.rstrip()):
            continue
        columns = _cells(heading)
        row = number + 1
        while "|" in by_number.get(row, ""):
            cells = _cells(by_number[row])
            if cells > columns:
                message = f"This row of the table has {cells} cells, but there are {columns} columns."
                yield Finding(row, "table", message, "Take out a cell, or add a heading; for the sign itself write \\|")
            row += 1


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))) + 1
