"""What is wrong in a component's .yml, or in one use of it, is told with its line and with what is allowed."""

from __future__ import annotations

import pytest

from careersite.component import load_component
from careersite.fields import Place
from careersite.front_matter import read_yaml
from careersite.problem import Problems
from tests.building import ENGINE

pytestmark = pytest.mark.quick

FILE = "templates/components/badge/badge.yml"
TYPES = "page, testimonial, route, reward, stage, role, answer, campaign, statement, notice"


def loaded(fields, more=""):
    problems = Problems()
    text = f"about: A badge.\n{more}fields:\n  a:\n    help: What it is\n{fields}examples:\n  plain: {{}}\n"
    return load_component("badge", text, FILE, problems), problems.all


@pytest.mark.parametrize(
    ("option", "message", "hint"),
    [
        ("most: many", '"most" of the field "a" should be a whole number from 1 to 999999, but says "many".', "200"),
        ("most: 0", '"most" of the field "a" should be a whole number from 1 to 999999, but says "0".', "200"),
        ("most: [2]", '"most" of the field "a" should be text, but holds a list.', "one line"),
        ("kind: wrds", '"wrds" is not a kind of field.', 'Did you mean "words"?'),
        ("kind: [words]", '"kind" of the field "a" should be text, but holds a list.', "one line"),
        ("kind: list of list of", '"list of" does not say in the field "a" what the list is of.', "Kinds are: words"),
        ("kind: list of", '"list of" does not say in the field "a" what the list is of.', "Kinds are: words"),
        ("kind: page of", 'The field "a" lacks "type".', f"Allowed are: {TYPES}."),
        ("kind: pages of", 'The field "a" lacks "types".', f"Allowed are: {TYPES}."),
        (
            "kind: from site",
            'The field "a" lacks "options".',
            "facts, sources, people, a_to_z, search_index, contact, apply, printed_address.",
        ),
        ("kind: choice", 'The field "a" lacks "options", or it holds no words.', "[first, second]"),
        ("kind: file", 'The field "a" lacks "endings", or it holds no words.', "[first, second]"),
        ("kind: group", 'The field "a" is a group, but has no "fields" of its own.', "fields:"),
    ],
)
def test_a_mistake_in_a_field_is_told_in_its_line(option, message, hint):
    component, (problem,) = loaded(f"    {option}\n")
    assert component is None
    assert (problem.code, problem.file, problem.message) == ("component", FILE, message)
    assert problem.line == (4 if " lacks " in message or "is a group" in message else 5)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("kind", "option", "wrong", "allowed"),
    [
        ("page of", "type: testimonal", "testimonal", TYPES),
        ("page of", "type: fact", "fact", TYPES),
        ("pages of", "types: [route, rout]", "rout", TYPES),
        ("list of pages of", "types: rout", "rout", TYPES),
        (
            "from site",
            "options: [facts, name]",
            "name",
            "facts, sources, people, a_to_z, search_index, contact, apply, printed_address",
        ),
    ],
)
def test_a_name_that_an_option_does_not_know_is_told(kind, option, wrong, allowed):
    component, (problem,) = loaded(f"    kind: {kind}\n    {option}\n")
    assert component is None
    name = option.partition(":")[0]
    assert problem.message == f'"{wrong}" is not allowed in "{name}" of the field "a".'
    assert (problem.code, problem.file, problem.line) == ("component", FILE, 6)
    assert problem.hint.endswith(f"Allowed are: {allowed}.")


@pytest.mark.parametrize(
    ("fields", "line", "message"),
    [
        ("  b: nope\n", 5, 'The field "b" should hold its kind and its help, but says "nope".'),
        ("  b: [words]\n", 5, 'The field "b" should hold its kind and its help, but holds a list.'),
        ("  b:\n", 5, 'The field "b" should hold its kind and its help, but is blank.'),
        ("  b: {kind: group, fields: {c: nope}}\n", 5,
         'The field "c" should hold its kind and its help, but says "nope".'),
    ],
)  # fmt: skip
def test_a_field_that_holds_no_kind_is_told(fields, line, message):
    component, (problem,) = loaded(fields)
    assert component is None
    assert (problem.code, problem.line, problem.message) == ("component", line, message)


def test_fields_that_are_a_list_are_told():
    problems = Problems()
    text = "about: A badge.\nfields:\n  - a\nexamples:\n  plain: {}\n"
    assert load_component("badge", text, FILE, problems) is None
    assert [(one.line, one.code) for one in problems.all] == [(3, "component")]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("one_of: [a, b]", '"b" in "one_of" is not a field of the component "badge".'),
        ("same_length: [a, b]", '"b" in "same_length" is not a field of the component "badge".'),
        ("same_length: [a]", '"same_length" should name two fields: a list, and a list of lists.'),
        ("same_length: [a, a]", '"same_length" should name two fields: a list, and a list of lists.'),
    ],
)
def test_a_rule_about_fields_that_are_not_there_is_told(rule, message):
    component, (problem,) = loaded("", f"{rule}\n")
    assert component is None
    assert (problem.code, problem.line, problem.message) == ("component", 2, message)


def table(rows, columns="[A, B]"):
    """What a table with these rows says of its mistakes, each with its line."""
    problems = Problems()
    file = ENGINE / "templates/components/table/table.yml"
    component = load_component("table", file.read_text(encoding="utf-8"), file.name, problems)
    found = read_yaml(f"caption: C\ncolumns: {columns}\nrows:{rows}\n", problems, file="a.md")
    values = component.read(found, Place(problems, "a.md", component.owner), 1)
    assert (values is None) == bool(problems.all)
    return [(one.line, one.message) for one in problems.all]


def test_a_row_has_as_many_cells_as_there_are_columns():
    assert table("\n  - [a, b]\n  - - c\n    - d") == []
    assert table("\n  - [a, b]\n  - [a, b, c]\n  - [a]") == [
        (5, "Row 2 has 3 cells, but there are 2 columns."),
        (6, "Row 3 has 1 cell, but there are 2 columns."),
    ]
    assert table("\n  - [a, b]", "One") == [(4, "Row 1 has 2 cells, but there is 1 column.")]
    assert table(" a") == [(3, "Row 1 has 1 cell, but there are 2 columns.")]
