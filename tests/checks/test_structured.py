"""The data for search engines, in `check` alone."""

import json

import pytest

from tests.building import DEFAULTS, FACTS, content

LAYOUT = '{{% extends "base.html" %}}{{% block after %}}<script type="application/ld+json">{}</script>{{% endblock %}}'


@pytest.mark.parametrize(
    "block", ["{", '{"@type": "Article"}', '{"@context": "https://schema.org", "@type": "Article"}', "[]", "1", '""']
)
def test_what_search_engines_could_not_read_is_told(make_site, block):
    site = make_site({"templates/layouts/page.html": LAYOUT.format(block)}, slower=True)
    assert site.codes == ["structured-data"]


def test_each_page_has_the_data_that_fits_it(make_site):
    site = make_site({
        "content/facts.yml": FACTS, "content/testimonials/ann.md": content("testimonial", name="'Ann </script> Bell'"),
        "content/pages/p.md": content(body="[[retention-payment]]\n"),
        "site.yml": DEFAULTS["site.yml"] + "contact:\n  email: a@b.org\n  phone: 024 1\n",
    }, slower=True)  # fmt: skip
    assert "structured-data" not in site.codes

    def data(address):
        return {block["@type"]: block for block in map(json.loads, (
            node.text() for node in site.page(address).tree.css('script[type="application/ld+json"]')))}  # fmt: skip

    assert set(data("/")) == {"Organization"}
    assert data("/")["Organization"]["contactPoint"]["email"] == "a@b.org"
    assert set(data("/testimonials/ann/")) == {"BreadcrumbList", "Article"}
    assert data("/testimonials/ann/")["Article"]["headline"] == "Ann </script> Bell"
