"""On a host without rules a page stands at each short link, and leads on in a real browser."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.building import DEFAULTS, built, content, put

TAGS = "utm_source=poster&utm_medium=print&utm_campaign=fair"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that knows of files alone."""
    folder: Path = tmp_path_factory.mktemp("short")
    day = content(title="Day", body="## What happens\n\nSome words.\n")
    put(folder / "site", {**DEFAULTS, "content/campaigns/fair.md": content("campaign", leads_to="/day/#what-happens"),
                          "content/pages/day.md": day})  # fmt: skip
    site = built(folder / "site")
    put(folder / "public", site.files)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder / "public")) as it:
        threading.Thread(target=it.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{it.server_port}"
        it.shutdown()


@pytest.mark.parametrize(("asked", "arrives"), [
    ("/go/fair/poster", f"/day/?{TAGS}#what-happens"),
    ("/go/fair/poster/?a=1&b=%20c", f"/day/?{TAGS}&a=1&b=%20c#what-happens"),
    ("/go/fair?a=1", "/day/?a=1#what-happens"),
])  # fmt: skip
def test_the_query_goes_along_behind_the_tags(browser: Browser, origin, asked, arrives):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(origin + asked)
        page.wait_for_url(origin + arrives)
        assert page.title().startswith("Day")
        assert context.cookies() == []


def test_without_script_it_leads_on_all_the_same(browser: Browser, origin):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{origin}/go/fair/poster/")
        page.wait_for_url(f"{origin}/day/?{TAGS}#what-happens")
