"""Every template shows what it is given, whole and in order, and nothing at all for what is not known."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jinja2
import pytest
from markupsafe import Markup

from careersite.drawn.ribbon import ribbon
from careersite.drawn.timeline import timeline
from careersite.drawn.weave import woven
from tests import template_examples
from tests.campaign_examples import BARE_CAMPAIGN, CAMPAIGN, LISTED_CAMPAIGN
from tests.template_examples import (
    BARE_PAGE,
    BARE_REWARD,
    BARE_ROUTE,
    BARE_SITE,
    BARE_STAGE,
    ENDING,
    LEFT_OUT,
    PAGE,
    REWARD,
    ROUTE,
    SITE,
    STAGE,
    STAGES,
    TESTIMONIAL,
    UNSEEN,
    VIDEO,
)

pytestmark = pytest.mark.quick

FULL = template_examples.FULL | {"campaign": CAMPAIGN}
BARE = template_examples.BARE | {"campaign": BARE_CAMPAIGN}
CAMPAIGN_CARDS = {"of": [LISTED_CAMPAIGN], "group": None, "hide_closed": True, "pages": [], "level": "2"}
EXAMPLES = template_examples.EXAMPLES | {"cards": [*template_examples.EXAMPLES["cards"], CAMPAIGN_CARDS]}
ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
STYLES = sorted((ROOT / "assets/css").glob("*.css")) + sorted(TEMPLATES.glob("components/*/*.css"))
LAYOUTS = ("page", "testimonial", "people", "route", "reward", "stage", "role", "answer", "campaign", "not-found")


def _finalize(value: Any) -> Any:
    if value is None:
        raise ValueError("A template printed a value that is not known.")
    return value


ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    finalize=_finalize,
)


ENVIRONMENT.globals.update(ribbon=ribbon, timeline=timeline, woven=woven)


def component(name: str, /, **fields: Any) -> Markup:
    template = ENVIRONMENT.get_template(f"components/{name}/{name}.html")
    return Markup(template.render(LEFT_OUT.get(name, {}) | fields))


ENVIRONMENT.globals.update(component=component, asset=lambda name: f"/assets/{name}")


def render(template: str, **values: Any) -> str:
    return ENVIRONMENT.get_template(template).render(**values)


def layout(name: str, *, site: dict[str, Any] = SITE, page: dict[str, Any] = PAGE, body: Any = None) -> str:
    body = [Markup("<h2>Text</h2><p>Of the page.</p>")] if body is None else body
    return render(f"layouts/{name}.html", site=site, page=page | {"type": name}, body=body)


def full(name: str) -> str:
    return layout(name, page=PAGE | FULL.get(name, {}))


def bare(name: str) -> str:
    return layout(name, site=BARE_SITE, page=BARE_PAGE | BARE.get(name, {}), body=[])


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NEVER_EMPTY = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "p", "ul", "ol", "dl", "dt", "dd", "li", "th", "td",
               "caption", "figcaption", "summary", "title", "nav", "main", "section", "blockquote"}  # fmt: skip


class Reader(HTMLParser):
    """Reads HTML as strictly as XML, and tells what is not closed, empty or there twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{name}> is never closed" for name, _ in self.open]
        ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]
        self.faults += [f"id {name} stands twice" for name in set(ids) if ids.count(name) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len(attrs) != len(dict(attrs)):
            self.faults.append(f"<{tag}> bears an attribute twice")
        parent = self.open[-1][0] if self.open else ""
        if (parent in ("ul", "ol")) != (tag == "li"):
            self.faults.append(f"<{tag}> in <{parent}>")
        if "p" in (name for name, _ in self.open) and tag in ("p", "ul", "ol", "div", "h2", "h3", "dl", "figure"):
            self.faults.append(f"<{tag}> in <p>")
        if tag == "img":
            self._mark_full()
        if tag not in VOID:
            self.open.append((tag, False))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
            return
        _, has_words = self.open.pop()
        if tag in NEVER_EMPTY and not has_words:
            self.faults.append(f"<{tag}> is empty")
        if has_words:
            self._mark_full()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._mark_full()

    def _mark_full(self) -> None:
        if self.open:
            self.open[-1] = (self.open[-1][0], True)

    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]

    def classes(self) -> set[str]:
        return {name for _, attributes in self.elements for name in (attributes.get("class") or "").split()}


