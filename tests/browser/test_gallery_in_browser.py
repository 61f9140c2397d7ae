"""The gallery in a real browser: frames as wide as a phone, each light or dark whatever the browser prefers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.building import ENGINE
from tests.previewed_site import previewed
from tests.running_preview import Running

LUMINANCE = """() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
}"""


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with previewed(ENGINE) as one:
        yield one


@pytest.fixture(scope="module", params=["light", "dark"])
def gallery(browser: Browser, running: Running, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The gallery of the real site, in a browser that prefers one scheme or the other."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=request.param)
    page = context.new_page()
    page.goto(f"{running.preview.address}_gallery/")
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('iframe')].every(one => one.dataset.fits)")
    yield page
    context.close()


def frames(page: Page) -> list[Frame]:
    found = page.frames[1:]
    assert len(found) > 40
    return found


def test_every_frame_is_a_phone_wide_and_shows_all_that_is_in_it(gallery):
    for frame in frames(gallery):
        inside = frame.evaluate("[innerWidth, innerHeight, document.documentElement.scrollHeight]")
        assert inside[0] == 360, frame.url
        assert inside[2] <= inside[1] + 1, f"{frame.url} is cut off"


def test_dark_is_dark_and_light_is_light(gallery):
    for frame in frames(gallery):
        luminance = frame.evaluate(LUMINANCE)
        assert (luminance < 0.2) if "/dark/" in frame.url else (luminance > 0.8), frame.url


def test_no_frame_scrolls_sideways(gallery):
    too_wide = [one.url for one in frames(gallery) if one.evaluate("document.documentElement.scrollWidth > innerWidth")]
    assert too_wide == []


def test_the_gallery_itself_fits_a_phone(browser, running):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{running.preview.address}_gallery/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the components"
    context.close()
