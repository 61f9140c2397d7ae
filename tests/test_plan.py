"""What is live at a moment, where it stands, and who names whom."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.building import FACTS, content

pytestmark = pytest.mark.quick

A, B = "content/routes/a.md", "content/routes/b.md"


@pytest.mark.parametrize(
    ("field", "as_of", "is_live"),
    [
        ({"draft": "yes"}, "2026-12-01", False),
        ({"draft": "no"}, "2026-12-01", True),
        ({"publish": "2026-12-01"}, "2026-11-30T23:59", False),
        ({"publish": "2026-12-01"}, "2026-12-01", True),
        ({"publish": "2026-12-01 17:00"}, "2026-12-01T16:59", False),
        ({"publish": "2026-12-01T17:00"}, "2026-12-01T17:00", True),
        ({"expires": "2026-12-01"}, "2026-12-01T23:59", True),
        ({"expires": "2026-12-01"}, "2026-12-02", False),
        ({"expires": "2026-12-01 17:00"}, "2026-12-01T16:59", True),
        ({"expires": "2026-12-01 17:00"}, "2026-12-01T17:00", False),
    ],
)
def test_a_page_lives_from_the_start_of_one_day_to_the_end_of_another(make_site, field, as_of, is_live):
    site = make_site({A: content("route", **field)}, as_of=as_of)
    assert ("/routes/a/" in site.pages) == is_live
    assert ("routes/a/index.html" in site.files) == is_live


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ({}, None),
        ({"draft": "yes", "publish": "2027-01-01"}, None),
        ({"publish": "2027-01-01"}, datetime(2027, 1, 1)),  # noqa: DTZ001 - the site's own zone
        ({"expires": "2027-01-01"}, datetime(2027, 1, 2)),  # noqa: DTZ001
        ({"publish": "2026-01-01", "expires": "2026-12-01 09:30"}, datetime(2026, 12, 1, 9, 30)),  # noqa: DTZ001
        ({"expires": "2026-11-30"}, None),
    ],
)
def test_the_next_change_is_the_first_moment_at_which_the_site_becomes_another(make_site, fields, moment):
    assert make_site({A: content("route", **fields)}).site.next_change == moment


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ({"valid_from": "2026-12-01"}, None),
        ({"valid_from": "2026-12-02", "valid_to": "2026-12-31"}, datetime(2026, 12, 2)),  # noqa: DTZ001
        ({"valid_from": "2026-01-01", "valid_to": "2026-12-31"}, datetime(2027, 1, 1)),  # noqa: DTZ001
        ({"valid_to": "2026-11-30"}, None),
        ({"valid_to": "2026-12-31", "expires": "2026-12-24"}, datetime(2026, 12, 25)),  # noqa: DTZ001
        ({"valid_from": "2026-12-24", "publish": "2027-01-01"}, datetime(2027, 1, 1)),  # noqa: DTZ001
        ({"valid_from": "2026-12-24", "draft": "yes"}, None),
    ],
)
def test_an_offer_that_begins_or_has_ended_changes_the_site(make_site, fields, moment):
    site = make_site({"content/facts.yml": FACTS, "content/rewards/a.md": content("reward", **fields)})
    assert site.site.next_change == moment


def test_two_pages_may_follow_one_another_at_an_address(make_site):
    files = {
        "content/pages/city.md": content(title="Old", expires="2026-12-24"),
        "content/pages/city/index.md": content(title="New", publish="2026-12-25"),
    }
    assert make_site(files, as_of="2026-12-24T12:00").page("/city/").all("h1") == ["Old"]
    assert make_site(files, as_of="2026-12-25").page("/city/").all("h1") == ["New"]


def test_addresses_follow_from_the_folders(make_site):
    site = make_site({
        A: content("route"), "content/pages/city.md": content(), "content/pages/city/parks.md": content(title="Parks"),
        "content/pages/routes/index.md": content(title="Routes"),
    })  # fmt: skip
    assert site.pages == ["/", "/city/", "/city/parks/", "/routes/", "/routes/a/"]


def test_lists_go_by_place_and_then_by_title(make_site):
    routes = {"a": ("Zoo", None), "b": ("apple", None), "c": ("Last", "9"), "d": ("First", "1")}
    files = {
        f"content/routes/{n}.md": content("route", title=title, place=place) for n, (title, place) in routes.items()
    }
    body = '::: cards\nof: route\nlevel: "2"\n:::\n'
    site = make_site({**files, "content/pages/a.md": content(body=body)})
    assert site.page("/a/").all(".cards h2") == ["First", "Last", "apple", "Zoo"]


def test_menus_follow_from_the_pages(make_site):
    site = make_site({
        "content/pages/b.md": content(title="The city of Coventry", short_title="City", menu="2", footer_menu="1"),
        "content/pages/a.md": content(title="Pay", menu="1"),
        "content/pages/c.md": content(title="Off the menu"),
    })  # fmt: skip
    assert site.page("/").all("header nav li") == ["Pay", "City"]
    assert site.page("/").all("footer nav li") == ["City"]
    assert site.page("/b/").attribute("header nav a[aria-current]", "href") == "/b/"


def test_the_trail_leads_through_the_live_pages_above(make_site):
    site = make_site({
        "content/pages/a/b/c.md": content(title="C"), "content/pages/a.md": content(title="A"),
        "content/pages/a/b.md": content(title="B", draft="yes"),
    })  # fmt: skip
    assert site.page("/a/b/c/").all("nav[aria-label=Breadcrumb] a") == ["Welcome", "A"]
    assert not site.page("/").has("nav[aria-label=Breadcrumb]")


def test_a_page_shows_who_names_it(make_site):
    site = make_site({
        "content/facts.yml": FACTS, "content/pages/a.md": content(body="[[retention-payment]]\n"),
        A: content("route", title="By train"), "content/stages/start.md": content("stage", title="Start"),
        "content/testimonials/ann.md": content("testimonial", name="Ann", route="a", stage="start"),
        "content/testimonials/bob.md": content("testimonial", name="Bob", route="a", draft="yes"),
        "content/roles/helper.md": content("role", title="Helper", stage="start"),
    })  # fmt: skip
    assert "/testimonials/ann/" in site.page("/routes/a/").links
    assert "/testimonials/bob/" not in site.page("/routes/a/").links
    assert {"/testimonials/ann/", "/roles/helper/"} <= set(site.page("/stages/start/").links)
    assert {"/routes/a/", "/stages/start/"} <= set(site.page("/testimonials/ann/").links)


def test_stages_that_lead_in_a_circle_are_no_trap(make_site):
    site = make_site({
        "content/stages/a.md": content("stage", title="A", leads_to="b"),
        "content/stages/b.md": content("stage", title="B", leads_to="a"),
        "content/pages/p.md": content(body="::: pathway\n:::\n"),
    })  # fmt: skip
    assert site.errors == []
    assert "Can lead to" in site.page("/p/").main


def test_a_link_to_a_page_that_is_not_live_is_shown_as_words_and_told(make_site):
    files = {
        A: content("route", publish="2027-01-01"),
        B: content("route", "See [Step Up](a.md) soon.\n", related="a.md"),
    }
    site = make_site(files)
    assert site.codes == ["not-live", "not-live"]
    assert "See Step Up soon." in site.page("/routes/b/").main
    assert "/routes/a/" not in site.page("/routes/b/").links
    assert "/routes/a/" in make_site(files, as_of="2027-01-01").page("/routes/b/").links


def test_facts_are_used_where_live_pages_name_them(make_site):
    site = make_site({
        "content/facts.yml": FACTS, A: content("route", length="About '[[retention-payment]]'"),
        B: content("route", "[[retention-payment]]\n", draft="yes"),
        "content/rewards/a.md": content("reward"),
        "content/pages/p.md": content(body="::: key-facts\nfacts:\n  - {fact: retention-payment, label: Sum}\n:::\n"),
    })  # fmt: skip
    used = site.site.facts_used["retention-payment"]
    assert [page.address for page in used] == ["/p/", "/rewards/a/", "/routes/a/"]


def test_a_fact_used_in_drafts_alone_is_not_called_unused(make_site):
    site = make_site({"content/facts.yml": FACTS, A: content("route", "[[retention-payment]]\n", draft="yes")})
    assert site.codes == []
