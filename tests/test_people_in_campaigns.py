"""What a campaign shows of people needs their leave for campaigns; the rest of the site goes by its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import DEFAULTS, FACTS, content
from tests.made_pictures import hills, saved

FAIR, ADDRESS = "content/campaigns/fair.md", "/campaigns/fair/"
RECORD = """\
people:
  zoe-quill:
    name: Zoë Quill
    agreed: {{words: [{words}], photo: [{photo}]}}
    basis: contract
    evidence: Folder 1
  tom-berg:
    name: Tom Berg
    agreed: {{words: [site, campaign]}}
    basis: contract
    evidence: Folder 1
pictures:
  images/zoe.jpg: [zoe-quill]
"""
EVERYWHERE = "site, campaign, share-cards, print"


def register(words: str = "site, share-cards, print", photo: str = "site") -> str:
    return RECORD.format(words=words, photo=photo)


TEXT = """\
Come and talk to us.

You will meet Zoë Quill.

::: quote
words: I stayed for the team that I have
name: Zoë Quill
person: zoe-quill
source: report
:::

![Hills](../images/zoe.jpg)

[Her story](../testimonials/zoe-quill.md) is long.

Bring questions.
"""


def site_with(people: str, text: str = TEXT, **fields: str) -> dict[str, str | bytes]:
    return {
        "people.yml": people,
        "content/facts.yml": FACTS,
        "content/images/zoe.jpg": saved(hills(800, 600)),
        "content/testimonials/zoe-quill.md": content("testimonial", name="Zoë Quill", person="zoe-quill"),
        "content/testimonials/tom-berg.md": content(
            "testimonial", name="Tom Berg", person="tom-berg", quotation="I came back"
        ),
        "content/pages/a.md": content(body="Zoë Quill works here. [[retention-payment]]\n"),
        FAIR: content("campaign", text, title="The fair", people="[zoe-quill, tom-berg]", **fields),
    }


def test_with_leave_for_campaigns_all_is_shown(make_site):
    site = make_site(site_with(register(EVERYWHERE, "site, campaign")))
    page = site.page(ADDRESS)
    assert page.main.count("Zoë Quill") == 3
    assert page.has("main img")
    assert site.site.withheld_things == ()


def test_without_it_nobody_is_shown_there_and_everything_on_the_rest_of_the_site(make_site):
    site = make_site(site_with(register(photo="site, campaign")))
    page = site.page(ADDRESS)
    assert site.errors == []
    assert "Zoë" not in page.html
    assert "I stayed for the team" not in page.html
    assert "/testimonials/zoe-quill/" not in page.links
    for said in ("Come and talk to us.", "Bring questions.", "Tom Berg"):
        assert said in page.main
    assert page.has("main img")  # of which the record says more
    assert "Zoë Quill works here." in site.page("/a/").main
    assert "/testimonials/zoe-quill/" in site.pages


def test_the_photograph_needs_leave_of_its_own(make_site):
    assert not make_site(site_with(register(EVERYWHERE))).page(ADDRESS).has("main img")


def test_the_build_says_what_it_left_out_and_why(make_site):
    site = make_site(site_with(register(photo="site, campaign")))
    told = [(one.file, one.what) for one in site.site.withheld_things]
    assert (FAIR, 'What "people" says, or a part of it') in told
    why = 'people.yml, line 2: no name and words of Zoë Quill for campaign, because "agreed" does not name campaign'
    assert {one.why for one in site.site.withheld_things} == {f"{why} under words."}


def test_a_campaign_whose_title_or_message_names_somebody_goes(make_site):
    for field in ("title", "message"):
        files = site_with(register())
        site = make_site({**files, FAIR: content("campaign", **{field: "Meet Zoë Quill"})})
        assert ADDRESS not in site.pages


def test_what_is_not_agreed_for_the_site_is_in_no_list_of_it(make_site):
    files = site_with(register("campaign"))
    site = make_site({**files, FAIR: content("campaign", summary="Meet Zoë Quill.")})
    assert ADDRESS not in site.pages
    assert not [path for path, data in site.files.items() if "Zoë" in data.decode("utf-8", "replace")]


OF_HER = """\
  talk:
    title: A talk with Zoë Quill
    without_names: A talk
    publisher: The Echo
    date: 2026
facts:
  years:
    text: ten years
    statement: How long one stayed.
    source: talk
    as_at: 2026
    review_by: 2099-01-31
    owner: Us
