"""A site as it was built some time ago comes in; out goes what a reader meets on it at a later moment."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

from careersite.problem import Problems
from careersite.write import write
from tests.building import Files, built, put

STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'"


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served_as_built(files: Files, folder: Path, as_of: str) -> Iterator[str]:
    """The address of the site of that day."""
    put(folder / "site", files)
    site = built(folder / "site", as_of=as_of)
    assert site.errors == [], site.sentences
    write(site.finished.rendered.files.values(), folder / "public", Problems())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder / "public"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def visits(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """at("/a/", "2026-10-24T22:58:00Z") → that page at that moment; whatever goes wrong in it fails the test."""
    contexts, wrong = [], []

    def go(path: str, moment: str, *, flows: bool = False, **options: object) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(address) else None)
        if options.get("java_script_enabled", True):
            # A second may pass while a page loads: unless a test is about that, the clock stands still.
            set_clock = page.clock.install if flows else page.clock.set_fixed_time
            set_clock(time=datetime.fromisoformat(moment))
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []
