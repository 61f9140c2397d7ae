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

from careersite.ribbon import ribbon
from careersite.timeline import timeline
from careersite.weave import woven

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
STYLES = sorted((ROOT / "assets/css").glob("*.css")) + sorted(TEMPLATES.glob("components/*/*.css"))
LAYOUTS = ("page", "testimonial", "people", "route", "reward", "stage", "role", "answer", "not-found")

SOURCE = {
    "title": "Annual <report>",
    "publisher": "Example & Co",
    "author": None,
    "date": {"iso": "2019", "words": "about 2019"},
}
DAY = {"iso": "2026-06-04", "words": "4 June 2026"}
AS_AT = {"iso": "2023-07", "words": "mid-2023"}
FACT = {
    "name": "example-sum",
    "value": "£1,234",
    "statement": "An invented sum is paid.",
    "as_at": AS_AT,
    "source": SOURCE | {"author": "A. Writer"},
    "review_by": DAY,
    "used_on": [{"address": "/example/", "title": "Example page"}, {"address": "/other/", "title": "Other page"}],
}
INSIDE = {"address": "/example/", "title": "Find your route", "summary": "Ways in.", "type": "page", "outside": False}
OUTSIDE = {
    "address": "https://apply.example/",
    "title": "",
    "summary": "",
    "type": "",
    "outside": True,
    "host": "apply.example",
}
PICTURE = {
    "address": "/images/a-640.png", "width": 640, "height": 360, "type": "image/png", "bytes": 2000,
    "srcset": "/images/a-360.png 360w, /images/a-640.png 640w", "single": "/images/a-640.webp", "first": False,
    "sources": [{"type": "image/avif", "srcset": "/images/a-360.avif 360w, /images/a-640.avif 640w"}],
}  # fmt: skip
PICTURE_OF_UNKNOWN_SIZE = PICTURE | {
    "address": "/images/a.svg", "width": None, "height": None, "srcset": "", "sources": [], "single": "/images/a.svg",
}  # fmt: skip
VIDEO = {
    "file": PICTURE | {"address": "/assets/a.mp4", "type": "video/mp4"},
    "title": "A day in the area team",
    "date": AS_AT,
    "captions": PICTURE_OF_UNKNOWN_SIZE | {"address": "/assets/a.vtt", "type": "text/vtt"},
    "transcript": Markup("<p>A social worker walks through the city.</p>"),
    "poster": PICTURE,
    "length": "2 minutes",
}
TESTIMONIAL = {
    "address": "/testimonials/example/",
    "title": "A. Example",
    "summary": "How A. Example found the work.",
    "type": "testimonial",
    "name": "A. Example",
    "role": "Social worker",
    "team": "Area team",
    "quotation": "I stayed for the <team>",
    "route": {"address": "/routes/one/", "title": "First route"},
    "stage": {"address": "/stages/one/", "title": "First stage"},
    "source": SOURCE,
    "photo": {"file": PICTURE, "alt": "A. Example at a desk", "credit": "B. Example"},
    "video": VIDEO,
    "place": 1,
}
# The weave of this name holds every colour that a weave can have.
UNSEEN = TESTIMONIAL | {"photo": None, "title": "Allan Hall"}
ROUTE = {
    "address": "/routes/one/",
    "title": "First route",
    "summary": "One way in.",
    "type": "route",
    "group": "train",
    "for_whom": "Graduates",
    "requirements": ["A degree", "A driving licence"],
    "length": "14 months",
    "paid": "A bursary",
    "qualification": "A degree",
    "providers": ["First college", "Second college"],
    "dates": ["Opens in May"],
    "how_to_apply": "Send a form.",
    "apply": OUTSIDE,
    "leads_to": [{"address": "/stages/one/", "title": "First stage"}, {"address": "/stages/two/", "title": "Second"}],
    "as_at": AS_AT,
    "place": 1,
}
BARE_ROUTE = ROUTE | {
    "title": "Second route", "address": "/routes/two/", "group": "other", "requirements": [], "length": None,
    "paid": None, "qualification": None, "providers": [], "dates": [], "how_to_apply": None, "apply": None,
    "leads_to": [], "place": None,
}  # fmt: skip
STAGE = {
    "address": "/stages/one/",
    "title": "First stage",
    "summary": "Where one begins.",
    "type": "stage",
    "grade": "Grade 7",
    "what_you_do": ["Visit families"],
    "length": "One year",
    "support": ["A mentor"],
    "requirements": ["A degree"],
    "leads_to": [{"address": "/stages/two/", "title": "Second"}, {"address": "/stages/three/", "title": "Third"}],
    "management": False,
    "place": 1,
    "as_at": AS_AT,
}
BARE_STAGE = STAGE | {
    "grade": None, "length": None, "support": [], "requirements": [], "leads_to": [], "place": 2,
}  # fmt: skip
STAGES = [
    STAGE,
    BARE_STAGE | {"address": "/stages/two/", "title": "Second"},
    BARE_STAGE | {"address": "/stages/three/", "title": "Third", "management": True, "grade": "Grade 8"},
]
ROLE = {
    "address": "/roles/one/",
    "title": "First role",
    "summary": "What the job is.",
    "type": "role",
    "other_names": ["Helper"],
    "what_you_do": ["Listen"],
    "requirements": ["Patience"],
    "grade": "Grade 5",
    "stage": {"address": "/stages/one/", "title": "First stage"},
    "as_at": AS_AT,
    "place": 1,
}
BARE_ROLE = ROLE | {"other_names": [], "requirements": [], "grade": None, "stage": None}
REWARD = {
    "address": "/rewards/one/",
    "title": "First payment",
    "summary": "A payment for staying.",
    "type": "reward",
    "amount": FACT,
    "eligible": ["Experienced staff"],
    "instalments": [
        {"after_months": 0, "amount": FACT, "note": None},
        {"after_months": 1, "amount": FACT, "note": None},
        {"after_months": 12, "amount": FACT, "note": "With your pay."},
    ],
    "terms": Markup("<p>You agree to stay.</p>"),
    "exclusions": ["Agency staff"],
    "tax_note": "It is taxed.",
    "repayment_rule": "It is paid back if you leave.",
    "how_to_claim": "Ask.",
    "decision_reference": "EX-1",
    "valid_from": DAY,
    "valid_to": DAY,
    "place": None,
}
BARE_REWARD = REWARD | {
    "eligible": [], "instalments": [], "terms": None, "exclusions": [], "tax_note": None, "repayment_rule": None,
    "how_to_claim": None, "decision_reference": None, "valid_from": None, "valid_to": None,
}  # fmt: skip
LISTS = [
    {"by": "route", "lists": [
        {"by": "route", "title": "First & last route", "address": "/testimonials/route/one/", "count": 2},
        {"by": "route", "title": "Second route", "address": "/testimonials/route/two/", "count": 1},
    ]},
    {"by": "team", "lists": [{"by": "team", "title": "North", "address": "/testimonials/team/north/", "count": 1}]},
]  # fmt: skip
LETTERS = [
    {"letter": "0–9", "id": "letter-0", "entries": [INSIDE | {"title": "16 <hours>", "see": None}]},
    {"letter": "A", "id": "letter-a", "entries": [INSIDE | {"title": "Assistant", "see": "Helper"}]},
    {"letter": "B", "id": "letter-b", "entries": [INSIDE | {"title": "Bare", "summary": "", "see": None}]},
]
CONTACT = {"name": "The team", "email": "team@careers.example", "phone": "01234 567", "page": INSIDE, "text": "Ask."}
NO_CONTACT = dict.fromkeys(CONTACT)

