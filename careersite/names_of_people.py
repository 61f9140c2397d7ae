"""Names of people come in; out goes what finds them in a text, however they are written there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape

# Soft hyphens and the like, which nobody sees, and what is left of é once its accent stands alone.
_UNSEEN = dict.fromkeys((*map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"), *range(0x300, 0x370)))


def as_searched(text: str) -> str:
    """The text as a reader says it: characters for their names, letters without accents as in addresses."""
    text = unescape(text) if "&" in text else text
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_UNSEEN)


def _pattern(name: str) -> str:
    """Between the words of a name anything may stand but letters and digits: a new line, `**`, the hyphen of a path."""
    words = (re.escape(word) for word in re.split(r"[\s\-‐-―]+", as_searched(name)) if word)
    return r"(?<![^\W_])" + r"[\W_]{1,6}".join(words) + r"(?![^\W_])"


class NamesOfPeople:
    """The names of some people by their ids; `found_in` says whose name a text holds."""

    def __init__(self, ids: Mapping[str, tuple[str, ...]]) -> None:
        patterns = [(one, _pattern(name)) for one, names in ids.items() for name in names]
        self._patterns = [(one, re.compile(pattern, re.IGNORECASE)) for one, pattern in patterns]
        self._any = re.compile("|".join(pattern for _, pattern in patterns), re.IGNORECASE)
        self._asked: dict[str, str | None] = {}

    def found_in(self, text: str) -> str | None:
        """The id of somebody whom the text names, or None; a preview asks the same of every text at every save."""
        if not self._patterns:
            return None
        if text not in self._asked:
            self._asked[text] = self._look_into(as_searched(text))
        return self._asked[text]

    def _look_into(self, text: str) -> str | None:
        if not self._any.search(text):
            return None
        return next(one for one, pattern in self._patterns if pattern.search(text))


@lru_cache(maxsize=4)
def names_of_people(ids: tuple[tuple[str, tuple[str, ...]], ...]) -> NamesOfPeople:
    """The same for the same names, with all that was asked of it before."""
    return NamesOfPeople(dict(ids))


def names_by_id(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """(id, name) pairs, gathered; names without a letter or digit name nobody."""
    gathered: dict[str, dict[str, None]] = {}
    for one, name in pairs:
        if any(sign.isalnum() for sign in name):
            gathered.setdefault(one, {})[name] = None
    return {one: tuple(names) for one, names in gathered.items()}
