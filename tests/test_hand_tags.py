"""Only the kit writes utm_ tags: one typed by hand is told wherever it stands, and no page carries one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.text.hand_tags import hand_tags
from tests.building import DEFAULTS, FACTS, content

TAGGED = "https://jobs.example/?utm_source=fair&ref=7#apply"
QUOTE = "::: call-to-action\nto: {}\nlabel: Apply\n:::\n"


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"content/pages/a.md": content(body=f"Words.\n\n[Apply]({TAGGED})\n")}, ("content/pages/a.md", 7)),
        ({"content/pages/a.md": content(body=f"Words.\n\n<{TAGGED}>\n")}, ("content/pages/a.md", 7)),
        ({"content/pages/a.md": content(related=f"['{TAGGED}']")}, ("content/pages/a.md", 4)),
        ({"content/pages/a.md": content(body=QUOTE.format(TAGGED))}, ("content/pages/a.md", 6)),
        ({"content/campaigns/a.md": content("campaign", posts=f"[{{channel: poster, text: 'See {TAGGED}'}}]")},
         ("content/campaigns/a.md", 8)),
        ({"content/campaigns/a.md": content("campaign", leads_to=TAGGED)}, ("content/campaigns/a.md", 8)),
        ({"site.yml": DEFAULTS["site.yml"] + f"apply:\n  address: {TAGGED}\n"}, ("site.yml", 5)),
        ({"content/facts.yml": FACTS.replace("title: A report", f"title: A report\n    address: {TAGGED}")},
         ("content/facts.yml", 4)),
        ({"templates/layouts/page.html": '{% extends "base.html" %}\n{% block after %}\n'
          f'<a href="{TAGGED}">Apply</a>\n{{% endblock %}}\n'}, ("templates/layouts/page.html", 3)),
        ({"assets/js/more.js": f"\nlocation = '{TAGGED}';\n"}, ("assets/js/more.js", 2)),
        ({"published.yml": f"addresses:\n  /old/:\n    moved_to: {TAGGED}\n"}, ("published.yml", 3)),
    ],
)  # fmt: skip
def test_it_is_told_with_file_and_line_and_the_address_without_it(make_site, files, place):
    found = [one for one in make_site(files).errors if one.code == "utm"]
    assert [(one.file, one.line) for one in found] == [place]
    assert "carries the tag utm_source, typed by hand." in found[0].message
    assert found[0].hint.endswith("Write: https://jobs.example/?ref=7#apply")


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("/routes/?UTM_Source=x", "/routes/"),
        ("/routes/?a=1&amp;utm_medium=x&amp;b=2", "/routes/?a=1&amp;b=2"),
        ("/routes/?%75tm%5Fsource=x", "/routes/"),
        ("/routes/?utm\\_source=x&a=1", "/routes/?a=1"),
        ("/routes/?a=1;utm_campaign=x", "/routes/?a=1"),
        ("/routes/#utm_source=x", "/routes/"),
        ("https://x.example/?to=https%3A%2F%2Fy.example%2F%3Futm_source%3Dx&a=1", "https://x.example/?a=1"),
        ("https://x.example/?&#117;tm_source=x", ""),
    ],
)
def test_no_disguise_hides_one(typed, without):
    (found,) = hand_tags(f"See [this]({typed}).")
    assert found.without == without


@pytest.mark.parametrize(
    "text", ["The tag utm_source says where.", "/routes/?source=utm_x", "/routes/?putm_source=1", "100% of &utmost"]
)
def test_words_and_other_queries_are_left_alone(text):
    assert [*hand_tags(text)] == []


@given(st.text(alphabet="utm_s=?&#%57[]() \\;/a\n"))
def test_any_text_is_read_and_what_is_told_is_free_of_tags(text):
    for found in hand_tags(text):
        assert found.without == "" or not [*hand_tags(found.without)]


def test_no_output_of_a_site_with_campaigns_carries_a_tag_but_where_short_addresses_lead(make_site):
    site = make_site(
        {
            "site.yml": DEFAULTS["site.yml"] + "address: https://careers.example\n",
            "content/campaigns/fair.md": content(
                "campaign", title="The fair", event="{starts: 2027-03-12 10:00, venue: The hall, access: [No steps]}",
                updated="2026-11-22",
            ),
            "content/campaigns/quiet.md": content("campaign", title="Quiet", code="quiet", no_index="yes"),
            "content/pages/find.md": content(title="Find", body="::: search\n:::\n"),
        }
    )  # fmt: skip
    assert site.errors == []
    carrying = {path for path, data in site.files.items() if b"utm_" in data.lower()}
    looked_at = {"campaigns/fair/index.html", "campaigns/fair/event.ics", "sitemap.xml", "feed.xml", "robots.txt"}
    assert looked_at <= site.files.keys()
    assert {path for path in carrying if not path.startswith("go/")} == set()


def test_a_page_left_out_of_search_engines_is_in_no_sitemap_and_no_feed_but_found_on_the_site(make_site):
    site = make_site(
        {
            "content/campaigns/fair.md": content("campaign", title="The fair", no_index="yes", updated="2026-11-22"),
            "content/pages/find.md": content(title="Find", body="::: search\n:::\n"),
        }
    )
    page = site.page("/campaigns/fair/")
    assert page.attribute('meta[name="robots"]', "content") == "noindex"
    assert not page.has('link[rel="canonical"]')
    for path in ("sitemap.xml", "feed.xml"):
        assert b"/campaigns/fair/" not in site.files[path]
    assert "/campaigns/fair/" in site.page("/find/").links
    (index,) = (data for path, data in site.files.items() if path.startswith("assets/search.") and b"pages" in data)
    assert b"/campaigns/fair/" in index
    shared = page.attribute('meta[property="og:image"]', "content")
    assert shared.removeprefix("https://careers.example/") in site.files
