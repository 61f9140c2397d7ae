"""A field: its name, its kind, the sentence that explains it; and how one found value is read against it.

Validation messages, `new`, the editors' guide and the JSON Schemas all follow from what is said here once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Any, Protocol

from careersite.front_matter import Mapping, Node, Scalar, Series
from careersite.problem import Problems, suggestion

Plain = Any  # what a template gets: text, numbers, truths, lists and mappings of them


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was found, in words for a message: the file, and "a route" or "a quote".

    `met` gathers every value that could be read, so that it can be looked at even where its neighbours are wrong.
    """

    problems: Problems
    file: str
    owner: str
    met: list[tuple[Kind, Any]] = field(default_factory=list)

    def error(self, line: int, message: str, hint: str = "", code: str = "field") -> None:
        self.problems.error(code, message, hint, file=self.file, line=line)


class Lookup(Protocol):
    """What a value may ask of the finished site, when it is turned into what a template gets."""

    def words(self, text: str) -> str: ...
    def link(self, target: str, line: int) -> Plain: ...
    def page(self, type_name: str, name: str, line: int) -> Plain: ...
    def pages(self, type_name: str) -> list[Plain]: ...
    def fact(self, name: str, line: int) -> Plain: ...
    def source(self, name: str, line: int) -> Plain: ...
    def from_site(self, name: str) -> Plain: ...
    def file(self, target: str, line: int, narrowest: int = 0) -> Plain: ...
    def rich(self, text: Any) -> Plain: ...
    def deadline(self, when: Any) -> Plain: ...


class Kind(Protocol):
    """One kind of value: how it is read, what a template gets of it, and how it is described."""

    @property
    def reaches_templates(self) -> bool:
        """False for what decides what is shown, and is never shown itself."""

    @property
    def expects(self) -> str:
        """What is allowed, as in `should be …`."""

    @property
    def empty(self) -> Any:
        """The value of a field that is left out."""

    def read(self, node: Node, name: str, place: Place) -> Any:
        """The value, or None with a problem told."""

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        """The plain value for a template."""

    def schema(self) -> dict[str, Any]:
        """The same rule as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Field:
    """One named value; `help` is the sentence that the guide, `new` and the editor's completion show."""

    name: str
    kind: Kind
    help: str
    required: bool = False
    example: str = ""
    default: Any = None

    @property
    def when_left_out(self) -> Any:
        return self.kind.empty if self.default is None else self.default


def read_fields(
    fields: Sequence[Field], found: Mapping, place: Place, *, line: int | None = None
) -> dict[str, Any] | None:
    """Every field's value by name, or None when something is wrong; every mistake is told."""
    known = {field.name: field for field in fields}
    before = place.problems.mistakes
    for name, name_line in found.lines.items():
        if name not in known:
            place.error(name_line, f'"{name}" is not a field of {place.owner}.', _unknown(name, known), "unknown-field")
    values = {field.name: _read_one(field, found, place, line or found.line) for field in fields}
    return values if place.problems.mistakes == before else None


def _unknown(name: str, known: MappingOf[str, Field]) -> str:
    near = suggestion(name.replace(" ", "_").replace("-", "_"), known)
    return near or f"Its fields are: {', '.join(known)}."


def _read_one(field: Field, found: Mapping, place: Place, line: int) -> Any:
    node = found.entries.get(field.name)
    if node is None:
        if field.required:
            place.error(line, f'"{field.name}" is missing from {place.owner}.', _help(field), "missing-field")
        return field.when_left_out
    if isinstance(node, Scalar) and node.is_blank:
        if field.required:
            place.error(node.line, f'"{field.name}" is still blank.', _help(field), "blank-field")
        return field.when_left_out
    value = field.kind.read(node, field.name, place)
    if value is not None:
        place.met.append((field.kind, value))
    return field.when_left_out if value is None else value


def _help(field: Field) -> str:
    example = f" For example: {field.name}: {field.example}" if field.example else ""
    return field.help + "." * (not field.help.endswith((".", "?"))) + example


def should_be(place: Place, node: Node, name: str, expects: str, hint: str = "") -> None:
    """Tells that the value of `name` is not what is allowed, with what it says."""
    said = f'says "{_shortened(node.text)}"' if isinstance(node, Scalar) else "holds " + _shape(node)
    place.error(node.line, f'"{name}" should be {expects}, but {said}.', hint)


