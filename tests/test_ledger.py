"""published.yml: no address is lost, each leads somewhere in one step or says that it has gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.front_matter import read_yaml
from careersite.ledger.ledger import FIELDS, HEADER, is_address, plain_address, read_ledger
from careersite.ledger.ledger_lines import ledger_lines
from careersite.ledger.renames import page_mark
from careersite.problem import Problems
from tests.building import FACTS, PEOPLE, content

pytestmark = pytest.mark.quick

SINCE = "since: 2026-03-01"
OLD_TEXT = "Words about the old route, which are many more than three, and say what it is like to be there.\n"


def ledger(**entries: str) -> str:
    """A ledger from addresses with their lines, written as `a="gone: 2026-01-01"` for /a/."""
    lines = ["addresses:"]
    for name, fields in entries.items():
        lines += [f"  /{name.replace('__', '/').replace('_', '-')}/:", f"    {SINCE}"]
        lines += [f"    {line}" for line in fields.split("\n") if line]
    return "\n".join([*lines, ""])


def told(site, code: str) -> list[str]:
    return [f"{one.severity}: {one.message}" for one in site.problems if one.code == code]


# Reading


def test_no_ledger_and_an_empty_one_are_as_good_as_each_other(make_site):
    assert make_site().errors == []
    assert make_site({"published.yml": ""}).errors == []
    assert make_site({"published.yml": "# Nothing yet\naddresses:\n"}).errors == []
    assert make_site({"published.yml": "addresses: {}\n"}).errors == []


@pytest.mark.parametrize("address", ["/", "/a/", "/files/Guide v2.pdf".replace(" ", "-"), "/über-uns/", "/caf%C3%A9/",
                                     "/jobs.aspx", "/a.b/c/"])  # fmt: skip
def test_what_is_an_address(address):
    assert is_address(address)


@pytest.mark.parametrize("address", ["", "a/", "/a", "/a b/", "/a/?b", "/a/#b", "//a/", "/../a/", "/a%2Fb/", "/a%3Fb/",
                                     "https://a.org/", "/a\\b/", "/./", "/a//b/", "/%00/", "/a*/",
                                     "/index.html", "/a/index.html"])  # fmt: skip
def test_what_is_none(address):
    assert not is_address(address)


def test_percent_signs_and_accents_in_two_parts_make_no_other_address():
    assert plain_address("/caf%C3%A9/") == plain_address("/cafe\u0301/") == "/café/"


@pytest.mark.parametrize("text", ["\ufeffaddresses:\r\n  /a/:\r\n    gone: 2026-01-01\r\n",
                                  "addresses:\n    /a/:\n      gone: 2026-01-01"])  # fmt: skip
def test_a_ledger_may_be_saved_by_any_program(make_site, text):
    site = make_site({"published.yml": text.encode()})
    assert site.problems == ()
    assert site.site.gone == {"/a/": "This page was taken down."}


def test_every_mistake_is_told_at_once():
    problems = Problems()
    read_ledger("addresses:\n  /a/:\n    gone: soon\n    since: 1\n  b:\n  /c/:\n    move_to: /a/\n  /A/:\n", problems)
    assert [problem.line for problem in problems.all] == [3, 4, 5, 7, 8]


def test_marks_of_git_are_told_and_nothing_else(make_site):
    text = "addresses:\n<<<<<<< HEAD\n  /a/:\n=======\n  /b/:\n>>>>>>> other\n"
    assert [(p.code, p.line) for p in make_site({"published.yml": text}).errors] == [("ledger", 2)]


def test_a_ledger_that_cannot_be_read_stops_the_build(make_site):
    site = make_site({"published.yml": "addresses:\n  /é/:\n".encode("latin-1")})
    assert site.files == {}
    assert "encoding" in site.codes


LINES = st.lists(st.sampled_from(
    ["addresses:", "  /a/:", "  /b/c.pdf:", "  b:", "    since: 2026-01-01", "    file: a/b.md", "    gone: null", "",
     "# x", "    text: 0a-1", "  # x", "    gone: 'x'", "    file: a: b", "    anchors: [a]", "    x:", "   y: 1",
     "    gone: 1 # x", "  /é/:", "    moved_to: /x/#y", "    moved_to: https://a.org/"]), max_size=12)  # fmt: skip


@given(LINES)
def test_what_is_read_line_by_line_is_what_yaml_says(lines):
    text = "\n".join(["addresses:", *lines])
    quick = ledger_lines(text)
    if quick is not None and quick.entries:
        problems = Problems()
        assert read_yaml(text, problems, file="").entries["addresses"].entries == quick.entries
        assert read_yaml(text, problems, file="").entries["addresses"].lines == quick.lines


def test_the_lines_that_the_build_writes_are_read_line_by_line():
    assert ledger_lines(HEADER + "  /a/:\n    since: 2026-01-01\n    text: 1f3a9c0d5e2b-07a1\n") is not None
    assert ledger_lines("addresses:\n  /a/: {gone: 2026-01-01}\n") is None


# Leading on


def test_a_moved_address_leads_on_in_one_step_however_often_it_moved(make_site):
    site = make_site({"content/pages/c.md": content(formerly="/d/"), "published.yml": ledger(
        a="moved_to: /b/", b="moved_to: /c/", e="moved_to: /d/", f="moved_to: https://elsewhere.example/x?y=1",
        g="moved_to: /c/#main")})  # fmt: skip
    assert site.errors == []
    assert site.site.redirects == {"/a/": "/c/", "/b/": "/c/", "/d/": "/c/", "/e/": "/c/", "/g/": "/c/#main",
                                   "/f/": "https://elsewhere.example/x?y=1"}  # fmt: skip
    assert 'data-target="/c/"' in site.files["a/index.html"].decode()


def test_what_leads_to_something_gone_is_gone(make_site):
    site = make_site({"published.yml": ledger(a="moved_to: /b/", b="gone: 2026-05-01")})
    assert site.errors == []
    assert set(site.site.gone) == {"/a/", "/b/"}


def test_a_circle_is_told_whole(make_site):
    site = make_site({"published.yml": ledger(a="moved_to: /b/", b="moved_to: /c/", c="moved_to: /a/")})
    assert told(site, "redirect") == [
        "error: These addresses lead to one another in a circle: /a/ → /b/ → /c/ → /a/."
    ]  # fmt: skip


def test_the_home_page_is_the_end_only_where_that_is_said(make_site):
    site = make_site({"published.yml": ledger(a="moved_to: /")})
    assert "leads to the home page" in site.sentences
    site = make_site({"published.yml": ledger(a="moved_to: /\nto_home: yes")})
    assert site.site.redirects == {"/a/": "/"}
    site = make_site({"published.yml": ledger(a="moved_to: /\nto_home: yes", b="moved_to: /a/")})
    assert told(site, "redirect") == ["error: /b/ leads to /a/, which leads to the home page."]


def test_a_page_wins_over_an_answer_that_is_out_of_date(make_site):
    site = make_site({"content/pages/a.md": content(), "content/pages/b.md": content(title="B"),
                      "published.yml": ledger(a="gone: 2026-05-01", b="moved_to: /a/")})  # fmt: skip
    assert site.errors == []
    assert [line.partition(":")[0] for line in told(site, "redirect")] == ["warning", "warning"]
    assert site.site.redirects == site.site.gone == {}


def test_two_answers_in_two_places_are_told(make_site):
    files = {"content/pages/b.md": content(formerly="/a/"), "content/pages/c.md": content(title="C")}
    site = make_site({**files, "published.yml": ledger(a="moved_to: /c/")})
    assert told(site, "redirect") == [
        "error: /a/ has two answers: moved_to: /c/ here, and formerly in content/pages/b.md."
    ]
    assert make_site({"published.yml": ledger(a="moved_to: /b/")}).errors == []


def test_an_aim_that_never_was_is_told(make_site):
    site = make_site({"content/pages/city.md": content(), "published.yml": ledger(a="moved_to: /citi/",
                      b="moved_to: /files/none.pdf", c="moved_to: /city/#nowhere")})  # fmt: skip
    assert told(site, "redirect") == [
        "error: /a/ leads to /citi/, where no page is or was.",
        "error: /b/ leads to /files/none.pdf, where no page is or was.",
    ]
    site = make_site({"published.yml": ledger(c="moved_to: /city/#nowhere")})
    assert told(site, "lost-anchor") == ['error: /c/ leads to the heading "nowhere", which /city/ does not have.']


def test_addresses_of_an_older_site_may_lead_on_too(make_site):
    text = "addresses:\n  /jobs.aspx:\n    moved_to: /city/\n  /caf%C3%A9/:\n    moved_to: /city/\n"
    site = make_site({"content/pages/city.md": content(), "published.yml": text})
    assert site.errors == []
    assert site.site.redirects == {"/café/": "/city/", "/jobs.aspx": "/city/"}


# What would be lost


def test_a_build_that_would_lose_addresses_stops_and_tells_all_of_them(make_site):
    site = make_site({"published.yml": ledger(routes__a="file: content/routes/a.md", b="", c="leads_to: /")})
    assert site.codes.count("lost-address") == 3
    assert site.files == {}


@pytest.mark.parametrize("line", ["moved_to: /city/", "gone: 2026-11-30", "never_public: yes"])
def test_each_offer_can_be_pasted_as_it_is(make_site, line):
    files = {"content/pages/city.md": content(), "published.yml": ledger(citi="")}
    hint = make_site(files).errors[0].hint
    offered = next(one for one in hint.split("\n") if line.partition(":")[0] in one)
    site = make_site({"published.yml": ledger(citi=offered.strip())})
    assert site.errors == []
    assert ("/citi/" in site.site.redirects) == line.startswith("moved_to")
    assert ("/citi/" in site.site.gone) == line.startswith("gone")


def test_a_draft_and_a_page_put_off_are_asked_about_where_they_are(make_site):
    site = make_site({"content/pages/a.md": content(draft="yes"), "content/pages/b.md": content(publish="2027-01-01"),
                      "published.yml": ledger(a="", b="")})  # fmt: skip
    assert [(one.file, one.line) for one in site.errors] == [("content/pages/a.md", 4), ("content/pages/b.md", 4)]
    site = make_site({"published.yml": ledger(a="gone: 2026-11-30", b="gone: 2026-11-30")})
    assert site.errors == []
    assert make_site(as_of="2027-01-01").site.by_address.keys() == {"/", "/b/"}


def test_no_date_loses_an_address(make_site):
    files = {
        "content/pages/a.md": content(expires="2026-12-31", formerly="/older/"),
        "content/pages/z.md": content(title="Z", publish="2026-03-01"),
        "content/testimonials/ada.md": content("testimonial", team="North", expires="2026-12-31"),
        "content/facts.yml": "sources:\n  report:\n    title: R\n    publisher: P\n    date: 2026\nfacts:\n",
        "published.yml": ledger(
            a="",
            b="moved_to: /a/",
            older="leads_to: /a/",
            z="",
            testimonials__ada="",
            testimonials__team__north="made: yes",
        ),
    }
    site = make_site(files)
    assert site.errors == []
    assert site.site.redirects == {"/b/": "/a/", "/older/": "/a/"}
    later = make_site(as_of="2027-01-01")
    assert later.errors == []
    assert set(later.site.gone) == {"/a/", "/b/", "/older/", "/testimonials/ada/", "/testimonials/team/north/"}
    earlier = make_site(as_of="2026-02-01")
    assert earlier.errors == []


def test_a_page_that_may_not_be_shown_any_more_has_gone_without_a_question(make_site):
    until = PEOPLE.replace("basis: contract", "basis: consent\n    given: 2026-01-01\n    until: 2026-12-31")
    entries = ledger(testimonials__ada="", testimonials__team__north="made: yes", old="moved_to: /testimonials/ada/")
    site = make_site({"people.yml": until, "content/testimonials/ada.md": content("testimonial", team="North"),
                      "content/facts.yml": FACTS, "content/pages/a.md": content(body="[[retention-payment]]\n"),
                      "published.yml": entries})  # fmt: skip
    assert site.errors == []
    assert site.site.redirects == {"/old/": "/testimonials/ada/"}
    later = make_site(as_of="2027-01-01")
    assert later.errors == []
    assert set(later.site.gone) == {"/old/", "/testimonials/ada/", "/testimonials/team/north/"}


def test_what_leads_to_a_page_that_moved_follows_it_without_a_question(make_site):
    site = make_site({"content/pages/c.md": content(),
                      "published.yml": ledger(a="leads_to: /b/", b="moved_to: /c/")})  # fmt: skip
    assert site.errors == []
    assert site.site.redirects == {"/a/": "/c/", "/b/": "/c/"}


def test_a_former_address_that_no_page_names_any_more_is_asked_about(make_site):
    site = make_site({"content/pages/b.md": content(), "published.yml": ledger(a="leads_to: /b/")})
    assert [one.code for one in site.errors] == ["lost-address"]
    assert "moved_to: /b/ " in site.errors[0].hint


# Files


def test_a_download_is_asked_about_when_nobody_names_it_or_it_is_not_there(make_site):
    entry = f"addresses:\n  /files/guide.txt:\n    {SINCE}\n"
    linked = content(body="See [the guide](../files/guide.txt).\n", title="Guide")
    site = make_site({"content/files/guide.txt": "Words", "content/pages/a.md": linked, "published.yml": entry})
    assert site.errors == []
    assert told(make_site({"content/pages/a.md": content()}), "lost-address")
    site = make_site({"content/pages/a.md": linked.replace("title: Guide", "title: Guide\nexpires: 2026-11-30")})
    assert site.errors == []
    assert site.site.gone == {"/files/guide.txt": "This file was taken down."}
    assert told(make_site({"content/pages/a.md": content(), "content/files/guide.txt": None}), "lost-address")


# Renames


def marked(site, address: str) -> str:
    return page_mark(site.site.by_address[address])


def test_a_renamed_page_keeps_its_address_by_itself(make_site):
    page = content("route", OLD_TEXT)
    mark = marked(make_site({"content/routes/old.md": page}), "/routes/old/")
    entry = ledger(routes__old=f"file: content/routes/old.md\ntext: {mark}")
    site = make_site({"content/routes/old.md": None, "content/routes/new.md": page, "published.yml": entry})
    assert site.errors == []
    assert site.site.redirects == {"/routes/old/": "/routes/new/"}
    assert "formerly: [/routes/old/]" in site.sentences


def test_a_page_that_is_renamed_and_changed_is_proposed(make_site):
    page = content("route", OLD_TEXT)
    mark = marked(make_site({"content/routes/old.md": page}), "/routes/old/")
    entry = ledger(routes__old=f"file: content/routes/old.md\ntext: {mark}")
    changed = content("route", OLD_TEXT + "And a few more.\n", formerly="/routes/ancient/")
    site = make_site({"content/routes/old.md": None, "content/routes/new.md": changed, "published.yml": entry})
    assert [one.code for one in site.errors] == ["lost-address"]
    assert "content/routes/new.md looks like what was content/routes/old.md" in site.errors[0].message
    assert "formerly: [/routes/ancient/, /routes/old/]" in site.errors[0].hint


def test_two_pages_of_the_same_words_are_not_guessed_between(make_site):
    page = content("route", OLD_TEXT)
    mark = marked(make_site({"content/routes/old.md": page}), "/routes/old/")
    entry = ledger(routes__old=f"file: content/routes/old.md\ntext: {mark}")
    site = make_site({"content/routes/old.md": None, "content/routes/b.md": page, "content/routes/c.md": page,
                      "published.yml": entry})  # fmt: skip
    assert told(site, "lost-address")


def test_every_field_of_the_ledger_is_explained():
    from tests.test_docs import DOCS, names

    assert names(DOCS["addresses.md"], "line") == {field.name for field in FIELDS}