SO_FAR = [{"question": "Where are you now?", "answer": "At work", "to": INSIDE}]
ASKING = {
    "title": "At work", "question": "Where do you work?", "hint": "Choose one.", "routes": [],
    "finder": {"start": "/find-your-route/", "answers": [{"answer": "Here", "to": INSIDE}], "so_far": SO_FAR,
               "compare": "/routes/compare/"},
}  # fmt: skip
ENDING = ASKING | {
    "question": None, "hint": None, "finder": ASKING["finder"] | {"answers": [], "so_far": [], "compare": None},
    "routes": [{"route": None, "reason": "Gone."}, {"route": BARE_ROUTE, "reason": "It is for all."}],
}  # fmt: skip

# Every component: with all it can show, with as little as it may be given, and with a page that is not live.
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "answers": [
        {"answers": [{"answer": "I have a <degree>", "to": INSIDE}, {"answer": "Gone", "to": None}]},
        {"answers": [{"answer": "Gone", "to": None}]},
    ],
    "answers-so-far": [
        {"steps": SO_FAR, "start": INSIDE, "level": "2"},
        {"steps": [{"question": "Where?", "answer": "Gone", "to": None}], "start": None, "level": "3"},
    ],
    "suggested-route": [
        {"route": ROUTE, "reason": "It is for graduates.", "level": "3"},
        {"route": BARE_ROUTE, "reason": "It is for all.", "level": "2"},
        {"route": None, "reason": "Gone.", "level": "3"},
    ],
    "call-to-action": [
        {"to": INSIDE, "label": "Find your route", "text": "Thirteen ways in."},
        {"to": OUTSIDE | {"type": "apply", "label": "Apply", "note": None}, "label": None, "text": None},
        {"to": OUTSIDE, "label": None, "text": None},
        {"to": None, "label": "Gone", "text": None},
    ],
    "callout": [
        {"title": "Before you apply", "text": Markup("<p>Have these ready:</p><ul><li>a</li></ul>"), "level": "2"},
        {"title": None, "text": Markup("<p>You need a licence.</p>"), "level": "3"},
    ],
    "cards": [
        {"of": [ROUTE, BARE_ROUTE], "group": None, "pages": [], "level": "2"},
        {"of": [ROUTE, BARE_ROUTE], "group": "train", "pages": [], "level": "2"},
        {"of": [TESTIMONIAL, UNSEEN], "group": None, "pages": [], "level": "2"},
        {"of": None, "group": None, "pages": [INSIDE, OUTSIDE], "level": "2"},
        {"of": None, "group": None, "pages": [], "level": "2"},
        {"of": [STAGE], "group": "train", "pages": [], "level": "2"},
    ],
    "compare-routes": [
        {"routes": [ROUTE, BARE_ROUTE], "caption": "Routes compared"},
        {"routes": [], "caption": "Routes compared"},
    ],
    "contact": [{"contact": CONTACT}, {"contact": NO_CONTACT}],
    "sources": [
        {"caption": "Documents", "sources": [FACT["source"]]},
        {"caption": "Documents", "sources": []},
    ],
    "expander": [{"title": "If you qualified abroad", "text": Markup("<p>Ask first.</p>")}],
    "facts": [{"facts": [FACT, FACT | {"name": "two", "used_on": []}], "level": "2"}, {"facts": [], "level": "2"}],
    "figure": [
        {"file": PICTURE, "alt": "A ribbon", "decorative": False, "caption": "Woven here.", "credit": "A. Example"},
        {"file": PICTURE_OF_UNKNOWN_SIZE, "alt": None, "decorative": True, "caption": None, "credit": None},
    ],
    "key-facts": [
        {
            "facts": [
                {"fact": FACT, "label": "Retention payment", "note": None},
                {"fact": FACT | {"value": "16"}, "label": "Families for each social worker", "note": "An average."},
            ]
        }
    ],
    "next-people": [
        {"people": [TESTIMONIAL], "lists": [INSIDE], "next": INSIDE, "level": "2"},
        {"people": [TESTIMONIAL], "lists": [], "next": None, "level": "2"},
        {"people": [], "lists": [], "next": INSIDE, "level": "3"},
        {"people": [], "lists": [], "next": None, "level": "2"},
    ],
    "people-filters": [
        {"lists": LISTS, "current": "/testimonials/team/north/", "level": "2"},
        {"lists": LISTS, "current": None, "level": "3"},
        {"lists": [], "current": None, "level": "2"},
    ],
    "search": [
        {"letters": LETTERS, "index": "/assets/search.json", "level": "2"},
        {"letters": [], "index": "/assets/search.json", "level": "3"},
    ],
    "leaflet": [
        {"stages": STAGES, "routes": [ROUTE, BARE_ROUTE], "address": "careers.example"},
        {"stages": [], "routes": [], "address": None},
    ],
    "pathway": [
        {"stages": STAGES, "routes": [ROUTE, BARE_ROUTE], "level": "2"},
        {"stages": STAGES, "routes": [], "level": "2"},
        {"stages": [], "routes": [], "level": "2"},
    ],
    "quote": [
        {"words": "More <b>than</b> I hoped.", "name": "B. Example", "role": "Social worker", "source": SOURCE,
         "testimonial": TESTIMONIAL},
        {"words": "I stayed.", "name": "A. Example", "role": None, "source": SOURCE, "testimonial": None},
    ],
    "retention-payment": [
        {"reward": REWARD, "level": "2"},
        {"reward": BARE_REWARD, "level": "2"},
        {"reward": BARE_REWARD | {"valid_from": DAY}, "level": "2"},
        {"reward": BARE_REWARD | {"valid_to": DAY}, "level": "2"},
        {"reward": None, "level": "2"},
    ],
    "steps": [
        {"steps": [{"title": "Read", "text": None}, {"title": "Choose", "text": Markup("<p>Compare.</p>")}],
         "level": "2"},
    ],
    "table": [
        {"caption": "Two routes", "columns": ["Route", "Length"], "row_headings": True,
         "rows": [[Markup("<p>First</p>"), Markup("<p>One year</p>")], [Markup("<p>Next</p>"), Markup("<p>Two</p>")]]},
        {"caption": "Plain", "columns": ["A"], "row_headings": False, "rows": [[Markup("<p>First</p>")]]},
    ],
    "testimonial": [
        {"person": TESTIMONIAL},
        {"person": TESTIMONIAL | {"photo": None, "team": None}},
        {"person": None},
    ],
    "video": [VIDEO, VIDEO | {"poster": None, "length": None, "file": VIDEO["file"] | {"width": None}}],
}  # fmt: skip

