"""What is read of a folder, and what is left alone."""

from __future__ import annotations

import os
import sys

import pytest

from careersite.problem import Problems
from careersite.read import Remembered, read
from tests.building import DEFAULTS, ENGINE, built, content, put

pytestmark = pytest.mark.quick

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
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    site = make_site({"assets/css/tokens.css": ":root { --own: 1 }\n", "assets/icons/favicon.svg": drawing})
    changed = set(site.files) - as_usual
    assert sorted(path.split("/")[1] for path in changed if path.startswith("assets/")) == ["css", "icons"]
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


# Templates and assets


NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights of their own there")
IN_BOTH = pytest.mark.parametrize("path", ["templates/notes.html", "assets/notes.txt", "assets/css/base.css"])


def linked(site, path, target):
    link = site.folder / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)


@NOT_ON_WINDOWS
@IN_BOTH
@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("/etc/passwd", "a link that leads out of {top}/."),
        ("{folder}/site.yml", "a link that leads out of {top}/."),
        ("gone", "a link to something that is not there."),
        ("{name}", "a link to something that is not there."),
    ],
)
def test_a_link_among_templates_and_assets_is_never_followed_out(make_site, path, target, what):
    site = make_site()
    top, name = path.split("/")[0], path.split("/")[-1]
    linked(site, path, target.format(name=name, folder=site.folder))
    site = make_site()
    assert site.sentences == (
        f'{path}\n  "{name}" is {what.format(top=top)}\n  → Put the file itself here in place of the link.'
    )
    assert site.files == {}


@NOT_ON_WINDOWS
@pytest.mark.parametrize("top", ["templates", "assets"])
def test_a_linked_folder_of_templates_or_assets_is_not_entered(make_site, tmp_path, top):
    put(tmp_path / "elsewhere", {"leak.txt": "secret"})
    site = make_site()
    linked(site, f"{top}/more", tmp_path / "elsewhere")
    assert f'"more" is a link that leads out of {top}/.' in make_site().sentences


@NOT_ON_WINDOWS
def test_a_link_within_assets_is_as_good_as_the_file(make_site):
    site = make_site({"assets/one.txt": "One"})
    linked(site, "assets/two.txt", "one.txt")
    assert [path.split(".")[0] for path, data in make_site().files.items() if data == b"One"] == [
        "assets/one", "assets/two"
    ]  # fmt: skip


@NOT_ON_WINDOWS
@IN_BOTH
def test_a_pipe_among_templates_and_assets_is_told(make_site, path):
    site = make_site()
    (site.folder / path).parent.mkdir(parents=True)
    os.mkfifo(site.folder / path)
    assert "is not a file that can be read." in make_site().sentences


@IN_BOTH
def test_a_template_or_asset_that_cannot_be_opened_is_told(tmp_path, monkeypatch, path):
    put(tmp_path, {**DEFAULTS, path: "x"})
    real = open

    def refuses(name, *rest, **more):
        if str(name) == f"{tmp_path}/{path}":
            raise PermissionError(13, "Permission denied")
        return real(name, *rest, **more)

    monkeypatch.setattr("builtins.open", refuses)
    problems = Problems()
    reading = read(tmp_path, ENGINE, problems)
    assert [(one.code, one.file, one.message) for one in problems.all] == [
        ("unreadable", path, "This cannot be read (permission denied).")
    ]
    assert reading.assets["css/base.css"] == (ENGINE / "assets/css/base.css").read_bytes()


@pytest.mark.parametrize("top", ["templates", "assets"])
def test_a_file_in_the_place_of_templates_or_assets_is_told(make_site, top):
    assert make_site({top: "x"}).sentences.startswith(f"{top}\n  This is a file, but a folder is expected here.")


@pytest.mark.parametrize(
    "path", ["templates/notes.html", "templates/a/b.txt", "assets/css/base.css", "assets/js/a.js", "assets/a.SVG"]
)
def test_a_template_style_script_or_drawing_that_is_not_utf8_is_told_with_its_line(make_site, path):
    problem = make_site({path: b"one\ntwo caf\xe9\n"}).errors[0]
    assert (problem.code, problem.file, problem.line) == ("encoding", path, 2)
    assert problem.message == 'This file is not saved as UTF-8; the first odd character is "é".'
    assert make_site({path: "one".encode("utf-16")}).errors[0].message == "This file is saved as UTF-16."


def test_an_asset_that_is_no_text_may_hold_any_bytes(make_site):
    site = make_site({"assets/fonts/a.woff2": b"\xff\xfe\x00\xe9"})
    assert site.problems == ()
    assert b"\xff\xfe\x00\xe9" in site.files.values()


def test_a_template_saved_on_windows_makes_the_same_page(make_site):
    own = '{% extends "base.html" %}\n{% block after %}<p>\nOurs</p>\n{% endblock %}\n'
    expected = make_site({"templates/layouts/page.html": own}).files
    saved = b"\xef\xbb\xbf" + own.replace("\n", "\r\n").encode()
    assert make_site({"templates/layouts/page.html": saved}).files == expected
