"""The roles of colours, which of them are read on which, and the palette of a site: its tokens with what site.yml sets.

assets/css/tokens.css holds the default of every role, for light and for dark. Only the table below says what has to be
read on what; a test looks at every page in a browser and fails where a page shows a pair that is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from careersite.colours.colours import contrast

TOKENS_PATH = "css/tokens.css"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

ROLES: Mapping[str, str] = {
    "paper": "The ground of every page",
    "surface": "The ground of what stands out a little from the page, such as cards",
    "ink": "Words",
    "ink-soft": "Words that matter less, such as dates and sources",
    "line": "Fine lines between things; nothing is to be read on them or by them",
    "main": "The colour of the site: links, buttons, ribbons",
    "main-strong": "The same, stronger: a link or button under the pointer",
    "main-soft": "The same, as a quiet ground",
    "on-main": "Words on the colour of the site",
    "deep": "The ground of the top and the foot of pages, of share cards and of the icon",
    "on-deep": "Words on that ground",
    "accent": "The warm ribbon, seen because it is rare",
    "accent-soft": "The same, as a quiet ground",
    "on-accent": "Words on the warm colour",
    "focus": "The frame round what the keyboard has reached",
    "caution": "What wants care, such as a date that is near",
}

# https://www.w3.org/TR/WCAG22/#contrast-minimum and https://www.w3.org/TR/WCAG22/#non-text-contrast
TEXT, SHAPE = 4.5, 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One role that is seen on another or the other way round, by what contrast at least, and where."""

    front: str
    ground: str
    least: float
    where: str


def _text(front: str, grounds: str, where: str) -> tuple[Pair, ...]:
    return tuple(Pair(front, ground, TEXT, where) for ground in grounds.split())


def _shape(front: str, grounds: str, where: str) -> tuple[Pair, ...]:
    return tuple(Pair(front, ground, SHAPE, where) for ground in grounds.split())


PAIRS: tuple[Pair, ...] = (
    *_text("ink", "paper surface main-soft accent-soft", "text and headings"),
    *_text("ink-soft", "paper surface", "summaries, dates, sources"),
    *_text("main", "paper surface main-soft", "links, and ribbons"),
    *_text("main-strong", "paper surface main-soft", "links under the pointer"),
    *_text("accent", "paper surface accent-soft", "what stands out in the warm colour"),
    *_text("caution", "paper surface", "what wants care"),
    *_text("on-main", "main main-strong", "buttons"),
    *_text("on-deep", "deep", "the top and foot of pages, share cards; the other way round in buttons there"),
    *_text("on-accent", "accent", "marks in the warm colour"),
    *_shape("focus", "paper surface", "the frame round what the keyboard has reached"),
)

# Where the tokens of a site say nothing of a role, it is black on white, which meets every pair.
GROUNDS = ("paper", "surface", "main-soft", "accent-soft", "on-main", "on-deep", "on-accent")
PLAIN = {role: "#ffffff" if role in GROUNDS else "#000000" for role in ROLES}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DARK = re.compile(r"@media\s*(?:screen\s+and\s*)?\(\s*prefers-color-scheme\s*:\s*dark\s*\)\s*\{")
_VALUE = re.compile(rf"--({'|'.join(ROLES)})(\s*:\s*)(#[0-9a-fA-F]{{3,8}})\b")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colour of every role, in light and in dark, each as `#0b4595`."""

    light: Mapping[str, str]
    dark: Mapping[str, str]

    def of(self, scheme: Scheme) -> Mapping[str, str]:
        return self.light if scheme == "light" else self.dark

    def failing(self, scheme: Scheme) -> tuple[Pair, ...]:
        """The pairs that cannot be read well enough."""
        colours = self.of(scheme)
        return tuple(pair for pair in PAIRS if contrast(colours[pair.front], colours[pair.ground]) < pair.least)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The colours that a site sets for itself, by role; those that it does not set are not there."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


NO_COLOURS = Chosen({}, {})


def palette(tokens: str, chosen: Chosen) -> Palette:
    """The colours of the tokens, with those that the site has chosen."""
    light, dark = dict(PLAIN), dict(PLAIN)
    for scheme, found in _values(tokens):
        (dark if scheme == "dark" else light)[found[1]] = _in_full(found[3])
    # A role that the tokens give no other colour in the dark keeps its own.
    named = {(scheme, found[1]) for scheme, found in _values(tokens)}
    for role in ROLES:
        if ("dark", role) not in named and ("light", role) in named:
            dark[role] = chosen.light.get(role, light[role])
    return Palette({**light, **chosen.light}, {**dark, **chosen.dark})


def with_chosen(tokens: str, chosen: Chosen) -> str:
    """The tokens with the chosen colours in place of their own; a role that they do not name is added at the end."""
    parts, last = [], 0
    named = set()
    for scheme, found in _values(tokens):
        colour = (chosen.dark if scheme == "dark" else chosen.light).get(found[1])
        named.add((scheme, found[1]))
        if colour:
            parts += [tokens[last : found.start(3)], colour]
            last = found.end(3)
    added = [
        f"@media screen and (prefers-color-scheme: {scheme}) {{\n  :root {{ {rules} }}\n}}\n"
        for scheme, colours in (("light", chosen.light), ("dark", chosen.dark))
        if (rules := " ".join(f"--{r}: {c};" for r, c in colours.items() if (scheme, r) not in named))
    ]
    return "".join([*parts, tokens[last:], *added])


@lru_cache(maxsize=4)  # a build asks thrice of the same tokens
def _values(tokens: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """Every colour that the tokens give a role, with its scheme; none of print or of other media."""
    bare = _COMMENT.sub(lambda found: " " * len(found[0]), tokens)
    dark = [(found.end(), _end(bare, found.end())) for found in _DARK.finditer(bare)]
    values: list[tuple[str, re.Match[str]]] = []
    for found in _VALUE.finditer(bare):
        if any(start <= found.start() < end for start, end in dark):
            values.append(("dark", found))
        elif bare.count("{", 0, found.start()) - bare.count("}", 0, found.start()) == 1:
            values.append(("light", found))
    return tuple(values)


def _end(css: str, start: int) -> int:
    """Where the block ends whose inside begins at `start`."""
    depth = 1
    for place in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if depth == 0:
            return place
    return len(css)


def _in_full(colour: str) -> str:
    """`#FFF` → `#ffffff`; how far a colour is seen through is left aside."""
    digits = colour[1:].lower()
    return "#" + ("".join(2 * digit for digit in digits[:3]) if len(digits) < 6 else digits[:6])
