"""What is typed in a terminal, what is printed, and with which status it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from careersite import command_line as module
from tests.building import DEFAULTS, ENGINE, content, put

pytestmark = pytest.mark.slow  # whole programs, large files and thousands of generated texts

A = "content/routes/a.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site in a folder whose name is as odd as an editor's."""
    site = tmp_path / "Ann’s site (2)"
    put(site, DEFAULTS)
    return site


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_writes_public_and_says_what_it_did(folder, command_line):
    said = command_line("--site", folder)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("1 page (")
    assert "new; " in said.out
    assert (
        "Still to be filled in in site.yml: address, apply.address, apply.note, contact.email, logo.file, hosts."
        in said.out
    )
    assert "The site does not change by itself." in said.out
    assert (folder / "public/index.html").exists()
    assert "nothing changed" in command_line("--site", folder).out


def test_mistakes_end_with_one_and_leave_public_as_it_is(folder, command_line):
    command_line("--site", folder)
    before = tree(folder / "public")
    put(folder, {A: content("route", colour="red"), "content/pages/index.md": content(title="Changed")})
    said = command_line("--site", folder)
    assert (said.status, said.out) == (1, "")
    assert 'content/routes/a.md, line 7\n  "colour" is not a field of a route.\n' in said.err
    assert said.err.endswith("/public was not touched.\n")
    assert tree(folder / "public") == before


def test_a_first_build_with_mistakes_makes_no_folder(folder, command_line):
    put(folder, {A: ""})
    assert command_line("--site", folder).status == 1
    assert not (folder / "public").exists()


