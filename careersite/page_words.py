"""One finished HTML page comes in; out goes what a reader meets: its title, its words block by block, and its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "details", "div", "dl", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
# What stands between the words of two cells, and between a name and its value.
BETWEEN = {"td": " | ", "th": " | ", "dt": "", "dd": ": "}
UNSEEN = frozenset(("head", "script", "style", "template", "svg", "noscript"))
REDIRECT = "script[data-target]"


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class PageWords:
    """`words` and `links` are those of the page itself, `around` the words that stand round it on every page.

    `leads_to` is where a page leads that only leads elsewhere; `is_listed` is false for pages such as 404.html.
    """

    title: str
    heading: str
    description: str
    words: tuple[str, ...]
    links: tuple[Link, ...]
    around: tuple[str, ...]
    leads_to: str = ""
    is_listed: bool = True

    @property
    def name(self) -> str:
        return self.heading or self.title


def page_words(html: str) -> PageWords:
    """The page as it is before any script has run."""
    from selectolax.lexbor import LexborHTMLParser  # not needed by commands that look at no finished page

    tree = LexborHTMLParser(html)
    title, redirect, main = tree.css_first("head > title"), tree.css_first(REDIRECT), tree.css_first("main")
    first = tree.css_first("h1")
    heading = " ".join(first.text().split()) if first else ""
    inner = _Words(main).found if main else []
    links = tuple(_link(node) for node in main.css("a[href]")) if main else ()
    if main:
        main.decompose()
    return PageWords(
        title.text().strip() if title else "",
        heading,
        _meta(tree, "description"),
        tuple(inner),
        links,
        tuple(_Words(tree.body).found) if tree.body else (),
        str(redirect.attributes.get("data-target") or "") if redirect else "",
        "noindex" not in _meta(tree, "robots"),
    )


def _meta(tree: Any, name: str) -> str:
    node = tree.css_first(f'meta[name="{name}"]')
    return str(node.attributes.get("content") or "") if node else ""


def _link(node: Any) -> Link:
    return Link(" ".join(node.text().split()), str(node.attributes.get("href") or ""))


class _Words:
    """Gathers the words of a part of a page, a line for each heading, paragraph, entry of a list and row of a table."""

    def __init__(self, root: Any) -> None:
        self.found: list[str] = []
        self._line = ""
        self._visit(root)
        self._end()

    def _visit(self, node: Any) -> None:
        tag = node.tag
        if tag == "-text":
            self._line += node.text(deep=False) or ""
            return
        if tag in UNSEEN or "hidden" in node.attributes:
            return
        self._open(tag, node)
        for child in _children(node):
            self._visit(child)
        if tag in BLOCKS and tag not in BETWEEN:
            self._end()

    def _open(self, tag: str, node: Any) -> None:
        if tag in BETWEEN:
            self._line = self._line.rstrip() + (BETWEEN[tag] if self._line.strip() else "")
            if tag == "dt":
                self._end()
        elif tag in BLOCKS:
            self._end()
        elif tag == "img" and node.attributes.get("alt"):
            self._line += f"(picture: {node.attributes['alt']}) "
        elif tag == "br":
            self._line += " "

    def _end(self) -> None:
        line = " ".join(self._line.split())
        if line:
            self.found.append(line)
        self._line = ""


def _children(node: Any) -> Iterator[Any]:
    child = node.child
    while child is not None:
        yield child
        child = child.next
