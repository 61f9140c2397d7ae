"""Words and the room for them come in; out go the lines and the size in which they fit, in the program's own typeface.

What is drawn must be the same on every computer, so it uses the fonts beside it, in fonts/, and none of the system's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
Weight = Literal["regular", "bold"]
MISSING = "\U0010ffff"  # never a character: the font shows for it what it shows for all that it lacks
# What no title should lose, and its nearest neighbour does as well.
STAND_INS = {"→": "–", "‑": "-", "−": "–", "′": "’", "″": "”", "‚": ",", "„": "“", "\u202f": " ", "\u2009": " "}
# These need no look into the font, and so no drawing library.
CERTAIN = frozenset(map(chr, range(0xC0, 0x100))) | set("–—‘’“”…£€")
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Style:
    """How words may be set: sizes in pixels from the largest, `leading` from line to line as a multiple of them."""

    weight: Weight
    sizes: tuple[int, ...]
    most_rows: int = 1
    leading: float = 1.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Words as they fit: the lines, and the size of their letters in pixels."""

    rows: tuple[str, ...]
    size: int


@cache
def font(weight: Weight, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # 15 ms that a build with nothing to draw need not pay

    # The basic layout is Pillow's own: the other one is a library of the system's.
    return ImageFont.truetype(BytesIO(_bytes(weight)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _bytes(weight: Weight) -> bytes:
    return (FONTS / f"{weight}.ttf").read_bytes()


@lru_cache(maxsize=10_000)
def width(text: str, weight: Weight, size: int) -> float:
    return font(weight, size).getlength(text)


def drawable(text: str) -> str:
    """The text with what the typeface lacks put simply or left out: `Łódź` stays, `Ḥasan` → `Hasan`, `中` goes."""
    kept = "".join(_drawable(sign) for sign in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def is_whole(text: str) -> bool:
    """Whether every letter and digit of the text can be drawn, be it without an accent."""
    return all(_drawable(sign) for sign in unicodedata.normalize("NFC", text) if sign.isalnum())


@cache
def _drawable(sign: str) -> str:
    if unicodedata.combining(sign):
        return ""  # the basic layout would set it beside its letter
    if sign.isascii() or sign in CERTAIN or _has(sign):
        return sign if sign.isprintable() else " "
    if sign in STAND_INS:
        return STAND_INS[sign]
    plain = [part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)]
    return "".join(part for part in plain if part.isascii() or _has(part))


@cache
def _has(sign: str) -> bool:
    masks = [font("bold", 40).getmask(one) for one in (sign, MISSING)]
    return (masks[0].size, bytes(masks[0])) != (masks[1].size, bytes(masks[1]))


def fitted(text: str, style: Style, room: tuple[int, int]) -> Lines:
    """The text in the largest letters that fit, in lines of even length; where none fit, shortened in the smallest."""
    across, down = room
    for size in style.sizes:
        rows = _wrapped(text, style.weight, size, across)
        if rows and len(rows) <= style.most_rows and size * (1 + style.leading * (len(rows) - 1)) <= down:
            return Lines(_evened(text, style.weight, size, across, rows), size)
    smallest = style.sizes[-1]
    return Lines(tuple(_shortened(text, style.weight, smallest, across, style.most_rows)), smallest)


def _wrapped(text: str, weight: Weight, size: int, across: float) -> list[str]:
    """As many words on each line as fit; no lines at all where a single word is too wide."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and width(longer, weight, size) <= across:
            rows[-1] = longer
        elif width(word, weight, size) <= across:
            rows.append(word)
        else:
            return []
    return rows


def _evened(text: str, weight: Weight, size: int, across: int, rows: list[str]) -> tuple[str, ...]:
    """In as many lines, the narrowest that they can be."""
    least, most = 0, across
    while most - least > 1:
        middle = (least + most) // 2
        if 0 < len(_wrapped(text, weight, size, middle)) <= len(rows):
            most = middle
        else:
            least = middle
    return tuple(_wrapped(text, weight, size, most))


def _shortened(text: str, weight: Weight, size: int, across: int, most: int) -> list[str]:
    rows = _wrapped(" ".join(_pieces(text, weight, size, across)), weight, size, across)
    if len(rows) <= most:
        return rows
    last = rows[most - 1]
    while last and width(last + ELLIPSIS, weight, size) > across:
        last = last[:-1].rstrip()
    return [*rows[: most - 1], last + ELLIPSIS]


def _pieces(text: str, weight: Weight, size: int, across: int) -> Iterator[str]:
    """The words, those that are too wide for a line broken where they must be."""
    for word in text.split():
        piece = ""
        for sign in word:
            if piece and width(piece + sign, weight, size) > across:
                yield piece
                piece = ""
            piece += sign
        yield piece
