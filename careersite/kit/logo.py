"""The logo of an organisation comes in as SVG, PNG or JPEG; out goes what a sheet shows of it, on white."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from careersite.drawn.icons import NoDrawing, in_dots
from careersite.kit.pdf import Picture
from careersite.kit.unprintable import Unprintable

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_MM = 600 / 25.4  # of a good printer


@dataclass(frozen=True, slots=True)
class Logo:
    """`picture` is the file; `alt` names the organisation for those who cannot see it."""

    picture: bytes
    alt: str


def placed(logo: Logo, right: float, top: float, room: tuple[float, float]) -> Picture:
    """As large as it can be in this room, in millimetres, against its right edge and in the middle of its height."""
    across, down = room
    whole = _opened(logo, math.ceil(across * DOTS_PER_MM))
    scale = min(across / whole.width, down / whole.height)
    width, height = whole.width * scale, whole.height * scale
    dots = min(whole.width, math.ceil(width * DOTS_PER_MM)), min(whole.height, math.ceil(height * DOTS_PER_MM))
    return Picture(right - width, top + (down - height) / 2, width, height, dots, _packed(whole.resize(dots)))


def _opened(logo: Logo, across: int) -> Image:
    """In its own dots, or in so many where it is a drawing, on white and as it is to be held."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        picture = logo.picture
        if not picture.startswith((b"\x89PNG", b"\xff\xd8")):
            picture = in_dots(picture, across)
        opened = ImageOps.exif_transpose(Image.open(BytesIO(picture)))
        opened = (opened.convert("RGB") if opened.mode == "CMYK" else opened).convert("RGBA")
    except (NoDrawing, OSError, UnicodeDecodeError, UnidentifiedImageError, ValueError) as fault:
        raise Unprintable(
            f"The logo cannot be drawn: {fault}.", "Save it once more as SVG or PNG, or leave it out in site.yml."
        ) from fault
    ground = Image.new("RGBA", opened.size, "#ffffff")
    return Image.alpha_composite(ground, opened).convert("RGB")


def _packed(picture: Image) -> bytes:
    """The dots as they stand in a PNG, which is how a PDF takes them too: ISO 32000-1, section 7.4.4.4."""
    written = BytesIO()
    picture.save(written, "PNG", compress_level=9, compress_type=zlib.Z_RLE)  # see drawn/share_cards.py
    png, place, found = written.getvalue(), 8, b""
    while place < len(png):
        length, kind = struct.unpack_from(">L4s", png, place)
        if kind == b"IDAT":
            found += png[place + 8 : place + 8 + length]
        place += 12 + length
    return found
