"""What published.yml promises is in the finished site."""

from careersite.ledger.renames import page_mark
from tests.building import content


def told(site, code: str) -> list[str]:
    return [f"{one.severity}: {one.message}" for one in site.problems if one.code == code]


# Headings


LONG = "## What we pay\n\nWords.\n"


def test_a_heading_keeps_the_name_under_which_it_was_linked(make_site):
    site = make_site(
        {
            "content/pages/a.md": content(body=LONG),
            "published.yml": "addresses:\n  /a/:\n    anchors: {pay: what-we-pay}\n",
        }
    )
    assert site.errors == []
    page = site.page("/a/")
    assert page.has("h2#what-we-pay > span#pay")


def test_a_heading_that_is_linked_from_outside_cannot_be_lost_by_an_edit(make_site):
    site = make_site(
        {
            "content/pages/a.md": content(body=LONG),
            "published.yml": "addresses:\n  /a/:\n    anchors: [pay, what-we-pay]\n",
        }
    )
    assert told(site, "lost-anchor") == [
        'error: Links from outside lead to /a/#pay, but no heading is called "pay" now.'
    ]
    assert "anchors: {pay: what-we-pay}" in site.errors[0].hint


def test_a_heading_linked_at_a_former_address_is_kept_where_that_leads(make_site):
    entry = "addresses:\n  /old/:\n    moved_to: /a/\n    anchors:\n      pay: what-we-pay\n"
    site = make_site({"content/pages/a.md": content(body=LONG), "published.yml": entry})
    assert site.errors == []
    assert site.page("/a/").has("span#pay")


def test_what_a_date_does_to_a_heading_is_a_warning(make_site):
    page = content(body="Words.\n")
    mark = page_mark(make_site({"content/pages/a.md": page}).site.by_address["/a/"])
    site = make_site({"published.yml": f"addresses:\n  /a/:\n    text: {mark}\n    anchors: [pay]\n"})
    assert site.errors == []
    assert told(site, "lost-anchor")[0].startswith("warning: ")


def test_a_download_that_only_an_expired_part_of_a_page_names_has_gone_until_that_comes_back(make_site):
    part = "::: callout\ntext: See [it](../files/guide.txt).\nexpires: 2026-12-31\n:::\n"
    files = {"content/files/guide.txt": "Words", "content/pages/a.md": content(body=part),
             "published.yml": "addresses:\n  /files/guide.txt:\n    since: 2026-01-01\n"}  # fmt: skip
    assert make_site(files).site.gone == {}
    later = make_site(as_of="2027-01-01")
    assert later.errors == []
    assert set(later.site.gone) == {"/files/guide.txt"}


def test_a_file_that_is_only_named_and_not_linked_is_a_warning(make_site):
    site = make_site({"content/files/guide.txt": "Words", "content/pages/a.md": content(body="Ask for guide.txt\n"),
                      "published.yml": "addresses:\n  /files/guide.txt:\n    since: 2026-01-01\n"})  # fmt: skip
    assert told(site, "lost-address") == [
        "warning: /files/guide.txt was published, but nothing that is shown now leads to this file."
    ]


def test_a_feed_that_the_program_no_longer_makes_is_lost(make_site):
    site = make_site({"published.yml": "addresses:\n  /events.ics:\n    since: 2026-01-01\n"})
    assert told(site, "lost-address")
