"""What a person did not agree to, or no longer agrees to, is shown nowhere; the rest of the site is published."""

from __future__ import annotations

import re

import pytest

from careersite.preview.answer import find
from tests.building import FACTS, PEOPLE, content
from tests.made_pictures import hills, saved

LAST_DAY, DAY_AFTER = "2027-03-31", "2027-04-01"
PHOTO = saved(hills(800, 600))

RECORD = """\
  zoe-quill:
    name: Zoë Quill
    also_known_as: [Zed Q.]
    agreed:
      words: [site, share-cards]
      photo: [site]
      video: [site]
    basis: consent
    given: 2026-01-01
    until: 2027-03-31
    evidence: Folder 2
"""
ZOE = "people:\n" + RECORD
FILM = """\
::: video
file: ../videos/day.mp4
title: A day
date: 2026-03
captions: ../videos/day.vtt
transcript: Zoë Quill says zanzibar.
:::
"""
TOLD = "zanzibar"  # stands in all that she says, and nowhere else


def page(*blocks: str, **fields: str) -> str:
    return content(body="\n\n".join(("Before.", *blocks, "After.")) + "\n", **fields)


OF_HER = """\
  talk:
    title: A talk with Zoë Quill
    without_names: A talk
    publisher: The Echo
    date: 2026
facts:
  years:
    text: zanzibar years
    statement: How long Zoë Quill stayed.
    source: talk
    as_at: 2026
    review_by: 2099-01-31
    owner: Us
"""

STORY = {
    "people.yml": ZOE + "pictures:\n  videos/day.mp4: [zoe-quill]\n",
    "content/facts.yml": FACTS.replace("facts:\n", OF_HER, 1),
    "content/images/zoe.jpg": PHOTO,
    "content/videos/day.mp4": b"\0\0\0\x18ftypmp42zanzibar",
    "content/videos/day.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nzanzibar\n",
    "content/testimonials/zoe-quill.md": content(
        "testimonial", "Zoë Quill stayed for zanzibar.\n\n" + FILM, name="Zoë Quill", person="zoe-quill", team="Zeds",
        quotation="I saw zanzibar, and I stayed", source="talk",
        photo="{file: ../images/zoe.jpg, alt: Zoë Quill smiles, credit: A. Writer}",
    ),
    "content/pages/a.md": page(
        "[She](../testimonials/zoe-quill.md) saw zanzibar.", "ZOË  **Quill** saw zanzibar, [[years]].",
        "In short: [[years]].", "::: quote\nwords: zanzibar\nname: Zoë Quill\nperson: zoe-quill\nsource: talk\n:::",
        "![Zanzibar](../images/zoe.jpg)", FILM,
        "::: cards\nof: testimonial\nlevel: \"2\"\n:::", "::: people-filters\n:::",
        related="[../testimonials/zoe-quill.md]",
    ),
    "content/pages/list.md": page('::: facts\nlevel: "2"\n:::', "[[retention-payment]]", title="List"),
    "content/pages/find.md": page("::: search\n:::", title="Find"),
}  # fmt: skip


def traces(site) -> list[str]:
    """The files in which anything of her is found: name, words, the picture in any size."""
    words = re.compile(r"zo(?:ë|e|%c3%ab|&euml;|\\u00eb)[\W_]{1,6}quill|zanzibar|zed q\.", re.IGNORECASE)
    files = {path: data.decode("utf-8", "replace") for path, data in site.files.items()}
    return [path for path, text in files.items() if words.search(text) or words.search(path) or "zoe" in path]


def test_to_the_last_day_all_is_shown(make_site):
    site = make_site(STORY, as_of=LAST_DAY)
    assert site.errors == []
    assert site.site.withheld_things == ()
    found = traces(site)
    assert {"testimonials/zoe-quill/index.html", "a/index.html", "find/index.html", "sitemap.xml"} <= set(found)
    assert any(path.startswith("images/zoe") for path in found)
    assert any(path.startswith("videos/day") for path in found)
    assert any(path.startswith("assets/search") for path in found)


