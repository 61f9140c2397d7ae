"""The page of results in a real browser: wide and narrow, light and dark, printed, without scripts."""

from __future__ import annotations

import gzip
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from careersite.suite import why_no_browser, why_no_modules
from tests.browser.conftest import ARGUMENTS, unless_missing
from tests.browser.every_page import RUNS, Seen, look_at
from tests.browser.test_every_page import KINDS, told
from tests.building import DEFAULTS, content, put
from tests.test_visits import line

# It has no menu that one could want to skip, and nothing that runs.
OF_A_SITE_ALONE = {"skip link", "stand-in"}


BROUGHT = (("fair", "poster"), ("fair", "linkedin"), ("back", "email"), ("old", "flyer"), ("fair", ""))


def log_of_more_than_a_year() -> str:
    lines = []
    for week in range(60):
        at = f"{date(2025, 9, 1) + timedelta(weeks=week):%d/%b/%Y}:10:00:00 +0000"
        for code, channel in BROUGHT:
            lines += [line(f"/go/{code}/{channel}", 302, at=at)] * (week % 7 * 3 + len(channel))
    return "".join(lines)


@pytest.fixture(scope="module")
def page_of_results(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from careersite.command_line import main

    folder = tmp_path_factory.mktemp("results")
    long = "A campaign with a title that is as long as titles may become, for newly qualified social workers"
    put(folder, {
        **DEFAULTS,
        "content/campaigns/fair.md": content("campaign", title=long[:80]),
        "content/campaigns/back.md": content("campaign", title="Come back", code="back"),
        "access.log.gz": gzip.compress(log_of_more_than_a_year().encode()),
    })  # fmt: skip
    page = folder / "kit/results"
    status = main(["results", str(folder / "access.log.gz"), "--site", str(folder), "--page", str(page), "--quiet"])
    assert status == 0
    return (page / "index.html").read_bytes()


@pytest.fixture(scope="module")
def seen(page_of_results: bytes) -> Seen:
    unless_missing(why_no_browser())
    return look_at({"results": {"index.html": page_of_results}}, ARGUMENTS)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - OF_A_SITE_ALONE))
def test_the_page_of_results_has_no_finding_of_this_kind(seen, kind):
    assert seen.looked[kind]
    assert not seen.findings[kind], told(KINDS[kind], seen.findings[kind])


def test_axe_finds_nothing_on_the_page_of_results(seen):
    unless_missing(why_no_modules())
    assert len(seen.looked["axe"]) == len(RUNS)
    assert not seen.findings["axe"], told("axe-core finds nothing", seen.findings["axe"])


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_charts_show_their_numbers_without_scripts(browser: Browser, page_of_results, tmp_path, width, scheme):
    (tmp_path / "index.html").write_bytes(page_of_results)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=False
    )
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    assert page.get_by_role("img").count() == 6
    bars = page.locator("svg.bars rect")
    widths = [bar.bounding_box()["width"] for bar in bars.all()]
    assert max(widths) <= width
    assert min(widths) > 1
    assert page.locator("svg.bars text").first.is_visible()
    context.close()
