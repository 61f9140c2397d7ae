"""Short links: where the code of a campaign leads, in each state of it, and that it is never lost nor used again."""

from __future__ import annotations

import json

import pytest

from careersite.campaigns.channel import USUAL
from careersite.campaigns.short_links import parts_of, short_address, tagged
from tests.building import DEFAULTS, FACTS, content

FAIR, SPRING = "content/campaigns/fair.md", "content/campaigns/spring.md"
LIST = "content/campaigns/index.md"
ADDRESS = DEFAULTS["site.yml"] + "address: https://careers.example\n"
APPLY = ADDRESS + "hosts: [nginx]\napply:\n  address: https://jobs.example/\n  page: /applying/\n"
POSTER = "?utm_source=poster&utm_medium=print&utm_campaign=fair"


def fair(body: str = "Some words.\n", **fields: str | None) -> str:
    return content("campaign", body, **{"title": "Fair", **fields})


def led(site) -> dict[str, str]:
    """Where every short link leads, without those to apply."""
    return {address: target for address, target in site.site.redirects.items()
            if address.startswith("/go/") and not address.startswith("/go/apply/")}  # fmt: skip


def ledger(**entries: str) -> str:
    """From codes with their lines: fair="file: content/campaigns/fair.md"; fair_poster is /go/fair/poster/."""
    lines = ["addresses:"]
    for name, fields in entries.items():
        lines += [f"  /go/{name.replace('_', '/')}/:", "    since: 2026-03-01"]
        lines += [f"    {line}" for line in fields.split("\n") if line]
    return "\n".join([*lines, ""])


def told(site, code: str) -> list[str]:
    return [f"{one.severity}: {one.message}" for one in site.problems if one.code == code]


OWN = f"file: {FAIR}"

# Where they lead


def test_a_campaign_has_a_short_link_and_one_for_each_of_its_channels(make_site):
    site = make_site({FAIR: fair(channels="[poster, linkedin]")})
    assert led(site) == {
        "/go/fair/": "/campaigns/fair/",
        "/go/fair/linkedin/": "/campaigns/fair/?utm_source=linkedin&utm_medium=social&utm_campaign=fair",
        "/go/fair/poster/": f"/campaigns/fair/{POSTER}",
    }
    assert [link.printed for link in site.site.short_links][-1] == "/go/fair/poster"


def test_a_site_without_campaigns_and_without_a_place_to_apply_has_none(make_site):
    site = make_site()
    assert site.site.short_links == ()
    assert b"/go/" not in site.files["robots.txt"]


@pytest.mark.parametrize(("typed", "target"), [
    ("../pages/day.md", "/day/"),
    ("/day/", "/day/"),
    ("/day", "/day/"),
    ("/day/#what", "/day/#what"),
    ("https://careers.example/day/", "/day/"),
    ("https://www.example.org/x?a=1", "https://www.example.org/x?a=1"),
    ("../files/plan.pdf.txt", "/files/plan.pdf.txt"),
    ("apply", "/day/"),
    ("fair.md#when", "/campaigns/fair/#when"),
])  # fmt: skip
def test_the_code_leads_where_the_file_says(make_site, typed, target):
    site = make_site({
        "site.yml": ADDRESS + "apply:\n  page: /day/\n",
        "content/pages/day.md": content(title="Day", body="## What\n\nWords.\n"),
        "content/files/plan.pdf.txt": "A plan",
        FAIR: fair("## When\n\nSoon.\n", leads_to=typed),
    })  # fmt: skip
    assert site.errors == []
    assert led(site)["/go/fair/"] == target
    assert "files/plan.pdf.txt" in site.files or "plan" not in typed


def test_tags_stand_behind_a_query_and_before_a_heading_and_never_twice():
    poster = next(one for one in USUAL if one.name == "poster")
    assert tagged("/a/?b=1#c", "fair", poster) == f"/a/?b=1&{POSTER[1:]}#c"
    for already in ("/a/?utm_source=x", "/a/?b=1&UTM_medium=y#z"):
        assert tagged(already, "fair", poster) == already


