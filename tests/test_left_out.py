"""Blocks are left out of a text while every other line keeps its number, and no list falls apart."""

from __future__ import annotations

import random

import pytest

from careersite.text.body import LEFT_OUT
from careersite.text.left_out import blocks, is_empty, without
from careersite.text.markdown import markdown

pytestmark = pytest.mark.quick

PARTS = (
    "Words.", "Words with X.", "They lead on:", "They lead X on:", "- one", "- one\n- X\n- three",
    "1. one\n   more\n2. X", "- one\n  - X\n  - inner\n\n  further\n- two:\n  - X",
    "> said\n> X", "| a | b |\n|---|---|\n| X | 1 |",
    "```\nX\n\n## code\n```", "::: callout\ntext: X\n:::", "## Heading", "### Deeper X", "# X", "[^1]: X\n    more X",
    "See.[^1]", "[far]: /x/", "[X][far]", "![X](a.png)", "Term\n:   X", "Term\n\n:   X", "*[AB]: X", "---", "    X",
)  # fmt: skip


def marked(text: str) -> str:
    return without(text, lambda block: "X" in block.text)


def test_a_text_without_offence_is_the_same_object():
    text = "One.\n\nTwo."
    assert marked(text) is text


@pytest.mark.parametrize("seed", range(60))
def test_every_line_is_as_it_was_or_left_out_and_nothing_of_the_offence_stays(seed):
    drawn = random.Random(seed)
    parts = drawn.choices(PARTS, k=drawn.randint(1, 14))
    text = "".join(part + drawn.choice(("\n", "\n\n")) for part in parts)
    lines, left = text.split("\n"), marked(text).split("\n")
    assert len(lines) == len(left)
    assert all(one in (was, LEFT_OUT) for one, was in zip(left, lines, strict=True))
    assert not any("X" in one for one in left)
    assert marked("\n".join(left)) == "\n".join(left)
    assert "X" not in "".join(part for part in markdown("\n".join(left)).parts if isinstance(part, str))


@pytest.mark.parametrize("seed", range(20))
def test_blocks_cover_every_line_that_says_something_once(seed):
    drawn = random.Random(seed)
    lines = "\n\n".join(drawn.choices(PARTS, k=12)).split("\n")
    found = blocks(lines)
    covered = [number for block in found for number in range(block.first, block.last + 1)]
    assert len(covered) == len(set(covered))
    assert {number for number, line in enumerate(lines, 1) if line.strip()} <= set(covered)


def test_a_line_left_out_neither_ends_a_paragraph_nor_loosens_a_list():
    body = markdown(f"- one\n{LEFT_OUT}\n- two\n\nWords\n{LEFT_OUT}\ngo on.")
    assert body.findings == ()
    assert body.parts == ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>Words\ngo on.</p>",)


def test_a_text_of_which_all_is_left_out_is_empty():
    assert is_empty(marked("X\n\n## A\n\nX"))
    assert not is_empty("Words.")
