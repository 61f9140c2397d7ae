"""Values of a YAML file are set, added and removed; everything else of it stays as its editor wrote it."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careersite.amend import CannotAmend, amended
from careersite.front_matter import Mapping, Node, Scalar, read_yaml
from careersite.problem import Problems

pytestmark = pytest.mark.quick

FACTS = """\
# Every figure, each stated once.

sources:
  strategy:
    title: "Where are we now?"  # as on its cover
    publisher: 'Coventry City Council'

facts:
  # Pay

  retention-payment:
    value: 3000   # since 2023
    unit: pounds
    statement: >
      The payment offered
      to social workers.

    owner: Comms team

  # Numbers
  posts: {value: 12, unit: count}
"""


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return "" if node.is_blank else node.text
    if isinstance(node, Mapping):
        return {name: plain(value) for name, value in node.entries.items()} or ""
    return [plain(entry) for entry in node.entries]


def read(text: str) -> Any:
    problems = Problems()
    found = read_yaml(text.removeprefix("\ufeff"), problems, file="a.yml")
    assert found is not None, (problems.all, text)
    return plain(found)


def differing(before: str, after: str) -> list[str]:
    """Each line that left with "-" before it, and each that came with "+"."""
    lines = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line.rstrip("\n") for line in lines if line[0] in "-+"]


def changed(text: str, *changes: tuple[Any, str | None]) -> list[str]:
    return differing(text, amended(text, [(tuple(path.split("/")), value) for path, value in changes]))


def test_a_value_is_set_and_its_comment_and_spaces_stay():
    assert changed(FACTS, ("facts/retention-payment/value", "4000")) == [
        "-     value: 3000   # since 2023",
        "+     value: 4000   # since 2023",
    ]


def test_quotes_stay_what_they_were():
    after = amended(
        FACTS, [(("sources", "strategy", "title"), 'The "new" one'), (("sources", "strategy", "publisher"), "Ofsted’s")]
    )
    assert '    title: "The \\"new\\" one"  # as on its cover\n    publisher: \'Ofsted’s\'\n' in after


def test_a_text_over_several_lines_becomes_one_line_and_the_blank_line_below_stays():
    after = amended(FACTS, [(("facts", "retention-payment", "statement"), "The payment.")])
    assert "    statement: The payment.\n\n    owner: Comms team\n" in after
    assert len(differing(FACTS, after)) == 4


def test_a_value_that_is_the_same_changes_no_byte():
    for path, value in (("facts/posts/value", "12"), ("sources/strategy/title", "Where are we now?")):
        assert changed(FACTS, (path, value)) == []


def test_a_new_field_stands_below_its_neighbours_before_what_follows():
    after = amended(FACTS, [(("facts", "retention-payment", "until"), "2027-03-31")])
    assert "    owner: Comms team\n    until: 2027-03-31\n\n  # Numbers\n" in after
    assert len(differing(FACTS, after)) == 1


def test_a_new_group_of_fields_is_set_in_as_the_file_does_it():
    after = amended("a:\n    b: 1\n", [(("a", "c", "d"), "x"), (("a", "c", "e"), "y"), (("f",), "z")])
    assert after == "a:\n    b: 1\n    c:\n        d: x\n        e: y\nf: z\n"


def test_a_field_is_removed_with_its_lines_and_no_other():
    assert changed(FACTS, ("facts/retention-payment/statement", None)) == [
        "-     statement: >", "-       The payment offered", "-       to social workers.",
    ]  # fmt: skip
    assert changed(FACTS, ("sources/strategy", None), ("nothing", None))[0] == "-   strategy:"


def test_removing_and_adding_in_one_go():
    after = amended("a: 1\nb: 2\n", [(("b",), None), (("c",), "3"), (("a",), None)])
    assert after == "c: 3\n"


def test_what_was_empty_is_filled_on_the_lines_below():
    assert amended("facts:  # none yet\nz: 1\n", [(("facts", "a", "value"), "1")]) == (
        "facts:  # none yet\n  a:\n    value: 1\nz: 1\n"
    )
    assert amended("facts: {}\n", [(("facts", "a"), "1")]) == "facts:\n  a: 1\n"
    assert amended("facts: ~\n", [(("facts", "a"), "1")]) == "facts:\n  a: 1\n"
    assert amended("# nothing\n", [(("a",), "1")]) == "# nothing\na: 1\n"
    assert amended("", [(("a",), "1")]) == "a: 1\n"
    assert amended("a:\nb:   # later\n", [(("a",), "1"), (("b",), "2")]) == "a: 1\nb: 2   # later\n"


@pytest.mark.parametrize("value", ["7", "b, c"])
def test_fields_in_braces_are_changed_where_they_stand(value):
    after = amended(FACTS, [(("facts", "posts", "value"), value), (("facts", "posts", "note"), "a: b")])
    written = value if value == "7" else f'"{value}"'
    assert f'  posts: {{value: {written}, unit: count, note: "a: b"}}\n' in after


def test_fields_in_braces_are_not_removed_one_by_one():
    with pytest.raises(CannotAmend, match="braces") as refused:
        amended(FACTS, [(("facts", "posts", "unit"), None)])
    assert refused.value.line == FACTS.count("\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "newline"])
def test_line_ends_the_mark_at_the_start_and_a_missing_last_line_end_stay(newline, mark, end):
    text = mark + "a: 1\nb:\n  c: 2" + ("\n" if end else "")
    after = amended(text.replace("\n", newline), [(("b", "d"), "ü"), (("a",), "x"), (("b", "c"), None)])
    assert after == (mark + "a: x\nb:\n  d: ü" + ("\n" if end else "")).replace("\n", newline)


def test_lists_are_left_alone():
    text = "a:\n  - 1\n  - {b: 2}\n\n# end\nc: [x, y]\n"
    assert amended(text, [(("d",), "1")]) == text + "d: 1\n"
    for path in (("a",), ("c",)):
        with pytest.raises(CannotAmend):
            amended(text, [(path, "1")])


def test_an_entry_of_a_list_is_named_by_its_number():
    text = "then:\n  - from: 2027-04-01\n    value: 4000  # announced\n  - from: 2028-04-01\n    value: 5000\n"
    after = amended(
        text, [(("then", 0, "value"), "4500"), (("then", 2, "from"), "2029-04-01"), (("then", 2, "x"), "1")]
    )
    assert after == text.replace("4000", "4500") + "  - from: 2029-04-01\n    x: 1\n"
    assert amended(text, [(("then", 0), None)]) == "then:\n  - from: 2028-04-01\n    value: 5000\n"
    assert amended("a: 1\n", [(("then", 0, "from"), "x"), (("then", 0, "to"), "y")]) == (
        "a: 1\nthen:\n  - from: x\n    to: y\n"
    )


def test_odd_indentation_is_followed():
    text = "  a:\n       b: 1\n       c:\n          d: 2\n  e:\n   f: 3\n"
    after = amended(text, [(("a", "c", "x"), "1"), (("a", "y"), "2"), (("e", "z"), "3"), (("w",), "4")])
    assert after == (
        "  a:\n       b: 1\n       c:\n          d: 2\n          x: 1\n       y: 2\n  e:\n   f: 3\n   z: 3\n  w: 4\n"
    )


@pytest.mark.parametrize(
    "value",
    ["yes", "no", "null", "~", "Null", "a: b", "a:", "a #b", "#a", "007", "1.10", "12:30", "2026-12-31", "- a", "? a",
     "[[retention-payment]]", "[[a]] or more", "[a]", "{a}", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "'", '"',
     "it's", '"a" and', "Grüße aus Köln", "£3,000", "–5", "-5", "---", "...", "a\tb", "a\nb", "\n", "a\n\n", " a ",
     "\x85", "\u2028", "\ufeff", "\x07", "\\", "C:\\new", "𝔸", "", "=1+1", "<<", "a\\\\", "x" * 3000, "é" * 200, ","],
)  # fmt: skip
def test_every_value_keeps_its_meaning(value):
    for text in ("a: 1\nb: 2\n", "a: '1'\nb: 2\n", 'a: "1"\nb: 2\n', "a: |\n  1\nb: 2\n", "a:\nb: 2\n", "{a: 1, b: 2}"):
        after = amended(text, [(("a",), value), (("c",), value)])
        assert read(after) == {"a": value if value.strip() else "", "b": "2", "c": value if value.strip() else ""}


def test_plain_words_need_no_quotes():
    text = amended(
        "a: 1\n", [((str(n),), value) for n, value in enumerate(["yes", "2026-12-31", "£3,000", "007", "é à"])]
    )
    assert text == "a: 1\n0: yes\n1: 2026-12-31\n2: £3,000\n3: 007\n4: é à\n"


@pytest.mark.parametrize(
    "text", ["a: [", "a: 1\na: 2\n", "- a\n", "words", "a: &b 1\n", "a: 1\n---\nb: 2\n", "a: \x00"]
)
def test_what_cannot_be_read_is_not_changed(text):
    with pytest.raises(CannotAmend):
        amended(text, [(("b",), "1")])


def test_what_would_come_out_wrong_is_refused():
    for text in ("? a\n: b\n", "a: |\n  x"):
        with pytest.raises(CannotAmend):
            amended(text, [(("a2",), "1")])


NAMES = st.sampled_from(["a", "b", "retention-payment", "/routes/step-up/", "ä", "yes", "null", "12", "a b", "x: y"])
VALUES = st.sampled_from(["1", "no", "null", "a: b", "#", "007", "2026-12-31", "[[x]]", "é", "a\nb", "", "'", '"'])
VALUES = VALUES | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def groups(draw: st.DrawFn, column: int = 0, depth: int = 0) -> str:
    """Fields as an editor might write them: comments, blank lines, quotes, texts of several lines, groups, lists."""
    lines = []
    step = draw(st.integers(1, 4))
    lead = " " * column
    for name in draw(
        st.lists(st.sampled_from(["a", "b", "'c c'", '"d"', "ä", "/e/"]), unique=True, min_size=1, max_size=4)
    ):
        lines += draw(st.sampled_from([[], [""], [f"{lead}# note"], ["# note", ""]]))
        kind = draw(st.sampled_from(["plain", "quoted", "blank", "text", "list", "braces", "group", "group"]))
        end = draw(st.sampled_from(["", "  # why", " "]))
        if kind == "group" and depth < 3:
            lines += [f"{lead}{name}:{end}", draw(groups(column + step, depth + 1))]
        elif kind == "text":
            lines += [
                f"{lead}{name}: {draw(st.sampled_from(['|', '>', '|-', '>+', '|2']))}",
                f"{lead}  x",
                "",
                f"{lead}  y",
            ]
        elif kind == "list":
            lines += [f"{lead}{name}:", f"{lead}  - 1", f"{lead}  # note", f"{lead}  - k: v"]
        else:
            value = {"plain": "one two", "quoted": '"it: #1"', "blank": "", "braces": "{p: 1, q: [2, 3]}"}.get(
                kind, "'v'"
            )
            lines.append(f"{lead}{name}: {value}{end}")
    return "\n".join(lines)


def applied(found: Any, path: tuple[Any, ...], value: str | None) -> Any:
    """What a file says after one change, written as plainly as can be; ValueError where there is no place for it."""
    if not path:
        if isinstance(found, dict | list) and value is not None:
            raise ValueError
        return value if value is None or value.strip() else ""
    if found in ("", None):
        found = {}
    if not isinstance(found, dict):
        raise ValueError
    inner = applied(found.get(path[0], ""), path[1:], value) if len(path) > 1 or value is not None else None
    made = {**found, path[0]: inner}
    if inner is None or (value is None and path[0] not in found):
        del made[path[0]]
    return made or ""


def assert_others_stay(before: str, after: str, touched: set[str]) -> None:
    """The lines of every field at the top of the file that no change names are the same."""
    problems = Problems()
    found = read_yaml(before, problems, file="a.yml")
    assert found is not None
    lines = [*before.splitlines(), ""]
    starts = [*sorted(found.lines.values()), len(lines)]
    for name, line in found.lines.items():
        own = lines[line - 1 : starts[starts.index(line) + 1] - 1]
        if name not in touched:
            assert "\n".join(own).rstrip() in "\n".join(after.splitlines())


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    groups(),
    st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=3).map(tuple), VALUES | st.none()), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_is_read_after_is_what_was_read_before_with_the_changes(text, changes, newline, ends):
    text = (text + "\n" * ends).replace("\n", newline)
    expected = read(text)
    try:
        for path, value in changes:
            expected = applied(expected, path, value)
        after = amended(text, changes)
    except (CannotAmend, ValueError):
        return
    assert read(after) == expected
    if all(value is not None for _, value in changes):
        assert [line for line in after.split(newline) if line.lstrip().startswith("#")] == [
            line for line in text.split(newline) if line.lstrip().startswith("#")
        ]
        assert after.count("  # why") == text.count("  # why")
    assert_others_stay(text, after, {str(path[0]) for path, _ in changes})
    if read(text) == expected:
        assert after == text


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(groups(), st.lists(st.tuples(st.sampled_from(["new", "neu ä", "x"]), VALUES), min_size=1, max_size=3))
def test_adding_leaves_every_line_as_it_was(text, new):
    text += "\n"
    try:
        after = amended(text, [((name,), value) for name, value in new])
    except CannotAmend:
        return
    assert not [line for line in differing(text, after) if line.startswith("-")]


SOUP = st.lists(
    st.sampled_from(
        ["a", "b", ": ", ":", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", "&a ", "*a", "!x ", "'", '"', "|",
         ">", "|-\n  ", "\t", "? ", "# ", "~", "null", "---", "...", "\u0085", "\u2028", "\r\n", "\r", "\ufeff", "é",
         "[[a]]"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOUP, NAMES, VALUES | st.none())
def test_whatever_stands_there_it_is_changed_rightly_or_refused(text, name, value):
    try:
        after = amended(text, [((name,), value)])
    except CannotAmend:
        return
    assert read(after) == applied(read(text), (name,), value)
