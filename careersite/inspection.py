"""One finished HTML page comes in; out goes what the checks need of it: ids, links, headings, left-overs."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from careersite.statement.on_device import asked_in, films_in, forms_in, means_in, run_as_link, runs_in, scripts_in

LEFT_OVER = re.compile(r"\{\{|\{%|\[\[|:::")
NEVER_ALONE = ("None", "undefined", "null", "nan", "NaN", "[object Object]")
# What a browser fetches by itself, so that it may not lie on another host.
FETCHED = {
    "script": ("src",), "img": ("src",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",),
    "base": ("href",), "a": ("ping",), "area": ("ping",), "track": ("src",), "iframe": ("src",), "embed": ("src",),
    "object": ("data",), "input": ("src",),
    "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "feimage": ("href", "xlink:href"),
}  # fmt: skip
FETCHED_LINKS = (
    "stylesheet", "icon", "preload", "manifest", "apple-touch-icon", "modulepreload", "prefetch", "preconnect",
    "dns-prefetch", "prerender", "mask-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
    "compression-dictionary",
)  # fmt: skip
TEXT_ATTRIBUTES = ("alt", "title", "aria-label", "content", "value", "placeholder", "href", "src")


# Nearly no page holds one of these, and to look for them is a hundred times faster than to walk the tree.
_SUSPECT = ("{{", "{%", "[[", ":::", *NEVER_ALONE)
_MAY_BE_HANDLER = re.compile(r"on[a-z]+\s*=")
_WITH_ADDRESS = "[id], [href], [src], [srcset], [imagesrcset], [poster], [ping], object[data], [xlink\\:href]"
# image-set() may name a file without url(), the one function that does.
_IN_STYLE = re.compile(
    r"""url\(\s*["']?([^"')]+?)["']?\s*\)|(?:@import\s+|image-set\(\s*|(?<=[\dx)]),\s*)["']([^"'\s]*[/.][^"'\s]*)["']""",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")
_REFRESH = re.compile(r"""url\s*=\s*["']?([^"']*)""", re.IGNORECASE)
_HANDLER = re.compile(r"""<[a-z][^<>]*?[\s/"'](on[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))""", re.IGNORECASE)
# What of a page is no running text of its own; a list item with a heading is a card, in the words of another page.
_NOT_RUNNING = "nav, table, dl, blockquote, figure, cite, code, pre, form, footer, sup, .note, li:has(h2, h3, h4)"
_WITHOUT_SOURCES = re.compile(r"\s*\(?\b(?:As at|Sources?:)[^.]*\.?\)?")
_ENDS_SENTENCE = re.compile(r"""[.?!…:]["”’)]*$""")
_FEWEST_WORDS = 5
# The types with which a script inside a page is obeyed; https://html.spec.whatwg.org/#attr-script-type
_RUN = ("", "module", "importmap", "speculationrules", "text/javascript", "application/javascript")


@dataclass(frozen=True, slots=True)
class Inspection:
    """`links` are where the reader may go, `fetched` what the browser gets by itself; both as written.

    `inline_scripts` and `inline_styles` are the hashes by which a policy allows what stands inside the page;
    `handlers` and `style_attributes` are what no policy of ours allows. What follows is what the page does on the
    reader's device; on_device.py says what each is.
    """

    title: str
    ids: tuple[str, ...]
    links: tuple[str, ...]
    fetched: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    left_over: tuple[str, ...]
    handlers: tuple[str, ...]
    inline_scripts: tuple[str, ...]
    inline_styles: tuple[str, ...]
    style_attributes: tuple[str, ...]
    means: tuple[str, ...]
    asks: tuple[str, ...]
    films: tuple[str, ...]
    scripts: tuple[str, ...]
    runs: tuple[str, ...]
    forms: tuple[str, ...]

    def as_list(self) -> list[Any]:
        return [self.title, self.ids, self.links, self.fetched, self.headings, self.left_over, self.handlers,
                self.inline_scripts, self.inline_styles, self.style_attributes,
                self.means, self.asks, self.films, self.scripts, self.runs, self.forms]  # fmt: skip

    @classmethod
    def from_list(cls, values: list[Any]) -> Inspection:
        title, ids, links, fetched, headings, *rest = values
        return cls(str(title), tuple(ids), tuple(links), tuple(fetched), tuple(map(tuple, headings)),
                   *map(tuple, rest))  # fmt: skip


def inspect_html(html: str) -> Inspection:
    """What stands in the page, in the order in which it stands."""
    from selectolax.lexbor import LexborHTMLParser  # not needed while every page is remembered

    tree = LexborHTMLParser(html)
    title = tree.css_first("head > title")
    seen = _Seen()
    for node in tree.css(_WITH_ADDRESS):
        attributes = node.attributes
        for name, value in attributes.items():
            seen.attribute(str(node.tag).lower(), name, value or "", attributes)
    headings, forms = tree.css("h1, h2, h3, h4, h5, h6"), list(forms_in(html, tree))
    return Inspection(
        title.text().strip() if title else "",
        tuple(seen.ids),
        tuple(dict.fromkeys(seen.links)),
        tuple(dict.fromkeys((*seen.fetched, *_hidden_addresses(tree, html)))),
        tuple((int(str(node.tag)[1]), " ".join(node.text().split())) for node in headings),
        tuple(dict.fromkeys(_left_over(html, tree))),
        tuple(found[1] for found in _HANDLER.finditer(html)) if _MAY_BE_HANDLER.search(html) else (),
        tuple(dict.fromkeys(_hash_of(text) for text in _inline_scripts(tree))),
        tuple(dict.fromkeys(_hash_of(node.text()) for node in tree.css("style"))) if "<style" in html else (),
        tuple(node.attributes.get("style") or "" for node in tree.css("[style]")) if "style=" in html else (),
        tuple(dict.fromkeys(means_in(html, tree))),
        tuple(dict.fromkeys(asked_in(html, tree))),
        tuple(films_in(html, tree)),
        tuple(dict.fromkeys(scripts_in(tree))),
        tuple(dict.fromkeys((*runs_in(html, tree), *run_as_link((*seen.links, *forms))))),
        tuple(dict.fromkeys(forms)),
    )


def _inline_scripts(tree: Any) -> Iterator[str]:
    """The scripts that stand inside the page; data for search engines is none, and no policy asks for it."""
    for node in tree.css("script:not([src])"):
        if (node.attributes.get("type") or "").strip().lower() in _RUN:
            yield node.text()


def _hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _Seen:
    """The addresses met so far."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []

    def attribute(self, tag: str, name: str, value: str, others: dict[str, str | None]) -> None:
        if name == "id":
            self.ids.append(value)
        elif name in ("srcset", "imagesrcset"):
            self.fetched += [part.split()[0] for part in value.split(",") if part.split()]
        elif name in FETCHED.get(tag, ()):
            self.fetched.append(value)
        elif name in ("href", "xlink:href"):
            rel = (others.get("rel") or "").lower().split()
            is_fetched = tag == "link" and any(one in FETCHED_LINKS for one in rel)
            (self.fetched if is_fetched else self.links).append(value)


@lru_cache(maxsize=8)  # every page asks it of the same styles
def addresses_in_style(css: str) -> tuple[str, ...]:
    """What a style fetches by url() or @import, data: left aside."""
    found = (match[1] or match[2] for match in _IN_STYLE.finditer(css))
    return tuple(address for address in found if not address.startswith("data:"))


def _hidden_addresses(tree: Any, html: str) -> Iterator[str]:
    """Addresses in styles inside the page, and those to which a page sends its reader by itself."""
    if "<style" in html or "style=" in html:
        for node in tree.css("style, [style]"):
            yield from addresses_in_style(node.attributes.get("style") or node.text())
    if "http-equiv" in html:
        for node in tree.css("meta[http-equiv=refresh i]"):
            for found in _REFRESH.finditer(node.attributes.get("content") or ""):
                yield found[1].strip()
    if "data-index" in html:  # the search fetches it
        for node in tree.css("[data-index]"):
            address = (node.attributes.get("data-index") or "").strip()
            if _ELSEWHERE.match(address):
                yield address


def _left_over(html: str, tree: Any) -> Iterator[str]:
    """Text that only a slip of a template or an unread mark leaves; code may say what it likes."""
    if not any(mark in html for mark in _SUSPECT):
        return
    for node in tree.root.traverse(include_text=True):
        if node.tag == "-text":
            texts = [node.text(deep=False)] if node.parent.tag not in ("code", "pre", "script", "style") else []
        else:
            texts = [value for name, value in node.attributes.items() if name in TEXT_ATTRIBUTES]
        for text in texts:
            bare = " ".join((text or "").split())
            if LEFT_OVER.search(bare) or bare in NEVER_ALONE:
                yield bare[:80]


def running_text(html: str) -> list[str]:
    """The paragraphs of a page's main part, and the points of its lists that are sentences, each as plain words.

    Left aside: tables, menus, names with their values, the words of others, cards of other pages, and notes on sources.
    """
    from selectolax.lexbor import LexborHTMLParser  # as above

    tree = LexborHTMLParser(html)
    for node in tree.css(_NOT_RUNNING):
        node.decompose()
    paragraphs = []
    for node in tree.css("main p, main li:not(:has(p, li))"):
        text = _WITHOUT_SOURCES.sub("", " ".join(node.text().split()))
        if _ENDS_SENTENCE.search(text) and len(text.split()) >= _FEWEST_WORDS:
            paragraphs.append(text)
    return paragraphs
