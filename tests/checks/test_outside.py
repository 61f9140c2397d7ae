"""A page gets nothing from another host."""

import pytest

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
]  # fmt: skip


def test_what_a_browser_would_get_from_elsewhere_is_told(make_site):
    codes = {html: make_site({"templates/layouts/page.html": LAYOUT.format(html)}).codes for html in ELSEWHERE}
    assert [html for html in ELSEWHERE if "outside" not in codes[html]] == []


@pytest.mark.parametrize("css", ["p { background: url(https://a.example/b.png) }", '@import "https://a.example/b.css";',
                                 "p { background: url('//a.example/b.png') }"])  # fmt: skip
def test_what_a_style_would_get_from_elsewhere_is_told(make_site, css):
    assert "outside" in make_site({"assets/css/utilities.css": css + "\n"}).codes


def test_links_are_the_readers_own_choice(make_site):
    layout = LAYOUT.format('<a href="https://a.example/">a</a><link rel="canonical" href="https://careers.example/">')
    assert make_site({"templates/layouts/page.html": layout}).codes == []
