"""Arrivals, pages seen and clicks on apply are counted by campaign, channel and week, and nothing is counted twice."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest

from careersite.campaigns.channel import Channel
from careersite.colours.palette import NO_COLOURS
from careersite.results.links import Links, Sought
from careersite.results.results import Results, results_as_csv, results_as_json, results_of, totals
from careersite.results.results_in_words import results_in_words
from careersite.results.results_page import results_page
from careersite.results.visits import MOST_STRANGERS

pytestmark = pytest.mark.quick

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
LINKS = Links(
    (
        Sought("compass", "Compass jobs fair", ("/campaigns/compass-jobs-fair/",)),
        Sought("return", "Return to practice", ("/campaigns/return/", "/back/")),
    ),
    (
        Channel("linkedin", "LinkedIn", "post", "linkedin", "social", 3000),
        Channel("poster", "Poster", "print", "poster", "print", 600),
        Channel("stand", "Stand", "print", "stand", "print", 600),
    ),
    "Europe/London",
)
PAGE = "/campaigns/compass-jobs-fair/"
TAGS = "?utm_source=linkedin&utm_medium=social&utm_campaign=compass"


def line(
    target: str, status: int = 200, *, at: str = "18/Nov/2026:10:00:00 +0000", agent: str = AGENT, referer: str = "-",
    method: str = "GET", behind: str = "",
) -> str:  # fmt: skip
    return f'203.0.113.9 - - [{at}] "{method} {target} HTTP/1.1" {status} 10 "{referer}" "{agent}"{behind}\n'


def counted(*lines: str, links: Links = LINKS) -> Results:
    return results_of(["-"], io.BytesIO("".join(lines).encode()), links)


def figures(told: Results) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Arrivals, pages seen and clicks on apply by campaign and channel."""
    keys = {(row.campaign, row.channel) for row in told.rows}
    return {key: totals(row for row in told.rows if (row.campaign, row.channel) == key) for key in keys}


COMPASS_LINKEDIN, COMPASS_POSTER = ("compass", "linkedin"), ("compass", "poster")
COMPASS = ("compass", "")

# Arrivals


@pytest.mark.parametrize(
    "short", ["/go/compass/poster", "/go/Compass/POSTER/", "/GO/COMPASS/poster?x=1", "/go/compass//poster"]
)
def test_a_short_link_counts_in_any_case_with_and_without_slash(short):
    assert figures(counted(line(short, 302))) == {COMPASS_POSTER: (1, 0, 0)}


def test_a_short_link_and_the_page_that_it_leads_to_are_one_arrival():
    told = counted(line("/go/compass/linkedin", 302), line(PAGE + TAGS))
    assert figures(told) == {COMPASS_LINKEDIN: (1, 1, 0)}


def test_tagged_links_that_were_followed_without_a_short_one_count_too():
    pair = line("/go/compass/linkedin", 302) + line(PAGE + TAGS)
    assert figures(counted(pair * 3, line(PAGE + TAGS) * 2)) == {COMPASS_LINKEDIN: (5, 5, 0)}


def test_where_the_page_is_not_in_the_log_the_short_link_is_enough():
    assert figures(counted(line("/go/compass/linkedin", 307) * 4, line(PAGE + TAGS))) == {COMPASS_LINKEDIN: (4, 1, 0)}


@pytest.mark.parametrize(
    ("status", "count"), [(302, 1), (303, 1), (307, 1), (200, 1), (304, 1), (301, 0), (308, 0), (404, 0), (500, 0)]
)
def test_only_what_led_on_counts_and_not_what_put_an_address_right(status, count):
    told = counted(line("/go/compass/poster", status))
    assert figures(told).get(COMPASS_POSTER, (0, 0, 0))[0] == count


def test_http_put_right_to_https_is_one_arrival():
    told = counted(
        line("/go/compass/poster", 301), line("/go/compass/poster", 302), line(PAGE[:-1] + TAGS, 301), line(PAGE + TAGS)
    )
    assert figures(told)[COMPASS_POSTER][0] == 1
    assert figures(told)[COMPASS_LINKEDIN] == (1, 1, 0)


def test_a_short_link_without_a_channel_has_none_or_that_which_the_site_gives_it():
    assert figures(counted(line("/go/compass", 302))) == {COMPASS: (1, 0, 0)}
    bare = Links(LINKS.campaigns, LINKS.channels, LINKS.zone, bare="stand")
    assert figures(counted(line("/go/compass/", 302), links=bare)) == {("compass", "stand"): (1, 0, 0)}


