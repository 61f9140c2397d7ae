"""A drawing passes as it is where nothing in it can run, fetch or grow; all else is told."""

from __future__ import annotations

import pytest

from careersite.pictures.drawings import examine_drawing
from tests.building import content
from tests.made_pictures import of_pictures, page, with_pictures

pytestmark = pytest.mark.quick

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "<title>A box</title>", more: str = 'viewBox="0 0 400 300"') -> bytes:
    return f"<svg {HEAD} {more}>{inside}</svg>".encode()


def message(data: bytes) -> str:
    """Why it is refused; nothing where it is not."""
    found = examine_drawing(data)
    assert (found.fault is None) == (found.width > 0 and found.height > 0)
    assert found.fault is None or found.fault.hint
    return found.fault.message if found.fault else ""


def test_a_drawing_passes_as_it_is(make_site):
    site = make_site(with_pictures(a_svg=svg()))
    assert site.problems == ()
    assert not site.page("/a/").has("picture")
    assert site.files[site.page("/a/").attribute("main img", "src").lstrip("/")] == svg()


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ("viewBox='0 0 24 24'", (24, 24)), ('viewBox=" -5,-5 , 40.4 30 "', (40, 30)),
        ('viewBox="0 0 1e2 .5e2"', (100, 50)),
        ('width="40" height="30px"', (40, 30)), ('width="9" height="9" viewBox="0 0 40 30"', (40, 30)),
    ],
)  # fmt: skip
def test_the_size_is_that_of_the_viewbox_else_width_and_height(more, size):
    found = examine_drawing(svg(more=more))
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    "box", ["0 0 1.2.3 24", "0 0 . 24", "0 0 24", "", "0 0 24 24 24", "0 0 24px 24px", "0 0 nan inf", "0 0 ٣٣ ٣٣"]
)
def test_a_viewbox_of_anything_but_four_numbers_is_told(box):
    assert message(svg(more=f'viewBox="{box}"')) == f'has the viewBox "{box}", which is not four numbers.'


@pytest.mark.parametrize("box", ["0 0 0.3 0.3", "0 0 0 24", "0 0 24 -24", "0 0 1e999 24", "0 0 1000001 1"])
def test_a_drawing_that_nobody_could_see_whole_is_told(box):
    assert "a side may be from 1 to 1,000,000." in message(svg(more=f'viewBox="{box}"'))


@pytest.mark.parametrize("more", ["", 'width="40"', 'width="100%" height="100%"', 'width="" height="3"'])
def test_a_drawing_without_a_size_is_told(more):
    assert "its size is unknown" in message(svg(more=more))


def test_half_a_drawing_is_none():
    whole = svg("<style>path { fill: red }</style>\n<g><path d='M0 0h1'/></g>")
    assert message(whole) == ""
    assert all(message(whole[:end]) for end in range(len(whole)))
    assert message(whole[:-4]) == "is broken or not whole: from line 2 on it cannot be read."


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", "<SCRIPT/>", '<script href="data:text/javascript,alert(1)"/>',
        "<foreignObject/>", "<iframe/>", '<h:p xmlns:h="http://www.w3.org/1999/xhtml"/>',
        '<s:script xmlns:s="http://www.w3.org/2000/svg"/>', '<path onload="alert(1)"/>', '<g ONCLICK="alert(1)"/>',
        '<a href="javascript:alert(1)"/>', '<a xlink:href=" java&#9;script:alert(1)"/>', '<a href="vbscript:x"/>',
        '<use href="data:image/svg+xml,x"/>', '<a href="data:text/html,x"/>',
        '<a><animate attributeName="href" values="javascript:alert(1)"/></a>',
        '<set attributeName="xlink:href" to="javascript:alert(1)"/>', '<set attributeName="onload" to="alert(1)"/>',
    ],
)  # fmt: skip
def test_what_could_run_on_this_site_is_refused(inside):
    found = message(svg(inside))
    assert "(line 1), which could run on this site for whoever opens the drawing by itself." in found


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://a.example/b.png"/>', '<use xlink:href="//a.example/b.svg#c"/>',
        r'<image href="/\a.example/b.png"/>', "<style>@import 'https://a.example/b.css';</style>",
        "<style>a {}<g/>b { fill: url(https://a.example/c.svg) }</style>",
        '<path style="fill: url(//a.example/b.svg)"/>', '<path fill="url(https://a.example/b.svg#c)"/>',
    ],
)  # fmt: skip
def test_what_would_be_fetched_from_another_host_is_refused(inside):
    assert "which does not lie on this site." in message(svg(inside))


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="https://a.example/"><path/></a>', '<use xlink:href="#a"/>',
        '<image href="data:image/png;base64,aa"/>',
        '<path fill="url(#a)"/>', '<animate attributeName="opacity" values="0;1"/>', "<!-- <script> -->",
        "<style>@font-face { src: url(data:font/woff2;base64,aa) }</style>", "<title>JavaScript: on &amp; off</title>",
        '<metadata><r:RDF xmlns:r="http://r.example/"><r:a r:resource="http://b.example/"/></r:RDF></metadata>',
    ],
)  # fmt: skip
def test_what_only_draws_or_describes_passes(inside):
    assert message(svg(inside)) == ""


@pytest.mark.parametrize(
    ("start", "what"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', "has a DOCTYPE (line 1)"),
        ('\n<!DOCTYPE svg SYSTEM "file:///etc/hosts">', "has a DOCTYPE (line 2)"),
        ('<?xml-stylesheet href="a.xsl" type="text/xsl"?>', "takes its looks from another file (line 1)"),
        ('<?xml version="1.0" encoding="utf-7"?>', 'is written in "utf-7"'),
    ],
)  # fmt: skip
def test_what_stands_before_a_drawing_can_hide_nothing(start, what):
    assert message(start.encode() + svg()).startswith(what)


@pytest.mark.parametrize("data", ["ASCII", "utf-8-sig", "utf-16"])
def test_a_drawing_is_read_in_every_usual_encoding(data):
    assert message(f"<svg {HEAD} viewBox='0 0 4 3'/>".encode(data)) == ""


@pytest.mark.parametrize("data", [b"", b"words", b"<html/>", b"<svg viewBox='0 0 4 3'/>", b"\x1f\x8b\x08\0", b"\0\0\0"])
def test_what_no_browser_would_draw_is_told(data):
    assert message(data)


@pytest.mark.parametrize("body", ["[It](../files/a.svg)", "[It](/files/a.svg)", "[It](../images/a.svg)"])
def test_a_drawing_that_is_only_linked_is_looked_at_too(make_site, body):
    data = svg("<script/>")
    site = make_site(
        {"content/files/a.svg": data, "content/images/a.svg": data, "content/pages/a.md": content(body=body)}
    )
    assert [(problem.code, problem.line) for problem in site.errors] == [("picture", 5)]


def test_a_drawing_of_more_than_a_megabyte_is_told_but_used(make_site):
    site = make_site({"content/images/a.svg": svg(" " * 1_200_000), "content/pages/a.md": page("a.svg")})
    assert [problem.message for problem in site.problems] == ['"a.svg" has 1.2 MB, and every reader gets all of it.']
    assert site.errors == []
    assert len(of_pictures(site)) == 1
