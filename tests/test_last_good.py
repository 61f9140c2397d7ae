"""The last good state: what a build without mistakes was made of stands in for files that have some."""

from __future__ import annotations

import json

import pytest

from careersite.last_good.last_good import LISTING, LastGood
from tests.building import DEFAULTS, FACTS, PEOPLE, content, put

KEPT = {"content/a.md": b"A", "content/b.md": b"B", "content/c.md": b"A"}


@pytest.fixture
def state(tmp_path):
    state = LastGood(tmp_path / "last-good")
    assert state.keep(KEPT)
    return state


def test_files_come_back_as_they_were_kept_each_once(state, tmp_path):
    assert state.files() == KEPT
    assert len(list((tmp_path / "last-good").iterdir())) == 3


def test_only_what_changed_is_written(state, tmp_path):
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "last-good").iterdir()}
    state.keep(KEPT)
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "last-good").iterdir()} == before
    state.keep({**KEPT, "content/b.md": b"new"})
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "last-good").iterdir()}
    assert len(after.keys() - before.keys()) == 1
    assert state.files()["content/b.md"] == b"new"


def test_a_damaged_file_counts_as_absent_and_a_damaged_listing_as_none(state, tmp_path):
    file = next(path for path in (tmp_path / "last-good").iterdir() if path.read_bytes() == b"B")
    file.write_bytes(b"b")
    assert state.files() == {"content/a.md": b"A", "content/c.md": b"A"}
    listing = tmp_path / "last-good" / LISTING
    listing.write_bytes(listing.read_bytes().replace(b"content/a.md", b"content/x.md"))
    assert state.files() == {}
    assert LastGood(tmp_path / "nowhere").files() == {}


def test_a_build_that_is_killed_before_the_listing_leaves_the_state_before(state, monkeypatch):
    monkeypatch.setattr(LastGood, "_put", lambda self, name, data: (_ for _ in ()).throw(OSError(28, "full")))
    assert not state.keep({"content/a.md": b"other"})
    assert state.files() == KEPT


def test_nothing_but_files_of_a_site_comes_back(tmp_path):
    state = LastGood(tmp_path)
    state.keep({"people.yml": b"P", "../out.md": b"O", "content/a.md": b"A"})
    assert state.files() == {"content/a.md": b"A"}


# In the place of what is broken


SITE = {
    **DEFAULTS,
    "content/facts.yml": FACTS,
    "content/pages/pay.md": content(title="Pay", body="You get [[retention-payment]]. See [the team](/team/).\n"),
    "content/pages/team.md": content(title="Team", body="We are many.\n"),
}  # fmt: skip
BROKEN = "---\ntitel: Pay\n---\nMore.\n"


@pytest.fixture
def site(tmp_path, command_line):
    put(tmp_path / "site", SITE)
    assert command_line("--site", tmp_path / "site", "--as-of", "2026-12-01").status == 0
    return tmp_path / "site"


@pytest.fixture
def rebuilt(command_line, site):
    def run(files, *more: str, as_of: str = "2026-12-02"):
        put(site, files)
        return command_line("--site", site, "--as-of", as_of, "--last-good", *more)

    return run


def page(site, address: str) -> str:
    return (site / "public" / address / "index.html").read_text(encoding="utf-8")


def test_a_site_without_mistakes_is_built_as_always(rebuilt):
    assert rebuilt({}).status == 0


def test_a_file_with_mistakes_is_shown_as_it_last_was_and_the_rest_as_it_is(rebuilt, site):
    more = content(title="Team", body="We are more.\n")
    said = rebuilt({"content/pages/pay.md": BROKEN, "content/pages/team.md": more})
    assert said.status == 4, said.err
    assert 'content/pages/pay.md, line 2\n  Warning: "titel" is not a field' in said.out
    assert "content/pages/pay.md\n  Warning: This file is shown as it last was without mistakes, not" in said.out
    assert "NOT UP TO DATE: 1 file is shown as it last was without mistakes, or left out" in said.out
    assert "£3,000" in page(site, "pay")
    assert "We are more." in page(site, "team")


def test_it_is_told_also_by_a_quiet_build_and_as_json(rebuilt):
    assert "NOT UP TO DATE" in rebuilt({"content/pages/pay.md": BROKEN}, "--quiet").out
    said = json.loads(rebuilt({}, "--format", "json").out)
    assert (said["status"], said["stands_in"]) == ("withheld", ["content/pages/pay.md"])


def test_a_new_file_with_mistakes_is_left_out_with_the_links_to_it(rebuilt, site):
    said = rebuilt({
        "content/pages/new.md": BROKEN,
        "content/pages/team.md": content(title="Team", body="See [what is new](/new/).\n"),
    })  # fmt: skip
    assert said.status == 4, said.err
    assert not (site / "public/new").exists()
    assert "what is new" not in page(site, "team") or "/new/" not in page(site, "team")


@pytest.mark.parametrize("files", [
    {"content/facts.yml": "facts: ["},
    {"site.yml": "name: ["},
    {"templates/layouts/page.html": "{% nonsense %}"},
    {"assets/css/base.css": "a { background: url(nowhere.png) }"},
    {"content/pages/pay.md": b"\xff\xfe\0"},
    {"content/pages/team.md": None},
])  # fmt: skip
def test_whatever_is_broken_the_site_stays_whole(rebuilt, site, files):
    said = rebuilt(files)
    assert said.status == 4, said.out + said.err
    assert "£3,000" in page(site, "pay")
    assert "We are many." in page(site, "team")


