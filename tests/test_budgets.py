"""The real site and every other one keep the budgets that check tells editors of; docs/budgets.md lists them."""

from __future__ import annotations

import pytest

from careersite.page_weight import MOST_FIRST_VIEW, MOST_FONTS, MOST_SCRIPTS
from careersite.reading_grade import HARDEST
from tests.building import AS_OF, ENGINE, Built, built
from tests.test_components import site_of_examples

FOLDERS = [ENGINE, ENGINE / "tests/sample_site", *(file.parent for file in ENGINE.glob("examples/*/site.yml"))]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    examples = site_of_examples(tmp_path_factory.mktemp("examples"))
    return [examples, *(built(folder, as_of=AS_OF, slower=True) for folder in FOLDERS)]


def test_every_html_file_has_its_figures(sites):
    for site in sites:
        pages = {f"/{path.removesuffix('index.html')}" for path in site.files if path.endswith(".html")}
        assert {page.address for page in site.finished.figures} == pages
    assert sum(len(site.finished.figures) for site in sites) > 80


def test_no_page_is_heavier_than_it_may_be(sites):
    pages = [page for site in sites for page in site.finished.figures]
    assert all(page.html > 100 and page.styles > 1000 for page in pages)
    assert [page for page in pages if page.first_view > MOST_FIRST_VIEW] == []
    assert [page for page in pages if page.scripts > MOST_SCRIPTS] == []
    assert [page for page in pages if page.fonts > MOST_FONTS] == []


def test_every_page_reads_easily(sites):
    pages = [page for site in sites for page in site.finished.figures if page.grade is not None]
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


def test_no_page_lacks_a_first_heading_skips_one_or_shares_its_title(sites):
    for site in sites:
        inspections = site.finished.rendered.inspections.values()
        assert all(one.title and [level for level, _ in one.headings].count(1) == 1 for one in inspections)
        assert not {"headings", "title", "identifiers", "outside"} & set(site.codes)
