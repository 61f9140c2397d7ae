"""Problems in, HTML out, in which nothing of theirs is more than text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careersite.preview.overlay import MOST_SHOWN, page, panel, title
from careersite.problem import Problem

pytestmark = pytest.mark.quick

ANYTHING = st.text(st.characters(codec=None))
PROBLEMS = st.lists(
    st.builds(
        Problem, ANYTHING, st.integers(0, 9), st.sampled_from(["error", "warning"]), ANYTHING, ANYTHING, ANYTHING
    ),
    min_size=1,
    max_size=3,
)
HOSTILE = "<img src=x onerror=alert(1)>\"'&</template>{title}"


class Reader(HTMLParser):
    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_everything_is_shown_and_nothing_is_markup():
    problem = Problem(HOSTILE, 2, "error", HOSTILE, f"message {HOSTILE}", f"hint {HOSTILE}")
    for show in (page, panel):
        shown = Reader(show([problem], lambda _: [(1, "before"), (2, f"line {HOSTILE}\r\n")], "Behind."))
        assert "img" not in shown.tags
        for words in (f"{HOSTILE}, line 2", f"message {HOSTILE}", f"hint {HOSTILE}", f"line {HOSTILE}\n", "before"):
            assert words in shown.text


@pytest.mark.slow
@settings(max_examples=50)
@given(PROBLEMS, ANYTHING)
def test_no_problem_is_too_odd_to_be_shown(problems, line):
    plain = Reader(panel([Problem("a", 1, "error", "", "", "x")], lambda _: [(1, ""), (2, "")], "")).tags
    assert Reader(panel(problems, lambda _: [(1, line)], line)).tags <= plain | {"span"}


def test_errors_come_first_and_are_counted():
    problems = [Problem("a", 1, "warning", "", "late"), Problem("b", 1, "error", "", "early")]
    text = Reader(page(problems, lambda _: [], "")).text
    assert text.index("early") < text.index("late")
    assert title(problems) == "1 problem and 1 warning"


def test_hundreds_of_problems_stay_readable():
    problems = [Problem("a", number, "error", "", f"number {number}.") for number in range(MOST_SHOWN + 7)]
    shown = Reader(page(problems, lambda _: [], "")).text
    assert "number 49." in shown
    assert "number 50." not in shown
    assert "And 7 more, which the terminal lists." in shown


def test_without_problems_there_is_no_panel():
    assert panel([], lambda _: [], "Behind.") == b""
