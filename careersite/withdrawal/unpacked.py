"""A file comes in; out go the files within it: what was compressed, archives, data addresses, and the text of PDFs."""

from __future__ import annotations

import base64
import binascii
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

DEEPEST = 3
MOST_INSIDE = 400_000_000
_DATA = re.compile(rb"data:[a-z0-9.+/-]*(?:;[a-z0-9=-]+)*?(;base64)?,([A-Za-z0-9+/=_%.~!*'()-]{16,})", re.IGNORECASE)
_STREAM = re.compile(rb"stream\r?\n")
FILMS = (".mp4", ".webm", ".mov", ".mp3", ".m4a", ".ogg", ".wav")


@dataclass(frozen=True, slots=True)
class Inner:
    """A file or a part of one; `why_closed` says why what is within it could not be looked at."""

    path: str
    data: bytes
    why_closed: str = ""


def unpacked(path: str, data: bytes, depth: int = 0) -> Iterator[Inner]:
    """The file itself, then all that is found in it."""
    yield Inner(path, data)
    if depth == DEEPEST:
        return
    try:
        for name, inner in _inside(path, data):
            yield from unpacked(f"{path} › {name}" if name else path, inner, depth + 1)
    except _Closed as closed:
        yield Inner(path, b"", str(closed))
    # Whatever damaged bytes make a library raise, the file is told as one that could not be looked into.
    except Exception:  # noqa: BLE001
        yield Inner(path, b"", "it is damaged, or of a kind that is not known here")


class _Closed(Exception):
    pass


def _inside(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    ending = path.lower()
    if data.startswith(b"\x1f\x8b"):
        yield "", _limited(gzip.GzipFile(fileobj=BytesIO(data)))
    elif ending.endswith(".br"):
        import brotli

        yield "", brotli.decompress(data)
    elif data.startswith(b"PK\x03\x04"):
        yield from _from_zip(data)
    elif data.startswith(b"%PDF"):
        yield from _from_pdf(data)
    elif ending.endswith(FILMS):
        raise _Closed("what a film shows and says cannot be looked for")
    elif b"data:" in data:
        yield from _from_data_addresses(data)


def _limited(opened: Any) -> bytes:
    found: bytes = opened.read(MOST_INSIDE + 1)
    if len(found) > MOST_INSIDE:
        raise _Closed("it is too large once unpacked")
    return found


def _from_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Also the documents of Word, Excel, PowerPoint and LibreOffice, which are archives."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.flag_bits & 1:
                raise _Closed("it is locked with a password")
            with archive.open(entry) as opened:
                yield entry.filename, _limited(opened)


def _from_pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Its text as readers see it, what it says of itself, and its pictures."""
    try:
        from pypdf import PdfReader
    except ImportError as missing:
        raise _Closed("the package pypdf is not installed") from missing
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _Closed("it is locked with a password")
    about = [f"{value}" for value in (reader.metadata or {}).values()]
    yield "what it says of itself", "\n".join(about).encode("utf-8", "replace")
    for number, page in enumerate(reader.pages, 1):
        yield f"page {number}", (page.extract_text() or "").encode("utf-8", "replace")
        for picture in page.images:
            yield f"page {number}, {picture.name}", picture.data
    for found in _STREAM.finditer(data):
        inner = _deflated(data[found.end() : found.end() + 4_000_000])
        if inner.lstrip().startswith(b"<?xpacket"):
            yield "what it says of itself", inner


def _deflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 4_000_000)
    except zlib.error:
        return b""


def _from_data_addresses(data: bytes) -> Iterator[tuple[str, bytes]]:
    for number, found in enumerate(_DATA.finditer(data), 1):
        try:
            inner = (
                base64.b64decode(unquote_to_bytes(found[2]), validate=False) if found[1] else unquote_to_bytes(found[2])
            )
        except (binascii.Error, ValueError):
            continue
        yield f"data address {number}", inner
