"""The text of published.yml comes in; out goes its tree, where it is written as the build writes it.

Reading YAML takes a sixth of a second for a thousand addresses, at every save in the preview. What is written in any
other way, such as with quotes, brackets or a remark behind a value, is left to the reader of YAML.
"""

from __future__ import annotations

import re

from careersite.front_matter import Mapping, Scalar

_REMARK = re.compile(r" *(?:#.*)?")
_ADDRESS = re.compile(r"  (/[A-Za-z0-9_/.%~-]*):")
_FIELD = re.compile(r"    ([a-z_]+): ([A-Za-z0-9/][A-Za-z0-9/._-]*)")
_NULLS = ("null", "Null", "NULL")


def ledger_lines(text: str) -> Mapping | None:
    """The addresses with their fields, as read_yaml would give them; None where that has to be asked."""
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if not _REMARK.fullmatch(line)]
    if not lines or lines[0][1] != "addresses:":
        return None
    addresses, entry = Mapping(), Mapping()
    for number, line in lines[1:]:
        address = _ADDRESS.fullmatch(line)
        field = None if address else _FIELD.fullmatch(line)
        if address and address[1] not in addresses.lines:
            entry = Mapping(line=number + 1)
            addresses.lines[address[1]], addresses.entries[address[1]] = number, entry
        elif field and addresses.lines and field[1] not in entry.lines and field[2] not in _NULLS:
            entry.lines[field[1]], entry.entries[field[1]] = number, Scalar(field[2], number)
        else:
            return None
    return addresses if all(isinstance(one, Mapping) and one.lines for one in addresses.entries.values()) else None
