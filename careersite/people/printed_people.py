"""A text that is to be printed, the register and a day come in; out go the names in it that may not be printed."""

from __future__ import annotations

from datetime import date

from careersite.people.names_of_people import NamesOfPeople, names_by_id
from careersite.people.register import Register

# What is printed for a campaign needs both.
NEEDED = ("campaign", "print")


def may_be_printed(text: str, register: Register, day: date) -> tuple[str, ...]:
    """The names of those in the text who have not agreed to be named in campaigns and in print; none where it may be.

    Of a record with mistakes, and of a register that cannot be read, nobody may be printed.
    """
    found = []
    for person in register.people.values():
        if all(person.lives_on(day, "words", channel) for channel in NEEDED):
            continue
        if _is_named(person.id, person.names, text):
            found.append(person.name)
    found += [names[0] for one, names in register.unsound.items() if names and _is_named(one, names, text)]
    return tuple(found)


def _is_named(person_id: str, names: tuple[str, ...], text: str) -> bool:
    return NamesOfPeople(names_by_id((person_id, name) for name in names)).found_in(text) is not None
