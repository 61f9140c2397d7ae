"""One drawing as SVG comes in; out come the icons that browsers, phones and tablets ask for, as PNG and ICO."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

ICO_SIZES = (16, 32, 48)
# A telephone may cut a maskable icon to a circle of four fifths: https://www.w3.org/TR/appmanifest/#icon-masks
MASK_PART = 0.56
TOUCH_PART = 1.0


class NoDrawing(Exception):  # reads as a sentence where it is raised
    """The SVG cannot be drawn, for this reason."""


def png(svg: bytes, size: int) -> bytes:
    """The drawing alone, seen through where it is empty."""
    return _as_png(_drawn(svg, size))


def filled_png(svg: bytes, size: int, part: float, ground: str) -> bytes:
    """The drawing in the middle of its ground, for systems that cut corners off or put black behind."""
    from PIL import Image

    whole = Image.new("RGB", (size, size), ground)
    inner = _drawn(svg, round(size * part))
    left = (size - inner.width) // 2
    whole.paste(inner, (left, left), inner)
    return _as_png(whole)


def ico(svg: bytes) -> bytes:
    """All its sizes in one file, each drawn for itself and not made smaller from another.

    Put together here, because Pillow would compress them by a search that may differ from one processor to the next.
    https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
    """
    pictures = [png(svg, size) for size in ICO_SIZES]
    heads, start = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        heads += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(picture), start)
        start += len(picture)
    return heads + b"".join(pictures)


def in_dots(svg: bytes, across: int, down: int | None = None) -> bytes:
    """The drawing as PNG, so many dots across; as high as it then is, where nothing else is said."""
    import resvg_py  # as Pillow: an unchanged site is built without it

    try:
        # Whatever fonts a computer has, the drawing is the same; without dpi, a size in millimetres is none.
        return resvg_py.svg_to_bytes(
            svg_string=svg.decode("utf-8-sig"), width=across, height=down, dpi=96, skip_system_fonts=True
        )
    except ValueError as fault:
        raise NoDrawing(str(fault)) from fault


def _drawn(svg: bytes, size: int) -> Image:
    from PIL import Image

    picture = Image.open(BytesIO(in_dots(svg, size, size))).convert("RGBA")
    return picture if picture.size == (size, size) else picture.resize((size, size))


def _as_png(picture: Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", compress_level=9, compress_type=zlib.Z_RLE)  # see share_cards.py
    return written.getvalue()
