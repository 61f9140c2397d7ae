"""A stream of bytes comes in, packed or not; out goes what is in it, in blocks of a megabyte at most."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
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


class CannotUnpack(Exception):
    """The stream cannot be unpacked, or not to its end; the message says why in the middle of a sentence."""


def unpacked(stream: IO[bytes]) -> Iterator[bytes]:
    """What is in it, told by its first bytes; CannotUnpack where there is no more, behind what came before."""
    start = _first_bytes(stream)
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
        raise CannotUnpack(f"{reason}: not all that was packed with {program} could be unpacked") from fault


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
