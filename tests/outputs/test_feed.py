"""feed.xml"""

import re
import xml.etree.ElementTree as ET

from tests.building import DEFAULTS, content

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(site):
    return ET.fromstring(site.files["feed.xml"])


def entries(site):
    return [entry.findtext(f"{ATOM}title") for entry in feed(site).findall(f"{ATOM}entry")]


def test_it_holds_the_pages_whose_last_change_is_known_the_latest_first(make_site):
    site = make_site({
        "content/pages/a.md": content(title="Old", updated="2026-01-31"),
        "content/pages/b.md": content(title="New & <better>", updated="2026-11-20"),
        "content/pages/c.md": content(title="Undated"),
        "content/pages/d.md": content(title="Draft", updated="2026-11-20", draft="yes"),
    })  # fmt: skip
    assert entries(site) == ["New & <better>", "Old"]


def test_its_dates_are_moments_of_the_sites_zone(make_site):
    zone = {"site.yml": DEFAULTS["site.yml"] + "zone: America/New_York\n"}
    site = make_site({**zone, "content/pages/a.md": content(title="A", updated="2026-07-01")})
    assert feed(site).findtext(f"{ATOM}updated") == "2026-07-01T04:00:00Z"


def test_it_is_whole_without_entries(make_site):
    assert entries(make_site()) == []
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", feed(make_site()).findtext(f"{ATOM}updated"))


def test_it_ends_after_twenty(make_site):
    files = {f"content/pages/p-{n}.md": content(title=f"P {n}", updated=f"2026-01-{n:02}") for n in range(1, 26)}
    assert entries(make_site(files)) == [f"P {n}" for n in range(25, 5, -1)]
