"""YAML text and changes come in; out goes the same text with those values set, added or removed, all else to the byte.

A stock writer of YAML would lose comments, quotes, blank lines and order. So each value is found by its place in the
text, and only that place is changed. What was made is read again, and refused where it says anything else than asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from careersite.front_matter import LINE_BREAKS_OF_YAML, EventParser, Mapping, Node, Scalar, read_yaml
from careersite.problem import Problems

Step = str | int  # the name of a field, or the number of an entry of a list, from 0
Path = tuple[Step, ...]
Change = tuple[Path, str | None]
_Wanted = str | None | dict[Step, Any]

_PLAIN = re.compile(r"[\w£€“‘„(/.][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")
_NULLS = ("null", "Null", "NULL")
_HEADER = re.compile(r"[|>][0-9+-]*")
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


class CannotAmend(Exception):
    """The text is written in a way that a program had better not change; nothing was changed."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def amended(text: str, changes: Sequence[Change]) -> str:
    """`text` with the value at each path set, added below its neighbours, or (None) removed; or CannotAmend."""
    before = _plain(_read(text))
    wanted: dict[Step, Any] = {}
    for path, value in changes:
        before = _applied(before, path, value)
        _gather(wanted, path, value)
    mark, body = (text[0], text[1:]) if text.startswith("\ufeff") else ("", text)
    writer = _Writer(body)
    writer.change(wanted)
    made = mark + writer.text() if writer.edits else text
    if _plain(_read(made)) != before:
        raise CannotAmend(1, "This text is written in a way that a program cannot change safely.")
    return made


def _read(text: str) -> Mapping:
    problems = Problems()
    found = read_yaml(text.removeprefix("\ufeff"), problems, file="")
    if found is None:
        first = problems.all[0]
        raise CannotAmend(first.line, first.message)
    return found


def _plain(node: Node) -> Any:
    """What a node says: text, list or names with values; a mapping of nothing is as blank as an empty value."""
    if isinstance(node, Scalar):
        return "" if node.is_blank else node.text
    if isinstance(node, Mapping):
        return {name: _plain(value) for name, value in node.entries.items()} or ""
    return [_plain(entry) for entry in node.entries]


def _applied(found: Any, path: Path, value: str | None) -> Any:
    """What the text says once one change is made."""
    step, rest = path[0], path[1:]
    if found == "":
        found = {} if isinstance(step, str) else []
    if isinstance(found, dict) and isinstance(step, str):
        return _applied_to_names(found, step, rest, value)
    if isinstance(found, list) and isinstance(step, int) and 0 <= step <= len(found):
        return _applied_to_list(found, step, rest, value)
    raise CannotAmend(1, f'There is no place for "{step}" here.')


def _applied_to_names(found: dict[str, Any], step: str, rest: Path, value: str | None) -> Any:
    if value is None and (not rest or step not in found):
        return {name: one for name, one in found.items() if name != step} or ""
    return {**found, step: _within(found.get(step, ""), rest, value)}


def _applied_to_list(found: list[Any], step: int, rest: Path, value: str | None) -> Any:
    if value is None and (not rest or step == len(found)):
        return [*found[:step], *found[step + 1 :]] or ""
    inner = found[step] if step < len(found) else ""
    return [*found[:step], _within(inner, rest, value), *found[step + 1 :]]


def _within(found: Any, rest: Path, value: str | None) -> Any:
    if rest:
        return _applied(found, rest, value)
    if isinstance(found, str):
        return "" if value is not None and not value.strip() else value
    raise CannotAmend(1, "A list or a group of fields stands where one value was to be written.")


def _gather(wanted: dict[Step, Any], path: Path, value: str | None) -> None:
    for step in path[:-1]:
        if not isinstance(wanted.get(step), dict):
            wanted[step] = {}
        wanted = wanted[step]
    wanted[path[-1]] = value


@dataclass(slots=True)
class _Value:
    """Where one value stands: from its first character to the last that belongs to it; `keys` are where names begin."""

    start: int
    end: int
    style: str | None = None
    text: str | None = None
    flows: bool = False
    named: dict[str, _Value] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    entries: list[_Value] = field(default_factory=list)
    dashes: int = 0

    @property
    def is_blank(self) -> bool:
        """Nothing stands there, or only signs for nothing: a place into which fields may be written."""
        return not (self.named or self.entries) and not (self.text or "").strip()


