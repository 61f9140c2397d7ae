"""Saves in, what an editor sees in a real browser out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from careersite.preview import server
from careersite.preview.preview import Preview, _our_fault
from tests.fake_workshop import FakeWorkshop

PANEL = "careersite-problems .panel"
BADGE = "careersite-problems #badge"
GREEDY_STYLES = "<style>body * { color: red !important; display: none; font: 99px serif }</style>"


@pytest.fixture
def workshop(tmp_path: Path, request: pytest.FixtureRequest) -> FakeWorkshop:
    """Its first page says "first", unless a test gives it other words."""
    workshop = FakeWorkshop(tmp_path)
    workshop.write("content/index.md", getattr(request, "param", "first"))
    return workshop


@pytest.fixture
def page(browser: Browser, workshop: FakeWorkshop) -> Iterator[Page]:
    preview = Preview(workshop, server.bind(0), lambda _: None, lambda _: None, _our_fault)
    thread = threading.Thread(target=preview.run, daemon=True)
    thread.start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(preview.address)
    yield page
    context.close()
    preview.stop()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_the_page_that_is_looked_at_follows_every_save(page: Page, workshop: FakeWorkshop) -> None:
    for text in ("first", "second", "third"):
        workshop.write("content/index.md", text)
        expect(page.locator("main")).to_have_text(text)


def test_the_panel_comes_with_a_mistake_and_goes_with_it(page: Page, workshop: FakeWorkshop) -> None:
    expect(page.locator("main")).to_have_text("first")
    workshop.write("content/index.md", "one\ntwo <b>MISTAKE</b>\nthree")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    expect(panel.get_by_role("heading", name="1 problem")).to_be_focused()
    expect(panel.locator("h3")).to_have_text("content/index.md, line 2")
    expect(panel.locator("mark")).to_contain_text("two <b>MISTAKE</b>")
    expect(panel.locator("pre")).to_contain_text("three")
    expect(page.locator("main")).to_have_text("first")
    workshop.write("content/index.md", "mended")
    expect(page.locator("main")).to_have_text("mended")
    expect(panel).to_have_count(0)


@pytest.mark.parametrize("workshop", ["one\nMISTAKE"], indirect=True)
def test_a_site_that_was_broken_from_the_start_appears_when_mended(page: Page, workshop: FakeWorkshop) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("1 problem")
    expect(page.locator("mark")).to_contain_text("MISTAKE")
    expect(page.locator("mark")).to_have_css("display", "block")
    workshop.write("content/index.md", "mended")
    expect(page.locator("main")).to_have_text("mended")


def test_a_page_that_is_not_there_yet_appears_when_written(page: Page, workshop: FakeWorkshop) -> None:
    page.goto(page.url + "new/")
    expect(page.locator("body")).to_have_text("No such page here")
    workshop.write("content/new.md", "here now")
    expect(page.locator("main")).to_have_text("here now")


def test_the_panel_is_folded_away_and_back_by_keyboard(page: Page, workshop: FakeWorkshop) -> None:
    workshop.write("content/index.md", "MISTAKE")
    panel, badge = page.locator(PANEL), page.locator(BADGE)
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Fold away")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(badge).to_be_focused()
    page.reload()
    expect(badge).to_have_text("1 problem")
    expect(panel).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    workshop.write("content/other.md", "another MISTAKE")
    expect(panel).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_readable_on_a_narrow_screen_whatever_the_sites_styles(
    page: Page, workshop: FakeWorkshop, scheme: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 480})
    page.emulate_media(color_scheme=scheme)
    workshop.write("content/index.md", GREEDY_STYLES)
    expect(page.locator("main")).to_be_hidden()
    workshop.write("content/index.md", f"{'long' * 100} MISTAKE\n{'word ' * 100}")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    expect(panel).to_have_css("position", "fixed")
    inside = panel.locator(".scroll")
    assert inside.evaluate("it => it.scrollWidth <= it.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for part in ("h2", ".message", ".hint", "mark", ".number"):
        assert contrast(panel.locator(part).first) >= 4.5, part


def contrast(element) -> float:
    """WCAG 2.2's ratio between an element's colour and the nearest opaque background."""
    return element.evaluate("""it => {
        const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
        const light = colour => numbers(colour).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
        let behind = it;
        const isClear = colour => numbers(colour)[3] === 0;
        while (isClear(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
        const [a, b] = [light(getComputedStyle(it).color), light(getComputedStyle(behind).backgroundColor)];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }""")