# What the engine fills in for a field that is left out.
LEFT_OUT = {
    "call-to-action": {"label": None, "text": None},
    "answers-so-far": {"start": None, "level": "2"},
    "cards": {"of": None, "group": None, "pages": [], "level": "3"},
    "figure": {"alt": None, "decorative": False, "caption": None, "credit": None},
    "next-people": {"people": [], "lists": [], "next": None, "level": "2"},
    "people-filters": {"lists": LISTS, "current": None, "level": "2"},
    "quote": {"role": None, "testimonial": None},
    "retention-payment": {"level": "2"},
    "suggested-route": {"level": "3"},
    "video": {"poster": None, "length": None},
}  # fmt: skip

SITE = {
    "name": "Example careers",
    "language": "en-GB",
    "address": "https://careers.example",
    "organisation": "Example & Daughters",
    "description": "Work with us.",
    "apply": {
        "address": "https://apply.example/",
        "label": "Apply",
        "note": "It takes ten minutes.",
        "outside": True,
        "host": "apply.example",
    },
    "contact": CONTACT,
    "logo": PICTURE | {"alt": "Example & Daughters"},
    "main_menu": [{"title": "Start", "address": "/"}, {"title": "Routes", "address": "/routes/"}],
    "footer_menu": [{"title": "Privacy", "address": "/privacy/"}],
    "how_we_know": "/how-we-know/",
    "feed": "/feed.xml",
    "theme_colour": {"light": "#0a3a7d", "dark": "#12325c"},
    "search": "/search/",
    "printed_address": "careers.example",
}
BARE_SITE = SITE | {
    "apply": {"address": "/applying/", "label": "Apply", "note": None, "outside": False}, "contact": NO_CONTACT,
    "printed_address": None, "logo": None, "main_menu": [], "footer_menu": [], "how_we_know": None, "search": None,
}  # fmt: skip
PAGE = {
    "address": "/routes/one/",
    "canonical": "https://careers.example/routes/one/",
    "type": "page",
    "title": "Tea & sympathy",
    "short_title": None,
    "summary": "A page about “tea”.",
    "updated": DAY,
    "trail": [{"title": "Start", "address": "/"}, {"title": "Routes", "address": "/routes/"}],
    "related": [INSIDE, OUTSIDE],
    "facts": [FACT],
    "linked_from": {"testimonials": [TESTIMONIAL], "routes": [ROUTE], "roles": [ROLE], "stages": STAGES},
    "share": {
        "title": "Tea & sympathy",
        "description": "A page.",
        "type": "article",
        "image": {"url": "https://careers.example/a.png", "width": 1200, "height": 630, "type": "image/png",
                  "alt": "A weave"},
    },
    "structured_data": [Markup('{"@context": "https://schema.org", "name": "Tea & sympathy"}')],
    "no_index": False,
    "first_steps": [INSIDE, OUTSIDE, None],
    "stages": STAGES,
}  # fmt: skip
BARE_PAGE = PAGE | {
    "first_steps": [],
    "updated": None, "trail": [], "related": [], "facts": [], "structured_data": [], "no_index": True,
    "linked_from": {"testimonials": [], "routes": [], "roles": [], "stages": []},
    "share": PAGE["share"] | {"image": None},
}  # fmt: skip
NEIGHBOURS = {"next": INSIDE, "people_like_this": [TESTIMONIAL], "people_lists": [INSIDE]}
ALONE = {"next": None, "people_like_this": [], "people_lists": []}
# A page names others as whole cards, and a card names others by address and title alone.
FULL = {
    "route": ROUTE | {"leads_to": STAGES}, "stage": STAGE | {"leads_to": STAGES},
    "testimonial": TESTIMONIAL | {"route": ROUTE, "stage": STAGE, **NEIGHBOURS},
    "people": {"by": "team", "people": [TESTIMONIAL], "lists": LISTS}, "role": ROLE | {"stage": STAGE},
    "reward": REWARD, "answer": ASKING,
}  # fmt: skip
BARE = {
    "route": BARE_ROUTE, "reward": BARE_REWARD, "stage": BARE_STAGE, "role": BARE_ROLE, "answer": ENDING,
    "testimonial": TESTIMONIAL | {"team": None, "route": None, "stage": None, "photo": None, "video": None, **ALONE},
    "people": {"by": "team", "people": [TESTIMONIAL], "lists": LISTS[1:]},
}  # fmt: skip


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


def test_a_page_fetches_nothing_from_elsewhere_and_runs_no_script() -> None:
    for name in LAYOUTS:
        for tag, attributes in Reader(full(name)).elements:
            fetched = attributes.get("src") or (attributes.get("href") if tag == "link" else None) or "/"
            assert fetched.startswith("/") or attributes.get("rel") == "canonical"
            assert tag != "script" or attributes == {"type": "application/ld+json"}
            assert not any(key.startswith("on") or key == "style" for key in attributes)


def test_a_former_address_leads_on_with_and_without_script() -> None:
    html = render(
        "redirect.html", site=SITE, target="/new/", target_url="https://careers.example/new/", title="New & better"
    )
    assert Reader(html).faults == []
    assert '<script src="/assets/js/redirect.js" data-target="/new/"></script>' in html
    assert '<noscript><meta http-equiv="refresh" content="0; url=/new/"></noscript>' in html
    assert '<link rel="canonical" href="https://careers.example/new/">' in html
    assert '<a href="/new/">New &amp; better</a>' in html
    assert "noindex" in html


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
