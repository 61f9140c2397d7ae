"""What published.yml promises is in the finished site."""

from careersite.ledger.renames import page_mark
from tests.building import FACTS, content


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


def entry_of(site, address: str, anchor: str) -> str:
    """What the ledger says of a page that was published as it is now, with a heading that is linked."""
    page = site.site.by_address[address]
    return (f"addresses:\n  {address}:\n    file: {page.source.path}\n    text: {page_mark(page)}\n"
            f"    anchors: [{anchor}]\n")  # fmt: skip


def test_a_heading_that_never_was_is_an_error_also_where_the_page_has_not_changed(make_site):
    site = make_site({"content/pages/a.md": content(body=LONG)})
    site = make_site({"published.yml": entry_of(site, "/a/", "pay")})
    assert told(site, "lost-anchor")[0].startswith("error: ")
    assert "anchors: {pay: what-we-pay}" in site.errors[0].hint


def test_what_a_day_does_to_a_heading_is_a_warning(make_site):
    ends = FACTS.replace("    value: 3000\n", "    value: 3000\n    until: 2026-12-31\n")
    body = "Words.\n\n## Pay\n\nIt is [[retention-payment]].\n"
    site = make_site({"content/facts.yml": ends, "content/pages/a.md": content(body=body)})
    files = {"published.yml": entry_of(site, "/a/", "pay")}
    assert told(make_site(files), "lost-anchor") == []
    later = make_site(as_of="2027-01-01")
    assert later.errors == []
    assert told(later, "lost-anchor")[0].startswith("warning: ")


def test_a_place_that_a_template_makes_from_what_there_is_may_go_with_that(make_site):
    ends = FACTS.replace("    value: 3000\n", "    value: 3000\n    until: 2026-12-31\n")
    page = content(body="::: facts\n:::\n")
    files = {"content/facts.yml": ends, "content/pages/a.md": page, "content/pages/b.md": content(
        title="B", body="It is [[retention-payment]].\n\nAnd more.\n")}  # fmt: skip
    site = make_site(files)
    assert told(make_site({"published.yml": entry_of(site, "/a/", "fact-retention-payment")}), "lost-anchor") == []
    later = make_site(as_of="2027-01-01")
    assert later.errors == []
    assert told(later, "lost-anchor")[0].startswith("warning: ")


def test_a_page_that_takes_the_place_of_another_on_a_day_does_not_stop_the_build_of_that_night(make_site):
    first = content(body=LONG, expires="2026-12-31")
    site = make_site({"content/pages/a.md": first})
    entry = entry_of(site, "/a/", "what-we-pay")
    second = content(body="Other words.\n", publish="2027-01-01")
    make_site({"content/pages/a/index.md": second, "published.yml": entry})
    later = make_site(as_of="2027-01-01")
    assert later.errors == []
    assert told(later, "lost-anchor")[0].startswith("warning: ")


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
