"""The bytes of a picture come in; out go what it is, the sizes it is published in, and their bytes.

Only pixels go through: what a camera or a program wrote beside them (place, time, owner, colour profile) stays behind.
The only module that decodes and encodes pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from careersite.pictures.picture_faults import BROKEN, MOVING, Fault, by_first_bytes, by_size

WIDTHS = (360, 720, 1080, 1440)
# A width this near to the picture's own is left out.
NEARLY_THE_SAME = 0.85
DECODED = ("JPEG", "PNG", "WEBP", "AVIF")

# max_threads and autotiling: the bytes of an AVIF depend on the number of threads that it is made with.
_AVIF = {"format": "AVIF", "codec": "aom", "speed": 7, "max_threads": 1, "autotiling": False}
_WEBP = {"format": "WEBP", "method": 5}
SAVED: dict[str, dict[str, Any]] = {
    "avif": {**_AVIF, "quality": 56, "subsampling": "4:2:0"},
    "webp": {**_WEBP, "quality": 78},
    "jpg": {"format": "JPEG", "quality": 82, "subsampling": "4:2:0", "optimize": True, "progressive": True},
    "png": {"format": "PNG", "compress_level": 9},
}
# What is drawn has sharp edges and even areas, in which the eye sees every fault.
DRAWN: dict[str, dict[str, Any]] = {
    "avif": {**_AVIF, "quality": 75, "subsampling": "4:4:4"},
    "webp": {**_WEBP, "quality": 90},
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is seen, turned upright; `kept_as` is the format of its fallback. Or the fault, and no size."""

    width: int = 0
    height: int = 0
    kept_as: str = ""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of a picture in one format."""

    width: int
    height: int
    format: str


@cache
def recipe() -> str:
    """All that the bytes of a variant depend on beside the picture itself and the code of this module."""
    from PIL import __version__

    return f"{__version__} {SAVED} {DRAWN}"


def variants(picture: Picture, format_name: str) -> tuple[Variant, ...]:
    """The sizes of one format, the smallest first; never larger than the picture."""
    largest = min(picture.width, WIDTHS[-1])
    widths = [width for width in WIDTHS if width < largest * NEARLY_THE_SAME]
    return tuple(_variant(picture, width, format_name) for width in (*widths, largest))


def _variant(picture: Picture, width: int, format_name: str) -> Variant:
    return Variant(width, max(1, round(picture.height * width / picture.width)), format_name)


# What comes in


def examine(data: bytes) -> Picture:
    """What the picture is, found by decoding all of it."""
    fault = by_first_bytes(data)
    if fault:
        return Picture(fault=fault)
    try:
        with _opened(data) as image:
            fault = by_size(*image.size) or (MOVING if _moves(image) else None)
            if fault:
                return Picture(fault=fault)
            image.load()
            kept_as = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}.get(image.format)
            upright = _upright(image)
            width, height = upright.size
            return Picture(width, height, kept_as or ("png" if upright.mode == "RGBA" else "jpg"))
    except Exception:  # noqa: BLE001 - whatever damaged bytes make a decoder raise, they are damaged
        return Picture(fault=BROKEN)


def _opened(data: bytes) -> Any:
    from PIL import AvifImagePlugin, Image, WebPImagePlugin  # noqa: F401 - else forty formats are loaded to find these

    Image.MAX_IMAGE_PIXELS = None  # by_size is stricter, and looks before anything is decoded
    return Image.open(BytesIO(data), formats=DECODED)


def _moves(image: Any) -> bool:
    """A JPEG of several pictures is that of a phone, which puts a depth map or a small copy behind the photograph."""
    return image.format != "MPO" and getattr(image, "n_frames", 1) > 1


# What goes out


def develop(data: bytes, wanted: Iterable[Variant]) -> Iterator[bytes]:
    """The bytes of each variant, in order; the picture must be without fault."""
    from PIL import Image

    with _opened(data) as image:
        image.load()
        is_drawn, profile = image.format == "PNG", image.info.get("icc_profile")
        upright = _upright(image)
    last: Any = None
    for variant in wanted:
        size = (variant.width, variant.height)
        if last is None or last.size != size:
            sized = (
                upright if upright.size == size else upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
            )
            last = _in_srgb(sized, profile)
        yield _encoded(last, variant.format, is_drawn)


def _upright(image: Any) -> Any:
    """The pixels as they are seen: turned as the camera says, and in L, RGB, CMYK or, where it lets through, RGBA."""
    from PIL import ImageOps

    with suppress(Exception):  # a turn that cannot be read is none
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits: convert() would cut them off at 255
        return image.point(lambda value: value * (1 / 257) + 0.0).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        return image if image.getextrema()[3][0] < 255 else image.convert("RGB")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode in ("1", "LA") else "RGB")


def _in_srgb(image: Any, profile: bytes | None) -> Any:
    """The colours that the profile means, as a browser expects them without one."""
    opaque = image.convert("RGB") if image.mode == "RGBA" else image
    colours = (profile and _converted(opaque, profile)) or opaque
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if image.mode == "RGBA":
        colours = colours.copy()
        colours.putalpha(image.getchannel("A"))
    return colours


def _converted(image: Any, profile: bytes) -> Any:
    """None where the profile is damaged, or made for another kind of picture."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}[source.profile.xcolor_space.strip()]
        if (mode == "CMYK") != (image.mode == "CMYK"):
            return None
        given = image if image.mode == mode else image.convert(mode)
        return ImageCms.profileToProfile(given, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, KeyError, ValueError, TypeError):
        return None


def _encoded(image: Any, format_name: str, is_drawn: bool) -> bytes:
    options = (DRAWN if is_drawn else SAVED).get(format_name, SAVED[format_name])
    if format_name == "avif" and image.mode == "L":
        options = {**options, "subsampling": "4:0:0"}
    if format_name == "jpg" and image.mode == "RGBA":
        image = _on_white(image)
    image = image.copy()
    image.info = {}  # or the encoders would write some of what was read beside the pixels
    file = BytesIO()
    image.save(file, **options)
    return file.getvalue()


def _on_white(image: Any) -> Any:
    from PIL import Image

    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A"))
    return sheet
