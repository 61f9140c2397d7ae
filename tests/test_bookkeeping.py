"""published.yml after a build: it knows every address, and what somebody wrote in it stays as it is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from careersite.ledger.ledger import read_ledger
from careersite.problem import Problems
from tests.building import DEFAULTS, FACTS, content, put

SITE_YML = DEFAULTS["site.yml"] + "address: https://careers.example\n"
OLD_TEXT = "Words about the old route, which are many more than three, and say what it is like to be there.\n"


@pytest.fixture
def site(tmp_path) -> Path:
    put(tmp_path, {**DEFAULTS, "site.yml": SITE_YML})
    return tmp_path


@pytest.fixture
def build(site, command_line):
    def run(files=None, *options, status=0):
        put(site, files or {})
        said = command_line("--site", site, "--format", "json", *options)
        assert said.status == status, said.out + said.err
        return json.loads(said.out)

    return run


def text(site: Path) -> str:
    return (site / "published.yml").read_bytes().decode()


def entries(site: Path):
    problems = Problems()
    found = read_ledger(text(site).removeprefix("\ufeff").replace("\r\n", "\n"), problems).entries
    assert problems.all == ()
    return found


def test_the_first_build_records_every_address_and_the_next_changes_nothing(build, site):
    files = {"content/pages/a.md": content(body="[Guide](../files/guide.txt)\n", formerly="/old/"),
             "content/files/guide.txt": "Words", "content/facts.yml": FACTS,
             "content/testimonials/ada.md": content("testimonial", "[[retention-payment]]\n", team="North"),
             }  # fmt: skip
    report = build(files)
    assert report["recorded"] == list(entries(site)) == [
        "/", "/a/", "/feed.xml", "/files/guide.txt", "/old/", "/sitemap.xml", "/testimonials/ada/",
        "/testimonials/team/north/",
    ]  # fmt: skip
    assert entries(site)["/old/"].leads_to == "/a/"
    assert entries(site)["/testimonials/team/north/"].is_made
    first = text(site)
    assert build()["recorded"] == []
    assert text(site) == first


@pytest.mark.parametrize("options", [["--as-of", "2026-12-01"], ["--out", "elsewhere"]])
def test_only_a_build_into_public_today_records(build, site, options, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    build(None, *options)
    assert not (site / "published.yml").exists()


def test_nothing_is_recorded_without_an_address_nor_where_there_are_errors(build, site, command_line):
    build({"site.yml": DEFAULTS["site.yml"]})
    assert "published.yml is not kept" in command_line("--site", site).out
    build({"site.yml": SITE_YML, "content/pages/a.md": content(body="[a](b.md)\n")}, status=1)
    assert not (site / "published.yml").exists()


LEDGER = """\
# Ours
addresses:

    # The start of all
    /:
      since: 2020-01-01   # a remark

    # Asked for by the campaign
    /poster/:
      moved_to: /a/   # not before
      anchors: [pay]
# The end
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_comments_order_and_ends_of_lines_stay(build, site, newline, mark):
    before = (mark + LEDGER).replace("\n", newline)
    page = content(body="## Pay\n\nWords.\n")
    build({"published.yml": before, "content/pages/a.md": page, "content/pages/z.md": content(title="Z")})
    after = text(site)
    kept = iter(after.split(newline))
    assert all(line in kept for line in before.split(newline)), "each line is there, in its order"
    assert after.startswith(mark)
    assert after.count("\n") == after.count(newline)
    assert list(entries(site)) == ["/", "/a/", "/feed.xml", "/poster/", "/sitemap.xml", "/z/"]


def test_a_renamed_page_is_recorded_and_the_proposed_line_takes_its_place(build, site):
    page = content("route", OLD_TEXT)
    build({"content/routes/old.md": page})
    report = build({"content/routes/old.md": None, "content/routes/new.md": page})
    assert [problem["code"] for problem in report["problems"]] == ["renamed"]
    assert entries(site)["/routes/old/"].moved_to.text == "/routes/new/"
    assert entries(site)["/routes/old/"].file == ""
    assert build()["problems"] == []
    build({"content/routes/new.md": content("route", OLD_TEXT, formerly="/routes/old/")})
    assert entries(site)["/routes/old/"].moved_to is None
    assert entries(site)["/routes/old/"].leads_to == "/routes/new/"
    html = (site / "public/routes/old/index.html").read_text()
    assert 'data-target="/routes/new/"' in html


