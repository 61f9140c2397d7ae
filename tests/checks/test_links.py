"""Every link, anchor, picture and style of the finished files leads somewhere, or it is told where it was written."""

import pytest

from tests.building import DEFAULTS, content

LAYOUT = '{{% extends "base.html" %}}\n{{% block after %}}\n{}\n{{% endblock %}}\n'


SOMEWHERE = [
    "/", "/a/", "/a", "/a/#main", "#main", "#pay", "/a/#pay", "/a/?x=1#pay", "/feed.xml", "/sitemap.xml", "a.md",
    "a.md#pay", "index.md", "../pages/a.md", "https://careers.example/a/", "https://elsewhere.example/x#y",
    "mailto:a@b.org", "tel:024",
]  # fmt: skip
NOWHERE = ["/b/", "/a/b/", "b.md", "../routes/a.md", "/files/x.pdf", "/feed", "..", "."]
# Asked of the finished page, and so told only where every page was found.
NO_HEADING = [
    "#gone", "/a/#gone-too", "a.md#Pay", "https://careers.example/b/", "https://careers.example/a/#gone-as-well",
]  # fmt: skip


def linking(links):
    """A page with each of the links on a line of its own, the first in line 7."""
    return content(body="## Pay\n\n" + "".join(f"See [this]({link}).\n" for link in links))


def test_what_leads_somewhere_is_no_mistake(make_site):
    assert make_site({"content/pages/a.md": linking(SOMEWHERE)}).errors == []


@pytest.mark.parametrize("links", [NOWHERE, NO_HEADING], ids=["no page", "no heading"])
def test_what_leads_nowhere_is_told_with_the_line_in_which_it_was_written(make_site, links):
    site = make_site({"content/pages/a.md": linking(links)})
    assert [(problem.code, problem.line) for problem in site.errors] == [
        ("broken-link", 7 + number) for number in range(len(links))
    ]


def test_a_link_within_a_field_and_a_component_is_told_with_its_line(make_site):
    body = "::: callout\ntext: |\n  Words.\n\n  See [this](gone.md).\n:::\n"
    site = make_site({"content/pages/a.md": content(related="[/, /gone/]", body=body)})
    assert [problem.line for problem in site.errors] == [4, 10]


def test_a_link_of_a_template_is_told_with_the_template_once(make_site):
    layout = LAYOUT.format('<a href="/gone/">Gone</a>\n<img src="/images/gone.png" alt="">')
    site = make_site({"templates/layouts/page.html": layout, "content/pages/a.md": content(title="A")})
    assert [(problem.file, problem.line) for problem in site.errors] == [
        ("templates/layouts/page.html", 3), ("templates/layouts/page.html", 4),
    ]  # fmt: skip


def test_styles_sitemap_and_feed_are_followed_too(make_site):
    site = make_site({"assets/css/utilities.css": "p { background: url(../images/gone.png) }\n"})
    assert "gone.png" in site.sentences
    sitemap = "<urlset><url><loc>https://careers.example/gone/</loc></url></urlset>\n"
    site = make_site({"assets/css/utilities.css": "", "templates/sitemap.xml": sitemap})
    assert '"https://careers.example/gone/" leads to no page' in site.sentences


@pytest.mark.parametrize("setting", ["apply:\n  page: /gone/\n", "contact:\n  page: /gone/\n", "how_we_know: /gone/\n",
                                     "how_we_know: content/pages/gone.md\n"])  # fmt: skip
def test_a_page_named_in_the_settings_must_be_there(make_site, setting):
    site = make_site({"site.yml": DEFAULTS["site.yml"] + setting})
    assert [problem.file for problem in site.errors] == ["site.yml"]
    assert all(problem.line >= 4 for problem in site.errors)


@pytest.mark.parametrize("setting", ["logo:\n  file: content/images/gone.svg\n  alt: A\n",
                                     "share_image:\n  file: content/images/gone.png\n  alt: A\n"])  # fmt: skip
def test_a_picture_named_in_the_settings_must_be_there(make_site, setting):
    site = make_site({"site.yml": DEFAULTS["site.yml"] + setting})
    assert [(problem.file, problem.line) for problem in site.errors] == [("site.yml", 5)]
