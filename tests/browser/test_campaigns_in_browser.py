"""A campaign's page that nobody builds anew: what a reader gets at every later moment, script or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.built_before import served_as_built, visits
from tests.building import DEFAULTS, content

EVENT = "{starts: 2026-11-20 10:00, ends: 2026-11-20 15:00, venue: The town hall, access: A ramp.}"
YEARS = (
    "[{name: Spring, opens: 2026-10-01, closes: 2026-10-24},"
    f" {{name: Autumn, opens: 2026-11-02 09:00, closes: 2026-11-30 17:00, event: {EVENT}}}]"
)
LIST = '::: cards\nof: campaign\nlevel: "2"\n:::\n\n## Open now\n\n::: cards\nof: campaign\nhide_closed: yes\n:::\n'
FILES = {
    **DEFAULTS,
    "site.yml": DEFAULTS["site.yml"] + "apply: {address: https://apply.example/, label: Apply now}\n",
    "content/campaigns/fair.md": content(
        "campaign", title="The fair", editions=YEARS, after_closing="Look at the ways in.", after_closing_page="/"
    ),
    "content/pages/campaigns/index.md": content(title="Meet us", body=LIST),
}
FAIR = "/campaigns/fair/"
# What is seen from each moment on; British Summer Time ends on 25 October.
SEEN = (
    ("2026-09-30T22:59:59+00:00", "Spring: opens on Thursday 1 October 2026.", "Opens on Thursday 1 October 2026"),
    ("2026-09-30T23:00:00+00:00", "Spring: open until Saturday 24 October 2026, 11:59pm",
     "Open until Saturday 24 October 2026, 11:59pm"),
    ("2026-10-17T22:59:00+00:00", "Spring: last days. Open until Saturday 24 October 2026, 11:59pm",
     "Last days: until Saturday 24 October 2026, 11:59pm"),
    ("2026-10-24T22:58:59+00:00", "Spring: last days. Open until Saturday 24 October 2026, 11:59pm",
     "Last days: until Saturday 24 October 2026, 11:59pm"),
    ("2026-10-24T22:59:00+00:00", "Autumn: opens on Monday 2 November 2026, 9am.",
     "Opens on Monday 2 November 2026, 9am"),
    ("2026-11-02T09:00:00+00:00", "Autumn: open until Monday 30 November 2026, 5pm",
     "Open until Monday 30 November 2026, 5pm"),
    ("2026-11-30T16:59:59+00:00", "Autumn: last days. Open until Monday 30 November 2026, 5pm",
     "Last days: until Monday 30 November 2026, 5pm"),
    ("2026-11-30T17:00:00+00:00", "", "Closed"),
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as it was built before all of it."""
    with served_as_built(FILES, tmp_path_factory.mktemp("campaigns"), "2026-09-01") as served:
        yield served


@pytest.fixture
def at(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    with visits(browser, address) as go:
        yield go


def stages(page: Page) -> list[str]:
    shown = page.locator(".campaign__stage").filter(visible=True).locator("p:first-child strong")
    return shown.all_inner_texts()


def test_every_state_of_every_edition_begins_at_its_moment_on_one_old_page(at):
    for moment, said, _ in SEEN:
        page = at(FAIR, moment, timezone_id="Pacific/Auckland")
        assert stages(page) == ([said] if said else []), moment
        button = page.get_by_role("main").get_by_role("link", name="Apply now")
        assert button.filter(visible=True).count() == ("open" in said.lower() and "opens" not in said), moment
        assert page.locator(".closed").is_visible() == (not said), moment


def test_a_card_says_the_state_of_the_moment_and_goes_where_what_is_closed_is_left_out(at):
    for moment, _, said in SEEN:
        cards = at("/campaigns/", moment).locator(".cards__card").filter(visible=True)
        marks = cards.locator(".state-mark, .closed-mark").filter(visible=True).all_inner_texts()
        assert marks == [said] * (1 if said == "Closed" else 2), moment


def test_a_page_that_stays_open_turns_before_the_eyes_of_its_reader_and_tells_them(at):
    page = at(FAIR, "2026-11-30T16:50:00+00:00", flows=True)
    expect(page.get_by_role("status").filter(visible=True).first).to_contain_text("last days")
    page.clock.fast_forward("10:00")
    expect(page.get_by_role("heading", name="Closed")).to_be_visible()
    expect(page.get_by_role("status").filter(visible=True)).to_contain_text("Autumn closed on Monday 30 November 2026")
    assert stages(page) == []


def test_place_and_time_of_an_edition_are_there_from_the_end_of_the_last_to_the_end_of_the_event(at):
    for moment, is_there in (
        ("2026-10-24T22:58:59+00:00", False), ("2026-10-24T22:59:00+00:00", True),
        ("2026-11-20T14:59:59+00:00", True), ("2026-11-20T15:00:00+00:00", False),
    ):  # fmt: skip
        page = at(FAIR, moment)
        assert page.get_by_role("heading", name="Where and when").is_visible() == is_there, moment
    expect(
        page.get_by_text("The event of Friday 20 November 2026, 10am to 3pm (The town hall) is over.")
    ).to_be_visible()


def test_without_script_an_old_page_says_nothing_that_has_become_false(at):
    page = at(FAIR, "2026-12-05T12:00:00+00:00", java_script_enabled=False)
    assert stages(page) == ["Spring: opens on Thursday 1 October 2026."]
    expect(page.get_by_text("Then it is open until Saturday 24 October 2026, 11:59pm.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Apply now")).to_be_hidden()


def test_on_paper_the_state_stands_in_words(at):
    page = at(FAIR, "2026-10-17T22:59:00+00:00")
    page.emulate_media(media="print")
    assert stages(page) == ["Spring: last days. Open until Saturday 24 October 2026, 11:59pm"]
    expect(page.locator(".campaign .print-only").filter(visible=True)).to_have_text("Apply now: https://apply.example/")
