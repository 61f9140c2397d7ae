"""facts.yml as it lies in the folder of a site: read to the byte, and replaced at one stroke."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from careersite.facts.facts import FACTS_PATH
from careersite.problem import Problems


def facts_text(folder: Path, problems: Problems) -> str | None:
    """facts.yml as it is, a beginning of it where there is none, None with a problem where it cannot be read."""
    try:
        return (folder / FACTS_PATH).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return "sources:\n\nfacts:\n"
    except UnicodeDecodeError:
        hint = 'Save it again as "UTF-8" (in Notepad: Save as, Encoding).'
        problems.error("encoding", "This file is not saved as UTF-8.", hint, file=FACTS_PATH)
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        problems.error("unreadable", f"This cannot be read ({reason}).", "See that you may open it.", file=FACTS_PATH)
    return None


def replace_facts(folder: Path, text: str, problems: Problems) -> str:
    """Puts the text in the place of facts.yml and returns its path; its line ends are written as they are."""
    return FACTS_PATH if replace_file(folder / FACTS_PATH, text.encode(), FACTS_PATH, problems) else ""


def replace_file(file: Path, data: bytes, called: str, problems: Problems) -> bool:
    """Whenever the program is stopped, the file is the old one or the new one, and whole."""
    temporary = file.with_name(f".{file.name}.new")
    try:
        temporary.write_bytes(data)
        if file.exists():
            shutil.copymode(file, temporary)
        os.replace(temporary, file)
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        reason = (fault.strerror or "no reason given").lower()
        hint = "See that it may be written to, and that the disk is not full."
        problems.error("unwritable", f"{file.name} cannot be written ({reason}).", hint, file=called)
        return False
    return True