def test_from_the_day_after_nothing_of_the_person_is_in_any_file(make_site):
    site = make_site(STORY, as_of=DAY_AFTER)
    assert site.errors == []
    assert traces(site) == []
    assert "Before." in site.page("/a/").main
    assert "After." in site.page("/a/").main


def test_what_is_withheld_is_told_with_file_line_and_reason(make_site):
    site = make_site(STORY, as_of=DAY_AFTER)
    told = site.site.withheld_things
    assert {one.file for one in told} >= {
        "content/testimonials/zoe-quill.md",
        "content/pages/a.md",
        "content/facts.yml",
    }
    whys = {one.why for one in told if "name and words" in one.why}
    assert whys == {"people.yml, line 2: no name and words of Zoë Quill for site, because it ended on 2027-03-31."}
    line = 1 + STORY["content/pages/a.md"].split("\n").index("ZOË  **Quill** saw zanzibar, [[years]].")
    assert ("content/pages/a.md", line) in {(one.file, one.line) for one in told}


def test_the_page_is_not_live_and_its_lists_are_empty(make_site):
    site = make_site(STORY, as_of=DAY_AFTER)
    assert site.site.withheld["content/testimonials/zoe-quill.md"] == "is withheld"
    assert set(site.site.withheld_addresses) == {"/testimonials/zoe-quill/", "/testimonials/team/zeds/"}


def test_the_day_after_is_a_moment_at_which_the_site_changes(make_site):
    assert str(make_site(STORY, as_of=LAST_DAY).site.next_change) == "2027-04-01 00:00:00"


def test_a_withdrawn_record_shows_nothing_even_on_an_earlier_day(make_site):
    site = make_site({**STORY, "people.yml": ZOE + "    withdrawn: 2026-12-24\n"}, as_of="2026-06-01")
    assert [problem.code for problem in site.errors] == ["people"]  # the film is in no record any more
    site = make_site({"people.yml": STORY["people.yml"].replace("pictures", "    withdrawn: 2026-12-24\npictures")})
    assert traces(site) == []


def test_a_record_that_is_missing_counts_as_no_and_so_does_a_missing_register(make_site):
    without = STORY["people.yml"].replace("zoe-quill:\n    name", "zoe-quilt:\n    name")
    site = make_site({**STORY, "people.yml": without})
    assert traces(site) == []
    assert 'people.yml holds no record "zoe-quill" that could be read. Did you mean "zoe-quilt"?' in {
        one.why for one in site.site.withheld_things
    }
    site = make_site({"people.yml": None, "content/videos/day.mp4": None, "content/videos/day.vtt": None,
                      "content/testimonials/zoe-quill.md": content("testimonial", person="zoe-quill", source="talk",
                      name="Zoë Quill"), "content/pages/a.md": page("Zoë Quill saw zanzibar.")})  # fmt: skip
    assert site.errors == []
    assert traces(site) == []
    assert "There is no people.yml, so nobody has agreed to be shown" in site.site.withheld_things[0].why


def test_the_rest_of_the_site_does_not_change(make_site):
    """Beside her own pages and what names her, every file is as it would be without her."""
    site = make_site(STORY, as_of=DAY_AFTER)
    bare = {path: text for path, text in STORY.items() if "zoe" not in path and "videos" not in path}
    facts = bare["content/facts.yml"]
    bare["content/facts.yml"] = facts[: facts.index("  years:")] + facts[facts.index("  retention-payment:") :]
    bare["content/facts.yml"] = bare["content/facts.yml"].replace("A talk with Zoë Quill", "A talk")
    bare["content/pages/a.md"] = page("::: people-filters\n:::")
    bare["people.yml"] = PEOPLE
    without = make_site({**dict.fromkeys(STORY), **bare}, as_of=DAY_AFTER)
    assert without.errors == []
    one, other = ({p: f for p, f in made.files.items() if p != "a/index.html"} for made in (site, without))
    assert one.keys() == other.keys()
    assert {path for path in one if one[path] != other[path]} == set()


