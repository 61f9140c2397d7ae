"""facts.yml as it lies in the folder of a site: read to the byte, and replaced at one stroke."""

from __future__ import annotations

from pathlib import Path

from careersite.facts.facts import FACTS_PATH
from careersite.kept_texts import replace_texts, text_as_it_is
from careersite.problem import Problems

BEGINNING = "sources:\n\nfacts:\n"


def facts_text(folder: Path, problems: Problems) -> str | None:
    """facts.yml as it is, a beginning of it where there is none, None with a problem where it cannot be read."""
    text = text_as_it_is(folder, FACTS_PATH, problems)
    return BEGINNING if text == "" else text


def replace_facts(folder: Path, text: str, problems: Problems) -> str:
    """Puts the text in the place of facts.yml and returns its path; its line ends are written as they are."""
    return FACTS_PATH if replace_texts(folder, {FACTS_PATH: text}, problems) else ""
