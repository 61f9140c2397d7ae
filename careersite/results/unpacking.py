"""A stream of bytes comes in, packed or not; out goes the text in it as UTF-8, in blocks of a megabyte or so."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain
from typing import IO, Any, NamedTuple

BLOCK = 1 << 20


class _Kind(NamedTuple):
    """The first bytes, the program that packs so, and where the standard library unpacks it."""

    magic: bytes
    program: str
    module: str
    unpacker: str
    fault: str


_KINDS = (
    _Kind(b"\x1f\x8b", "gzip", "zlib", "", "error"),
    _Kind(b"BZh", "bzip2", "bz2", "BZ2Decompressor", "OSError"),
    _Kind(b"\xfd7zXZ\0", "xz", "lzma", "LZMADecompressor", "LZMAError"),
    _Kind(b"\x28\xb5\x2f\xfd", "zstd", "compression.zstd", "ZstdDecompressor", "ZstdError"),  # from Python 3.14 on
)
_LONGEST_MAGIC = 6
_ZIP = b"PK\x03\x04"
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be", codecs.BOM_UTF8: ""}


class CannotUnpack(Exception):
    """The stream cannot be unpacked, or not to its end; the message says why in the middle of a sentence."""


def text_in(stream: IO[bytes]) -> Iterator[bytes]:
    """Its text; CannotUnpack where there is no more, behind what came before.

    What Windows writes with `>` is UTF-16. Zeros are left out: a log that was cut back while a server wrote to it
    begins with as many of them as it was long, and no line of any log has one.
    """
    blocks = unpacked(stream)
    start = _joined(blocks, 4)
    encoding = _encoding(start)
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
    start = next((start.removeprefix(mark) for mark in _MARKS if start.startswith(mark)), start)
    for block in chain((start,), blocks):
        text = decoder.decode(block).encode("utf-8", "replace") if decoder else block
        yield text.replace(b"\0", b"")


def _joined(blocks: Iterator[bytes], least: int) -> bytes:
    start = b""
    for block in blocks:
        start += block
        if len(start) >= least:
            break
    return start


def _encoding(start: bytes) -> str:
    """UTF-16 by its mark or, where it has none, by the zeros beside the letters; nothing for what needs no decoding."""
    marked = next((encoding for mark, encoding in _MARKS.items() if start.startswith(mark)), None)
    if marked is not None:
        return marked
    zeros = [byte == 0 for byte in start[:4]]
    if zeros == [False, True, False, True]:
        return "utf-16-le"
    return "utf-16-be" if zeros == [True, False, True, False] else ""


def unpacked(stream: IO[bytes]) -> Iterator[bytes]:
    """What is in it, told by its first bytes."""
    start = _first_bytes(stream)
    if start.startswith(_ZIP):
        raise CannotUnpack("is a ZIP archive, which can hold many files: unpack it, and give the logs that were in it")
    for kind in _KINDS:
        if start.startswith(kind.magic):
            yield from _of_kind(kind, start, stream)
            return
    yield start
    while block := stream.read(BLOCK):
        yield block


def _first_bytes(stream: IO[bytes]) -> bytes:
    """A pipe cannot be wound back, and may give them one by one."""
    start = b""
    while len(start) < _LONGEST_MAGIC and (more := stream.read(_LONGEST_MAGIC - len(start))):
        start += more
    return start


def _of_kind(kind: _Kind, start: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    program = kind.program
    try:
        module: Any = import_module(kind.module)
    except ImportError as fault:
        raise CannotUnpack(
            f"is packed with {program}, which this Python cannot unpack; unpack it first: {program} -dc FILE"
        ) from fault
    faults = (EOFError, getattr(module, kind.fault, OSError))
    try:
        yield from _members(getattr(module, kind.unpacker) if kind.unpacker else _Gzip, start, stream)
    except faults as fault:
        reason = "ends too early" if isinstance(fault, EOFError) else "is damaged"
        raise CannotUnpack(f"{reason}: what {program} could unpack is counted, and the rest is not") from fault


def _members(new: Callable[[], Any], packed: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    """One packed file behind another is one file, as `cat` makes them and servers that append; zeros may end it."""
    unpacker: Any = None
    while packed or (packed := stream.read(BLOCK)):
        if unpacker is None:
            packed = packed.lstrip(b"\0")
            if not packed:
                continue
            unpacker = new()
        yield unpacker.decompress(packed, BLOCK)
        while not unpacker.eof and not unpacker.needs_input:
            yield unpacker.decompress(b"", BLOCK)
        packed = unpacker.unused_data if unpacker.eof else b""
        unpacker = None if unpacker.eof else unpacker
    if unpacker is not None:
        raise EOFError


class _Gzip:
    """zlib's own object in the manner of the other three, which keep by themselves what is not yet unpacked."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)  # 31: with the head and the check sum of gzip
        self._is_full = False

    def decompress(self, packed: bytes, most: int) -> bytes:
        block = self._inner.decompress(packed or self._inner.unconsumed_tail, most)
        self._is_full = len(block) == most
        return block

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail and not self._is_full

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data
