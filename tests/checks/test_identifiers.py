"""No id stands twice on a page, and no element carries script."""

import pytest

from tests.building import content


@pytest.mark.parametrize("body", ["## Pay\n\n## Pay\n", "## Main\n", "## Help\n", "## fn:1\n\nA[^1]\n\n[^1]: note\n"])
def test_whatever_the_headings_say_no_id_stands_twice(make_site, body):
    site = make_site({"content/pages/a.md": content(body=body)})
    assert site.errors == []
    ids = site.finished.rendered.inspections["a/index.html"].ids
    assert len(ids) == len(set(ids)) > 1


def test_an_id_that_stands_twice_is_told(make_site):
    layout = '{% extends "base.html" %}{% block after %}<p id="x"></p><p id="x"></p>{% endblock %}'
    assert make_site({"templates/layouts/page.html": layout}).codes == ["identifiers"]


def test_script_in_an_attribute_is_told(make_site):
    layout = '{% extends "base.html" %}{% block after %}<p onclick="x()">a</p>{% endblock %}'
    assert make_site({"templates/layouts/page.html": layout}).codes == ["script"]
