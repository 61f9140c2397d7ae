"""What differs between two sites, in the words that a reader meets."""

from __future__ import annotations

import json

import pytest

from careersite.page_words import Link, page_words
from tests.building import DEFAULTS, FACTS, content

A, HOME = "content/routes/a.md", "content/pages/index.md"


@pytest.fixture
def told(make_site, command_line, tmp_path):
    """told(files, "2026-12-01", "2026-12-02") → what diff says of the site with these files."""

    def run(files, *moments, arguments=()):
        folder = make_site(files).folder
        asked = [part for moment in moments for part in ("--as-of", moment)]
        return command_line("diff", "--site", folder, "--out", tmp_path / "public", *asked, *arguments)

    return run


def test_two_days_are_compared_page_by_page_in_words(told):
    said = told({
        A: content("route", title="Step Up", closes="2026-12-10", after_closing="Look again in May.", apply="https://x.example/"),
        "content/routes/b.md": content("route", title="Soon", publish="2026-12-05"),
        "content/routes/c.md": content("route", title="No more", expires="2026-12-05"),
    }, "2026-12-01", "2026-12-11T09:00")  # fmt: skip
    assert said.status == 0
    assert said.out.partition("Other files:")[0] == (
        "From the site of Tuesday 1 December 2026, at its start, to the site of Friday 11 December 2026, 9am:\n"
        "\n"
        "New page: /routes/b/ “Soon”\n"
        "Page gone: /routes/c/ “No more”\n"
        "\n"
        "/routes/a/ “Step Up”\n"
        "  Text:\n"
        "    − Closes Thursday 10 December 2026, 11:59pm\n"
        "    + Closed\n"
        "    + This closed on Thursday 10 December 2026, 11:59pm. Look again in May.\n"
        "    (after “Some words.”)\n"
        "    − How to apply\n"
        "    − Apply for this route\n"
        "    − Apply for this route: https://x.example/\n"
        "    − Closes Thursday 10 December 2026, 11:59pm.\n"
        "    − This link leaves our site for x.example.\n"
        "  Links:\n"
        "    − Apply for this route → https://x.example/\n"
        "\n"
    )
    assert "\nOther files:\n  new: share/routes/b." in said.out
    assert said.out.endswith("\n\nPages: 1 new, 1 gone, 1 changed.\n")


def test_what_hosts_read_is_new_only_where_it_is(command_line, make_site, tmp_path):
    settings = DEFAULTS["site.yml"] + "hosts: [apache, github-pages]\n"
    folder = make_site({"site.yml": settings}).folder
    here = ("--site", folder, "--out", tmp_path / "public")
    assert command_line(*here).status == 0
    assert command_line("diff", *here).out.endswith(":\nNothing differs.\n")


def test_two_days_of_the_same_site_do_not_differ(told):
    assert told({}, "2026-12-01", "2026-12-02").out.endswith(":\nNothing differs.\n")


def test_one_day_or_none_is_compared_with_what_is_published(told, command_line, make_site, tmp_path):
    folder = make_site({HOME: content(title="Welcome", body="Old words.\n")}).folder
    command_line("--site", folder, "--out", tmp_path / "public", "--as-of", "2026-12-01")
    files = {HOME: content(title="Welcome", body="New words.\n", summary="Otherwise.")}
    for moments in (("2026-12-01",), ()):
        said = told(files, *moments)
        assert said.out.startswith("From what is in public/, to the site of ")
        assert "/ “Welcome”\n  Description:\n    − What it is about.\n    + Otherwise.\n  Text:\n" in said.out
        assert "    − Old words.\n    + New words.\n" in said.out
        assert said.out.endswith("Pages: 1 changed.\n")


def test_where_nothing_is_published_yet_that_is_said(told):
    said = told({}, "2026-12-01")
    assert (said.status, said.out) == (1, "")
    assert "There is no finished site in" in said.err


def test_three_days_cannot_be_compared(told):
    said = told({}, "2026-12-01", "2026-12-02", "2026-12-03")
    assert (said.status, said.err) == (2, "diff compares two sites: give --as-of once or twice.\n")


def test_mistakes_are_told_in_place_of_differences(told):
    said = told({A: content("route", title=None)}, "2026-12-01", "2026-12-02")
    assert said.status == 1
    assert '"title" is missing from a route.' in said.err
    assert said.err.endswith("Nothing can be compared until these mistakes are mended.\n")