def test_an_address_is_known_by_its_code_and_what_stands_behind_it():
    assert short_address("fair", "poster") == "/go/fair/poster/"
    assert parts_of("/go/fair/poster/") == ("fair", "poster")
    assert parts_of("/go/fair/") == ("fair", "")


@pytest.mark.parametrize(("as_of", "target"), [
    ("2026-11-01", "/day/"),
    ("2026-12-02", "/day/"),
    ("2026-12-30", "/day/"),
    ("2027-02-01", "/campaigns/fair/"),
])  # fmt: skip
def test_a_scan_after_the_end_lands_on_the_closed_state_of_the_campaign(make_site, as_of, target):
    site = make_site({
        "content/pages/day.md": content(title="Day"),
        FAIR: fair(opens="2026-12-01", closes="2026-12-31", leads_to="/day/", action="{label: Go, to: /day/}"),
    }, as_of=as_of)  # fmt: skip
    assert led(site)["/go/fair/"] == target
    assert led(site)["/go/fair/poster/"] == target + POSTER
    assert site.site.redirects["/go/apply/fair/"] == target


def test_a_file_that_is_edited_leads_the_same_code_elsewhere(make_site):
    files = {"content/pages/day.md": content(title="Day"), "published.yml": ledger(fair=OWN, fair_poster=OWN)}
    assert led(make_site({**files, FAIR: fair()}))["/go/fair/"] == "/campaigns/fair/"
    again = make_site({FAIR: fair(leads_to="/day/")})
    assert again.errors == []
    assert led(again)["/go/fair/poster/"] == f"/day/{POSTER}"


@pytest.mark.parametrize("fields", [{"draft": "yes"}, {"publish": "2027-01-01"}, {"expires": "2026-11-01"}])
def test_while_the_page_it_leads_to_is_not_live_the_code_leads_to_the_campaign(make_site, fields):
    site = make_site({"content/pages/day.md": content(title="Day", **fields), FAIR: fair(leads_to="../pages/day.md")})
    assert site.errors == []
    assert led(site)["/go/fair/"] == "/campaigns/fair/"
    (message,) = told(site, "not-live")
    assert message.startswith('warning: "leads_to" names ../pages/day.md, a page that ')


# Campaigns that are not to be seen


@pytest.mark.parametrize("fields", [{"draft": "yes"}, {"publish": "2027-01-01"}])
def test_a_campaign_that_nobody_has_seen_yet_has_no_short_link(make_site, fields):
    assert led(make_site({FAIR: fair(**fields)})) == {}


@pytest.mark.parametrize(("others", "target"), [({LIST: content("campaign", title="All", code="all")}, "/campaigns/"),
                                                ({}, "/")])  # fmt: skip
def test_the_code_of_one_that_is_not_to_be_seen_any_more_leads_to_the_others_else_home(make_site, others, target):
    site = make_site({**others, FAIR: fair(draft="yes"), "published.yml": ledger(fair=OWN, fair_poster=OWN)})
    assert site.errors == []
    assert led(site)["/go/fair/"] == target
    assert led(site)["/go/fair/poster/"] == target + POSTER


def test_the_code_of_one_that_has_mistakes_and_is_put_aside_is_not_lost(make_site):
    site = make_site({FAIR: fair(message=None), "published.yml": ledger(fair=OWN)})
    assert told(site, "lost-address") == []


# Channels


def test_a_channel_that_the_campaign_or_the_site_gave_up_leads_on_by_itself(make_site):
    site = make_site({FAIR: fair(channels="[linkedin]"),
                      "published.yml": ledger(fair=OWN, fair_poster=OWN, fair_carrier=OWN)})  # fmt: skip
    assert site.errors == []
    assert led(site)["/go/fair/poster/"] == f"/campaigns/fair/{POSTER}"
    assert led(site)["/go/fair/carrier/"] == "/campaigns/fair/"


# Never lost, never used again