def test_every_component_has_a_template_and_an_example_here() -> None:
    folders = {path.parent.name for path in TEMPLATES.glob("components/*/*.yml")}
    assert folders
    assert folders == set(EXAMPLES)
    for name in folders:
        assert (TEMPLATES / "components" / name / f"{name}.html").is_file()


@pytest.mark.parametrize(("name", "fields"), [(name, fields) for name in EXAMPLES for fields in EXAMPLES[name]])
def test_a_component_is_well_formed_and_has_no_empty_part(name: str, fields: dict[str, Any]) -> None:
    html = component(name, **fields)
    assert Reader(html).faults == []
    assert "None" not in html
    assert "{" not in html


@pytest.mark.parametrize("rendered", [full, bare])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_page_is_well_formed_and_its_headings_skip_no_level(name: str, rendered: Any) -> None:
    html = rendered(name)
    read = Reader(html)
    assert read.faults == []
    levels = read.levels()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert "None" not in html
    links = [attributes["href"] for tag, attributes in read.elements if tag == "a"]
    assert links[0] == "#main"
    assert ("main", {"id": "main"}) in read.elements


@pytest.mark.parametrize("name", LAYOUTS)
def test_help_and_apply_stand_in_the_same_place_on_every_page(name: str) -> None:
    assert re.search(r"</main>\s*<section class=\"help\"", full(name))
    assert "https://apply.example/" in full(name).partition("</main>")[2]


def test_what_is_not_known_is_not_shown() -> None:
    assert Reader(bare("route")).levels() == [1, 2]
    assert Reader(bare("stage")).levels() == [1, 2, 2]
    assert "Last changed" not in bare("page")
    assert component("retention-payment", reward=BARE_REWARD).count("<h2>") == 0


def test_text_is_escaped_and_markdown_is_not() -> None:
    assert "More &lt;b&gt;than&lt;/b&gt; I hoped." in component("quote", **EXAMPLES["quote"][0])
    assert "<p>Ask first.</p>" in component("expander", **EXAMPLES["expander"][0])
    assert '{"@context": "https://schema.org"' in full("page")


def test_the_menu_says_where_one_is() -> None:
    assert '<a href="/routes/" aria-current="true">' in full("route")
    assert '<a href="/" aria-current' not in full("route")
    assert '<a href="/routes/" aria-current="page">' in layout("page", page=PAGE | {"address": "/routes/"})


def test_the_menu_leads_to_the_search_where_there_is_one() -> None:
    assert '<li><a href="/search/">Search</a></li>' in full("page")
    assert '<a href="/search/" aria-current="page">' in layout("page", page=PAGE | {"address": "/search/"})
    assert 'href="/search/"' not in bare("page")


def test_components_in_the_body_are_rendered_in_their_place() -> None:
    body = [Markup("<p>Before.</p>"), {"component": "quote", "fields": EXAMPLES["quote"][1]}, Markup("<p>After.</p>")]
    html = layout("page", body=body)
    assert html.index("Before.") < html.index("“I stayed.”") < html.index("After.")


def test_a_title_names_page_section_and_site_and_the_home_page_the_site_alone() -> None:
    assert "<title>Tea &amp; sympathy – Routes – Example careers</title>" in full("page")
    assert "<title>Example careers</title>" in layout("page", page=PAGE | {"address": "/"})


def test_the_pathway_says_what_the_graph_says() -> None:
    html = component("pathway", stages=STAGES, routes=[ROUTE, BARE_ROUTE], level="2")
    text = " ".join(re.sub("<[^>]+>", " ", html).split())
    assert "Can lead to: Second or Third ." in text
    assert "Routes that lead here: First route ." in text
    assert html.count("Can lead to") == 1
    assert html.count('<li class="pathway__place">') == 2
    assert html.count('<li class="pathway__branch">') == 2
    assert "Grade 8. Manages other people" in html


