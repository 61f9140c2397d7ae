"""The index of the search, and the list of all pages from A to Z above which it stands."""

from __future__ import annotations

import json

import pytest

from careersite.a_to_z import MOST_WITH_SUMMARY
from careersite.search_index import MOST_TEXT, longest_text
from tests.building import FACTS, content

SEARCH = {"content/pages/search.md": content(title="Search", menu="9", body="::: search\n:::\n")}


def index_of(site) -> dict[str, list[str]]:
    """Each page's title, summary, headings and text, by address."""
    address = site.page("/search/").attribute("[data-index]", "data-index")
    return {page[0]: page[1:] for page in json.loads(site.files[address.lstrip("/")])["pages"]}


def test_it_holds_every_live_page_but_the_search_itself(make_site):
    site = make_site({**SEARCH, "content/routes/a.md": content("route", title="Step Up"),
                      "content/routes/b.md": content("route", draft="yes")})  # fmt: skip
    assert list(index_of(site)) == ["/", "/routes/a/"]
    assert index_of(site)["/routes/a/"][:2] == ["Step Up", "A way in."]


def test_there_is_no_index_and_no_link_where_no_page_has_the_search_and_else_one(make_site):
    site = make_site({"content/pages/search.md": content(title="Search")})
    assert not [path for path in site.files if path.endswith(".json")]
    assert "/search/" not in site.page("/").links
    assert make_site(SEARCH).page("/").links.count("/search/") == 1


def test_a_text_is_there_in_plain_words_with_its_facts_and_headings_apart(make_site):
    body = (
        "## What *you* get[^1]\n\nWe pay **[[retention-payment]]** & [more](/a/).\nIt is <abbr>so</abbr>.\n\n"
        "- one\n- two\n\n[^1]: See below.\n\n::: table\ncaption: Shares\ncolumns: [Who, Sum]\nrows:\n"
        '  - [All, "[[retention-payment]]"]\n:::\n\n::: key-facts\nfacts:\n'
        "  - {fact: retention-payment, label: For you}\n:::\n"
    )
    site = make_site({**SEARCH, "content/facts.yml": FACTS, "content/pages/a.md": content(body=body)})
    assert site.errors == [], site.sentences
    _, _, headings, text = index_of(site)["/a/"]
    assert headings == "What you get"
    assert text.split("\n") == [
        "We pay £3,000 & more. It is so.", "one", "two", "Shares", "Who", "Sum", "All · £3,000",
        "£3,000 (as at March 2026) · For you", "See below.",
    ]  # fmt: skip


def test_other_names_of_a_job_are_found_and_listed_as_such(make_site):
    site = make_site({**SEARCH, "content/roles/a.md": content("role", title="Helper", other_names="[Assistant, Aide]")})
    assert index_of(site)["/roles/a/"][2] == "Assistant\nAide"
    assert [text for text in site.page("/search/").all(".search__entries li") if "see" in text] == [
        "Aide see Helper", "Assistant see Helper",
    ]  # fmt: skip


def test_its_address_changes_with_its_words_and_with_nothing_else(make_site):
    def address() -> str:
        return make_site().page("/search/").attribute("[data-index]", "data-index")

    make_site({**SEARCH, "content/pages/a.md": content(menu="1")})
    first = address()
    make_site({"assets/css/utilities.css": ".a { margin: 0 }\n", "content/pages/a.md": content(menu="2")})
    assert address() == first
    make_site({"content/pages/a.md": content(body="Other words.\n")})
    assert address() != first


def test_an_index_that_grows_too_large_keeps_the_start_of_every_text(make_site):
    words = "\n\n".join(f"{'word ' * 500}{number}" for number in range(60))
    pages = {f"content/pages/p{n}.md": content(title=f"Page {n}", body=words) for n in range(4)}
    site = make_site({**SEARCH, **pages, "content/pages/short.md": content(body="A short text.\n")})
    texts = [entry[-1] for entry in index_of(site).values()]
    assert MOST_TEXT - 100 < sum(map(len, texts)) <= MOST_TEXT
    assert "A short text." in texts
    assert all(text.endswith(("word", ".")) or text[-1].isdigit() for text in texts)


