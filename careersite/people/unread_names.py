"""The text of a register that cannot be read comes in; out go the names in it, as nobody of them may be named."""

from __future__ import annotations

import re
from collections import defaultdict

_ID = re.compile(r"[ \t]+[\"']?([a-z0-9][a-z0-9-]*)[\"']?[ \t]*:?[ \t]*(?:#.*)?")
_FIELD = re.compile(r"[ \t]+(name|also_known_as)\b[ \t]*:?[ \t]*(.*)")
_ENTRY = re.compile(r"[ \t]+-[ \t]+(.*)")


def names_in_text(text: str) -> dict[str, tuple[str, ...]]:
    """By the id above them, as far as it looks like one; a name too many does no harm."""
    found: dict[str, list[str]] = defaultdict(list)
    person_id, in_names = "", False
    for line in text.splitlines():
        if said := _FIELD.fullmatch(line):
            in_names = said[1] == "also_known_as"
            found[person_id] += _split(said[2]) if in_names else [_bare(said[2])]
        elif in_names and (entry := _ENTRY.fullmatch(line)):
            found[person_id].append(_bare(entry[1]))
        elif line.strip():
            in_names = False
            person_id = key[1] if (key := _ID.fullmatch(line)) else person_id
    return {one: tuple(name for name in names if len(name) > 2) for one, names in found.items() if one}


def _split(typed: str) -> list[str]:
    return [_bare(part) for part in typed.partition(" #")[0].strip(" []").split(",")]


def _bare(typed: str) -> str:
    return typed.partition(" #")[0].strip(" \t\"'")
