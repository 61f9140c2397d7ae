"""Campaigns in lists, the search and the other places that name pages."""

from __future__ import annotations

from tests.building import built, content, put, seen
from tests.campaigns_of_every_state import DAY, FIELDS, FILES

LIST = "/campaigns/"


def marks(page):
    cards = page.tree.css(".cards__card")
    said = [", ".join(" ".join(one.text().split()) for one in card.css(".state-mark, .closed-mark")) for card in cards]
    return dict(zip(page.all(".cards__title"), said, strict=True))


def test_a_list_has_the_next_to_close_first_then_the_next_to_open_then_what_is_closed(tmp_path):
    put(tmp_path, FILES)
    names = [
        one.removeprefix("A campaign ") for one in seen(built(tmp_path, as_of=DAY).page(LIST)).all(".cards__title")
    ]
    assert names == [
        "closing-fair", "closing-bare", "cancelled-fair", "open-fair", "open-after-fair", "open-bare",
        "before-again", "before-bare", "before-fair", "closed-bare", "closed-fair",
    ]  # fmt: skip
    assert set(names) == set(FIELDS)


def test_each_card_says_its_state(tmp_path):
    put(tmp_path, FILES)
    said = {
        name.removeprefix("A campaign "): mark
        for name, mark in marks(seen(built(tmp_path, as_of=DAY).page(LIST))).items()
    }
    assert said["closing-bare"] == "Last days: until Saturday 6 December 2098, 11:59pm"
    assert said["open-fair"] == "Open until Tuesday 20 January 2099, 3pm"
    assert said["open-bare"] == "No closing date"
    assert said["before-again"] == said["before-bare"] == "Opens on Sunday 11 January 2099"
    assert said["cancelled-fair"] == "Event cancelled, Open until Tuesday 20 January 2099, 3pm"
    assert said["closed-bare"] == said["closed-fair"] == "Closed"


def test_a_list_can_leave_out_what_is_closed_and_what_closes_leaves_it_by_itself(tmp_path):
    put(tmp_path, FILES)
    page = built(tmp_path, as_of=DAY).page("/")
    assert not [one for one in page.all(".cards__title") if "closed" in one]
    leaving = [node.attributes.get("data-until") for node in page.tree.css(".cards__card")]
    assert leaving[:2] == ["2098-12-04T23:59+00:00", "2098-12-06T23:59+00:00"]


def test_a_campaign_between_two_editions_is_not_closed(make_site):
    years = "[{name: A, closes: 2026-11-01}, {name: B, opens: 2027-11-01, closes: 2027-12-31}]"
    body = "::: search\n:::\n\n::: cards\nof: campaign\nhide_closed: yes\n:::\n"
    site = make_site({
        "content/campaigns/a.md": content("campaign", title="The fair", editions=years),
        "content/pages/index.md": content(title="Welcome", body=f"## All\n\n{body}"),
    })  # fmt: skip
    page = seen(site.page("/"))
    assert page.all(".cards__title") == ["The fair"]
    assert page.all(".closed-mark") == []
    assert "(closed)" not in index_of(site)


def index_of(site):
    return next(data.decode() for path, data in site.files.items() if path.startswith("assets/search."))


def test_the_search_finds_what_the_page_says_and_nothing_that_is_for_the_team(make_site):
    site = make_site({
        "content/campaigns/a.md": content(
            "campaign", title="The fair",
            editions="[{name: Old, closes: 2026-11-30, event: {starts: 2026-11-04, venue: WITHHELD}},"
            " {name: New, opens: 2026-12-01, closes: 2027-01-31, event: {starts: 2027-01-04, venue: The town hall}}]",
            posts="[{channel: linkedin, text: WITHHELD}]", signature="WITHHELD",
            approval="{by: WITHHELD, on: 2026-11-01, note: WITHHELD}",
        ),
        "content/pages/index.md": content(title="Welcome", body="::: search\n:::\n"),
    })  # fmt: skip
    found = index_of(site)
    assert '"The fair"' in found
    assert "The town hall" in found
    assert [path for path, data in site.files.items() if b"WITHHELD" in data] == []


def test_a_campaign_for_those_alone_who_have_its_address_is_no_orphan(make_site):
    files = {"content/campaigns/a.md": content("campaign", no_index="yes")}
    assert "orphan" not in make_site(files, slower=True).codes
    found = make_site({"content/campaigns/a.md": content("campaign")}, slower=True)
    [orphan] = [one for one in found.problems if one.code == "orphan"]
    assert orphan.hint.startswith("List all campaigns on a page of yours")


def test_it_stands_in_sitemap_feed_breadcrumb_related_pages_and_a_to_z(make_site):
    body = "::: search\n:::\n\n::: cards\nof: campaign\n:::\n"
    site = make_site({
        "content/campaigns/a.md": content("campaign", title="The fair", updated="2026-11-20", closes="2027-01-31"),
        "content/pages/campaigns/index.md": content(title="Meet us", body=f"## All\n\n{body}"),
        "content/pages/b.md": content(title="Another", related="/campaigns/a/"),
    })  # fmt: skip
    assert b"/campaigns/a/</loc>" in site.files["sitemap.xml"]
    assert b"/campaigns/a/" in site.files["feed.xml"]
    assert site.page("/campaigns/a/").all(".trail a") == ["Welcome", "Meet us"]
    assert seen(site.page("/b/")).all(".cards__card") == [
        "The fair Open until Sunday 31 January 2027, 11:59pm Come and talk to us."
    ]
    assert "/campaigns/a/" in site.page("/campaigns/").links
