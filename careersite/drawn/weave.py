"""A name comes in; out goes its own piece of cloth: ribbons that cross over and under, as coloured rectangles.

Coventry wove ribbons. So a person without a photograph has a weave of their own, a ribbon for each letter of the name.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

from careersite.fields import Plain

CELL = 6  # units: the narrowest ribbon with its gap
GAP = 1  # units between two ribbons, where the ground shows

# Whether the warp lies above the weft where ribbon number `i` crosses ribbon number `j`.
PATTERNS: dict[str, Callable[[int, int], bool]] = {
    "plain": lambda i, j: (i + j) % 2 == 0,
    "twill": lambda i, j: (i + j) % 4 < 2,
    "herringbone": lambda i, j: ((i if i // 3 % 2 == 0 else 3 - i) + j) % 4 < 2,
}
GROUND = "deep"
# Much of the one colour, little of the other: the warm ribbon, that of the initial, is seen because it is rare.
INITIAL = "accent"
WARP = ("main", "deep", "main", "main", "main-soft")
WEFT = ("main-soft", "paper", "main-soft", "main-soft", "paper", "accent-soft", "main-soft")
VOWELS = "aeiouy"


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle in units, and the role of its colour; later ones lie above earlier ones."""

    x: int
    y: int
    width: int
    height: int
    role: str


@dataclass(frozen=True, slots=True)
class _Ribbon:
    """From where to where it lies, in units and without its gap."""

    start: int
    width: int
    role: str


def weave(name: str, pattern: str = "twill", across: int = 16, down: int = 16) -> tuple[Patch, ...]:
    """The cloth of this name, `across` by `down` cells of CELL units each."""
    return tuple(patch for layer in _layers(name, pattern, across, down) for patch in layer)


def woven(name: str, pattern: str = "twill", across: int = 16, down: int = 16) -> Plain:
    """The same cloth for a template: its size, and one path for each colour of each layer, in the order of painting."""
    layers = _layers(name, pattern, across, down)
    paths = [
        {"role": role, "path": "".join(_path(patch) for patch in layer if patch.role == role)}
        for layer in layers
        for role in dict.fromkeys(patch.role for patch in layer)
    ]
    ground = layers[0][0]
    return {"width": ground.width, "height": ground.height, "paths": paths}


def _path(patch: Patch) -> str:
    return f"M{patch.x} {patch.y}h{patch.width}v{patch.height}h-{patch.width}z"


def _layers(name: str, pattern: str, across: int, down: int) -> tuple[tuple[Patch, ...], ...]:
    """The ground, the weft upon it, and the warp where it lies above the weft."""
    over = PATTERNS[pattern]
    letters = "".join(unicodedata.normalize("NFC", name).casefold().split()) or "a"
    warp = _ribbons(letters, "warp", WARP, across * CELL)
    weft = _ribbons(letters, "weft", WEFT, down * CELL)
    ground = Patch(0, 0, across * CELL - GAP, down * CELL - GAP, GROUND)
    wefts = (Patch(0, ribbon.start, ground.width, ribbon.width, ribbon.role) for ribbon in weft)
    warps = (
        Patch(ribbon.start, top, ribbon.width, height, ribbon.role)
        for i, ribbon in enumerate(warp)
        for top, height in _above(weft, [over(i, j) for j in range(len(weft))])
    )
    return (ground,), tuple(wefts), tuple(warps)


def _ribbons(letters: str, way: str, roles: tuple[str, ...], length: int) -> list[_Ribbon]:
    """A ribbon for each letter, a vowel's twice as wide, over and over until `length` is full.

    The weft is read backwards. Colours come from the whole name, as two names may well share their last letters.
    """
    dye = hashlib.sha256(f"{way} {letters}".encode()).digest()
    ribbons: list[_Ribbon] = []
    start = 0
    for place, letter in cycle(enumerate(letters if way == "warp" else letters[::-1])):
        cells = min(2 if letter in VOWELS else 1, (length - start) // CELL)
        role = INITIAL if way == "warp" and place == 0 else roles[dye[place % len(dye)] % len(roles)]
        ribbons.append(_Ribbon(start, cells * CELL - GAP, role))
        start += cells * CELL
        if start >= length:
            break
    return ribbons


def _above(weft: list[_Ribbon], is_above: list[bool]) -> Iterator[tuple[int, int]]:
    """Where a ribbon lies above without a break, as top and height."""
    first: _Ribbon | None = None
    for number, ribbon in enumerate(weft):
        if is_above[number]:
            first = first or ribbon
            if number + 1 == len(weft) or not is_above[number + 1]:
                yield first.start, ribbon.start + ribbon.width - first.start
                first = None
