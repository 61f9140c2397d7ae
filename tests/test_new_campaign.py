"""The starter of a campaign: what can be known stands there, and filled in as it says it is a page."""

from __future__ import annotations

import re

import pytest

from careersite.campaigns.new_campaign import NO_ROOM_REMARK, free_code
from careersite.new import new
from careersite.problem import Problems
from tests.building import DEFAULTS, REQUIRED, built, content, put

CHANNELS = """\
channels:
  - {name: radio, title: Radio, kind: spoken}
  - {name: bus, title: Bus, kind: print}
"""
LISTED = '---\ntitle: Join us\nsummary: All campaigns.\nmenu: 1\n---\n::: cards\nof: campaign\nlevel: "2"\n:::\n'
NEEDED = {"summary": "Come.", "audience": "Nurses", "message": "Come and see."}
EVENT = {"starts": "2027-03-12 10:00", "ends": "2027-03-12 15:00", "venue": "A hall", "address": "1 Any Street"}


@pytest.fixture
def started(tmp_path):
    """A site with a starter, and the path of the starter."""
    put(tmp_path, {
        **DEFAULTS, "site.yml": DEFAULTS["site.yml"] + CHANNELS, "content/pages/campaigns/index.md": LISTED,
        "content/routes/night-school.md": content("route", title="Night school"),
    })  # fmt: skip
    problems = Problems()
    path = new("campaign", "Meet us at the Autumn Fair", tmp_path, problems)
    assert (path, problems.all) == ("content/campaigns/meet-us-at-the-autumn-fair.md", ())
    return tmp_path / path


def filled(text: str) -> str:
    """All blanks filled in, the event with its place and time, and the last line deleted."""
    for name, value in NEEDED.items():
        text = text.replace(f"\n{name}:\n", f"\n{name}: {value}\n")
    for name, value in EVENT.items():
        text = text.replace(f"\n  #{name}:\n", f"\n  {name}: {value}\n", 1)
    text = text.replace("\n  #access:\n    #-\n", "\n  access:\n    - The way in has no steps.\n")
    return text.replace("\n#event:\n", "\nevent:\n").replace("\ndraft: yes\n", "\n")


def fixed(started, old: str, new_text: str) -> None:
    text = started.read_text(encoding="utf-8")
    assert old in text
    started.write_text(text.replace(old, new_text, 1), encoding="utf-8")


def test_filled_in_as_it_says_it_is_a_page_with_the_channels_of_the_site(started, tmp_path):
    started.write_text(filled(started.read_text(encoding="utf-8")), encoding="utf-8")
    site = built(tmp_path)
    assert site.problems == (), site.sentences
    (campaign,) = site.site.campaigns
    assert (campaign.code, [one.name for one in campaign.channels]) == ("autumn", ["radio", "bus"])
    assert campaign.run.event.values["venue"] == "A hall"
    assert "Meet us at the Autumn Fair" in site.page("/campaigns/").main


def test_a_half_filled_one_is_never_published(started, tmp_path):
    half = filled(started.read_text(encoding="utf-8")).replace("audience: Nurses", "audience:")
    started.write_text(half, encoding="utf-8")
    assert '"audience" is still blank.' in built(tmp_path).sentences
    fixed(started, "audience:", "audience: Nurses")
    fixed(started, "code: autumn", "code: autumn\ndraft: yes")
    site = built(tmp_path)
    assert site.errors == []
    assert "/campaigns/meet-us-at-the-autumn-fair/" not in site.pages


def test_every_line_stands_where_it_has_to_once_its_sign_is_taken_away(started, tmp_path):
    text = re.sub(r"^( *)#(?! )", r"\1", started.read_text(encoding="utf-8"), flags=re.MULTILINE)
    started.write_text(text, encoding="utf-8")
    site = built(tmp_path)
    told = {problem.message.split('"')[-1] for problem in site.errors}
    assert told == {" is still blank.", " is blank."}, site.sentences


