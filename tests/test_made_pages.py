"""Pages that nobody writes: people by route, stage and team; and who comes next, and who is alike."""

from __future__ import annotations

import pytest

from tests.building import content

SOURCES = "sources:\n  report:\n    title: A report\n    publisher: Example Council\n    date: 2026\n"
SITE = {
    "content/facts.yml": SOURCES,
    "content/routes/degree.md": content("route", title="A degree"),
    "content/stages/first.md": content("stage", title="First stage"),
    "content/pages/testimonials/index.md": content(title="People", menu="1", body="::: people-filters\n:::\n"),
}


def person(name: str, **fields: str) -> dict[str, str]:
    file = name.lower().replace(" ", "-")
    return {f"content/testimonials/{file}.md": content("testimonial", name=name, **fields)}


@pytest.fixture
def people(make_site):
    make_site({
        **SITE,
        **person("Ada Bell", route="degree", stage="first", team="Looked-after children", place="1"),
        **person("Ben Cole", route="degree", place="2"),
        **person("Cat Dunn", team="Looked-after children", place="3"),
        **person("Dan Eke", place="4"),
        **person("Eve Fox", place="5"),
    })  # fmt: skip
    return make_site


ROUTE, STAGE, TEAM = (
    f"/testimonials/{inner}/" for inner in ("route/degree", "stage/first", "team/looked-after-children")
)


def test_there_is_a_page_for_every_route_stage_and_team_that_somebody_has(people):
    site = people({**person("Fay Gill", draft="yes", team="South")})
    assert site.problems == (), site.sentences
    assert [address for address in site.pages if address.count("/") == 4] == [ROUTE, STAGE, TEAM]
    assert site.page(ROUTE).all(".cards__title") == ["Ada Bell", "Ben Cole"]
    assert site.page(STAGE).all(".cards__title") == ["Ada Bell"]
    assert site.page(TEAM).all(".cards__title") == ["Ada Bell", "Cat Dunn"]


def test_its_title_says_whom_it_lists_and_an_editor_can_say_it_better(people):
    site = people()
    assert [site.page(one).all("h1")[0] for one in (ROUTE, STAGE, TEAM)] == [
        "People by route: A degree", "People by stage: First stage", "People by team: Looked-after children",
    ]  # fmt: skip
    assert len({site.page(one).attribute("meta[name=description]", "content") for one in (ROUTE, STAGE, TEAM)}) == 3
    heading = "People who came by a degree"
    site = people({"content/routes/degree.md": content("route", title="A degree", people_heading=heading)})
    assert site.page(ROUTE).all("h1") == [heading]
    assert site.page(ROUTE).all("meta[name=description]") is not None


def test_it_leads_back_to_all_and_to_the_other_lists_and_says_which_one_it_is(people):
    page = people().page(ROUTE)
    assert {"/testimonials/", STAGE, TEAM} <= set(page.links)
    assert page.all("[aria-current=page]") == ["A degree (2 people )"]
    assert page.all(".trail li") == ["Welcome", "People"]


def test_the_lists_stand_where_an_editor_puts_them_with_how_many_each_holds(people):
    page = people().page("/testimonials/")
    assert page.all(".people-filters__by") == ["By route", "By stage", "By team"]
    assert page.all(".people-filters__list") == [
        "A degree (2 people )", "First stage (1 person )", "Looked-after children (2 people )",
    ]  # fmt: skip


def test_sitemap_search_and_typed_links_know_it(people):
    home = content(title="Welcome", body=f"See [them]({ROUTE}) and [these]({TEAM.rstrip('/')}).\n")
    site = people({"content/pages/index.md": home, "content/pages/s.md": content(body="::: search\n:::\n", menu="2")})
    assert site.problems == (), site.sentences
    assert {ROUTE, TEAM} <= set(site.page("/").links)
    assert ROUTE.encode() in site.files["sitemap.xml"]
    assert ROUTE in site.page("/s/").links
    assert not site.page("/s/").has(f"main a[href='{STAGE}x']")


