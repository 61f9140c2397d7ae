"""The generated reference and schemas are up to date, true and useful: they accept what is right and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from careersite.content_types import CONTENT_TYPES
from careersite.content_types.fact import FACT
from careersite.front_matter import Mapping, Scalar, Series, read_yaml
from careersite.guide import GUIDE_PATH, components, example, filled_in, guide_files, parts, typed_examples, write_guide
from careersite.problem import Problems
from tests.building import NEIGHBOURS, PEOPLE

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / GUIDE_PATH).read_text(encoding="utf-8")
PAGES = [one for one in CONTENT_TYPES if one.has_address]


# The files


@cache
def generated() -> dict[str, str]:
    return guide_files(ROOT)


@pytest.mark.parametrize("path", [GUIDE_PATH, *(f"schemas/{one.name}.json" for one in PAGES),
                                  "schemas/facts.json", "schemas/site.json"])  # fmt: skip
def test_a_generated_file_is_as_the_code_says(path):
    assert (ROOT / path).read_text(encoding="utf-8") == generated()[path], "run: python3 build.py guide"


def test_no_schema_is_left_of_a_content_type_that_is_gone():
    assert {f"schemas/{file.name}" for file in (ROOT / "schemas").iterdir()} == generated().keys() - {GUIDE_PATH}


def test_only_what_is_not_as_it_should_be_is_written(tmp_path):
    for name in ("docs", "templates", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "site.yml", tmp_path)
    written = write_guide(tmp_path)
    assert sorted(written) == sorted(generated().keys() - {GUIDE_PATH})
    assert write_guide(tmp_path) == []


def test_what_people_wrote_in_the_guide_stays():
    guide = "Before.\n<!-- generated: units -->\nOld.\n<!-- end of units -->\nAfter.\n"
    assert filled_in(guide, {"units": "New."}) == guide.replace("Old.\n", "\nNew.\n")


def test_a_part_without_a_place_in_the_guide_is_told():
    with pytest.raises(LookupError, match="should have marks for units"):
        filled_in("No marks.", {"units": "New."})


# The examples


@pytest.mark.parametrize("content_type", PAGES, ids=lambda one: one.name)
def test_the_short_example_of_a_content_type_is_a_page(content_type, make_site):
    source = "  guardian-poar:\n    title: A profile\n    publisher: A paper\n    date: about 2019\n"
    facts = example(FACT).replace("sources:\n", f"sources:\n{source}")
    site = make_site({
        "content/facts.yml": facts,
        "people.yml": PEOPLE.replace("a-person", "abby-poar"),
        f"content/{content_type.folder}/{'index' if content_type.is_single else 'example'}.md": example(content_type),
        **NEIGHBOURS.get(content_type.name, {}),
    })  # fmt: skip
    assert site.errors == []
    assert len(site.pages) == 2 + len(NEIGHBOURS.get(content_type.name, {}))


def test_every_example_of_a_component_is_shown_as_it_is_typed():
    shown = 0
    for component, text in components(ROOT / "templates"):
        typed = typed_examples(text)
        assert typed.keys() == component.examples.keys()
        for name, lines in typed.items():
            assert without_lines(tree("\n".join([*lines, ""]))) == without_lines(component.examples[name])
            assert "\n".join([f"::: {component.name}", *lines, ":::"]) in GUIDE
            shown += 1
    assert shown > 10


def tree(text: str) -> Mapping:
    problems = Problems()
    found = read_yaml(text, problems, file="")
    assert found is not None, problems.all
    return found


def without_lines(node: Mapping | Series | Scalar) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Series):
        return [without_lines(entry) for entry in node.entries]
    return {name: without_lines(entry) for name, entry in node.entries.items()}


def test_a_table_has_as_many_cells_in_every_row():
    for part in parts(ROOT / "templates").values():
        for table in re.findall(r"(?:^\|.*\n)+", part, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table


# The schemas


class Core(yaml.SafeLoader):
    """Reads YAML as most editors do, by the core schema of YAML 1.2: a date is text, and so is yes."""


Core.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), first)

# A leading zero means nothing there, and eight to the stock loader.
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=Core)  # a SafeLoader with fewer types


def fields_of(file: Path) -> Any:
    return loaded(file.read_text(encoding="utf-8-sig").split("---\n")[1])


def faults(name: str, value: Any) -> list[str]:
    """What an editor that goes by the schema would underline."""
    return [fault.message for fault in validator(name).iter_errors(value)]


@cache
def validator(name: str) -> Any:
    from jsonschema import Draft7Validator

    schema = json.loads((ROOT / f"schemas/{name}.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


@pytest.mark.parametrize("content_type", PAGES, ids=lambda one: one.name)
def test_the_real_pages_are_right_by_their_schema(content_type):
    files = sorted((ROOT / "content" / content_type.folder).rglob("*.md"))
    assert files
    assert {file.name: found for file in files if (found := faults(content_type.name, fields_of(file)))} == {}


@pytest.mark.parametrize(
    ("name", "path"), [("facts", "content/facts.yml"), ("people", "people.yml"), ("site", "site.yml")]
)
def test_the_real_facts_and_settings_are_right_by_their_schema(name, path):
    assert faults(name, loaded((ROOT / path).read_text(encoding="utf-8"))) == []


ROUTE = "title: A\nsummary: B\ngroup: train\nfor_whom: Graduates\nas_at: 2023\n"


@pytest.mark.parametrize("more", [
    "", "draft: yes", "draft: true", "draft:", "place: 3", "publish: 2026-12-01 17:00", "publish: 2026-12-01",
    "updated: 2026-11-22", "length: 14", "length: [[step-up-length]]", "length: [[step-up-length, as at]]",
    'length: "[[step-up-length]]"', "dates: May", "dates:\n  - May\n  - [[june]]", "related:\n  - ../routes/a.md",
    "formerly: /routes/old/", "apply: https://apply.example/", "leads_to: [newly-qualified]",
])  # fmt: skip
def test_a_schema_accepts_what_the_program_accepts(more, make_site):
    facts = FACTS_OF_JUNE if "[[" in more else None
    site = make_site({"content/routes/a.md": f"---\n{ROUTE}{more}\n---\nText.\n", "content/facts.yml": facts,
                      "content/stages/newly-qualified.md": example(STAGE)})  # fmt: skip
    assert site.errors == []
    assert faults("route", loaded(ROUTE + more)) == []


STAGE = next(one for one in PAGES if one.name == "stage")
FACTS_OF_JUNE = """\
sources:
  a: {title: A, publisher: B, date: 2019}
