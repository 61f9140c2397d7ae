"""Addresses in, answers out: any address, any page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careersite.media_types import CONTENT_TYPES, content_type
from careersite.preview.answer import Answer, find, with_snippet

pytestmark = pytest.mark.quick

FILES = {"index.html": b"home", "routes/step-up/index.html": b"Step Up", "a b/é.txt": b"text", "404.html": b"missing"}
KINDS = [
    "css",
    "js",
    "svg",
    "png",
    "jpg",
    "webp",
    "avif",
    "ico",
    "xml",
    "webmanifest",
    "txt",
    "json",
    "vtt",
    "pdf",
    "ics",
]
SNIPPET = b"<script></script>"


@pytest.mark.parametrize(
    ("address", "status", "body"),
    [
        ("/", 200, b"home"),
        ("/index.html", 200, b"home"),
        ("/routes/step-up/", 200, b"Step Up"),
        ("/a%20b/%C3%A9.txt", 200, b"text"),
        ("/routes/step-up", 302, b""),
        ("/routes/", 404, b"missing"),
        ("/routes", 404, b"missing"),
        ("//routes/step-up", 404, b"missing"),
        ("/../index.html", 404, b"missing"),
        ("/%ff%00", 404, b"missing"),
        ("*", 200, b"home"),
    ],
)
def test_every_address_has_its_answer(address, status, body):
    answer = find(address, "", FILES.get)
    assert (answer.status, answer.body) == (status, body)


@pytest.mark.slow
@settings(max_examples=50)
@given(st.text(), st.text())
def test_no_address_is_too_odd_for_an_answer(address, query):
    assert find(f"/{address}", query, FILES.get).status in (200, 302, 404)


def test_a_site_without_a_page_for_what_is_not_there_has_a_plain_one():
    assert b"Not found" in find("/x", "", {}.get).body


@pytest.mark.parametrize("ending", KINDS)
def test_every_kind_of_file_that_a_site_has_is_known(ending):
    assert content_type(f"a/b.{ending.upper()}", b"") == CONTENT_TYPES[ending] != "application/octet-stream"


def test_a_feed_is_told_from_other_xml():
    assert content_type("feed.xml", b'<?xml?><feed xmlns="http://www.w3.org/2005/Atom">') == "application/atom+xml"
    assert content_type("sitemap.xml", b"<urlset/>") == "application/xml"
    assert content_type("LICENCE", b"") == "application/octet-stream"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>x</body></html>", b"<body>x" + SNIPPET + b"</body></html>"),
        (b"<BODY>x</BODY >\n</HTML>\n", b"<BODY>x" + SNIPPET + b"</BODY >\n</HTML>\n"),
        (b"<body></body><p>x", b"<body></body><p>x" + SNIPPET),
        (b"x<!-- </body> -->", b"x<!-- </body> -->" + SNIPPET),
        (b"", SNIPPET),
    ],
)
def test_the_snippet_stands_at_the_end_of_the_body(page, expected):
    assert with_snippet(Answer(page), SNIPPET).body == expected


def test_only_pages_get_the_snippet():
    for answer in (Answer(b"p {}", CONTENT_TYPES["css"]), Answer(b"", status=302, location="/x/")):
        assert with_snippet(answer, SNIPPET) == answer