"""


@pytest.mark.parametrize(
    "block",
    [
        '::: cards\nof: testimonial\nlevel: "2"\n:::',
        "::: search\n:::",
        '::: cards\npages: [../testimonials/zoe-quill.md, ../testimonials/tom-berg.md]\nlevel: "2"\n:::',
        '::: cards\npages: [../roles/clerk.md, ../testimonials/tom-berg.md]\nlevel: "2"\n:::',
        '::: facts\nlevel: "2"\n:::',
        "::: sources\ncaption: Sources\n:::",
        "She came: [[years]].",
    ],
)
def test_what_other_pages_and_facts_say_of_her_is_not_shown_either(make_site, block):
    files = {
        **site_with(register(), f"First.\n\n{block}\n\nLast.\n"),
        "content/facts.yml": FACTS.replace("facts:\n", OF_HER, 1),
        "content/roles/clerk.md": content("role", title="Clerk", summary="As Zoë Quill knows it."),
        "content/pages/b.md": content(title="B", body="For [[years]].\n"),
    }
    site = make_site(files)
    assert site.errors == [], site.sentences
    page = site.page(ADDRESS)
    assert "Zoë" not in page.html
    assert "First." in page.main
    assert "Last." in page.main
    assert "ten years" in site.page("/b/").main


def test_a_link_in_the_text_to_a_page_that_names_her_stays_as_it_shows_its_own_words_alone(make_site):
    files = site_with(register(), "See [the job](../roles/clerk.md).\n")
    site = make_site({**files, "content/roles/clerk.md": content("role", title="Clerk", summary="As Zoë Quill knows.")})
    assert "/roles/clerk/" in site.page(ADDRESS).links


def test_a_saved_change_elsewhere_is_seen_by_the_campaign(tmp_path):
    from tests.building import built, put, workbench

    bench, files = workbench(), site_with(register(), "Words.\n", roles="[clerk]")
    put(tmp_path, {**DEFAULTS, **files, "content/roles/clerk.md": content("role", title="Clerk")})
    assert "Clerk" in built(tmp_path, bench=bench).page(ADDRESS).main
    put(tmp_path, {"content/roles/clerk.md": content("role", title="Clerk", summary="As Zoë Quill knows.")})
    assert "Clerk" not in built(tmp_path, bench=bench).page(ADDRESS).main


def test_a_photograph_for_sharing_needs_leave_for_campaigns_there(make_site):
    shared = DEFAULTS["site.yml"] + "share_image: {file: content/images/zoe.jpg, alt: Hills}\n"
    files = {**site_with(register(photo="site, share-cards"), "Words.\n"), "site.yml": shared,
             "content/images/zoe.jpg": saved(hills(1200, 630))}  # fmt: skip
    site = make_site(files)
    own = site.page(ADDRESS).attribute('meta[property="og:image"]', "content")
    assert "zoe" in site.page("/a/").attribute('meta[property="og:image"]', "content")
    assert "zoe" not in own
    assert own.removeprefix("https://careers.example/") in site.files


def test_posts_that_name_her_are_left_out_of_what_the_kit_gets(make_site):
    posts = "[{channel: poster, text: Meet Zoë Quill}, {channel: linkedin, text: Come}]"
    site = make_site(site_with(register(), "Words.\n", posts=posts))
    (campaign,) = site.site.campaigns
    assert [post["text"] for post in campaign.page.values["posts"]] == ["Come"]


REAL = (Path(__file__).resolve().parent.parent / "people.yml").read_text(encoding="utf-8")


def test_whose_interview_a_newspaper_printed_is_in_no_campaign_until_confirmed(make_site):
    real = REAL.replace("guardian-poar", "report").replace("guardian-ndebele", "report")
    site = make_site(
        {
            "people.yml": real.replace("guardian-new-approach", "report"),
            "content/facts.yml": FACTS,
            "content/testimonials/abby-poar.md": content("testimonial", name="Abby Poar", person="abby-poar"),
            "content/pages/a.md": content(body="[[retention-payment]]\n"),
            FAIR: content("campaign", "Words.\n\nAbby Poar is there.\n", people="[abby-poar]"),
        }
    )
    assert "Abby" not in site.page(ADDRESS).html
    assert "/testimonials/abby-poar/" in site.pages
    whys = {one.why for one in site.site.withheld_things}
    assert [why.partition(": ")[2] for why in whys] == [
        "no name and words of Abby Poar for campaign, because it awaits confirmation."
    ]
