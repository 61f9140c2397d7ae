"""The privacy notice: each sentence stands only where the finished pages prove it."""

from __future__ import annotations

import pytest

from careersite.inspection import inspect_html
from careersite.statement.conduct import IN_WORDS
from careersite.statement.on_device import KEEPS, SENDS
from tests.building import ENGINE, content

NOTICE = {"content/privacy/index.md": content("notice", "")}
ALL = ["set no cookies", "have no trackers and no analytics", "store nothing on your device",
       "ask for no personal details", "load nothing from other companies’ sites"]  # fmt: skip
FORM = '<form action="/send/"><label for="mail">Your address</label><input id="mail" name="mail"></form>'


def template(html: str) -> dict[str, str]:
    layout = '{% extends "base.html" %}{% block after %}' + html + "{% endblock %}"
    return {"templates/layouts/role.html": layout, "content/roles/clerk.md": content("role", title="Clerk")}


def test_a_site_that_does_nothing_says_so(make_site):
    page = make_site(NOTICE).page("/privacy/")
    assert page.all("main ul")[0].split(" have ")[0] == "set no cookies"
    assert page.all("main li")[:5] == ALL
    assert "So there is no cookie banner." in page.main
    assert "When you search" not in page.main
    assert "Films" not in page.main


@pytest.mark.parametrize(("script", "gone", "said"), [
    ("document.cookie = 'a=1'", ["set no cookies", "store nothing on your device"], "cookies"),
    ("localStorage.a = 1", ["set no cookies", "store nothing on your device"], "the browser’s storage for sites"),
    ("navigator.sendBeacon('/')", ["have no trackers and no analytics"], "can send data to a server while you read"),
])  # fmt: skip
def test_a_script_that_keeps_or_sends_something_changes_the_notice(make_site, script, gone, said):
    site = make_site({**NOTICE, "assets/js/new.js": script})
    page = site.page("/privacy/")
    assert page.all("main li")[: 5 - len(gone)] == [one for one in ALL if one not in gone]
    assert said in page.main
    assert ("So there is no cookie banner." in page.main) == ("store" not in gone[-1])
    assert site.codes == ["device"]


def test_a_script_inside_a_page_is_seen_too(make_site):
    site = make_site({**NOTICE, **template("<script>sessionStorage.a = 1</script>")})
    assert "store nothing on your device" not in site.page("/privacy/").main
    assert site.codes == ["device"]


def test_a_form_changes_the_notice_which_then_names_the_page(make_site):
    page = make_site({**NOTICE, **template(FORM)}).page("/privacy/")
    assert "ask for no personal details" not in page.main
    assert "You can fill something in on these pages: Clerk" in page.main
    assert "/roles/clerk/" in page.links


def test_a_field_in_the_notice_itself_is_named_as_well(make_site):
    layout = (ENGINE / "templates/layouts/notice.html").read_text(encoding="utf-8")
    mine = layout.replace("{% block after %}", "{% block after %}" + FORM)
    page = make_site({**NOTICE, "templates/layouts/notice.html": mine}).page("/privacy/")
    assert "You can fill something in on these pages: Privacy" in page.main


def test_the_search_asks_for_nothing_and_is_explained(make_site):
    page = make_site({**NOTICE, "content/pages/search.md": content(body="::: search\n:::\n")}).page("/privacy/")
    assert "ask for no personal details" in page.main
    assert "Your own browser does the searching." in page.main


def test_what_another_site_would_be_asked_for_stops_the_build(make_site):
    site = make_site({**NOTICE, **template('<iframe src="https://films.example.org/1" title="A film"></iframe>')})
    assert site.codes == ["outside"]
    assert "https://films.example.org/1" in site.sentences


@pytest.mark.parametrize(("attributes", "said"), [
    ('preload="none"', "A film is loaded only when you press play."),
    ('preload="auto"', "On these pages a film or a sound begins to load before you press play: Clerk"),
    ('preload="none" autoplay', "begins to load before you press play: Clerk"),
])  # fmt: skip
def test_it_says_when_films_are_loaded(make_site, attributes, said):
    film = f'<video controls {attributes} aria-label="A day"><source src="/files/day.mp4" type="video/mp4"></video>'
    page = make_site({**NOTICE, **template(film), "content/files/day.mp4": b"film"}).page("/privacy/")
    assert said in page.main


def test_it_names_the_other_sites_to_which_links_lead(make_site):
    body = (
        "[One](https://www.one.org.uk/a) [two](https://two.org.uk/) [one](https://one.org.uk/) [mail](mailto:a@b.org)\n"
    )
    page = make_site({**NOTICE, "content/pages/a.md": content(body=body)}).page("/privacy/")
    assert page.all("main li")[5:] == ["one.org.uk", "two.org.uk"]
    assert "lead to" not in make_site({"content/pages/a.md": None}).page("/privacy/").main


def test_a_link_that_the_notice_itself_has_is_named(make_site):
    text = content("notice", "See [the register](https://register.org.uk/).\n")
    assert "register.org.uk" in make_site({"content/privacy/index.md": text}).page("/privacy/").all("main li")


def test_what_only_the_organisation_can_say_is_shown_once_it_is_known(make_site):
    bare = make_site(NOTICE).page("/privacy/").main
    assert "A web server can keep a log of each request." in bare
    assert "responsible" not in bare
    known = content("notice", "", controller="The council is responsible.", logs="The host keeps a log for **a week**.",
                    recruitment="Your form is kept for a year.", officer="{email: data@town.gov.uk}")  # fmt: skip
    said = make_site({"content/privacy/index.md": known}).page("/privacy/").main
    for sentence in ("The host keeps a log for a week .", "The council is responsible.", "data@town.gov.uk",
                     "Your form is kept for a year.", "complain to the UK’s regulator"):  # fmt: skip
        assert sentence in said
    assert "A web server can keep" not in said


def test_it_stands_in_the_menu_the_sitemap_the_search_and_the_share_cards(make_site):
    site = make_site({**NOTICE, "content/pages/search.md": content(body="::: search\n:::\n")})
    assert "/privacy/" in site.page("/").links
    assert b"/privacy/" in site.files["sitemap.xml"]
    assert any(b'"/privacy/"' in data for path, data in site.files.items() if path.startswith("assets/search."))
    assert "Privacy" in site.page("/search/").all(".search__entries a")
    assert site.page("/privacy/").attribute("meta[property='og:image']", "content").endswith(".png")


@pytest.mark.parametrize("means", [*KEEPS, *SENDS])
def test_every_means_is_found_in_a_script(means):
    assert inspect_html(f"<script>window.{means}(1)</script><p>{means}</p>").means == (means,)
    assert inspect_html(f"<p>{means}</p>").means == ()


def test_every_means_of_keeping_has_words():
    assert set(IN_WORDS) == set(KEEPS)
