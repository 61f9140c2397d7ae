"""A real browser for the tests of this folder, all of which are marked `browser` and run last."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from careersite.suite import find_browser, why_no_browser
from tests.building import Built, built, put
from tests.campaigns_of_every_state import DAY, FILES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    "--headless",
    "--no-sandbox",  # continuous integration runs as root, for whom Chromium's sandbox does not start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


LONGEST = "test_every_page.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest file first, and the other browser tests last.

    While their browser is open, no other test can start an asyncio loop of its own; the longest has its own thread.
    """
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
    # So that no other core has long to wait for it at the end.
    items.sort(key=lambda item: (item.path != here / LONGEST, item.path.is_relative_to(here)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser with a fresh, empty profile, closed after the last test."""
    unless_missing(why_no_browser())
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


def unless_missing(reason: str) -> None:
    """On a person's computer a missing program is said and forgiven; where nobody looks it has to fail."""
    if reason:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.fixture(scope="session")
def campaigns_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A campaign in every state."""
    folder = tmp_path_factory.mktemp("campaigns")
    put(folder, FILES)
    return built(folder, as_of=DAY)


@pytest.fixture(scope="session")
def every_site(whole_sites: list[Built], campaigns_site: Built) -> dict[str, dict[str, bytes]]:
    """The finished files of every site that there is to look at, by a short name."""
    names = ("components", "real", "sample", "example-anyborough-hospitals", "campaigns")
    sites = [*whole_sites, campaigns_site]
    assert all(site.errors == [] for site in sites)
    return {name: site.files for name, site in zip(names, sites, strict=True)}