@pytest.mark.parametrize("fields", [{"formerly": "/old/"}, {}])
def test_a_page_that_moved_is_known_by_its_redirect_or_by_its_words(told, make_site, command_line, tmp_path, fields):
    words = "".join(f"Sentence {number} of a long page.\n\n" for number in range(20))
    folder = make_site({"content/pages/old.md": content(title="A page", body=words)}).folder
    command_line("--site", folder, "--out", tmp_path / "public", "--as-of", "2026-12-01")
    files = {
        "content/pages/old.md": None,
        "content/pages/new.md": content(title="A page", body=words + "More.\n", **fields),
    }
    out = told(files, "2026-12-01").out
    assert "Page moved: /old/ → /new/ “A page”\n" in out
    assert "New page" not in out
    assert "    + More.\n" in out


def test_what_changes_on_every_page_is_said_once(told, make_site, command_line, tmp_path):
    pages = {f"content/pages/{name}.md": content(title=name.title()) for name in ("one", "two")}
    folder = make_site(pages).folder
    command_line("--site", folder, "--out", tmp_path / "public", "--as-of", "2026-12-01")
    out = told(
        {"site.yml": "name: Example careers\norganisation: Another Council\ndescription: Work with us.\n"}, "2026-12-01"
    ).out
    assert out.count("    + Another Council\n") == 1
    assert "On all 3 pages, around the text:\n" in out
    assert "Pages: no page itself differs.\n" in out


def test_a_figure_that_changes_is_told_where_it_stands(told, make_site, command_line, tmp_path):
    page = content(title="Pay", body="You get [[retention-payment]].\n")
    folder = make_site({"content/facts.yml": FACTS, "content/pages/pay.md": page}).folder
    command_line("--site", folder, "--out", tmp_path / "public", "--as-of", "2026-12-01")
    out = told({"content/facts.yml": FACTS.replace("3000", "4000")}, "2026-12-01").out
    assert "    − You get £3,000.\n    + You get £4,000.\n" in out


def test_the_json_says_the_same(told):
    files = {A: content("route", closes="2026-12-10"), "content/routes/b.md": content("route", publish="2026-12-05")}
    found = json.loads(told(files, "2026-12-01", "2026-12-11", arguments=("--format", "json")).out)
    assert (found["command"], found["status"]) == ("diff", "done")
    assert found["new"] == [{"address": "/routes/b/", "title": "A route"}]
    assert [page["address"] for page in found["changed"]] == ["/routes/a/"]
    assert found["changed"][0]["changes"][0] == {
        "part": "text", "gone": ["Closes Thursday 10 December 2026, 11:59pm"],
        "come": ["Closed", "This closed on Thursday 10 December 2026, 11:59pm."], "after": "A way in.",
    }  # fmt: skip
    assert "sitemap.xml" in found["files"]["changed"]


def test_what_stands_around_every_text_is_told_once_for_all_pages(told):
    files = {"site.yml": f"{DEFAULTS['site.yml']}apply: {{closes: 2026-12-10}}\n", A: content("route")}
    said = told(files, "2026-12-01", "2026-12-11")
    assert said.out.count("around the text:\n    − Apply\n") == 1
    found = json.loads(told(files, "2026-12-01", "2026-12-11", arguments=("--format", "json")).out)
    assert [group["addresses"] for group in found["around"]] == [["/routes/a/"]]


def test_nothing_is_written(told, tmp_path):
    told({}, "2026-12-01", "2026-12-02")
    assert not (tmp_path / "public").exists()


PAGE = """<html><head><title>T – S</title><meta name="description" content="D"></head>
<body><header><a href="/">S</a></header>
<main><h1>A <em>b</em></h1><p>One<br>two<script>x</script> <strong>three</strong>.</p><p hidden>Unseen</p>
<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><dl><div><dt>For</dt><dd>All</dd></div></dl>
<table><caption>C</caption><tr><th>H</th><td>1</td></tr></table><img alt="P" src="p.png"><a href="/x/">x y</a></main>
</body></html>"""


def test_the_words_of_a_page_are_those_that_a_reader_meets_line_by_line():
    found = page_words(PAGE)
    assert found.words == ("A b", "One two three.", "a", "b", "c", "For: All", "C", "H | 1", "(picture: P) x y")
    assert (found.title, found.name, found.description) == ("T – S", "A b", "D")
    assert found.links == (Link("x y", "/x/"),)
    assert found.around == ("S",)
