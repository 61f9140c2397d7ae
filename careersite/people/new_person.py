"""A name comes in; a record with blanks stands in the register of people, and what stood there stays to the byte."""

from __future__ import annotations

from pathlib import Path

from careersite.addresses import tidy_name
from careersite.amend import CannotAmend, amended
from careersite.kept_texts import replace_texts, text_as_it_is
from careersite.people.register import USES
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH, register_path_in

BLANKS = ("basis", "given", "until", "evidence", "looked_after_by")


def new_person(name: str, folder: Path, problems: Problems) -> str:
    """Adds the record and returns the path of the register, or the empty string with a problem told."""
    register = _register_path(folder)
    person_id = tidy_name(name.replace(".", " "))
    text = text_as_it_is(folder, register, problems)
    if text is None:
        return ""
    try:
        found = amended(text, [(("people", person_id, "name"), name)])
        if found == text or amended(text, [(("people", person_id), None)]) != text:
            message = f'There is a record "{person_id}" already; it was not touched.'
            hint = "Write another form of the name, or look into that record."
            problems.error("exists", message, hint, file=register)
            return ""
        made = amended(text, _record(person_id, name))
    except CannotAmend as fault:
        hint = 'Mend that first, or add the person by hand below "people:"; see docs/people.md for an example.'
        problems.error("order", str(fault), hint, file=register, line=fault.line)
        return ""
    return register if replace_texts(folder, {register: made}, problems) else ""


def _register_path(folder: Path) -> str:
    settings = folder / SETTINGS_PATH
    return register_path_in(settings.read_text(encoding="utf-8", errors="replace") if settings.is_file() else "")


def _record(person_id: str, name: str) -> list[tuple[tuple[str, ...], str]]:
    """What was agreed stands second, as that is what decides."""
    agreed = [(("people", person_id, "agreed", use), "") for use in USES]
    return [(("people", person_id, "name"), name), *agreed, *((("people", person_id, one), "") for one in BLANKS)]
