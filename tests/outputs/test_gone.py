"""410.html"""

from tests.building import DEFAULTS


def test_it_says_so_helps_on_and_is_not_found_by_search_engines(make_site):
    site = make_site()
    page = site.page("/410.html")
    assert page.all("h1") == ["Page taken away"]
    assert "/" in page.links
    assert page.has('meta[name="robots"][content="noindex"]')
    assert not page.has('link[rel="canonical"]')
    assert b"410" not in site.files["sitemap.xml"]


def test_the_page_at_a_gone_address_does_not_print_that(make_site):
    entry = "addresses:\n  /testimonials/xi-mock/:\n    since: 2026-01-01\n    gone: 2026-03-01\n"
    site_yml = DEFAULTS["site.yml"] + "address: https://careers.example\nhosts: [nginx, github-pages]\n"
    site = make_site({"site.yml": site_yml, "published.yml": entry})
    html = site.files["testimonials/xi-mock/index.html"].decode()
    assert "xi-mock" not in html
    assert "This page:" not in html
    for name in ("og:url", "canonical"):
        assert name not in html
