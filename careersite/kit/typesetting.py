"""Words, their size and the room for them come in; out go the lines that they take, measured by the typeface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from careersite.drawn.lettering import Weight
from careersite.kit.pdf import POINTS, Row
from careersite.kit.typeface import typeface

# Nothing is parted but between words and after these, so that a long compound or address has a place to break.
_PIECE = re.compile(r"[^ /–-]*[/–-]+|[^ /–-]+| +")
# `26 March 2027, 10am to 4pm` and `CV1 2AB` are parted only where nothing else is left: a number belongs to its word.
_BEFORE_NUMBER = re.compile(r"(?<=[^ ,.;:!?–]) (?=[0-9])")
UNPARTED = "\u00a0"
CAPITAL = 0.668  # how far a capital rises over the line, as a part of the size
HANGING = 0.22  # how far what is lowest hangs below it


@dataclass(frozen=True, slots=True)
class Setting:
    """How words are set; `leading` is from line to line, as a multiple of `points`."""

    weight: Weight
    points: float
    colour: str
    leading: float = 1.3

    @property
    def size_mm(self) -> float:
        return self.points / POINTS


@dataclass(frozen=True, slots=True)
class Lines:
    """Words as they are set, and how they are set; a line that ends between two words ends in the space."""

    rows: tuple[str, ...]
    setting: Setting

    @property
    def height(self) -> float:
        """In millimetres, from the top of the capitals to what hangs below the last line; none for no words."""
        size = self.setting.size_mm
        return size * (CAPITAL + HANGING + self.setting.leading * (len(self.rows) - 1)) if self.rows else 0.0

    @property
    def width(self) -> float:
        return max((width(row.rstrip(), self.setting) for row in self.rows), default=0.0)

    def placed(self, left: float, top: float) -> tuple[Row, ...]:
        """`top` is where the capitals of the first line begin."""
        size = self.setting.size_mm
        return tuple(
            Row(
                row,
                left,
                top + size * (CAPITAL + self.setting.leading * number),
                self.setting.points,
                self.setting.weight,
                self.setting.colour,
            )
            for number, row in enumerate(self.rows)
        )


@lru_cache(maxsize=10_000)
def _ems(text: str, weight: Weight) -> float:
    return typeface(weight).width(text)


def width(text: str, setting: Setting) -> float:
    """In millimetres."""
    return _ems(text.replace(UNPARTED, " "), setting.weight) * setting.size_mm


def too_wide(text: str, setting: Setting, room: float) -> str:
    """The first word that fits on no line, or nothing."""
    return next((piece for piece in _PIECE.findall(text) if width(piece.strip(), setting) > room), "")


def set_in(text: str, setting: Setting, room: float) -> Lines:
    """In as few lines as there can be; each word has to fit on a line."""
    return Lines(_wrapped(_pieces(text, setting, room), setting, room), setting)


def evened(lines: Lines) -> Lines:
    """The same in as many lines, the longest of them as short as it can be."""
    if len(lines.rows) < 2:
        return lines
    setting = lines.setting
    most = lines.width
    pieces = _pieces("".join(lines.rows), setting, most)
    least = max(width(piece.strip(), setting) for piece in pieces)
    for _ in range(12):
        middle = (least + most) / 2
        if len(_wrapped(pieces, setting, middle)) <= len(lines.rows):
            most = middle
        else:
            least = middle
    return Lines(_wrapped(pieces, setting, most), setting)


def _pieces(text: str, setting: Setting, room: float) -> list[str]:
    bound = _BEFORE_NUMBER.sub(UNPARTED, text)
    return _PIECE.findall(text if too_wide(bound, setting, room) else bound)


def _wrapped(pieces: Sequence[str], setting: Setting, room: float) -> tuple[str, ...]:
    rows: list[str] = []
    for piece in pieces:
        longer = f"{rows[-1]}{piece}" if rows else piece
        if rows and width(longer.rstrip(), setting) <= room:
            rows[-1] = longer
        else:
            rows.append(piece)
    return tuple(row.replace(UNPARTED, " ") for row in rows)
