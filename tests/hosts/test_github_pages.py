"""GitHub Pages: what it reads, and how little its headers can be worth."""

from __future__ import annotations

from dataclasses import replace

from careersite.host_rules import Rules
from careersite.hosts.github_pages import GITHUB_PAGES
from tests.observatory import score
from tests.served import rules_of

# What it sends by itself, under a name of the site's own.
ITS_HEADERS = {"Server": "GitHub.com", "Content-Type": "text/html; charset=utf-8", "Access-Control-Allow-Origin": "*",
               "Cache-Control": "max-age=600"}  # fmt: skip


def written(rules: Rules) -> dict[str, bytes]:
    return {file.path: file.content for file in GITHUB_PAGES.files(rules)}


def test_the_files_are_published_as_they_are(real_site):
    assert written(rules_of(real_site)) == {".nojekyll": b""}


def test_the_name_of_the_site_is_told_where_it_is_known(real_site):
    rules = replace(rules_of(real_site), host="careers.example")
    assert written(rules) == {".nojekyll": b"", "CNAME": b"careers.example\n"}


def test_mozilla_observatory_gives_what_the_build_says(real_site):
    page = real_site.files["index.html"].decode()
    ours = score(ITS_HEADERS, page, "careers.example")
    assert (ours.points, ours.grade) == (30, "D"), ours.parts
    assert "30 of 100 points (D)" in GITHUB_PAGES.remark


def test_no_page_there_can_have_more_than_the_build_says():
    """The best policy and referrer that a page can give itself; no page can say the other headers."""
    page = """<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
    best = score({**ITS_HEADERS, "Referrer-Policy": "no-referrer"}, page, "careers.example")
    assert (best.points, best.grade) == (55, "C"), best.parts
    assert "more than 55 (C)" in GITHUB_PAGES.remark
