"""A text and a question come in; the text without the blocks for which the answer is yes goes out, every line kept.

A block is what falls as a whole: a paragraph, an entry of a list with what is indented below it, a table, a quotation,
a component. A heading takes its section with it, and goes when nothing is left below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from careersite.text.body import LEFT_OUT

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_OPENS = re.compile(r" {0,3}:::+[ \t]*\S")
_HEADING = re.compile(r" {0,3}(#{1,6})\s")
_ENTRY = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_FIRST_ENTRY = re.compile(r" *(?:[-*+]|1[.)])[ \t]+\S")
_NOTE = re.compile(r" {0,3}\[\^([^\]]+)\]:")
_TARGET = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:")
_DEFINITION = re.compile(r" {0,3}(?:\[[^\]]+\]:|\*\[[^\]]+\]:)")
_PICTURE = re.compile(r" {0,3}!\[[^\]]*\]\([^)]*\) *")
_USED_NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_USED_TARGET = re.compile(r"(?<![\\\]])\[([^\[\]^]+)\](?:\[([^\[\]]*)\])?(?![:(])")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `last` of a text, counted from 1; `level` of a heading, `depth` of an entry of a list."""

    first: int
    last: int
    text: str
    level: int = 0
    depth: int | None = None

    @property
    def introduces(self) -> bool:
        """True for words that end in a colon: they and what follows say one thing together."""
        return (
            not self.level and self.text.rstrip().rstrip("*_").endswith(":") and not self.text.lstrip().startswith(":")
        )


Question = Callable[[Block], bool]


def without(text: str, is_offending: Question) -> str:
    """The text in which every offending block is left out, with whatever says nothing without it."""
    lines = text.split("\n")
    found = blocks(lines)
    gone = {number for number, block in enumerate(found) if is_offending(block)}
    if not gone:
        return text
    before = set(gone)
    while True:
        gone |= _drawn_along(found, gone)
        if gone == before:
            break
        before = set(gone)
    for number in gone:
        block = found[number]
        lines[block.first - 1 : block.last] = [LEFT_OUT] * (block.last - block.first + 1)
    return "\n".join(lines)


def is_empty(text: str) -> bool:
    """True where nothing is left to read."""
    return not text.replace(LEFT_OUT, "").strip()


# Blocks


def blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a text in their order; an entry of a list holds its own words, those below it are entries too."""
    found = []
    for first, last, depth in _spans(lines):
        text = "\n".join(lines[first:last])
        heading = _HEADING.match(lines[first])
        found.append(Block(first + 1, last, text, len(heading[1]) if heading and depth is None else 0, depth))
    return found


def _spans(lines: Sequence[str]) -> Iterator[tuple[int, int, int | None]]:
    """Where each block starts and ends, counted from 0, and how far an entry of a list is indented."""
    number, depth = 0, None
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            number += 1
            continue
        entry = _ENTRY.match(line)
        if entry and (depth is not None or _FIRST_ENTRY.match(line)):
            depth = _indent(line)
            end = _end_of_entry(lines, number)
            yield number, end, depth
        elif depth is not None and line.startswith((" ", "\t")) and not _FENCE.match(line) and not _OPENS.match(line):
            end = _end_of_entry(lines, number)
            yield number, end, _indent(line)  # a further paragraph of the entry above
        else:
            depth = None
            end = _end(lines, number)
            yield number, end, None
        number = end


def _indent(line: str) -> int:
    spread = line.expandtabs(4)
    return len(spread) - len(spread.lstrip())


def _end(lines: Sequence[str], start: int) -> int:
    """Where the block ends that begins here outside of any list."""
    line = lines[start]
    if fence := _FENCE.match(line):
        return _after(lines, start, lambda one: re.fullmatch(rf" {{0,3}}{re.escape(fence[1])}+\s*", one) is not None)
    if _OPENS.match(line):
        return _after(lines, start, lambda one: one.rstrip() == ":::")
    if _HEADING.match(line) or _PICTURE.fullmatch(line):
        return start + 1
    if _DEFINITION.match(line):
        return _end_of_note(lines, start) if _NOTE.match(line) else start + 1
    return _end_of_chunk(lines, start)


def _after(lines: Sequence[str], start: int, is_end: Callable[[str], bool]) -> int:
    return next((number + 1 for number in range(start + 1, len(lines)) if is_end(lines[number])), len(lines))


def _end_of_chunk(lines: Sequence[str], start: int) -> int:
    """Up to the next empty line, or what begins a block of its own; a definition below its term belongs to it."""
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if not following.startswith(":   "):
                return number
            continue
        if any(begins.match(line) for begins in (_HEADING, _OPENS, _FENCE, _DEFINITION)):
            return number
        if _FIRST_ENTRY.match(line) and not lines[start].lstrip().startswith(">"):
            return number
    return len(lines)


def _end_of_entry(lines: Sequence[str], start: int) -> int:
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line.strip() or _ENTRY.match(line) or _HEADING.match(line) or _OPENS.match(line):
            return number
    return len(lines)


def _end_of_note(lines: Sequence[str], start: int) -> int:
    """A footnote goes on in indented lines, also below an empty one."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.startswith(("    ", "\t")) or (end == number and line.strip() and not _DEFINITION.match(line)):
            end = number + 1
        elif line.strip():
            break
    return end