@pytest.mark.parametrize(
    "source", ["LinkedIn", "linkedin", "LINKEDIN", "%6Cinkedin", "linkedin%20", "linked-in", "Linked%20In"]
)
def test_linkedin_is_one_channel_however_it_is_written(source):
    tags = TAGS.replace("linkedin", source)
    assert figures(counted(line(PAGE + tags))) == {COMPASS_LINKEDIN: (1, 1, 0)}


def test_two_channels_of_one_source_are_told_by_their_medium():
    channels = (
        Channel("poster", "Poster", "print", "coventry", "print", 600),
        Channel("email", "E-mail", "email", "coventry", "email", 600),
    )
    tags = "?utm_source=coventry&utm_medium={}&utm_campaign=return"
    told = counted(
        *(line("/" + tags.format(one)) for one in ("print", "email")), links=Links(LINKS.campaigns, channels, "UTC")
    )
    assert set(figures(told)) == {("return", "poster"), ("return", "email")}


# Pages and apply


def test_pages_that_a_tagged_page_led_to_are_seen_and_what_a_page_fetches_is_not():
    came = f"https://careers.example{PAGE}{TAGS}"
    told = counted(
        line(PAGE + TAGS), line("/roles/social-worker/", referer=came), line("/pay.html", 304, referer=came),
        line("/assets/site.css", referer=came), line("/images/a.webp", referer=came),
        line("/roles/", referer="https://careers.example/roles/social-worker/"),
    )  # fmt: skip
    assert figures(told) == {COMPASS_LINKEDIN: (1, 3, 0)}


def test_the_page_of_a_campaign_counts_as_seen_without_a_channel():
    told = counted(line(PAGE), line("/stages/", referer=f"https://careers.example{PAGE}"), line("/campaigns/other/"))
    assert figures(told) == {COMPASS: (0, 2, 0)}


def test_apply_belongs_to_the_campaign_in_it_or_of_the_page_it_came_from():
    came = f"https://careers.example{PAGE}"
    told = counted(
        line("/go/apply/compass", 302),
        line("/go/apply", 302, referer=came + TAGS),
        line("/go/apply/compass/", 302, referer=came + TAGS),
        line("/go/APPLY/", 302, referer=came),
        line("/go/apply/return", 302, referer=came + TAGS),
        line("/go/apply", 302),
        line("/go/apply/old", 302, referer=came + TAGS.replace("compass", "old")),
        line("/roles/", referer="https://other.example/post?utm_source=news&utm_campaign=theirs"),
    )
    assert figures(told) == {
        ("old", "linkedin"): (0, 0, 1),
        COMPASS: (0, 0, 2),
        COMPASS_LINKEDIN: (0, 0, 2),
        ("return", ""): (0, 0, 1),
        ("", ""): (0, 0, 1),
    }


# Who is left out


def test_robots_and_what_was_fetched_beforehand_are_left_out_and_told():
    told = counted(
        line("/go/compass/poster", 302),
        line("/go/compass/poster", 302, agent="LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)"),
        line("/go/compass/poster", 302, agent="-"),
        line("/go/compass/poster", 302, behind=' "prefetch;prerender"'),
        line("/go/compass/poster", 302, method="HEAD"),
        line("/", method="HEAD"),
    )
    assert figures(told) == {COMPASS_POSTER: (1, 0, 0)}
    assert (told.requests, told.robots, told.ahead) == (6, 2, 2)


# Weeks


def test_weeks_begin_on_monday_on_the_clocks_of_the_site():
    told = counted(
        line("/go/compass/poster", 302, at="28/Jun/2026:22:59:59 +0000"),  # Sunday, 11:59pm in London
        line("/go/compass/poster", 302, at="28/Jun/2026:23:00:00 +0000"),  # Monday, midnight
        line("/go/compass/poster", 302, at="06/Jul/2026:00:30:00 +0200"),  # Sunday, 11:30pm
        line("/go/compass/poster", 302, at="06/Jul/2026:12:00:00 +0000"),
    )
    assert [(row.week, row.week_begins, row.arrivals, row.is_whole_week) for row in told.rows] == [
        ("2026-W26", date(2026, 6, 22), 1, False),
        ("2026-W27", date(2026, 6, 29), 2, True),
        ("2026-W28", date(2026, 7, 6), 1, False),
    ]
    assert "29 June 2026  " in "\n".join(results_in_words(told))
    assert "22 June 2026 *" in "\n".join(results_in_words(told))


# Strangers


def test_names_that_the_site_does_not_have_are_shown_as_they_are():
    told = counted(line("/go/old-code/flyer", 302), line("/?utm_source=Indeed&utm_campaign=compass"))
    assert figures(told) == {("old-code", "flyer"): (1, 0, 0), ("compass", "indeed"): (1, 1, 0)}
    assert "old-code (no campaign of this site)" in "\n".join(results_in_words(told))


