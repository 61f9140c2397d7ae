"""`build.py results` reads logs, tells the figures as words, JSON, CSV and a page, and keeps them out of public/."""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from careersite.results import charts
from tests.building import DEFAULTS, ENGINE, content, put
from tests.test_visits import line

CAMPAIGN = content("campaign", title="The autumn fair", code="fair", channels="[poster, talk]")
LOG = line("/go/fair/poster", 302) * 3 + line("/go/fair/talk", 302, at="30/Nov/2026:10:00:00 +0000") + line("/")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    logs = {"logs/access.log": LOG, "logs/old.gz": gzip.compress(LOG.encode())}
    put(site, {**DEFAULTS, "content/campaigns/fair.md": CAMPAIGN, **logs})
    return site


def test_several_logs_are_told_as_one_table(folder, command_line):
    said = command_line("results", folder / "logs/access.log", folder / "logs/old.gz", "--site", folder)
    assert (said.status, said.err) == (0, "")
    assert (
        said.out
        == """\
The autumn fair
  week from           channel  arrivals  pages seen  clicks on apply
  16 November 2026 *  Poster          6           0                0
  30 November 2026 *  Talk            2           0                0
  all                                 8           0                0

* The logs do not tell of the whole of this week.
10 requests, 18 November 2026 to 30 November 2026. Left out: 0 of robots, 0 that a browser made beforehand or for the \
head alone.
On 11 days in between nobody asked for anything; the first is 19 November 2026. If a log is missing, the figures are \
too low.
"""
    )


def test_json_holds_every_figure(folder, command_line):
    said = command_line("results", folder / "logs/access.log", "--site", folder, "--format", "json")
    told = json.loads(said.out)
    assert (told["command"], told["status"], told["requests"]) == ("results", "done", 5)
    assert told["rows"][0] == {
        "campaign": "fair", "title": "The autumn fair", "channel": "poster", "channel_title": "Poster",
        "week": "2026-W47", "week_begins": "2026-11-16", "whole_week": False,
        "arrivals": 3, "pages_seen": 0, "apply_clicks": 0,
    }  # fmt: skip
    assert (told["first_day"], told["last_day"]) == ("2026-11-18", "2026-11-30")
    assert (told["missing_days"], told["first_missing_day"]) == (11, "2026-11-19")


def test_a_csv_opens_in_a_spreadsheet(folder, command_line, tmp_path):
    command_line("results", folder / "logs/access.log", "--site", folder, "--csv", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["channel"], row["arrivals"]) for row in rows] == [("poster", "3"), ("talk", "1")]


def test_the_page_has_a_table_beside_each_chart_and_fetches_nothing(folder, command_line, tmp_path):
    command_line("results", folder / "logs/access.log", "--site", folder, "--page", tmp_path / "kit/results")
    html = (tmp_path / "kit/results/index.html").read_text(encoding="utf-8")
    page = LexborHTMLParser(html)
    drawings = page.css("svg[role=img]")
    assert len(drawings) == 2
    for drawing in drawings:
        title, told = (page.css_first(f"#{name}") for name in drawing.attributes["aria-labelledby"].split())
        assert (title.tag, told.tag) == ("title", "desc")
        assert "3" in told.text()
    assert "week from 16 November 2026: 3; week from 23 November 2026: 0; week from 30 November 2026: 1." in html
    assert [cell.text() for cell in page.css("tbody tr")[0].css("th, td")] == [
        "16 November 2026 (in part)", "Poster", "3", "0", "0",
    ]  # fmt: skip
    assert not page.css("script, link, img, iframe, [onclick], [src], [href]")
    assert "--main: #0b4595" in html
    assert "url(" not in html
    assert page.css_first("caption") is None  # of all campaigns, where there is more than one
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) > 5


def test_several_campaigns_are_told_side_by_side_and_none_without_arrivals_has_charts(folder, command_line, tmp_path):
    put(folder, {"logs/access.log": LOG + line("/go/apply/spring", 302)})
    command_line("results", folder / "logs/access.log", "--site", folder, "--page", tmp_path / "kit/results")
    html = (tmp_path / "kit/results/index.html").read_text(encoding="utf-8")
    page = LexborHTMLParser(html)
    assert page.css_first("caption").text() == "All campaigns"
    links = [(link.text(), link.attributes["href"]) for link in page.css("a")]
    assert links == [("The autumn fair", "#campaign-1"), ("spring (no campaign of this site)", "#campaign-2")]
    assert [heading.text() for heading in page.css("h2")][:2] == [title for title, _ in links]
    assert len(page.css("svg")) == 2


