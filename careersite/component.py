"""A component: one folder with template, style, fields and examples, loaded and checked; adding one takes no Python."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Any

from careersite.fields import Field, Group, Kind, ListOf, Place, read_fields
from careersite.front_matter import Mapping, Node, Scalar, Series, read_yaml
from careersite.kinds import AsAt, Choice, Day, WholeNumber, Words, YesNo
from careersite.naming_kinds import FactName, File, FromSite, Link, PageName, PagesOf, RichText, SourceName
from careersite.problem import Problems, suggestion


@dataclass(frozen=True, slots=True)
class Component:
    """What stands in the text as `::: name`; of the fields in `one_of` exactly one must be filled in.

    `shows_facts` says that it shows the fields of the pages it names, and so the facts in them.
    """

    name: str
    about: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()
    shows_facts: bool = False
    examples: MappingOf[str, Mapping] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        return f'{"an" if self.name[0] in "aeiou" else "a"} "{self.name}" component'

    def read(self, found: Mapping, place: Place, line: int) -> dict[str, Any] | None:
        """The values of one use, or None with every mistake told; `line` is where the use begins."""
        values = read_fields(self.fields, found, place, line=line)
        given = [name for name in self.one_of if values and values[name]]
        if values is not None and self.one_of and len(given) != 1:
            said = f"has both {' and '.join(given)}" if given else f"has neither {' nor '.join(self.one_of)}"
            place.error(line, f'This "{self.name}" component {said}.', f"Give one of: {', '.join(self.one_of)}.")
            return None
        return values


def load_component(name: str, text: str, file: str, problems: Problems) -> Component | None:
    """The component that a folder's .yml describes, or None with a problem told."""
    found = read_yaml(text, problems, file=file)
    if found is None:
        return None
    place = Place(problems, file, f'the component "{name}"')
    before = len(problems)
    about = found.entries.get("about")
    fields = tuple(_field(key, node, place) for key, node in _entries(found, "fields"))
    examples = {key: node for key, node in _entries(found, "examples") if isinstance(node, Mapping)}
    if not isinstance(about, Scalar) or not examples:
        place.error(found.line, f'The component "{name}" lacks "about" or "examples".', code="component")
    one_of = found.entries.get("one_of")
    shows_facts = isinstance(shows := found.entries.get("shows_facts"), Scalar) and shows.text == "yes"
    text_about = about.text if isinstance(about, Scalar) else ""
    component = Component(name, text_about, fields, _texts(one_of), shows_facts, examples)
    for example in examples.values():
        component.read(example, place, example.line)
    if len(problems) > before or not isinstance(about, Scalar):
        return None
    return component


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(e.text for e in node.entries if isinstance(e, Scalar)) if isinstance(node, Series) else ()


def _entries(found: Mapping, name: str) -> list[tuple[str, Node]]:
    node = found.entries.get(name)
    return list(node.entries.items()) if isinstance(node, Mapping) else []


def _field(name: str, node: Node, place: Place) -> Field:
    options = _Options(node, place)
    kind = options.kind(options.word("kind") or "words")
    default = options.entries.get("default")
    value = kind.read(default, name, place) if default is not None else None
    return Field(name, kind, options.word("help"), options.word("required") == "yes", default=value)


class _Options:
    """The line of one field in a component's .yml."""

    def __init__(self, node: Node, place: Place) -> None:
        self.entries: MappingOf[str, Node] = node.entries if isinstance(node, Mapping) else {}
        self.place, self.line = place, node.line

    def word(self, name: str) -> str:
        node = self.entries.get(name)
        return node.text if isinstance(node, Scalar) else ""

    def words(self, name: str) -> tuple[str, ...]:
        return _texts(self.entries.get(name))

    def kind(self, described: str) -> Kind:
        if described.startswith("list of "):
            return ListOf(self.kind(described.removeprefix("list of ")))
        if described not in KINDS:
            near = suggestion(described, KINDS) or f"Kinds are: {', '.join(KINDS)}, and list of any of them."
            self.place.error(self.line, f'"{described}" is not a kind of field.', near, "component")
            return Words()
        kind: Kind = KINDS[described](self)
        return kind

    def group(self) -> Group:
        fields = self.entries.get("fields")
        inner = fields.entries.items() if isinstance(fields, Mapping) else ()
        return Group("an entry", tuple(_field(name, node, self.place) for name, node in inner))


KINDS: dict[str, Any] = {
    "words": lambda options: Words(int(options.word("most") or 200)),
    "rich text": lambda options: RichText(),
    "whole number": lambda options: WholeNumber(),
    "yes or no": lambda options: YesNo(),
    "choice": lambda options: Choice(options.words("options")),
    "day": lambda options: Day(),
    "as at": lambda options: AsAt(),
    "link": lambda options: Link(),
    "file": lambda options: File(options.words("endings")),
    "fact": lambda options: FactName(),
    "source": lambda options: SourceName(),
    "page of": lambda options: PageName(options.word("type")),
    "pages of": lambda options: PagesOf(options.words("types")),
    "from site": lambda options: FromSite(options.words("options")),
    "group": lambda options: options.group(),
}