def test_it_goes_with_the_last_of_its_people_and_links_to_it_with_it(people):
    home = content(title="Welcome", body=f"See [them]({STAGE}).\n")
    files = {"content/pages/index.md": home, **person("Ada Bell", stage="first", expires="2026-12-24")}
    assert people(files, as_of="2026-12-24").problems == ()
    site = people(as_of="2026-12-25")
    assert STAGE not in site.pages
    assert site.codes == ["not-live"]
    assert "them" in site.page("/").main
    assert not [path for path in site.files if path.startswith("testimonials/stage")]
    assert not site.page("/testimonials/").has(f"a[href='{STAGE}']")


def test_it_goes_with_its_route(people):
    home = content(title="Welcome", body=f"See [them]({ROUTE}).\n")
    draft = content("route", title="Withheld", draft="yes")
    site = people({"content/pages/index.md": home, "content/routes/degree.md": draft})
    assert ROUTE not in site.pages
    assert site.codes == ["not-live"]
    assert not [path for path, data in site.files.items() if b"Withheld" in data]


def test_a_page_or_a_former_address_of_an_editor_stands_in_its_place(people):
    site = people({"content/pages/testimonials/route/degree.md": content(title="By a degree", menu="3")})
    assert site.problems == (), site.sentences
    assert site.page(ROUTE).all("h1") == ["By a degree"]
    site = people({"content/pages/testimonials/route/degree.md": None,
                   "content/pages/a.md": content(menu="3", formerly=ROUTE)})  # fmt: skip
    assert site.problems == (), site.sentences
    assert ROUTE not in site.pages
    assert "This page has moved" in site.page(ROUTE).text


def test_lists_that_no_page_leads_to_are_told_once(people):
    index = content(title="People", menu="1", body='::: cards\nof: testimonial\nlevel: "2"\n:::\n')
    changed = {**person("Ada Bell", stage="first"), **person("Ben Cole"), **person("Cat Dunn", team="South")}
    site = people({"content/pages/testimonials/index.md": index, **changed}, slower=True)
    assert "No page leads to /testimonials/stage/first/." in site.sentences
    assert site.sentences.count("::: people-filters") == 1


def test_a_summary_names_as_many_as_fit(people):
    crowd = {}
    for number in range(30):
        crowd |= person(f"Person With A Name {number:02}", team="North")
    summary = people(crowd).page("/testimonials/team/north/").attribute("meta[name=description]", "content")
    assert summary.startswith("Their team was North when they told their story: Person With A Name 00, ")
    assert summary.endswith(" more.")
    assert 100 < len(summary) <= 160


def test_accents_and_signs_of_a_team_make_a_plain_address(people):
    site = people(person("Ada Bell", team="'Élan & “Straße”'"))
    assert "/testimonials/team/elan-strasse/" in site.pages


# Next, and alike


def test_each_leads_to_the_next_and_the_last_to_the_first(people):
    site = people()
    following = [site.page(f"/testimonials/{name}/").all("[rel=next]") for name in ("ada-bell", "dan-eke", "eve-fox")]
    assert following == [["Next: Ben Cole"], ["Next: Eve Fox"], ["Next: Ada Bell"]]


def test_those_who_share_something_come_first_then_those_who_follow_and_three_in_all(people):
    site = people()
    shown = {name: site.page(f"/testimonials/{name}/").all(".next-people .cards__title")
             for name in ("ada-bell", "cat-dunn", "eve-fox")}  # fmt: skip
    assert shown == {
        "ada-bell": ["Ben Cole", "Cat Dunn", "Dan Eke"],
        "cat-dunn": ["Ada Bell", "Dan Eke", "Eve Fox"],
        "eve-fox": ["Ada Bell", "Ben Cole", "Cat Dunn"],
    }


def test_a_person_leads_to_the_lists_that_hold_others_too(people):
    links = set(people().page("/testimonials/ada-bell/").links)
    assert {ROUTE, TEAM} <= links
    assert STAGE not in links


def test_somebody_who_is_alone_has_nobody_next(make_site):
    page = make_site({**SITE, **person("Ada Bell")}).page("/testimonials/ada-bell/")
    assert not page.has(".next-people")
    assert "Next:" not in page.text


def test_a_draft_is_neither_next_nor_alike(people):
    page = people(person("Ben Cole", route="degree", draft="yes", place="2")).page("/testimonials/ada-bell/")
    assert page.all("[rel=next]") == ["Next: Cat Dunn"]
    assert "Ben Cole" not in page.text