def test_results_are_never_written_into_public(folder, command_line):
    log = folder / "logs/access.log"
    said = command_line("results", log, "--site", folder, "--page", folder / "private/results")
    assert "lies where every build writes" in said.err
    for inside in (folder / "public", folder / "public/results"):
        said = command_line("results", log, "--site", folder, "--page", inside)
        assert said.status == 1
        assert "is published with the site, and results are for the team alone." in said.err
    said = command_line("results", log, "--site", folder, "--csv", folder / "public/a.csv")
    assert said.status == 1
    assert not (folder / "public").exists()


def test_a_table_never_replaces_what_is_no_table_of_results(folder, command_line):
    log = folder / "logs/access.log"
    said = command_line("results", folder / "logs/old.gz", "--csv", log, "--site", folder)
    assert said.status == 1
    assert "is there already, and is no table of results. It was not touched." in said.err
    assert log.read_text() == LOG
    for _ in range(2):
        assert command_line("results", log, "--csv", folder / "a.csv", "--site", folder).status == 0
    said = command_line("results", log, "--csv", folder / "none/a.csv", "--site", folder)
    assert (said.status, "(no such file or directory)" in said.err) == (1, True)


def test_a_campaign_with_mistakes_is_named(folder, command_line):
    put(folder, {"content/campaigns/fair.md": "---\ntitle: The fair\n---\n"})
    said = command_line("results", folder / "logs/access.log", "--site", folder)
    assert (said.status, "fair (no campaign of this site)" in said.out) == (0, True)
    assert "content/campaigns/fair.md" in said.out
    assert "This campaign has mistakes, so that its figures are told without its title." in said.out


def test_the_page_goes_beside_a_kit_and_never_over_something_else(folder, command_line):
    put(folder, {"mine/notes.txt": "Mine."})
    said = command_line("results", folder / "logs/access.log", "--site", folder, "--page", folder / "mine")
    assert said.status == 1
    assert "Choose another folder with --page" in said.err
    assert not (folder / "mine/index.html").exists()


def test_figures_are_told_although_the_page_cannot_be_written(folder, command_line):
    said = command_line("results", folder / "logs/access.log", "--site", folder, "--page", folder / "content")
    assert said.status == 1
    assert "16 November 2026" in said.err
    assert "cannot be the output folder" in said.err


def test_what_is_wrong_with_a_log_is_told_and_ends_with_one(folder, command_line):
    put(folder, {"logs/cut.gz": gzip.compress(LOG.encode())[:40]})
    said = command_line(
        "results", folder / "logs/access.log", folder / "logs/cut.gz", folder / "none", "--site", folder
    )
    assert said.status == 1
    assert "cut.gz ends too early: what gzip could unpack is counted, and the rest is not." in said.out
    assert "none cannot be read (no such file or directory)." in said.out
    assert "Poster          3" in said.out


def test_quiet_tells_only_what_is_wrong(folder, command_line):
    assert command_line("results", folder / "logs/access.log", "--site", folder, "--quiet").out == ""


def test_columns_and_bars_stay_within_their_drawing():
    for many in (1, 5, 53):
        drawn = charts.columns([(str(n), n * n, True) for n in range(many)])
        assert all(bar["x"] >= 0 and bar["x"] + bar["width"] <= drawn["width"] for bar in drawn["bars"])
        assert all(bar["y"] >= 0 and bar["y"] + bar["height"] <= drawn["ground"] + 0.2 for bar in drawn["bars"])
    wide = charts.rows([("a very long name of a channel indeed", 1_234_567), ("b", 0)])
    assert [bar["width"] for bar in wide["bars"]] == [100, 0]
    assert all(bar["name_y"] < bar["y"] < bar["y"] + bar["height"] <= wide["height"] for bar in wide["bars"])
    assert charts.rows([])["bars"] == charts.columns([])["bars"] == []


@pytest.mark.slow
def test_standard_input_is_a_log_too(folder):
    run = subprocess.run(
        [sys.executable, ENGINE / "build.py", "results", "-", "--site", folder],
        input=gzip.compress(LOG.encode()), capture_output=True, check=True,
    )  # fmt: skip
    assert b"Poster          3" in run.stdout