def test_a_campaign_that_is_deleted_asks_once_for_all_its_channels(make_site):
    site = make_site({"published.yml": ledger(apply="file: site.yml", apply_fair=OWN, fair=OWN, fair_poster=OWN)})
    assert told(site, "lost-address") == [
        (
            "error: The address /go/fair/, published since 1 March 2026, would be lost: "
            "there is no content/campaigns/fair.md any more."
        )
    ]
    (hint,) = [one.hint for one in site.problems if one.code == "lost-address"]
    assert "    moved_to: /…/  # it leads there from now on" in hint.split("\n")
    assert "    gone: 2026-12-01  # it says that it has gone" in hint.split("\n")


@pytest.mark.parametrize(("answer", "target"), [
    ("moved_to: /go/spring/", "/campaigns/spring/"),
    ("moved_to: /campaigns/spring/#x", "/campaigns/spring/#x"),
    ("moved_to: /\nto_home: yes", "/"),
    ("moved_to: https://www.example.org/", "https://www.example.org/"),
])  # fmt: skip
def test_an_answer_leads_the_code_on_and_its_channels_with_their_tags(make_site, answer, target):
    site = make_site({
        SPRING: fair("## X\n\nWords.\n", title="Spring", code="spring", channels="[talk]"),
        "published.yml": ledger(fair=f"{OWN}\n{answer}", fair_poster=OWN),
    })  # fmt: skip
    assert site.errors == []
    assert led(site)["/go/fair/"] == target
    address, hash_sign, heading = target.partition("#")
    assert led(site)["/go/fair/poster/"] == address + POSTER + hash_sign + heading


def test_a_code_that_has_gone_is_gone_with_its_channels(make_site):
    site = make_site({"published.yml": ledger(fair=f"{OWN}\ngone: 2026-11-01", fair_poster=OWN)})
    assert site.errors == []
    assert set(site.site.gone) == {"/go/fair/", "/go/fair/poster/"}


def test_a_code_that_is_changed_would_be_lost_and_the_line_that_keeps_it_is_offered(make_site):
    site = make_site({FAIR: fair(code="spring"), "published.yml": ledger(fair=OWN, fair_poster=OWN)})
    assert told(site, "lost-address") == [
        (
            "error: The address /go/fair/, published since 1 March 2026, would be lost: "
            "content/campaigns/fair.md has the code spring now."
        )
    ]
    (hint,) = [one.hint for one in site.problems if one.code == "lost-address"]
    assert "    formerly: [/go/fair/]" in hint.split("\n")
    assert "    moved_to: /go/spring/  # it leads there from now on" in hint.split("\n")
    mended = make_site({FAIR: fair(code="spring", formerly="[/go/fair/]", leads_to="https://www.example.org/")})
    assert mended.errors == []
    assert led(mended)["/go/fair/"] == "https://www.example.org/"
    assert led(mended)["/go/fair/poster/"] == f"https://www.example.org/{POSTER}"


def test_the_answer_moved_to_leads_to_the_new_code_in_one_step(make_site):
    site = make_site({FAIR: fair(code="spring", leads_to="https://www.example.org/"),
                      "published.yml": ledger(fair=f"{OWN}\nmoved_to: /go/spring/")})  # fmt: skip
    assert site.errors == []
    assert led(site)["/go/fair/"] == "https://www.example.org/"


def test_a_code_of_another_campaign_is_never_used_again(make_site):
    for other in ({FAIR: fair(code="autumn", formerly="[/campaigns/older/]")}, {FAIR: None}):
        site = make_site({**other, SPRING: fair(title="Spring", code="fair"), "published.yml": ledger(fair=OWN)})
        assert told(site, "short-link") == [
            (
                "error: The code fair belonged to content/campaigns/fair.md, "
                "and what is printed with it may still be about."
            )
        ]


def test_a_code_that_nobody_ever_had_may_be_used(make_site):
    site = make_site({SPRING: fair(code="fair"), "published.yml": ledger(fair=f"{OWN}\nnever_public: yes")})
    assert site.errors == []


