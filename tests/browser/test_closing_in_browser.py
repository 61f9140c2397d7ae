"""A deadline that passes on a page which nobody builds anew: what a reader gets, wherever they are, script or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.built_before import served_as_built, visits
from tests.building import DEFAULTS, FACTS, content

KEPT = "async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
CLOSES = "Saturday 24 October 2026, 11:59pm"  # 22:59 UTC, in the last night of summer time
SAID = f"This closed on {CLOSES}."
ROUTE, LIST, OPEN = "/routes/step-up/", "/routes/", "/open/"
FILES = {
    **DEFAULTS,
    "content/routes/step-up.md": content(
        "route",
        title="Step Up",
        closes="2026-10-24",
        after_closing="Look again in May.",
        how_to_apply="Write to the team.",
        apply="https://college.example/",
    ),
    "content/pages/routes/index.md": content(title="Routes", body='::: cards\nof: route\nlevel: "2"\n:::\n'),
    "content/facts.yml": FACTS,
    "content/rewards/a.md": content("reward", title="An offer", valid_from="2026-10-01", valid_to="2026-10-24"),
    "content/pages/rewards.md": content(title="Offers", body='::: cards\nof: reward\nlevel: "2"\n:::\n'),
    "content/pages/open.md": content(title="Open"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as it was built a month before the deadline."""
    with served_as_built(FILES, tmp_path_factory.mktemp("closing"), "2026-09-24") as served:
        yield served


@pytest.fixture
def at(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    with visits(browser, address) as go:
        yield go


def button(page: Page):
    return page.get_by_role("main").get_by_role("link", name="Apply for this route")


def notice(page: Page):
    return page.locator(".closed")


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland", "America/Los_Angeles"])
def test_a_page_closes_at_the_moment_of_the_site_wherever_the_reader_is(at, zone):
    before = at(ROUTE, "2026-10-24T22:58:59+00:00", timezone_id=zone)
    expect(button(before)).to_be_visible()
    expect(notice(before)).to_be_hidden()
    expect(before.get_by_text(f"Closes {CLOSES}").first).to_be_visible()
    after = at(ROUTE, "2026-10-24T22:59:00+00:00", timezone_id=zone)
    expect(button(after)).to_be_hidden()
    expect(notice(after)).to_contain_text(SAID + " Look again in May.")
    expect(after.get_by_text(f"Closes {CLOSES}").first).to_be_hidden()


def test_a_page_that_stays_open_closes_before_the_eyes_of_its_reader_and_tells_them(at):
    page = at(ROUTE, "2026-10-24T22:50:00+00:00", flows=True)
    expect(button(page)).to_be_visible()
    page.clock.fast_forward("08:00")
    expect(button(page)).to_be_visible()
    page.clock.fast_forward("01:00")
    expect(button(page)).to_be_hidden()
    expect(page.get_by_role("status").first).to_contain_text(SAID)
    expect(page.get_by_role("heading", name="Closed")).to_be_visible()


def test_a_page_that_stays_open_for_a_month_closes_too(at):
    """No timer of a browser lasts that long."""
    page = at(ROUTE, "2026-09-24T12:00:00+00:00", flows=True)
    page.clock.run_for(24 * 3600 * 1000)
    expect(button(page)).to_be_visible()
    page.clock.fast_forward(30 * 24 * 3600 * 1000)
    expect(button(page)).to_be_hidden()


def test_a_page_that_slept_closes_when_it_is_seen_again(at):
    page = at(ROUTE, "2026-10-24T12:00:00+00:00")
    page.clock.set_fixed_time(datetime.fromisoformat("2026-10-26T12:00:00+00:00"))
    expect(button(page)).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(button(page)).to_be_hidden()


def test_a_list_says_closed_once_it_is(at):
    expect(at(LIST, "2026-10-24T22:58:59+00:00").get_by_text("Closed", exact=True)).to_be_hidden()
    expect(at(LIST, "2026-10-24T22:59:00+00:00").get_by_text("Closed", exact=True)).to_be_visible()


def test_how_to_apply_goes_with_the_deadline(at):
    words = "Write to the team."
    expect(at(ROUTE, "2026-10-24T22:58:59+00:00").get_by_text(words)).to_be_visible()
    expect(at(ROUTE, "2026-10-24T22:59:00+00:00").get_by_text(words)).to_be_hidden()


@pytest.mark.parametrize(("moment", "said"), [
    ("2026-09-30T22:59:59+00:00", "This offer begins on 1 October 2026 and ends on 24 October 2026."),
    ("2026-09-30T23:00:00+00:00", "Offered from 1 October 2026 to 24 October 2026."),
    ("2026-10-24T22:59:59+00:00", "Offered from 1 October 2026 to 24 October 2026."),
    ("2026-10-24T23:00:00+00:00", "This offer ended on 24 October 2026."),
])  # fmt: skip
def test_an_offer_begins_and_ends_at_its_moments(at, moment, said):
    lines = at("/rewards/a/", moment).locator(".retention-payment__sum p").filter(has_text=re.compile("[Oo]ffer(ed)? "))
    expect(lines.filter(visible=True).first).to_have_text(said)
    is_over = "ended" in said
    assert at("/rewards/", moment).get_by_text("Ended", exact=True).is_visible() == is_over


def test_without_script_the_date_stands_beside_the_button(at):
    page = at(ROUTE, "2026-10-26T12:00:00+00:00", java_script_enabled=False)
    expect(button(page)).to_be_visible()
    call = page.locator("main .call-to-action")
    assert f"Closes {CLOSES}." in call.inner_text()
    assert page.locator("main .call-to-action time").first.get_attribute("datetime") == "2026-10-24T23:59+01:00"


def test_the_script_is_external_keeps_nothing_and_is_not_there_without_a_deadline(at):
    page = at(ROUTE, "2026-10-24T22:59:00+00:00")
    scripts = page.evaluate(
        "[...document.scripts].filter(one => one.type != 'application/ld+json').map(one => one.src)"
    )
    assert [one.rpartition("/")[2].split(".")[0] for one in scripts] == ["closing"]
    assert page.evaluate(KEPT) == ["", 0, 0, 0]
    assert at(OPEN, "2026-10-24T22:59:00+00:00").evaluate("document.querySelectorAll('script[src]').length") == 0


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_closed_page_is_seen_whole(at, width, scheme):
    page = at(ROUTE, "2026-10-24T22:59:00+00:00", viewport={"width": width, "height": 800}, color_scheme=scheme)
    expect(notice(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    border = notice(page).evaluate("one => getComputedStyle(one).borderTopStyle")
    assert border == "solid"
    page.emulate_media(media="print")
    expect(notice(page)).to_be_visible()