@pytest.mark.parametrize(
    "arguments",
    [["--no-such-option"], ["publishh"], ["--as-of", "soon"], ["--as-of", "2026-02-30"], ["--as-of",
    "2026-01-01T25:00"],
     ["--format", "xml"], ["new"], ["new", "route"], ["preview", "--port", "x"], ["--site"], ["--sit", "x"],
     ["--site", "/no/such/folder"], ["check", "--site", "/no/such/folder"], ["new", "rout", "Ann"], ["new", "route",
     "!"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_two_and_says_what_is_right(command_line, arguments):
    said = command_line(*arguments)
    assert (said.status, said.out) == (2, "")
    assert len(said.err) > 20


def test_a_fault_of_ours_ends_with_three_and_says_where_the_details_are(folder, monkeypatch, command_line, tmp_path):
    monkeypatch.setattr("careersite.pipeline.build", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = command_line("--site", folder)
    assert (said.status, said.out) == (3, "")
    assert "our fault, not yours" in said.err
    assert "Traceback" not in said.err
    details = next(tmp_path.glob("careersite-*.txt"))
    assert str(details) in said.err
    assert "ZeroDivisionError" in details.read_text(encoding="utf-8")


def test_stopping_it_is_no_fault(folder, monkeypatch, command_line):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("careersite.pipeline.build", stop)
    said = command_line("--site", folder)
    assert (said.status, "Stopped." in said.err) == (130, True)


def test_check_writes_nothing_and_tells_more_than_a_build(folder, command_line):
    put(folder, {A: content("route")})
    before = tree(folder)
    said = command_line("check", "--site", folder)
    assert said.status == 0
    assert "Warning: No page leads to /routes/a/." in said.out
    assert "Nothing was written." in said.out
    assert tree(folder) == before
    assert "No page leads" not in command_line("--site", folder).out


def test_json_tells_everything_as_one_object(folder, command_line):
    said = command_line("--site", folder, "--format", "json", "--as-of", "2026-12-01")
    told = json.loads(said.out)
    assert (said.status, said.err, told["status"], told["command"]) == (0, "", "done", "build")
    assert set(told) == {
        "command", "problems", "folder", "pages", "files", "new", "changed", "removed", "seconds", "as_of",
        "next_change", "moments", "to_fill_in", "facts_due", "reviews", "host_remarks", "reminders", "awaiting",
        "ending", "recorded", "moved", "links", "redirects", "short_links", "withheld",
        "stands_in", "file", "status", "figures",
    }  # fmt: skip
    assert (told["pages"], told["files"], told["as_of"]) == (1, len(told["new"]), "2026-12-01T00:00:00")
    put(folder, {A: content("route", colour="red")})
    said = command_line("check", "--site", folder, "--format", "json")
    told = json.loads(said.out)
    assert (said.status, said.err, told["status"]) == (1, "", "problems")
    assert [set(problem) for problem in told["problems"]] == [{"severity", "code", "file", "line", "message", "hint"}]


def test_json_of_new_tells_the_file(folder, command_line):
    said = command_line("new", "role", "Clerk", "--site", folder, "--format", "json")
    assert (said.status, json.loads(said.out)["file"]) == (0, "content/roles/clerk.md")
    said = command_line("new", "role", "Clerk", "--site", folder, "--format", "json")
    assert (said.status, json.loads(said.out)["problems"][0]["code"]) == (1, "exists")


def test_quiet_says_nothing_where_nothing_is_wrong(folder, command_line):
    put(
        folder,
        {A: content("route", "See [this](b.md).\n"), "content/routes/b.md": content("route", title="B", draft="yes")},
    )
    said = command_line("--site", folder, "--quiet")
    assert (said.status, said.out, said.err) == (0, "", "")
    put(folder, {A: ""})
    assert "This file is empty." in command_line("--site", folder, "--quiet").err


def test_verbose_names_every_file(folder, command_line):
    assert "new: index.html" in command_line("--site", folder, "--verbose").out
    put(folder, {"content/pages/index.md": content(title="Changed")})
    assert "changed: index.html" in command_line("--site", folder, "--verbose").out


def test_options_may_stand_before_and_after_the_command(folder, command_line):
    assert "Nothing was written." in command_line("--site", folder, "check").out
    assert "Nothing was written." in command_line("check", "--site", folder).out
    assert command_line("--site", "/no/such/folder", "check", "--site", folder).status == 0


def test_the_output_may_go_elsewhere_but_never_over_the_site(folder, tmp_path, command_line):
    assert command_line("--site", folder, "--out", tmp_path / "deep" / "elsewhere").status == 0
    assert (tmp_path / "deep/elsewhere/index.html").exists()
    assert not (folder / "public").exists()
    for out in (folder, folder / "content", tmp_path, folder / "content" / "public"):
        said = command_line("--site", folder, "--out", out)
        assert (said.status, "cannot be the output folder" in said.err) == (1, True)


def test_public_replaced_by_a_file_is_told(folder, command_line):
    (folder / "public").write_text("mine")
    said = command_line("--site", folder)
    assert (said.status, (folder / "public").read_text()) == (1, "mine")
    assert "public should be a folder, but is a file" in said.err


def test_one_moment_gives_one_site_however_often_it_is_built(folder, tmp_path, command_line):
    put(folder, {A: content("route", expires="2026-12-24")})
    for out in ("one", "two"):
        command_line("--site", folder, "--out", tmp_path / out, "--as-of", "2026-12-24")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert "routes/a/index.html" in tree(tmp_path / "one")
    said = command_line("--site", folder, "--out", tmp_path / "one", "--as-of", "2026-12-25T09:00")
    assert "2 removed" in said.out, "the page and its picture for sharing"
    assert "routes/a/index.html" not in tree(tmp_path / "one")


def test_the_end_says_when_the_site_next_changes(folder, command_line):
    put(folder, {A: content("route", publish="2026-12-24 17:00")})
    said = command_line("--site", folder, "--as-of", "2026-12-01")
    assert "The site next changes by itself on Thursday 24 December 2026, 5pm; build it again then." in said.out


def test_now_is_now_in_the_sites_own_zone(folder, monkeypatch, command_line):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    put(folder, {"site.yml": DEFAULTS["site.yml"] + "zone: America/Adak\n"})
    as_of = json.loads(command_line("check", "--site", folder, "--format", "json").out)["as_of"]
    from datetime import datetime
    from zoneinfo import ZoneInfo

    there = datetime.now(ZoneInfo("America/Adak")).replace(tzinfo=None)
    assert abs((datetime.fromisoformat(as_of) - there).total_seconds()) < 60


def test_new_says_what_to_do_next(folder, command_line):
    said = command_line("new", "testimonial", "Ann Bell", "--site", folder)
    assert said.status == 0
    assert said.out == (
        "content/testimonials/ann-bell.md is ready: fill in the blanks, then run python3 build.py preview.\n"
    )
    said = command_line("new", "testimonial", "Ann Bell", "--site", folder)
    assert (said.status, "was not touched" in said.err) == (1, True)


def test_help_reads_well(command_line):
    said = command_line("--help")
    assert (said.status, said.err) == (0, "")
    for word in (
        "preview",
        "check",
        "new",
        "test",
        "--site",
        "--out",
        "--as-of",
        "--format",
        "--quiet",
        "--verbose",
        "Exit status",
    ):
        assert word in said.out
    assert max(len(line) for line in said.out.splitlines()) <= 120
    assert "python3 build.py" in said.out


@pytest.mark.slow
def test_a_reader_who_goes_away_is_no_fault(folder):
    command = [sys.executable, str(ENGINE / "build.py"), "--site", str(folder), "--verbose"]
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


def test_it_works_from_any_folder_and_in_any_terminal(folder, tmp_path):
    put(folder, {A: content("route", colour="röt"), "content/routes/Straße.md": content("route")})
    command = [sys.executable, str(ENGINE / "build.py"), "--site", folder.name]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    result = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment)
    assert result.returncode == 1, result.stderr
    assert b"our fault" not in result.stderr
    assert b"content/routes/a.md, line 7" in result.stderr


@pytest.mark.slow
def test_no_command_but_preview_imports_the_server():
    code = (
        "import sys; from careersite.command_line import main; main(['check', '--site', sys.argv[1]]); "
        "print([m for m in ('tornado', 'livereload', 'watchfiles') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code, str(ENGINE)], capture_output=True, text=True, cwd=ENGINE)
    assert result.stdout.splitlines()[-1] == "[]"


def test_the_engines_own_folder_is_where_build_py_is():
    assert module.ENGINE_FOLDER == ENGINE


@pytest.mark.parametrize(("asked", "as_of", "is_closed"), [
    ("2026-10-25T01:30", "2026-10-25T01:30:00", True), ("2026-10-25T01:30Z", "2026-10-25T01:30:00", True),
    ("2026-10-25T01:30+01:00", "2026-10-25T01:30:00", False), ("2027-03-28T01:30", "2027-03-28T02:30:00", True),
    ("2026-12-01T09:00-05:00", "2026-12-01T14:00:00", True),
])  # fmt: skip
def test_a_day_asked_for_may_say_its_offset_and_counts_as_the_later_in_an_hour_that_comes_twice_or_never(
    folder, command_line, asked, as_of, is_closed
):
    put(folder, {A: content("route", closes="2026-10-25 01:15")})
    told = json.loads(command_line("--site", folder, "--format", "json", "--as-of", asked).out)
    assert told["as_of"] == as_of
    html = (folder / "public/routes/a/index.html").read_text(encoding="utf-8")
    assert ('<div class="closed">' in html) == is_closed


@pytest.mark.parametrize("asked", ["2026-10-25T01:30+1", "2026-10-25+01:00", "25/10/2026", "2026-10-25T01:30 Z", "now"])
def test_anything_else_is_no_day(folder, command_line, asked):
    said = command_line("--site", folder, "--as-of", asked)
    assert said.status == 2
    assert "is no day such as 2026-12-01" in said.err


@pytest.mark.parametrize("typed", ["tomorrow", "31/12/2026", "2026-13-01", "   ", "0001-01-01", "9999-12-31"])
def test_a_clock_put_to_no_moment_is_wrong_usage(folder, command_line, monkeypatch, typed):
    monkeypatch.setenv("CAREERSITE_NOW", typed)
    said = command_line("--site", folder)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f'CAREERSITE_NOW is "{typed}", and that is no day such as 2026-12-01')


@pytest.mark.parametrize(("moment", "way"), [("2099-12-30T17:00", "FORWARD"), ("1999-01-01", "BACK")])
def test_a_clock_that_is_put_to_another_moment_is_told_loudly(folder, command_line, monkeypatch, moment, way):
    monkeypatch.setenv("CAREERSITE_NOW", moment)
    said = command_line("check", "--site", folder, "--format", "json", "--quiet")
    assert json.loads(said.out)["as_of"].startswith(moment)
    assert said.err == f"THE CLOCK IS PUT {way}: CAREERSITE_NOW is {moment}. Unset it after the rehearsal.\n"
    assert command_line("check", "--site", folder, "--as-of", "2026-12-01").err == ""


@pytest.mark.parametrize("command", [(), ("check",), ("trace", "a-person")])
def test_only_diff_takes_two_moments(folder, command_line, command):
    said = command_line(*command, "--site", folder, "--as-of", "2026-12-01", "--as-of", "2027-12-01")
    assert (said.status, said.out) == (2, "")
    assert "--as-of is given twice" in said.err
    assert command_line("diff", "--site", folder, "--as-of", "2026-12-01", "--as-of", "2027-12-01").status == 0


def test_where_there_is_no_terminal_progress_is_told_of_long_work_alone(monkeypatch, capsys):
    from argparse import Namespace

    from careersite.command_line import Progress

    seconds = iter([0, 3, 9.9, 10.1, 12, 15.2])
    monkeypatch.setattr("careersite.command_line.time.monotonic", lambda: next(seconds))
    progress = Progress(Namespace(format="human", quiet=False))
    for done in range(1, 5):
        progress("Converting texts", done, 31)
    assert capsys.readouterr().err == "Converting texts: 3 of 31\n"
