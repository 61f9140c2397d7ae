"""facts.yml comes in; out go the facts: every figure, date, rating and sum, stated once with source and date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from careersite.content_types.fact import FACT, FACT_SOURCE_FIELDS
from careersite.dates import RoughDate, day_in_words
from careersite.fact_marks import FACT as FACT_MARK
from careersite.fact_marks import FACT_NAME, MONEY
from careersite.fields import Place, read_fields
from careersite.front_matter import Mapping, Node, Scalar, read_yaml
from careersite.problem import Problems, suggestion

FACTS_PATH = "content/facts.yml"


@dataclass(frozen=True, slots=True)
class FactSource:
    """A document that facts and quotations come from."""

    title: str
    publisher: str
    author: str | None
    date: RoughDate
    without_names: str | None = None
    line: int = 0

    def shown(self) -> dict[str, Any]:
        when = {"iso": self.date.iso, "words": self.date.words}
        return {"title": self.title, "publisher": self.publisher, "author": self.author, "date": when}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; `value` is as readers see it, such as £3,000."""

    name: str
    value: str
    statement: str
    source: FactSource
    as_at: RoughDate
    review_by: date
    owner: str
    line: int
    person: str | None = None

    def shown(self) -> dict[str, Any]:
        """What a template gets."""
        return {
            "name": self.name,
            "value": self.value,
            "statement": self.statement,
            "as_at": {"iso": self.as_at.iso, "words": self.as_at.words},
            "source": self.source.shown(),
            "review_by": {"iso": self.review_by.isoformat(), "words": day_in_words(self.review_by)},
        }


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts and sources by name; `unsound` are the names of facts that have mistakes of their own.

    Where facts.yml cannot be read at all, nobody can say which names are facts: `is_read` is false.
    """

    by_name: MappingOf[str, Fact] = field(default_factory=dict)
    sources: MappingOf[str, FactSource] = field(default_factory=dict)
    unsound: frozenset[str] = frozenset()
    is_read: bool = True

    def is_unknown(self, name: str) -> bool:
        """True for what is certainly no fact, so that a mistake in facts.yml is told there and not everywhere."""
        return self.is_read and name not in self.by_name and name not in self.unsound

    def filled_in(self, text: str) -> str:
        """`[[retention-payment]]` → £3,000; a name that is not known stays, and is told elsewhere."""
        if "[[" not in text:
            return text
        return FACT_MARK.sub(lambda found: self.value(found[1].strip()) or found[0], text)

    def value(self, reference: str) -> str | None:
        """The value for `retention-payment`, with its date for `retention-payment, as at`."""
        name = FACT_NAME.fullmatch(reference)
        fact = self.by_name.get(name[1]) if name else None
        if not name or fact is None:
            return None
        return f"{fact.value} (as at {fact.as_at.words})" if name[2] else fact.value

    def typed_by_hand(self, found: str) -> tuple[str, str]:
        """Message and hint for a sum or percentage that stands in the text itself."""
        digits = _digits(found)
        near = [
            fact.name for fact in self.by_name.values() if MONEY.search(fact.value) and _digits(fact.value) == digits
        ]
        message = f'"{found}" is typed by hand; sums of money and percentages come from {FACTS_PATH}.'
        if near:
            return message, f"Write [[{near[0]}]] instead."
        return message, (
            f'Add it to {FACTS_PATH} with its source and date ("python3 build.py new fact NAME" makes a start), '
            "and write [[its-name]] here."
        )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit() or sign == ".").strip(".")


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
    sources = dict(_sources(_named(found, "sources", problems), problems))
    facts = {}
    for name, node, line in _named(found, "facts", problems):
        fact = _fact(name, node, line, sources, problems)
        if fact:
            facts[name] = fact
    return Facts(facts, sources, frozenset(_names(found)) - set(facts))


def _names(found: Mapping) -> Iterable[str]:
    node = found.entries.get("facts")
    # A name written a little wrong is still the one that was meant.
    names = node.entries if isinstance(node, Mapping) else ()
    return [*names, *(tidied(name) for name in names)]


def tidied(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


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
            read.append((name, FactSource(**values, line=line)))
    return read


def _fact(name: str, node: Mapping, line: int, sources: MappingOf[str, FactSource], problems: Problems) -> Fact | None:
    place = Place(problems, FACTS_PATH, f'the fact "{name}"')
    values = read_fields(FACT.fields, node, place, line=line)
    if values is None:
        return None
    value = _in_words(values, place, line)
    source = sources.get(values["source"])
    if source is None:
        place.error(
            node.lines["source"],
            f'"{values["source"]}" is not one of the sources.',
            suggestion(values["source"], sources) or f"The sources are: {', '.join(sources) or 'none yet'}.",
            "unknown-source",
        )
    if value is None or source is None:
        return None
    return Fact(
        name, value, values["statement"], source, values["as_at"], values["review_by"], values["owner"], line,
        values["person"],
    )  # fmt: skip


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
