"""404.html"""

from tests.building import content


def test_it_helps_on_and_is_not_found_by_search_engines(make_site):
    site = make_site({"content/pages/a.md": content(title="Pay", menu="1")})
    page = site.page("/404.html")
    assert page.all("h1") == ["Page not found"]
    assert {"/", "/a/"} <= set(page.links)
    assert page.has('meta[name="robots"][content="noindex"]')
    assert not page.has('link[rel="canonical"]')
    assert b"404" not in site.files["sitemap.xml"]


def test_its_own_addresses_start_with_a_slash_as_it_is_served_everywhere(make_site):
    page = make_site().page("/404.html")
    for selector, name in (("link[href]", "href"), ("img[src]", "src"), ("script[src]", "src")):
        for node in page.tree.css(selector):
            assert node.attributes[name].startswith(("/", "https://careers.example/")), node.html