def test_a_page_whose_address_names_the_person_is_withheld(make_site):
    site = make_site({**STORY, "content/pages/by-zoe-quill.md": content(title="Far away")}, as_of=DAY_AFTER)
    assert "/by-zoe-quill/" not in site.pages
    assert traces(site) == []


# One use or channel alone


def agreed(**uses: str) -> str:
    """Her record with just these uses, each with its channels."""
    listed = "".join(f"      {use}: [{channels}]\n" for use, channels in uses.items())
    before, _, after = STORY["people.yml"].partition("      words: [site, share-cards]\n")
    return before + listed + after.partition("      video: [site]\n")[2]


def test_without_leave_for_photographs_only_the_photographs_go(make_site):
    site = make_site({**STORY, "people.yml": agreed(words="site", video="site")})
    assert not any("zoe" in path for path in site.files if path.startswith("images/"))
    assert site.page("/testimonials/zoe-quill/").has("video")
    assert not site.page("/testimonials/zoe-quill/").has("main img")
    assert b"zoe.jpg" not in b"".join(site.files.values())
    assert {one.what for one in site.site.withheld_things} == {
        'What "photo" says, or a part of it',
        "A part of the text here",
    } or all("photographs" in one.why for one in site.site.withheld_things)


def test_without_leave_for_films_only_the_films_go(make_site):
    site = make_site({**STORY, "people.yml": agreed(words="site", photo="site")})
    assert not any(path.startswith("videos/") for path in site.files)
    assert site.page("/testimonials/zoe-quill/").has("main img")
    assert all("films" in one.why for one in site.site.withheld_things)


def test_without_leave_for_cards_the_picture_for_sharing_names_the_site_alone(make_site):
    person, site_alone = (
        make_site({**STORY, "people.yml": agreed(words=words, photo="site", video="site")}).page(
            "/testimonials/zoe-quill/"
        )
        for words in ("site, share-cards", "site")
    )
    alt = 'meta[property="og:image:alt"]'
    assert "Zoë Quill" in person.attribute(alt, "content")
    assert site_alone.attribute(alt, "content").startswith("Example careers")


def test_without_leave_for_cards_nothing_that_is_shared_names_the_person_but_the_address(make_site):
    team = content(title="A team", summary="With Zoë Quill.")
    site = make_site({
        **STORY, "people.yml": agreed(words="site", photo="site", video="site"), "content/pages/team.md": team,
    })  # fmt: skip
    for address in ("/testimonials/zoe-quill/", "/team/"):
        page = site.page(address)
        shared = [one.attributes for one in page.tree.css("meta[property^='og:'], meta[name^='twitter:']")]
        said = " ".join(one["content"] for one in shared if one.get("property") != "og:url").casefold()
        assert "example careers" in said
        assert "quill" not in said
    assert not [path for path in site.files if path.startswith("share/") and "quill" in path]
    assert "Zoë Quill" in site.page("/testimonials/zoe-quill/").html


def test_a_logo_or_picture_for_sharing_that_shows_somebody_needs_leave_too(make_site):
    settings = "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"
    site = make_site({
        "site.yml": settings + "logo: {file: content/images/logo.png, alt: Us}\n",
        "content/images/logo.png": saved(hills(400, 200), "PNG"),
        "people.yml": ZOE + "pictures:\n  images/logo.png: [zoe-quill]\n",
    }, as_of=DAY_AFTER)  # fmt: skip
    assert not any(path.startswith("images/logo") for path in site.files)
    assert [(one.file, one.line) for one in site.site.withheld_things] == [("site.yml", 4)]


@pytest.mark.parametrize(("agreed_for", "is_shared"), [("site", False), ("share-cards", False),
                                                       ("site, share-cards", True)])  # fmt: skip
