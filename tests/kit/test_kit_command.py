"""`build.py kit` as somebody runs it who has a campaign to make known: what it writes, says and refuses."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from careersite import write as writing
from tests.building import DEFAULTS, content, put
from tests.made_pictures import hills, saved
from tests.printed import dots_of, read_by_zbar, read_by_zxing, words_of

pytestmark = pytest.mark.slow  # whole kits, drawn and read back

HOST = "careers.example"
SITE_YML = f"{DEFAULTS['site.yml']}address: https://{HOST}\n"
FAIR = "content/campaigns/fair.md"
ROUND = "content/campaigns/round.md"
EVENT = "{starts: 2027-03-12 10:00, ends: 2027-03-12 15:00, venue: City Hall, access: [Level access]}"
ON_PAPER = ("poster", "stand")
BEFORE = ("--as-of", "2027-01-10")


def a_campaign(**fields: str | None) -> str:
    return content("campaign", **{"title": "Jobs fair", "channels": "[linkedin, email, poster, stand, talk, partner]",
                                  "event": EVENT, **fields})  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "Ann’s site (2)"
    put(site, {**DEFAULTS, "site.yml": SITE_YML, FAIR: a_campaign()})
    return site


@pytest.fixture
def kit(folder, command_line):
    """kit(…) runs the command on the site of the folder, in January 2027 unless told."""
    return lambda *arguments: command_line(
        "kit", "--site", folder, *(BEFORE if "--as-of" not in arguments else ()), *arguments
    )


def tree(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: data for path, data in found.items() if not path.endswith(".careersite")}


def links_in(folder: Path) -> list[dict[str, str]]:
    text = (folder / "kit/links.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def page_of(folder: Path) -> LexborHTMLParser:
    return LexborHTMLParser((folder / "kit/index.html").read_text(encoding="utf-8"))


# What it writes


def test_it_writes_a_folder_beside_public_and_says_what_is_in_it(folder, kit):
    said = kit()
    assert (said.status, said.err) == (0, "")
    assert f"Jobs fair: {HOST}/go/fair\n  Open. It is on Friday 12 March 2027, 10am to 3pm.\n" in said.out
    assert "6 codes, 4 sheets and 6 texts." in said.out
    assert f"Open {folder / 'kit' / 'index.html'} in a browser." in said.out
    assert not (folder / "public").exists()
    codes = {f"fair/{name}-qr.{ending}" for name in ("linkedin", "email", "poster", "stand", "talk", "partner")
             for ending in ("svg", "png", "pdf")}  # fmt: skip
    texts = {f"fair/{name}-text.txt" for name in ("linkedin", "email", "poster", "stand", "talk", "partner")}
    sheets = {f"fair/{name}-{size}.pdf" for name in ON_PAPER for size in ("a4", "a5")}
    others = {"fair/share-card.png", "fair/signature.txt", "fair/signature.html"}
    own = {"index.html", "kit.css", "kit.js", "links.csv"}
    assert tree(folder / "kit").keys() == codes | texts | sheets | others | own


def test_every_code_and_sheet_leads_two_readers_to_the_short_address_of_its_channel(folder, kit, tmp_path):
    kit()
    files = tree(folder / "kit")
    links = {row["channel"]: row["short address"] for row in links_in(folder) if row["channel"]}
    assert len(links) == 6
    for name, url in links.items():
        assert url == f"https://{HOST}/go/fair/{name}"
        forms = [Image.open(BytesIO(files[f"fair/{name}-qr.png"])), dots_of(files[f"fair/{name}-qr.pdf"], 300)]
        forms += [dots_of(files[f"fair/{name}-{size}.pdf"], 150) for size in ("a4", "a5") if name in ON_PAPER]
        for form in forms:
            assert read_by_zxing(form) == read_by_zbar(form, tmp_path) == [url]
    for name in ON_PAPER:
        for size in ("a4", "a5"):
            words = words_of(files[f"fair/{name}-{size}.pdf"])
            assert f"{HOST}/go/fair/{name}" in words
            assert "Friday 12 March 2027, 10am to 3pm" in words
            assert "Level access." in words


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing_there(folder, kit):
    put(folder, {FAIR: a_campaign(title='"=HYPERLINK(1) & fair, Ångström"')})
    kit()
    data = (folder / "kit/links.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcampaign,code,channel,short address,")
    assert data.count(b"\r\n") == data.count(b"\n") == 8
    rows = links_in(folder)
    assert {row["campaign"] for row in rows} == {"'=HYPERLINK(1) & fair, Ångström"}
    assert [row["channel"] for row in rows] == ["", "linkedin", "email", "poster", "stand", "talk", "partner"]
    assert rows[0]["tagged address"] == f"https://{HOST}/campaigns/fair/"
    assert rows[1]["tagged address"] == (
        f"https://{HOST}/campaigns/fair/?utm_source=linkedin&utm_medium=social&utm_campaign=fair"
    )
    assert all((folder / "kit" / row["QR file"]).is_file() for row in rows[1:])


def test_short_addresses_are_those_that_the_site_answers(folder, kit, command_line):
    kit()
    command_line("--site", folder, *BEFORE)
    for row in links_in(folder):
        path = row["short address"].removeprefix(f"https://{HOST}/")
        stand_in = (folder / "public" / path / "index.html").read_text(encoding="utf-8")
        assert row["tagged address"].removeprefix(f"https://{HOST}").replace("&", "&amp;") in stand_in


def test_the_same_site_gives_the_same_bytes_and_nothing_is_written_twice(folder, kit, tmp_path):
    kit()
    before = tree(folder / "kit")
    said = kit("--as-of", "2027-01-11T09:00")
    assert "kit/: nothing changed." in said.out
    kit("--out", tmp_path / "other")
    assert tree(tmp_path / "other") == before == tree(folder / "kit")


def test_nothing_in_it_depends_on_the_computer(folder, kit, tmp_path, monkeypatch):
    kit()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.chdir(tmp_path)
    kit("--out", "elsewhere")
    assert tree(tmp_path / "elsewhere") == tree(folder / "kit")


def test_as_json_it_tells_all_as_one_object(folder, kit):
    told = json.loads(kit("--format", "json").out)
    assert list(told) == ["command", "status", "folder", "campaigns", "left_out", "absent", "new", "changed",
                          "removed", "seconds"]  # fmt: skip
    assert (told["command"], told["status"], told["left_out"], told["absent"]) == ("kit", "done", [], [])
    one = told["campaigns"][0]
    assert (one["code"], one["file"], one["state"], one["short"]) == ("fair", FAIR, "open", f"https://{HOST}/go/fair")
    poster = one["channels"][2]
    assert (poster["channel"], poster["minimum_mm"], poster["sheets"]) == (
        "poster", 20, ["fair/poster-a4.pdf", "fair/poster-a5.pdf"],
    )  # fmt: skip
    assert set(told["new"]) == tree(folder / "kit").keys()


# States


@pytest.mark.parametrize(
    ("day", "said"),
    [("2027-03-13", "Closed. It was on Friday 12 March 2027, 10am to 3pm."), ("2027-03-10", "Closing soon. It is on")],
)
def test_each_state_is_said(kit, day, said):
    assert said in kit("--as-of", day).out


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-01-10", ["Opens Monday 11 January 2027", "Closes Sunday 31 January 2027, 5pm"]),
        ("2027-01-11", ["Closes Sunday 31 January 2027, 5pm"]),
        ("2027-01-30", ["Closes Sunday 31 January 2027, 5pm"]),
    ],
    ids=["before", "open", "closing"],
)
def test_a_poster_says_until_when_on_every_day_and_from_when_before_that(folder, kit, day, said):
    put(folder, {FAIR: a_campaign(event=None, opens="2027-01-11", closes="2027-01-31 17:00")})
    kit("--as-of", day)
    for name in ("poster-a4.pdf", "poster-a5.pdf"):
        words = words_of((folder / "kit/fair" / name).read_bytes())
        assert [one for one in said if one not in words] == []
        assert ("Opens" in words) == (len(said) == 2)


def test_a_handout_does_not_say_twice_whom_it_is_for(folder, kit):
    routes = {f"content/routes/{name}.md": content("route", title=name.title()) for name in ("nurses", "others")}
    put(folder, {**routes, FAIR: a_campaign(audience="nurses", routes="[nurses, others]")})
    kit()
    words = words_of((folder / "kit/fair/poster-a5.pdf").read_bytes())
    assert "Who it is for nurses" in words
    assert "Others" in words
    assert "Nurses" not in words


def test_of_what_is_over_nothing_is_printed_and_what_was_is_taken_away(folder, kit):
    kit()
    said = kit("--as-of", "2027-03-13")
    assert (said.status, "6 codes, 0 sheets and 6 texts." in said.out) == (0, True)
    left = tree(folder / "kit").keys()
    assert not [path for path in left if "-a4" in path or "-a5" in path or "signature" in path]
    assert "Take down what hangs" in page_of(folder).body.text()
    assert "It was on Friday 12 March 2027" in (folder / "kit/fair/linkedin-text.txt").read_text(encoding="utf-8-sig")


def test_a_cancelled_event_is_told_as_that(folder, kit):
    put(folder, {FAIR: a_campaign(event=EVENT.replace("}", ", cancelled: yes}"))})
    assert "Cancelled. This event is cancelled." in kit().out
    assert not [path for path in tree(folder / "kit") if "-a4" in path]


def test_an_edition_is_named_and_its_own_days_count(folder, kit):
    editions = (
        f"\n  - {{name: Spring 2027, closes: 2027-02-01}}\n  - {{name: Autumn 2027, opens: 2027-02-20, event: {EVENT}}}"
    )
    put(folder, {FAIR: a_campaign(event=None, editions=editions)})
    assert "Jobs fair: Spring 2027: " in kit().out
    assert "It closes on Monday 1 February 2027, 11:59pm." in kit().out
    later = kit("--as-of", "2027-02-02").out
    assert "Jobs fair: Autumn 2027: " in later
    assert "Not open yet. It opens on Saturday 20 February 2027." in later


# What is left out, and why


def test_drafts_and_what_is_yet_to_come_are_named_and_no_alarm(folder, kit):
    later = a_campaign(code="later", title="Later", publish="2027-02-01")
    put(folder, {ROUND: a_campaign(code="round", title="Return", draft="yes"), "content/campaigns/later.md": later})
    said = kit()
    assert said.status == 0
    assert (
        "Not on the site now, and so without a kit:\n  content/campaigns/later.md: it appears on 1 February 2027."
        in said.out
    )
    assert f"  {ROUND}: it is a draft." in said.out
    assert "Later: careers.example/go/later" in kit("--as-of", "2027-02-01").out


def test_an_address_that_is_too_long_to_print_is_refused_in_words(folder, kit):
    put(folder, {"site.yml": SITE_YML.replace(HOST, "careers.anyborough-council.example")})
    said = kit()
    assert said.status == 4
    assert (
        "LEFT OUT:\n"
        f"  {FAIR}, line 6: The QR code for Poster, and so its poster and handout. The address "
        "https://careers.anyborough-council.example/go/fair/poster is 57 bytes long, and a code that can be read at "
        "20 mm holds no more than 42. Make it 15 bytes shorter: shorten the code of the campaign or the name of the "
        'channel. Or fill in "hosts" in site.yml: nginx, Apache, Netlify and Cloudflare take the address in capitals, '
        "which a small code can hold."
    ) in said.out
    # On a screen nobody misses a code.
    assert "LinkedIn." not in said.out
    left = tree(folder / "kit")
    assert not [path for path in left if "-qr" in path or "-a4" in path]
    assert "fair/linkedin-text.txt" in left
    assert "No code: The address" in page_of(folder).body.text()


@pytest.mark.parametrize(("host", "codes"), [("nginx", 6), ("azure", 0)])
def test_a_long_address_is_printed_in_capitals_where_the_host_is_known_to_take_them(folder, kit, host, codes):
    long = SITE_YML.replace(HOST, "careers.anyborough-council.example")
    put(folder, {"site.yml": f"{long}hosts: [{host}]\n"})
    said = kit()
    assert len([path for path in tree(folder / "kit") if path.endswith("-qr.svg")]) == codes
    assert 'fill in "hosts"' not in said.out


def test_words_that_do_not_fit_on_paper_are_told_and_the_rest_is_made(folder, kit):
    put(folder, {FAIR: a_campaign(title="Работа для соцработников")})
    said = kit()
    assert said.status == 4
    assert (
        f"{FAIR}, line 2: Poster, A4, for Poster; Poster, A4, for Stand. The title has letters that the typeface of "
        "the poster lacks"
    ) in said.out
    assert said.out.count("of the poster lacks") == page_of(folder).body.text().count("of the poster lacks") == 1
    assert "fair/poster-qr.svg" in tree(folder / "kit")


PEOPLE = """\
people:
  b-person:
    name: Bea Person
    agreed: {{words: [{}]}}
    basis: contract
    evidence: Folder 2
