"""Every title can be drawn on its share card."""

import pytest

from tests.building import DEFAULTS, content

pytestmark = pytest.mark.quick


def test_a_title_in_letters_that_cannot_be_drawn_is_told_with_its_line(make_site):
    site = make_site({"content/pages/a.md": content(title="社会工作 in Coventry")})
    (problem,) = [problem for problem in site.problems if problem.code == "share-card"]
    assert (problem.severity, problem.file, problem.line) == ("warning", "content/pages/a.md", 2)


def test_letters_of_european_alphabets_can_be_drawn(make_site):
    site = make_site({"content/pages/a.md": content(title="Łódź, Kraków – “Đorđe” & Ñandú: £3,000?")})
    assert "share-card" not in site.codes


def test_where_site_yml_names_a_picture_for_all_nothing_is_told(make_site):
    own = "share_image:\n  file: content/images/share.jpg\n  alt: Us\n"
    site = make_site({"site.yml": DEFAULTS["site.yml"] + own, "content/pages/a.md": content(title="社会工作")})
    assert "share-card" not in site.codes