def test_a_page_that_comes_back_takes_the_place_of_the_answer(build, site):
    build({"content/pages/a.md": content()})
    build({"content/pages/a.md": None}, status=1)
    gone = text(site).replace("  /a/:\n", "  /a/:\n    gone: 2026-11-22\n")
    build({"published.yml": gone})
    assert entries(site)["/a/"].gone
    build({"content/pages/a.md": content()})
    assert not entries(site)["/a/"].is_answered
    assert entries(site)["/a/"].file == "content/pages/a.md"


def test_what_was_never_public_disappears(build, site):
    build({"published.yml": "addresses:\n  /x/:\n    since: 2026-01-01\n    never_public: yes\n"})
    assert "/x/" not in entries(site)
    assert not (site / "public/x").exists()


def test_a_ledger_that_cannot_be_written_is_told(build, site):
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("whoever may do everything is never refused")
    build()
    put(site, {"content/pages/a.md": content()})
    (site / "published.yml").chmod(0o444)
    report = build(status=1)
    assert [problem["code"] for problem in report["problems"]] == ["unwritable"]
    (site / "published.yml").chmod(0o644)
    assert build()["recorded"] == ["/a/"]


def test_braces_are_told_and_nothing_is_changed(build, site):
    before = "addresses:\n  /a/: {since: 2026-01-01, gone: 2026-02-01}\n"
    report = build({"published.yml": before, "content/pages/a.md": content()}, status=1)
    assert {problem["code"] for problem in report["problems"]} == {"redirect", "ledger"}
    assert text(site) == before


def test_a_build_killed_before_the_ledger_was_written_is_completed_by_the_next(build, site):
    build({"content/pages/a.md": content()})
    (site / "published.yml").unlink()
    (site / ".careersite/published.yml").unlink()
    assert "/a/" in build()["recorded"]


@pytest.mark.parametrize("after", [None, "", "addresses:\n", "# Nothing\naddresses: {}\n"])
def test_a_ledger_that_was_deleted_or_emptied_is_missed_and_nothing_is_forgotten(build, site, after):
    build({"content/pages/a.md": content(), "content/pages/b.md": content(title="B")})
    build({"content/pages/a.md": None, "published.yml": text(site).replace("  /a/:\n", "  /a/:\n    moved_to: /b/\n")})
    before, public = text(site), (site / "public/a/index.html").read_bytes()
    for options in ([], ["--as-of", "2026-12-01"], ["--out", site / "elsewhere"]):
        report = build({"published.yml": after}, *options, status=1)
        assert [(one["code"], one["file"]) for one in report["problems"]] == [("ledger-lost", "published.yml")]
    assert (site / "public/a/index.html").read_bytes() == public
    assert not (site / "elsewhere").exists()
    build({"content/pages/c.md": content(title="C")}, "--last-good")
    assert (site / "public/a/index.html").read_bytes() == public, "its answer counts all the same"
    assert (site / ".careersite/published.yml").read_bytes().decode() == before
    (site / "published.yml").write_bytes((site / ".careersite/published.yml").read_bytes())
    assert build()["recorded"] == ["/c/"]


def test_a_site_published_before_there_was_a_ledger_and_a_rehearsal_are_no_alarm(build, site):
    build()
    for path in ("published.yml", ".careersite/published.yml"):
        (site / path).unlink()
    assert build()["recorded"] == ["/", "/feed.xml", "/sitemap.xml"]
    assert build({"site.yml": DEFAULTS["site.yml"], "published.yml": "addresses:\n"})["problems"] == []
    build({"site.yml": SITE_YML}, status=1)


def test_a_move_in_a_site_whose_ledger_is_lost_changes_nothing(build, site, command_line):
    build({"content/pages/a.md": content()})
    (site / "published.yml").unlink()
    assert command_line("move", "/a/", "/b/", "--site", site).status == 1
    assert not (site / "published.yml").exists()
    assert (site / "content/pages/a.md").exists()
