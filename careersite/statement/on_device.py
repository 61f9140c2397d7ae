"""A finished page or a script comes in; out goes what it does on the reader's device: keeps, sends, asks, fetches.

The law on privacy asks for consent before something is kept, whatever the means is called. No list of such means is
ever whole, so that a promise rests on WATCHED alone: a page that runs anything else promises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

# What of a script the law on privacy asks about: what it keeps on the reader's device, what it sends by itself.
KEEPS = (
    "document.cookie", "cookieStore", "localStorage", "sessionStorage", "indexedDB", "openDatabase", "serviceWorker",
    "requestFileSystem", "navigator.storage", "caches.open",
)  # fmt: skip
SENDS = ("sendBeacon", "XMLHttpRequest", "WebSocket", "EventSource", "RTCPeerConnection", "WebTransport")
# The program's own scripts below assets/: the tests watch in browsers what they keep, send and fetch.
WATCHED = ("js/closing.js", "js/redirect.js", "js/search.js")
# A script of these types is never run; a browser reads it as data.
_DATA = ("application/ld+json", "application/json")
_FRAMES = "iframe, frame, embed, object, portal, fencedframe"
_MAY_BE_HANDLER = re.compile(r"""[\s/"']on[a-z]+\s*=""", re.IGNORECASE)
_RUNS_AS_LINK = re.compile(r"(?:java|vb)script:|data:", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20]+")
_MEANS = re.compile(rf"\b({'|'.join(re.escape(means) for means in (*KEEPS, *SENDS))})\b")
SEARCH = "search "
_MAY_ASK = ("<input", "<textarea", "<select", "contenteditable")
_FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable]:not([contenteditable=false])"


def means_of(script: str) -> tuple[str, ...]:
    """Those of KEEPS and SENDS that the script names."""
    return tuple(dict.fromkeys(_MEANS.findall(script)))


def means_in(html: str, tree: Any) -> Iterator[str]:
    """Those that the scripts in a page name."""
    if _MEANS.search(html):
        for node in tree.css("script:not([type='application/ld+json'])"):
            yield from means_of(node.text())
    if "http-equiv" in html and tree.css_first("meta[http-equiv=set-cookie i]"):
        yield KEEPS[0]


def scripts_in(tree: Any) -> Iterator[str]:
    """The addresses of the scripts that a page runs, as written."""
    for node in tree.css("script[src]"):
        if not _is_data(node):
            yield node.attributes.get("src") or ""


def runs_in(html: str, tree: Any) -> Iterator[str]:
    """What a page runs, or may run, beside the scripts that it names: each in words for the team."""
    if any(not _is_data(node) and node.text().strip() for node in tree.css("script:not([src])")):
        yield "a script that stands inside the page"
    lower = html.lower()
    if any(f"<{tag}" in lower for tag in _FRAMES.split(", ")):
        yield from (f"<{node.tag}>" for node in tree.css(_FRAMES))
    if "<animate" in lower or "<set" in lower:
        for node in tree.css("animate, set"):
            if "href" in (node.attributes.get("attributename") or node.attributes.get("attributeName") or "").lower():
                yield f"<{node.tag}> of an address"
    if _MAY_BE_HANDLER.search(html):
        for node in tree.css("*"):
            yield from (f'{name}="…"' for name in node.attributes if name.lower().startswith("on"))


def run_as_link(addresses: Iterable[str]) -> Iterator[str]:
    """Those that run something instead of leading anywhere."""
    return (f"{address.strip()[:11]}…" for address in addresses if _RUNS_AS_LINK.match(_plain(address)))


def _is_data(node: Any) -> bool:
    return (node.attributes.get("type") or "").strip().lower() in _DATA


def asked_in(html: str, tree: Any) -> Iterator[str]:
    """The names of the fields in which readers type; the search is none, as it is answered in their own browser."""
    for node in tree.css(_FIELDS) if any(mark in html for mark in _MAY_ASK) else ():
        form = _form_of(node)
        if form is None or not _is_search(form):
            yield node.attributes.get("name") or node.attributes.get("id") or str(node.tag)


def forms_in(html: str, tree: Any) -> Iterator[str]:
    """To where each form is sent, as written; that of a search has "search " before it, empty for its own page."""
    for form in tree.css("form") if "<form" in html.lower() else ():
        before = SEARCH if _is_search(form) else ""
        yield before + _plain(form.attributes.get("action"))
    for button in tree.css("[formaction]") if "formaction" in html.lower() else ():
        yield _plain(button.attributes.get("formaction"))


def _plain(address: str | None) -> str:
    """As a browser reads it: `HTTPS:\\\\a.example ` → https://a.example."""
    bare = _INVISIBLE.sub("", address or "").replace("\\", "/")
    scheme, colon, rest = bare.partition(":")
    return f"{scheme.lower()}:{rest}" if colon and scheme.isalnum() else bare


def _form_of(node: Any) -> Any:
    while node is not None and node.tag != "form":
        node = node.parent
    return node


def _is_search(form: Any) -> bool:
    """One field to search with, and nothing that is sent along or anywhere else than the form says."""
    fields = form.css("input, textarea, select, button, [contenteditable]")
    kinds = [(one.attributes.get("type") or str(one.tag)).lower() for one in fields]
    is_simple = kinds.count("search") == 1 and all(kind in ("search", "submit", "button") for kind in kinds)
    method = (form.attributes.get("method") or "get").lower()
    return is_simple and form.attributes.get("role") == "search" and method == "get"


def films_in(html: str, tree: Any) -> Iterator[str]:
    """The films and sounds that are fetched before anybody presses play."""
    for node in tree.css("video, audio") if "<video" in html or "<audio" in html else ():
        attributes = node.attributes
        if attributes.get("preload") != "none" or "autoplay" in attributes:
            source = node.css_first("source[src]")
            yield attributes.get("src") or (source.attributes.get("src") if source else None) or ""
