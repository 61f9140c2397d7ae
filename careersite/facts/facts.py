"""The facts: every figure, date, rating and sum, each with its source and date, and its value of any one day."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from careersite.calendar.dates import RoughDate, day_in_words
from careersite.facts.fact_marks import FACT as FACT_MARK
from careersite.facts.fact_marks import FACT_NAME, MONEY

FACTS_PATH = "content/facts.yml"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FactSource:
    """A document that facts and quotations come from."""

    name: str
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
    """One value of one fact; `value` is as readers see it, such as £3,000.

    It holds from the day `starts` to the day `until`, both included, where they are given.
    """

    name: str
    value: str
    statement: str
    source: FactSource
    as_at: RoughDate
    review_by: date
    owner: str
    line: int
    person: str | None = None
    starts: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.until is None or day <= self.until)

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

    `values` are all values of each fact in the order of their days. Only `on` a day does a fact say one of them:
    `by_name` is empty before, so that nothing can be shown that does not hold. Where facts.yml cannot be read at all,
    nobody can say which names are facts: `is_read` is false.
    """

    values: MappingOf[str, tuple[Fact, ...]] = field(default_factory=dict)
    sources: MappingOf[str, FactSource] = field(default_factory=dict)
    unsound: frozenset[str] = frozenset()
    is_read: bool = True
    by_name: MappingOf[str, Fact] = field(default_factory=dict)

    def on(self, day: date) -> Facts:
        """The facts as they are on that day; a fact that has no value then is none of them."""
        of_day = (value for values in self.values.values() for value in values if value.holds_on(day))
        return replace(self, by_name={value.name: value for value in of_day})

    def sources_on(self, day: date) -> tuple[FactSource, ...]:
        """All but those that only values to come rest on: what is announced for later is not told before."""
        every = [value for values in self.values.values() for value in values]
        begun = {value.source.name for value in every if value.starts is None or value.starts <= day}
        to_come = {value.source.name for value in every} - begun
        return tuple(source for name, source in self.sources.items() if name not in to_come)

    def is_unknown(self, name: str) -> bool:
        """True for what is certainly no fact, so that a mistake in facts.yml is told there and not everywhere."""
        return self.is_read and name not in self.values and name not in self.unsound

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
        every = (value for values in self.values.values() for value in values)
        near = [fact.name for fact in every if MONEY.search(fact.value) and _digits(fact.value) == digits]
        message = f'"{found}" is typed by hand; sums of money and percentages come from {FACTS_PATH}.'
        if near:
            return message, f"Write [[{near[0]}]] instead."
        return message, (
            f'Add it to {FACTS_PATH} with its source and date ("python3 build.py new fact NAME" makes a start), '
            "and write [[its-name]] here."
        )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit() or sign == ".").strip(".")


def ends(values: tuple[Fact, ...]) -> Iterator[tuple[Fact, date | None]]:
    """The values after which there is none, and the day on which there is one again."""
    for value, following in pairwise(values):
        if value.until and following.starts and value.until + A_DAY < following.starts:
            yield value, following.starts
    if values[-1].until:
        yield values[-1], None
