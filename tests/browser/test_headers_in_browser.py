"""Every page behind the real nginx with the rules of the build, in a browser: the headers forbid nothing needed."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from careersite.host_rules import encoded
from tests.browser.conftest import unless_missing
from tests.building import Built
from tests.served import Server, put_files, rules_of, server, why_no_server

# What a page cannot fetch it tells the console; a policy tells more, so that a finding says what to mend.
LISTEN = """document.addEventListener('securitypolicyviolation', found =>
    console.error(`policy: ${found.effectiveDirective} ${found.blockedURI} ${found.sample}`));"""
# Fetches all that waits until it is seen, and tells what could not be shown.
FETCH_ALL = """async () => {
  const failed = [];
  document.querySelectorAll('details').forEach(one => one.open = true);
  await Promise.all([...document.images].map(async one => {
    one.loading = 'eager';
    try { await one.decode(); } catch { failed.push(one.currentSrc); }
  }));
  await Promise.all([...document.querySelectorAll('video, audio')].map(one => new Promise(done => {
    one.preload = 'auto'; one.muted = true;
    [...one.textTracks].forEach(track => track.mode = 'showing');
    one.onloadeddata = done;
    one.onerror = () => { failed.push(one.currentSrc); done(); };
    one.querySelectorAll('source').forEach(source => source.onerror = () => { failed.push(source.src); done(); });
    one.querySelectorAll('track').forEach(track => track.onerror = () => { failed.push(track.src); done(); });
    one.load();
    setTimeout(done, 3000);
  })));
  await document.fonts.ready;
  document.fonts.forEach(font => font.status === 'error' && failed.push(font.family));
  return failed;
}"""


class Watched:
    """A page of the browser, and everything it complained of."""

    def __init__(self, context: BrowserContext) -> None:
        context.add_init_script(LISTEN)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self._told(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda fault: self._told(str(fault)))
        self.page.on("requestfailed", lambda request: self._failed(request.url, str(request.failure)))

    def _failed(self, url: str, reason: str) -> None:
        if reason != "net::ERR_ABORTED":  # as when the page is left before it has all
            self._told(f"{url} {reason}")

    def _told(self, words: str) -> None:
        self.complaints.append(f"{self.page.url}: {words}")


def running(name: str, site: Built, factory: pytest.TempPathFactory, **rules: tuple) -> Iterator[Server]:
    unless_missing(why_no_server("nginx"))
    folder = factory.mktemp(name)
    put_files(folder, "nginx", site, rules_of(site, **rules))
    with server("nginx", folder) as found:
        yield found


@pytest.fixture(scope="module")
def real(real_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from running("real", real_site, tmp_path_factory)


@pytest.fixture(scope="module")
def components(components_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from running("components", components_site, tmp_path_factory)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context)
    context.close()


@pytest.mark.parametrize("name", ["real", "components"])
def test_the_headers_forbid_nothing_that_a_page_needs(name, request, watched):
    server, site = request.getfixturevalue(name), request.getfixturevalue(f"{name}_site")
    assert len(site.pages) > 20
    failed = []
    for address in [*site.pages, "/404.html", "/410.html"]:
        watched.page.goto(server.origin + encoded(address))
        failed += watched.page.evaluate(FETCH_ALL)
    assert watched.complaints == []
    assert failed == []


def test_films_pictures_and_fonts_were_among_what_was_fetched(components_site, real_site):
    endings = {path.rpartition(".")[2] for site in (components_site, real_site) for path in site.files}
    assert {"woff2", "avif", "webp", "png", "mp4", "vtt", "svg", "js", "json"} <= endings


def test_the_search_works(real, watched):
    watched.page.goto(f"{real.origin}/search/")
    watched.page.get_by_role("searchbox").fill("retention payment")
    expect(watched.page.locator("main [role=status]")).to_contain_text("results")
    watched.page.get_by_role("searchbox").press("Enter")
    assert watched.page.locator('main a[href^="/rewards/retention-payment/"]').first.is_visible()
    assert watched.complaints == []


@pytest.mark.parametrize("address", ["/gone/", "/nowhere/"])
def test_the_page_of_an_error_is_shown_whole(real_site, tmp_path_factory, watched, address):
    for running_server in running("error", real_site, tmp_path_factory, gone=("/gone/",)):
        watched.page.goto(running_server.origin + address)
        assert watched.page.evaluate(FETCH_ALL) == []
        about_the_status = [one for one in watched.complaints if "Failed to load resource" in one]
        assert len(about_the_status) == 1
        assert watched.complaints == about_the_status
        assert watched.page.evaluate("document.styleSheets[0].cssRules.length") > 3


def test_a_page_in_place_of_a_redirect_leads_on_and_keeps_the_query(sample_site, tmp_path_factory, watched):
    redirects = dict(sample_site.site.redirects)
    assert redirects
    address, target = next(iter(redirects.items()))
    for running_server in running("sample", sample_site, tmp_path_factory, moved=()):
        watched.page.goto(f"{running_server.origin}{address}?utm_source=a#part")
        watched.page.wait_for_url(f"{running_server.origin}{target}?utm_source=a#part")
        assert watched.complaints == []


SHOWN = """() => {
  const [picture, film] = [document.querySelector('img'), document.querySelector('video')];
  return Boolean(picture ? picture.naturalWidth : film ? film.readyState >= 1 || !film.error
    : document.documentElement.clientWidth);
}"""


def test_a_file_opened_by_itself_is_shown(components, components_site, watched):
    shown = [
        path for path in components_site.files if path.endswith((".svg", ".png", ".avif", ".mp4", ".json", ".xml"))
    ]
    assert len(shown) > 4
    for path in shown[-12:]:
        watched.page.goto(f"{components.origin}/{path}")
        assert watched.page.evaluate(SHOWN), path
    # The browser's own frame round a picture asks for styles of its own, and is plain without them.
    assert [one for one in watched.complaints if "inline" not in one] == []


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """A page of another site, without any rule of its own."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=other.serve_forever)
    thread.start()
    yield f"http://localhost:{other.server_port}/"
    other.shutdown()
    other.server_close()
    thread.join()


LOAD = """address => new Promise(done => {
    const one = new Image();
    one.onload = () => done(true); one.onerror = () => done(false); one.src = address; })"""


FRAME = "address => { document.body.append(Object.assign(document.createElement('iframe'), {src: address})) }"


def test_other_sites_may_show_share_cards_and_icons_but_no_page(components, components_site, elsewhere, watched):
    page = watched.page
    page.goto(elsewhere)
    card = next(path for path in components_site.files if path.startswith("share/"))
    own = next(path for path in components_site.files if path.startswith("images/") and path.endswith(".png"))
    assert page.evaluate(LOAD, f"{components.origin}/{card}")
    assert page.evaluate(LOAD, f"{components.origin}/favicon.ico")
    assert not page.evaluate(LOAD, f"{components.origin}/{own}")
    watched.complaints.clear()
    page.evaluate(FRAME, f"{components.origin}/")
    page.wait_for_timeout(500)
    assert any("frame" in one for one in watched.complaints)
    assert components.origin not in [frame.evaluate("origin") for frame in page.frames]