def test_a_code_that_led_elsewhere_by_hand_is_no_code_of_a_new_campaign(make_site):
    for answer, errors in (("moved_to: https://www.example.org/", 1), ("moved_to: /campaigns/fair/", 0)):
        site = make_site({FAIR: fair(), "published.yml": ledger(fair=answer)})
        assert len(told(site, "short-link")) == errors


def test_a_campaign_may_take_its_former_code_back(make_site):
    site = make_site({FAIR: fair(), "published.yml": ledger(fair="leads_to: /campaigns/fair/")})
    assert site.errors == []


def test_a_campaign_under_another_name_keeps_its_code(make_site, command_line):
    """Renamed by hand, its words say that it is the same."""
    folder = make_site(
        {"site.yml": ADDRESS, FAIR: fair("Words about the fair, and many more than three of them.\n")}
    ).folder
    assert command_line("--site", folder, "--out", folder / "public").status == 0
    (folder / FAIR).rename(folder / SPRING)
    site = make_site()
    assert site.errors == []
    assert led(site)["/go/fair/"] == "/campaigns/spring/"
    assert command_line("--site", folder, "--out", folder / "public").status == 0
    kept = (folder / "published.yml").read_text(encoding="utf-8")
    assert f"  /go/fair/:\n    since: 2026-11-22\n    file: {SPRING}\n" in kept or f"file: {SPRING}" in kept


def test_one_that_names_the_address_it_had_keeps_its_code(make_site):
    site = make_site({SPRING: fair(formerly="[/campaigns/fair/]"), "published.yml": ledger(fair=OWN)})
    assert site.errors == []


@pytest.mark.parametrize("fields", [{"draft": "yes"}, {"publish": "2027-01-01"}])
def test_under_another_name_it_keeps_its_code_also_while_it_is_not_live(make_site, fields):
    entries = ledger(fair=OWN) + "  /campaigns/fair/:\n    since: 2026-03-01\n    gone: 2026-11-01\n"
    site = make_site({SPRING: fair(formerly="[/campaigns/fair/]", **fields), "published.yml": entries})
    assert told(site, "short-link") == []
    assert led(site)["/go/fair/"] == "/"


def test_move_takes_the_code_along(make_site, command_line):
    folder = make_site({"site.yml": ADDRESS, FAIR: fair(), LIST: content("campaign", title="All", code="all")}).folder
    assert command_line("--site", folder, "--out", folder / "public").status == 0
    said = command_line("move", "/campaigns/fair/", "/campaigns/spring/", "--site", folder)
    assert said.status == 0, said.err + said.out
    kept = (folder / "published.yml").read_text(encoding="utf-8")
    assert f"file: {FAIR}" not in kept.partition("/go/")[2]
    site = make_site()
    assert site.errors == []
    assert led(site)["/go/fair/poster/"] == f"/campaigns/spring/{POSTER}"


def test_move_changes_where_a_code_leads_with_the_page_that_it_leads_to(make_site, command_line):
    folder = make_site({"content/pages/day.md": content(title="Day"), FAIR: fair(leads_to="../pages/day.md")}).folder
    assert command_line("move", "/day/", "/open-day/", "--site", folder).status == 0
    assert led(make_site())["/go/fair/"] == "/open-day/"


def test_the_build_enters_each_short_link_with_the_file_that_says_it(make_site, command_line):
    folder = make_site(
        {"site.yml": ADDRESS, FAIR: fair(channels="[poster]"), "content/pages/old.md": content(formerly="/go/x/")}
    ).folder
    assert command_line("--site", folder, "--out", folder / "public").status == 0
    kept = (folder / "published.yml").read_text(encoding="utf-8")
    blocks = dict(zip(*[iter(part for part in _blocks(kept))] * 2, strict=True))
    assert {address: lines[1:] for address, lines in blocks.items() if address.startswith("/go/")} == {
        "/go/apply/": ["file: site.yml"],
        "/go/apply/fair/": [f"file: {FAIR}"],
        "/go/fair/": [f"file: {FAIR}"],
        "/go/fair/poster/": [f"file: {FAIR}"],
        "/go/x/": ["leads_to: /old/"],
    }
    assert command_line("--site", folder, "--out", folder / "public").status == 0
    assert (folder / "published.yml").read_text(encoding="utf-8") == kept


