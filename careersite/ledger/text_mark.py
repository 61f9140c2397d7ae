"""A page's words come in; out goes their mark: short, kept in published.yml, and enough to know the text again.

The first part is the same only for the same words. The second is a sketch (one-permutation MinHash of every three words
in a row, a byte for each of 24 sets): the share of bytes that two sketches have in common is about the share of their
words in a row that two texts have in common.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from zlib import crc32

SETS = 24
IN_A_ROW = 3
_WORD = re.compile(r"\w+")
_NOTHING = "00"


def text_mark(texts: Iterable[str], known: str = "") -> str:
    """The mark of these texts, such as 1f3a9c0d5e2b-07a1…; spaces, punctuation and capitals are left aside.

    Where `known` is the mark of the same words, it is given back: the sketch takes most of the time.
    """
    words = _WORD.findall("\n".join(texts).casefold())
    exact = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return known if is_same_text(known, exact) and len(known) > len(exact) else f"{exact}-{_sketch(words)}"


def _sketch(words: Sequence[str]) -> str:
    lowest: list[int | None] = [None] * SETS
    for start in range(max(1, len(words) - IN_A_ROW + 1)):
        row = crc32(" ".join(words[start : start + IN_A_ROW]).encode("utf-8", "surrogatepass"))
        number, rest = row % SETS, row // SETS
        known = lowest[number]
        lowest[number] = rest if known is None or rest < known else known
    return "".join(_NOTHING if rest is None else f"{rest % 255 + 1:02x}" for rest in lowest)


def is_same_text(mark: str, other: str) -> bool:
    return mark[:12] == other[:12] != ""


def likeness(mark: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same words; 0 where a mark lacks its sketch."""
    one, two = _bytes(mark), _bytes(other)
    if len(one) != SETS or len(two) != SETS:
        return float(is_same_text(mark, other))
    filled = [(a, b) for a, b in zip(one, two, strict=True) if not a == b == _NOTHING]
    return sum(a == b for a, b in filled) / len(filled) if filled else float(is_same_text(mark, other))


def _bytes(mark: str) -> list[str]:
    sketch = mark.partition("-")[2]
    return [sketch[start : start + 2] for start in range(0, len(sketch), 2)]