def test_routes_compared_say_what_is_not_stated() -> None:
    html = component("compare-routes", routes=[ROUTE, BARE_ROUTE], caption="Routes")
    assert html.count("Not stated") == 4
    cells = [attributes for tag, attributes in Reader(html).elements if tag == "td"]
    assert len(cells) == 10
    assert all(cell["data-label"] and "role" not in cell for cell in cells)


def test_cards_of_a_group_are_the_routes_of_that_group() -> None:
    html = component("cards", of=[ROUTE, BARE_ROUTE], group="train")
    assert "First route" in html
    assert "Second route" not in html


def test_a_card_of_a_person_has_their_photograph_else_a_weave() -> None:
    seen, unseen = (component("cards", pages=[person]) for person in (TESTIMONIAL, UNSEEN))
    (portrait,) = (attributes for tag, attributes in Reader(seen).elements if tag == "img")
    assert (portrait["alt"], portrait["loading"]) == ("A. Example at a desk", "lazy")
    assert 'class="weave"' not in seen
    assert "<img" not in unseen
    assert 'class="cards__portrait">\n<svg class="weave"' in unseen


def test_a_payment_has_its_headings_at_the_level_that_is_asked_for() -> None:
    assert set(Reader(component("retention-payment", reward=REWARD, level="3")).levels()) == {3}


def test_a_video_loads_nothing_by_itself_and_has_captions_and_transcript() -> None:
    elements = Reader(component("video", **VIDEO)).elements
    (video,) = (attributes for tag, attributes in elements if tag == "video")
    assert video["preload"] == "none"
    assert "autoplay" not in video
    assert [attributes["kind"] for tag, attributes in elements if tag == "track"] == ["captions"]
    assert "<summary>Transcript" in component("video", **VIDEO)


def test_a_page_of_the_finder_asks_or_ends_and_shows_nothing_that_is_not_live() -> None:
    asking, ending = full("answer"), bare("answer")
    assert "<h1>Where do you work?</h1>" in asking
    assert '<p class="note">' not in asking
    assert "suggested-route" not in asking
    assert "<h1>At work</h1>" in ending
    assert "A route to look at" in ending
    assert "Gone" not in asking + ending
    assert "answers-so-far" not in ending
    assert "/routes/compare/" not in ending
    two = layout("answer", page=PAGE | ENDING | {"routes": [{"route": ROUTE, "reason": "It fits."}] * 2})
    assert "Routes to look at" in two


OWN_SCRIPTS = ({"type": "application/ld+json"}, {"src": "/assets/js/closing.js", "defer": None})


def test_a_page_fetches_nothing_from_elsewhere_and_runs_no_script_but_ours() -> None:
    for name in LAYOUTS:
        for tag, attributes in Reader(full(name)).elements:
            fetched = attributes.get("src") or (attributes.get("href") if tag == "link" else None) or "/"
            assert fetched.startswith("/") or attributes.get("rel") == "canonical"
            assert tag != "script" or attributes in OWN_SCRIPTS
            assert not any(key.startswith("on") or key == "style" for key in attributes)


def test_a_former_address_leads_on_with_and_without_script() -> None:
    html = render(
        "redirect.html", site=SITE, target="/new/", target_url="https://careers.example/new/", title="New & better",
        is_short=False, share=None,
    )  # fmt: skip
    assert Reader(html).faults == []
    assert '<script src="/assets/js/redirect.js" data-target="/new/"></script>' in html
    assert '<noscript><meta http-equiv="refresh" content="0; url=/new/"></noscript>' in html
    assert '<link rel="canonical" href="https://careers.example/new/">' in html
    assert '<a href="/new/">New &amp; better</a>' in html
    assert "noindex" in html


def test_a_short_link_does_not_say_that_something_has_moved() -> None:
    share = {"title": "Fair & talk", "description": "Come.", "image": None}
    html = render("redirect.html", site=SITE, target="/a/?b=1&c=2", target_url="https://careers.example/a/",
                  title="Fair", is_short=True, share=share)  # fmt: skip
    assert Reader(html).faults == []
    assert "moved" not in html
    assert 'content="Fair &amp; talk"' in html
    assert 'data-target="/a/?b=1&amp;c=2"' in html


