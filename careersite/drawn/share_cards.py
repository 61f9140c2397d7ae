"""A page's title and section come in; out goes the picture that is shown where somebody shares the page.

A card is drawn from the weave of its title, the words, and the colours of the site, in no more than 16 flat colours.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from careersite.colours.colours import channels
from careersite.drawn.lettering import FONTS, Style, drawable, fitted, font
from careersite.drawn.weave import CELL, GAP, weave

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
PNG = b"\x89PNG"  # how every file of that kind begins
# One more whenever the same words are drawn in another way: browsers and other sites keep a card for ever.
EDITION = 2

GROUND, WORDS = "deep", "on-deep"
WOVEN = ("main", "main-soft", "paper", "accent", "accent-soft")
SHADES = 11  # from ground to words; with the five above they make 16, for which half a byte is enough

MARGIN = 72
UNIT = 7  # pixels of a unit of the weave
ACROSS, DOWN = 7, 16  # cells; the last is cut by the edge
BAND = (ACROSS * CELL - GAP) * UNIT
ROOM = WIDTH - BAND - MARGIN - MARGIN
SMALL_ROOM = 64  # what a small line takes, with the space between it and the title
CAPITAL = 0.67  # the height of a capital, as a part of the size
TITLE = Style("bold", (96, 88, 80, 74, 68, 62, 56, 50, 46, 42, 38), most_rows=4, leading=1.14)
SECTION = Style("bold", (32, 29, 26))
FOOT = Style("regular", (32, 29, 26))


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card is drawn from; `colours` are those of the palette by day, by role."""

    title: str
    section: str
    foot: str
    pattern: str
    colours: tuple[tuple[str, str], ...]

    @property
    def in_words(self) -> str:
        """For those who cannot see it."""
        return ", ".join(part for part in (self.title, self.section, self.foot) if part) + ", beside woven ribbons"

    @property
    def given(self) -> bytes:
        """What the drawing depends on, beside the version of the library that draws."""
        return json.dumps([EDITION, _fonts(), self._parts], ensure_ascii=False).encode("utf-8", "surrogatepass")

    @property
    def _parts(self) -> tuple[object, ...]:
        # dataclasses.astuple() copies every colour of every card, and takes twenty times as long.
        return (self.title, self.section, self.foot, self.pattern, self.colours)

    def address(self, page_address: str) -> str:
        """`/routes/step-up/` → `/share/routes/step-up.5f2b7c1a90.png`; known before anything is drawn."""
        mark = hashlib.sha256(self.given).hexdigest()[:10]
        return f"/share/{page_address.strip('/') or 'home'}.{mark}.png"


def card(title: str, section: str, foot: str, pattern: str, palette: Mapping[str, str]) -> Card:
    return Card(title, section, foot, pattern, tuple((role, palette[role]) for role in (GROUND, WORDS, *WOVEN)))


@cache
def _fonts() -> str:
    digest = hashlib.sha256()
    for path in sorted(FONTS.glob("*.ttf")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def drawn(wanted: Card) -> bytes:
    """The card as PNG, the same bytes every time."""
    from PIL import Image, ImageDraw

    letters = Image.new("L", (WIDTH, HEIGHT), 0)
    _write(wanted, ImageDraw.Draw(letters))
    # The brightness of a letter's edge becomes the number of a shade between ground and words.
    picture = letters.point([round(level * (SHADES - 1) / 255) for level in range(256)])
    _weave(wanted, ImageDraw.Draw(picture))
    return _png(picture, dict(wanted.colours))


def _write(wanted: Card, draw: ImageDraw) -> None:
    """Section at the top, title in the middle, foot at the bottom; the foot stands in for a title in other letters."""
    top, bottom = MARGIN, HEIGHT - MARGIN
    section, title, foot = (drawable(text) for text in (wanted.section, wanted.title, wanted.foot))
    if section:
        _row(section, SECTION, top, "lt", draw)
        top += SMALL_ROOM
    if foot and title:
        _row(foot, FOOT, bottom, "ls", draw)
        bottom -= SMALL_ROOM
    lines = fitted(title or foot, TITLE, (ROOM, bottom - top))
    step = round(lines.size * TITLE.leading)
    # Centred by the height of capitals, because the eye does not count what hangs below the last line.
    first = (top + bottom - step * (len(lines.rows) - 1) + round(lines.size * CAPITAL)) // 2
    for number, row in enumerate(lines.rows):
        draw.text((MARGIN, first + number * step), row, 255, font(TITLE.weight, lines.size), anchor="ls")


def _row(text: str, style: Style, y: int, anchor: str, draw: ImageDraw) -> None:
    lines = fitted(text, style, (ROOM, SMALL_ROOM))
    draw.text((MARGIN, y), lines.rows[0], 255, font(style.weight, lines.size), anchor=anchor)


def _weave(wanted: Card, draw: ImageDraw) -> None:
    left = WIDTH - BAND
    numbers = {GROUND: 0, WORDS: SHADES - 1} | {role: SHADES + number for number, role in enumerate(WOVEN)}
    for patch in weave(wanted.title, wanted.pattern, ACROSS, DOWN):
        x, y = left + patch.x * UNIT, patch.y * UNIT
        draw.rectangle((x, y, x + patch.width * UNIT - 1, y + patch.height * UNIT - 1), numbers[patch.role])


def _png(picture: Image, colours: Mapping[str, str]) -> bytes:
    ground, words = channels(colours[GROUND]), channels(colours[WORDS])
    shades = [
        tuple(round(a + (b - a) * number / (SHADES - 1)) for a, b in zip(ground, words, strict=True))
        for number in range(SHADES)
    ]
    picture.putpalette([part for colour in (*shades, *(channels(colours[role]) for role in WOVEN)) for part in colour])
    written = BytesIO()
    # Of flat colours, runs are most of what there is to compress: a twentieth of the time, no larger, and the same
    # bytes whatever the processor, as nothing is searched for.
    picture.save(written, "PNG", bits=4, compress_level=9, compress_type=zlib.Z_RLE)
    return written.getvalue()
