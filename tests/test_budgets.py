"""The real site and every other one keep the budgets that check tells editors of; docs/budgets.md lists them."""

from __future__ import annotations

import pytest

from careersite.page_weight import MOST_FIRST_VIEW, MOST_FONTS, MOST_SCRIPTS
from careersite.text.reading_grade import HARDEST
from tests.building import ENGINE

pytestmark = pytest.mark.slow  # whole sites, weighed page by page


def test_every_example_is_among_the_sites_that_are_looked_at(whole_sites):
    examples = [file.parent for file in ENGINE.glob("examples/*/site.yml")]
    assert examples
    assert {site.folder for site in whole_sites} >= {ENGINE, ENGINE / "tests/sample_site", *examples}


def test_every_html_file_has_its_figures(whole_sites):
    for site in whole_sites:
        pages = {f"/{path.removesuffix('index.html')}" for path in site.files if path.endswith(".html")}
        assert {page.address for page in site.finished.figures} == pages
    assert sum(len(site.finished.figures) for site in whole_sites) > 80


def test_no_page_is_heavier_than_it_may_be(whole_sites):
    pages = [page for site in whole_sites for page in site.finished.figures]
    assert all(page.html > 100 and page.styles > 1000 for page in pages)
    assert [page for page in pages if page.first_view > MOST_FIRST_VIEW] == []
    assert [page for page in pages if page.scripts > MOST_SCRIPTS] == []
    assert [page for page in pages if page.fonts > MOST_FONTS] == []


def test_every_page_reads_easily(whole_sites):
    pages = [page for site in whole_sites for page in site.finished.figures if page.grade is not None]
    assert len(pages) > 30
    assert [page for page in pages if page.grade > HARDEST] == []


def test_the_budgets_are_those_that_are_told():
    told = (ENGINE / "docs/budgets.md").read_text(encoding="utf-8")
    for figure in (
        f"{MOST_FIRST_VIEW:,} bytes",
        f"{MOST_SCRIPTS:,} bytes",
        f"{MOST_FONTS:,} bytes",
        f"grade {HARDEST}",
    ):
        assert figure in told


def test_no_page_lacks_a_first_heading_skips_one_or_shares_its_title(whole_sites):
    for site in whole_sites:
        inspections = site.finished.rendered.inspections.values()
        assert all(one.title and [level for level, _ in one.headings].count(1) == 1 for one in inspections)
        assert not {"headings", "title", "identifiers", "outside"} & set(site.codes)
