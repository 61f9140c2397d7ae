"""Files and what to look for come in; out goes every trace of a person: name, words, pictures, addresses, copies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from careersite.ledger.ledger import LEDGER_PATH
from careersite.withdrawal.likeness import Likeness, Seen, is_picture, words_beside
from careersite.withdrawal.spellings import LETTER, Wording, readings, run_together, spellings_of, words_of
from careersite.withdrawal.unpacked import Inner, unpacked

# A run of so many words of a quotation is a trace of it; shorter ones anybody may say.
FEWEST_WORDS, FEWEST_WORDS_OF_OTHERS = 3, 7
RUN, RUN_EVERY = 6, 1
# Of what others wrote about the person, so many.
LONG_RUN, LONG_RUN_EVERY = 9, 4
# A large binary file is looked at in parts that overlap.
PART, OVERLAP = 8_000_000, 4_000
NAMES_OF_KINDS = {
    "name": "the name", "words": "their words", "text": "text of their page", "address": "the address of their page",
    "picture": "a picture of them", "copy": "the very file",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a person, and so looked for.

    `words` are their own, `texts` what others wrote on pages about them, `others` is what other pages say; `pictures`
    and `copies` are bytes by what they are; `gone` are addresses that must be named where a server is told about them.
    """

    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    others: str = ""
    addresses: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    copies: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """One find; `line` is 0 where a file has none, `found` is what stands there, or which picture it shows."""

    file: str
    line: int
    kind: str
    found: str

    @property
    def in_words(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line > 1 else self.file
        return f"{place}: {NAMES_OF_KINDS[self.kind]}, {self.found}"


@dataclass
class Looked:
    """What was looked at, for who wants to know how far the result reaches."""

    files: int = 0
    pictures: int = 0
    results: int = 0
    bytes: int = 0
    closed: dict[str, str] = field(default_factory=dict)
    maybe: dict[str, str] = field(default_factory=dict)


class Finder:
    """Looks for one person in any number of files; the same bytes are looked at once."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted, self.looked = wanted, Looked()
        self._names = [("name", one) for name in wanted.names for one in spellings_of(name)]
        self._capitals = [one for name in wanted.names if (one := run_together(name))]
        self._runs = [("words", one) for text in wanted.words for one in _runs(text, RUN, RUN_EVERY, FEWEST_WORDS)]
        long_runs = (
            one for text in wanted.texts for one in _runs(text, LONG_RUN, LONG_RUN_EVERY, FEWEST_WORDS_OF_OTHERS)
        )
        others = " ".join(words_of(wanted.others))
        self._runs += [("text", one) for one in long_runs if " ".join(one.words) not in others]
        self._runs += [("address", one) for address in wanted.addresses for one in _as_address(address)]
        self._likenesses = {
            path: likeness for path, data in wanted.pictures.items() if (likeness := Likeness(data)).is_known
        }
        self._copies = {_mark(data): what for what, data in (*wanted.copies.items(), *wanted.pictures.items())}
        self._parts = [one for name in wanted.names for one in _parts_of(name)]
        self._seen: dict[tuple[str, bool], tuple[tuple[int, str, str], ...]] = {}

    @property
    def compares_pictures(self) -> bool:
        return bool(self._likenesses)

    def look(self, path: str, data: bytes, shown: str = "", *, tells_maybe: bool = False) -> list[Trace]:
        """Traces in the file, in what is packed into it, and in its path below the folder; of each kind the first."""
        shown = shown or path
        self.looked.files += 1
        self.looked.bytes += len(data)
        found = [Trace(shown, 0, kind, f"{words} in its path") for _, kind, words in self._in_path(path)]
        for inner in unpacked(path, data):
            place = shown + inner.path.removeprefix(path)
            if inner.why_closed:
                self.looked.closed[place] = inner.why_closed
            else:
                found += [
                    Trace(place, line, kind, words) for line, kind, words in self._once(inner, place, tells_maybe)
                ]
        return sorted(set(found))

    def lines(self, path: str, data: bytes) -> list[Trace]:
        """Every line of a text in which there is something of the person, and what is found in the file as a whole."""
        text = data.decode("utf-8", "replace")
        whole = [trace for trace in self.look(path, data) if trace.kind != "address"]
        if not whole or _is_binary(data):
            return whole
        told: dict[int, Trace] = {}
        for number, line in enumerate(text.split("\n"), 1):
            for _, kind, words in self._in_text(line):
                if kind != "address":
                    told.setdefault(number, Trace(path, number, kind, words))
        return sorted({*told.values(), *(trace for trace in whole if trace.line not in told)})

    def is_clean(self, path: str, data: bytes) -> bool:
        return not self.look(path, data)

    def _in_path(self, path: str) -> Iterator[tuple[int, str, str]]:
        if not self._is_gone(path):
            yield from self._in_text(path, everything=False)

    def _is_gone(self, path: str) -> bool:
        """True for the plain page that says so at an address."""
        return any(path.startswith(address.strip("/") + "/") for address in self.wanted.gone)

    def _once(self, inner: Inner, place: str, tells_maybe: bool) -> tuple[tuple[int, str, str], ...]:
        names_gone = _answers_gone(inner.path) or self._is_gone(inner.path)
        key = (_mark(inner.data), names_gone)
        self.looked.pictures += is_picture(inner.data)
        if key not in self._seen:
            self._seen[key] = tuple(self._in(inner, names_gone=names_gone))
        if tells_maybe and self._parts and not is_picture(inner.data):
            self._tell_maybe(inner.data, place)
        return self._seen[key]

    def _in(self, inner: Inner, *, names_gone: bool) -> Iterator[tuple[int, str, str]]:
        if copy := self._copies.get(_mark(inner.data)):
            yield 0, "copy", copy
        elif is_picture(inner.data):
            yield from self._in_picture(inner.data)
        for text in _texts(inner.data, self.wanted.names):
            yield from self._in_text(_without(text, self.wanted.gone) if names_gone else text)

    def _in_picture(self, data: bytes) -> Iterator[tuple[int, str, str]]:
        yield from self._in_text(words_beside(data))
        seen = Seen(data) if self._likenesses else None
        for path, likeness in self._likenesses.items():
            if seen and likeness.is_in(seen):
                yield 0, "picture", f"it looks like {path}"

    def _in_text(self, text: str, *, everything: bool = True) -> Iterator[tuple[int, str, str]]:
        told: set[str] = set()
        for reading in readings(text):
            for kind, wording in (*self._names, *(self._runs if everything else ())):
                if kind not in told and (found := wording.found_in(reading)):
                    told.add(kind)
                    yield reading.count("\n", 0, found.start()) + 1, kind, f"“{' '.join(found[0].split())}”"
        for capitals in self._capitals if "name" not in told else ():
            if capitals in text:
                yield text.count("\n", 0, text.index(capitals)) + 1, "name", f"“{capitals}”"

    def _tell_maybe(self, data: bytes, place: str) -> None:
        for text in _texts(data, ()):
            for pattern in self._parts:
                if found := pattern.search(text):
                    self.looked.maybe.setdefault(place, found[0])


def _runs(text: str, length: int, every: int, fewest: int) -> Iterator[Wording]:
    """A short text as a whole, a longer one as runs of words that overlap."""
    words = words_of(text)
    if len(words) < fewest:
        return
    starts = range(0, max(1, len(words) - length + every), every) if len(words) > length + 2 else (0,)
    for start in starts:
        run = words[start : start + length] if len(starts) > 1 else words
        if len(run) >= min(length, len(words)):
            yield Wording(run, r"[\W_]+")
    if len(starts) > 1:
        yield Wording(words[-length:], r"[\W_]+")


def _as_address(address: str) -> Iterator[Wording]:
    words = words_of(address)
    if len(words) > 1:
        yield Wording(words, r"[\W_]{1,3}")


def _parts_of(name: str) -> Iterator[re.Pattern[str]]:
    """First or last name alone, with its capital: it may be somebody else's."""
    for word in name.split()[:: max(1, len(name.split()) - 1)]:
        if len(word) > 2 and len(name.split()) > 1:
            yield re.compile(rf"(?<!{LETTER}){re.escape(word)}(?:['’]s)?(?!{LETTER})")


def _texts(data: bytes, names: Iterable[str]) -> Iterator[str]:
    """The text that the bytes hold, in the ways in which programs write it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace")
        return
    if not _is_binary(data):
        yield data.decode("utf-8", "replace")
        if any(not name.isascii() for name in names):
            yield data.decode("cp1252", "ignore")
        return
    # Among the numbers of a picture or a store, nothing is looked for where not even a part of the name is.
    words = [word for name in names for one in name.split() for word in (one, *words_of(one))]
    shapes = {shape for word in words for shape in (word, word.lower(), word.title(), word.upper())}
    for code in ("utf-8", "cp1252", "utf-16-le", "utf-16-be"):
        if any(shape.encode(code, "ignore") in data for shape in shapes if len(shape) > 1):
            for start in range(0, max(1, len(data)), PART - OVERLAP):
                yield data[start : start + PART].decode(code, "replace")
                if code.startswith("utf-16"):
                    yield data[start + 1 : start + PART].decode(code, "replace")


def _is_binary(data: bytes) -> bool:
    """True for what is no text in any one encoding."""
    if is_picture(data):
        return True
    if b"\0" not in data[:8000]:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


# A server that is to answer "gone" must be told the address.
_RULES = ("_redirects", "_headers", ".htaccess", "staticwebapp.config.json", ".careersite", LEDGER_PATH)


def _answers_gone(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in _RULES or name.endswith((".conf", ".htaccess"))


def _without(text: str, addresses: Iterable[str]) -> str:
    for address in addresses:
        inner = address.strip("/")
        for shape in {inner, re.escape(inner), inner.replace("-", r"\-"), inner.replace(".", r"\.")}:
            text = re.sub(rf"{re.escape(shape)}(?![\w-])", "", text)
    return text


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
