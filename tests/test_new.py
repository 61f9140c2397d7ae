"""A starter file in the right folder, each field explained, valid once its blanks are filled."""

from __future__ import annotations

import re

import pytest

from careersite.content_types import CONTENT_TYPES
from careersite.new import new
from careersite.problem import Problems
from tests.building import DEFAULTS, FACTS, NEIGHBOURS, REQUIRED, built, content, put

PAGES = [content_type for content_type in CONTENT_TYPES if content_type.has_address]
FILLED_IN_ALREADY = {"campaign": {"code", "channels"}}


def made(type_name, title, folder):
    problems = Problems()
    return new(type_name, title, folder, problems), [problem.message for problem in problems.all]


@pytest.mark.parametrize("content_type", PAGES, ids=lambda content_type: content_type.name)
def test_the_starter_names_every_field_and_its_blanks_are_told_by_a_build(tmp_path, content_type):
    put(
        tmp_path,
        {**DEFAULTS, "content/facts.yml": FACTS, "content/pages/p.md": content(body="[[retention-payment]]\n")},
    )
    path, told = made(content_type.name, "Ann: the “first” one", tmp_path)
    assert told == []
    name = "index" if content_type.is_single else "ann-the-first-one"
    assert path == f"content/{content_type.folder}/{name}.md"
    text = (tmp_path / path).read_text(encoding="utf-8")
    for field in content_type.fields:
        assert f"{field.name}:" in text
        assert field.help in text
    given = {content_type.title_field} | FILLED_IN_ALREADY.get(content_type.name, set())
    blanks = {f.name for f in content_type.fields if f.required} - given
    site = built(tmp_path)
    assert {p.message.split('"')[1] for p in site.errors if p.code == "blank-field"} == blanks
    assert {p.code for p in site.errors} <= {"blank-field", "blank-text"}
    assert all(p.file == path and p.line for p in site.errors)


@pytest.mark.parametrize("content_type", PAGES, ids=lambda content_type: content_type.name)
def test_the_starter_is_valid_once_the_blanks_are_filled(tmp_path, content_type):
    put(
        tmp_path,
        {
            **DEFAULTS,
            "content/facts.yml": FACTS,
            "content/pages/p.md": content(body="[[retention-payment]]\n"),
            **NEIGHBOURS.get(content_type.name, {}),
        },
    )
    path, _ = made(content_type.name, "Ann", tmp_path)
    text = (tmp_path / path).read_text(encoding="utf-8")
    for name in REQUIRED[content_type.name].keys() - FILLED_IN_ALREADY.get(content_type.name, set()):
        text = re.sub(rf"^#?{name}:$", f"{name}: {REQUIRED[content_type.name][name]}", text, flags=re.MULTILINE)
    put(tmp_path, {path: text + "Words.\n"})
    assert built(tmp_path).errors == []


def test_nothing_is_ever_overwritten(tmp_path):
    put(tmp_path, {"content/routes/ann.md": "mine"})
    assert made("route", "Ann", tmp_path) == ("", ["This file is there already, and was not touched."])
    assert (tmp_path / "content/routes/ann.md").read_text() == "mine"


@pytest.mark.parametrize("title", ["", "  ", "!!!", "---"])
def test_a_name_is_needed(tmp_path, title):
    assert made("route", title, tmp_path) == ("", ["A name is missing."])
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_type_gets_a_suggestion(tmp_path):
    problems = Problems()
    assert new("testimonal", "Ann", tmp_path, problems) == ""
    assert problems.all[0].hint == 'Did you mean "testimonial"?'


@pytest.mark.parametrize(
    "title", ["../../evil", "/etc/passwd", "a/b\\c", "歓迎", "x" * 400, "CON", "'; -- a", "a: b #c"]
)
def test_no_title_leads_out_of_its_folder_or_breaks_the_file(tmp_path, title):
    put(tmp_path, DEFAULTS)
    path, told = made("page", title, tmp_path)
    assert told == []
    assert (tmp_path / path).parent == tmp_path / "content/pages"
    assert {problem.code for problem in built(tmp_path).errors} <= {"blank-field", "blank-text", "field"}


def test_a_new_fact_is_added_below_the_others_which_stay_as_they_are(tmp_path):
    put(tmp_path, {"content/facts.yml": FACTS + "  # the last remark\n"})
    assert made("fact", "Length of Step Up", tmp_path) == ("content/facts.yml", [])
    text = (tmp_path / "content/facts.yml").read_text(encoding="utf-8")
    assert text.startswith(FACTS + "  # the last remark\n")
    assert "\n  length-of-step-up:\n" in text


def test_the_first_fact_of_a_site_makes_the_file(tmp_path):
    (tmp_path / "content").mkdir()
    assert made("fact", "pay", tmp_path) == ("content/facts.yml", [])


def test_a_fact_that_is_there_is_not_touched(tmp_path):
    put(tmp_path, {"content/facts.yml": FACTS})
    assert made("fact", "Retention payment", tmp_path) == (
        "", ['There is a fact called "retention-payment" already; it was not touched.'],
    )  # fmt: skip
    assert (tmp_path / "content/facts.yml").read_text(encoding="utf-8") == FACTS


@pytest.mark.parametrize(
    "text", ["facts:\n  a:\n    text: Good\nsources:\n", "facts: [\n", "facts:\n  - a\n", "facts: none\n"]
)
def test_facts_in_which_a_new_one_has_no_place_are_told_and_not_touched(tmp_path, text):
    put(tmp_path, {"content/facts.yml": text})
    path, told = made("fact", "pay", tmp_path)
    assert (path, bool(told)) == ("", True)
    assert (tmp_path / "content/facts.yml").read_text(encoding="utf-8") == text


