"""sitemap.xml"""

import xml.etree.ElementTree as ET

from tests.building import DEFAULTS, content

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_it_lists_every_live_page_with_the_day_that_an_editor_gave(make_site):
    site = make_site({
        "site.yml": DEFAULTS["site.yml"] + "address: https://jobs.example/\n",
        "content/routes/a.md": content("route", updated="2026-11-20", formerly="/old/"),
        "content/routes/b.md": content("route", draft="yes"),
    })  # fmt: skip
    entries = [
        (url.findtext(NS + "loc"), url.findtext(NS + "lastmod")) for url in ET.fromstring(site.files["sitemap.xml"])
    ]
    assert entries == [("https://jobs.example/", None), ("https://jobs.example/routes/a/", "2026-11-20")]