def test_a_photograph_that_every_page_is_shared_with_needs_leave_for_that(agreed_for, is_shared, make_site):
    settings = "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"
    site = make_site({
        "site.yml": settings + "share_image: {file: content/images/share.png, alt: Us}\n",
        "content/images/share.png": saved(hills(1200, 630), "PNG"),
        "people.yml": agreed(words="site, share-cards", photo=agreed_for, video="site")
        + "  images/share.png: [zoe-quill]\n",
    })  # fmt: skip
    assert site.errors == [], site.sentences
    assert any(path.startswith("images/share") for path in site.files) == is_shared
    assert any(path.startswith("share/") for path in site.files) != is_shared
    assert [(one.file, one.line) for one in site.site.withheld_things] == ([] if is_shared else [("site.yml", 4)])


# Blocks


MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Zoë Quill in zanzibar</title></svg>'
WITHHELD_BLOCKS = {
    "a paragraph": "Zoë Quill\nsaw zanzibar.",
    "a name in emphasis": "*Zoë* __Quill__ saw zanzibar.",
    "another form of the name": "zed q. saw zanzibar.",
    "a name in an entity": "Zo&euml; Quill saw zanzibar.",
    "a name with a hidden hyphen": "Zo\u00adë\u00a0Quill saw zanzibar.",
    "letters and marks apart": "Zoe\u0308 Quill saw zanzibar.",
    "a whole section": "## Zoë Quill\n\nShe saw zanzibar.\n\n### More\n\nAll of zanzibar.",
    "a heading with nothing left": "## A story\n\nZoë Quill saw zanzibar.",
    "words that lead on": "Zoë Quill says:\n\n- zanzibar\n- and zanzibar",
    "words that lead to nothing else": "She says, of zanzibar:\n\n::: quote\nwords: zanzibar\nname: Z. Q.\n"
    "person: zoe-quill\nsource: talk\n:::",
    "a table": "| a | b |\n|---|---|\n| Zoë Quill | zanzibar |\n| more | zanzibar |",
    "a quotation": "> zanzibar\n>\n> Zoë Quill",
    "code": "```\nZoë Quill\n\nzanzibar\n```",
    "a footnote and its words": "As zanzibar says.[^1]\n\n[^1]: Said by Zoë Quill.",
    "a footnote of hers alone": "Zoë Quill says.[^1]\n\n[^1]: In zanzibar.",
    "a target and its words": "[Zanzibar][her] is far.\n\n[her]: ../testimonials/zoe-quill.md",
    "a component": "::: callout\ntitle: Note\ntext: Zoë Quill says zanzibar.\n:::",
    "her name with an initial": "Zoë J. Quill saw zanzibar.",
    "her name in an address elsewhere": "See [zanzibar](https://x.example/ZoeQuill).",
    "an e-mail address": "Ask for zanzibar: zoequill@council.example.",
    "a name in cells of a table": "| Zoë              | Quill |\n|---|---|\n| zanzibar | more |",
    "what she said": "Somebody says: “I *saw* zanzibar, and I stayed.”",
    "a picture": "![Zanzibar](../images/zoe.jpg)",
    "a picture's words": "![Zoë Quill in zanzibar](../images/other.jpg)",
    "a film": FILM.strip(),
    "a link to the picture": "See [zanzibar](../images/zoe.jpg).",
    "a fact": "It lasts [[years]] in zanzibar.",
    "a film whose captions name her": FILM.strip().replace("day", "other").replace("Zoë Quill", "Somebody"),
    "a drawing with her name in it": "![Zanzibar](../images/map.svg)",
    "a download with her name in it": "See [zanzibar](../files/list.csv).",
    "a document said to show her": "See [zanzibar](../files/book.pdf).",
    "a picture with her name for a name": "![Zanzibar](../images/by-zoe-quill.jpg)",
    "a name without its accent": "Zoe Quill saw zanzibar.",
    "a definition": "Zoë Quill\n:   Who saw zanzibar.",
}


