"""The one table of rules: what is kept how long, who may show what, and what a page may load."""

from __future__ import annotations

import base64
import hashlib

import pytest

from careersite.host_rules import Redirect, headers_of, host_rules, spoken_addresses, ways_of_writing
from careersite.hosts import HIDDEN
from careersite.inspection import inspect_html
from careersite.model import OutputFile
from careersite.security_policy import security_policy
from tests.building import Built

pytestmark = pytest.mark.quick

KEPT = {
    "index.html": "no-cache",
    "404.html": "no-cache",
    "410.html": "no-cache",
    "sitemap.xml": "no-cache",
    "robots.txt": "no-cache",
    "manifest.webmanifest": "no-cache",
    "feed.xml": "public, max-age=3600",
    "favicon.ico": "public, max-age=86400",
    "apple-touch-icon.png": "public, max-age=86400",
    "icon-maskable-512.png": "public, max-age=86400",
    "files/report.pdf": "no-cache",
}


def rules(site: Built, **more: bytes):
    files = {**site.finished.rendered.files, **{path: OutputFile(path, data) for path, data in more.items()}}
    return host_rules(site.site, files, site.finished.rendered.inspections.values(), HIDDEN)


@pytest.mark.parametrize("path", KEPT)
def test_a_file_that_keeps_its_name_is_asked_for_soon(components_site, path):
    assert headers_of(rules(components_site), path)["Cache-Control"] == KEPT[path]


def test_a_file_is_kept_for_a_year_exactly_where_its_name_changes_with_its_bytes(components_site):
    found = rules(components_site)
    for path in components_site.files:
        is_kept = headers_of(found, path)["Cache-Control"] == "public, max-age=31536000, immutable"
        folder = path.partition("/")[0]
        assert is_kept == (folder in ("assets", "images", "share", "videos")), path
        if is_kept:
            assert any(len(part.partition("-")[0]) == 10 for part in path.split(".")), path


def test_a_calendar_is_kept_for_an_hour_and_a_feed_is_told_by_what_is_in_it(components_site):
    found = rules(
        components_site, **{"dates.ics": b"BEGIN:VCALENDAR", "news.xml": b'<feed xmlns="http://www.w3.org/2005/Atom">'}
    )
    assert headers_of(found, "dates.ics")["Cache-Control"] == "public, max-age=3600"
    assert found.atom_feeds == ("feed.xml", "news.xml")


def test_a_page_in_a_folder_of_marked_names_is_never_kept_for_a_year(make_site):
    from tests.building import content

    site = make_site({"content/pages/share.md": content(title="Share with us", summary="How to.")})
    assert "share/index.html" in site.files
    assert headers_of(rules(site), "share/index.html")["Cache-Control"] == "no-cache"
    assert headers_of(rules(site), "assets/x.css")["Cache-Control"].endswith("immutable")


def test_other_sites_may_show_share_cards_icons_and_feeds_only(components_site):
    found = rules(components_site)
    shared = {path for path in components_site.files
              if headers_of(found, path)["Cross-Origin-Resource-Policy"] == "cross-origin"}  # fmt: skip
    assert {"favicon.ico", "feed.xml"} <= shared
    assert {path for path in shared if "/" in path} == {
        path for path in components_site.files if path.startswith("share/")
    }


# The policy


def policy(files: dict[str, bytes], html: str = "<!doctype html><title>A</title>") -> dict[str, list[str]]:
    made = security_policy({path: OutputFile(path, data) for path, data in files.items()}, [inspect_html(html)])
    parts = [part.split() for part in made.split("; ")]
    return {name: sources for name, *sources in parts}


def sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_site_of_words_alone_may_load_nothing():
    assert policy({"index.html": b""}) == {
        "default-src": ["'none'"], "base-uri": ["'none'"], "form-action": ["'none'"], "frame-ancestors": ["'none'"],
    }  # fmt: skip


def test_each_kind_of_file_is_allowed_where_there_is_one():
    found = policy(
        {"a.css": b"", "a.js": b"", "a.png": b"", "a.woff2": b"", "a.mp4": b"", "a.json": b"", "a.webmanifest": b""}
    )
    assert {name for name, sources in found.items() if sources == ["'self'"]} == {
        "style-src", "script-src", "img-src", "font-src", "media-src", "connect-src", "manifest-src",
    }  # fmt: skip


def test_what_stands_inside_a_page_is_allowed_by_its_hash_alone():
    html = ("<!doctype html><script>go()</script><script src='/a.js'></script><style>p{color:red}</style>"
            '<script type="application/ld+json">{"a": 1}</script><script type="module">x</script>')  # fmt: skip
    found = policy({"a.js": b""}, html)
    assert found["script-src"] == ["'self'", *sorted([sha("go()"), sha("x")])]
    assert found["style-src"] == [sha("p{color:red}")]
    assert sha('{"a": 1}') not in str(found)
    assert "unsafe" not in str(found)


def test_a_drawing_that_is_opened_by_itself_keeps_its_styles():
    assert policy({"a.svg": b"<svg><style>.a{fill:red}</style></svg>"})["style-src"] == [sha(".a{fill:red}")]


def test_a_picture_inside_a_style_is_allowed_where_there_is_one():
    assert policy({"a.css": b"a{background:url(data:image/png;base64,AA)}"})["img-src"] == ["data:"]


def test_no_page_of_ours_asks_for_a_hash(real_site):
    said = rules(real_site).headers["Content-Security-Policy"]
    assert "sha256" not in said
    assert "unsafe" not in said
    assert len(said) < 400


# Redirects


def test_a_page_is_written_in_three_ways_and_a_file_in_one():
    assert ways_of_writing("/v1.2/") == ("/v1.2/", "/v1.2", "/v1.2/index.html")
    assert ways_of_writing("/jobs.aspx") == ("/jobs.aspx",)
    assert ways_of_writing("/") == ("/",)


def test_a_short_link_is_told_in_the_cases_that_people_type():
    short = Redirect("/go/spring/", "/", is_permanent=False, is_any_case=True)
    assert set(spoken_addresses(short)) == {
        "/go/spring/", "/go/spring", "/go/Spring/", "/go/Spring", "/go/SPRING/", "/go/SPRING",
        "/GO/SPRING/", "/GO/SPRING", "/Go/Spring/", "/Go/Spring",
    }  # fmt: skip
    assert short.status == 302


@pytest.mark.parametrize(("target", "parts"), [
    ("/new/", ("/new/", "", "")),
    ("/new/?a=1&b=2#part", ("/new/", "a=1&b=2", "#part")),
    ("https://www.example.org/für?x=ü", ("https://www.example.org/f%C3%BCr", "x=%C3%BC", "")),
    ("/a%20b/", ("/a%20b/", "", "")),
    ("/a b/\r\nSet-Cookie: a=1", ("/a%20b/Set-Cookie:%20a=1", "", "")),
])  # fmt: skip
def test_a_target_is_written_as_a_header_may_carry_it(target, parts):
    assert Redirect("/old/", target).target_parts == parts


def test_an_address_typed_with_percent_signs_is_the_address_that_is_meant(make_site):
    from dataclasses import replace

    site = make_site()
    moved = replace(site.site, redirects={"/a%20b/": "/"}, gone={"/c%C3%BC/": "It was taken down."})
    found = host_rules(moved, site.finished.rendered.files, [], HIDDEN)
    assert (found.redirects[0].address, found.gone) == ("/a b/", ("/cü/",))
    assert spoken_addresses(found.redirects[0])[0] == "/a%20b/"
