"""Names and words of people come in; out goes what finds them in a text, however they are written there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape

_WORD = re.compile(r"[^\W_]+")
# Soft hyphens and the like, which nobody sees, and what is left of é once its accent stands alone.
_UNSEEN = dict.fromkeys((*map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"), *range(0x300, 0x370)))


def as_searched(text: str) -> str:
    """The text as a reader says it: characters for their names, in lower case, without accents as in addresses."""
    text = unescape(text) if "&" in text else text
    return (text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_UNSEEN)).casefold()


Pairs = tuple[tuple[str, tuple[str, ...]], ...]

# "abbypoar" is a name; "alli" may be anything.
SHORTEST_JOINED = 7


class NamesOfPeople:
    """The names of some people by their ids, and what they `said`; `found_in` says whose a text holds."""

    def __init__(self, ids: Mapping[str, tuple[str, ...]], said: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.ids, self.said = ids, said or {}
        # By the longest of its words: of hundreds of names, a text holds that word of hardly any.
        self._by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one, names in ids.items():
            for name in map(as_searched, names):
                words = _WORD.findall(name)
                self._by_word[max(words, key=len)].append((one, name))
                joined = "".join(words)
                if len(words) > 1 and len(joined) >= SHORTEST_JOINED:
                    self._by_word[joined].append((one, joined))
        self._said_by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one, texts in self.said.items():
            for spoken in (_WORD.findall(as_searched(text)) for text in texts):
                if spoken:
                    self._said_by_word[max(spoken, key=len)].append((one, f" {' '.join(spoken)} "))
        self._asked: dict[str, str | None] = {}

    def found_in(self, text: str) -> str | None:
        """The id of somebody whom the text names, or None; a preview asks the same of every text at every save."""
        if not self._by_word and not self._said_by_word:
            return None
        if text not in self._asked:
            self._asked[text] = self._look_into(as_searched(text))
        return self._asked[text]

    def _look_into(self, text: str) -> str | None:
        words = _WORD.findall(text)
        there = set(words)
        near = (pair for word in sorted(self._by_word.keys() & there) for pair in self._by_word[word])
        if named := next((one for one, name in near if _pattern(name).search(text)), None):
            return named
        spoken = [pair for word in sorted(self._said_by_word.keys() & there) for pair in self._said_by_word[word]]
        plain = f" {' '.join(words)} " if spoken else ""
        return next((one for one, said in spoken if said in plain), None)


@lru_cache(maxsize=1_000)
def _pattern(name: str) -> re.Pattern[str]:
    """Between the words of a name an initial may stand, and all but letters and digits: a new line, `**`, a hyphen."""
    words = (re.escape(word) for word in re.split(r"[\s\-‐-―'’‘ʼ]+", name) if word)
    return re.compile(r"(?<![^\W_])" + r"[\W_]{1,30}(?:[^\W\d_][\W_]{1,6})?".join(words) + r"(?![^\W_])")


@lru_cache(maxsize=4)
def names_of_people(ids: Pairs, said: Pairs = ()) -> NamesOfPeople:
    """The same for the same names and words, with all that was asked of it before."""
    return NamesOfPeople(dict(ids), dict(said))


def names_by_id(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """(id, name) pairs, gathered; names without a letter or digit name nobody."""
    gathered: dict[str, dict[str, None]] = {}
    for one, name in pairs:
        if any(sign.isalnum() for sign in name):
            gathered.setdefault(one, {})[name] = None
    return {one: tuple(names) for one, names in gathered.items()}
