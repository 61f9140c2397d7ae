"""The register and a name come in; out goes whose record is meant, and the text of the register with a withdrawal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from careersite.amend import CannotAmend, amended
from careersite.people.register import Register
from careersite.problem import suggestion
from careersite.withdrawal.spellings import words_of

_KEY = re.compile(r"(?P<indent>[ ]*)(?P<quote>[\"']?)(?P<id>[a-z0-9][a-z0-9-]*)(?P=quote):[ \t]*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whose record it is; or why nobody is found, with what to do."""

    id: str = ""
    message: str = ""
    hint: str = ""


def meant(asked: str, register: Register, names: Mapping[str, Iterable[str]], text: str) -> Meant:
    """The person of an id or a name; `names` are all by which the site calls each, `text` is the register's."""
    ids = {*register.people, *register.unsound, *(_ids_in(text) if not register.is_read else ())}
    if asked in ids:
        return Meant(asked)
    said = words_of(asked)
    found = sorted(
        one for one in ids | names.keys() if said and said in [words_of(name) for name in names.get(one, ())]
    )
    if len(found) > 1:
        return Meant("", f'"{asked}" is the name of several people: {", ".join(found)}.', "Say which, by the id.")
    if found and found[0] in ids:
        return Meant(found[0])
    if found:
        message = f'{register.path} has no record of {found[0]}, so nothing of "{asked}" is shown in any case.'
        hint = f'To write down the withdrawal, add below "people:" the id {found[0]} with a name and a basis first.'
        return Meant("", message, hint)
    known = [*ids, *(name for every in names.values() for name in every)]
    near = suggestion(asked, {name.lower(): None for name in known})
    hint = near or f"The ids are: {', '.join(sorted(ids)) or 'none yet'}."
    return Meant("", f'{register.path} has no record of "{asked}".', hint)


def _ids_in(text: str) -> set[str]:
    """What looks like the id of a record in a text that cannot be read as a whole."""
    lines = text.splitlines()
    keys = [(number, key) for number, line in enumerate(lines) if (key := _KEY.fullmatch(line))]
    return {
        key["id"] for number, key in keys
        if number + 1 < len(lines) and len(_indent(lines[number + 1])) > len(key["indent"]) > 0
    }  # fmt: skip


def with_withdrawal(text: str, person_id: str, day: date) -> str:
    """The register with `withdrawn: day` in that record; as a bare line where the rest of the text cannot be read."""
    try:
        return amended(text, [(("people", person_id, "withdrawn"), day.isoformat())])
    except CannotAmend:
        return _with_line(text, person_id, day)


def _with_line(text: str, person_id: str, day: date) -> str:
    lines = text.splitlines(keepends=True)
    keys = (
        number
        for number, line in enumerate(lines)
        if (key := _KEY.fullmatch(line.rstrip("\r\n"))) and key["id"] == person_id
    )
    at = next(keys, None)
    if at is None:
        raise CannotAmend(1, f"The record of {person_id} is not written on lines of its own.")
    end = "\r\n" if lines[at].endswith("\r\n") else "\n"
    outer = _indent(lines[at])
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    inner = _indent(below) if len(_indent(below)) > len(outer) else f"{outer}  "
    for number in range(at + 1, len(lines)):
        if lines[number].strip() and len(_indent(lines[number])) <= len(outer):
            break
        if lines[number].strip().startswith("withdrawn:"):
            lines[number] = f"{inner}withdrawn: {day.isoformat()}{end}"
            return "".join(lines)
    first = lines[at] if lines[at].endswith(("\n", "\r")) else lines[at] + end
    return "".join([*lines[:at], first, f"{inner}withdrawn: {day.isoformat()}{end}", *lines[at + 1 :]])


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
