"""No mark that a template or a component should have replaced is left on a page."""

import pytest

from tests.building import content


@pytest.mark.parametrize("text", ["Dear {{ name }}", "{% if %}", "Some ::: words", "We pay [[sum", "[[two\nlines]]"])
def test_a_mark_that_is_left_is_told_with_its_line(make_site, text):
    site = make_site({"content/pages/a.md": content(body=f"Words.\n\n{text}\n")})
    assert [(problem.code, problem.line) for problem in site.errors] == [("left-over", 7)]
    assert "\n" not in site.errors[0].message


def test_code_and_ordinary_words_are_no_left_overs(make_site):
    body = "`{{ name }}`\n\n```\n::: [[x]]\n```\n\nNone of us.\n\nSay “undefined”.\n\nnull and void\n\nnanny\n"
    assert make_site({"content/pages/a.md": content(body=body)}).errors == []


def test_a_value_that_a_template_prints_although_it_is_not_there_is_told(make_site):
    layout = '{% extends "base.html" %}{% block after %}<p>{{ page.updated|string }}</p>{% endblock %}'
    site = make_site({"templates/layouts/page.html": layout})
    assert site.codes == ["left-over"]


def test_a_page_may_be_called_none(make_site):
    assert make_site({"content/pages/a.md": content(title="None")}).codes == ["left-over"]
