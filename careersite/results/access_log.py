"""Log files of a web server come in; out go their lines in pieces of a megabyte, with what is needed to read them.

A file of any size passes through in the same little memory. What goes wrong with a file, such as one that ends too
early, is told as a Fault; what came before it and the other files are read all the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from careersite.results.unpacking import CannotUnpack, text_in

# Longer than any request that a server takes; what is longer is no line of a log, and must not fill the memory.
LONGEST_LINE = 1 << 18
STANDARD_INPUT = "-"

# https://www.w3.org/TR/WD-logfile.html: they may change in the middle of a file.
_DIRECTIVE = re.compile(rb"^#(Fields|Date):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Directives:
    """What a W3C extended log has said so far of the lines to come: their fields, and the day where none of them is."""

    fields: tuple[str, ...] = ()
    day: str = ""

    def after(self, lines: bytes) -> Directives:
        """What holds behind these lines."""
        if b"#Fields:" not in lines and b"#Date:" not in lines:
            return self
        fields, day = self.fields, self.day
        for found in _DIRECTIVE.finditer(lines):
            told = found[2].decode("latin-1")
            if found[1] == b"Fields":
                fields = tuple(told.lower().split())
            else:
                day = told[:10]
        return Directives(fields, day)


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of one log."""

    log: str
    first_line: int
    directives: Directives
    lines: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one log, in the rest of a sentence that begins with its name."""

    log: str
    sentence: str


def pieces(logs: Sequence[str], standard_input: IO[bytes], faults: list[Fault]) -> Iterator[Piece]:
    """Every line of every log, in order; what is wrong with a log is added to `faults`, and none is read twice."""
    named: dict[str, str] = {}
    for path in logs:
        named.setdefault(path if path == STANDARD_INPUT else os.path.realpath(path), path)
    for path in named.values():
        log = "standard input" if path == STANDARD_INPUT else path
        try:
            with nullcontext(standard_input) if path == STANDARD_INPUT else Path(path).open("rb") as stream:
                yield from _pieces_of(log, stream)
        except CannotUnpack as fault:
            faults.append(Fault(log, str(fault)))
        except OSError as fault:
            faults.append(Fault(log, _why_not(path, fault)))


def _why_not(path: str, fault: OSError) -> str:
    if Path(path).is_dir():
        return f"is a folder: name the logs in it, such as {Path(path) / 'access.log'}"
    return f"cannot be read ({(fault.strerror or 'no reason given').lower()})"


def _pieces_of(log: str, stream: IO[bytes]) -> Iterator[Piece]:
    """A line that never ends is cut: its beginning is kept until its end is found."""
    rest, first_line, directives = b"", 1, Directives()
    for block in text_in(stream):
        lines, newline, behind = block.rpartition(b"\n")
        if not newline:
            rest = (rest + behind)[:LONGEST_LINE]
            continue
        whole = rest + lines
        yield Piece(log, first_line, directives, whole)
        first_line += whole.count(b"\n") + 1
        directives = directives.after(whole)
        rest = behind
    if rest:
        yield Piece(log, first_line, directives, rest)
