"""No two pages share a title."""

from tests.building import content


def test_two_pages_of_one_title_are_a_warning(make_site):
    site = make_site({"content/pages/a.md": content(title="Pay"), "content/pages/b.md": content(title="Pay")})
    assert [(problem.severity, problem.code, problem.file) for problem in site.problems] == [
        ("warning", "title", "content/pages/b.md")
    ]


def test_a_redirect_shares_its_title_with_nobody(make_site):
    assert make_site({"content/pages/a.md": content(title="Pay", formerly="[/b/, /c/]")}).codes == []
