"""YAML text comes in; out goes a tree in which every value is still text and knows its line.

Read from parse events, because the stock loaders turn `NO` into false and `12:30` into 750, let a doubled key win
silently, and die of deep nesting. Here only the schema decides what is a date, a number or a yes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from careersite.problem import Problems

DEEPEST = 20
# Pasted from layout programs; YAML would count them as ends of lines, and no editor does.
LINE_BREAKS_OF_YAML = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
EventParser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only its events are used


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed; blank where the editor left it empty."""

    text: str
    line: int

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Series:
    """A list, each entry with its line."""

    entries: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names and their values in the order of the file; `lines` holds the line of every name."""

    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    line: int = 1


Node = Scalar | Series | Mapping


class _Refused(Exception):
    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def read_yaml(text: str, problems: Problems, *, file: str, first_line: int = 1) -> Mapping | None:
    """The mapping that `text` holds, or None when a problem was found; never an exception, whatever the text."""
    text = text.translate(LINE_BREAKS_OF_YAML)
    try:
        root = _Tree(text, first_line).document()
    except _Refused as refused:
        problems.error("yaml", refused.message, refused.hint, file=file, line=refused.line)
    except yaml.MarkedYAMLError as fault:
        line, message, hint = _in_plain_words(fault, text.split("\n"))
        problems.error("yaml", message, hint, file=file, line=first_line + line)
    except yaml.YAMLError as fault:
        line = text[: getattr(fault, "position", 0) or 0].count("\n")
        message = "There is a character here that cannot be shown, such as one pasted from another program."
        problems.error("yaml", message, "Delete it and type the text again.", file=file, line=first_line + line)
    else:
        if isinstance(root, Mapping):
            return root
        problems.error(
            "yaml",
            'This should be a list of fields such as "title: Step Up".',
            "Write each field on a line of its own: its name, a colon, a space and the value.",
            file=file,
            line=root.line,
        )
    return None


class _Tree:
    """Builds nodes from the parser's events, and stops at the first thing that is not plain data."""

    def __init__(self, text: str, first_line: int) -> None:
        self._parser = EventParser(text)
        self._first = first_line

    def document(self) -> Node:
        parser = self._parser
        parser.get_event()  # the stream
        if isinstance(parser.peek_event(), yaml.StreamEndEvent):
            return Mapping(line=self._first)
        parser.get_event()  # the document
        root = self._node(parser.get_event(), 1)
        parser.get_event()
        following = parser.get_event()
        if not isinstance(following, yaml.StreamEndEvent):
            raise _Refused(self._line(following), 'There is a second "---" here.', "Keep everything in one block.")
        if isinstance(root, Scalar) and root.is_blank:
            return Mapping(line=root.line)
        return root

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first

    def _node(self, event: Any, depth: int) -> Node:
        line = self._line(event)
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor or event.tag or depth > DEEPEST:
            self._refuse(event, line)
        if kind is yaml.ScalarEvent:
            is_null = event.implicit[0] and event.value in ("~", "null", "Null", "NULL")
            return Scalar("" if is_null else event.value, line)
        if kind is yaml.SequenceStartEvent:
            return _fact_or_series(Series(self._entries(depth), line), flows=bool(event.flow_style))
        return self._mapping(line, depth)

    def _refuse(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            message = 'A value that starts with "&" or "*" has a special meaning that is not used here.'
            raise _Refused(
                line, message, 'Write the value out. If a text starts with "&" or "*", put it in quotes: "&".'
            )
        if event.tag:
            message = 'A value that starts with "!" has a special meaning that is not used here.'
            raise _Refused(line, message, 'If a text starts with "!", put it in quotes.')
        message = f"Lists or fields lie more than {DEEPEST} deep inside one another here."
        raise _Refused(line, message, "If a text holds many brackets, put it in quotes.")

    def _entries(self, depth: int) -> tuple[Node, ...]:
        entries = []
        while not isinstance(event := self._parser.get_event(), yaml.SequenceEndEvent):
            entries.append(self._node(event, depth + 1))
        return tuple(entries)

    def _mapping(self, line: int, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self._parser.get_event(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(key.line, "The name of a field is missing here.", "Write a name, a colon and a value.")
            if key.text in entries:
                raise _Refused(
                    key.line,
                    f'"{key.text}" stands twice, first in line {lines[key.text]}.',
                    "Keep the one that is right and delete the other.",
                )
            lines[key.text] = key.line
            entries[key.text] = self._node(self._parser.get_event(), depth + 1)
        return Mapping(entries, lines, line)


def _fact_or_series(series: Series, *, flows: bool) -> Scalar | Series:
    """`length: [[step-up-length]]` is a list in a list to YAML, but to an editor it is a fact."""
    inner = series.entries[0] if flows and len(series.entries) == 1 else None
    if isinstance(inner, Series) and all(isinstance(entry, Scalar) for entry in inner.entries):
        return Scalar(
            f"[[{', '.join(entry.text for entry in inner.entries if isinstance(entry, Scalar))}]]", series.line
        )
    return series


_PLAIN_WORDS = (
    ("mapping values are not allowed", "There is a colon inside this text, or the line above is not finished.",
     'Put the whole text in quotes: title: "Pay: what to know".'),
    ("found a tab character", "This line is indented with a tab.", "Use spaces instead of the tab."),
    ("found unexpected end of stream", "A quotation mark is opened here and never closed.", "Add the closing mark."),
    ("found unexpected document indicator", "A quotation mark is opened here and never closed.",
     "Add the closing mark."),
    ("could not find expected ':'", "This line is not a field: the colon after the name is missing.",
     "Write the name of the field, a colon, a space and the value."),
    ("found character that cannot start any token",
     'A value cannot start with this character ("@", "`", "%" or a tab).', "Put the whole value in quotes."),
    ("found unknown escape character", 'A "\\" inside double quotes has a special meaning.',
     "Use single quotes around the text, or write the backslash twice."),
    ("did not find expected key", "This line is not indented like its neighbours, or a quotation mark ends too early.",
     "Line it up with the fields above and below; a text with quotation marks in it wants the other kind around it."),
    ("did not find expected ',' or", "A bracket is opened here and never closed.",
     'Close it, or put a text that starts with a bracket in quotes: "[sic]".'),
    ("did not find expected '-' indicator", "This line is not indented like the list above it.",
     "Line it up with the other entries of the list."),
)  # fmt: skip


def _in_plain_words(fault: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str, str]:
    cause = str(fault.problem or "")
    mark = fault.context_mark if "end of stream" in cause or "',' or" in cause else fault.problem_mark
    mark = mark or fault.problem_mark or fault.context_mark
    line = int(mark.line) if mark else 0
    typed = lines[line] if line < len(lines) else ""
    if "\t" in typed[: len(typed) - len(typed.lstrip())]:
        return line, "This line starts with a tab.", "Use spaces instead of the tab."
    if re.search(r"[:-] +\[\[", typed):
        return (
            line,
            "A text that starts with [[ and goes on must stand in quotes.",
            'For example: length: "[[name]] or more".',
        )
    for sign, message, hint in _PLAIN_WORDS:
        if sign in cause:
            return line, message, hint
    return line, "This line cannot be read as a field and its value.", "Write a name, a colon, a space and the value."
