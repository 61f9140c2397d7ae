"""Faults that no folder of broken_sites/ can hold: odd bytes, links, rights, sizes, names; each with its sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.building import DEFAULTS, ENGINE, FACTS, built, content, put

pytestmark = pytest.mark.slow  # whole programs, large files and thousands of generated texts

PAGE = "content/pages/a.md"
ROUTE = "content/routes/a.md"
NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names, links or rights")

# Bytes that are no text


@pytest.mark.parametrize(
    "data",
    [
        content(title="Working here").replace("\n", "\r\n").encode(),
        content(title="Working here").replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + content(title="Working here").encode(),
        b"\xef\xbb\xbf" + content(title="Working here").replace("\n", "\r\n").encode(),
    ],
    ids=["CRLF", "CR", "byte-order mark", "both"],
)
def test_files_of_every_editor_are_read(make_site, data):
    as_usual = make_site({PAGE: content(title="Working here")}).files
    site = make_site({PAGE: data})
    assert site.problems == ()
    assert site.files == as_usual


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            content(title="Caf\N{LATIN SMALL LETTER E WITH ACUTE}").encode("latin-1"),
            'content/pages/a.md, line 2\n  This file is not saved as UTF-8; the first odd character is "é".',
        ),
        (content().encode("utf-16"), "content/pages/a.md, line 1\n  This file is saved as UTF-16."),
        (content().encode("utf-16-be"), "content/pages/a.md, line 1\n  This file is not a text."),
        (content(body="a\n\nb\0c\n").encode(), "content/pages/a.md, line 7\n  This file is not a text."),
    ],
    ids=["Latin-1", "UTF-16", "UTF-16 without its mark", "NUL"],
)
def test_a_file_saved_in_another_way_names_the_line_and_says_how_to_save_it(make_site, data, sentence):
    expected = f'{sentence}\n  → Save it again as "UTF-8" (in Notepad: Save as, Encoding).'
    assert make_site({PAGE: data}).sentences == expected


@pytest.mark.parametrize("path", ["site.yml", "content/facts.yml"])
def test_settings_and_facts_saved_in_another_way_are_told_too(make_site, path):
    site = make_site({path: "name: Café\n".encode("latin-1")})
    assert f'{path}, line 1\n  This file is not saved as UTF-8; the first odd character is "é".' in site.sentences


@pytest.mark.parametrize("path", ["site.yml", "content/facts.yml"])
def test_settings_and_facts_may_begin_with_a_byte_order_mark(make_site, path):
    texts = {"content/facts.yml": FACTS, **DEFAULTS}
    site = make_site(
        {**texts, PAGE: content(body="[[retention-payment]]\n"), path: b"\xef\xbb\xbf" + texts[path].encode()}
    )
    assert site.errors == []


# Sizes and depths


def test_ten_megabytes_of_markdown_are_refused_at_once(make_site):
    began = time.perf_counter()
    site = make_site({PAGE: content(body="Some words and more. " * 500_000)})
    assert site.sentences == (
        "content/pages/a.md\n  This file has 10.5 MB; at most 1 MB are read.\n"
        "  → Split it, or take out what was pasted by mistake."
    )
    assert time.perf_counter() - began < 5


@pytest.mark.slow
def test_nearly_a_megabyte_of_ordinary_markdown_is_built(make_site):
    site = make_site({PAGE: content(body="## Pay\n\nSome words with *marks* and [a link](/).\n\n" * 2_000)})
    assert site.errors == []


@pytest.mark.parametrize("sign", ["[", "{", "- "])
def test_thirty_thousand_brackets_in_the_fields_are_one_sentence(make_site, sign):
    site = make_site({PAGE: f"---\ntitle: {sign * 30_000}\n---\nWords.\n"})
    assert [problem.line for problem in site.problems] == [2]
    assert "→" in site.sentences


@pytest.mark.parametrize(
    "body",
    [
        "[" * 30_000,
        "![" * 30_000,
        "[a](" * 10_000,
        "[[" * 15_000,
        "*" * 30_000,
        "*a **b " * 5_000,
        "`" * 30_000,
        "` `` " * 6_000,
        "<" * 30_000,
        "<abbr " * 5_000,
        "</sub><sub>" * 3_000,
        "&" * 30_000,
        "\\" * 30_000,
        "> " * 15_000,
        "- " * 15_000,
        "1. " * 10_000,
        "|" * 30_000 + "\n" + "|-" * 15_000,
        "\n".join("  " * depth + "- x" for depth in range(500)),
        "a\n: b\n" * 1_000,
        "\n".join(f"[^{n}]: note" for n in range(3_000)) + "\n\n" + "[^1]" * 300,
        "\n\n".join(f"*[A{n}]: word" for n in range(3_000)),
        "\n".join(f"[r{n}]: /r{n}/" for n in range(5_000)),
        "::: " * 7_000,
        ":::\n" * 7_000,
        "::: quote\n" * 3_000,
        "```\n" * 7_001,
        "#" * 30_000,
        "_ " * 15_000,
        "£1 " * 10_000,
        "%" * 30_000,
        "1" * 30_000 + "%",
        "1," * 15_000,
        "a@" * 15_000,
        "<a@" * 10_000,
        "www." * 7_000,
        " " * 900_000,
        "\t" * 30_000 + "a",
        "a" * 900_000,
        "\n" * 100_000,
        "![" + "a" * 20_000 + "](" + "b" * 5_000,
        "<!--" * 7_000,
        "<br" + " " * 29_000,
    ],
    ids=lambda body: ascii(body[:12])[1:-1],
)
def test_a_text_full_of_marks_takes_a_moment_and_is_never_a_crash(make_site, body):
    began = time.process_time()
    site = make_site({PAGE: content(body=body + "\n")})
    assert time.process_time() - began < 5
    assert len(site.problems) < 10 or all(problem.line for problem in site.errors)


def test_a_text_that_lies_too_deep_does_not_spoil_the_next(make_site):
    """The same converter makes every page of a build, and in the preview of every build."""
    lists = "- one\n    - inner\n\nWords.\n"
    as_usual = make_site({"content/pages/b.md": content(title="B", body=lists)}).page("/b/").html
    make_site({PAGE: content(body="a\n: b\n" * 5_000)})
    assert make_site({PAGE: None}).page("/b/").html == as_usual


def test_aliases_that_would_grow_to_millions_are_refused(make_site):
    grown = "\n".join(
        f"{name}: &{name} [*{before}, *{before}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    site = make_site({PAGE: f"---\na: &a word\n{grown}\n---\nWords.\n"})
    assert [problem.line for problem in site.problems] == [2]


def test_thousands_of_mistakes_are_all_counted_and_a_hundred_told(make_site):
    site = make_site({PAGE: content(body="<b>\n\n" * 3_000)})
    assert len(site.problems) == 3_000
    assert site.sentences.endswith("… and 2900 more. --format json lists them all.")


# Names


NO_ADDRESS = '"{}" cannot be part of an address: use lower-case letters a to z, digits and hyphens.'
TOO_LONG = "The name is 248 characters long; at most 80 fit in an address."


@pytest.mark.parametrize(
    ("name", "sentence", "better"),
    [
        ("Größe.md", NO_ADDRESS, "grosse.md"),
        ("cafe\N{COMBINING ACUTE ACCENT}.md", NO_ADDRESS, "cafe.md"),
        ("歓迎.md", NO_ADDRESS, "new-page.md"),
        ("-.md", NO_ADDRESS, "new-page.md"),
        ("a" * 245 + ".md", TOO_LONG, "a" * 80 + ".md"),
    ],
    ids=["umlaut", "combining accent", "no Latin letter", "no letter", "nearly 300 letters"],
)
def test_a_name_that_no_address_can_hold_gets_a_suggestion(make_site, name, sentence, better):
    site = make_site({f"content/routes/{name}": content("route")})
    assert site.sentences == f"content/routes/{name}\n  {sentence.format(name)}\n  → Rename it to {better}."


def test_three_hundred_letters_for_a_new_file_become_a_name_that_fits(tmp_path, command_line):
    assert command_line("new", "route", "x" * 300, "--site", tmp_path).status == 0
    assert [path.name for path in (tmp_path / "content/routes").iterdir()] == ["x" * 80 + ".md"]


@NOT_ON_WINDOWS
def test_names_that_are_no_text_are_told_and_harm_no_terminal(make_site, tmp_path):
    make_site()
    for name in (b"\xff\xfe.md", b"a\nb.md", b"a\x1bb.md"):
        with open(os.path.join(os.fsencode(tmp_path), b"site/content/pages", name), "wb") as file:
            file.write(b"x")
    command = [sys.executable, str(ENGINE / "build.py"), "check", "--site", str(tmp_path / "site")]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 1, result.stderr
    assert result.stderr.count("cannot be part of an address") == 3
    assert "\x1b" not in result.stderr
    assert "a\nb" not in result.stderr


@NOT_ON_WINDOWS
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes both names for one")
def test_two_names_that_differ_in_capitals_are_never_mixed_up(make_site):
    site = make_site({"content/routes/step-up.md": content("route"), "content/routes/Step-Up.md": content("route")})
    assert '"Step-Up.md" cannot be part of an address' in site.sentences


@NOT_ON_WINDOWS
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes both names for one")
def test_two_pictures_whose_names_differ_in_capitals_are_refused_before_windows_mixes_them_up(tmp_path, command_line):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
    body = "[One](../files/guide.svg) and [two](../files/Guide.svg).\n"
    put(
        tmp_path, {**DEFAULTS, PAGE: content(body=body), "content/files/guide.svg": svg, "content/files/Guide.svg": svg}
    )
    said = command_line("--site", tmp_path)
    assert said.status == 1
    assert "differ only in capitals" in said.err
    assert not (tmp_path / "public").exists()


# What is not a file, or may not be read


@NOT_ON_WINDOWS
@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("../../../secret.md", '"b.md" is a link that leads out of content/.'),
        ("/etc/passwd", '"b.md" is a link that leads out of content/.'),
        ("gone.md", '"b.md" is a link to something that is not there.'),
        ("b.md", '"b.md" is a link to something that is not there.'),
        ("../pages", '"b.md" is a link to a folder.'),
    ],
)
def test_a_link_is_never_followed_out_of_content(make_site, tmp_path, target, sentence):
    (tmp_path / "secret.md").write_text(content(title="Secret"))
    make_site({ROUTE: content("route")})
    (tmp_path / "site/content/routes/b.md").symlink_to(target)
    site = make_site()
    assert site.sentences == (f"content/routes/b.md\n  {sentence}\n  → Put the file itself here in place of the link.")


@NOT_ON_WINDOWS
def test_a_folder_that_links_out_of_content_is_not_entered(make_site, tmp_path):
    put(tmp_path / "elsewhere", {"a.md": content(title="Secret")})
    make_site()
    (tmp_path / "site/content/routes").symlink_to(tmp_path / "elsewhere")
    site = make_site()
    assert '"routes" is a link that leads out of content/.' in site.sentences
    assert site.files == {}


@NOT_ON_WINDOWS
def test_a_link_within_content_is_as_good_as_the_file(make_site, tmp_path):
    make_site({ROUTE: content("route", title="First")})
    (tmp_path / "site/content/routes/b.md").symlink_to("a.md")
    assert "/routes/b/" in make_site().pages


def test_a_folder_with_the_name_of_a_file_is_told(make_site):
    site = make_site({"content/routes/x.md/inner.md": content("route")})
    assert site.sentences == (
        'content/routes/x.md\n  "x.md" is a folder, but its name is that of a file.\n'
        "  → Rename the folder, or move the text in it one level up."
    )


@pytest.mark.parametrize("path", ["site.yml", "content/facts.yml"])
def test_a_folder_in_the_place_of_a_file_is_told(make_site, tmp_path, path):
    make_site({path: None})
    (tmp_path / "site" / path).mkdir()
    assert f"{path}\n  This is a folder, but a file is expected here." in make_site().sentences


@pytest.mark.parametrize(
    ("place", "sentence"),
    [(None, 'There is no folder "content".'), ("a file", "This is a file, but a folder is expected here.")],
)
def test_content_that_is_no_folder_is_told(tmp_path, place, sentence):
    put(tmp_path, {"site.yml": DEFAULTS["site.yml"], "content": place})
    assert f"content\n  {sentence}" in built(tmp_path).sentences


@NOT_ON_WINDOWS
def test_a_pipe_among_the_texts_does_not_make_the_build_wait_for_ever(make_site, tmp_path):
    make_site({ROUTE: content("route")})
    os.mkfifo(tmp_path / "site/content/routes/b.md")
    assert '"b.md" is not a file that can be read.' in make_site().sentences


@pytest.fixture
def as_somebody():
    """Becomes, for a while, somebody who unlike root can be refused."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    is_root = os.geteuid() == 0

    @contextmanager
    def become():
        if is_root:
            os.seteuid(65534)
        try:
            yield
        finally:
            if is_root:
                os.seteuid(0)

    yield folder, become
    shutil.rmtree(folder)


@NOT_ON_WINDOWS
@pytest.mark.parametrize("path", [ROUTE, "site.yml", "content/facts.yml", "content/images/a.png", "content/routes"])
def test_a_file_that_may_not_be_read_is_told(as_somebody, path):
    folder, become = as_somebody
    put(folder, {**DEFAULTS, ROUTE: content("route"), "content/facts.yml": "facts:\n", "content/images/a.png": "x"})
    assert built(folder).errors == []
    rights = (folder / path).stat().st_mode
    (folder / path).chmod(0)
    with become():
        site = built(folder)
    (folder / path).chmod(rights)
    assert f"{path}\n  This cannot be read (permission denied)." in site.sentences
