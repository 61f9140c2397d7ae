"""What is read of a folder, and what is left alone."""

from __future__ import annotations

import os
import sys

import pytest

from careersite.problem import Problems
from careersite.read import Remembered, read
from tests.building import DEFAULTS, ENGINE, built, content, put

LEFT_BEHIND = [
    ".DS_Store", "content/.DS_Store", "content/routes/.a.md.swp", "content/routes/a.md~", "content/routes/~$a.docx",
    "content/routes/Thumbs.db", "content/.obsidian/app.json", "content/images/desktop.ini",
    "content/routes/a.md.bak", "templates/.DS_Store", "templates/layouts/page.html~", "assets/.DS_Store",
    "notes.txt", "drafts/a.md",
]  # fmt: skip


def test_what_other_programs_leave_behind_is_passed_over(make_site):
    as_usual = make_site().files
    site = make_site(dict.fromkeys(LEFT_BEHIND, "x"))
    assert site.problems == ()
    assert site.files == as_usual


def test_a_site_without_facts_templates_and_assets_is_whole(tmp_path):
    put(tmp_path, DEFAULTS)
    assert built(tmp_path).problems == ()


def test_a_sites_own_template_takes_the_place_of_the_engines(make_site):
    own = '{% extends "base.html" %}{% block after %}<p class="own">Ours</p>{% endblock %}\n'
    site = make_site({"templates/layouts/page.html": own})
    assert site.page("/").all(".own") == ["Ours"]
    assert site.page("/").has("footer")


def test_a_sites_own_style_and_picture_take_the_place_of_the_engines(make_site):
    as_usual = set(make_site().files)
    site = make_site({"assets/css/tokens.css": ":root { --own: 1 }\n", "assets/icons/favicon.svg": "<svg/>"})
    changed = set(site.files) - as_usual
    assert sorted(path.split("/")[1] for path in changed) == ["css", "icons"]
    assert b"--own: 1" in next(site.files[path] for path in changed if path.endswith(".css"))


def test_a_sites_own_component_can_be_used_at_once(make_site):
    files = {
        "templates/components/badge/badge.yml": "about: A badge.\nfields:\n  text: {kind: words, help: What it says}\n"
        "examples:\n  plain:\n    text: New\n",
        "templates/components/badge/badge.html": '<p class="badge">{{ text }}</p>\n',
        "templates/components/badge/badge.css": ".badge { color: red }\n",
        "content/pages/a.md": content(body="::: badge\ntext: Old & new\n:::\n"),
    }
    site = make_site(files)
    assert site.page("/a/").all(".badge") == ["Old & new"]
    assert any(b".badge { color: red }" in data for path, data in site.files.items() if path.endswith(".css"))


def test_a_file_whose_bytes_are_the_same_is_the_same_source(tmp_path):
    put(tmp_path, {**DEFAULTS, "content/pages/a.md": content()})
    remembered = Remembered()
    first = read(tmp_path, ENGINE, Problems(), remembered)
    put(tmp_path, {"content/pages/index.md": content(title="Other")})
    second = read(tmp_path, ENGINE, Problems(), remembered)
    assert [one is other for one, other in zip(first.sources, second.sources, strict=True)] == [True, False]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell when a file was last changed in any way")
def test_an_edit_that_keeps_size_and_date_is_seen(tmp_path, monkeypatch):
    """As from an unpacked archive or a synchronised folder; files that have long been left alone are not read again."""
    monkeypatch.setattr("careersite.read.UNSETTLED_NANOSECONDS", -(10**18))
    put(tmp_path, {**DEFAULTS, "content/pages/a.md": content(title="One")})
    remembered = Remembered()
    read(tmp_path, ENGINE, Problems(), remembered)
    file = tmp_path / "content/pages/a.md"
    before = file.stat()
    put(tmp_path, {"content/pages/a.md": content(title="Two")})
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "Two" in str(read(tmp_path, ENGINE, Problems(), remembered).sources[0].fields)


def test_mistakes_are_told_again_although_the_file_is_remembered(tmp_path):
    put(tmp_path, {**DEFAULTS, "content/pages/a.md": ""})
    remembered = Remembered()
    for _ in range(2):
        problems = Problems()
        read(tmp_path, ENGINE, problems, remembered)
        assert [problem.code for problem in problems.all] == ["empty"]


def test_the_line_of_a_mistake_counts_from_the_top_of_the_file(make_site):
    body = "One.\n\n::: callout\ntext: |\n  One.\n\n  See [this](gone.md).\n:::\n\n# Big\n"
    site = make_site({"content/pages/a.md": content(body=body)})
    lines = content(body=body).splitlines()
    assert [lines[problem.line - 1] for problem in site.errors] == ["  See [this](gone.md).", "# Big"]
    site = make_site({"content/pages/a.md": content(body=body.replace("# Big", "Big"))})
    assert [lines[problem.line - 1] for problem in site.errors] == ["  See [this](gone.md)."]
