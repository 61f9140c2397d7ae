"""Every example of every component, rendered by the real engine on a site that has all the names they use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.building import DEFAULTS, ENGINE, Built, built, content, put

TEMPLATES = ENGINE / "templates/components"
EXAMPLES = {
    f"{file.stem} {title}".replace(" ", "-"): (file.stem, fields)
    for file in sorted(TEMPLATES.glob("*/*.yml"))
    for title, fields in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)["examples"].items()
}
FACT = """\
  {}:
    value: {}
    unit: {}
    statement: An example.
    source: example-source
    as_at: 2026
    review_by: 2027-01-31
    owner: Nobody
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
NAMES = {
    "content/facts.yml": "sources:\n  example-source:\n    title: A source\n    publisher: Us\n    date: 2026\nfacts:\n"
    + FACT.format("example-sum", 3000, "pounds") + FACT.format("example-count", 16, "count"),
    "content/pages/example.md": content(title="Example", body="[[example-sum]] [[example-count]]\n"),
    "content/pages/another-example.md": content(title="Another example"),
    "content/routes/example.md": content("route", title="Example route"),
    "content/stages/example.md": content("stage", title="Example stage"),
    "content/roles/example.md": content("role", title="Example role"),
    "content/rewards/example.md": content("reward", title="Example reward", amount="example-sum"),
    "content/testimonials/example.md": content("testimonial", name="Example person", source="example-source",
                                                 route="example"),
}  # fmt: skip


def files_of(fields: dict) -> dict[str, str]:
    """The pictures and films that an example names, so that they are there."""
    values = [value for value in fields.values() if isinstance(value, str) and re.fullmatch(r"example\.\w+", value)]
    return {f"content/images/{value}": SVG if value.endswith(".svg") else "x" for value in values}


def beside_the_pictures(fields: dict) -> dict:
    there = files_of(fields)
    return {
        name: f"../../images/{value}" if f"content/images/{value}" in there else value for name, value in fields.items()
    }


PNG = (Path(__file__).parent / "sample_site/content/images/town.png").read_bytes()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return site_of_examples(tmp_path_factory.mktemp("components"))


def site_of_examples(folder: Path) -> Built:
    """A site with a page for each example; the browser looks at it too."""
    put(folder, {**DEFAULTS, **NAMES})
    for name, (component, fields) in EXAMPLES.items():
        written = yaml.safe_dump(beside_the_pictures(fields), allow_unicode=True, sort_keys=False).strip()
        body = f"## A heading\n\n::: {component}\n{'' if written == '{}' else written}\n:::\n"
        pictures = {path: PNG if path.endswith(".png") else data for path, data in files_of(fields).items()}
        put(folder, {**pictures, f"content/pages/examples/{name}.md": content(title=name, body=body)})
    return built(folder, slower=True)


def test_every_component_has_examples():
    assert len(EXAMPLES) > 15
    assert {component for component, _ in EXAMPLES.values()} == {
        path.name for path in TEMPLATES.iterdir() if path.is_dir()
    }


def test_every_example_is_built_without_a_mistake(site):
    assert site.errors == [], site.sentences


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
    kinds = yaml.load((TEMPLATES / component / f"{component}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)[
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
