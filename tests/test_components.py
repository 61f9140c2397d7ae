"""Every example of every component, rendered by the real engine in the little world that has all the names they use."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.building import Built, content
from tests.whole_sites import COMPONENTS, EXAMPLES

pytestmark = pytest.mark.quick


@pytest.fixture(scope="module")
def site(components_site: Built) -> Built:
    return components_site


def test_every_component_has_examples():
    assert len(EXAMPLES) > 15
    assert {component for component, _ in EXAMPLES.values()} == {
        path.name for path in COMPONENTS.iterdir() if path.is_dir()
    }


@pytest.mark.slow
def test_every_example_is_built_without_a_mistake(site):
    assert site.errors == [], site.sentences


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_shows_everything_that_it_is_given(site, name):
    component, fields = EXAMPLES[name]
    page = site.page(f"/examples/{name}/")
    assert page.has("main #a-heading + :not(.figures)"), "nothing stands where the component should"
    shown = " ".join([page.main, *(node.attributes.get("alt") or "" for node in page.tree.css("main img"))])
    shown = re.sub(r"\W+", " ", shown)
    for words in said(component, fields):
        assert re.sub(r"\W+", " ", words).strip() in shown, f"{words} is not shown"


def said(component: str, fields: dict) -> list[str]:
    """What the example says in plain words: neither names, nor files, nor Markdown."""
    kinds = yaml.load((COMPONENTS / component / f"{component}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)[
        "fields"
    ]
    return [
        value
        for name, value in fields.items()
        if isinstance(value, str) and kinds[name].get("kind", "words") in ("words", "description")
    ]


def test_a_component_may_stand_several_times_on_a_page(make_site):
    body = "## One\n\n" + "".join(f"::: callout\ntitle: Note {n}\ntext: Text.\n:::\n\n" for n in range(3))
    site = make_site({"content/pages/a.md": content(body=body)})
    assert site.errors == []
    assert site.page("/a/").all(".callout__title") == ["Note 0", "Note 1", "Note 2"]
