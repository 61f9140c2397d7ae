"""The editors' Markdown: each file of markdown_cases/ is a title, a text, a line with a dot, and what becomes of it.

Links, facts and components, which only the finished site can fill in, stand as typed: href="…", [[name]], <name>.
What the editor would be told follows as lines that start with "!".
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.text.body import (
    COMPONENT_CLOSES,
    COMPONENT_OPENS,
    FACT_CLOSES,
    FACT_OPENS,
    LINK_CLOSES,
    LINK_OPENS,
    Body,
)
from careersite.text.markdown import markdown, slug
from careersite.text.safe_links import is_safe

pytestmark = pytest.mark.quick

CASES = sorted((Path(__file__).parent / "markdown_cases").glob("*.md"))


def shown(body: Body) -> str:
    html = "".join(part if isinstance(part, str) else f"\n<{body.components[part].name}>\n" for part in body.parts)
    html = re.sub(f"{LINK_OPENS}(\\d+){LINK_CLOSES}", lambda found: body.links[int(found[1])][0], html)
    html = re.sub(f"{FACT_OPENS}([^{FACT_CLOSES}]*){FACT_CLOSES}", r"[[\1]]", html)
    assert not set(html) & {COMPONENT_OPENS, COMPONENT_CLOSES, LINK_OPENS, FACT_OPENS}
    told = [f"! line {finding.line}: {finding.message}" for finding in body.findings]
    return "\n".join([*(line for line in html.split("\n") if line.strip()), *told]) + "\n"


def test_there_are_cases():
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_text_becomes_the_html_that_its_case_says(case, rewrite):
    before, _, expected = case.read_text(encoding="utf-8").partition("\n.\n")
    title, _, text = before.partition("\n")
    assert title.strip()
    assert text.strip()
    found = shown(markdown(text.removeprefix("\n") + "\n"))
    if rewrite:
        case.write_text(f"{before}\n.\n{found}", encoding="utf-8", newline="\n")
        expected = found
    assert found == expected


def test_nothing_of_one_text_is_left_for_the_next():
    markdown("A[^1] [b] CP\n\n[^1]: note\n\n[b]: /b/\n\n*[CP]: Child protection\n")
    assert shown(markdown("A[^1] [b] CP\n")).startswith("<p>A[^1] [b] CP</p>\n")


def test_the_lines_of_links_facts_and_components_are_known():
    body = markdown("A\n[b](/b/)\n[[c]]\n\n::: quote\nx: y\n:::\n\n[b](/b/)\n")
    assert body.links == (("/b/", (2, 9)),)
    assert body.facts == (("c", 3),)
    assert [(use.name, use.fields_text, use.line) for use in body.components] == [("quote", "x: y", 5)]


def test_headings_are_told_with_their_anchors():
    body = markdown("## Who it’s for\n\n### Who it’s for\n\n## Für Ämter\n\n## 歓迎\n\n## [[a]] *b* `c`\n\n## !\n")
    assert [(h.level, h.anchor) for h in body.headings] == [
        (2, "who-its-for"), (3, "who-its-for-2"), (2, "für-ämter"), (2, "歓迎"), (2, "a-b-c"), (2, "section"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Who it’s for", "  A -- B  ", "a_b", "1.10", "É", "100%"])
def test_an_anchor_can_stand_in_an_address(text):
    assert re.fullmatch(r"[\w-]+", slug(text))
    assert slug(slug(text)) == slug(text)


SAFE = [
    "/a/",
    "a.md",
    "../a.md#x",
    "#x",
    "?a=b:c",
    "https://a.org",
    "mailto:a@b.org",
    "tel:024",
    "//a.org",
    "a/b:c",
    "",
]
UNSAFE = [
    "javascript:x", "JaVaScRiPt:x", " javascript:x", "java\tscript:x", "java\nscript:x", "\x01javascript:x", "data:x",
    "vbscript:x", "file:///x", "javascript&colon;x", "javascript&#58;x", "javascript&#x3a;x", "&#106;avascript:x",
    "blob:x",
]  # fmt: skip


@pytest.mark.parametrize("target", SAFE)
def test_ordinary_targets_are_safe(target):
    assert is_safe(target)


@pytest.mark.parametrize("target", UNSAFE)
def test_no_disguise_makes_another_scheme_safe(target):
    assert not is_safe(target)


ELEMENTS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "kbd",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
DISGUISED = [
    "first `\nsecond `<script>alert(1)</script>` end", "a \\\\` x `<script>alert(1)</script>` b",
    'first `\nsecond `<a href="javascript:alert(1)">click</a>`', "[x](<svg/onload=alert&#40;1&#41;>",
    "[x](<iframe/srcdoc=a>", 'a ` \nb `<form action="https://a.example"><input>` c', "<!-- a --> b", "<?php a ?>",
]  # fmt: skip


def elements(html: str) -> set[str]:
    return set(re.findall(r"<([a-zA-Z][^\s/>]*)", html))


@pytest.mark.parametrize("text", DISGUISED)
def test_no_disguise_makes_html_of_what_is_typed(text):
    body = markdown(text)
    assert elements("".join(part for part in body.parts if isinstance(part, str))) <= ELEMENTS
    assert "html" in [finding.code for finding in body.findings]


@given(
    st.lists(
        st.sampled_from([*"`\\<>[]()/!&\n a", "script", "onload=", "javascript:", "``", "\n\n", "- "]), max_size=40
    )
)
def test_no_text_makes_an_element_that_the_dialect_lacks(marks):
    body = markdown("".join(marks))
    assert elements("".join(part for part in body.parts if isinstance(part, str))) <= ELEMENTS
