"""A name comes in; out goes its own piece of cloth: ribbons that cross over and under, as coloured rectangles.

Coventry wove ribbons. So a person without a photograph has a weave of their own, a ribbon for each letter of the name.
"""

from __future__ import annotations

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
    over = PATTERNS[pattern]
    letters = "".join(unicodedata.normalize("NFC", name).casefold().split()) or "a"
    warp = _ribbons(letters, WARP, across * CELL, INITIAL)
    weft = _ribbons(letters[::-1], WEFT, down * CELL, "")
    ground = Patch(0, 0, across * CELL - GAP, down * CELL - GAP, GROUND)
    wefts = (Patch(0, ribbon.start, ground.width, ribbon.width, ribbon.role) for ribbon in weft)
    warps = (
        Patch(ribbon.start, top, ribbon.width, height, ribbon.role)
        for i, ribbon in enumerate(warp)
        for top, height in _above(weft, [over(i, j) for j in range(len(weft))])
    )
    return (ground, *wefts, *warps)


def woven(name: str, pattern: str = "twill", across: int = 16, down: int = 16) -> Plain:
    """The same cloth for a template: its size, and one path for each colour of each layer, in the order of painting."""
    ground, *ribbons = weave(name, pattern, across, down)
    layers: dict[tuple[bool, str], list[Patch]] = {(False, ground.role): [ground]}
    for patch in ribbons:
        is_warp = patch.width != ground.width
        layers.setdefault((is_warp, patch.role), []).append(patch)
    paths = [
        {"role": role, "path": "".join(f"M{one.x} {one.y}h{one.width}v{one.height}h-{one.width}z" for one in patches)}
        for (_, role), patches in layers.items()
    ]
    return {"width": ground.width, "height": ground.height, "paths": paths}


def _ribbons(letters: str, roles: tuple[str, ...], length: int, initial: str) -> list[_Ribbon]:
    """A ribbon for each letter, a vowel's twice as wide, over and over until `length` is full."""
    ribbons: list[_Ribbon] = []
    start = 0
    for place, letter in cycle(enumerate(letters)):
        cells = min(2 if letter in VOWELS else 1, (length - start) // CELL)
        role = initial if place == 0 and initial else roles[ord(letter) % len(roles)]
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
