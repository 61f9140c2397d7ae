"""410.html"""


def test_it_says_so_helps_on_and_is_not_found_by_search_engines(make_site):
    site = make_site()
    page = site.page("/410.html")
    assert page.all("h1") == ["Page taken away"]
    assert "/" in page.links
    assert page.has('meta[name="robots"][content="noindex"]')
    assert not page.has('link[rel="canonical"]')
    assert b"410" not in site.files["sitemap.xml"]