@pytest.mark.parametrize("what", WITHHELD_BLOCKS)
def test_every_block_that_names_or_shows_the_person_is_left_out(what, make_site):
    site = make_site({
        **STORY, "content/pages/a.md": page(WITHHELD_BLOCKS[what], "## Next"), "content/images/other.jpg": PHOTO,
        "content/images/by-zoe-quill.jpg": PHOTO, "content/files/list.csv": "name\nZoe Quill\n",
        "content/files/book.pdf": b"%PDF-1.7 zanzibar", "content/videos/other.mp4": STORY["content/videos/day.mp4"],
        "content/videos/other.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nZoë Quill of zanzibar\n",
        "content/images/map.svg": MAP, "people.yml": STORY["people.yml"] + "  images/other.jpg: nobody\n"
        "  images/by-zoe-quill.jpg: nobody\n  videos/other.mp4: nobody\n  files/book.pdf: [zoe-quill]\n",
    }, as_of=DAY_AFTER)  # fmt: skip
    assert site.errors == []
    assert traces(site) == []
    assert site.page("/a/").all("main p")[-2:] == ["Before.", "After."]
    assert site.page("/a/").all("main h2") == ["Next"]


def test_what_others_say_too_and_a_few_words_are_left_alone(make_site):
    other = content("testimonial", quotation="I saw zanzibar, and I stayed")
    site = make_site({
        **STORY, "people.yml": PEOPLE + RECORD + "pictures:\n  videos/day.mp4: nobody\n",
        "content/testimonials/a-person.md": other,
        "content/pages/b.md": page("He saw it, and I stayed.", "He said: I saw zanzibar, and I stayed.", title="B"),
    }, as_of=DAY_AFTER)  # fmt: skip
    assert "He saw it, and I stayed." in site.page("/b/").html
    assert "I saw zanzibar, and I stayed" in site.page("/testimonials/a-person/").html
    assert "I saw zanzibar, and I stayed" in site.page("/b/").html


def test_a_publisher_who_may_not_be_named_is_not(make_site):
    facts = FACTS.replace("publisher: Example Council", "publisher: The blog of Zoë Quill")
    site = make_site({**STORY, "content/facts.yml": facts.replace("facts:\n", OF_HER, 1)}, as_of=DAY_AFTER)
    assert traces(site) == []
    assert "Name withheld" in site.page("/list/").html


def test_of_a_list_only_the_entry_is_left_out_and_the_rest_stays_as_close(make_site):
    body = "- one\n- Zoë Quill\n  saw zanzibar\n  - and more zanzibar\n- two\n  - inner\n  - Zed Q. of zanzibar"
    site = make_site({**STORY, "content/pages/a.md": page(body)}, as_of=DAY_AFTER)
    assert traces(site) == []
    assert [text.split()[0] for text in site.page("/a/").all("main li")] == ["one", "two", "inner"]
    assert not site.page("/a/").has("main li p")


def test_of_a_component_with_a_list_only_the_entry_is_left_out(make_site):
    steps = "::: steps\nsteps:\n  - {title: First}\n  - {title: Ask Zoë Quill of zanzibar}\n  - {title: Last}\n:::"
    site = make_site({**STORY, "content/pages/a.md": page(steps)}, as_of=DAY_AFTER)
    assert traces(site) == []
    assert "First" in site.page("/a/").main
    assert "Last" in site.page("/a/").main


def test_a_link_to_a_heading_that_is_left_out_is_no_mistake(make_site):
    site = make_site({
        **STORY, "content/pages/a.md": page("## Zoë Quill\n\nWords of zanzibar."),
        "content/pages/b.md": page("See [there](a.md#zoë-quill).", title="B"),
    }, as_of=DAY_AFTER)  # fmt: skip
    assert site.errors == []


def test_names_like_the_name_and_parts_of_words_are_left_alone(make_site):
    body = "Zoë spoke. Quill spoke. Zoë Quillfeather spoke. Azoë Quill spoke."
    site = make_site({**STORY, "content/pages/a.md": page(body)}, as_of=DAY_AFTER)
    assert body in site.page("/a/").main


