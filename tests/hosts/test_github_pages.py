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


def test_mozilla_observatory_gives_what_the_build_says_and_no_more(real_site):
    result = score(ITS_HEADERS, real_site.files["index.html"].decode(), "careers.example")
    assert (result.points, result.grade) == (30, "D"), result.parts
    assert f"{result.points} of 100 points at most ({result.grade})" in GITHUB_PAGES.remark
