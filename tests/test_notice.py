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


@pytest.mark.parametrize(("script", "said"), [
    ("document.cookie = 'a=1'", "Scripts of this site can use: cookies"),
    ("localStorage.a = 1", "Scripts of this site can use: the browser’s storage for sites"),
    ("navigator.sendBeacon('/')", "can send data to a server while you read"),
])  # fmt: skip
def test_what_a_script_names_is_said_in_the_notice(make_site, script, said):
    site = make_site({**NOTICE, "assets/js/new.js": script})
    assert said in site.page("/privacy/").main
    assert promises(site) == []
    assert site.codes == ["device", "device"]


def promises(site) -> list[str]:
    page = site.page("/privacy/")
    kept = [one for one in page.all("main li") if one in ALL]
    return kept + ["no banner"] * ("cookie banner" in page.main) + ["search"] * ("not sent to us" in page.main)


@pytest.mark.parametrize("html", [
    '<script>fetch("/collect",{method:"POST",body:navigator.userAgent})</script>',
    '<script>new Image().src="/collect?"+screen.width</script>', '<script>const d=document; d.cookie="a=1"</script>',
    '<script>document["cookie"]="a=1"</script>', '<script type="module">window.name="a"</script>',
    '<iframe title="a" srcdoc="&lt;script&gt;document.cookie=1&lt;/script&gt;"></iframe>',
    '<script src="/files/own.js"></script>', "<p ONCLICK=\"document['cookie']=1\">a</p>", '<svg/onload="a()"></svg>',
    '<a href="java&#115;cript:a()">a</a>', '<form action=" javascript:a()" role="search"></form>',
    '<svg><a><animate attributeName="href" to="javascript:a()"/></a></svg>',
    '<object data="/files/own.js"></object>', '<script type="speculationrules">{}</script>',
])  # fmt: skip
def test_whatever_a_page_runs_that_nobody_watches_leaves_no_promise(make_site, html):
    base = (ENGINE / "templates/base.html").read_text(encoding="utf-8").replace("</body>", f"{html}</body>")
    search = {"content/pages/search.md": content(body="::: search\n:::\n"), "content/files/own.js": "1"}
    site = make_site({**NOTICE, **search, "templates/base.html": base})
    assert promises(site) == []
    assert "The program that makes the site cannot tell what they do." in site.page("/privacy/").main
    assert {one.file for one in site.problems if one.code == "device"} == {"templates/base.html"}


def test_a_script_of_the_program_that_a_site_has_changed_is_the_sites_own(make_site):
    search = {"content/pages/search.md": content(body="::: search\n:::\n")}
    own = (ENGINE / "assets/js/search.js").read_text(encoding="utf-8")
    assert promises(make_site({**NOTICE, **search, "assets/js/search.js": own})) == [*ALL, "no banner", "search"]
    site = make_site({**NOTICE, **search, "assets/js/search.js": own + "\nnew Image().src = '/collect';\n"})
    assert promises(site) == []
    assert "assets/js/search.js" in site.sentences


def test_what_scripts_of_the_site_do_is_said_in_its_own_words(make_site):
    said = content("notice", "", scripts="It counts visits and keeps **nothing**.")
    site = make_site({"content/privacy/index.md": said, "assets/js/new.js": "count()"})
    assert "It counts visits and keeps nothing ." in site.page("/privacy/").main
    assert promises(site) == []
    assert site.codes == []


@pytest.mark.parametrize("form", [
    '<form role="search" action="//evil.test/s"><input type="search" name="q" aria-label="a"></form>',
    '<form action="https://evil.test" method="post"><input type="hidden" name="a"><button>Go</button></form>',
    ('<form role="search"><input type="search" name="q" aria-label="a"><button formaction="HTTPS:\\\\evil.test">'
    "a</button></form>"),
])  # fmt: skip
def test_a_form_that_leads_elsewhere_is_a_form_and_its_host_is_named(make_site, form):
    search = {"content/pages/search.md": content(body="::: search\n:::\n")}
    page = make_site({**NOTICE, **search, **template(form)}).page("/privacy/")
    assert "ask for no personal details" not in page.main
    assert "You can fill something in on these pages: Clerk What you fill in can be sent to evil.test." in page.main


def test_the_search_may_stand_on_every_page(make_site):
    search = {"content/pages/search.md": content(body="::: search\n:::\n")}
    form = (
        '<form role="search" action="/search/"><input type="search" name="q" aria-label="a"><button>Go</button></form>'
    )
    assert "ask for no personal details" in make_site({**NOTICE, **search, **template(form)}).page("/privacy/").main
    assert "ask for no personal details" not in make_site({"content/pages/search.md": None}).page("/privacy/").main


def test_a_script_inside_a_page_is_seen_too(make_site):
    site = make_site({**NOTICE, **template("<script>sessionStorage.a = 1</script>")})
    assert promises(site) == []
    assert site.codes == ["device", "device"]


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
    assert site.codes == ["outside", "device"]
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