def test_it_names_the_routes_among_which_one_chooses(started):
    assert "# There are: night-school.\n#routes:\n" in started.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "mistake", "told"),
    [
        ("code: autumn", "code: Autumn Fair", "small letters"),
        ("  - radio\n", "  - televison\n", "televison"),
        ("  - radio\n  - bus\n", "", "channels"),
        ("starts: 2027-03-12 10:00", "starts: Friday 12 March", "Friday 12 March"),
        ("ends: 2027-03-12 15:00", "ends: 2027-03-11", "ends"),
        ("  venue: A hall\n", "", '"venue" is missing from an event.'),
        ("\nevent:\n", "\n#event:\n", "This line is not indented like the list above it."),
    ],
)
def test_a_mistake_in_filling_it_in_is_told_with_its_file(started, tmp_path, old, mistake, told):
    started.write_text(filled(started.read_text(encoding="utf-8")), encoding="utf-8")
    fixed(started, old, mistake)
    site = built(tmp_path)
    assert site.errors, "nothing was told"
    assert told in site.sentences
    assert "content/campaigns/meet-us-at-the-autumn-fair.md, line " in site.sentences


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Compass jobs fair", "compass"),
        ("Meet us at the Compass jobs fair", "compass"),
        ("Return to practice", "return"),
        ("2027: come & see", "campaign"),
        ("Apply", "apply-2"),
        ("Élan", "elan"),
        ("歓迎", "campaign"),
        ("Meet us", "campaign"),
        ("X", "campaign"),
        ("Extraordinarilylongword", "extraordinarilyl"),
    ],
)
def test_the_code_is_the_word_that_tells_most(name, code):
    assert free_code(name, {"apply"}) == code


def test_a_code_fits_into_a_small_qr_code_where_the_address_of_the_site_is_long(tmp_path):
    put(tmp_path, {"site.yml": DEFAULTS["site.yml"] + "address: https://jobs.anyborough.uk\n" + CHANNELS})
    for name, line in {"Meet us at the Midsummer fair": "code: fair", "Midsummer": "code:"}.items():
        path = new("campaign", name, tmp_path, Problems())
        text = (tmp_path / path).read_text(encoding="utf-8")
        # https://jobs.anyborough.uk/go//bus has 34 bytes, of 42.
        remark = "# It may have at most 8 letters, or no small QR code could hold the address with it."
        assert f"\n{remark}\n{line}\n" in text
        assert ("made from the name" in text) == (line != "code:")


def test_where_the_address_of_the_site_leaves_no_room_for_any_code_it_is_said(tmp_path):
    put(tmp_path, {"site.yml": DEFAULTS["site.yml"] + "address: https://working-with-us.anyborough.uk\n" + CHANNELS})
    text = (tmp_path / str(new("campaign", "Midsummer", tmp_path, Problems()))).read_text(encoding="utf-8")
    assert f"\n{NO_ROOM_REMARK}\ncode: midsummer\n" in text


@pytest.mark.parametrize("before", ["code: autumn\n", 'code: "autumn"  # ours\n', "code: 'autumn'\ndraft: yes\n"])
def test_a_code_of_another_campaign_is_never_suggested(tmp_path, before):
    put(tmp_path, {"content/campaigns/other.md": f"---\ntitle: [half\n{before}---\n"})
    new("campaign", "Autumn fair", tmp_path, Problems())
    assert "\ncode: autumn-fair\n" in (tmp_path / "content/campaigns/autumn-fair.md").read_text(encoding="utf-8")


def test_a_code_that_was_once_published_is_never_suggested(tmp_path):
    put(tmp_path, {"published.yml": "addresses:\n  /go/autumn/poster/:\n    first: 2025-01-01\n"})
    new("campaign", "Autumn", tmp_path, Problems())
    assert "\ncode: autumn-2\n" in (tmp_path / "content/campaigns/autumn.md").read_text(encoding="utf-8")


def test_settings_that_cannot_be_read_keep_nobody_from_starting(tmp_path):
    put(tmp_path, {"site.yml": "name: [\n"})
    assert new("campaign", "Autumn", tmp_path, Problems())
    assert "\n  - linkedin\n" in (tmp_path / "content/campaigns/autumn.md").read_text(encoding="utf-8")


def test_what_is_needed_of_a_campaign_is_known_to_this_test():
    assert REQUIRED["campaign"].keys() == {"title", "code", "channels", *NEEDED}
