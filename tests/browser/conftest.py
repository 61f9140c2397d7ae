"""A real browser for the tests of this folder, all of which are marked `browser` and run last."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from careersite.suite import find_browser, why_no_browser

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: while the browser is open, no other test can start an asyncio loop of its own."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.is_relative_to(here))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser with a fresh, empty profile, closed after the last test."""
    if reason := why_no_browser():
        # On a person's computer a missing browser is said and forgiven; where nobody looks it has to fail.
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), headless=True, args=ARGUMENTS)
        yield browser
        browser.close()
