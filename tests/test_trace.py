"""trace: every place in which something of a person stands is told, and nothing is changed."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.with_a_person import REGISTER, published_with_a_person

DAY = ("--as-of", "2026-12-01")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return published_with_a_person(tmp_path_factory.mktemp("published") / "site")


@pytest.fixture
def site(tmp_path, published):
    return shutil.copytree(published, tmp_path / "site")


@pytest.fixture
def trace(command_line, site):
    return lambda person="mira-lund", *more: command_line("trace", person, "--site", site, *DAY, *more)


def test_record_files_pages_folders_and_print_are_told(trace):
    said = trace("mira lund")
    assert said.status == 0, said.err
    for words in (
        "Mira Lund (mira-lund)", "Basis: they consented.", "Given: 1 January 2026. Ends: no end is written down.",
        "  name and words, this site: yes", '  photographs, campaigns: no: "agreed" does not name campaign under photo',
        "  content/pages/team.md, line 7: the name, “mira lund”",
        "  content/testimonials/mira-lund.md, line 2: the name, “mira lund”", "  content/images/desk.jpg\n",
        "  /: a page; the name, their words", "  /sitemap.xml: the sitemap; the name",
        "  /feed.xml: the feed; the name", "data for search engines (JSON-LD)", ": the search; the name, their words",
        ": a picture; a picture of them",
        ": a picture for sharing; the name", "  public/index.html", "  Leaflet for the jobs fair, 500 copies",
        "Nothing was changed. To take them out: python3 build.py withdraw mira-lund",
    ):  # fmt: skip
        assert words in said.out, words
    assert "tom-berg.md" not in said.out


def test_nothing_is_changed(trace, site):
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and ".careersite" not in str(path)}
    trace()
    assert {path: path.read_bytes() for path in before} == before
    assert (site / "people.yml").read_text(encoding="utf-8") == REGISTER


def test_the_json_tells_the_same(trace):
    said = json.loads(trace("mira-lund", "--format", "json").out)
    assert (said["command"], said["status"], said["person"]) == ("trace", "done", "mira-lund")
    assert {one["what"] for one in said["on_site"]} == {
        "a page", "a picture", "a picture for sharing", "the feed", "the search", "the sitemap",
    }  # fmt: skip
    assert {"use": "photo", "channel": "site", "why_not": ""} in said["uses"]
    assert said["pictures"] == ["content/images/desk.jpg"]
    assert "public/index.html" in said["files"]


def test_a_site_that_cannot_be_built_is_told_and_the_rest_all_the_same(trace, site):
    (site / "content/pages/pay.md").write_text("---\ntitel: Pay\n---\n", encoding="utf-8")
    said = trace()
    assert said.status == 1
    assert "The site cannot be built now" in said.out
    assert "  content/pages/team.md, line 7: the name" in said.out


def test_whoever_is_not_known_is_told(trace):
    said = trace("nobody-at-all")
    assert said.status == 2
    assert 'people.yml has no record of "nobody-at-all".' in said.err
