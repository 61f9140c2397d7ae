"""examples/: a second site of the same program, without a mistake, plainly an example, with nothing of the first."""

from __future__ import annotations

import pytest

from tests.building import Built, BuiltPage
from tests.whole_sites import HOSPITALS

pytestmark = pytest.mark.slow  # a whole site with its pictures

NAME = "Nursing in Anyborough (example)"
ENDINGS = {".yml", ".md", ".png", ".jpg"}
TEXTS = (".html", ".xml", ".txt", ".css", ".svg", ".js", ".json", ".webmanifest")


@pytest.fixture(scope="module")
def site(example_site: Built) -> Built:
    return example_site


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, BuiltPage]:
    found = {path: BuiltPage(data.decode()) for path, data in site.files.items() if path.endswith(".html")}
    assert len(found) > 25
    return found


def test_the_example_is_built_without_any_problem(site):
    assert site.problems == (), site.sentences


def test_one_command_builds_it(command_line, tmp_path):
    said = command_line("--site", HOSPITALS, "--out", tmp_path / "public", "--as-of", "2026-12-01")
    assert (said.status, said.err) == (0, "")
    assert NAME in (tmp_path / "public/index.html").read_text(encoding="utf-8")


def test_every_page_says_that_it_is_an_example(pages):
    for path, page in pages.items():
        assert NAME in page.title, path
        assert NAME in page.all("header")[0], path
        assert "an invented trust (example)" in page.all("footer")[0], path
    assert "This is an example" in pages["index.html"].main


def test_every_figure_says_that_it_is_invented(site):
    facts = site.site.content.facts
    assert len(facts.by_name) > 10
    assert [fact.name for fact in facts.by_name.values() if "invented" not in fact.shown()["statement"]] == []
    assert [source.shown()["title"] for source in facts.sources.values()] == ["Invented for this example"]


def test_every_person_says_of_themselves_that_they_are_invented(site):
    people = site.site.by_type["testimonial"]
    assert len(people) == 3
    for person in people:
        assert f"{person.title} is invented." in person.source.text


def test_it_has_words_pictures_and_settings_and_no_code():
    files = [path for path in (HOSPITALS / "content").rglob("*") if path.is_file()]
    assert len(files) > 30
    assert {path.suffix for path in files} <= ENDINGS
    assert not (HOSPITALS / "templates").exists()
    assert not (HOSPITALS / "assets").exists()


def test_nothing_of_the_first_site_is_in_it(site, real_site):
    first = real_site.site
    facts = first.content.facts
    known = {"coventry", "social work", "ofsted", "warwick", "ndebele", "poar"}
    known |= {person.title.casefold() for person in first.by_type["testimonial"]}
    known |= {source.shown()[part].casefold() for source in facts.sources.values() for part in ("title", "publisher")}
    known |= {fact.shown()["statement"].casefold() for fact in facts.by_name.values()}
    assert len(known) > 40
    texts = [data.decode().casefold() for path, data in site.files.items() if path.endswith(TEXTS)]
    assert len(texts) > 25
    assert [word for word in known if any(word in text for text in texts)] == []
