"""One first heading, no level skipped, none empty: screen readers travel by them."""

import pytest

from tests.building import content

CARDS = '::: cards\npages: [/]\nlevel: "{}"\n:::\n'


@pytest.mark.parametrize(
    "body",
    [CARDS.format(2), "## A\n\n" + CARDS.format(3), "## A\n\n### B\n\n" + CARDS.format(2), "## A\n\n### B\n\n## C\n"],
)
def test_headings_that_follow_one_another_are_no_mistake(make_site, body):
    assert make_site({"content/pages/a.md": content(body=body)}).errors == []


@pytest.mark.parametrize("body", [CARDS.format(3), "## A\n\n" + CARDS.format(4)])
def test_a_component_that_skips_a_level_is_told(make_site, body):
    site = make_site({"content/pages/a.md": content(body=body)})
    assert [(problem.code, problem.file) for problem in site.errors] == [("headings", "content/pages/a.md")]
