"""A name comes in; a record with blanks stands in the register of people, and what stood there stays to the byte."""

from __future__ import annotations

import os
from pathlib import Path

from careersite.addresses import tidy_name
from careersite.amend import CannotAmend, amended
from careersite.people.register import USES
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH, register_path_in

BLANKS = ("basis", "given", "until", "evidence", "looked_after_by")


def new_person(name: str, folder: Path, problems: Problems) -> str:
    """Adds the record and returns the path of the register, or the empty string with a problem told."""
    register = _register_path(folder)
    person_id = tidy_name(name.replace(".", " "))
    try:
        text = _text(folder / register)
        found = amended(text, [(("people", person_id, "name"), name)])
        if found == text or amended(text, [(("people", person_id), None)]) != text:
            raise FileExistsError
        _replace(folder / register, amended(text, _record(person_id, name)))
    except FileExistsError:
        message = f'There is a record "{person_id}" already; it was not touched.'
        problems.error("exists", message, "Write another form of the name, or look into that record.", file=register)
    except CannotAmend as fault:
        hint = 'Mend that first, or add the person by hand below "people:"; see docs/people.md for an example.'
        problems.error("order", str(fault), hint, file=register, line=fault.line)
    except (OSError, UnicodeDecodeError) as fault:
        reason = str(getattr(fault, "strerror", None) or "it is not saved as UTF-8").lower()
        hint = "See that it may be read and written to."
        problems.error("unwritable", f"The register cannot be written ({reason}).", hint, file=register)
    else:
        return register
    return ""


def _register_path(folder: Path) -> str:
    settings = folder / SETTINGS_PATH
    return register_path_in(settings.read_text(encoding="utf-8", errors="replace") if settings.is_file() else "")


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8") if file.exists() else ""


def _record(person_id: str, name: str) -> list[tuple[tuple[str, ...], str]]:
    """What was agreed stands second, as that is what decides."""
    agreed = [(("people", person_id, "agreed", use), "") for use in USES]
    return [(("people", person_id, "name"), name), *agreed, *((("people", person_id, one), "") for one in BLANKS)]


def _replace(file: Path, text: str) -> None:
    """At one stroke; line ends are written as they are."""
    temporary = file.with_name(f".{file.name}.new")
    temporary.write_bytes(text.encode())
    os.replace(temporary, file)