class _Finder:
    """Reads the same events as front_matter.py, and keeps where each value stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parser = EventParser(text.translate(LINE_BREAKS_OF_YAML))

    def root(self) -> _Value | None:
        self._parser.get_event()
        if isinstance(self._parser.get_event(), yaml.StreamEndEvent):
            return None
        return self._value(self._parser.get_event(), -1)

    def _value(self, event: Any, column: int) -> _Value:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            null = event.implicit[0] and event.value in ("~", *_NULLS)
            if event.style in ("|", ">"):
                end = self._end_of_block(start, column)
            return _Value(start, end, event.style, "" if null else event.value)
        found = _Value(start, start, flows=bool(event.flow_style))
        last = self._entries(found) if isinstance(event, yaml.SequenceStartEvent) else self._named(found)
        inner = [*found.named.values(), *found.entries]
        found.end = last.end_mark.index if found.flows else max((one.end for one in inner), default=start)
        return found

    def _entries(self, found: _Value) -> Any:
        found.dashes = found.start - _start_of_line(self._text, found.start)
        while not isinstance(event := self._parser.get_event(), yaml.SequenceEndEvent):
            found.entries.append(self._value(event, found.dashes))
        return event

    def _named(self, found: _Value) -> Any:
        while not isinstance(event := self._parser.get_event(), yaml.MappingEndEvent):
            start = event.start_mark.index
            if not isinstance(event, yaml.ScalarEvent):
                raise CannotAmend(event.start_mark.line + 1, "The name of a field stands in brackets here.")
            found.keys[event.value] = start
            column = start - _start_of_line(self._text, start)
            found.named[event.value] = self._value(self._parser.get_event(), column)
        return event

    def _end_of_block(self, start: int, column: int) -> int:
        """The end of the last line of a text after "|" or ">"; blank lines belong to it only where "+" keeps them."""
        header = _HEADER.match(self._text, start)
        keeps = header is not None and "+" in header[0]
        end = at = _end_of_line(self._text, start)
        while (at := _next_line(self._text, at)) < len(self._text):
            stop = _end_of_line(self._text, at)
            line = self._text[at:stop]
            if line.strip(" ") and len(line) - len(line.lstrip(" ")) <= column:
                break
            if keeps or line.strip(" "):
                end = stop
            at = stop
        return end


class _Writer:
    """Gathers what is to be put where, and puts it all at once."""

    def __init__(self, text: str) -> None:
        self._had_end = text.endswith(("\n", "\r")) or not text
        newline = re.search(r"\r\n|\n|\r", text)
        self._newline = newline[0] if newline else "\n"
        self._text = text if self._had_end else text + self._newline
        self.edits: list[tuple[int, int, str]] = []
        self._root = _Finder(self._text).root()
        self._step = self._indentation(self._root) or 2

    def text(self) -> str:
        parts, at = [], 0
        for start, end, new in sorted(self.edits, key=lambda edit: (edit[0], edit[1])):
            parts += [self._text[at:start], new] if start >= at else []
            at = max(at, end)
        made = "".join(parts) + self._text[at:]
        return made if self._had_end else made.removesuffix(self._newline)

    def change(self, wanted: dict[Step, Any]) -> None:
        if self._root is None:
            self._insert(len(self._text), self._lines(wanted, 0))
        elif self._root.is_blank:
            self._fill(self._root, wanted, 0)
        else:
            self._change(self._root, wanted)

    def _change(self, found: _Value, wanted: dict[Step, Any]) -> None:
        here: dict[Step, _Value] = dict(enumerate(found.entries))
        here.update(found.named)
        removed = [step for step, value in wanted.items() if value is None and step in here]
        for step, value in wanted.items():
            if step in here and isinstance(value, dict):
                self._change_inner(found, step, here[step], value)
            elif step in here and isinstance(value, str):
                self._set(here[step], value, flows=found.flows)
        self._remove(found, removed)
        self._add(found, {step: value for step, value in wanted.items() if step not in here})

    def _change_inner(self, found: _Value, step: Step, value: _Value, wanted: dict[Step, Any]) -> None:
        if not value.is_blank:
            self._change(value, wanted)
        elif _has_values(wanted):
            if found.flows:
                self._refuse(value.start, "Fields in braces cannot hold further fields.")
            column = found.keys[str(step)] - _start_of_line(self._text, found.keys[str(step)]) if found.keys else 0
            self._fill(value, wanted, (column if found.keys else found.dashes) + self._step)

    def _fill(self, blank: _Value, wanted: dict[Step, Any], column: int) -> None:
        """Fields where there was nothing yet: on the lines below."""
        if blank.end > blank.start:
            self.edits.append((len(self._text[: blank.start].rstrip(" ")), blank.end, ""))
        self._insert(_next_line(self._text, _end_of_line(self._text, blank.end)), self._lines(wanted, column))

    def _set(self, old: _Value, new: str, *, flows: bool) -> None:
        if old.text is None and not (old.flows and _is_fact(self._text[old.start : old.end])):
            self._refuse(old.start, "A list or a group of fields stands where one value was to be written.")
        if old.text == new and new:
            return
        if old.text is not None and not old.text.strip() and not new.strip():
            return
        written = _written(new, old.style, flows=flows)
        header = _HEADER.match(self._text, old.start) if old.style in ("|", ">") else None
        if header:
            self.edits.append((old.start, header.end(), written))
            self.edits.append((_end_of_line(self._text, header.end()), old.end, ""))
        else:
            gap = " " if old.start == old.end and self._text[old.start - 1 : old.start] in (":", "-") else ""
            self.edits.append((old.start, old.end, gap + written))

    def _remove(self, found: _Value, steps: Iterable[Step]) -> None:
        for step in steps:
            if found.flows:
                self._refuse(found.start, "Fields in braces or brackets cannot be removed one by one.")
            value = found.named[step] if isinstance(step, str) else found.entries[step]
            start = found.keys[step] if isinstance(step, str) else value.start
            first = _start_of_line(self._text, start)
            before = self._text[first:start].strip(" ")
            if before != ("" if isinstance(step, str) else "-"):
                self._refuse(start, f'"{step}" does not stand on a line of its own, so it cannot be removed.')
            self.edits.append((first, _next_line(self._text, _end_of_line(self._text, max(value.end, start))), ""))

    def _add(self, found: _Value, wanted: dict[Step, Any]) -> None:
        if not _has_values(wanted):
            return
        if not found.flows:
            first = next(iter(found.keys.values()), found.start)
            column = first - _start_of_line(self._text, first)
            self._insert(_next_line(self._text, _end_of_line(self._text, found.end)), self._lines(wanted, column))
            return
        last = [*found.named.values()][-1:]
        if not last or not all(isinstance(one, str) for one in wanted.values()):
            self._refuse(found.start, "Nothing can be added between these brackets.")
        new = "".join(
            f", {_written(str(name), None, flows=True)}: {_written(value, None, flows=True)}"
            for name, value in wanted.items()
        )
        self.edits.append((last[0].end, last[0].end, new))

    def _insert(self, at: int, lines: list[str]) -> None:
        if lines:
            self.edits.append((at, at, "".join(line + self._newline for line in lines)))

    def _lines(self, wanted: dict[Step, Any], column: int) -> list[str]:
        """New fields as lines."""
        lines = []
        for step, value in wanted.items():
            lead = " " * column + ("-" if isinstance(step, int) else _written(step, None) + ":")
            if isinstance(value, str):
                lines.append(f"{lead} {_written(value, None)}")
            elif value and _has_values(value):
                inner = self._lines(value, column + 2 if isinstance(step, int) else column + self._step)
                lines += [f"{lead} {inner[0].strip()}", *inner[1:]] if isinstance(step, int) else [lead, *inner]
        return lines

    def _indentation(self, root: _Value | None) -> int:
        """How far the file sets fields in below their group."""
        for name, value in root.named.items() if root else ():
            for inner in value.keys.values() if not value.flows else ():
                return (
                    inner
                    - _start_of_line(self._text, inner)
                    - (root.keys[name] - _start_of_line(self._text, root.keys[name]) if root else 0)
                )
        return 0

    def _refuse(self, at: int, message: str) -> None:
        line = len(re.findall(r"\r\n|\n|\r", self._text[:at])) + 1
        raise CannotAmend(line, message)


def _has_values(wanted: dict[Step, Any]) -> bool:
    return any(_has_values(value) if isinstance(value, dict) else value is not None for value in wanted.values())


def _is_fact(written: str) -> bool:
    """[[name]] is one value to an editor, and a list in a list to YAML."""
    return written.startswith("[[") and written.endswith("]]")


def _written(value: str, style: str | None, *, flows: bool = False) -> str:
    """A value as it stands in the file: in the quotes that were there, else bare where it reads the same."""
    is_one_line = _PLAIN.fullmatch(value) or not re.search(
        r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\uffff]", value
    )
    if style == "'" and is_one_line:
        return "'" + value.replace("'", "''") + "'"
    if style not in {'"', "'"} and _is_plain(value, flows=flows):
        return value
    return '"' + "".join(_SHORT.get(sign) or _escaped(sign) for sign in value) + '"'


def _is_plain(value: str, *, flows: bool) -> bool:
    if not _PLAIN.fullmatch(value) or value in _NULLS or value != value.strip():
        return False
    if re.search(r":(\s|$)|\s#", value) or value.startswith(("---", "...")):
        return False
    return not (flows and re.search(r"[\[\]{},:]", value))


def _escaped(sign: str) -> str:
    code = ord(sign)
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029, 0xFEFF) or 0xD800 <= code <= 0xFFFF:
        return f"\\u{code:04X}"
    return sign


def _start_of_line(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _end_of_line(text: str, at: int) -> int:
    found = re.compile(r"[\r\n]").search(text, at)
    return found.start() if found else len(text)


def _next_line(text: str, end: int) -> int:
    return end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)