@pytest.mark.parametrize(
    ("lengths", "longest"),
    [([], 100), ([40, 60], 100), ([40, 61], 60), ([1, 1, 500], 98), ([500, 500, 500], 33), ([0, 0], 100)],
)
def test_short_texts_leave_their_room_to_long_ones(lengths, longest):
    assert longest_text(lengths, 100) == longest
    assert sum(min(length, longest) for length in lengths) <= 100


# A to Z


def letters(site) -> dict[str, list[str]]:
    page = site.page("/search/")
    lists = [[node.text() for node in one.css("a")] for one in page.tree.css(".search__entries")]
    return dict(zip(page.all("main h3"), lists, strict=True))


def test_every_live_page_stands_under_its_letter_in_the_same_order_everywhere(make_site):
    titles = ["Élan", "zebra", "Eland", "eland b", "“Quoted” words", "16 hours", "Ästhetik", "The team", "Работа"]
    pages = {f"content/pages/p{n}.md": content(title=f"'{title}'") for n, title in enumerate(titles)}
    site = make_site({**SEARCH, **pages, "content/pages/gone.md": content(title="Gone", draft="yes")})
    assert letters(site) == {
        "0–9": ["16 hours"], "A": ["Ästhetik"], "E": ["Élan", "Eland", "eland b"], "Q": ["“Quoted” words"],
        "T": ["The team"], "W": ["Welcome"], "Z": ["zebra"], "Р": ["Работа"],
    }  # fmt: skip
    page = site.page("/search/")
    targets = [link for link in page.links if link.startswith("#letter")]
    assert targets[:2] == ["#letter-0", "#letter-a"]
    assert all(page.has(target) for target in targets)
    assert len(targets) == 8


def test_pages_that_share_a_title_are_told_apart_by_their_section(make_site):
    site = make_site({
        **SEARCH,
        "content/pages/roles/index.md": content(title="What we do", short_title="Roles", menu="1"),
        "content/roles/a.md": content("role", title="Helper", other_names="Aide"),
        "content/stages/a.md": content("stage", title="Helper"),
        "content/pages/a.md": content(title="Helper"),
    })  # fmt: skip
    assert letters(site)["H"] == ["Helper", "Helper", "Helper (Roles)"]
    assert [entry[0] for entry in index_of(site).values()].count("Helper (Roles)") == 1
    assert "Aide see Helper (Roles)" in site.page("/search/").all(".search__entries li")


@pytest.mark.slow
def test_of_very_many_pages_the_titles_stand_alone(make_site):
    pages = {f"content/pages/p{n}.md": content(title=f"Page {n}") for n in range(MOST_WITH_SUMMARY)}
    assert not make_site({**SEARCH, **pages}).page("/search/").has(".search__summary")
    few = dict.fromkeys(list(pages)[1:])
    assert make_site(few).page("/search/").has(".search__summary")


def test_without_script_there_is_no_box_that_does_nothing(make_site):
    page = make_site(SEARCH).page("/search/")
    assert page.tree.css_first(".search").attributes["hidden"] is None  # there, and without a value
    assert "hidden" in page.tree.css_first(".search").attributes
    assert len(page.tree.css("input")) == len(page.tree.css(".search input")) == 1


def test_the_script_is_small_and_on_that_page_alone(make_site):
    site = make_site(SEARCH)
    scripts = {path: data for path, data in site.files.items() if path.endswith(".js")}
    assert sum(map(len, scripts.values())) <= 10_000
    assert [len(data) <= 6_000 for path, data in scripts.items() if "search" in path] == [True]
    assert site.page("/search/").has("script[src^='/assets/js/search.'][defer]")
    assert not site.page("/").has("script[src]")
