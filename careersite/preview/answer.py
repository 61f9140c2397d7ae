"""The address that a browser asks for in, what it is answered out; of files it knows only how to ask for one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from careersite.media_types import CONTENT_TYPES, content_type

NOT_FOUND = b"<!doctype html><title>Not found</title><h1>Not found</h1><p>The site has no page at this address.</p>"

HTML = CONTENT_TYPES["html"]

_END_OF_BODY = re.compile(rb"</body\s*>\s*(?:</html\s*>\s*)?\Z", re.IGNORECASE)


# A page in a frame of another is reloaded with it, and its problems are shown there.
FRAMED = "framed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets for one address."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    location: str = ""


Leads = Callable[[str, str], tuple[int, str] | None]


def find(address: str, query: str, file: Callable[[str], bytes | None], leads: Leads = lambda *_: None) -> Answer:
    """The file at an address, a redirect to the folder of that name, or the site's own page for what is not there.

    `leads` says of an address and its query with which status a server would lead where.
    """
    if led := leads(address, query):
        return Answer(b"", status=led[0], location=led[1])
    path = unquote(address)[1:]
    if path.endswith("/") or not path:
        path += "index.html"
    elif (found := file(path)) is not None:
        return Answer(found, content_type(path, found))
    elif file(f"{path}/index.html") is not None:
        return Answer(b"", status=302, location=f"{address}/" + (f"?{query}" if query else ""))
    found = file(path)
    if found is not None:
        return Answer(found, content_type(path, found))
    missing = file("404.html")
    return Answer(NOT_FOUND if missing is None else missing, status=404)


def with_snippet(answer: Answer, snippet: bytes) -> Answer:
    """Puts the snippet at the end of the body of a page; leaves all else alone."""
    if answer.content_type != HTML or answer.location:
        return answer
    end = _END_OF_BODY.search(answer.body)
    # What stands after a missing or early end of the body, browsers read as part of the body.
    position = end.start() if end else len(answer.body)
    return replace(answer, body=answer.body[:position] + snippet + answer.body[position:])


def reload_script(version: str) -> bytes:
    """Connects a page to the websocket; by `version` the server sees whether the page has become stale meanwhile."""
    source = f"/livereload.js?snipver={version}&mindelay=500&maxdelay=2000"
    return f'<script src="{source}" async></script>\n'.encode()
