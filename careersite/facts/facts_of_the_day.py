"""Content and a day come in; out go the content with that day's facts, and the facts that have no value then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from careersite.calendar.dates import day_in_words
from careersite.facts.fact_marks import FACT, FACT_NAME
from careersite.facts.facts import Fact
from careersite.kept import Unshown
from careersite.model import Content


def facts_of_the_day(content: Content, day: date) -> tuple[Content, Mapping[str, str]]:
    """Each fact says the value of that day from here on; those without one by name, with why in words."""
    facts = content.facts.on(day)
    missing = {
        name: f'The fact "{name}" {_why_missing(values, day)}.'
        for name, values in facts.values.items()
        if name not in facts.by_name
    }
    return replace(content, facts=facts), missing


def _why_missing(values: tuple[Fact, ...], day: date) -> str:
    """Values do not overlap: none holds that day, so each is over or yet to begin."""
    over = [value.until for value in values if value.until and value.until < day]
    to_come = [value.starts for value in values if value.starts and value.starts > day]
    between = [f"after {day_in_words(over[-1])}"] if over else []
    between += [f"before {day_in_words(to_come[0])}"] if to_come else []
    return "has no value " + " and ".join(between)


def without_facts(unshown: Unshown, missing: Mapping[str, str]) -> Unshown:
    """What may not be shown, and beside it all that names a fact without a value."""

    def named_in(text: str) -> str:
        names = (FACT_NAME.fullmatch(found[1].strip()) for found in FACT.finditer(text)) if missing else ()
        return next((missing[name[1]] for name in names if name and name[1] in missing), "")

    return replace(
        unshown,
        text=lambda text: unshown.text(text) or named_in(text),
        fact=lambda name: unshown.fact(name) or missing.get(name, ""),
    )
