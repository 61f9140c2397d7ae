"""Netlify: its redirects by its own redirector, its headers by a small reader of what it documents."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from careersite.host_rules import encoded, headers_of, ways_of_writing
from careersite.hosts.netlify import NETLIFY
from careersite.suite import NODE_MODULES, why_no_modules
from tests.browser.conftest import unless_missing
from tests.building import content
from tests.observatory import score
from tests.served import GONE, MOVED, rules_of, served_files

Blocks = list[tuple[str, dict[str, str]]]


def blocks(text: str) -> Blocks:
    """Each place with its headers, as https://docs.netlify.com/manage/routing/headers/ tells."""
    found: Blocks = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((line, {}))
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            assert name not in found[-1][1], f"Netlify joins the values of {name} at {found[-1][0]}"
            found[-1][1][name] = value
    return found


def headers_at(address: str, found: Blocks) -> dict[str, str]:
    """A star at the end stands for anything; no header may be said twice, as Netlify may join the values."""
    sent: dict[str, str] = {"Cache-Control": "public, max-age=0, must-revalidate"}  # what Netlify says by itself
    for place, headers in found:
        if address == place or (place.endswith("/*") and address.startswith(place[:-1])):
            twice = headers.keys() & sent.keys() - {"Cache-Control"}
            assert not twice, f"{address} meets two values of {twice}"
            sent |= headers
    return sent


@pytest.fixture(scope="module", params=["real", "components"])
def site(request):
    return request.getfixturevalue(f"{request.param}_site")


@pytest.fixture(scope="module")
def files(site) -> dict[str, str]:
    return {file.path: file.content.decode() for file in NETLIFY.files(rules_of(site))}


def test_every_file_gets_its_headers(site, files):
    rules = rules_of(site)
    for path in served_files(site):
        sent, expected = (
            headers_at(f"/{path.removesuffix('index.html')}", blocks(files["_headers"])),
            headers_of(rules, path),
        )
        if expected["Cache-Control"] == "no-cache":
            expected["Cache-Control"] = "public, max-age=0, must-revalidate"
        assert {name: value for name, value in sent.items() if name != "Content-Type"} == expected, path
    assert headers_at("/feed.xml", blocks(files["_headers"]))["Content-Type"] == "application/atom+xml"


def test_a_calendar_among_downloads_meets_one_value_of_each_header(make_site):
    page = content(body="[The dates](../files/dates.ics) and [a form](../files/form.txt)\n")
    files = {"content/pages/a.md": page, "content/files/dates.ics": "BEGIN:VCALENDAR\n", "content/files/form.txt": "A"}
    site = make_site(files)
    made = {file.path: file.content.decode() for file in NETLIFY.files(rules_of(site))}
    policy = {
        address: headers_at(address, blocks(made["_headers"]))["Cross-Origin-Resource-Policy"]
        for address in ("/files/dates.ics", "/files/form.txt", "/", "/a/")
    }
    assert policy == {"/files/dates.ics": "cross-origin"} | dict.fromkeys(policy.keys() - {"/files/dates.ics"},
                                                                          "same-origin")  # fmt: skip


def test_nothing_that_keeps_its_name_is_kept_long(site, files):
    """A folder rule may not take in a page or a file without a mark."""
    kept = [place for place, headers in blocks(files["_headers"]) if "immutable" in headers.get("Cache-Control", "")]
    assert "/assets/*" in kept
    inside = [path for path in site.files if any(f"/{path}".startswith(place[:-1]) for place in kept)]
    assert inside
    assert [
        path for path in inside if not any(len(part) >= 10 and part[:10].isalnum() for part in path.split("."))
    ] == []


def test_mozilla_observatory_gives_a_plus(site, files):
    result = score(headers_at("/", blocks(files["_headers"])), site.files["index.html"].decode(), "careers.example")
    assert (result.points, result.grade) == (130, "A+"), result.parts


def asked_of_it() -> Iterator[tuple[str, int, str]]:
    """Every address that moved or is gone, with the status and where it leads."""
    for redirect in MOVED:
        yield from ((encoded(one), redirect.status, redirect.location) for one in redirect.ways)
    yield from (("/GO/SPRING", 302, MOVED[-1].location), ("/Go/Spring/", 302, MOVED[-1].location))
    for address in GONE:
        yield from ((encoded(one), 410, "/410.html") for one in ways_of_writing(address))
    yield from ((f"/{one}", 404, "/404.html") for one in (".careersite", ".htaccess", "staticwebapp.config.json"))


@pytest.mark.slow
def test_its_own_redirector_understands_every_rule(files):
    unless_missing(why_no_modules())
    asked = [*asked_of_it(), ("/routes/", 0, ""), ("/", 0, ""), ("/nowhere/", 0, "")]
    program = ["node", str(Path(__file__).parent / "netlify.js"), NODE_MODULES]
    given = json.dumps([files["_redirects"], [address for address, _, _ in asked]])
    finished = subprocess.run(program, input=given, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert finished.returncode == 0, finished.stderr
    for (address, status, target), found in zip(asked, json.loads(finished.stdout), strict=True):
        assert found == ([status, target, True] if status else None), address
