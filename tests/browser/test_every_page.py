"""Every page of the real site, of the sample site and of every component's examples, in a real browser."""

from __future__ import annotations

import os
from itertools import combinations
from urllib.parse import urlsplit

import pytest

from careersite.suite import why_no_browser, why_no_modules
from tests.browser.conftest import ARGUMENTS, unless_missing
from tests.browser.every_page import RUNS, Run, Seen, Sites, look_at, pages_of
from tests.campaigns_of_every_state import FIELDS
from tests.whole_sites import EXAMPLES

KINDS = {
    "sideways": "No page scrolls sideways",
    "longLines": "No text of several lines has lines of more than 75 characters",
    "clipped": "No text is cut off",
    "overlapping": "No text lies over another",
    "withTextSpacing": "The text spacing of WCAG 1.4.12 cuts nothing off",
    "smallTargets": "Every target is 24 px or has that much room round it",
    "smallButtons": "Every button is 44 px",
    "stuck": "Nothing sticks to the window",
    "keyboard": "Tab goes through every page in its order, with a focus that is seen and not covered",
    "skip link": "The first stop is the link to the main part, and works",
    "without styles": "A page can be read without its styles",
    "print": "A printed page is a clean handout",
    "keepsItsColours": "Words take the colours that the reader's system forces",
    "kept": "Nothing is kept on the reader's computer",
    "stand-in": "The stand-in for a browser without scripts shows what such a browser shows",
}
WIDTHS = {run.width for run in RUNS}


def test_every_pair_of_circumstances_meets_in_some_run():
    for one, other in combinations(Run.__dataclass_fields__, 2):
        met = {(getattr(run, one), getattr(run, other)) for run in RUNS}
        assert len(met) == len({a for a, _ in met}) * len({b for _, b in met}), (one, other)
    assert len(RUNS) <= 6
    assert {320, 768, 1280} == WIDTHS


@pytest.fixture(scope="module")
def seen(every_site: Sites) -> Seen:
    unless_missing(why_no_browser())
    return look_at(every_site, ARGUMENTS)


@pytest.fixture(scope="module")
def ordinary(every_site: Sites) -> list[str]:
    """All but the redirects, whose script leads away at once."""
    return [url for url in pages_of(every_site) if b'http-equiv="refresh"' not in _content(every_site, url)]


def _content(sites: Sites, url: str) -> bytes:
    parts = urlsplit(url)
    path = parts.path.lstrip("/")
    return sites[str(parts.hostname).removesuffix(".example")][
        f"{path}index.html" if not path.endswith(".html") else path
    ]


def test_every_page_and_every_example_was_looked_at(seen, every_site, ordinary):
    pages = pages_of(every_site)
    real = [path for path in every_site["real"] if path.endswith(".html")]
    assert len([url for url in pages if url.startswith("https://real.")]) == len(real) > 80
    assert len([url for url in pages if url.startswith("https://components.")]) == len(EXAMPLES) > 20
    assert len([url for url in pages if url.startswith("https://campaigns.")]) == len(FIELDS) + 1 > 10
    assert 0 < len(seen.looked["stand-in"]) < len(pages)  # the others run no script, and are one page in both
    assert len(ordinary) == len(seen.looked["keyboard"])
    assert len([url for url in set(pages) - set(ordinary) if "/go/" not in url]) <= 2
    for kind in KINDS.keys() - {"stand-in"}:
        pages = {where.partition(" ")[0] for where in seen.looked[kind]}
        assert set(ordinary) <= pages, kind
    assert len(seen.looked["sideways"]) == len(ordinary) * len(WIDTHS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_has_a_finding_of_this_kind(seen, kind):
    found = seen.findings[kind]
    assert not found, told(KINDS[kind], found)


def test_axe_finds_nothing_on_any_page_in_any_circumstances(seen, every_site):
    unless_missing(why_no_modules())
    assert len(seen.looked["axe"]) == len(pages_of(every_site)) * len(RUNS)
    assert not seen.findings["axe"], told("axe-core finds nothing", seen.findings["axe"])


def test_no_page_asks_another_host(seen, every_site):
    hosts = {urlsplit(url).hostname for url in seen.requests if not url.startswith("data:")}
    assert len(seen.requests) > len(pages_of(every_site))
    assert hosts == {f"{name}.example" for name in every_site}


def told(wish: str, findings: list[str]) -> str:
    most = int(os.environ.get("MOST_FINDINGS", "40"))
    return "\n".join([f"{wish}, but {len(findings)} times it is otherwise:", *findings[:most]])
