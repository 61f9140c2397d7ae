"""facts.yml comes in; out go the facts, every value of each in the order of its days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from careersite.calendar.dates import day_in_words
from careersite.content_types.fact import FACT, FACT_SOURCE_FIELDS
from careersite.facts.fact_marks import FACT_NAME
from careersite.facts.facts import A_DAY, FACTS_PATH, Fact, Facts, FactSource
from careersite.fields import Place, read_fields
from careersite.front_matter import Mapping, Node, Scalar, Series, read_yaml
from careersite.problem import Problems, suggestion
from careersite.text.hand_tags import tell_hand_tags_in

_NOT_SHOWN = re.compile(
    r"\[\[[^\[\]]*\]?\]?|\{\{[^{}]*\}?\}?|\{%|:::|[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"
)
# What a following value may leave out.
AS_BEFORE = ("unit", "statement", "owner")


def read_facts(text: str, problems: Problems) -> Facts:
    """The facts that are right; every mistake in the others is told."""
    found = read_yaml(text, problems, file=FACTS_PATH)
    if found is None:
        return Facts(is_read=False)
    for name, line in found.lines.items():
        if name not in ("sources", "facts"):
            problems.error(
                "unknown-field",
                f'"{name}" does not belong at the top of facts.yml.',
                'The file holds "sources:" and "facts:", with each source and fact indented below.',
                file=FACTS_PATH,
                line=line,
            )
    _check_signs(found, problems)
    tell_hand_tags_in(found, FACTS_PATH, problems)
    sources = dict(_sources(_named(found, "sources", problems), problems))
    facts = {}
    for name, node, line in _named(found, "facts", problems):
        place = Place(problems, FACTS_PATH, f'the fact "{name}"')
        values = _OneFact(name, line, place, sources).values(node)
        if values:
            facts[name] = values
    return Facts(facts, sources, frozenset(_names(found)) - set(facts))


def _check_signs(found: Mapping, problems: Problems) -> None:
    """What no page can show as it stands is told here, and not on every page that shows the fact."""
    for name, node in _fields_of(found):
        sign = _NOT_SHOWN.search(node.text)
        if sign:
            is_mark = sign[0].isprintable()
            message = f'"{name}" holds "{sign[0]}", which is a mark for texts and means nothing here.'
            hint = "Write what readers should see: a fact cannot name another."
            problems.error(
                "field",
                message if is_mark else f'"{name}" holds a character that cannot be shown (U+{ord(sign[0]):04X}).',
                hint if is_mark else "Delete it and type the words again.",
                file=FACTS_PATH,
                line=node.line,
            )


def _fields_of(node: Node, name: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every typed value with the name of its field."""
    if isinstance(node, Scalar):
        yield name, node
    elif isinstance(node, Series):
        for entry in node.entries:
            yield from _fields_of(entry, name)
    else:
        for key, entry in node.entries.items():
            yield from _fields_of(entry, key)


def _names(found: Mapping) -> Iterable[str]:
    node = found.entries.get("facts")
    # A name written a little wrong is still the one that was meant.
    names = node.entries if isinstance(node, Mapping) else ()
    return [*names, *(tidied(name) for name in names)]


def _named(found: Mapping, part: str, problems: Problems) -> list[tuple[str, Mapping, int]]:
    node = found.entries.get(part)
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        return []
    named = []
    for name, inner, line in _pairs(node):
        if isinstance(inner, Mapping) and FACT_NAME.fullmatch(name) and ", " not in name:
            named.append((name, inner, line))
        else:
            problems.error(
                "field",
                f'"{name}" is not the name of a {part[:-1]} with its fields indented below it.',
                "A name is in lower case with hyphens, such as retention-payment, and ends in a colon.",
                file=FACTS_PATH,
                line=line,
            )
    return named


def _pairs(node: Node) -> list[tuple[str, Node, int]]:
    if isinstance(node, Mapping):
        return [(name, inner, node.lines[name]) for name, inner in node.entries.items()]
    return [("-", node, node.line)]


def _sources(named: list[tuple[str, Mapping, int]], problems: Problems) -> list[tuple[str, FactSource]]:
    read = []
    for name, node, line in named:
        place = Place(problems, FACTS_PATH, f'the source "{name}"')
        values = read_fields(FACT_SOURCE_FIELDS, node, place, line=line)
        if values:
            read.append((name, FactSource(name, **values, line=line)))
    return read


