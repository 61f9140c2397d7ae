"""A component: one folder with template, style, fields and examples, loaded and checked; adding one takes no Python."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from careersite.content_types import CONTENT_TYPES
from careersite.fields import Field, Group, Kind, ListOf, Place, read_fields
from careersite.front_matter import Mapping, Node, Scalar, Series, read_yaml
from careersite.kinds import AsAt, Choice, Day, DayOrTime, Deadline, Description, WholeNumber, Words, YesNo
from careersite.naming_kinds import (
    FactName,
    File,
    FromSite,
    Link,
    PageName,
    PagesOf,
    PeopleShown,
    PersonId,
    RichText,
    SourceName,
)
from careersite.problem import Problems, suggestion

PAGE_TYPES = tuple(one.name for one in CONTENT_TYPES if one.has_address)
WHEN_SHOWN = (
    Field("publish", DayOrTime(), "It is shown from the start of this day, or from this time", example="2026-12-01"),
    Field("expires", DayOrTime(), "It is shown until the end of this day, or until this time", example="2027-03-31"),
)
KNOWN_TO_THE_SITE = ("facts", "sources", "people", "a_to_z", "search_index", "contact", "apply", "printed_address")


@dataclass(frozen=True, slots=True)
class Component:
    """What stands in the text as `::: name`; of the fields in `one_of` exactly one must be filled in.

    Every component has the fields of WHEN_SHOWN too, which no template sees.
    `shows_facts` names the fields whose pages it shows with their own fields, and so with the facts in them.
    `same_length` names two lists, such as columns and rows: each row has as many cells as there are columns.
    """

    name: str
    about: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()
    shows_facts: tuple[str, ...] = ()
    same_length: tuple[str, ...] = ()
    examples: MappingOf[str, Mapping] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        return f'{"an" if self.name[0] in "aeiou" else "a"} "{self.name}" component'

    def read(self, found: Mapping, place: Place, line: int) -> dict[str, Any] | None:
        """The values of one use, or None with every mistake told; `line` is where the use begins."""
        values = read_fields((*self.fields, *WHEN_SHOWN), found, place, line=line)
        if values is None:
            return None
        fits = [self._is_one_of(values, place, line), self._is_same_length(values, found, place)]
        return values if all(fits) else None

    def _is_one_of(self, values: MappingOf[str, Any], place: Place, line: int) -> bool:
        given = [name for name in self.one_of if values[name]]
        if not self.one_of or len(given) == 1:
            return True
        said = f"has both {' and '.join(given)}" if given else f"has neither {' nor '.join(self.one_of)}"
        place.error(line, f'This "{self.name}" component {said}.', f"Give one of: {', '.join(self.one_of)}.")
        return False

    def _is_same_length(self, values: MappingOf[str, Any], found: Mapping, place: Place) -> bool:
        if not self.same_length:
            return True
        columns, rows = (values[name] for name in self.same_length)
        node = found.entries.get(self.same_length[1])
        nodes = node.entries if isinstance(node, Series) else (node or found,)
        wrong = [number for number, row in enumerate(rows) if len(row) != len(columns)]
        for number in wrong:
            has = f"Row {number + 1} has {_counted(len(rows[number]), 'cell')}"
            there = f"there {'is' if len(columns) == 1 else 'are'} {_counted(len(columns), 'column')}"
            hint = "Give every row one cell for each column, such as: - [First cell, Second cell]"
            place.error(nodes[number % len(nodes)].line, f"{has}, but {there}.", hint)
        return not wrong


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def load_component(name: str, text: str, file: str, problems: Problems) -> Component | None:
    """The component that a folder's .yml describes, or None with a problem told."""
    found = read_yaml(text, problems, file=file)
    if found is None:
        return None
    place = Place(problems, file, f'the component "{name}"')
    before = len(problems)
    component = _described(name, found, place)
    if len(problems) == before:
        for example in component.examples.values():
            component.read(example, place, example.line)
    if not component.about or not component.examples:
        place.error(found.line, f'The component "{name}" lacks "about" or "examples".', code="component")
    return component if len(problems) == before else None


