"""What a site tells of its campaigns is enough to count them: codes, channels, tags and addresses, former ones too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careersite.campaigns.short_links import ShortLink, tagged
from careersite.results.links import Links, links_of
from tests.building import content
from tests.test_visits import counted, figures, line

CHANNELS = """
channels:
  - {name: noticeboard, title: Notice board, kind: print, source: coventry, medium: board}
  - {name: linkedin, title: LinkedIn, kind: post, medium: social}
"""
SITE_YML = "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"
LEDGER = """\
addresses:
  /go/fair/:
    since: 2025-11-22
  /go/spring/:
    since: 2025-11-22
    gone: 2026-01-01
  /go/spring/flyer/:
    since: 2025-11-22
    gone: 2026-01-01
  /go/apply/spring/:
    since: 2025-11-22
    gone: 2026-01-01
  /go/autumn/:
    since: 2025-11-22
    moved_to: /go/fair/
  /go/mistyped/:
    since: 2025-11-22
    never_public: yes
"""


@pytest.fixture
def links(make_site) -> Links:
    return links_of(
        make_site({
            "site.yml": SITE_YML + CHANNELS,
            "published.yml": LEDGER,
            "content/campaigns/fair.md": content(
                "campaign", title="The fair", channels="[noticeboard, linkedin]", closes="2026-11-01",
                formerly="[/campaigns/old-fair/]",
            ),
            "content/campaigns/over.md": content(
                "campaign", title="Over", code="over", channels="[linkedin]", expires="2026-10-01"
            ),
            "content/campaigns/draft.md": content(
                "campaign", title="Not yet", code="notyet", channels="[linkedin]", draft="yes"
            ),
        }).site
    )  # fmt: skip


def test_every_campaign_but_drafts_is_looked_for_open_or_not(links):
    assert [one.code for one in links.campaigns] == ["fair", "over"]


def test_a_channel_is_told_by_its_name_and_by_its_tags(links):
    tags = "?utm_source=Coventry&utm_medium=Board&utm_campaign=Fair"
    told = counted(line("/go/fair/noticeboard", 302), line("/campaigns/fair/" + tags), links=links)
    assert figures(told) == {("fair", "noticeboard"): (1, 1, 0)}
    assert [(row.title, row.channel_title) for row in told.rows] == [("The fair", "Notice board")]


def test_the_page_counts_at_its_former_address_too(links):
    told = counted(line("/campaigns/old-fair/"), line("/campaigns/fair/"), links=links)
    assert figures(told) == {("fair", ""): (0, 2, 0)}


def test_what_the_site_once_had_keeps_a_name(links):
    told = counted(line("/go/spring/flyer", 302), line("/go/mistyped", 302), line("/go/apply/spring", 302), links=links)
    assert [(row.title, row.channel_title) for row in told.rows] == [
        ("spring (a former code of this site)", "flyer (a former channel)"),
        ("spring (a former code of this site)", "no channel"),
        ("mistyped (no campaign of this site)", "no channel"),
    ]


def test_a_former_code_of_a_campaign_is_counted_with_it(links, make_site):
    tags = "?utm_source=linkedin&utm_medium=social&utm_campaign=autumn"
    told = counted(line("/go/autumn/linkedin", 302), line("/campaigns/fair/" + tags), links=links)
    assert figures(told) == {("fair", "linkedin"): (1, 1, 0)}
    fair = content("campaign", title="The fair", formerly="[/go/before/, /old-fair/]")
    named = links_of(make_site({"content/campaigns/fair.md": fair}).site)
    told = counted(line("/go/Before/poster", 302), line("/old-fair/"), line("/go/fair", 302), links=named)
    assert figures(told) == {("fair", "poster"): (1, 0, 0), ("fair", ""): (1, 1, 0)}


def test_no_number_of_strangers_hides_a_former_code(links):
    strange = [line(f"/?utm_source=s&utm_campaign=c{number}") for number in range(100)]
    told = counted(*strange, line("/go/spring/flyer", 302), links=links)
    assert figures(told)["spring", "flyer"] == (1, 0, 0)


def test_a_short_link_without_a_channel_that_leads_to_a_tagged_page_is_one_arrival(make_site):
    site = make_site({"content/campaigns/fair.md": content("campaign", title="The fair")}).site
    poster, linkedin = site.content.settings.channels[2], site.content.settings.channels[0]
    target = tagged("/campaigns/fair/", "fair", poster)
    bare = ShortLink("/go/fair/", target, "fair")
    others = (
        ShortLink("/go/apply/", "https://apply.example/?utm_source=linkedin", "apply"),
        ShortLink("/go/fair/linkedin/", tagged("/campaigns/fair/", "fair", linkedin), "fair", linkedin),
    )
    links = links_of(replace(site, short_links=(*others, bare)))
    assert figures(counted(line("/go/fair", 302), line(target), links=links)) == {("fair", "poster"): (1, 1, 0)}
    plain = links_of(replace(site, short_links=(ShortLink("/go/fair/", "/campaigns/fair/", "fair"),)))
    told = counted(line("/go/fair", 302), line("/campaigns/fair/"), links=plain)
    assert figures(told) == {("fair", ""): (1, 1, 0)}
