"""One finished HTML page comes in; out goes what the checks need of it: ids, links, headings, left-overs."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from typing import Any

LEFT_OVER = re.compile(r"\{\{|\{%|\[\[|:::")
NEVER_ALONE = ("None", "undefined", "null", "nan", "NaN", "[object Object]")
# What a browser fetches by itself, so that it may not lie on another host.
FETCHED = {
    "script": ("src",), "img": ("src",), "source": ("src",), "video": ("src", "poster"),
    "audio": ("src",), "track": ("src",), "iframe": ("src",), "embed": ("src",), "object": ("data",), "input": ("src",),
    "use": ("href", "xlink:href"), "image": ("href", "xlink:href"),
}  # fmt: skip
FETCHED_LINKS = ("stylesheet", "icon", "preload", "manifest", "apple-touch-icon", "modulepreload", "prefetch")
TEXT_ATTRIBUTES = ("alt", "title", "aria-label", "content", "value", "placeholder", "href", "src")


@dataclass(frozen=True, slots=True)
class Inspection:
    """`links` are where the reader may go, `fetched` what the browser gets by itself; both as written."""

    title: str
    ids: tuple[str, ...]
    links: tuple[str, ...]
    fetched: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    left_over: tuple[str, ...]
    handlers: tuple[str, ...]

    def as_list(self) -> list[Any]:
        return list(astuple(self))

    @classmethod
    def from_list(cls, values: list[Any]) -> Inspection:
        title, ids, links, fetched, headings, left_over, handlers = values
        return cls(str(title), tuple(ids), tuple(links), tuple(fetched), tuple(map(tuple, headings)),
                   tuple(left_over), tuple(handlers))  # fmt: skip


def inspect_html(html: str) -> Inspection:
    """What stands in the page, in the order in which it stands."""
    from selectolax.lexbor import LexborHTMLParser  # not needed while every page is remembered

    tree = LexborHTMLParser(html)
    title = tree.css_first("head > title")
    seen = _Seen()
    for node in tree.css("*"):
        tag = str(node.tag)
        for name, value in node.attributes.items():
            seen.attribute(tag, name, value or "", node.attributes)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            seen.headings.append((int(tag[1]), " ".join(node.text().split())))
    seen.left_over += _left_over_text(tree)
    return Inspection(
        title.text().strip() if title else "",
        tuple(seen.ids),
        tuple(dict.fromkeys(seen.links)),
        tuple(dict.fromkeys(seen.fetched)),
        tuple(seen.headings),
        tuple(dict.fromkeys(seen.left_over)),
        tuple(seen.handlers),
    )


class _Seen:
    """What was met so far."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.left_over: list[str] = []
        self.handlers: list[str] = []

    def attribute(self, tag: str, name: str, value: str, others: dict[str, str | None]) -> None:
        if name == "id":
            self.ids.append(value)
        elif name.startswith("on"):
            self.handlers.append(f"{name}={value}")
        elif name == "srcset":
            self.fetched += [part.split()[0] for part in value.split(",") if part.split()]
        elif name in FETCHED.get(tag, ()):
            self.fetched.append(value)
        elif name == "href":
            rel = (others.get("rel") or "").split()
            is_fetched = tag == "link" and any(one in FETCHED_LINKS for one in rel)
            (self.fetched if is_fetched else self.links).append(value)
        if name in TEXT_ATTRIBUTES and (LEFT_OVER.search(value) or value.strip() in NEVER_ALONE):
            self.left_over.append(value.strip()[:80])


def _left_over_text(tree: Any) -> list[str]:
    """Text that only a slip of a template or an unread mark leaves; code may say what it likes."""
    found = []
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        if node.tag != "-text":
            continue
        text = node.text(deep=False) if hasattr(node, "text") else ""
        bare = (text or "").strip()
        if bare and (LEFT_OVER.search(bare) or bare in NEVER_ALONE):
            parent = node.parent.tag if node.parent else ""
            if parent not in ("code", "pre", "script", "style"):
                found.append(bare[:80])
    return found
