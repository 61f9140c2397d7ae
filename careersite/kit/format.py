"""The sizes of paper that sheets are made for, and how large what stands on them may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A size of paper, and how large what stands on it may be: lengths in millimetres, letters in points."""

    name: str
    paper: str
    width: float
    height: float
    edge: float
    pad: float
    ribbons: tuple[float, ...]  # the widest that leaves room enough
    logo: tuple[float, float]
    titles: tuple[float, ...]
    sizes: tuple[float, ...]  # of plain words; those of the others are multiples
    small_sizes: tuple[float, ...]  # for those who have a lot to say
    addresses: tuple[float, ...]
    two_row_addresses: tuple[float, ...]


POSTER = Format(
    name="poster",
    paper="A4",
    width=210,
    height=297,
    edge=10,
    pad=10,
    ribbons=(56, 47, 40),
    logo=(50, 16),
    titles=(92, 84, 78, 72, 66, 60, 55, 50, 46, 42, 38, 34, 30),
    sizes=(19, 18, 17, 16),
    small_sizes=(15, 14),
    # The capitals of the smallest are a 300th of two metres high, which is how far they are read from without effort.
    addresses=(44, 40, 37, 34, 32, 30, 28.5),
    two_row_addresses=(36, 34, 32, 30, 28.5),
)
HANDOUT = Format(
    name="handout",
    paper="A5",
    width=148,
    height=210,
    edge=8,
    pad=7,
    ribbons=(29, 24, 20),
    logo=(32, 11),
    titles=(50, 46, 42, 39, 36, 33, 30, 27, 24, 22, 20),
    sizes=(13, 12.5, 12),
    small_sizes=(11.5, 11),
    addresses=(28, 26, 24, 22, 20, 18),
    two_row_addresses=(22, 20, 18, 16),
)