def test_feed_and_sitemap_are_well_formed_xml() -> None:
    entry = {"title": "Tea & more", "url": "https://careers.example/a/", "id": "https://careers.example/a/",
             "updated": "2026-06-04T00:00:00+01:00", "summary": "A <page>."}  # fmt: skip
    feed = {"title": "News", "url": "https://careers.example/", "self_url": "https://careers.example/feed.xml",
            "updated": entry["updated"], "entries": [entry]}  # fmt: skip
    atom = ET.fromstring(render("feed.xml", site=SITE, feed=feed).encode())
    name = "{http://www.w3.org/2005/Atom}"
    for required in ("id", "title", "updated", "author"):
        assert atom.find(name + required) is not None
    assert [found.text for found in atom.iter(name + "summary")] == ["A <page>."]
    entries = [{"url": "https://careers.example/a/", "lastmod": "2026-06-04"}, {"url": "https://b/", "lastmod": None}]
    sitemap = ET.fromstring(render("sitemap.xml", entries=entries).encode())
    assert [[child.text for child in url] for url in sitemap] == [
        ["https://careers.example/a/", "2026-06-04"], ["https://b/"],
    ]  # fmt: skip
    assert render("robots.txt", site=SITE, sitemap_url="https://b/sitemap.xml").endswith(
        "\nSitemap: https://b/sitemap.xml\n"
    )


def test_every_class_is_styled_and_every_style_has_its_class() -> None:
    html = "".join(full(name) for name in LAYOUTS)
    html += layout("page", page=PAGE | {"address": "/"})
    html += "".join(
        layout("stage", page=FULL["stage"] | PAGE | {"stages": RETURNING, "address": here}) for here in EVERY_STAGE
    )
    html += "".join(component(name, **fields) for name in EXAMPLES for fields in EXAMPLES[name])
    css = "".join(style.read_text() for style in STYLES)
    in_css = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|:[^{};]*;", "", css, flags=re.DOTALL)))
    assert in_css
    assert Reader(html).classes() - in_css == UNSTYLED
    assert in_css - Reader(html).classes() - BROUGHT_BY_TEXTS == set()


# Two steps on and one back, so that every state of a place and of a step is met.
RETURNING = [
    STAGE, BARE_STAGE | {"address": "/stages/two/", "leads_to": [STAGE, STAGES[2]]}, STAGES[2],
    BARE_STAGE | {"address": "/stages/alone/"},
]  # fmt: skip
EVERY_STAGE = [stage["address"] for stage in RETURNING]

# Columns of tables, typed in a text and so in no template.
BROUGHT_BY_TEXTS = {"to-the-end", "to-the-middle"}
# Blocks that need no rule of their own; the name says whose the parts are.
UNSTYLED = {
    "contact",
    "header",
    "ribbon__back--later",
    "ribbon__route",
    "ribbon__strand",
    "ribbon__strand--later",
    "ribbon__thread",
}


def test_styles_of_a_component_stay_in_its_block_and_colours_stay_in_the_tokens() -> None:
    for style in STYLES:
        css = re.sub(r"/\*.*?\*/", "", style.read_text(), flags=re.DOTALL)
        if style.name == "tokens.css":
            tokens = set(re.findall(r"(--[\w-]+):", css))
            continue
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", css), style
        if style.parent.name != "css":
            assert {found.partition("__")[0] for found in re.findall(r"\.([a-z][\w-]*)", css)} == {style.parent.name}
    used = {name for style in STYLES for name in re.findall(r"var\((--[\w-]+)\)", style.read_text())}
    assert used == tokens


def test_no_rule_stands_twice_in_a_style() -> None:
    for style in STYLES:
        rules = [line for line in style.read_text().splitlines() if re.match(r"[^\s/@}].*\{.*\}$", line)]
        assert sorted(set(rules)) == sorted(rules), style
