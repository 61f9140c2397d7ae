"""An address comes in; out goes its QR code, to be printed: as SVG, as PNG and as PDF.

Black on white and never inverted, with a margin of four modules, because many readers insist on each of these:
ISO/IEC 18004, sections 5.3 and 9.1.
"""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Literal

from careersite.kit.pdf import Outlines, Page, Part, document
from careersite.kit.unprintable import Unprintable

# M is read with a seventh of it lost, Q with a quarter: for what hangs outdoors. H is for codes with a picture in them.
Correction = Literal["M", "Q"]
MARGIN = 4  # modules
# What 29 by 29 modules hold at M; at 20 mm, each is then half a millimetre wide. Capitals take less room than letters.
MOST_BYTES, MOST_CAPITALS = 42, 61
_CAPITALS = re.compile(r"[0-9A-Z $%*+\-./:]+")  # ISO/IEC 18004, section 7.3.4
LEAST_MM = 20
LEAST_MODULE_MM = 0.5
SHOWN_MM = 40  # how large a code is where nobody says it
DPI = 300
LARGEST_MM = 100  # up to which the PNG has a dot for each dot of a printer
INCH_MM = 25.4
BLACK, WHITE = "#000000", "#ffffff"

Outline = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code; `rows` are its modules without the margin, from the top, those that are dark being True.

    `holds` is the address as a reader finds it, which may be in capitals.
    """

    address: str
    holds: str
    correction: Correction
    version: int
    rows: tuple[tuple[bool, ...], ...]

    @property
    def across(self) -> int:
        """How many modules wide it is, its margins included."""
        return len(self.rows) + 2 * MARGIN

    def module_mm(self, width_mm: float) -> float:
        """How wide a module is where the code, its margins included, is printed so wide."""
        return width_mm / self.across

    @property
    def minimum_mm(self) -> int:
        """How wide it has to be printed, its margins included."""
        return max(LEAST_MM, math.ceil(self.across * LEAST_MODULE_MM))

    @property
    def minimum_in_words(self) -> str:
        module = self.module_mm(self.minimum_mm)
        return (
            f"Print it at least {self.minimum_mm} mm wide, its white margin included: each of its squares is then "
            f"{module:.2f} mm wide. To be read from further away than an arm’s length, it has to be a tenth of the "
            "distance wide: 20 cm for 2 metres."
        )

    @property
    def in_words(self) -> str:
        """For those who cannot see it."""
        return f"QR code that leads to {self.address}"

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """Around all that is dark, in modules, its margins included; what lies inside an odd number of them is dark.

        Squares side by side would be parted by hairlines on many screens and some printers.
        """
        return _outlines(self.rows)


def code(address: str, correction: Correction = "M", *, may_be_capitals: bool = False) -> Code:
    """The code of this address; Unprintable where it is too long to be read at 20 mm.

    It holds the bytes as they come. Where those are too many and the server takes capitals for the same address, it
    holds that in capitals, of which half as many again find room.
    """
    import segno  # 30 ms that only the kit pays

    can_be_capitals = may_be_capitals and _has_capitals(address)
    length, most = len(address.encode()), MOST_CAPITALS if can_be_capitals else MOST_BYTES
    if length > most:
        raise _too_long(address, length, most)
    is_capitals = length > MOST_BYTES
    holds = address.upper() if is_capitals else address
    mode = "alphanumeric" if is_capitals else "byte"
    made = segno.make_qr(holds, error=correction, mode=mode, encoding=None if is_capitals else "utf-8",
                         boost_error=False)  # fmt: skip
    rows = tuple(tuple(bool(module) for module in row) for row in made.matrix)
    return Code(address, holds, correction, int(made.version), rows)


def fits_only_in_capitals(address: str) -> bool:
    """Whether a code of 20 mm would hold it, if only the server took capitals for small letters."""
    return _has_capitals(address) and MOST_BYTES < len(address) <= MOST_CAPITALS


def _has_capitals(address: str) -> bool:
    """Not every letter is the same in capitals: ß becomes SS, which is another host."""
    return address.isascii() and _CAPITALS.fullmatch(address.upper()) is not None


def _too_long(address: str, length: int, most: int) -> Unprintable:
    return Unprintable(
        f"The address {address} is {length} bytes long, and a code that can be read at {LEAST_MM} mm holds no more "
        f"than {most}.",
        f"Make it {_bytes(length - most)} shorter: shorten the code of the campaign or the name of the channel.",
    )


def _bytes(count: int) -> str:
    return f"{count} byte" if count == 1 else f"{count} bytes"


def svg(made: Code) -> bytes:
    """In vectors, 40 mm wide where nobody sets another width."""
    size = made.across
    path = "".join(_path(outline) for outline in made.outlines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SHOWN_MM}mm" height="{SHOWN_MM}mm" '
        f'viewBox="0 0 {size} {size}" role="img">\n'
        f"<title>{escape(made.in_words)}</title>\n"
        f'<path fill="{WHITE}" d="M0 0h{size}v{size}h-{size}z"/>\n'
        f'<path fill="{BLACK}" fill-rule="evenodd" d="{path}"/>\n'
        "</svg>\n"
    ).encode()


def _path(outline: Outline) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in outline) + "z"


def png(made: Code) -> bytes:
    """In whole dots for each module, enough of them for a width of 100 mm at 300 dpi, which it states."""
    from PIL import Image

    dots = math.ceil(LARGEST_MM / INCH_MM * DPI / made.across)
    small = Image.new("1", (made.across, made.across), 1)
    for y, row in enumerate(made.rows, MARGIN):
        for x, is_dark in enumerate(row, MARGIN):
            if is_dark:
                small.putpixel((x, y), 0)
    picture = small.resize((made.across * dots, made.across * dots), Image.Resampling.NEAREST)
    written = BytesIO()
    # As in drawn/share_cards.py: the same bytes whatever the processor, as nothing is searched for.
    picture.save(written, "PNG", dpi=(DPI, DPI), compress_level=9, compress_type=zlib.Z_RLE)
    return written.getvalue()


def pdf(made: Code, width_mm: float = SHOWN_MM, language: str = "en") -> bytes:
    """In vectors, on a page as large as the code with its margins."""
    part = Part("Figure", (printed(made, 0, 0, width_mm),), made.in_words)
    return document(Page(width_mm, width_mm, (part,)), made.in_words, language)


def printed(made: Code, left: float, top: float, width_mm: float) -> Outlines:
    """The dark of the code for a page, on white; all in millimetres, its margins included."""
    module = made.module_mm(width_mm)
    return Outlines(tuple(tuple((left + x * module, top + y * module) for x, y in o) for o in made.outlines), BLACK)


def _outlines(rows: tuple[tuple[bool, ...], ...]) -> tuple[Outline, ...]:
    """Sides of dark modules that no two share, put together to closed lines without needless corners."""
    ways: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end in _sides(rows):
        ways.setdefault(start, []).append(end)
    found = []
    while ways:
        start = next(iter(ways))
        corners, here = [start], _step(ways, start)
        while here != start:
            corners.append(here)
            here = _step(ways, here)
        found.append(_without_needless(corners))
    return tuple(found)


def _sides(rows: tuple[tuple[bool, ...], ...]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The sides between dark and light, each with the dark at its right hand."""
    size = len(rows)

    def is_dark(x: int, y: int) -> bool:
        return 0 <= x < size and 0 <= y < size and rows[y][x]

    sides = []
    for y, x in ((y, x) for y in range(size) for x in range(size) if rows[y][x]):
        a, b = x + MARGIN, y + MARGIN
        around = (
            (is_dark(x, y - 1), (a, b), (a + 1, b)),
            (is_dark(x + 1, y), (a + 1, b), (a + 1, b + 1)),
            (is_dark(x, y + 1), (a + 1, b + 1), (a, b + 1)),
            (is_dark(x - 1, y), (a, b + 1), (a, b)),
        )
        sides += [(start, end) for is_inner, start, end in around if not is_inner]
    return sides


def _step(ways: dict[tuple[int, int], list[tuple[int, int]]], here: tuple[int, int]) -> tuple[int, int]:
    there = ways[here].pop(0)
    if not ways[here]:
        del ways[here]
    return there


def _without_needless(corners: list[tuple[int, int]]) -> Outline:
    """Without the points at which the line goes straight on."""
    around = zip(corners[-1:] + corners[:-1], corners, corners[1:] + corners[:1], strict=True)
    return tuple(b for a, b, c in around if not (a[0] == b[0] == c[0] or a[1] == b[1] == c[1]))
