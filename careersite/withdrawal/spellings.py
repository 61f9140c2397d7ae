"""A text comes in; out go the ways of reading it, with marks, escapes and codes undone, so that no name hides there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import unquote

# Accents once they are signs of their own, and soft hyphens and the like, which nobody sees.
_UNSEEN = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\xad\u200b-\u200f\u2060\ufeff]+"
)
# Letters that are not one with a mark over it, and that people leave out all the same.
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_BARRED = re.compile(f"[{''.join(_PLAIN)}]")
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_EMPHASIS = re.compile(r"(?<=[^\W_])[*_`~]{1,3}(?=[^\W_])")
_UNITS = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_BRACED = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\x([0-9a-fA-F]{2})")
_SHORT = re.compile(r"\\[nrtbf/\"'\\]")
_OF_STYLES = re.compile(r"\\([0-9a-fA-F]{2,6}) ?")
LETTER = r"[^\W\d_]"


def readings(text: str) -> tuple[str, ...]:
    """The text in small plain letters: as it stands; decoded; without its tags; with a space for each of them.

    Every line keeps its number.
    """
    decoded = _decoded(text)
    found = {text: None, decoded: None}
    if "<" in decoded:
        found |= {_TAG.sub(_lines_of, decoded): None, _TAG.sub(lambda tag: " " + _lines_of(tag), decoded): None}
    return tuple(dict.fromkeys(plain(one) for one in found))


def plain(text: str) -> str:
    """`Ábby­ Łoar` → `abby loar`."""
    if text.isascii():
        return text.lower()
    parts = _UNSEEN.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _BARRED.sub(lambda found: _PLAIN[found[0]], parts)


def _lines_of(tag: re.Match[str]) -> str:
    return "\n" * tag[0].count("\n")


def _decoded(text: str) -> str:
    """Twice, as a text within a text is encoded twice."""
    for _ in range(2):
        before = text
        for sign, undo in _UNDONE:
            if sign in text:
                text = undo(text)
        if text == before:
            break
    return _EMPHASIS.sub("", text)


def _without_escapes(text: str) -> str:
    text = _UNITS.sub(_units, text)
    text = _BRACED.sub(lambda found: _sign(int(found[1] or found[2], 16)), text)
    text = _SHORT.sub(lambda found: found[0][1] if found[0][1] in "/\"'\\" else " ", text)
    return _OF_STYLES.sub(lambda found: _sign(int(found[1], 16)), text)


def _units(found: re.Match[str]) -> str:
    """Two escapes may be the halves of one sign."""
    return bytes.fromhex(found[0].replace("\\u", "")).decode("utf-16-be", "replace")


def _sign(number: int) -> str:
    return chr(number) if 32 <= number <= 0x10FFFF else " "


def _unquoted(text: str) -> str:
    return unquote(text, errors="replace").replace("\r", " ")


_UNDONE: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("\\", _without_escapes), ("&", unescape), ("%", _unquoted),
)  # fmt: skip


class Wording:
    """Words that follow one another, whatever stands between them; `loose` bears anything but letters there."""

    def __init__(self, words: Iterable[str], between: str) -> None:
        self.words = tuple(words)
        self._longest, self._next = (sorted(self.words, key=len)[-2:] * 2)[:2]
        inner = between.join(re.escape(word) for word in self.words)
        # "Poars" and "poar-2" are found, "Poarson" is not.
        self._pattern = re.compile(rf"(?<!{LETTER}){inner}s?(?!{LETTER})")

    def found_in(self, reading: str) -> re.Match[str] | None:
        """Where it stands first."""
        # Looking for two words takes a fiftieth of the time that the pattern takes.
        if self._longest not in reading or self._next not in reading:
            return None
        return self._pattern.search(reading)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(text))


def spellings_of(name: str) -> Iterator[Wording]:
    """How a name may stand: its words near one another, with one initial between them, or the last one first."""
    words = words_of(name)
    if not words:
        return
    # "abbypoar" is a name; "alli" may be anything.
    fewest = 0 if sum(map(len, words)) >= 7 else 1
    yield Wording(words, rf"[\W_]{{{fewest},12}}")
    if len(words) > 1:
        yield Wording(words, rf"[\W_]{{1,12}}{LETTER}[\W_]{{1,12}}")
        yield Wording([words[-1], *words[:-1]], r"[\W_]{1,3}")


def run_together(name: str) -> str:
    """`AbbyPoar`, as in photoOfAbbyPoar.jpg; found by its capitals only, so in the text as it stands."""
    words = [word[0].upper() + word[1:] for word in words_of(name)]
    return "".join(words) if len(words) > 1 else ""
