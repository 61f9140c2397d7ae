"""The gallery: every component in all its examples, in the preview of a real site and nowhere else."""

from __future__ import annotations

import itertools
import os
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from careersite.component import Component
from careersite.guide import components
from careersite.preview import preview
from careersite.preview.gallery import in_scheme
from careersite.preview.preview import CannotRender
from tests.building import DEFAULTS, ENGINE, BuiltPage, built, put
from tests.previewed_site import previewed, workshop_of
from tests.running_preview import Running, until

COMPONENTS: dict[str, Component] = {one.name: one for one, _ in components(ENGINE / "templates")}
EXAMPLES = [(one, number) for one in COMPONENTS.values() for number in range(1, len(one.examples) + 1)]

NOTE = """\
about: A note of this site alone.
fields:
  words: {kind: rich text, required: yes, help: What it says}
  file: {kind: file, endings: [.png], help: A picture}
  fact: {kind: fact, help: A fact}
  route: {kind: page of, type: route, help: A route}
examples:
  short:
    words: A **note**.
"""
NOTE_HTML = '<div class="note">{{ words }}{% if file %}<img src="{{ file.address }}" alt="">{% endif %}</div>\n'


@pytest.fixture(scope="module")
def real() -> Iterator[Running]:
    with previewed(ENGINE) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a component of its own."""
    put(tmp_path, {**DEFAULTS, **note(NOTE)})
    return tmp_path


def note(yml: str, html: str = NOTE_HTML) -> dict[str, str]:
    return {"templates/components/note/note.yml": yml, "templates/components/note/note.html": html}


def shown(folder: Path, address: str) -> BuiltPage:
    return BuiltPage(workshop_of(folder).draft().file(f"{address[1:]}index.html").decode())


# What is there


@pytest.mark.slow
def test_the_gallery_lists_every_component_with_all_that_is_known_of_it(real):
    page = BuiltPage(real.text("/_gallery/"))
    assert len(COMPONENTS) > 15
    assert page.all("h1") == ["Gallery"]
    assert page.all("h2") == sorted(COMPONENTS)
    for component in COMPONENTS.values():
        assert component.about in page.text
        for field in component.fields:
            assert field.help in page.text
            assert field.kind.expects in page.text
    assert "Give exactly one of alt and decorative ." in page.text
    assert "facts.label" in page.all("dt code")
    assert ["::: cards", "of: route", ":::"] in [source.split("\n") for source in
                                                 (node.text() for node in page.tree.css("pre code"))]  # fmt: skip


@pytest.mark.slow
def test_every_example_stands_in_a_frame_light_and_dark(real):
    page = BuiltPage(real.text("/_gallery/"))
    frames = [node.attributes for node in page.tree.css("iframe")]
    addresses = [f"/_gallery/{one.name}/{number}/{scheme}/?framed"
                 for one, number in EXAMPLES for scheme in ("light", "dark")]  # fmt: skip
    assert sorted(frame["src"] for frame in frames) == sorted(addresses)
    assert len({frame["title"] for frame in frames}) == len(frames), "a screen reader hears the same title twice"


@pytest.mark.slow
@pytest.mark.parametrize(("component", "number"), EXAMPLES, ids=lambda one: getattr(one, "name", one))
def test_every_example_is_a_document_of_its_own(real, component, number):
    answer = real.get(f"/_gallery/{component.name}/{number}/")
    page = BuiltPage(answer.text)
    assert answer.status == 200
    assert page.all("h1") == [f"{component.name}, {list(component.examples)[number - 1]}"]
    assert page.has("main .content > :not(.visually-hidden)"), "there are headings alone"
    assert "noindex" in page.attribute("meta[name=robots]", "content")
    levels = [level for level, _ in page.headings]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels


@pytest.mark.slow
def test_one_component_has_a_page_of_its_own(real):
    page = BuiltPage(real.text("/_gallery/callout/"))
    assert page.all("h1") == ["Component: callout"]
    assert len(page.all("iframe")) == 2 * len(COMPONENTS["callout"].examples)


@pytest.mark.slow
def test_ids_and_the_order_of_headings_are_right(real):
    for address in ("/_gallery/", "/_gallery/callout/"):
        page = BuiltPage(real.text(address))
        levels = [level for level, _ in page.headings]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        ids = [node.attributes["id"] for node in page.tree.css("[id]")]
        assert len(ids) == len(set(ids)) > 3


@pytest.mark.slow
def test_the_files_that_examples_show_are_there(real):
    for name, kind, selector in (("figure", "image/png", "main img"), ("video", "video/mp4", "main video")):
        page = BuiltPage(real.text(f"/_gallery/{name}/1/"))
        source = page.attribute(selector, "src") or page.attribute(f"{selector} source", "src")
        answer = real.preview._stage.answer(source, "")
        assert (answer.status, answer.content_type) == (200, kind)


@pytest.mark.slow
@pytest.mark.parametrize("address", ["/_gallery/no-such/", "/_gallery/callout/99/", "/_gallery/callout/1/sepia/",
                                     "/_gallery/styles-dark/assets/css/none.css", "/_gallery/callout/1/x"])  # fmt: skip
def test_what_the_gallery_does_not_have_is_not_found(real, address):
    assert real.get(address).status == 404


def test_the_preview_says_where_the_gallery_is(folder):
    said: list[str] = []
    found: list[str] = []

    def announce(sentence: str) -> None:
        said.append(sentence)
        if sentence.startswith("Built in "):
            threading.Thread(target=look).start()

    def look() -> None:
        with urlopen(said[1].rpartition(" ")[2], timeout=5) as answer:
            found.append(answer.read().decode())
        os.kill(os.getpid(), signal.SIGINT)  # an editor's Ctrl-C

    assert preview.preview(workshop_of(folder), port=0, announce=announce) == 0
    assert re.fullmatch(r"Every component with its examples is at http://[\w.]+:\d+/_gallery/", said[1])
    assert BuiltPage(found[0]).all("h1") == ["Gallery"]


# Light and dark


@pytest.mark.slow
def test_the_styles_of_a_frame_are_of_one_scheme(real):
    for scheme, other in (("light", "dark"), ("dark", "light")):
        page = BuiltPage(real.text(f"/_gallery/callout/1/{scheme}/"))
        address = page.attribute("link[rel=stylesheet]", "href")
        assert address.startswith(f"/_gallery/styles-{scheme}/")
        styles = real.text(address)
        assert f"color-scheme: {scheme}" in styles.partition("@media print")[0]
        assert f"color-scheme: {other}" not in styles.partition("@media print")[0]
        assert "prefers-color-scheme" not in styles + page.html


def test_a_scheme_is_forced_wherever_a_style_asks_for_it():
    style = (
        ":root { color-scheme: light dark } @media screen and (prefers-color-scheme:dark) { a { color: red } }"
        " @media ( prefers-color-scheme : light ) { a { color: blue } }"
    )
    assert in_scheme(style, "dark") == (
        ":root { color-scheme: dark } @media screen and (min-width: 0) { a { color: red } }"
        " @media (max-width: 0) { a { color: blue } }"
    )


@pytest.mark.slow
def test_a_frame_is_reloaded_with_the_page_around_it(real):
    assert "/livereload.js?" in real.text("/_gallery/")
    assert "/livereload.js?" in real.text("/_gallery/callout/1/")
    assert "/livereload.js?" not in real.text("/_gallery/callout/1/dark/?framed")


# A site's own components


def test_a_component_of_the_site_is_shown_with_the_site_s_name(folder):
    page = shown(folder, "/_gallery/")
    assert "note" in page.all("h2")
    assert "Example careers" in page.title
    assert shown(folder, "/_gallery/note/1/").all(".note strong") == ["note"]


def test_the_gallery_follows_every_save(folder):
    with previewed(folder) as running:
        address = "/_gallery/note/1/light/?framed"
        assert 'class="note"' in running.text(address)
        put(folder, note(NOTE, NOTE_HTML.replace('"note"', '"note note--new"')))
        until(lambda: "note--new" in running.text(address))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("    words: The fact [[no-such]].", 'There is no fact called "no-such" for examples.'),
        ("    words: A <b>note.", 'HTML such as "<b>" is not used here.'),
        ("    words: A [link](/nowhere/).", '"/nowhere/" leads to no page.'),
        ("    words: A note.\n    fact: no-such", 'There is no fact called "no-such" for examples.'),
        ("    words: A note.\n    file: no-such.png", 'There is no file "no-such.png" for examples.'),
        ("    words: A note.\n    route: no-such", 'There is no route called "no-such".'),
    ],
)
def test_what_an_example_names_and_is_not_there_is_told_with_its_line(folder, line, words):
    put(folder, note(NOTE.replace("    words: A **note**.", line)))
    page = shown(folder, "/_gallery/")
    assert page.all("#faults") == ["1 example cannot be shown"]
    told = page.all(".faults li")[0]
    assert words in told
    assert f"templates/components/note/note.yml , line {9 + line.count(chr(10))}" in told
    with pytest.raises(CannotRender) as fault:
        shown(folder, "/_gallery/note/1/")
    assert words in fault.value.problems[0].message


def test_a_template_that_fails_is_told_and_the_others_are_shown(folder):
    put(folder, note(NOTE, "{{ no_such }}\n"))
    page = shown(folder, "/_gallery/")
    assert "templates/components/note/note.html , line 1" in page.all(".faults li")[0]
    assert shown(folder, "/_gallery/callout/1/").has(".callout")


def test_a_picture_beside_the_examples_can_be_named(folder):
    put(folder, note(NOTE + "    file: example.png\n"))
    assert shown(folder, "/_gallery/note/1/").has(".note img")


def test_without_settings_there_is_no_gallery(folder):
    put(folder, {"site.yml": None})
    assert workshop_of(folder).draft().file("_gallery/index.html") is None


# Never published


@pytest.mark.slow
def test_the_gallery_is_never_published(command_line, tmp_path):
    said = command_line("--site", ENGINE, "--out", tmp_path / "public", "--as-of", "2026-12-01", "--quiet")
    assert said.status == 0
    paths = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "public").rglob("*")]
    assert len(paths) > 50
    assert [path for path in paths if "gallery" in path] == []
    texts = [path.read_bytes() for path in (tmp_path / "public").rglob("*") if path.is_file()]
    assert [text for text in texts if b"_gallery" in text] == []


def test_no_page_of_a_site_can_stand_where_the_gallery_is(make_site):
    site = make_site({"content/pages/_gallery/index.md": DEFAULTS["content/pages/index.md"]})
    assert "/_gallery/" not in site.pages


@pytest.mark.slow
def test_the_examples_world_is_in_order_by_itself():
    site = built(ENGINE / "careersite/preview/example_world", slower=True)
    assert site.problems == (), site.sentences