def test_facts_saved_in_another_way_are_told_and_not_touched(tmp_path):
    put(tmp_path, {"content/facts.yml": "facts:\n  # Café\n".encode("latin-1")})
    path, told = made("fact", "pay", tmp_path)
    assert (path, bool(told)) == ("", True)


FOUR = """sources:
    report:
        title: A report
facts:
    pay:
      text: Good
"""


def test_a_new_fact_is_indented_as_the_first_one_is(tmp_path):
    put(tmp_path, {"content/facts.yml": FOUR})
    assert made("fact", "Length", tmp_path) == ("content/facts.yml", [])
    text = (tmp_path / "content/facts.yml").read_text(encoding="utf-8")
    assert text.startswith(FOUR + "\n    length:\n      # ")
    assert "\n      statement:\n" in text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("start", [FACTS, FOUR, "facts:\n", "sources:\n", "facts: # none yet\n\n", FACTS.rstrip("\n")])
def test_a_new_fact_keeps_line_ends_and_byte_order_mark(tmp_path, start, mark, ending):
    before = (mark + start.replace("\n", ending)).encode()
    put(tmp_path, {"content/facts.yml": before})
    assert made("fact", "Length", tmp_path) == ("content/facts.yml", [])
    after = (tmp_path / "content/facts.yml").read_bytes()
    assert after.startswith(before.rstrip(b"\r\n") + ending.encode())
    assert after.count(b"\n") == after.count(ending.encode())
    assert after.count("\ufeff".encode()) == len(mark)
    assert made("fact", "Width", tmp_path) == ("content/facts.yml", [])


@pytest.mark.parametrize(
    "text", ["facts: {}\n", "facts: {a: {text: Good}}\n", "facts:\n  {a: {text: Good},\n   b: {text: Bad}}\n"]
)
def test_facts_in_braces_are_told_and_not_touched(tmp_path, text):
    put(tmp_path, {"content/facts.yml": text})
    assert made("fact", "pay", tmp_path) == (
        "", ['"facts:" is written with braces { }, so that no fact can be added below it.'],
    )  # fmt: skip
    assert (tmp_path / "content/facts.yml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text", ["facts: ~\n", 'facts: ""\n', "{sources: {}}\n", "  sources:\n", "facts:\n  a:\n    text: Good\n...\n"]
)
def test_a_fact_that_would_break_the_file_is_refused(tmp_path, text):
    put(tmp_path, {"content/facts.yml": text})
    assert made("fact", "pay", tmp_path) == ("", ['The fact "pay" could not be added; nothing was changed.'])
    assert [file.name for file in (tmp_path / "content").iterdir()] == ["facts.yml"]
    assert (tmp_path / "content/facts.yml").read_text(encoding="utf-8") == text


def test_a_page_can_be_started_below_another_that_is_there(tmp_path):
    put(tmp_path, {"content/find-your-route/graduate.md": "", "content/find-your-route/support/index.md": ""})
    paths = [
        made("answer", title, tmp_path)[0]
        for title in ("graduate/Lower second", "support/In a home", "night/Owl", "a/")
    ]
    assert [path.removeprefix("content/find-your-route/") for path in paths] == [
        "graduate/lower-second.md", "support/in-a-home.md", "night-owl.md", "a.md",
    ]  # fmt: skip
    assert "title: 'Lower second'" in (tmp_path / paths[0]).read_text(encoding="utf-8")


def test_types_that_hold_no_folders_start_no_page_in_one(tmp_path):
    put(tmp_path, {"content/routes/night/a.md": ""})
    assert made("route", "night/Owl", tmp_path)[0] == "content/routes/night-owl.md"


# People


RECORD = """\
  zoe-quill:
    name: Zoë Quill
    agreed:
      words: ""
      photo: ""
      video: ""
    basis: ""
    given: ""
    until: ""
    evidence: ""
    looked_after_by: ""
"""


@pytest.mark.parametrize("before", [
    "", "# Ours\npeople:\n  a-person:\n    name: A. Person # as is\n\npictures:\n  images/a.jpg: nobody\n",
    "people:\r\npictures:\r\n",
])  # fmt: skip
def test_a_person_gets_a_record_with_blanks_and_all_else_stays(before, tmp_path):
    put(tmp_path, {"site.yml": DEFAULTS["site.yml"], "people.yml": before or None})
    assert made("person", "Zoë Quill", tmp_path) == ("people.yml", [])
    after = (tmp_path / "people.yml").read_bytes().decode()
    assert RECORD in after.replace("\r\n", "\n")
    ends = "\r\n" if "\r" in before else "\n"
    rest = after.replace(RECORD.replace("\n", ends), "")
    assert rest == before if before else rest == "people:\n"


def test_a_person_who_has_a_record_is_not_touched(tmp_path):
    put(tmp_path, {"site.yml": f"{DEFAULTS['site.yml']}register: ../who.yml\n"})
    (tmp_path.parent / "who.yml").write_text("people:\n  zoe-quill:\n    name: Z. Q.\n", encoding="utf-8")
    assert made("person", "Zoë Quill", tmp_path) == ("", ['There is a record "zoe-quill" already; it was not touched.'])
    assert made("person", "Ann", tmp_path) == ("../who.yml", [])
    put(tmp_path, {"../who.yml": "people: [\n"})
    assert made("person", "Ben", tmp_path)[0] == ""
    put(tmp_path, {"../who.yml": b"people: \xff\n"})
    assert made("person", "Ben", tmp_path)[1] == ["This file is not saved as UTF-8."]
