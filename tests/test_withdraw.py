"""withdraw: a person is out of everything that the program makes, whatever else is wrong, and the proof can fail."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from careersite.memo import Memo, stored_results
from careersite.withdrawal.remains import Places, everywhere
from careersite.withdrawal.traces import Finder, Wanted
from tests.building import DEFAULTS, content, put
from tests.made_pictures import saved, scene
from tests.with_a_person import REGISTER, published_with_a_person, site_with_a_person

DAY = ("--as-of", "2026-12-01")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return published_with_a_person(tmp_path_factory.mktemp("published") / "site")


@pytest.fixture
def site(tmp_path, published):
    """Built and published, with Mira Lund in it; a copy for each test."""
    folder = shutil.copytree(published, tmp_path / "site")
    assert b"Mira Lund" in (folder / "public/index.html").read_bytes()
    return folder


@pytest.fixture
def withdraw(command_line, site):
    def run(person: str = "mira-lund", *more: str):
        return command_line("withdraw", person, "--site", site, *DAY, *more)

    return run


def with_name(*folders: Path) -> list[str]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if b"lund" in path.read_bytes().lower() or "lund" in path.name]


def test_nothing_of_a_person_who_withdraws_is_left_and_that_is_proven(site, withdraw):
    said = withdraw("Mira Lund")
    assert said.status == 4, said.out + said.err
    assert "Mira Lund has withdrawn on 1 December 2026; people.yml says so now." in said.out
    assert "PROVEN: nothing of Mira Lund was found in " in said.out
    assert "  Leaflet for the jobs fair, 500 copies" in said.out
    assert with_name(site / "public", site / ".careersite") == []
    assert not list((site / "public").glob("images/*"))
    assert b"Tom Berg" in (site / "public/testimonials/tom-berg/index.html").read_bytes()
    assert b"We are many" in (site / "public/team/index.html").read_bytes()


def test_the_address_answers_that_it_has_gone_also_once_the_files_are_deleted(tmp_path, command_line):
    settings = "address: https://careers.example\nhosts: [nginx, apache, netlify, azure, github-pages]\n"
    folder = site_with_a_person(tmp_path / "site", **{"site.yml": f"{DEFAULTS['site.yml']}{settings}"})
    assert command_line("--site", folder).status == 0
    said = command_line("withdraw", "mira-lund", "--site", folder)
    assert said.status == 4, said.out + said.err
    assert "The address /testimonials/mira-lund/ answers that it has gone." in said.out
    gone = (folder / "public/testimonials/mira-lund/index.html").read_text(encoding="utf-8")
    assert "<h1>Page taken away</h1>" in gone
    (folder / "content/testimonials/mira-lund.md").unlink()
    (folder / "content/images/desk.jpg").unlink()
    said = command_line("--site", folder)
    assert said.status == 4, said.err
    rules = (folder / "private/nginx/site.conf").read_text(encoding="utf-8")
    assert 'location = "/testimonials/mira-lund/" { return 410; }' in rules
    assert (folder / "public/testimonials/mira-lund/index.html").read_text(encoding="utf-8") == gone
    assert command_line("withdraw", "mira-lund", "--site", folder).status == 4


def test_the_register_gets_one_line_and_keeps_every_other_byte(site, withdraw):
    withdraw()
    said = (site / "people.yml").read_text(encoding="utf-8")
    assert [line for line in said.splitlines() if line not in REGISTER.splitlines()] == ["    withdrawn: 2026-12-01"]
    assert said.replace("    withdrawn: 2026-12-01\n", "") == REGISTER


def test_whoever_has_withdrawn_before_is_looked_for_again(withdraw, site):
    withdraw()
    register = (site / "people.yml").read_bytes()
    said = withdraw()
    assert said.status == 4, said.out + said.err
    assert "Mira Lund had withdrawn on 1 December 2026 already; everything was looked at anew." in said.out
    assert (site / "people.yml").read_bytes() == register


def test_what_editors_have_still_to_delete_is_told_by_file_and_line(withdraw):
    said = withdraw()
    assert "  content/pages/team.md, line 7: the name\n" in said.out
    assert "  content/images/desk.jpg: the very file\n" in said.out


def test_a_mistake_in_another_page_does_not_keep_anybody_on_the_site(site, withdraw):
    (site / "content/pages/pay.md").write_text("---\ntitel: Pay\n---\nMore.\n", encoding="utf-8")
    (site / "content/pages/new.md").write_text("---\ntitel: New\n---\nMore.\n", encoding="utf-8")
    said = withdraw()
    assert said.status == 4, said.out + said.err
    assert "content/pages/pay.md\n  Warning: This file is shown as it last was without mistakes" in said.out
    assert "content/pages/new.md\n  Warning: This file has mistakes and no version without any" in said.out
    assert "2 files with mistakes: shown as last without any, or left out." in said.out
    assert b"3,000" in (site / "public/pay/index.html").read_bytes()
    assert with_name(site / "public", site / ".careersite") == []


def test_nor_does_a_mistake_in_the_settings_or_in_a_template(site, withdraw):
    (site / "site.yml").write_text("name: [\n", encoding="utf-8")
    (site / "templates/layouts").mkdir(parents=True)
    (site / "templates/layouts/page.html").write_text("{% nonsense %}", encoding="utf-8")
    said = withdraw()
    assert said.status == 4, said.out + said.err
    assert "site.yml\n  Warning: This file is shown as it last was" in said.out
    assert with_name(site / "public", site / ".careersite") == []


def test_nor_does_a_mistake_in_the_register_itself(site, withdraw):
    broken = REGISTER.replace("    basis: contract", '    basis: "contract')
    (site / "people.yml").write_text(broken, encoding="utf-8", newline="\r\n")
    said = withdraw()
    assert said.status == 4, said.out + said.err
    lines = (site / "people.yml").read_bytes().decode().split("\r\n")
    assert lines[lines.index("  mira-lund:  # the first") + 1] == "    withdrawn: 2026-12-01"
    # Nobody whose record cannot be read is shown.
    assert not (site / "public/testimonials/tom-berg/index.html").exists()
    assert with_name(site / "public", site / ".careersite") == []


@pytest.mark.parametrize("wrong", [
    "    name: Tom Berg\n", "    name: Tom Berg\n    basis:\n", "    name: Tom Berg\n    basis: consnt\n",
    "    also_known_as: Tom Berg\n    basis: contract\n    evidence: Folder 2\n",
    "    name:\n    also_known_as: [Tom Berg]\n    basis: contract\n",
    "    name: Tom Berg\n    basis: consent\n    given: 2026-13-01\n",
])  # fmt: skip
def test_nor_does_a_mistake_in_the_record_of_somebody_else_who_is_not_named_either(wrong, site, withdraw):
    before, _, _ = REGISTER.partition("    name: Tom Berg")
    (site / "people.yml").write_text(before + wrong, encoding="utf-8")
    (site / "content/pages/pay.md").write_text(content(title="Pay", body="Ask Tom Berg.\n"), encoding="utf-8")
    said = withdraw()
    assert said.status == 4, said.out + said.err
    assert "people.yml, line " in said.out
    assert with_name(site / "public", site / ".careersite") == []
    assert not [path for path in (site / "public").rglob("*.html") if b"Tom Berg" in path.read_bytes()]


@pytest.mark.parametrize("slip", ["\tTom", "a line", "<<<<<<< HEAD"])
def test_nor_does_a_register_that_nobody_can_read(slip, site, withdraw, command_line):
    team = "![Us at work](../images/team.jpg)\n\n![A hill](../images/hill.jpg)\n\nAsk Tom Berg.\n\nMore.\n"
    files = {
        "people.yml": REGISTER + "\npictures:\n  images/team.jpg: [tom-berg]\n",
        "content/images/team.jpg": saved(scene(2)),
        "content/images/hill.jpg": saved(scene(3)),
        "content/pages/pay.md": content(title="Pay", body=team),
    }
    put(site, {**files, "people.yml": f"{files['people.yml']}  images/hill.jpg: nobody\n"})
    assert command_line("--site", site, *DAY).status == 4
    assert len(list((site / "public/images").glob("hill*"))) > 0
    put(site, {"people.yml": f"{files['people.yml']}{slip}\n"})
    said = withdraw()
    assert said.status == 4, said.out + said.err
    assert "withdrawn: 2026-12-01" in (site / "people.yml").read_text(encoding="utf-8")
    assert "people.yml cannot be read" in command_line("--site", site, *DAY, "--last-good", "--format", "json").out
    assert with_name(site / "public", site / ".careersite") == []
    assert not list((site / "public/images").glob("*.*"))
    assert not [path for path in (site / "public").rglob("*.html") if b"Tom Berg" in path.read_bytes()]
    assert (site / "public/pay/index.html").exists()


@pytest.mark.parametrize(("said_there", "mistake"), [
    ("<<<<<<< HEAD\n", "Git has left two versions of this file in one: 1 of its lines are marks of git."),
    ('  "/pay":\n    since: 2026-01-01\n', '"/pay" is not an address of this site.'),
])  # fmt: skip
def test_nor_does_a_mistake_in_the_list_of_addresses_and_it_is_told_as_what_it_is(
    said_there, mistake, tmp_path, command_line
):
    settings = f"{DEFAULTS['site.yml']}address: https://careers.example\n"
    folder = site_with_a_person(tmp_path / "site", **{"site.yml": settings})
    assert command_line("--site", folder).status == 0
    ledger = folder / "published.yml"
    ledger.write_text(ledger.read_text(encoding="utf-8") + said_there, encoding="utf-8")
    said = command_line("withdraw", "mira-lund", "--site", folder)
    assert said.status == 4, said.out + said.err
    assert said.out.startswith("Mira Lund has withdrawn on ")
    assert mistake in said.out
    assert "without braces" not in said.out
    assert "PROVEN: nothing of Mira Lund was found in " in said.out


def test_lines_that_are_still_shown_are_not_said_to_be_kept_out(site, withdraw):
    put(site, {"site.yml": DEFAULTS["site.yml"].replace("Work with us.", "Work with Mira Lund.")})
    said = withdraw()
    assert said.status == 1
    kept_out = said.err.partition("kept out of the site by the build; delete it there:")[2].partition("Out of reach")[0]
    assert "content/images/desk.jpg: the very file" in kept_out
    assert "site.yml" not in kept_out
    assert "\n  site.yml, line 3: the name" in said.err.partition("what is told above comes from there")[2]


def test_a_register_that_cannot_be_written_is_told_and_the_person_is_out_all_the_same(site, withdraw, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    said = withdraw()
    assert said.status == 1
    assert "The withdrawal could not be written into people.yml: " in said.err
    assert "people.yml does NOT say so yet" in said.err
    assert (site / "people.yml").read_text(encoding="utf-8") == REGISTER
    assert with_name(site / "public", site / ".careersite") == []


def test_where_no_site_can_be_built_every_file_that_shows_the_person_is_taken_away(site, withdraw):
    (site / "site.yml").write_text("name: [\n", encoding="utf-8")
    for file in (site / ".careersite/last-good").iterdir():
        file.unlink()
    said = withdraw()
    assert said.status == 1
    assert "so the files that show the person were deleted: " in said.err
    assert not (site / "public/index.html").exists()
    assert (site / "public/pay/index.html").exists()
    assert with_name(site / "public") == [".careersite"]


def test_public_need_not_be_there(tmp_path, command_line):
    folder = site_with_a_person(tmp_path / "site")
    said = command_line("withdraw", "mira-lund", "--site", folder, *DAY)
    assert said.status == 4, said.out + said.err
    assert with_name(folder / "public") == []


def test_the_folder_of_the_site_is_looked_at_also_where_it_is_built_into_another(site, withdraw, tmp_path):
    said = withdraw("mira-lund", "--out", str(tmp_path / "other"))
    assert said.status == 1
    assert "  public/index.html" in said.err
    assert with_name(tmp_path / "other") == []


def test_whoever_is_not_known_is_told_with_what_was_perhaps_meant(withdraw, site):
    said = withdraw("mira lunt")
    assert said.status == 2
    assert 'people.yml has no record of "mira lunt".\n  → Did you mean "mira lund"?' in said.err
    assert (site / "people.yml").read_text(encoding="utf-8") == REGISTER


def test_a_name_of_two_people_is_told_with_both_ids(site, withdraw):
    (site / "people.yml").write_text(REGISTER.replace("Tom Berg", "Mira Lund"), encoding="utf-8")
    said = withdraw("Mira Lund")
    assert said.status == 2
    assert '"Mira Lund" is the name of several people: mira-lund, tom-berg.' in said.err


def test_the_json_tells_all_of_it(withdraw):
    said = json.loads(withdraw("mira-lund", "--format", "json").out)
    assert (said["command"], said["status"], said["person"], said["day"]) == (
        "withdraw", "proven", "mira-lund", "2026-12-01",
    )  # fmt: skip
    assert said["traces"] == []
    assert said["looked_at"]["files"] > 40
    assert said["looked_at"]["pictures_of_them"] == 1
    # No build was ever published at an address of its own, so no address has to answer.
    assert said["gone"] == []
    assert {one["file"] for one in said["in_sources"]} >= {"content/pages/team.md", "content/pages/index.md"}


# The proof can fail


PLANTED = {
    "old/desk-200.webp": saved(scene(1).resize((200, 150)), "WEBP", quality=60),
    "old/grey.png": saved(scene(1).convert("L").resize((320, 240)), "PNG"),
    "old/feed.xml": b"<title>&lt;b&gt;Mira&lt;/b&gt;&#160;Lund</title>",
    "old/words.json": b'{"said": "never worked in a kinder team\\u0020than this one"}',
    "old/about-mira_lund.txt": b"nothing",
}


@pytest.mark.parametrize("path", PLANTED)
def test_what_was_forgotten_in_the_folder_is_found(site, withdraw, path):
    withdraw()
    planted = site / "public" / path
    planted.parent.mkdir()
    planted.write_bytes(PLANTED[path])
    said = withdraw()
    assert said.status == 1
    assert "STILL THERE: " in said.err
    assert f"  public/{path}: " in said.err
    assert "NOT DONE: mend what is told above" in said.err


def test_what_is_remembered_or_left_over_is_found(tmp_path):
    places = Places(tmp_path / "public", tmp_path / "private", tmp_path / ".careersite")
    memo = Memo(places.store)
    memo.put("page", b"given", b"<p>Mira <b>Lund</b></p>")
    memo.close()
    places.last_good.keep({"content/pages/team.md": b"Mira Lund leads it.", "content/pages/pay.md": b"Pay."})
    (places.own / "last-good/left-over").write_bytes(b"Mira Lund")
    finder = Finder(Wanted(("Mira Lund",)))
    found = {trace.file for one in everywhere(places) for trace in finder.look(one.path, one.data, one.shown)}
    assert found >= {
        "result 1 in .careersite/memo.db", "content/pages/team.md in the last good state",
        ".careersite/last-good/left-over",
    }  # fmt: skip
    assert not [place for place in found if "pay" in place]


def test_the_store_keeps_what_is_not_of_the_person(site, withdraw):
    before = list(stored_results(site / ".careersite/memo.db"))
    assert any(b"Mira Lund" in result for result in before)
    withdraw()
    after = set(stored_results(site / ".careersite/memo.db"))
    assert len(after & set(before)) > len(before) // 2
    assert b"Lund" not in (site / ".careersite/memo.db").read_bytes()


def test_later_builds_do_not_bring_the_person_back_into_what_is_remembered(site, withdraw, command_line):
    withdraw()
    said = command_line("--site", site, *DAY)
    assert said.status == 4, said.err
    assert with_name(site / "public", site / ".careersite") == []


@pytest.mark.slow
def test_another_build_that_holds_the_folder_is_told(site, withdraw):
    from datetime import datetime

    from careersite.lock import lock
    from careersite.problem import Problems

    with lock(site / "public", Problems(), command="preview", started=datetime(2026, 12, 1)):  # noqa: DTZ001
        said = withdraw()
    assert said.status == 1
    assert "is writing public/" in said.err
    assert "withdrawn: 2026-12-01" in (site / "people.yml").read_text(encoding="utf-8")
    assert withdraw().status == 4
