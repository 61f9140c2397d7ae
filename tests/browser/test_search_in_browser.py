"""The real site's search in a real browser: what it finds, what it says, what it asks of the network, what it keeps."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from careersite.problem import Problems
from careersite.write import write
from tests.building import Built

STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'"
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length]"""


FOUND_FIRST = (
    ("retention payment", "/rewards/retention-payment/"),
    ("retension", "/rewards/retention-payment/"),
    ("RETENTION PAYMENTS", "/rewards/retention-payment/"),
    ("retnetion", "/rewards/retention-payment/"),
    ("frontl", "/routes/frontline/"),
    ("university student", "/routes/university-students/"),
    ("supervisions", "/working-here/supervision-and-caseloads/"),
    ("childrens homes", "/routes/childrens-homes/"),
    ("children’s homes", "/routes/childrens-homes/"),
    ("ndebele", "/testimonials/clearence-ndebele/"),
    ("£3000", "/rewards/retention-payment/"),
    ("3,000", "/rewards/retention-payment/"),
)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Plain files under the strictest rules that a server could give the site."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(real_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("public") / "site"
    write(real_site.finished.rendered.files.values(), folder, Problems())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def at(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """at("/search/") → that page in a context of its own; what goes wrong in its console fails the test."""
    contexts, wrong = [], []

    def go(path: str, **options: object) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert [text for text in wrong if "ERR_INTERNET_DISCONNECTED" not in text] == []


def box(page: Page):
    return page.get_by_role("searchbox", name="Search this site")


def results(page: Page):
    return page.locator(".search__result")


def status(page: Page):
    return page.get_by_role("status")


def test_without_script_there_is_the_a_to_z_and_no_box(at):
    page = at("/search/", java_script_enabled=False)
    expect(box(page)).to_be_hidden()
    expect(page.get_by_role("heading", name="A to Z")).to_have_count(2)
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="R", exact=True).click()
    expect(page).to_have_url(page.url.partition("#")[0] + "#letter-r")
    page.locator("main").get_by_role("link", name="Retention payment", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("etention payment")


def test_what_is_meant_is_found_first(at):
    page = at("/search/")
    for typed, first in FOUND_FIRST:
        box(page).fill(typed)
        expect(results(page).first.locator("a")).to_have_attribute("href", first)
        expect(results(page).first.locator("mark").first).to_be_visible()
        box(page).fill("")
        expect(results(page)).to_have_count(0)


def test_abbreviations_are_found(at):
    page = at("/search/")
    for typed in ("ASYE", "asye", "CMI", "IRO", "iro"):
        box(page).fill(typed)
        expect(results(page).first.locator("mark").first).to_have_text(typed, ignore_case=True)


def test_a_page_with_all_words_comes_before_those_with_some(at):
    page = at("/search/")
    box(page).fill("supervision caseloads")
    expect(status(page)).to_have_text(f"{expect_some(page)} results")
    box(page).fill("supervision zebra")
    expect(status(page)).to_contain_text("No page has all these words")
    expect(results(page).first).to_contain_text("upervision")


def test_what_was_found_is_said_to_those_who_do_not_see_it(at):
    page = at("/search/")
    expect(status(page)).to_be_empty()
    box(page).fill("retention")
    expect(status(page)).to_have_text(f"{expect_some(page)} results")
    box(page).fill("xylophone")
    expect(status(page)).to_contain_text("No results")
    expect(results(page)).to_have_count(0)
    box(page).fill("")
    expect(status(page)).to_be_empty()


def test_signs_without_a_letter_or_digit_ask_for_a_word(at):
    page = at("/search/")
    for typed in ("%", "🙂", "? !"):
        box(page).fill(typed)
        expect(status(page)).to_have_text("Write a word to search for.")
        expect(results(page)).to_have_count(0)
        box(page).fill("  ")
        expect(status(page)).to_be_empty()


def expect_some(page: Page) -> int:
    expect(results(page).first).to_be_visible()
    return results(page).count()


def test_the_index_is_asked_for_once_and_only_when_the_box_is_used(at):
    page = at("/search/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(".json")] == []
    box(page).focus()
    box(page).fill("retention")
    expect(results(page).first).to_be_visible()
    page.context.set_offline(True)
    box(page).fill("frontline")
    expect(results(page).first.locator("a")).to_have_attribute("href", "/routes/frontline/")
    (index,) = (url for url in asked if "favicon" not in url)  # which Chromium looks for when an address changes
    assert "/assets/search." in index


def test_without_network_from_the_start_it_says_so_and_tries_again(at):
    page = at("/search/")
    page.context.set_offline(True)
    box(page).fill("frontline")
    expect(status(page)).to_contain_text("could not be loaded")
    page.context.set_offline(False)
    box(page).fill("frontlin")
    expect(results(page).first.locator("a")).to_have_attribute("href", "/routes/frontline/")


def test_the_words_stand_in_the_address_so_that_a_search_can_be_passed_on_and_come_back_to(at):
    page = at("/search/?q=front%20line&from=mail")
    expect(box(page)).to_have_value("front line")
    box(page).fill("frontline & more")
    expect(page).to_have_url(page.url.partition("?")[0] + "?from=mail&q=frontline+%26+more")
    before = page.evaluate("history.length")
    box(page).fill("frontline")
    expect(page).to_have_url(page.url.partition("?")[0] + "?from=mail&q=frontline")
    assert page.evaluate("history.length") == before
    results(page).first.locator("a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Frontline")
    page.go_back()
    expect(box(page)).to_have_value("frontline")
    expect(results(page).first.locator("a")).to_have_attribute("href", "/routes/frontline/")
    box(page).fill("")
    expect(page).to_have_url(page.url.partition("?")[0] + "?from=mail")


def test_nothing_that_is_typed_is_read_as_html(at):
    page = at("/search/")
    page.on("dialog", lambda dialog: pytest.fail("script was run"))
    count = page.locator("*").count()
    for typed in ("<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "[(*+?\\", "’"):
        box(page).fill(f"{typed} retention")
        expect(results(page).first).to_be_visible()
        assert page.locator(".search img, .search script").count() == 0
        box(page).fill("")
        expect(results(page)).to_have_count(0)
        assert page.locator("*").count() == count


def test_enter_stays_on_the_page_and_tab_goes_through_the_results(at):
    page = at("/search/")
    box(page).focus()
    page.keyboard.type("retention")
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_visible()
    expect(box(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(results(page).first.locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("etention payment")


def test_nothing_is_kept(at):
    page = at("/search/?q=retention")
    expect(results(page).first).to_be_visible()
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0]
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(at, width):
    page = at("/search/?q=social+worker", viewport={"width": width, "height": 700})
    expect(results(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
