"""The styles hold nothing that is used nowhere, and take every colour and size from the tokens."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from careersite.files import LAYERS
from tests.building import ENGINE, Built

pytestmark = pytest.mark.quick

# Classes that carry no style of their own, each with the reason why it stands there all the same.
HOOKS = {
    "footnote": "Markdown marks the list of footnotes with it",
    "footnote-ref": "Markdown marks the link to a footnote with it",
    "ribbon__strand": "the drawing names every way by its kind; this one looks as all do",
    "ribbon__strand--later": "the same, of a way's state",
    "ribbon__thread": "the same, of a route",
    "ribbon__route": "the same, of a route's name",
    "ribbon__place--later": "the same, of a place's state",
    "footnote-backref": "Markdown marks the link back from a footnote with it",
}
# Classes that a text can bring onto a page although none does today.
POSSIBLE = {
    "to-the-middle": "a centred column of a table",
    "ribbon__back": "a step of the pathway that leads back up",
    "ribbon__back--next": "the same, lit up",
    "ribbon__back--other": "the same, in the background",
}
COLOURS = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|"
    r"(?<![\w-])(?:white|black|red|green|blue|yellow|orange|gr[ae]y|navy|teal|purple|brown|pink|gold|silver)(?![\w-])",
    re.IGNORECASE,
)
SIZES = re.compile(r"font(?:-size)?:[^;}]*?\b\d*\.?\d+(?:px|pt|rem|cm|mm|in|vw|vh)")


@pytest.fixture(scope="module")
def used(whole_sites: list[Built]) -> set[str]:
    """Every class on a finished page, and every one that a template writes out for a case that no page shows."""
    pages = [text.decode() for site in whole_sites for path, text in site.files.items() if path.endswith(".html")]
    assert len(pages) > 80
    nodes = [node for page in pages for node in LexborHTMLParser(page).css("[class]")]
    written = [found for path in sorted((ENGINE / "templates").rglob("*.html"))
               for found in re.findall(r'class="([^"{]*)"', path.read_text(encoding="utf-8"))]  # fmt: skip
    return POSSIBLE.keys() | {
        name for text in [*(node.attributes["class"] or "" for node in nodes), *written] for name in text.split()
    }


def styles() -> dict[str, str]:
    """Every style by its path, without remarks and without what stands in quotation marks or url()."""
    paths = [*(ENGINE / "assets/css").glob("*.css"), *(ENGINE / "templates").rglob("*.css")]
    assert len(paths) > 15
    return {path.relative_to(ENGINE).as_posix(): bare(path.read_text(encoding="utf-8")) for path in sorted(paths)}


def bare(css: str) -> str:
    return re.sub(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"|'[^']*'", "", css, flags=re.DOTALL)


def styled() -> set[str]:
    selectors = [selector for css in styles().values() for selector in re.findall(r"[^{};]+(?=\{)", css)]
    return {name for selector in selectors for name in re.findall(r"\.(-?[_a-z][\w-]*)", selector, re.IGNORECASE)}


@pytest.mark.slow
def test_no_class_is_styled_that_nothing_uses(used):
    assert len(styled()) > 50
    assert styled() - used == set()


@pytest.mark.slow
def test_no_class_is_used_that_nothing_styles(used):
    blocks = {name.partition("__")[0] for name in styled()}  # a block may leave all looks to its parts
    assert used - styled() - blocks - HOOKS.keys() == set()
    assert HOOKS.keys() - used == set(), "these are used no more"
    assert HOOKS.keys() & styled() == set(), "these have a style now"


@pytest.mark.parametrize("path", [path for path in styles() if not path.endswith("/tokens.css")])
def test_colours_and_sizes_of_type_come_from_the_tokens(path):
    css = styles()[path]
    declarations = "".join(re.findall(r"(?<=[{;])[^{};]*:[^{};]*(?=[;}])", css))
    assert COLOURS.findall(declarations) == []
    assert SIZES.findall(css) == []


def test_every_token_that_is_used_is_there():
    css = styles()
    known = {name for text in css.values() for name in re.findall(r"(--[\w-]+)\s*:", text)}
    named = {name for text in css.values() for name in re.findall(r"var\(\s*(--[\w-]+)", text)}
    assert len(named) > 20
    assert named - known == set()


@pytest.mark.slow
def test_every_rule_of_the_built_styles_stands_in_its_layer(whole_sites):
    for site in whole_sites:
        [css] = [bare(text.decode()) for path, text in site.files.items() if path.endswith(".css")]
        assert css.startswith(f"@layer {', '.join(LAYERS)};")
        assert outermost(css) == [f"@layer {layer}" for layer in LAYERS if f"@layer {layer} {{" in css]


def outermost(css: str) -> list[str]:
    """What stands before each outermost brace."""
    found, depth, start = [], 0, css.index(";") + 1
    for place, sign in enumerate(css):
        if place < start or sign not in "{}":
            continue
        if sign == "{" and depth == 0:
            found.append(css[start:place].strip())
        depth += 1 if sign == "{" else -1
        if depth == 0:
            start = place + 1
    assert css[start:].strip() == ""
    return found


@pytest.mark.slow
def test_no_page_carries_styles_of_its_own(whole_sites):
    pages = {path: LexborHTMLParser(text.decode()) for site in whole_sites for path, text in site.files.items()
             if path.endswith(".html")}  # fmt: skip
    assert [path for path, tree in pages.items() if tree.css("[style], style")] == []