def _shortened(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _shape(node: Node) -> str:
    return "a list" if isinstance(node, Series) else "fields of its own"


def scalars(node: Node) -> Iterator[Scalar]:
    """Every typed value below `node`, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Series):
        for entry in node.entries:
            yield from scalars(entry)
    else:
        for entry in node.entries.values():
            yield from scalars(entry)


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several values of one kind; a single value counts as a list of one."""

    kind: Kind
    fewest: int = 0
    most: int = 200

    @property
    def reaches_templates(self) -> bool:
        return self.kind.reaches_templates

    @property
    def expects(self) -> str:
        return f"a list, each line starting with “- ”: {self.kind.expects}"

    @property
    def empty(self) -> tuple[Any, ...]:
        return ()

    def read(self, node: Node, name: str, place: Place) -> Any:
        nodes = node.entries if isinstance(node, Series) else (node,)
        if not self.fewest <= len(nodes) <= self.most:
            place.error(node.line, f'"{name}" should have {self._bounds()} entries, but has {len(nodes)}.')
            return None
        for entry in nodes:
            if isinstance(entry, Scalar) and entry.is_blank:
                place.error(entry.line, f'An entry of "{name}" is blank.', "Fill it in or delete the line.")
        values = tuple(self.kind.read(entry, name, place) for entry in nodes)
        return None if any(value is None for value in values) else values

    def _bounds(self) -> str:
        return f"{self.fewest} to {self.most}" if self.fewest else f"at most {self.most}"

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        shown = [self.kind.resolve(entry, lookup) for entry in value]
        return [entry for entry in shown if entry is not None]

    def schema(self) -> dict[str, Any]:
        one = self.kind.schema()
        many = {"type": "array", "items": one, "minItems": self.fewest, "maxItems": self.most}
        return many if isinstance(self.kind, Group) else {"anyOf": [many, one]}


@dataclass(frozen=True, slots=True)
class Group:
    """Fields inside a field, such as a source with its publisher and date."""

    owner: str
    fields: tuple[Field, ...]

    @property
    def reaches_templates(self) -> bool:
        return True

    @property
    def expects(self) -> str:
        return "fields of its own: " + ", ".join(field.name for field in self.fields)

    @property
    def empty(self) -> None:
        return None

    def read(self, node: Node, name: str, place: Place) -> Any:
        if not isinstance(node, Mapping):
            should_be(place, node, name, self.expects)
            return None
        return read_fields(self.fields, node, Place(place.problems, place.file, self.owner, place.met))

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        return None if value is None else resolve_fields(self.fields, value, lookup)

    def schema(self) -> dict[str, Any]:
        return object_schema(self.fields)


def resolve_fields(fields: Sequence[Field], values: MappingOf[str, Any], lookup: Lookup) -> dict[str, Plain]:
    """What a template gets: every field by name, those left out as None or an empty list."""
    return {
        field.name: None if values[field.name] is None else field.kind.resolve(values[field.name], lookup)
        for field in fields
        if field.kind.reaches_templates
    }


def leaves_of(met: Sequence[tuple[Kind, Any]]) -> Iterator[tuple[Kind, Any]]:
    """Every single value among those met, with its kind."""
    for kind, value in met:
        yield from _leaves(kind, value)


def leaves(fields: Sequence[Field], values: MappingOf[str, Any]) -> Iterator[tuple[Kind, Any]]:
    """Every single value that is filled in, with its kind, however deep it lies."""
    for one in fields:
        yield from _leaves(one.kind, values[one.name])


def _leaves(kind: Kind, value: Any) -> Iterator[tuple[Kind, Any]]:
    if value is None:
        return
    if isinstance(kind, ListOf):
        for entry in value:
            yield from _leaves(kind.kind, entry)
    elif isinstance(kind, Group):
        yield from leaves(kind.fields, value)
    else:
        yield kind, value


Way = tuple[str | int, ...]


def located(fields: Sequence[Field], found: Mapping) -> Iterator[tuple[Kind, Way, Scalar]]:
    """Every typed value with its kind and the way to it: names of fields, and numbers of entries of lists."""
    kinds = {field.name: field.kind for field in fields}
    for name, node in found.entries.items():
        if name in kinds:
            yield from _located(kinds[name], node, (name,))


def _located(
    kind: Kind, node: Node, way: tuple[str | int, ...]
) -> Iterator[tuple[Kind, tuple[str | int, ...], Scalar]]:
    if isinstance(kind, ListOf) and isinstance(node, Series):
        for number, entry in enumerate(node.entries):
            yield from _located(kind.kind, entry, (*way, number))
    elif isinstance(kind, ListOf):
        yield from _located(kind.kind, node, way)
    elif isinstance(kind, Group) and isinstance(node, Mapping):
        for inner, rest, scalar in located(kind.fields, node):
            yield inner, (*way, *rest), scalar
    elif isinstance(node, Scalar):
        yield kind, way, node


def object_schema(fields: Sequence[Field]) -> dict[str, Any]:
    """The JSON Schema of a mapping of these fields and no others; a value left empty is as good as one left out."""
    return {
        "type": "object",
        "properties": {field.name: _described(field) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _described(field: Field) -> dict[str, Any]:
    rule = field.kind.schema()
    if not field.required:
        rule = {"anyOf": [rule, {"type": "null"}]}
    described: dict[str, Any] = {"description": field.help, **rule}
    if field.example:
        described["examples"] = [field.example]
    return described
