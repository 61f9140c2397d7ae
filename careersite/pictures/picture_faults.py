"""The first bytes of a file come in; out goes what it is instead of a picture, and what an editor can do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000  # WebP ends at 16,383
SHORTEST_SIDE = 2
MOST_MEGABYTES = 20
MOST_MEGABYTES_OF_A_DRAWING = 1
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif")
NO_ENDINGS = (".gif", ".heic", ".heif", ".pdf", ".tif", ".tiff", ".bmp", ".psd", ".jxl")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is no picture for this site; `message` goes on after the file's name."""

    message: str
    hint: str


AS_STILL = "Save one still picture of it as PNG or JPEG; for what moves use the component video."
AS_JPEG = "Open it in a program for pictures, and save or export it as JPEG."
HEIC = "Open it and export it as JPEG. Settings, Camera, Formats, Most Compatible makes an iPhone take JPEG at once."
PDF = "Export the page as a picture, or put the PDF into content/files/ and link to it."
AGAIN = "It may have been downloaded or copied only in part. Fetch it again from where it came from, or save it anew."
OTHER = "Save the picture again, or choose another."

# By their first bytes; (?s:.) is any byte.
_KINDS = (
    (rb"\s*%PDF", "a PDF", PDF),
    (rb"(?s:....)ftyp(?:hei[cmsx]|hev[cmsx]|(?:mif1|msf1)(?s:.{4,40}?)hei[cx])", "a HEIC photo", HEIC),
    (rb"(?s:....)ftypavis", "a moving AVIF picture", AS_STILL),
    (rb"(?s:....)ftyp(?!avif|mif1|msf1)", "a film", "Use the component video for it, or choose a picture."),
    (rb"GIF8[79]a", "a GIF", AS_STILL),
    (rb"II\*\0|MM\0\*", "a TIFF or the raw picture of a camera", AS_JPEG),
    (rb"8BPS", "a Photoshop file", AS_JPEG),
    (rb"BM(?s:....)\0\0\0\0", "a BMP", AS_JPEG),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "a JPEG XL picture", AS_JPEG),
    (rb"\0\0\0\x0cjP  ", "a JPEG 2000 picture", AS_JPEG),
    (rb"PK\x03\x04", "a Word, PowerPoint or ZIP file", "Take the picture out of it, and save that as JPEG or PNG."),
    (rb"\s*(?i:<!doctype html|<html)", "a web page",
     "Save the picture itself: on the web page, right-click it and choose “Save image as”."),
    (rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<svg|<!--)", "an SVG drawing", "Rename it so that its name ends in .svg."),
    (rb"version https://git-lfs", "a note that stands for the picture, not the picture itself",
     "Fetch the real file with “git lfs pull”."),
)  # fmt: skip
_PICTURES = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF(?s:....)WEBP|(?s:....)ftyp(?:avif|mif1|msf1)")

EMPTY = Fault("is empty: it holds no bytes at all.", AGAIN)
BROKEN = Fault("is broken or not whole: it cannot be read to its end.", AGAIN)
NO_PICTURE = Fault("is not a picture that can be read, whatever its name says.", OTHER)
MOVING = Fault("is a moving picture. Moving pictures are not accepted.", AS_STILL)


def by_first_bytes(data: bytes) -> Fault | None:
    """What the file is instead of a picture; None where it begins like one that can be read."""
    if not data:
        return EMPTY
    start = data[:512]
    for pattern, what, hint in _KINDS:
        if re.match(pattern, start):
            return Fault(f"is {what}, whatever its name says.", hint)
    return None if _PICTURES.match(start) else NO_PICTURE


def by_size(width: int, height: int) -> Fault | None:
    """What is wrong with the measures, told before anything of that size is taken into memory."""
    measures = f"{width:,} by {height:,} pixels"
    if width * height >= MOST_PIXELS:
        most = f"fewer than {MOST_PIXELS // 1_000_000} million are accepted"
        hint = "Make it smaller: nothing here is shown wider than 1,440 pixels."
        return Fault(f"has {width * height / 1e6:,.0f} million pixels ({measures}); {most}.", hint)
    if max(width, height) > LONGEST_SIDE:
        return Fault(f"is {measures}; no side may be longer than {LONGEST_SIDE:,}.", "Cut it, or make it smaller.")
    if min(width, height) < SHORTEST_SIDE:
        return Fault(f"is {measures}: there is nothing to see on it.", "Choose the picture that was meant.")
    return None


def hint_for_ending(path: str) -> str:
    """What to do with a file whose ending shows that it cannot be used as a picture."""
    ending = path.lower().rpartition(".")[2]
    if ending == "gif":
        return AS_STILL
    if ending == "pdf":
        return PDF
    if ending in ("heic", "heif"):
        return HEIC
    return AS_JPEG if f".{ending}" in NO_ENDINGS else ""
