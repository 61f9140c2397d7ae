"""Every page leads to the statement and to the notice."""

from tests.building import content
from tests.checks.test_device import NOTICE

STATEMENT = {"content/accessibility/index.md": content("statement", "")}
BARE = '<!doctype html><html lang="en"><title>{{ page.title }}</title><h1>{{ page.title }}</h1></html>'


def test_both_stand_at_the_foot_of_every_page_without_being_asked_for(make_site):
    site = make_site({**STATEMENT, **NOTICE, "content/pages/a.md": content(formerly="/old/")})
    assert site.problems == ()
    for address in ("/", "/a/", "/accessibility/", "/privacy/", "/404.html"):
        assert site.page(address).all(".footer a") == ["Accessibility statement", "Privacy"]


def test_a_page_without_the_link_is_named(make_site):
    site = make_site({**STATEMENT, "templates/layouts/page.html": BARE, "content/pages/a.md": content(title="A")})
    assert [one.code for one in site.errors] == ["footer-link"]
    assert "No link leads to /accessibility/ from /a/, /; every page needs one." in site.sentences
