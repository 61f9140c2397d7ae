"""The documentation says what is there and nothing else: every name, command, example and link in it holds."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

import careersite
from careersite import command_line
from careersite.component import KINDS
from careersite.content_types import CONTENT_TYPES
from careersite.fields import Field, Group, ListOf
from careersite.front_matter import Mapping, read_yaml
from careersite.outputs import OUTPUTS
from careersite.problem import Problem, Problems
from careersite.report import Report, problems_in_words
from careersite.settings import SETTINGS
from tests.building import DEFAULTS, content, put

pytestmark = pytest.mark.quick

ROOT = Path(__file__).resolve().parent.parent
FILES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCS = {file.name: file.read_text(encoding="utf-8") for file in FILES}
README, GUIDE, EXTENDING, JSON = (DOCS[name] for name in ("README.md", "editors-guide.md", "extending.md", "json.md"))
ENGINE = {file: file.read_text(encoding="utf-8") for file in sorted((ROOT / "careersite").rglob("*.py"))}

BLOCK = re.compile(r"^```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def rows(text: str, head: str) -> list[str]:
    """The first cells of the table whose first heading is `head`."""
    table = re.search(rf"^\| {re.escape(head)} \|.*\n\|[ |:-]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table, f"no table of {head}"
    return [row.split("|")[1].strip() for row in table[1].splitlines()]


def names(text: str, head: str) -> set[str]:
    """What stands in backticks in the first cells of that table."""
    return {name for cell in rows(text, head) for name in re.findall(r"`([^`]+)`", cell)}


# Commands


PARSER: ArgumentParser = command_line._parser()
COMMANDS = next(action.choices for action in PARSER._actions if isinstance(action.choices, dict))


def test_every_command_is_in_the_readme_and_no_other():
    told = {cell.split()[2] for cell in names(README, "command") if len(cell.split()) > 2}
    assert told == set(COMMANDS) != set()


def test_every_option_is_in_the_readme_and_no_other():
    parsers = [PARSER, *COMMANDS.values()]
    there = {option for one in parsers for action in one._actions for option in action.option_strings if option != "-h"}
    assert {option.split()[0] for option in names(README, "option")} == there


def test_every_exit_status_is_in_the_readme_and_no_other():
    assigned = next(node for node in ast.parse(ENGINE[ROOT / "careersite/call.py"]).body
                    if isinstance(node, ast.Assign) and "DONE" in ast.unparse(node.targets[0]))  # fmt: skip
    assert tuple(int(cell) for cell in rows(README, "exit status")) == ast.literal_eval(assigned.value)


def commands_told() -> Iterator[tuple[str, str]]:
    for name, text in DOCS.items():
        for found in re.finditer(r"python3 build\.py([^`\n#]*)", text):
            yield name, found[1].strip()


@pytest.mark.parametrize(("file", "command"), sorted(set(commands_told())))
def test_a_command_in_the_documentation_is_one(file, command):
    arguments = shlex.split(re.split(r"[”),;:] |\s{2,}", command)[0].rstrip(".,"))
    if arguments[:1] == ["test"]:
        assert set(arguments[1:]) <= {"--quick"}
        return
    options = PARSER.parse_args([{"TYPE": "page"}.get(one, one) for one in arguments])
    assert options.command in {"build", *COMMANDS}
    if options.command == "new":
        assert options.type in {*(one.name for one in CONTENT_TYPES), "person"}


def test_new_offers_every_content_type():
    told = re.search(r"TYPE.*\| .*: (.*) \(.*\) \|", README)[1]
    assert told.replace(" or ", ", ").split(", ") == [*(one.name for one in CONTENT_TYPES), "person"]


# Names


def settings(among: tuple[Field, ...] = SETTINGS, before: str = "") -> Iterator[str]:
    for field in among:
        yield before + field.name
        if isinstance(field.kind, Group):
            yield from settings(field.kind.fields, f"{before}{field.name}.")


def settings_with_lists() -> set[str]:
    """The fields of the entries of lists too, of which site.yml need not hold any."""
    lists = [(one.name, one.kind.kind) for one in SETTINGS if isinstance(one.kind, ListOf)]
    groups = [(name, group) for name, group in lists if isinstance(group, Group)]
    assert groups
    return {*settings(), *(f"{name}.{field.name}" for name, group in groups for field in group.fields)}


@pytest.mark.parametrize("name", list(settings()))
def test_a_setting_stands_in_site_yml_below_its_sentence(name):
    text = (ROOT / "site.yml").read_text(encoding="utf-8")
    found = read_yaml(text, Problems(), file="site.yml")
    for part in name.split("."):
        assert isinstance(found, Mapping), f"{name} is not in site.yml"
        assert part in found.lines, f"{name} is not in site.yml"
        line, found = found.lines[part], found.entries[part]
    above = text.splitlines()[line - 2]
    assert re.fullmatch(r"\s*# [A-Z].*", above), f"no sentence above {name} in site.yml"


def test_every_setting_content_type_and_component_is_in_the_guide():
    assert names(GUIDE.partition("\n## Settings\n")[2], "field") == settings_with_lists()
    headings = re.findall(r"^### (.*)$", GUIDE, re.MULTILINE)
    for one in CONTENT_TYPES:
        assert one.name.capitalize() in headings
    folders = [file.parent.name for file in (ROOT / "templates/components").glob("*/*.yml")]
    assert folders
    assert set(folders) <= set(headings)


def test_every_kind_and_output_is_in_the_guide_for_developers():
    assert names(EXTENDING, "kind") - {"list of …"} == set(KINDS)
    told = EXTENDING.partition("What there is:")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([^`]+)`", told)) - {"formerly"} == {one.__name__ for one in OUTPUTS}


def test_every_content_type_has_its_schema_among_the_rules_for_editors():
    rules = (ROOT / ".remarkrc.mjs").read_text(encoding="utf-8")
    told = dict(re.findall(r'"schemas/(\w+)\.json": \["content/([\w-]+)/', rules))
    assert told == {one.name: one.folder for one in CONTENT_TYPES if one.has_address}
    of_editor = (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")
    mapped = json.loads(re.sub(r"^\s*//.*$", "", of_editor, flags=re.MULTILINE))["yaml.schemas"]
    assert mapped
    for schema, files in mapped.items():
        assert (ROOT / schema).is_file()
        assert all((ROOT / file).is_file() for file in files)


def test_the_version_is_said_twice_alike():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert careersite.__version__ == project["version"]


# The JSON


def test_every_key_of_the_json_is_told_and_no_other():
    there = set(Report("build", ()).as_json())
    assert names(JSON.partition("## A problem")[0], "key") == there
    shown = json.loads(BLOCK.search(JSON)[2])
    assert list(shown) == list(Report("build", ()).as_json())
    of_problem = {field.name for field in fields(Problem)}
    assert names(JSON.partition("## A problem")[2], "key") == set(shown["problems"][0]) == of_problem


@cache
def codes() -> set[str]:
    """The codes that stand in the engine where a problem is told."""
    places = {"error": (0, 3), "warning": (0,), "_find": (1,), "Finding": (1,), "Problem": (3,), "Mistake": (3,),
              "is_wrong": (0,)}  # fmt: skip
    found = set()
    for text in ENGINE.values():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                given = [node.args[place] for place in places.get(called, ()) if place < len(node.args)]
                given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                found |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {code for code in found if re.fullmatch(r"[a-z]+(-[a-z]+)*", code)}


@pytest.mark.slow
def test_every_code_of_a_problem_is_told_and_no_other():
    told = names(JSON.partition("## Codes")[2], "code")
    assert codes() - told == set()
    assert len(codes()) > 40
    whole = "\n".join(ENGINE.values())
    assert {code for code in told if f'"{code}"' not in whole} == set()


# Examples


def test_the_mistakes_in_the_guide_are_told_in_these_words(make_site):
    part = GUIDE.partition("## Messages and what they mean")[2]
    page, told = (block[2] for block in list(BLOCK.finditer(part))[:2])
    site = make_site({"content/routes/night-school.md": page, "content/facts.yml": FACTS_YML})
    assert [*problems_in_words(site.errors), "4 errors. public/ was not touched."] == told.splitlines()


FACTS_YML = (ROOT / "content/facts.yml").read_text(encoding="utf-8")


def test_every_message_that_the_guide_explains_is_one_of_the_program():
    whole = re.sub(r'"\s*\n\s*f?"', "", "\n".join(ENGINE.values()))
    whole += "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html"))
    explained = names(GUIDE, "a message says")
    assert len(explained) > 8
    shapes = {"holds a list": '"a list" if'}
    assert {one for one in explained if shapes.get(one, one) not in whole} == set()


def test_the_pages_in_the_guide_can_be_written_so(make_site):
    page = next(block[2] for block in BLOCK.finditer(GUIDE) if "title: Working in the city" in block[2])
    callout = next(block[2] for block in BLOCK.finditer(GUIDE) if block[2].startswith("::: callout"))
    site = make_site({
        "content/pages/city.md": page.replace("routes/step-up.md", "../routes/step-up.md") + f"\n\n{callout}\n",
        "content/routes/step-up.md": content("route"),
        "content/pages/contact.md": content(title="Contact"),
    })  # fmt: skip
    assert site.errors == []


def test_the_campaigns_in_the_guide_can_be_written_so(make_site):
    filled_in, with_editions = (block[2] for block in BLOCK.finditer(DOCS["campaigns.md"]) if block[1] == "markdown")
    of_days = (
        (filled_in, "2027-02-01", "before"), (filled_in, "2027-03-12T12:00", "closing"),
        (filled_in, "2027-03-13", "closed"), (with_editions, "2027-03-12T12:00", "closing"),
        (with_editions, "2027-03-13", "before"), (with_editions, "2028-03-11", "closed"),
    )  # fmt: skip
    for text, day, state in of_days:
        site = make_site({
            "content/campaigns/autumn-fair.md": text + "\n",
            "content/pages/campaigns/index.md": content(title="Come", menu="1", body=LISTED),
        }, as_of=day)  # fmt: skip
        assert site.problems == (), site.sentences
        assert [(one.code, one.state) for one in site.site.campaigns] == [("autumn", state)], day


LISTED = '::: cards\nof: campaign\nlevel: "2"\n:::\n'


def files_told(text: str) -> dict[str, str]:
    """The files that a page shows, each below a line with its path in backticks and a colon."""
    found = re.findall(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    return {path: f"{inner}\n" for path, inner in found}


def lines_told(text: str) -> dict[str, list[str]]:
    """The lines to add to a table, by the path of its file."""
    found = re.findall(r"^Add to `([^`\n]+)`:\n\n```python\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    return {path: [line for line in lines.splitlines() if line] for path, lines in found}


def with_lines(source: str, imported: str, table: str) -> str:
    """The source with an import, and with a name added to a table; … stands for what is there already."""
    before, _, name = table.rpartition("(…, ")
    with_name = re.sub(rf"({re.escape(before)}\()(.*?),?\s*\)", rf"\1\2, {name}", source, count=1, flags=re.DOTALL)
    assert with_name != source, f"there is no table like: {table}"
    return with_name.replace("from careersite", f"{imported}\nfrom careersite", 1)


@pytest.mark.slow
def test_the_examples_for_developers_work(tmp_path):
    for name in ("careersite", "templates", "assets", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    files = files_told(EXTENDING)
    assert len(files) == 9
    put(tmp_path, {**DEFAULTS, **files})
    put(tmp_path, {path: with_lines((tmp_path / path).read_text(encoding="utf-8"), *lines)
                   for path, lines in lines_told(EXTENDING).items()})  # fmt: skip
    shown = "\n## Coming\n\n::: checklist\ntitle: Before you come\nentries:\n  - your questions\n:::\n"
    put(tmp_path, {"content/pages/index.md": content(title="Welcome", summary="Meet our teams and ask what you like.",
                                                      body=f"[Come](../events/open-evening.md)\n{shown}")})  # fmt: skip

    report = json.loads(ran(tmp_path, "--format", "json"))
    assert [problem["code"] for problem in report["problems"]] == ["summary"]
    event = (tmp_path / "public/events/open-evening/index.html").read_text(encoding="utf-8")
    assert "11 February 2027" in event
    assert "City library" in event
    assert "<li>your questions</li>" in (tmp_path / "public/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "public/addresses.txt").read_text().endswith("/events/open-evening/\n")

    assert "schemas/event.json written." in ran(tmp_path, "guide")
    guide = (tmp_path / "docs/editors-guide.md").read_text(encoding="utf-8")
    assert "\n### Event\n" in guide
    assert "\n### checklist\n" in guide


def ran(folder: Path, *arguments: str) -> str:
    finished = subprocess.run([sys.executable, "build.py", *arguments], cwd=folder, capture_output=True, text=True,
                              encoding="utf-8", timeout=60)  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


# Links


def anchors(text: str) -> set[str]:
    bare = BLOCK.sub("", text)
    headings = re.findall(r"^#+ (.*)$", bare, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> Iterator[tuple[str, str]]:
    for name, text in DOCS.items():
        prose = re.sub(r"`[^`\n]*`", "", BLOCK.sub("", text))
        for target in re.findall(r"\]\(([^)\s]+)\)", prose):
            if not target.startswith("https://"):
                yield name, target


@pytest.mark.parametrize(("file", "target"), sorted(set(links())))
def test_a_link_in_the_documentation_leads_somewhere(file, target):
    path, _, anchor = target.partition("#")
    folder = ROOT if file == "README.md" else ROOT / "docs"
    aim = (folder / path).resolve() if path else folder / file
    assert aim.is_file()
    if anchor:
        assert anchor in anchors(aim.read_text(encoding="utf-8"))


def test_every_document_is_linked_from_the_readme():
    linked = {target for file, target in links() if file == "README.md"}
    assert {f"docs/{name}" for name in DOCS if name != "README.md"} <= linked


def test_the_picture_is_small_enough_for_a_slow_line():
    assert (ROOT / "docs/picture.png").stat().st_size < 150_000
