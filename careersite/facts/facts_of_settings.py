"""The settings and the facts come in; out goes what is wrong with the facts that the settings name.

Only the description of the site may name any. It is on every page, so that it can never be left out: each fact in it
must have a value on every day.
"""

from __future__ import annotations

from careersite.facts.fact_marks import FACT, FACT_NAME
from careersite.facts.facts import FACTS_PATH, Fact, Facts, ends
from careersite.fields import leaves
from careersite.problem import Problems, suggestion
from careersite.settings import SETTINGS, SETTINGS_PATH, Settings

MAY_NAME_FACTS = "description"


def facts_of_settings(settings: Settings) -> tuple[str, ...]:
    """The names of the facts in the description."""
    names = (FACT_NAME.fullmatch(found[1].strip()) for found in FACT.finditer(settings.values[MAY_NAME_FACTS]))
    return tuple(name[1] for name in names if name)


def check_facts_of_settings(settings: Settings, facts: Facts, problems: Problems) -> None:
    """Tells of facts where none may be named, of unknown ones, and of those that have no value on some days."""
    for field in SETTINGS:
        line = settings.lines.get(field.name, 0)
        marks = [
            mark for _, value in leaves((field,), settings.values) if isinstance(value, str)
            for mark in FACT.finditer(value)
        ]  # fmt: skip
        for mark in marks:
            fault = _fault(field.name, mark[1].strip(), facts)
            if fault:
                problems.error(*fault, file=SETTINGS_PATH, line=line)


def _fault(field: str, written: str, facts: Facts) -> tuple[str, str, str] | None:
    """Code, message and hint."""
    name = FACT_NAME.fullmatch(written)
    if field != MAY_NAME_FACTS:
        message = f'"{field}" cannot name a fact: it would stand there as [[{written}]].'
        return "fact", message, f'Take it out here, and name it on a page or in "{MAY_NAME_FACTS}".'
    if not name:
        return "fact", f'"[[{written}]]" is not the name of a fact.', "A fact is written as [[its-name]]."
    if facts.is_unknown(name[1]):
        hint = suggestion(name[1], facts.values) or "Name a fact of facts.yml, or write it in words."
        return "unknown-fact", f'There is no fact called "{name[1]}" in {FACTS_PATH}.', hint
    if any(value.person for value in facts.values.get(name[1], ())):
        message = (
            f'"{name[1]}" may be said only while a person agrees, but the description of the site is always needed.'
        )
        return "fact", message, "Name another fact."
    if name[1] in facts.values and _is_missing_on_some_day(facts.values[name[1]]):
        return (
            "fact",
            f'"{name[1]}" has no value on some days, but the description of the site is needed on every day.',
            'Name another fact, or take "from" and "until" away so that one value follows the other.',
        )
    return None


def _is_missing_on_some_day(values: tuple[Fact, ...]) -> bool:
    return values[0].starts is not None or any(ends(values))
