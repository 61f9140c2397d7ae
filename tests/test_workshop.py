"""The preview's draft of a site gives every file of it that the build would, also those that nobody writes."""

from __future__ import annotations

from datetime import datetime

from careersite.pipeline import Place
from careersite.workshop import SiteWorkshop
from tests.building import AS_OF, DEFAULTS, ENGINE, content, put, workbench

SOURCES = "sources:\n  report:\n    title: A report\n    publisher: Example Council\n    date: 2026\n"


def test_lists_of_people_and_the_search_index_are_there_at_once(tmp_path):
    put(tmp_path, {
        **DEFAULTS,
        "content/facts.yml": SOURCES,
        "content/testimonials/ada.md": content("testimonial", name="Ada Bell", team="North"),
        "content/pages/search.md": content(title="Search", body="::: search\n:::\n"),
    })  # fmt: skip
    moment = datetime.fromisoformat(AS_OF)
    draft = SiteWorkshop(Place(tmp_path, ENGINE), workbench(), lambda zone: moment, lambda finished: None).draft()
    page = draft.file("testimonials/team/north/index.html").decode()
    assert "People by team: North" in page
    index = draft.file("search/index.html").decode().partition('data-index="/')[2].partition('"')[0]
    assert b"Ada Bell" in draft.file(index)
    assert draft.file("assets/search.0000000000.json") is None
