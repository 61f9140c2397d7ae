"""A finished page or a script comes in; out goes what it does on the reader's device: keeps, sends, asks, fetches.

The law on privacy asks for consent before something is kept, whatever the means is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# What of a script the law on privacy asks about: what it keeps on the reader's device, what it sends by itself.
KEEPS = (
    "document.cookie", "cookieStore", "localStorage", "sessionStorage", "indexedDB", "openDatabase", "serviceWorker",
    "requestFileSystem", "navigator.storage", "caches.open",
)  # fmt: skip
SENDS = ("sendBeacon", "XMLHttpRequest", "WebSocket", "EventSource", "RTCPeerConnection", "WebTransport")
_MEANS = re.compile(rf"\b({'|'.join(re.escape(means) for means in (*KEEPS, *SENDS))})\b")
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


def asked_in(html: str, tree: Any) -> Iterator[str]:
    """The names of the fields in which readers type; the search is none, as it is answered in their own browser."""
    for node in tree.css(_FIELDS) if any(mark in html for mark in _MAY_ASK) else ():
        if not _is_in_search(node):
            yield node.attributes.get("name") or node.attributes.get("id") or str(node.tag)


def _is_in_search(node: Any) -> bool:
    while node is not None and node.tag != "form":
        node = node.parent
    if node is None:
        return False
    method, action = node.attributes.get("method") or "", node.attributes.get("action") or ""
    return node.attributes.get("role") == "search" and method.lower() != "post" and ":" not in action


def films_in(html: str, tree: Any) -> Iterator[str]:
    """The films and sounds that are fetched before anybody presses play."""
    for node in tree.css("video, audio") if "<video" in html or "<audio" in html else ():
        attributes = node.attributes
        if attributes.get("preload") != "none" or "autoplay" in attributes:
            source = node.css_first("source[src]")
            yield attributes.get("src") or (source.attributes.get("src") if source else None) or ""
