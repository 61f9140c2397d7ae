"""A typed text comes in; out go the addresses in it that carry a tag of the kit, utm_…, in whatever disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from careersite.front_matter import Node, Scalar, Series
from careersite.problem import Problems

CODE = "utm"
# One layer for a tag, a second for an address inside another.
_LAYERS = 2
_TOKEN = re.compile(r"[^\s\"'<>()\[\]`|]+")
_TAG = re.compile(r"[?&;#](utm_[a-z0-9_]*)", re.IGNORECASE)
_PARTS = re.compile(r"(&amp;|[?&;#])")
# What every disguise needs, so that most lines are passed over.
_MAY_BE = re.compile(r"utm|%[0-9a-f]{2}|&#|\\_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HandTag:
    """A tag, the address that carries it, and that address without any; `line` counts from 0."""

    tag: str
    address: str
    without: str
    line: int


def hand_tags(text: str) -> Iterator[HandTag]:
    """Every address that carries a tag, once for each line."""
    if not _MAY_BE.search(text):
        return
    for number, row in enumerate(text.split("\n")):
        for found in _TOKEN.finditer(row) if _MAY_BE.search(row) else ():
            address = found[0].rstrip(".,!")
            if tag := _tag_in(address):
                yield HandTag(tag, address, _without(address), number)


def tell_hand_tags(text: str, file: str, problems: Problems, *, line: int = 1) -> None:
    """`line` is that of the text's first."""
    for found in hand_tags(text):
        message = f'"{found.address}" carries the tag {found.tag}, typed by hand.'
        rule = "Only the kit writes such tags, so that its figures can be trusted."
        instead = f"Write: {found.without}" if found.without else "Write the address without it."
        problems.error(CODE, message, f"{rule} {instead}", file=file, line=line + found.line)


def tell_hand_tags_in(node: Node, file: str, problems: Problems) -> None:
    """The same of every value of a file with fields."""
    if isinstance(node, Scalar):
        # The text of a block ("|") starts in the line below its name.
        tell_hand_tags(node.text, file, problems, line=node.line + ("\n" in node.text))
    else:
        for entry in node.entries if isinstance(node, Series) else node.entries.values():
            tell_hand_tags_in(entry, file, problems)


def _plain(address: str) -> str:
    """%75tm%5Fsource and utm\\_source → utm_source"""
    for _ in range(_LAYERS):
        address = unquote(unescape(address)).replace("\\", "")
    return address


def _tag_in(address: str) -> str:
    found = _TAG.search(_plain(address))
    return found[1].lower() if found else ""


def _without(address: str) -> str:
    """/routes/?a=1&utm_source=x#pay → /routes/?a=1#pay; nothing where a tag is hidden deeper."""
    first, *rest = _PARTS.split(address)
    kept, mark = first, ""
    for sign, part in zip(rest[::2], rest[1::2], strict=True):
        mark = sign if sign in "?#" else mark
        if _tag_in(f"?{part}"):
            continue
        has_query = "?" in kept or mark == "#"
        kept += (sign if sign in "?#" or has_query else "?") + part
    return kept if "utm" not in _plain(kept).lower() and kept else ""
