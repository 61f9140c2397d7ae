"""Two finished sites come in; out goes what differs, page by page and in the words that a reader meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from careersite.campaigns.short_links import is_short, parts_of, short_address
from careersite.page_words import Link, PageWords, page_words

ASSETS = "assets/"
# A page whose words are alike to this degree is the same page at another address.
ALIKE, ALIKE_UNDER_ANOTHER_NAME = 0.8, 0.9


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """One side: its HTML pages by address, where old addresses lead, and all its other files.

    `short_links` are None where they are in the rules of a server alone.
    """

    pages: Mapping[str, PageWords]
    redirects: Mapping[str, str]
    others: Mapping[str, bytes]
    short_links: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Words that go and words that come, at one place of `part`: title, description, text, links or around the text.

    `after` are the words of the second site that stand before that place.
    """

    part: str
    gone: tuple[str, ...]
    come: tuple[str, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    address: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Move:
    before: str
    after: str
    title: str


@dataclass(frozen=True, slots=True)
class Aimed:
    """A short link that leads elsewhere now; empty where it did not lead anywhere, or does not any more."""

    address: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Named:
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Shared:
    """One change around the text of several pages, such as in the menu."""

    change: Change
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs; `files` are those beside the pages."""

    new: tuple[Named, ...] = ()
    gone: tuple[Named, ...] = ()
    moved: tuple[Move, ...] = ()
    changed: tuple[ChangedPage, ...] = ()
    shared: tuple[Shared, ...] = ()
    short_links: tuple[Aimed, ...] = ()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: int = 0

    def __bool__(self) -> bool:
        in_pages = self.new or self.gone or self.moved or self.changed or self.shared
        return bool(in_pages or self.short_links or any(self.files.values()))


def finished_site(files: Mapping[str, bytes], redirects: Mapping[str, str] | None = None) -> FinishedSite:
    """The site that these files make; `redirects` are those that a host carries out, where they are known."""
    found = {_address(path): page_words(data.decode("utf-8", "replace")) for path, data in files.items()
             if path.endswith(".html")}  # fmt: skip
    leading = {address: page.leads_to for address, page in found.items() if page.leads_to}
    pages = {address: page for address, page in found.items() if page.is_listed and not page.leads_to}
    others = {path: data for path, data in files.items() if not path.endswith(".html")}
    led = {**leading, **(redirects or {})}
    short = {address: target for address, target in led.items() if is_short(address)}
    known = short if short or redirects is not None else None
    return FinishedSite(dict(sorted(pages.items())), led, others, known)


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def differences(before: FinishedSite, after: FinishedSite) -> Differences:
    """What a reader of the second would find otherwise than a reader of the first."""
    new = {address: page for address, page in after.pages.items() if address not in before.pages}
    gone = {address: page for address, page in before.pages.items() if address not in after.pages}
    moved = _moved(gone, new, after.redirects)
    pairs = [(address, address) for address in before.pages if address in after.pages]
    pairs += [(one.before, one.after) for one in moved]
    arrived, left = {one.after for one in moved}, {one.before for one in moved}
    pairs.sort(key=lambda one: one[1])
    both = [(address, before.pages[old], after.pages[address]) for old, address in pairs]
    changed = [ChangedPage(address, page.name, tuple(_changes(was, page))) for address, was, page in both]
    return Differences(
        new=tuple(Named(address, page.name) for address, page in new.items() if address not in arrived),
        gone=tuple(Named(address, page.name) for address, page in gone.items() if address not in left),
        moved=tuple(moved),
        changed=tuple(page for page in changed if page.changes),
        shared=tuple(_shared(both)),
        short_links=tuple(_aimed(before.short_links, after.short_links)),
        files=_files(before.others, after.others),
        pages=len(after.pages),
    )


# Pages that moved


def _moved(gone: Mapping[str, PageWords], new: Mapping[str, PageWords], redirects: Mapping[str, str]) -> list[Move]:
    """By a redirect, else by their words."""
    moves = {old: redirects[old] for old in gone if redirects.get(old) in new}
    for old, page in gone.items():
        free = [address for address in new if address not in moves.values()]
        if old not in moves and free:
            near = max(free, key=lambda address: _likeness(page, new[address]))
            least = ALIKE if page.name == new[near].name else ALIKE_UNDER_ANOTHER_NAME
            if _likeness(page, new[near]) >= least:
                moves[old] = near
    return [Move(old, address, new[address].name) for old, address in sorted(moves.items())]


def _likeness(one: PageWords, other: PageWords) -> float:
    shared = sum((Counter(one.words) & Counter(other.words)).values())
    return 2 * shared / max(len(one.words) + len(other.words), 1)


# What changed on a page


def _changes(before: PageWords, after: PageWords) -> Iterator[Change]:
    if before.title != after.title:
        yield Change("title", (before.title,), (after.title,))
    if before.description != after.description:
        yield Change("description", (before.description,), (after.description,))
    yield from _lines("text", before.words, after.words)
    yield from _links(before.links, after.links)


def _lines(part: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Each place at which lines go or come, in the order of the page."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = tuple(before[start:end]), tuple(after[new_start:new_end])
        if what != "equal" and len(gone) == len(come):
            yield from (Change(part, (old,), (new,)) for old, new in zip(gone, come, strict=True))
        elif what != "equal":
            yield Change(part, gone, come, after[new_start - 1] if new_start else "")


def _links(before: Iterable[Link], after: Iterable[Link]) -> Iterator[Change]:
    was, now = Counter(before), Counter(after)
    gone, come = (was - now), (now - was)
    if gone or come:
        yield Change("links", tuple(map(_link, gone.elements())), tuple(map(_link, come.elements())))


def _link(link: Link) -> str:
    return f"{link.words} → {link.address}"


# What changed around many pages


def _shared(both: Iterable[tuple[str, PageWords, PageWords]]) -> Iterator[Shared]:
    found: dict[Change, list[str]] = {}
    for address, before, after in both:
        for change in _lines("around", before.around, after.around):
            found.setdefault(replace(change, after=""), []).append(address)
    yield from (Shared(change, tuple(addresses)) for change, addresses in found.items())


# Short links


def _aimed(before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> Iterator[Aimed]:
    """Those of channels are told where that of their code leads where it did."""
    if before is None or after is None:
        return
    others = sorted(address for address in before.keys() | after.keys() if before.get(address) != after.get(address))
    for address in others:
        code, channel = parts_of(address)
        if not channel or short_address(code) not in others:
            yield Aimed(address.rstrip("/"), before.get(address, ""), after.get(address, ""))


def _files(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    return {
        "new": tuple(sorted(after.keys() - before.keys())),
        "changed": tuple(sorted(path for path in after.keys() & before.keys() if after[path] != before[path])),
        "removed": tuple(sorted(before.keys() - after.keys())),
    }