def _described(name: str, found: Mapping, place: Place) -> Component:
    about = found.entries.get("about")
    fields = tuple(_field(key, node, place) for key, node in _entries(found, "fields", place))
    _leave_alone(WHEN_SHOWN, fields, found, place)
    examples = {key: node for key, node in _entries(found, "examples", place) if isinstance(node, Mapping)}
    return Component(
        name,
        about.text if isinstance(about, Scalar) else "",
        fields,
        _fields_named(found, "one_of", fields, place),
        _fields_named(found, "shows_facts", fields, place),
        _same_length(found, fields, place),
        examples,
    )


def _leave_alone(taken: Sequence[Field], fields: Sequence[Field], found: Mapping, place: Place) -> None:
    names = {one.name for one in taken}
    for name in (one.name for one in fields if one.name in names):
        message = f'"{name}" is a field that every component has already.'
        place.error(found.lines["fields"], message, "Give it another name.", "component")


def _texts(node: Node | None) -> tuple[str, ...]:
    """The words of a list; a single one counts as a list of one."""
    nodes = node.entries if isinstance(node, Series) else (node,)
    return tuple(entry.text for entry in nodes if isinstance(entry, Scalar))


def _entries(found: Mapping, name: str, place: Place) -> list[tuple[str, Node]]:
    node = found.entries.get(name)
    if isinstance(node, Mapping):
        return list(node.entries.items())
    if node is not None:
        message = f'"{name}" should hold names with their own lines indented below, but {_said(node)}.'
        place.error(node.line, message, "See docs/extending.md for an example.", "component")
    return []


def _said(node: Node) -> str:
    if isinstance(node, Scalar):
        return f'says "{node.text}"' if not node.is_blank else "is blank"
    return "holds a list" if isinstance(node, Series) else "holds fields of its own"


def _fields_named(found: Mapping, rule: str, fields: tuple[Field, ...], place: Place) -> tuple[str, ...]:
    """The fields that a rule is about, each of which has to be there."""
    node, known = found.entries.get(rule), [one.name for one in fields]
    names = _texts(node)
    for name in names:
        if node is not None and name not in known:
            hint = suggestion(name, known) or f"Its fields are: {', '.join(known)}."
            place.error(node.line, f'"{name}" in "{rule}" is not a field of {place.owner}.', hint, "component")
    return tuple(name for name in names if name in known)


def _same_length(found: Mapping, fields: tuple[Field, ...], place: Place) -> tuple[str, ...]:
    node, before = found.entries.get("same_length"), len(place.problems)
    kinds = {one.name: one.kind for one in fields}
    names = _fields_named(found, "same_length", fields, place)
    if node is None or len(place.problems) > before:
        return ()
    depths = [_depth(kinds[name]) for name in names]
    if len(depths) == 2 and depths[0] >= 1 and depths[1] >= 2:
        return names
    message = '"same_length" should name two fields: a list, and a list of lists.'
    place.error(node.line, message, "For example: same_length: [columns, rows]", "component")
    return ()


def _depth(kind: Kind) -> int:
    """How many lists lie inside one another."""
    return 1 + _depth(kind.kind) if isinstance(kind, ListOf) else 0


def _field(name: str, node: Node, place: Place) -> Field:
    options = _Options(name, node, place)
    kind = options.kind(options.word("kind") or "words")
    default = options.entries.get("default")
    value = kind.read(default, name, place) if default is not None else None
    return Field(name, kind, options.word("help"), options.word("required") == "yes", default=value)