def _blocks(text: str):
    for block in text.partition("addresses:\n")[2].split("\n  /")[0:]:
        first, *lines = block.strip("\n").split("\n")
        yield "/" + first.strip().strip("/:") + "/" * (not first.strip().endswith(("xml:", "txt:")))
        yield [line.strip() for line in lines]


def test_an_answer_that_was_given_is_deleted_when_the_campaign_comes_back(make_site, command_line):
    files = {"site.yml": ADDRESS, FAIR: fair(), "published.yml": ledger(fair=f"{OWN}\ngone: 2026-05-01")}
    folder = make_site(files).folder
    assert command_line("--site", folder, "--out", folder / "public").status == 0
    assert "gone" not in (folder / "published.yml").read_text(encoding="utf-8").partition("addresses:")[2]


# Where people apply


def test_buttons_to_apply_lead_through_a_short_link_where_a_server_counts(make_site):
    site = make_site({"site.yml": APPLY, "content/pages/applying.md": content(title="How to apply"),
                      FAIR: fair("Words.\n\n::: call-to-action\nto: apply\n:::\n")})  # fmt: skip
    assert site.errors == []
    home, page = site.page("/"), site.page("/campaigns/fair/")
    assert home.attribute("a.button", "href") == "/go/apply"
    assert home.attribute("a.button", "rel") == "nofollow"
    assert {one for one in page.links if "/go/" in one} == {"/go/apply/fair"}
    assert "https://jobs.example/" not in page.links
    assert "This link leaves our site for jobs.example." in home.text
    assert "https://jobs.example/" in home.text  # on paper
    assert site.site.redirects["/go/apply/"] == site.site.redirects["/go/apply/fair/"] == "https://jobs.example/"
    assert b"Disallow: /go/apply\n" in site.files["robots.txt"]
    assert "go/apply/index.html" not in site.files


@pytest.mark.parametrize("hosts", ["hosts:\n", "hosts: [nginx, github-pages]\n"])
def test_where_no_server_follows_rules_they_lead_there_at_once(make_site, hosts):
    settings = APPLY.replace("hosts: [nginx]\n", hosts)
    site = make_site({"site.yml": settings, "content/pages/applying.md": content(title="How to apply"), FAIR: fair()})
    assert site.page("/campaigns/fair/").attribute("a.button", "href") == "https://jobs.example/"
    assert site.page("/go/apply/").attribute("script", "data-target") == "https://jobs.example/"


def test_applying_on_the_site_itself_needs_no_counting(make_site):
    site = make_site({"site.yml": ADDRESS + "hosts: [nginx]\napply:\n  page: /applying/\n", FAIR: fair(),
                      "content/pages/applying.md": content(title="How to apply")})  # fmt: skip
    assert site.page("/campaigns/fair/").attribute("a.button", "href") == "/applying/"
    assert site.site.redirects["/go/apply/"] == "/applying/"


def test_once_applications_are_closed_the_short_link_leads_to_the_page_that_says_so(make_site):
    closed = APPLY + "  closes: 2026-11-30\n"
    site = make_site({"site.yml": closed, "content/pages/applying.md": content(title="How to apply"), FAIR: fair()})
    assert site.site.redirects["/go/apply/"] == site.site.redirects["/go/apply/fair/"] == "/applying/"
    assert "Applications closed" in site.page("/applying/").text
    assert not [one for one in site.page("/").links if "/go/" in one]


def test_the_button_of_a_campaign_that_leads_elsewhere_has_a_count_of_its_own(make_site):
    site = make_site({"site.yml": APPLY, "content/pages/applying.md": content(title="How to apply"),
                      FAIR: fair(action="{label: Book, to: https://book.example/}")})  # fmt: skip
    assert site.site.redirects["/go/apply/fair/"] == "https://book.example/"
    assert site.page("/campaigns/fair/").attribute(".help a.button", "href") == "/go/apply"
    assert site.page("/campaigns/fair/").attribute(".campaign__action a.button", "href") == "/go/apply/fair"
    assert "book.example" in site.page("/campaigns/fair/").text