def test_a_fact_whose_review_is_overdue_leaves_nothing_out(rebuilt, site):
    strict = f"{DEFAULTS['site.yml']}strict_facts: yes\n"
    said = rebuilt({"site.yml": strict, "content/pages/pay.md": BROKEN}, as_of="2027-06-01")
    assert said.status == 4, said.err
    assert "£3,000" in page(site, "pay")


def test_a_page_that_somebody_deleted_stays_until_somebody_has_answered_for_its_address(rebuilt, site, command_line):
    put(site, {"site.yml": f"{DEFAULTS['site.yml']}address: https://careers.example\n"})
    assert command_line("--site", site).status == 0
    linkless = content(title="Pay", body="You get [[retention-payment]].\n")
    put(site, {"content/pages/team.md": None, "content/pages/pay.md": linkless})
    assert command_line("--site", site).status == 1
    said = command_line("--site", site, "--last-good")
    assert said.status == 4, said.err
    assert "content/pages/team.md\n  Warning: This file is shown as it last was" in said.out
    assert "We are many." in page(site, "team")


EVENT = "{starts: 2027-03-12, venue: Hall, access: [No steps.]}"
CAMPAIGN = content("campaign", code="fair", event=EVENT, formerly="[/go/old/]")


@pytest.mark.parametrize(
    ("files", "address"),
    [
        ({"content/campaigns/fair.md": CAMPAIGN.replace("code: fair", "code: spring")}, "/go/fair/"),
        ({"content/campaigns/fair.md": CAMPAIGN.replace("formerly: [/go/old/]\n", "")}, "/go/old/"),
        ({"content/campaigns/fair.md": None}, "/campaigns/fair/"),
    ],
)
def test_what_is_printed_leads_on_until_somebody_has_answered_for_it(site, command_line, files, address):
    settings = f"{DEFAULTS['site.yml']}address: https://careers.example\nhosts: github-pages\n"
    put(site, {"site.yml": settings, "content/campaigns/fair.md": CAMPAIGN})
    assert command_line("--site", site).status == 0
    put(site, files)
    assert command_line("--site", site).status == 1
    for _ in range(2):
        said = command_line("--site", site, "--last-good")
        assert said.status == 4, said.out
        assert "content/campaigns/fair.md\n  Warning: This file is shown as it last was" in said.out
        assert "event.ics" not in said.out
        assert (site / f"public{address}index.html").exists()


def test_without_a_last_good_state_what_is_broken_is_left_out(rebuilt, site):
    for file in (site / ".careersite/last-good").iterdir():
        file.unlink()
    said = rebuilt({"content/pages/pay.md": BROKEN})
    assert said.status == 4, said.err
    assert not (site / "public/pay").exists()


def test_a_page_that_is_left_out_takes_no_other_with_it(rebuilt, site):
    for file in (site / ".careersite/last-good").iterdir():
        file.unlink()
    team = "See [the pay](/pay/), [it again](pay.md) and [again](/pay/#more).\n"
    home = content(title="Welcome", body="::: call-to-action\nto: /team/\nlabel: The team\n:::\n")
    said = rebuilt({
        "content/pages/pay.md": BROKEN, "content/pages/team.md": content(title="Team", body=team),
        "content/pages/index.md": home,
    })  # fmt: skip
    assert said.status == 4, said.out + said.err
    assert json.loads(rebuilt({}, "--format", "json").out)["stands_in"] == ["content/pages/pay.md"]
    assert '"/pay/" leads to a page that has mistakes and was left out.' in said.out
    assert "See the pay, it again and again." in page(site, "team")


def test_without_a_home_page_there_is_no_site_and_that_is_said(rebuilt, site):
    for file in (site / ".careersite/last-good").iterdir():
        file.unlink()
    said = rebuilt({"content/pages/index.md": BROKEN})
    assert said.status == 1
    assert "The home page has mistakes and no version without any, and without it there is no site." in said.err
    assert "There is no home page" not in said.err


def test_where_nothing_helps_the_mistakes_are_told_and_nothing_is_written(rebuilt, site):
    for file in (site / ".careersite/last-good").iterdir():
        file.unlink()
    before = page(site, "pay")
    said = rebuilt({"site.yml": "name: ["})
    assert said.status == 1
    assert "site.yml, line 2" in said.err
    assert page(site, "pay") == before


def test_without_being_asked_a_build_takes_nothing_from_it(command_line, site):
    put(site, {"content/pages/pay.md": BROKEN})
    assert command_line("--site", site).status == 1


def test_a_consent_ends_at_night_also_where_somebody_left_a_mistake(rebuilt, site, command_line):
    said = rebuilt({
        "people.yml": PEOPLE.replace("basis: contract", "basis: contract\n    until: 2026-12-02"),
        "content/testimonials/a-person.md": content("testimonial"),
    })  # fmt: skip
    assert said.status == 0, said.out + said.err
    put(site, {"content/pages/pay.md": BROKEN})
    assert (site / "public/testimonials/a-person").exists()
    said = command_line("--site", site, "--as-of", "2026-12-03", "--last-good")
    assert said.status == 4
    assert not (site / "public/testimonials/a-person").exists()
    assert "£3,000" in page(site, "pay")