@dataclass(frozen=True, slots=True)
class _OneFact:
    """One fact while it is read."""

    name: str
    line: int
    place: Place
    sources: MappingOf[str, FactSource]

    def values(self, node: Mapping) -> tuple[Fact, ...]:
        """Every value in the order of the file, none where one of them has a mistake."""
        before = self.place.problems.mistakes
        first = read_fields(FACT.fields, node, self.place, line=self.line)
        if first is None:
            return ()
        nodes = [node, *_entries(node.entries.get("then"))]
        last, stated = dict.fromkeys(AS_BEFORE), []
        for typed, inner in zip([first, *first["then"]], nodes, strict=True):
            full = {**typed, **_taken_over(typed, last)}
            last = {name: full[name] or last[name] for name in AS_BEFORE}
            stated.append(self._value({**full, "person": first["person"]}, inner))
        values = tuple(value for value in stated if value)
        if len(values) == len(stated):
            _check_order(values, nodes, self.place)
        return _each_until_the_next(values) if self.place.problems.mistakes == before else ()

    def _value(self, values: MappingOf[str, Any], node: Mapping) -> Fact | None:
        line = node.line if "then" not in values else self.line
        value, source = _in_words(values, self.place, line), self.sources.get(values["source"])
        if source is None:
            self.place.error(
                node.lines["source"],
                f'"{values["source"]}" is not one of the sources.',
                suggestion(values["source"], self.sources)
                or f"The sources are: {', '.join(self.sources) or 'none yet'}.",
                "unknown-source",
            )
        if value is None or source is None:
            return None
        return Fact(
            self.name, value, values["statement"], source, values["as_at"], values["review_by"], values["owner"], line,
            values["person"], values["from"], values["until"],
        )  # fmt: skip


def _taken_over(typed: MappingOf[str, Any], last: MappingOf[str, Any]) -> dict[str, Any]:
    """What a value leaves out and the one before it says; a text has no unit."""
    names = (name for name in AS_BEFORE if typed[name] is None and not (name == "unit" and typed["text"]))
    return {name: last[name] for name in names}


def _entries(node: Node | None) -> list[Mapping]:
    """The following values as they stand in the file; one alone needs no list."""
    nodes = node.entries if isinstance(node, Series) else (node,)
    return [entry for entry in nodes if isinstance(entry, Mapping)]


def _check_order(values: Sequence[Fact], nodes: Sequence[Mapping], place: Place) -> None:
    """One value at a time: each starts after the one before it has started and, where that is said, ended."""
    for value, node in zip(values, nodes, strict=False):
        if value.starts and value.until and value.until < value.starts:
            message = f'"until" ({day_in_words(value.until)}) lies before "from" ({day_in_words(value.starts)}).'
            place.error(node.lines["until"], message, "Exchange the two days, or mend the wrong one.", "order")
        if value.review_by < value.as_at.earliest:
            message = f'"review_by" ({day_in_words(value.review_by)}) lies before "as_at" ({value.as_at.words}).'
            hint = "Write the day by which somebody checks it again."
            place.error(node.lines["review_by"], message, hint, "order")
    for earlier, later, node in zip(values, values[1:], nodes[1:], strict=False):
        if later.starts and earlier.starts and later.starts <= earlier.starts:
            message = (
                f"This value starts on {day_in_words(later.starts)}, "
                f"and the one above it on {day_in_words(earlier.starts)}."
            )
            hint = "Put the values in the order of their days, each from a day of its own."
            place.error(node.lines["from"], message, hint, "order")
        elif later.starts and earlier.until and later.starts <= earlier.until:
            message = (
                f"This value starts on {day_in_words(later.starts)}, "
                f"but the one above it holds until {day_in_words(earlier.until)}."
            )
            hint = f'Take "until" away above, or set it to {(later.starts - A_DAY).isoformat()}.'
            place.error(node.lines["from"], message, hint, "overlap")


def _each_until_the_next(values: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """A value holds until the day before the next, where its own last day is not given."""
    ended = (
        replace(value, until=value.until or (following.starts - A_DAY if following.starts else None))
        for value, following in pairwise(values)
    )
    return (*ended, *values[-1:])


def _in_words(values: MappingOf[str, Any], place: Place, line: int) -> str | None:
    number, unit, text = values["value"], values["unit"], values["text"]
    if text and not number and not unit:
        return str(text)
    if number and unit and not text:
        return with_unit(number, unit)
    place.error(
        line,
        f"{place.owner[0].upper()}{place.owner[1:]} needs either a value with its unit, or a text.",
        "For example: value: 3000 and unit: pounds. Or: text: Good",
    )
    return None


def tidied(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def with_unit(number: str, unit: str) -> str:
    """3000 pounds → £3,000; 1 months → 1 month."""
    sign, digits = ("−", number[1:]) if number.startswith("-") else ("", number)
    whole, _, part = digits.partition(".")
    grouped = f"{int(whole[:30]):,}" + (f".{part}" if part else "")
    if unit == "pounds":
        return f"{sign}£{grouped}" + ("0" if len(part) == 1 else "")
    if unit == "percent":
        return f"{sign}{grouped}%"
    if unit == "count":
        return sign + grouped
    singular = {"people": "person"}.get(unit, unit[:-1])
    return f"{sign}{grouped} {singular if digits == '1' else unit}"