@pytest.mark.parametrize("link", ["[there](nowhere.md)", "[there](nowhere.md), says Zoë Quill"])
def test_a_mistake_is_told_before_what_holds_it_may_be_shown(link, make_site):
    """Or a build would fail on the day on which somebody's leave begins."""
    pages = {"content/pages/a.md": page(link), "content/testimonials/zoe-quill.md": STORY[
        "content/testimonials/zoe-quill.md"].replace("stayed for", "[saw](nowhere.md)")}  # fmt: skip
    site = make_site({**STORY, **pages}, as_of=DAY_AFTER)
    assert {(one.code, one.file) for one in site.errors} == {
        ("broken-link", "content/pages/a.md"), ("broken-link", "content/testimonials/zoe-quill.md")
    }  # fmt: skip


# Fields


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_page_whose_title_or_summary_names_the_person_is_withheld(field, make_site):
    site = make_site({**STORY, "content/pages/a.md": page(**{field: "With Zoë Quill"})}, as_of=DAY_AFTER)
    assert site.errors == []
    assert traces(site) == []
    assert "/a/" not in site.pages
    assert "/a/" in site.site.withheld_addresses


def test_a_field_that_can_be_left_out_is(make_site):
    fields = {"requirements": "[A degree, The word of Zoë Quill]", "length": "As long as Zoë Quill"}
    site = make_site({**STORY, "content/routes/r.md": content("route", **fields)}, as_of=DAY_AFTER)
    assert traces(site) == []
    assert "A degree" in site.page("/routes/r/").main


def test_a_home_page_never_goes(make_site):
    site = make_site({**STORY, "content/pages/index.md": content(title="Zoë Quill", summary="By Zoë Quill")},
                     as_of=DAY_AFTER)  # fmt: skip
    assert site.errors == []
    assert traces(site) == []
    assert site.page("/").all("h1") == ["Example careers"]


def test_what_lies_on_a_page_that_is_not_live_is_not_told(make_site):
    site = make_site({
        **STORY, "content/pages/a.md": page("Zoë Quill", draft="yes"),
        "content/testimonials/zoe-quill.md": STORY["content/testimonials/zoe-quill.md"].replace(
            "\nteam:", "\nexpires: 2026-12-31\nteam:"),
        "content/pages/list.md": page(title="List", expires="2026-12-31") + "Zoë Quill\n",
    }, as_of=DAY_AFTER)  # fmt: skip
    assert {one.file for one in site.site.withheld_things} == {"content/facts.yml"}


# Already published


PUBLISHED = """\
people:
  zoe-quill:
    name: Zoë Quill
    basis: already-published
    published_in: talk
pictures:
  videos/day.mp4: [zoe-quill]
"""


def test_published_words_stand_on_the_site_until_they_are_confirmed_and_nothing_else(make_site):
    site = make_site({**STORY, "people.yml": PUBLISHED}, slower=True)
    assert site.errors == []
    assert "awaits-confirmation" in site.codes
    person = site.page("/testimonials/zoe-quill/")
    assert "I saw zanzibar" in person.main
    assert not person.has("main img")
    assert not person.has("video")
    assert "Zoë" not in person.attribute('meta[property="og:image:alt"]', "content")


def test_once_confirmed_what_was_agreed_counts(make_site):
    confirmed = PUBLISHED.replace("pictures", "    confirmed: 2026-12-01\n    agreed: {words: [site]}\npictures")
    site = make_site({**STORY, "people.yml": confirmed}, slower=True)
    assert "awaits-confirmation" not in site.codes
    assert "/testimonials/zoe-quill/" in site.pages
    site = make_site({"people.yml": confirmed.replace("    agreed: {words: [site]}\n", "")})
    assert traces(site) == []


# The register itself


