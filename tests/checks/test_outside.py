"""A page gets nothing from another host."""

import pytest

from tests.building import content

LAYOUT = '{{% extends "base.html" %}}{{% block after %}}{}{{% endblock %}}'
ELSEWHERE = [
    '<img src="https://a.example/b.png" alt="">', '<img src="/a.png" srcset="/b.png 1x, //a.example/c.png 2x" alt="">',
    '<script src="//a.example/b.js"></script>', '<iframe src="https://a.example/"></iframe>',
    '<link rel="stylesheet" href="https://a.example/b.css">', '<video poster="https://a.example/b.png"></video>',
    '<source src="http://a.example/b.mp4">', '<object data="https://a.example/b"></object>',
    '<p style="background: url(https://a.example/b.png)">a</p>', '<style>@import "https://a.example/b.css";</style>',
    '<link rel="preconnect" href="https://a.example">',
    '<meta http-equiv="refresh" content="0; url=https://a.example/">', '<a href="/" ping="https://a.example/">a</a>',
    '<base href="https://a.example/">',
    '<link rel="preload" as="image" imagesrcset="https://a.example/b.png 2x">',
    '<link rel="manifest" href="https://a.example/b.webmanifest">', '<link rel="PRELOAD" href="https://a.example/b">',
    '<meta http-equiv="Refresh" content="0; URL=https://a.example/">',
    '<picture><source srcset="https://a.example/b.avif 1x"></picture>',
    '<svg><feImage href="https://a.example/b.png"/></svg>', '<svg><use xlink:href="https://a.example/b.svg#c"/></svg>',
]  # fmt: skip


def test_what_a_browser_would_get_from_elsewhere_is_told(make_site):
    codes = {html: make_site({"templates/layouts/page.html": LAYOUT.format(html)}).codes for html in ELSEWHERE}
    assert [html for html in ELSEWHERE if "outside" not in codes[html]] == []


@pytest.mark.parametrize("css", ["p { background: url(https://a.example/b.png) }", '@import "https://a.example/b.css";',
                                 "p { background: url('//a.example/b.png') }",
                                 'p { background: image-set("/assets/b.png" 1x, "https://a.example/c.png" 2x) }',
                                 '@IMPORT URL(https://a.example/b.css);'])  # fmt: skip
def test_what_a_style_would_get_from_elsewhere_is_told(make_site, css):
    assert "outside" in make_site({"assets/css/utilities.css": css + "\n"}).codes


def test_links_are_the_readers_own_choice(make_site):
    layout = LAYOUT.format('<a href="https://a.example/">a</a><link rel="canonical" href="https://careers.example/">')
    assert make_site({"templates/layouts/page.html": layout}).codes == []


@pytest.mark.parametrize(("path", "text"), [
    ("images/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://a.example/b.png"/></svg>'),
    ("images/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><style>p{fill:url(https://a.example/b)}</style></svg>'),
    ("site.webmanifest", '{"icons": [{"src": "https://a.example/b.png"}]}'), ("js/a.js", 'fetch("https://a.example/b")'),
    ("js/a.js", "new WebSocket(`wss://a.example`)"),
])  # fmt: skip
def test_what_drawings_scripts_and_a_manifest_would_get_from_elsewhere_is_told(make_site, path, text):
    assert "outside" in make_site({f"assets/{path}": text}).codes


def test_the_names_of_vocabularies_are_no_addresses(make_site):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><a href="https://a.example/"><path d="M0 0"/></a></svg>'
    script = 'document.createElementNS("http://www.w3.org/2000/svg", "svg")'
    assert make_site({"assets/images/a.svg": drawing, "assets/js/a.js": script}).codes == []


def test_what_every_page_would_get_is_told_once_with_the_template(make_site):
    layout = LAYOUT.format('<img src="https://a.example/b.png" alt="">')
    pages = {f"content/pages/{name}.md": content(title=name) for name in "abcd"}
    site = make_site({**pages, "templates/layouts/page.html": layout})
    assert [(one.code, one.file) for one in site.problems] == [("outside", "templates/layouts/page.html")]
    assert "(/a/, /b/, /c/ and 2 more)" in site.sentences