@pytest.mark.slow
def test_a_million_strange_names_fill_neither_the_table_nor_the_memory():
    strange = [line(f"/?utm_source=s{n % 4999}&utm_campaign=c{n}") for n in range(5000)]
    told = counted(*strange, line(PAGE + TAGS))
    assert len({row.campaign for row in told.rows}) <= len(LINKS.campaigns) + MOST_STRANGERS + 1
    assert len({row.channel for row in told.rows}) <= len(LINKS.channels) + MOST_STRANGERS + 1
    assert totals(told.rows)[0] == 5001
    assert figures(told)[COMPASS_LINKEDIN] == (1, 1, 0)


@pytest.mark.parametrize(
    "name", ["anna.smith@example.org", "07700900123", "u-8273645", "=1+1", "<b>", "x" * 50, "%00", "ann smith"]
)
def test_what_could_be_the_mark_of_a_person_or_is_no_name_is_not_shown(name):
    told = counted(line(f"/?utm_source={name}&utm_campaign={name}"), line(f"/go/{name}/{name}", 302))
    assert {row.campaign for row in told.rows} | {row.channel for row in told.rows} == {"_other"}


def test_a_channel_that_is_called_other_gets_no_strangers():
    other = Channel("other", "Anything else", "link", "other", "referral", 600)
    links = replace(LINKS, channels=(*LINKS.channels, other))
    told = counted(line("/go/compass/other", 302), line("/go/compass/a@b.example", 302), links=links)
    assert {(row.channel, row.channel_title, row.arrivals) for row in told.rows} == {
        ("other", "Anything else", 1), ("_other", "other names", 1)
    }  # fmt: skip


# What goes out


def outputs(told: Results) -> dict[str, str]:
    return {
        "words": "\n".join(results_in_words(told)),
        "csv": results_as_csv(told).decode("utf-8-sig"),
        "json": json.dumps(results_as_json(told)),
        "page": results_page(told, "Example", "en-GB", ":root { --main: #0b4595; }", NO_COLOURS).decode(),
    }


def test_no_address_and_nothing_else_of_a_person_is_in_any_output():
    marked = line(
        "/go/compass/poster?who=MARKED-QUERY", 302, agent=AGENT + " MARKED-PROGRAM",
        referer="https://marked-host.example/MARKED-PATH?q=MARKED-SEARCH", behind=' "MARKED-BEHIND"',
    ).replace("203.0.113.9 - -", "198.51.100.77 MARKED-IDENT MARKED-USER")  # fmt: skip
    told = counted(
        marked, marked.replace("/go/compass/poster?", PAGE + TAGS + "&").replace(" 302 ", " 200 "),
        "MARKED-LINE that cannot be read\n",
    )  # fmt: skip
    assert figures(told)[COMPASS_POSTER][0] == 1
    for name, text in outputs(told).items():
        assert "marked-" not in text.lower(), name
        assert "198.51.100" not in text, name
        assert "firefox" not in text.lower(), name
        assert "fair" in text.lower(), name


def test_a_line_that_cannot_be_read_is_told_by_its_number():
    told = counted(line("/"), "nonsense\n", "\n", "more of it\n", line("/"))
    assert "2 lines could not be read; the first is line 2 of standard input." in results_in_words(told)


def test_logs_without_a_request_say_what_forms_are_known():
    told = counted("nonsense\n")
    assert results_in_words(told)[-1].startswith("There is no request in these logs that can be read.")
    assert results_as_json(told)["status"] == "problems"


def test_a_title_cannot_be_a_formula_in_a_spreadsheet():
    links = Links((Sought("x", "=1+1"),), (), "UTC")
    assert ",'=1+1," in results_as_csv(counted(line("/go/x", 302), links=links)).decode("utf-8-sig")


def test_campaigns_and_channels_stand_in_the_order_of_the_site():
    told = counted(*(line(f"/go/{code}/{channel}", 302) for code in ("zzz", "return", "compass", "aaa")
                     for channel in ("flyer", "stand", "linkedin", "")))  # fmt: skip
    assert [title for title, _ in told.by_campaign()][:2] == ["Compass jobs fair", "Return to practice"]
    assert [row.channel for row in told.rows][:4] == ["linkedin", "stand", "flyer", ""]


@pytest.mark.slow
def test_several_cores_count_as_one_does(tmp_path):
    log = tmp_path / "access.log"
    log.write_text("".join(line(f"/go/{code}/{n % 30}", 302) for n in range(9000) for code in ("compass", f"x{n}")))
    one, two = (results_of([str(log)], io.BytesIO(), LINKS, cores=cores) for cores in (1, 2))
    assert one == two
    assert totals(one.rows)[0] == 18_000
