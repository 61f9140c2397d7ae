"""Every kind of field reads what an editor types, and gives a template what it needs."""

from __future__ import annotations

import pytest

from careersite.content_types import CONTENT_TYPES
from careersite.fields import Field, Group, ListOf, Place, object_schema, read_fields
from careersite.front_matter import read_yaml
from careersite.kinds import ADDRESS, EMAIL, NAME, WEB_ADDRESS, AsAt, Choice, Day, DayOrTime, WholeNumber, Words, YesNo
from careersite.naming_kinds import FactName, File, Link, PageName
from careersite.problem import Problems

pytestmark = pytest.mark.quick


def value_of(kind, typed):
    """The value of a field of this kind, or the message."""
    problems = Problems()
    found = read_yaml(f"a: {typed}", problems, file="a.md")
    values = read_fields((Field("a", kind, "Help"),), found, Place(problems, "a.md", "a page")) if found else None
    return problems.all[0].message if problems.all else (values or {})["a"]


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Words(), "  two   words ", "two words"),
        (Words(), '"[[fact]] and more"', "[[fact]] and more"),
        (Words(), "|\n  two\n  lines", "two lines"),
        (Choice(("a", "b")), "b", "b"),
        (WholeNumber(1, 99), "7", 7),
        (WholeNumber(1, 99), "007", 7),
        (WholeNumber(-5, 5), "-5", -5),
        (YesNo(), "yes", True),
        (YesNo(), "No", False),
        (YesNo(), "TRUE", True),
        (ListOf(Words()), "one", ("one",)),
        (ListOf(Words()), "[one, two]", ("one", "two")),
        (ListOf(Words()), "\n  - one\n  - two", ("one", "two")),
        (ListOf(Words()), "[]", ()),
        (EMAIL, "a.b@c.org", "a.b@c.org"),
        (WEB_ADDRESS, "https://a.org/b?c=d", "https://a.org/b?c=d"),
        (ADDRESS, "/a/b-c/", "/a/b-c/"),
        (NAME, "a-b-2", "a-b-2"),
    ],
)
def test_a_value_is_read(kind, typed, value):
    assert value_of(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (Day(), "2026-06-04", "4 June 2026"),
        (AsAt(), "2026-06-04", "4 June 2026"),
        (AsAt(), "2022-08", "August 2022"),
        (AsAt(), "2022", "2022"),
        (AsAt(), "about 2019", "about 2019"),
        (AsAt(), "mid-2023", "mid-2023"),
        (DayOrTime(), "2026-06-04 17:00", "4 June 2026"),
    ],
)
def test_a_date_is_shown_in_words(kind, typed, words):
    value = value_of(kind, typed)
    assert kind.resolve(value, None)["words"] == words


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Words(3), "four"), (Words(), "[a]"), (Choice(("a",)), "A"), (WholeNumber(), "1.5"), (WholeNumber(), "1,000"),
        (WholeNumber(), "9" * 5_000), (WholeNumber(), "٣"), (YesNo(), "ja"), (YesNo(), "1"), (Day(), "2026-2-3"),
        (Day(), "0000-00-00"), (Day(), "2026-12-01 10:00"), (Day(), "tomorrow"), (DayOrTime(), "2026-12-01 24:00"),
        (DayOrTime(), "17:00"), (AsAt(), "2022-13"), (AsAt(), "mid-2022-08"), (AsAt(), "2022 or so"), (Link(), "'a b'"),
        (File((".png",)), "a.jpg"), (ListOf(Words(), most=1), "[a, b]"), (EMAIL, "a@b"), (EMAIL, "a b@c.org"),
        (WEB_ADDRESS, "http://a.org"), (WEB_ADDRESS, "https://a.org/ b"), (ADDRESS, "/A/"), (ADDRESS, "a/"),
        (ADDRESS, "/a"), (ADDRESS, "/a//"), (NAME, "A"), (NAME, "a_b"), (Group("a", ()), "x"),
        (Link(), "javascript:alert(1)"), (Link(), "JaVaScRiPt:x"), (Link(), "data:x"), (Link(), '"java\\tscript:x"'),
    ],
)  # fmt: skip
def test_what_is_not_of_the_kind_is_told_with_what_is(kind, typed):
    assert str(value_of(kind, typed)).startswith(('"a" ', "An entry", "A link may not"))


@pytest.mark.parametrize("kind", [Link(), PageName("route"), FactName(), File((".png",))])
def test_a_name_remembers_its_line(kind):
    assert value_of(kind, "\n  x.png").line == 2


@pytest.mark.parametrize("content_type", CONTENT_TYPES, ids=lambda content_type: content_type.name)
def test_every_field_explains_itself_and_its_example_is_right(content_type):
    assert content_type.about.endswith(".")
    for field in content_type.fields:
        assert field.help[0].isupper() or field.help.startswith("yes "), field.name
        assert field.kind.expects
        assert not field.example or not str(value_of(field.kind, f"'{field.example}'")).startswith('"a"'), field.name


@pytest.mark.parametrize("content_type", CONTENT_TYPES, ids=lambda content_type: content_type.name)
def test_the_schema_says_what_the_fields_say(content_type):
    schema = object_schema(content_type.fields)
    assert set(schema["properties"]) == {field.name for field in content_type.fields}
    assert set(schema["required"]) == {field.name for field in content_type.fields if field.required}
    assert schema["additionalProperties"] is False
