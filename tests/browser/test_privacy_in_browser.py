"""What the privacy notice says of the pages, held against what a real browser sees each page of the real site do."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from careersite.addresses import output_path_of
from tests.building import BuiltPage

HOST = "https://real.example"
# Every way in which a script can keep something or send something says so to the test before it does it.
RECORD = """(() => {
  window.done = [];
  const note = (object, name) => {
    const given = object?.[name];
    if (given) object[name] = function (...values) { window.done.push(name); return given.apply(this, values); };
  };
  note(Storage.prototype, 'setItem'); note(IDBFactory.prototype, 'open'); note(CacheStorage.prototype, 'open');
  note(ServiceWorkerContainer.prototype, 'register'); note(Navigator.prototype, 'sendBeacon');
  note(XMLHttpRequest.prototype, 'send'); note(window.cookieStore && CookieStore.prototype, 'set');
  note(StorageManager.prototype, 'getDirectory');
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie',
    { ...cookie, set(value) { window.done.push('cookie'); cookie.set.call(this, value); } });
})();"""
LEFT = """async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length].filter(one => one)"""


@dataclass
class Record:
    """What happened on all pages together."""

    pages: set[str] = field(default_factory=set)
    clicks: int = 0
    kept: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def record(browser: Browser, every_site: dict[str, dict[str, bytes]]) -> Record:
    found, files = Record(), every_site["real"]

    def serve(route: Route) -> None:
        parts = urlsplit(route.request.url)
        found.hosts.add(str(parts.hostname))
        if route.request.method != "GET":
            found.sent.append(route.request.url)
        path = output_path_of(parts.path)
        mime = mimetypes.guess_type(path)[0] or "text/html"
        route.fulfill(body=files.get(path, b""), content_type=mime, status=200 if path in files else 404)

    context = browser.new_context()
    context.add_init_script(RECORD)
    context.route("**/*", serve)
    page = context.new_page()
    for path in sorted(one for one in files if one.endswith(".html")):
        if b'http-equiv="refresh"' not in files[path]:
            look(page, path.removesuffix("index.html"), found)
    found.kept += [cookie["name"] for cookie in context.cookies()]
    context.close()
    return found


def look(page: Page, path: str, found: Record) -> None:
    page.goto(f"{HOST}/{path}", wait_until="load")
    for summary in page.locator("summary:visible").all()[:3]:
        summary.click()
        found.clicks += 1
    if page.locator("form[role=search]").count():
        page.get_by_label("Search this site").fill("retention")
        page.locator(".search__results li").first.wait_for()
        found.clicks += 1
    for film in page.locator("video").all():
        film.evaluate("film => film.play().catch(() => null)")
    found.pages.add(path)
    done = page.evaluate("window.done")
    found.kept += [f"{path}: {one}" for one in (*done, *page.evaluate(LEFT))]
    fields = page.locator(
        "form:not([role=search]) input, form:not([role=search]) textarea, :not(form) > select"
    ).count()
    found.asked |= {path} if fields else set()
    hrefs = page.evaluate("[...document.querySelectorAll('a[href^=http]')].map(one => one.hostname)")
    found.links |= {str(one).removeprefix("www.") for one in hrefs} - {"real.example"}


@pytest.fixture(scope="module")
def notice(every_site: dict[str, dict[str, bytes]]) -> BuiltPage:
    return BuiltPage(every_site["real"]["privacy/index.html"].decode())


def test_every_page_was_opened_and_something_was_clicked(record, every_site):
    assert len(record.pages) > 80
    assert record.clicks > 0


def test_nothing_is_kept_and_the_notice_says_so(record, notice):
    assert record.kept == []
    assert {"set no cookies", "store nothing on your device"} <= set(notice.all("main li"))


def test_nothing_is_sent_or_fetched_elsewhere_and_the_notice_says_so(record, notice):
    assert record.hosts == {"real.example"}
    assert record.sent == []
    said = set(notice.all("main li"))
    assert {"have no trackers and no analytics", "load nothing from other companies’ sites"} <= said


def test_nothing_is_asked_and_the_notice_says_so(record, notice):
    assert record.asked == set()
    assert "ask for no personal details" in notice.all("main li")


def test_the_notice_names_every_other_site_to_which_a_link_leads(record, notice):
    assert record.links == {one for one in notice.all("main li") if "." in one and " " not in one}


@pytest.mark.parametrize("script", [
    "document.cookie = 'a=1'", "localStorage.setItem('a', '1')", "sessionStorage.setItem('a', '1')",
    "indexedDB.open('a')", "caches.open('a')", "navigator.sendBeacon('/a')",
    "a = new XMLHttpRequest(); a.open('GET', '/'); a.send()",
])  # fmt: skip
def test_what_a_page_would_keep_or_send_is_seen(browser, script):
    found, context = Record(), browser.new_context()
    context.add_init_script(RECORD)
    html = f"<!doctype html><title>A page</title><script>try {{ {script} }} catch {{ }}</script>"
    context.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    look(context.new_page(), "", found)
    context.close()
    assert found.kept
