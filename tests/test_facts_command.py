"""`build.py facts` as it is typed: the list, the table, and the table back."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.building import DEFAULTS, ENGINE, FACTS, content, put
from tests.test_facts_of_a_day import FOLLOWED

FILE = "content/facts.yml"
HOME = {"content/pages/index.md": content(title="Welcome", body="[[retention-payment]]\n")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "site", {**DEFAULTS, **HOME, FILE: FOLLOWED})
    return tmp_path / "site"


@pytest.fixture
def facts(folder, command_line):
    return lambda *given: command_line("facts", "--site", folder, "--as-of", "2027-01-10", *given)


def test_the_list_tells_every_value_with_age_review_owner_source_and_pages(facts):
    said = facts()
    assert said.status == 0
    head, first, second, last = said.out.splitlines()
    assert re.split("  +", head) == ["fact", "value", "holds", "as at", "age", "review by", "owner", "source", "pages"]
    assert re.split("  +", first) == [
        "retention-payment", "£3,000", "until 2027-03-31", "March 2026", "10 months", "2027-01-31, in 21 days",
        "Workforce", "report", "1",
    ]  # fmt: skip
    assert re.split("  +", second) == [
        "retention-payment", "£4,000", "from 2027-04-01", "February 2027", "to come", "2028-01-31", "Workforce",
        "decision", "to come",
    ]  # fmt: skip
    assert last == "1 fact to review by 31 January 2027, in 21 days (Workforce)."
    assert "    /\n" in facts("--verbose").out


def test_the_list_as_json(facts):
    told = json.loads(facts("--format", "json").out)
    assert set(told) == {"command", "status", "problems", "facts"}
    assert told["facts"][0] == {
        "name": "retention-payment", "value": "£3,000", "state": "now", "since": "", "until": "2027-03-31",
        "as_at": "March 2026", "age": "10 months", "review_by": "2027-01-31", "days_left": 21, "owner": "Workforce",
        "source": "report", "line": 11, "used_on": ["/"],
    }  # fmt: skip
    assert told["facts"][1]["state"] == "to come"


def test_mistakes_elsewhere_do_not_hide_the_list_but_those_of_the_facts_are_told(folder, facts):
    put(folder, {"content/pages/a.md": content(colour="red")})
    assert facts().status == 0
    put(folder, {FILE: FACTS.replace("pounds", "euros")})
    said = facts()
    assert said.status == 1
    assert "content/facts.yml, line 9" in said.err


def test_the_table_goes_out_and_comes_back(folder, facts, tmp_path):
    table = tmp_path / "facts.csv"
    said = facts("--csv", table)
    assert (said.status, f"{table} is ready" in said.out) == (0, True)
    before = (folder / FILE).read_bytes()
    said = facts("--read", table)
    assert (said.status, said.out) == (0, f"The table says what {FILE} says; nothing was changed.\n")
    assert (folder / FILE).read_bytes() == before
    table.write_bytes(table.read_bytes().replace(b",3000,", b',"3,500",'))
    said = facts("--read", table)
    assert said.status == 0
    assert said.out.splitlines()[0] == "retention-payment, value: 3000 → 3500"
    assert (folder / FILE).read_bytes() == before.replace(b"3000", b"3500")
    assert not list((folder / "content").glob(".*"))


def test_changes_as_json(folder, facts, tmp_path):
    table = tmp_path / "facts.csv"
    table.write_text("name,owner\nretention-payment,Pay\nnew-one,Pay\n", encoding="utf-8")
    told = json.loads(facts("--read", table, "--format", "json").out)
    assert told["status"] == "problems"
    assert {problem["line"] for problem in told["problems"]} == {3}
    table.write_text("name,owner\nretention-payment,Pay\n", encoding="utf-8")
    told = json.loads(facts("--read", table, "--format", "json").out)
    assert told["changes"] == [{"name": "retention-payment", "since": "", "field": "owner", "before": "Workforce",
                                "after": "Pay", "row": 2}]  # fmt: skip
    assert told["left_alone"] == ["retention-payment from 2027-04-01"]


def test_with_a_mistake_in_the_table_nothing_is_written(folder, facts, tmp_path):
    table = tmp_path / "facts.csv"
    facts("--csv", table)
    table.write_bytes(table.read_bytes().replace(b",3000,", b",3500,").replace(b"2028-01-31", b"soon"))
    before = (folder / FILE).read_bytes()
    said = facts("--read", table)
    assert (said.status, said.out) == (1, "")
    assert said.err.endswith("1 error. Nothing was written.\n")
    assert 'Row 3, column J (review_by): "review_by" should be a date' in said.err
    assert (folder / FILE).read_bytes() == before


def test_a_file_that_is_there_is_not_written_over(facts, tmp_path):
    table = tmp_path / "facts.csv"
    facts("--csv", table)
    assert facts("--csv", table).status == 0  # it says the same
    table.write_bytes(b"filled in")
    said = facts("--csv", table)
    assert (said.status, "may hold what a colleague has filled in" in said.err) == (1, True)
    assert table.read_bytes() == b"filled in"


def test_what_cannot_be_done_is_said(folder, facts, tmp_path):
    assert facts("--csv", "a", "--read", "b").status == 2
    assert facts("--csv", "").status == 2
    said = facts("--read", tmp_path / "none.csv")
    assert (said.status, "cannot be read" in said.err) == (1, True)
    said = facts("--csv", tmp_path / "no folder" / "a.csv")
    assert (said.status, "there is no folder" in said.err) == (1, True)


def test_a_full_disk_leaves_the_file_as_it_was(folder, facts, tmp_path, monkeypatch):
    table = tmp_path / "facts.csv"
    table.write_text("name,owner\nretention-payment,Pay\n", encoding="utf-8")
    before = (folder / FILE).read_bytes()
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    said = facts("--read", table)
    assert (said.status, "no space left on device" in said.err) == (1, True)
    assert (folder / FILE).read_bytes() == before
    assert not list((folder / "content").glob(".*"))


def test_where_the_site_is_strict_the_list_still_comes(folder, command_line):
    put(folder, {"site.yml": DEFAULTS["site.yml"] + "strict_facts: yes\n"})
    said = command_line("facts", "--site", folder, "--as-of", "2027-02-10")
    assert said.status == 0
    assert "2027-01-31, 10 days ago" in said.out
    assert "1 fact past the review date (Workforce)." in said.out
    assert command_line("--site", folder, "--as-of", "2027-02-10").status == 1


def test_the_real_facts_go_out_and_come_back_to_the_byte(tmp_path, command_line):
    before = (ENGINE / FILE).read_bytes()
    put(tmp_path / "site", {**DEFAULTS, FILE: before})
    table = tmp_path / "facts.csv"
    assert command_line("facts", "--site", tmp_path / "site", "--csv", table).status == 0
    assert len(table.read_bytes().splitlines()) > 50
    assert command_line("facts", "--site", tmp_path / "site", "--read", table).status == 0
    assert (tmp_path / "site" / FILE).read_bytes() == before


def test_what_is_to_be_typed_next_names_the_same_site(facts, folder, tmp_path):
    table = tmp_path / "my facts.csv"
    assert f'python3 build.py facts --site {folder} --read "{table}" takes it back.' in facts("--csv", table).out
    table.write_bytes(table.read_bytes().replace(b"Workforce", b"Finance"))
    assert f"python3 build.py check --site {folder} says" in facts("--read", table).out
