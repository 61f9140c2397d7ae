"""A page at each former address."""

from tests.building import content


def test_a_former_address_leads_to_the_new_one(make_site):
    site = make_site({"content/routes/a.md": content("route", title="New & true", formerly="[/old/, /older/one/]")})
    for address in ("/old/", "/older/one/"):
        page = site.page(address)
        assert page.links == ["/routes/a/"]
        assert page.attribute("script", "data-target") == "/routes/a/"
        assert page.attribute('link[rel="canonical"]', "href") == "https://careers.example/routes/a/"
        assert page.has('meta[name="robots"][content="noindex"]')
    assert b"/old/" not in site.files["sitemap.xml"]


def test_the_script_that_keeps_the_query_is_there(make_site):
    site = make_site({"content/routes/a.md": content("route", formerly="/old/")})
    source = site.page("/old/").attribute("script", "src")
    script = site.files[source.lstrip("/")].decode()
    assert "location.search" in script
    assert "location.hash" in script


def test_a_page_that_is_not_live_leads_nowhere(make_site):
    site = make_site({"content/routes/a.md": content("route", formerly="/old/", draft="yes")})
    assert "old/index.html" not in site.files
