"""No two pages share a title."""

from tests.building import DEFAULTS, content


def test_two_pages_of_one_title_are_a_warning(make_site):
    site = make_site({"content/pages/a.md": content(title="Pay"), "content/pages/b.md": content(title="Pay")})
    assert [(problem.severity, problem.code, problem.file) for problem in site.problems] == [
        ("warning", "title", "content/pages/b.md")
    ]


def test_a_redirect_shares_its_title_with_nobody(make_site):
    assert make_site({"content/pages/a.md": content(title="Pay", formerly="[/b/, /c/]")}).codes == []


def test_the_pages_that_say_on_cloudflare_what_has_gone_may_share_a_title(make_site):
    site_yml = DEFAULTS["site.yml"] + "hosts: [cloudflare]\n"
    entry = "addresses:\n  /a/:\n    gone: 2026-03-01\n  /b/c/:\n    gone: 2026-03-01\n"
    site = make_site({"site.yml": site_yml, "published.yml": entry})
    assert {"a/404.html", "b/c/404.html"} <= set(site.files)
    assert "title" not in site.codes
