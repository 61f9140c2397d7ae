"""The times before elections: site.yml lists them, and a campaign that runs in one needs somebody's approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from careersite.calendar.dates import day_in_words
from careersite.fields import Field, Group
from careersite.front_matter import Mapping as Fields
from careersite.front_matter import Series
from careersite.kinds import Day, Words
from careersite.problem import Problems

PRE_ELECTION = Group(
    "a pre-election period",
    (
        Field("from", Day(), "Its first day", required=True, example="2027-03-22"),
        Field("until", Day(), "Its last day", required=True, example="2027-05-06"),
        Field("what", Words(120), "Which election it comes before", required=True),
    ),
)


@dataclass(frozen=True, slots=True)
class PreElection:
    """One such time, with its first and its last day, and which election it comes before."""

    first: date
    last: date
    what: str

    @property
    def words(self) -> str:
        return f"{day_in_words(self.first)} to {day_in_words(self.last)} ({self.what})"


def pre_elections(listed: Sequence[Mapping[str, Any]]) -> tuple[PreElection, ...]:
    """Those that site.yml lists, the first one first."""
    found = (PreElection(values["from"], values["until"], values["what"]) for values in listed)
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.what)))


def check_pre_elections(listed: Sequence[Mapping[str, Any]], found: Fields, file: str, problems: Problems) -> None:
    """Tells of one that ends before it begins, and of one that is listed twice."""
    node = found.entries.get("pre_election")
    nodes = node.entries if isinstance(node, Series) else (node,)
    seen: dict[tuple[date, date], int] = {}
    for values, entry in zip(listed, nodes, strict=False):
        line = entry.lines["until"] if isinstance(entry, Fields) else 0
        first, last = values["from"], values["until"]
        if last < first:
            message = f'"until" of {values["what"]} lies before its "from".'
            problems.error("order", message, "Exchange the two days, or mend the wrong one.", file=file, line=line)
        elif (first, last) in seen:
            message = f"The days of {values['what']} are listed twice: they end in line {seen[first, last]} too."
            hint = 'Delete one of the two, and name both elections in its "what".'
            problems.error("field", message, hint, file=file, line=line)
        seen.setdefault((first, last), line)