class _Options:
    """The lines of one field in a component's .yml; what is wrong with them is told."""

    def __init__(self, name: str, node: Node, place: Place) -> None:
        self.entries: MappingOf[str, Node] = node.entries if isinstance(node, Mapping) else {}
        self.name, self.place, self.line = name, place, node.line
        if not isinstance(node, Mapping):
            self.tell("", f'The field "{name}" should hold its kind and its help, but {_said(node)}.',
                       f"For example: {name}: {{kind: words, help: What it says}}")  # fmt: skip

    def tell(self, option: str, message: str, hint: str) -> None:
        node = self.entries.get(option)
        self.place.error(node.line if node else self.line, message, hint, "component")

    def word(self, option: str) -> str:
        node = self.entries.get(option)
        if node is not None and not isinstance(node, Scalar):
            self.tell(option, f'"{option}" of the field "{self.name}" should be text, but {_said(node)}.',
                       f"Write it in one line: {option}: …")  # fmt: skip
        return node.text if isinstance(node, Scalar) else ""

    def words(self, option: str) -> tuple[str, ...]:
        """A list that cannot be left out."""
        found = tuple(text for text in _texts(self.entries.get(option)) if text.strip())
        if not found:
            self.tell(option, f'The field "{self.name}" lacks "{option}", or it holds no words.',
                       f"Write them as a list: {option}: [first, second]")  # fmt: skip
        return found

    def among(self, option: str, allowed: tuple[str, ...], *, several: bool = True) -> tuple[str, ...]:
        """What is named by an option that knows only some names."""
        every = f"Allowed are: {', '.join(allowed)}."
        found = _texts(self.entries.get(option)) if several else tuple(filter(None, (self.word(option),)))
        if not found:
            self.tell(option, f'The field "{self.name}" lacks "{option}".', every)
        for name in (name for name in found if name not in allowed):
            message = f'"{name}" is not allowed in "{option}" of the field "{self.name}".'
            self.tell(option, message, f"{suggestion(name, allowed)} {every}".strip())
        return found

    def most(self) -> int:
        """The most characters of a line of text."""
        typed = self.word("most") or "200"
        if re.fullmatch("[1-9][0-9]{0,5}", typed):
            return int(typed)
        message = f'"most" of the field "{self.name}" should be a whole number from 1 to 999999, but says "{typed}".'
        self.tell("most", message, "For example: most: 200")
        return 200

    def narrowest(self) -> int:
        """The fewest pixels across that a picture needs in its place."""
        typed = self.word("narrowest") or "0"
        if re.fullmatch("[0-9]{1,4}", typed):
            return int(typed)
        message = f'"narrowest" of the field "{self.name}" should be a number of pixels, but says "{typed}".'
        self.tell("narrowest", message, "For example: narrowest: 360")
        return 0

    def kind(self, described: str) -> Kind:
        if described.startswith("list of "):
            return ListOf(self.kind(described.removeprefix("list of ")))
        every = f"Kinds are: {', '.join(KINDS)}, and list of any of them."
        if described in ("", "list of"):
            self.tell("kind", f'"list of" does not say in the field "{self.name}" what the list is of.', every)
            return Words()
        if described not in KINDS:
            self.tell("kind", f'"{described}" is not a kind of field.', suggestion(described, KINDS) or every)
            return Words()
        kind: Kind = KINDS[described](self)
        return kind

    def group(self) -> Group:
        fields = self.entries.get("fields")
        if not isinstance(fields, Mapping) or not fields.entries:
            self.tell("fields", f'The field "{self.name}" is a group, but has no "fields" of its own.',
                       "Indent its fields below it: fields: …")  # fmt: skip
        inner = fields.entries.items() if isinstance(fields, Mapping) else ()
        return Group("an entry", tuple(_field(name, node, self.place) for name, node in inner))


KINDS: dict[str, Any] = {
    "words": lambda options: Words(options.most()),
    "description": lambda options: Description(options.most()),
    "rich text": lambda options: RichText(),
    "whole number": lambda options: WholeNumber(),
    "yes or no": lambda options: YesNo(),
    "choice": lambda options: Choice(options.words("options")),
    "day": lambda options: Day(),
    "deadline": lambda options: Deadline(),
    "as at": lambda options: AsAt(),
    "link": lambda options: Link(),
    "file": lambda options: File(options.words("endings"), options.narrowest()),
    "fact": lambda options: FactName(),
    "source": lambda options: SourceName(),
    "person": lambda options: PersonId(may_be_nobody=True),
    "people": lambda options: PeopleShown(),
    "page of": lambda options: PageName("".join(options.among("type", PAGE_TYPES, several=False))),
    "pages of": lambda options: PagesOf(options.among("types", PAGE_TYPES)),
    "from site": lambda options: FromSite(options.among("options", KNOWN_TO_THE_SITE)),
    "group": lambda options: options.group(),
}
