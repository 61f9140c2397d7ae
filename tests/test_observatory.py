"""Our reading of Mozilla's rules, against the points that its own program, release 1.4.8, gave to the same headers."""

from __future__ import annotations

import pytest

from tests.observatory import score

pytestmark = pytest.mark.quick

CSP, HSTS, XCTO, XFO, REFERRER, CORP = (
    "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options",
    "Referrer-Policy", "Cross-Origin-Resource-Policy",
)  # fmt: skip
ALL = {
    CSP: "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    HSTS: "max-age=63072000",
    XCTO: "nosniff",
    XFO: "DENY",
    REFERRER: "strict-origin",
    CORP: "same-origin",
}
PLAIN = "<!doctype html><title>A</title>"


def scored(headers: dict[str, str | None], html: str = PLAIN) -> tuple[int, str]:
    """Of all good headers, with these in their place; None takes one away."""
    sent = {name: value for name, value in {**ALL, **headers}.items() if value is not None}
    found = score(sent, html, "careers.example")
    return found.points, found.grade


@pytest.mark.parametrize(("changed", "points", "grade"), [
    ({}, 130, "A+"),
    ({CSP: None}, 75, "B"),
    ({CSP: "default-src 'self'"}, 120, "A+"),
    ({CSP: "default-src 'none'; script-src 'self' 'unsafe-inline'"}, 80, "B+"),
    ({CSP: "default-src 'none'; script-src 'self' 'unsafe-inline' 'sha256-AAAA='"}, 125, "A+"),
    ({CSP: "default-src 'none'; style-src 'self' 'unsafe-inline'"}, 115, "A+"),
    ({CSP: "default-src 'none'; script-src 'self' 'unsafe-eval'"}, 105, "A+"),
    ({CSP: "script-src 'self'"}, 80, "B+"),
    ({CSP: "default-src 'none'; img-src http://pictures.example"}, 105, "A+"),
    ({CSP: "default-src 'none'; connect-src http://api.example"}, 80, "B+"),
    ({CSP: "default-src 'none'; img-src 'self' data:"}, 125, "A+"),
    ({CSP: "default-src 'none'; script-src https:"}, 80, "B+"),
    ({HSTS: None}, 80, "B+"),
    ({HSTS: "max-age=86400"}, 120, "A+"),
    ({HSTS: "soon"}, 80, "B+"),
    ({HSTS: "max-age=31536000; includeSubDomains; preload"}, 130, "A+"),
    ({XCTO: None}, 125, "A+"),
    ({XCTO: "sniff"}, 125, "A+"),
    ({XFO: None}, 130, "A+"),
    ({CSP: "default-src 'none'", XFO: None}, 80, "B+"),
    ({CSP: "default-src 'none'", XFO: "SAMEORIGIN"}, 125, "A+"),
    ({CSP: "default-src 'none'", XFO: "perhaps"}, 80, "B+"),
    ({REFERRER: None}, 125, "A+"),
    ({REFERRER: "unsafe-url"}, 120, "A+"),
    ({REFERRER: "odd"}, 120, "A+"),
    ({REFERRER: "no-referrer, strict-origin-when-cross-origin"}, 130, "A+"),
    ({CORP: None}, 120, "A+"),
    ({CORP: "same-site"}, 130, "A+"),
    ({CORP: "cross-origin"}, 120, "A+"),
    ({CORP: "nobody"}, 115, "A+"),
    (dict.fromkeys(ALL), 30, "D"),
])  # fmt: skip
def test_headers_get_the_points_that_mozilla_gives(changed, points, grade):
    assert scored(changed) == (points, grade)


@pytest.mark.parametrize(("script", "points"), [
    ("/a.js", 130),
    ("https://careers.example/a.js", 130),
    ("https://other.example/a.js", 125),
    ("https://other.example/a.js integrity=sha384-AAAA", 135),
    ("http://other.example/a.js", 50),
    ("//other.example/a.js", 50),
])  # fmt: skip
def test_scripts_get_the_points_that_mozilla_gives(script, points):
    assert scored({}, f"<!doctype html><script src={script}></script>")[0] == points


def test_a_policy_in_a_page_counts_but_cannot_forbid_frames():
    page = """<!doctype html><meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; frame-ancestors 'none'">"""
    assert scored({CSP: None}, page) == (125, "A+")
    assert scored(dict.fromkeys(ALL), page) == (55, "C")