# What goes with what is left out


def _drawn_along(found: Sequence[Block], gone: set[int]) -> set[int]:
    """What says nothing, or too much, without the blocks that are gone."""
    return {*_below(found, gone), *_introduced(found, gone), *_referring(found, gone), *_emptied(found, gone)}


def _below(found: Sequence[Block], gone: set[int]) -> Iterator[int]:
    """The section of a heading, and what is indented below an entry."""
    for number in gone:
        own = found[number]
        for other in range(number + 1, len(found)):
            block = found[other]
            if not _is_below(own, block):
                break
            yield other


def _is_below(own: Block, block: Block) -> bool:
    if own.level:
        return not 0 < block.level <= own.level
    return own.depth is not None and block.depth is not None and block.depth > own.depth


def _introduced(found: Sequence[Block], gone: set[int]) -> Iterator[int]:
    """What follows words with a colon goes with them; they go where all of it is gone."""
    for number, block in enumerate(found):
        if not block.introduces:
            continue
        following = list(_following(found, number))
        if number in gone:
            yield from following
        elif following and gone.issuperset(following):
            yield number


def _following(found: Sequence[Block], number: int) -> Iterable[int]:
    """The whole list below these words, else the one block."""
    own = found[number].depth
    following = range(number + 1, len(found))
    if not following or found[number + 1].level:
        return ()
    if found[number + 1].depth is None:
        return (number + 1,) if own is None else ()
    deepest = -1 if own is None else own
    end = next((one for one in following if (depth := found[one].depth) is None or depth <= deepest), len(found))
    return range(number + 1, end)


def _referring(found: Sequence[Block], gone: set[int]) -> Iterator[int]:
    """Words with a footnote or a target that is gone, and footnotes to which no words refer any more."""
    notes = {note[1]: number for number, block in enumerate(found) if (note := _NOTE.match(block.text))}
    targets = {_key(one[1]): number for number, block in enumerate(found) if (one := _TARGET.match(block.text))}
    lost_notes = {name for name, number in notes.items() if number in gone}
    lost_targets = {name for name, number in targets.items() if number in gone}
    used, kept = set(), set()
    for number, block in enumerate(found):
        names = set(_USED_NOTE.findall(block.text))
        aims = {_key(one[2] or one[1]) for one in _USED_TARGET.finditer(block.text)} if lost_targets else set()
        used |= names
        if number not in gone:
            kept |= names
            if names & lost_notes or aims & lost_targets:
                yield number
    yield from (notes[name] for name in notes if name in used and name not in kept)


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def _emptied(found: Sequence[Block], gone: set[int]) -> Iterator[int]:
    """Headings below which all is gone."""
    for number, block in enumerate(found):
        if block.level:
            end = next(
                (one for one in range(number + 1, len(found)) if 0 < found[one].level <= block.level), len(found)
            )
            below = [one for one in range(number + 1, end) if not _DEFINITION.match(found[one].text)]
            if below and gone.issuperset(below):
                yield number