def test_no_button_of_a_closed_campaign_leads_back_to_its_own_page(make_site):
    site = make_site({"site.yml": APPLY, "content/pages/applying.md": content(title="How to apply"),
                      FAIR: fair(closes="2026-11-01")})  # fmt: skip
    assert site.site.redirects["/go/apply/fair/"] == "/campaigns/fair/"
    assert site.page("/campaigns/fair/").attribute(".help a.button", "href") == "/go/apply"


def test_the_privacy_notice_still_names_the_host_where_people_apply(make_site):
    site = make_site({"site.yml": APPLY, "content/pages/applying.md": content(title="How to apply"),
                      "content/privacy/index.md": content("notice")})  # fmt: skip
    notice = next(page for page in site.site.pages if page.content_type.name == "notice")
    assert "jobs.example" in site.page(notice.address).main


def test_a_link_to_apply_in_a_text_is_counted_too(make_site):
    site = make_site({"site.yml": APPLY, "content/pages/applying.md": content(title="How to apply"),
                      FAIR: fair("You can [apply now](apply).\n")})  # fmt: skip
    assert '<a href="/go/apply/fair">apply now</a>' in site.page("/campaigns/fair/").html


# Other commands


def test_diff_tells_which_codes_lead_elsewhere(make_site, command_line, tmp_path):
    folder = make_site({FAIR: fair(closes="2026-12-10", leads_to="https://www.example.org/")}).folder
    asked = ["diff", "--site", folder, "--out", tmp_path / "public", "--as-of", "2026-12-01", "--as-of", "2026-12-20"]
    said = command_line(*asked)
    assert "\n/go/fair leads to /campaigns/fair/, and no longer to https://www.example.org/\n" in said.out
    assert "/go/fair/poster" not in said.out
    found = json.loads(command_line(*asked, "--format", "json").out)["short_links"]
    assert {"address": "/go/fair", "before": "https://www.example.org/", "after": "/campaigns/fair/"} in found


def test_diff_tells_of_new_codes_and_of_those_that_went(make_site, command_line, tmp_path):
    folder = make_site({FAIR: fair(publish="2026-12-05")}).folder
    asked = ["diff", "--site", folder, "--out", tmp_path / "public"]
    said = command_line(*asked, "--as-of", "2026-12-01", "--as-of", "2026-12-06").out
    assert "\n/go/fair leads to /campaigns/fair/\n" in said
    said = command_line(*asked, "--as-of", "2026-12-06", "--as-of", "2026-12-01").out
    assert "\n/go/fair leads nowhere any more\n" in said


def test_the_report_for_programs_holds_every_short_link(make_site, command_line):
    folder = make_site({FAIR: fair()}).folder
    found = json.loads(command_line("check", "--site", folder, "--format", "json").out)["short_links"]
    assert {"address": "/go/fair", "leads_to": "/campaigns/fair/", "code": "fair", "channel": ""} in found
    assert {"address": "/go/fair/poster", "leads_to": f"/campaigns/fair/{POSTER}", "code": "fair",
            "channel": "poster"} in found  # fmt: skip


def test_a_code_that_led_to_somebody_who_has_withdrawn_leads_to_its_campaign(make_site):
    people = DEFAULTS["people.yml"].replace(
        "basis: contract", "basis: consent\n    given: 2026-01-01\n    withdrawn: 2026-11-01"
    )
    ada = content("testimonial")
    site = make_site({"people.yml": people, "content/facts.yml": FACTS, "content/testimonials/ada.md": ada,
                      FAIR: fair(leads_to="../testimonials/ada.md")})  # fmt: skip
    assert site.errors == []
    assert led(site)["/go/fair/"] == "/campaigns/fair/"
    assert b"testimonials/ada" not in site.files["go/fair/index.html"]