facts:
  june: {text: June, statement: June., source: a, as_at: 2019, review_by: 2027-01-01, owner: C}
  step-up-length: {value: 14, unit: months, statement: Long., source: a, as_at: 2019, review_by: 2027-01-01, owner: C}
"""


@pytest.mark.parametrize(("typed", "said"), [
    (ROUTE + "clsoes: 2027-01-01\n", "clsoes"),
    (ROUTE.replace("group: train", "group: trian"), "trian"),
    (ROUTE.replace("summary: B\n", ""), "summary"),
    (ROUTE.replace("summary: B", "summary:"), "None"),
    (ROUTE.replace("summary: B", f"summary: {'B' * 161}"), "long"),
    (ROUTE + "updated: Sept\n", "Sept"),
    (ROUTE + "draft: maybe\n", "maybe"),
    (ROUTE + "place: first\n", "first"),
    (ROUTE + "formerly: routes/old\n", "routes/old"),
    (ROUTE + "length: [a, b]\n", "a"),
])  # fmt: skip
def test_a_schema_refuses_what_the_program_refuses(typed, said, make_site):
    assert make_site({"content/routes/a.md": f"---\n{typed}---\nText.\n"}).errors
    assert said in " ".join(faults("route", loaded(typed)))


SETTINGS = "name: A\norganisation: B\ndescription: C\n"


@pytest.mark.parametrize("more", ["contact: {phone: 024 7688 8000}", "contact: {phone: 02476888000}", "logo: {file: }"])
def test_settings_may_be_blank_and_phone_numbers_bare(more):
    assert faults("site", loaded(SETTINGS + more)) == []


@pytest.mark.parametrize("more", ["adress: https://a.example", "address: http://a.example", "contact: {email: nobody}"])
def test_wrong_settings_are_refused(more):
    assert faults("site", loaded(SETTINGS + more))


@pytest.mark.parametrize(("old", "new"), [
    ("text: June", "number: 6"), ("text: June", "value: 6"), ("unit: months", "unit: quid"), ("june:", "Of June:"),
    ("review_by: 2027-01-01", "review_by: soon"), ("facts:", "fact:"), ("publisher: B, ", ""),
])  # fmt: skip
def test_wrong_facts_are_refused(old, new):
    assert faults("facts", loaded(FACTS_OF_JUNE)) == []
    assert old in FACTS_OF_JUNE
    assert faults("facts", loaded(FACTS_OF_JUNE.replace(old, new)))