MARKED = """\
people:
  marked-id:
    name: Zoë Quill
    also_known_as: [Marked Alias]
    agreed: {words: [site, share-cards, campaign, print], photo: [site], video: [site]}
    basis: consent
    given: 1981-01-11
    until: 2087-07-17
    evidence: marked evidence
    looked_after_by: marked guardian
    printed: [marked leaflet]
  marked-other:
    name: Marked Stranger
    basis: legitimate-interests
    evidence: marked assessment
    given: 1982-02-12
    withdrawn: 1983-03-13
  marked-published:
    name: Marked Speaker
    basis: already-published
    published_in: talk
    confirmed: 1984-04-14
pictures:
  videos/day.mp4: [marked-id]
"""


@pytest.mark.parametrize("host", ["nginx", "apache", "netlify", "cloudflare", "azure", "github-pages"])
def test_no_field_of_the_register_is_in_any_output(host, make_site):
    story = {path: text.replace("person: zoe-quill", "person: marked-id") if isinstance(text, str) else text
             for path, text in STORY.items()}  # fmt: skip
    settings = "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"
    site = make_site({**story, "people.yml": MARKED, "site.yml": f"{settings}hosts: [{host}]\n"})
    assert site.errors == []
    assert "Zoë Quill" in site.page("/testimonials/zoe-quill/").main
    private = {f"private/{path}": file.content for path, file in site.finished.rendered.private.items()}
    dates = ("198[1-4]-", "2087-07-17", "20870717", "17 July 2087")
    public_marks = re.compile(
        rb"marked|consent|legitimate|already-published|" + "|".join(dates).encode(), re.IGNORECASE
    )
    private_marks = re.compile(rb"marked (evidence|guardian|leaflet|assessment)|marked-id|legitimate", re.IGNORECASE)
    assert len(site.files) > 10
    assert [path for path, data in site.files.items() if public_marks.search(data) or "marked" in path] == []
    assert [path for path, data in private.items() if private_marks.search(data)] == []


def test_the_register_may_lie_outside_of_the_site(make_site, tmp_path):
    (tmp_path / "private").mkdir()
    (tmp_path / "private/who.yml").write_text(STORY["people.yml"], encoding="utf-8")
    settings = "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"
    for path in ("../private/who.yml", str(tmp_path / "private/who.yml")):
        site = make_site({**STORY, "people.yml": None, "site.yml": f"{settings}register: {path}\n"}, as_of=LAST_DAY)
        assert site.errors == []
        assert site.site.withheld_things == ()
        assert "/testimonials/zoe-quill/" in site.pages


# Statuses


def test_build_and_check_say_it_first_and_end_with_4(make_site, command_line, tmp_path):
    make_site(STORY)
    folder, out = tmp_path / "site", tmp_path / "public"
    for command in (("--out", out), ("check",)):
        said = command_line(*command, "--site", folder, "--as-of", DAY_AFTER)
        assert said.status == 4
        assert "WITHHELD: " in said.out
        assert command_line(*command, "--site", folder, "--as-of", LAST_DAY).status == 0
    assert find("/testimonials/zoe-quill/", "", lambda path: None).status == 404
    assert (out / "testimonials/zoe-quill/index.html").exists()
    assert command_line("--out", out, "--site", folder, "--as-of", DAY_AFTER).status == 4
    assert not (out / "testimonials").exists()


def test_a_mistake_is_a_mistake_even_where_something_is_withheld(make_site, command_line, tmp_path):
    make_site({**STORY, "content/pages/b.md": page(colour="red")})
    assert command_line("check", "--site", tmp_path / "site", "--as-of", DAY_AFTER).status == 1


@pytest.mark.parametrize("day", ["2027-03-31", "2027-04-01"])
def test_a_home_page_whose_title_names_a_fact_that_ends_is_there_on_every_day(make_site, day):
    home = content(title='"Earn [[retention-payment]]"', summary='"Get [[retention-payment]]."')
    site = make_site(
        {"content/pages/index.md": home, "content/facts.yml": FACTS + "    until: 2027-03-31\n"}, as_of=day
    )
    assert site.errors == []
    assert site.page("/").all("h1") == [{"2027-03-31": "Earn £3,000", "2027-04-01": "Example careers"}[day]]
