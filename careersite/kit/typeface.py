"""A typeface of the program comes in as TrueType; out go the widths of words, and the font cut down to some letters.

Read here and not by a library, because that is 30 MB more to install on every computer for what are a few tables.
https://learn.microsoft.com/en-us/typography/opentype/spec/otff
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from careersite.drawn.lettering import FONTS, Weight

# What a PDF needs of a font: ISO 32000-1, section 9.9.
KEPT = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
CHECKED_SUM = 0xB1B0AFBA
# Flags of a glyph that is put together from others.
HAS_WORDS, HAS_SCALE, HAS_MORE, HAS_TWO_SCALES, HAS_MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


@dataclass(frozen=True, slots=True)
class Typeface:
    """Numbers of glyphs by character, and what is said of them, in units; `em` of them are the size of the letters."""

    name: str
    em: int
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capital: int
    glyphs: Mapping[str, int]
    advances: tuple[int, ...]
    kerns: Mapping[tuple[int, int], int]
    tables: Mapping[str, bytes]

    def numbers(self, text: str) -> list[int]:
        return [self.glyphs[sign] for sign in text]

    def kern(self, first: int, second: int) -> int:
        """By how much the second glyph stands nearer to the first, as a negative number, or further away."""
        return self.kerns.get((first, second), 0)

    def width(self, text: str) -> float:
        """As a multiple of the size of the letters."""
        numbers = self.numbers(text)
        kerns = sum(self.kern(a, b) for a, b in pairwise(numbers))
        return (sum(self.advances[number] for number in numbers) + kerns) / self.em

    def cut_down(self, numbers: Iterable[int]) -> bytes:
        """The font with these glyphs alone, each under its own number."""
        return _font({**self.tables, **_outlines(self.tables, set(numbers) | {0})})


@cache
def typeface(weight: Weight) -> Typeface:
    tables = _tables((FONTS / f"{weight}.ttf").read_bytes())
    em, *box = struct.unpack_from(">H16x4h", tables["head"], 18)
    ascent, descent = struct.unpack_from(">2h", tables["hhea"], 4)
    return Typeface(
        name=f"AtkinsonHyperlegibleNext-{weight.title()}",
        em=em,
        box=(box[0], box[1], box[2], box[3]),
        ascent=ascent,
        descent=descent,
        capital=struct.unpack_from(">h", tables["OS/2"], 88)[0],
        glyphs=_glyphs(tables["cmap"]),
        advances=_advances(tables),
        kerns=_kerns(tables.get("kern", b"")),
        tables={name: tables[name] for name in KEPT},
    )


def _tables(font: bytes) -> dict[str, bytes]:
    found = {}
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        name, start, length = struct.unpack_from(">4s4x2L", font, 12 + 16 * number)
        found[name.decode("ascii")] = font[start : start + length]
    return found


def _glyphs(cmap: bytes) -> dict[str, int]:
    """Of the table of format 4 for Unicode, which our fonts have."""
    places = [struct.unpack_from(">2HL", cmap, 4 + 8 * n) for n in range(struct.unpack_from(">H", cmap, 2)[0])]
    start = next(place for platform, kind, place in places if (platform, kind) == (3, 1))
    count = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    columns = [struct.unpack_from(f">{count}H", cmap, start + 14 + 2 * count * n + 2 * bool(n)) for n in range(4)]
    found = {}
    for segment, (last, first, shift, reach) in enumerate(zip(*columns, strict=True)):
        here = start + 16 + 6 * count + 2 * segment  # where the reach of this segment stands, which counts from there
        for sign in range(first, min(last, 0xFFFE) + 1):
            number = sign
            if reach:
                number = struct.unpack_from(">H", cmap, here + reach + 2 * (sign - first))[0]
            if number or not reach:
                found[chr(sign)] = (number + shift) % 0x10000
    return {sign: number for sign, number in found.items() if number}


def _advances(tables: Mapping[str, bytes]) -> tuple[int, ...]:
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    long = struct.unpack_from(">H", tables["hhea"], 34)[0]
    found = [struct.unpack_from(">H", tables["hmtx"], 4 * number)[0] for number in range(long)]
    return tuple(found + found[-1:] * (count - long))


def _kerns(kern: bytes) -> dict[tuple[int, int], int]:
    """Of every table of format 0, which is a list of pairs."""
    found: dict[tuple[int, int], int] = {}
    start = 4
    for _ in range(struct.unpack_from(">H", kern, 2)[0] if kern else 0):
        length, coverage, count = struct.unpack_from(">2x3H", kern, start)
        if coverage >> 8 == 0:
            pairs = struct.iter_unpack(">2Hh", kern[start + 14 : start + 14 + 6 * count])
            found |= {(first, second): units for first, second, units in pairs}
        start += length
    return found


def _outlines(tables: Mapping[str, bytes], wanted: set[int]) -> dict[str, bytes]:
    """`glyf` and `loca` with nothing in place of all other glyphs."""
    is_long = struct.unpack_from(">h", tables["head"], 50)[0]
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    places = [
        place if is_long else 2 * place
        for place in struct.unpack_from(f">{count + 1}{'L' if is_long else 'H'}", tables["loca"])
    ]
    shapes = [tables["glyf"][a:b] for a, b in pairwise(places)]
    todo = list(wanted)
    kept = set(wanted)
    while todo:
        new = set(_parts(shapes[todo.pop()])) - kept
        kept |= new
        todo += new
    glyf, loca = b"", [0]
    for number, shape in enumerate(shapes):
        if number in kept:
            glyf += shape + b"\0" * (-len(shape) % 4)
        loca.append(len(glyf))
    head = tables["head"][:50] + struct.pack(">h", 1) + tables["head"][52:]
    return {"glyf": glyf, "loca": struct.pack(f">{count + 1}L", *loca), "head": head}


def _parts(shape: bytes) -> list[int]:
    """The numbers of the glyphs that this one is put together from."""
    if not shape or struct.unpack_from(">h", shape)[0] >= 0:
        return []
    found = []
    place, flags = 10, HAS_MORE
    while flags & HAS_MORE:
        flags, number = struct.unpack_from(">2H", shape, place)
        found.append(number)
        place += 8 if flags & HAS_WORDS else 6
        place += 2 * bool(flags & HAS_SCALE) + 4 * bool(flags & HAS_TWO_SCALES) + 8 * bool(flags & HAS_MATRIX)
    return found


def _font(tables: Mapping[str, bytes]) -> bytes:
    """The tables as one file, with the sums by which it can be checked."""
    tables = {name: tables[name] for name in KEPT}
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    power = len(tables).bit_length() - 1
    heads = struct.pack(">L4H", 0x10000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    bodies, start = b"", 12 + 16 * len(tables)
    for name, table in tables.items():
        heads += struct.pack(">4s3L", name.encode("ascii"), _sum(table), start + len(bodies), len(table))
        bodies += table + b"\0" * (-len(table) % 4)
    whole = heads + bodies
    place = whole.index(tables["head"], len(heads)) + 8
    return whole[:place] + struct.pack(">L", (CHECKED_SUM - _sum(whole)) % 2**32) + whole[place + 4 :]


def _sum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    numbers: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(numbers) % 2**32
