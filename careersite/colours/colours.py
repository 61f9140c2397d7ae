"""Colours in, arithmetic out: how well one is read on another, and the nearest one that is read well enough.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). What is near is measured in OKLCH,
the colour space of Björn Ottosson (https://bottosson.github.io/posts/oklab/), in which equal steps look equal.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HEX = re.compile(r"#[0-9a-fA-F]{6}")
STEPS = 1000  # of lightness: finer than what 256 levels of a channel can show


@dataclass(frozen=True, slots=True)
class Need:
    """A colour that another has to stand out from, and by what ratio."""

    colour: str
    least: float

    def is_met(self, colour: str) -> bool:
        return contrast(colour, self.colour) >= self.least


def channels(colour: str) -> tuple[int, int, int]:
    """`#0b4595` → (11, 69, 149)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(level: int) -> float:
    part = level / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


LINEAR = tuple(_linear(level) for level in range(256))
WEIGHTS = (0.2126, 0.7152, 0.0722)


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    return sum(weight * LINEAR[level] for weight, level in zip(WEIGHTS, channels(colour), strict=True))


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """From 1 to 21, whichever of the two is the text."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, needs: Sequence[Need]) -> str | None:
    """The colour nearest to this one that meets all needs: lighter or darker, of its hue and as colourful as can be."""
    if all(need.is_met(colour) for need in needs):
        return colour
    allowed = _allowed(needs)
    if not allowed:
        return None
    lightness, chroma, hue = oklch(colour)
    for step in sorted(range(STEPS + 1), key=lambda step: abs(step / STEPS - lightness)):
        candidate = from_oklch(step / STEPS, chroma, hue)
        if all(need.is_met(candidate) for need in needs):
            return candidate
    return _any(colour, needs, allowed)


def _any(colour: str, needs: Sequence[Need], allowed: Sequence[tuple[float, float]]) -> str | None:
    """Of all colours that meet the needs, one near; None where there is none. Seldom asked: where little is allowed."""
    blues = [WEIGHTS[2] * level for level in LINEAR]
    best: tuple[float, str] | None = None
    for least, most in allowed:
        for red, green in ((red, green) for red in range(256) for green in range(256)):
            rest = WEIGHTS[0] * LINEAR[red] + WEIGHTS[1] * LINEAR[green]
            blue = bisect_left(blues, least - rest)
            if blue > 255 or rest + blues[blue] > most:
                continue
            candidate = f"#{red:02x}{green:02x}{blue:02x}"
            if all(need.is_met(candidate) for need in needs):
                best = min(best or (9.0, ""), (_distance(colour, candidate), candidate))
    return best[1] if best else None


def _allowed(needs: Sequence[Need]) -> list[tuple[float, float]]:
    """From which luminance to which the needs are met: each leaves what is dark enough and what is light enough."""
    left = [(0.0, 1.0)]
    for need in needs:
        own = luminance(need.colour) + 0.05
        dark, light = own / need.least - 0.05, own * need.least - 0.05
        left = [(low, min(high, dark)) for low, high in left] + [(max(low, light), high) for low, high in left]
        left = [(low, high) for low, high in left if low <= high]
    return left


def _distance(one: str, other: str) -> float:
    return math.dist(_oklab(*(LINEAR[level] for level in channels(one))),
                     _oklab(*(LINEAR[level] for level in channels(other))))  # fmt: skip


def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, chroma, and hue in radians."""
    lightness, a, b = _oklab(*(LINEAR[level] for level in channels(colour)))
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour as a screen can show it: where that much chroma is beyond it, with as much as there is."""
    least, most = 0.0, chroma
    rgb = _rgb(lightness, chroma, hue)
    if not _is_shown(rgb):
        for _ in range(16):
            middle = (least + most) / 2
            if _is_shown(_rgb(lightness, middle, hue)):
                least = middle
            else:
                most = middle
        rgb = _rgb(lightness, least, hue)
    return "#" + "".join(f"{_level(part):02x}" for part in rgb)


def _oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear light; below 0 or above 1 where no screen shows it."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(rgb: tuple[float, float, float]) -> bool:
    return all(-0.000001 <= part <= 1.000001 for part in rgb)


def _level(part: float) -> int:
    part = min(max(part, 0.0), 1.0)
    shown = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(shown * 255)
