"""Sitemap and feed are XML, pages begin with their doctype; in `check` alone."""

from tests.building import content


def test_what_is_not_well_formed_is_told(make_site):
    assert make_site({"templates/feed.xml": "<feed>"}, slower=True).codes == ["xml"]
    site = make_site({"templates/feed.xml": "<feed/>", "templates/redirect.html": "<title>x</title><h1>x</h1>",
                      "content/pages/index.md": content(formerly="/old/")}, slower=True)  # fmt: skip
    assert "html" in site.codes


def test_odd_titles_keep_feed_and_sitemap_well_formed(make_site):
    site = make_site(
        {"content/pages/a.md": content(title="'A & B <c> ]]> \"d\"'", updated="2026-11-20", menu="1")}, slower=True
    )
    assert site.codes == []