"""


@pytest.mark.parametrize(("agreed", "status"), [("site, campaign, share-cards", 4), ("site, campaign, print", 0)])
def test_nobody_is_printed_who_has_not_agreed_to_it(folder, kit, agreed, status):
    put(folder, {"people.yml": PEOPLE.format(agreed), FAIR: a_campaign(message="Come and meet Bea Person.")})
    said = kit()
    assert said.status == status
    assert ("no name and words of Bea Person for print" in said.out) == (status == 4)
    files = tree(folder / "kit")
    assert ("fair/poster-a4.pdf" in files) == ("fair/poster-text.txt" in files) == (status == 0)
    assert "Bea Person" in files["fair/linkedin-text.txt"].decode("utf-8-sig")


def test_who_may_not_be_in_campaigns_is_in_no_text(folder, kit):
    put(folder, {"people.yml": PEOPLE.format("site, print"), FAIR: a_campaign(message="Come and meet Bea Person.")})
    assert kit().status == 4
    everything = b"".join(tree(folder / "kit").values())
    assert links_in(folder) == []
    assert b"Bea Person" not in everything


# Texts of the editor


def test_a_text_of_the_editor_keeps_its_lines_and_gets_the_address(folder, kit):
    put(
        folder,
        {FAIR: a_campaign(posts="\n  - channel: linkedin\n    text: |\n      Come!\n\n      Ask what you like.\n")},
    )
    assert kit().status == 0
    text = (folder / "kit/fair/linkedin-text.txt").read_bytes().decode("utf-8-sig")
    assert text == f"Come!\r\n\r\nAsk what you like.\r\n\r\nhttps://{HOST}/go/fair/linkedin\r\n"


def test_a_text_that_its_address_makes_too_long_is_told_with_its_line(folder, kit):
    posts = f"\n  - channel: linkedin\n    text: {'Come to us. ' * 249}"
    put(folder, {FAIR: a_campaign(posts=posts)})
    said = kit()
    assert (said.status, said.out) == (1, "")
    assert (
        f"{FAIR}, line 9\n  The text for LinkedIn has 3,029 characters with its address; 3,000 fit there." in said.err
    )
    assert "Make it 29 shorter." in said.err
    assert said.err.endswith("1 error. Nothing was written.\n")
    assert not (folder / "kit").exists()


# What it needs, and what it refuses


def test_without_an_address_nothing_is_made_and_it_is_said_why(folder, kit):
    put(folder, {"site.yml": DEFAULTS["site.yml"]})
    said = kit()
    assert (said.status, said.out) == (1, "")
    assert "What is printed and posted cannot be changed later." in said.err
    assert (
        "→ Write the address at which the site will be published, such as address: https://careers.example" in said.err
    )
    assert not (folder / "kit").exists()


def test_mistakes_are_told_as_by_a_build_and_the_old_kit_stays(folder, kit):
    kit()
    before = tree(folder / "kit")
    put(folder, {ROUND: a_campaign(code="round", colour="red")})
    said = kit()
    assert (said.status, said.out) == (1, "")
    assert '"colour" is not a field of a campaign.' in said.err
    assert said.err.endswith("1 error. Nothing was written.\n")
    assert tree(folder / "kit") == before


def test_a_code_that_nobody_has_is_wrong_usage(folder, kit):
    said = kit("fiar")
    assert (said.status, said.out) == (2, "")
    assert 'No campaign has the code "fiar".\n  → Did you mean "fair"? The codes are: fair.' in said.err
    assert json.loads(kit("fiar", "--format", "json").out)["problems"][0]["code"] == "campaign"


def test_a_code_of_a_draft_is_refused_with_the_reason(folder, kit):
    put(folder, {FAIR: a_campaign(publish="2027-02-01")})
    said = kit("fair")
    assert (said.status, said.out) == (1, "")
    assert "There is no kit of this campaign, as its page appears on 1 February 2027.\n  → --as-of makes" in said.err


def test_without_campaigns_there_is_an_empty_kit(folder, kit):
    put(folder, {FAIR: None})
    said = kit()
    assert (said.status, "There is no campaign for which a kit could be made." in said.out) == (0, True)
    assert "There is no campaign" in page_of(folder).body.text()


def test_one_campaign_can_be_asked_for_and_others_in_the_folder_stay_up_to_date(folder, kit, tmp_path):
    put(folder, {ROUND: a_campaign(code="round", title="Return")})
    assert "Return" not in kit("fair").out
    assert not (folder / "kit/round").exists()
    put(folder, {FAIR: a_campaign(title="Fair of jobs")})
    said = kit("round")
    assert "Fair of jobs: " in said.out
    assert "Return: " in said.out
    assert {row["campaign"] for row in links_in(folder)} == {"Fair of jobs", "Return"}
    put(folder, {FAIR: None})
    kit("round")
    assert not (folder / "kit/fair").exists()


@pytest.mark.parametrize(
    "out", ["public", "public/kit", "private", "content", "content/kit", ".", "..", "other", "built", "built/kit"]
)
def test_a_folder_that_is_published_or_holds_other_things_is_refused(folder, kit, command_line, out):
    command_line("--site", folder)
    command_line("--site", folder, "--out", folder / "built")
    put(folder, {"other/letter.txt": "Dear …"})
    before = tree(folder)
    said = kit("--out", folder / out)
    assert (said.status, said.out) == (1, "")
    assert "Nothing was" in said.err
    locks = (".other.lock", ".other.lock.holder")
    assert {path: data for path, data in tree(folder).items() if path not in locks and "memo.db" not in path} == {
        path: data for path, data in before.items() if "memo.db" not in path
    }


def test_a_site_is_not_built_over_a_kit(folder, kit, command_line):
    kit()
    before = tree(folder / "kit")
    said = command_line("--site", folder, "--out", folder / "kit")
    assert (said.status, "a kit of campaigns is kept there" in said.err) == (1, True)
    assert tree(folder / "kit") == before


def test_a_full_disk_leaves_every_file_whole(folder, kit, monkeypatch):
    kit()
    before = tree(folder / "kit")
    put(folder, {FAIR: a_campaign(title="Fair of jobs")})
    whole, left = os.write, [20_000]

    def limited(handle: int, data: bytes) -> int:
        left[0] -= len(data)
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(handle, data)

    monkeypatch.setattr(writing.os, "write", limited)
    said = kit()
    monkeypatch.undo()
    assert (said.status, "the disk is full" in said.err) == (1, True)
    after = tree(folder / "kit")
    kit()
    final = tree(folder / "kit")
    assert after.keys() == final.keys()
    assert {path for path, data in after.items() if data not in (before.get(path), final[path])} == set()
    assert b"Fair of jobs" in final["index.html"]


# What others put there


def test_results_survive_a_kit_that_comes_before_or_after_them(folder, kit):
    put(folder, {"kit/results/index.html": "<p>Figures", "kit/results/.careersite": "of results"})
    assert kit().status == 0
    assert page_of(folder).css_first('a[href="results/index.html"]') is not None
    kit("--as-of", "2027-03-13")
    assert (folder / "kit/results/index.html").read_text() == "<p>Figures"
    assert (folder / "kit/results/.careersite").read_text() == "of results"


def test_a_campaign_called_results_does_not_meet_them(folder, kit):
    put(folder, {FAIR: a_campaign(code="results"), "kit/results/index.html": "<p>Figures"})
    assert kit().status == 0
    assert (folder / "kit/results/index.html").read_text() == "<p>Figures"
    assert (folder / "kit/results_/poster-a4.pdf").is_file()


def test_what_somebody_puts_beside_the_files_stays_without_a_word(folder, kit):
    kit()
    put(folder, {"kit/fair/to-the-printer.txt": "300 copies"})
    said = kit()
    assert (said.status, said.err) == (0, "")
    assert (folder / "kit/fair/to-the-printer.txt").is_file()


# Its page


def test_the_page_works_from_the_disk_and_holds_nothing_inline(folder, kit):
    put(folder, {ROUND: a_campaign(code="round", title="Return", event=None, closes="2027-01-31")})
    kit()
    page = page_of(folder)
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    wanted = [
        node.attributes[name] for name, tags in (("href", "a, link"), ("src", "img, script")) for node in page.css(tags)
    ]
    inner = [one for one in wanted if not one.startswith(("https://", "#"))]
    assert len(inner) > 50
    assert [one for one in inner if not (folder / "kit" / one).is_file()] == []
    assert not page.css("[style], style, script:not([src])")
    assert not [node for node in page.css("*") if any(name.startswith("on") for name in node.attributes)]
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids)) > 20
    named = [node.attributes[name] for name in ("for", "aria-labelledby", "aria-describedby", "data-copies",
             "data-copies-linked") for node in page.css(f"[{name}]")]  # fmt: skip
    assert set(named) <= set(ids)
    assert [one.attributes["href"] for one in page.css(".about li a")] == ["#fair", "#round", "links.csv"]


def test_the_page_shows_every_text_as_the_files_have_it(folder, kit):
    kit()
    page = page_of(folder)
    for name in ("linkedin", "email", "poster", "stand", "talk", "partner"):
        shown = page.css_first(f"#fair-{name}-text").text().removeprefix("\n")
        in_file = (folder / f"kit/fair/{name}-text.txt").read_text(encoding="utf-8-sig").rstrip("\n")
        assert in_file.endswith(shown)
    assert "Print it at least 20 mm wide, its white margin included." in page.body.text()


def test_the_page_says_when_the_texts_become_others(folder, kit):
    kit()
    assert "Closing soon from Friday 5 March 2027, 3pm: make the kit again then" in page_of(folder).body.text()
    kit("--as-of", "2027-03-06")
    assert "Closed from Friday 12 March 2027, 3pm: make the kit again then" in page_of(folder).body.text()


def test_the_page_names_the_edition_that_comes_after_this_one(folder, kit):
    editions = (
        f"\n  - {{name: Spring 2027, closes: 2027-01-31}}\n  - {{name: Autumn 2027, opens: 2027-02-20, event: {EVENT}}}"
    )
    put(folder, {FAIR: a_campaign(event=None, editions=editions)})
    kit("--as-of", "2027-01-30")
    assert "“Autumn 2027” takes its place from Sunday 31 January 2027, 11:59pm: " in page_of(folder).body.text()


def test_how_it_looks_when_shared_is_what_the_page_itself_says(folder, kit, command_line):
    kit()
    command_line("--site", folder, *BEFORE)
    shared = LexborHTMLParser((folder / "public/campaigns/fair/index.html").read_text(encoding="utf-8"))
    path = shared.css_first('meta[property="og:image"]').attributes["content"].removeprefix(f"https://{HOST}/")
    assert (folder / "kit/fair/share-card.png").read_bytes() == (folder / "public" / path).read_bytes()
    titles = {node.text() for node in page_of(folder).css(".preview__title")}
    assert titles == {shared.css_first('meta[property="og:title"]').attributes["content"]}
    assert {node.text() for node in page_of(folder).css(".preview__host")} == {HOST}


def test_where_the_short_address_leads_elsewhere_no_card_is_invented(folder, kit):
    put(folder, {FAIR: a_campaign(leads_to="https://jobs.example.org/apply")})
    kit()
    assert "leads to jobs.example.org; how that looks is for that site to say." in page_of(folder).body.text()
    assert not (folder / "kit/fair/share-card.png").exists()


def test_the_picture_of_the_whole_site_stands_for_a_campaign_too(folder, kit):
    put(folder, {"site.yml": SITE_YML + "share_image:\n  file: content/images/share.jpg\n  alt: Our team\n",
                 "content/images/share.jpg": saved(hills(1200, 630), "JPEG")})  # fmt: skip
    kit()
    assert tree(folder / "kit")["fair/share-card.jpg"].startswith(b"\xff\xd8")
    assert page_of(folder).css_first(".preview img").attributes["alt"] == "Our team"


def test_the_styles_are_in_the_colours_of_the_site(folder, kit):
    put(folder, {"site.yml": SITE_YML + 'look:\n  light:\n    main: "#5b1a6b"\n'})
    kit()
    assert re.search(r"--main: #5b1a6b;", (folder / "kit/kit.css").read_text(encoding="utf-8"))


# Who withdraws


def test_who_withdraws_is_gone_from_the_kit_too_and_the_next_one_is_without_them(folder, kit, command_line):
    put(folder, {"people.yml": PEOPLE.format("site, campaign, print, share-cards"),
                 FAIR: a_campaign(event=EVENT.replace("Level access", "Ask Bea Person at the door")),
                 ROUND: a_campaign(code="round", title="Return")})  # fmt: skip
    kit()
    assert b"Bea Person" in (folder / "kit/fair/poster-a4.pdf").read_bytes() or "Bea Person" in words_of(
        (folder / "kit/fair/poster-a4.pdf").read_bytes()
    )
    said = command_line("withdraw", "b-person", "--site", folder, *BEFORE)
    assert (said.status, "PROVEN" in said.out) == (4, True), said.err
    assert not (folder / "kit/fair/poster-a4.pdf").exists()
    assert (folder / "kit/round/poster-a4.pdf").exists()
    kit()
    assert "Bea Person" not in words_of((folder / "kit/fair/poster-a4.pdf").read_bytes())
