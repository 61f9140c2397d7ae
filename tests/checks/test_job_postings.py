"""What a template tells search engines of a job has to stand on its page."""

from __future__ import annotations

import pytest

from tests.building import ENGINE
from tests.test_vacancy import advertised

LAYOUT = (ENGINE / "templates/vacancy.html").read_text(encoding="utf-8")
OWN = '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "JobPosting"}</script>'


def faults(make_site, files) -> list[str]:
    return [one.message for one in make_site(files).errors if one.code == "structured-data"]


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ('{{ pair("Pay", job.salary) }}', "says £38,000, which the page does not"),
        ("<p>{{ job.description }}</p>", "says Work with children & families., which the page does not"),
        ("{{ time(job.posted) }}", "has the day 2026-11-20, which the page does not"),
    ],
)
def test_what_the_page_does_not_show_is_told(make_site, left_out, said):
    assert left_out in LAYOUT
    found = faults(make_site, {**advertised(), "templates/vacancy.html": LAYOUT.replace(left_out, "")})
    assert f"The data for search engines tells of a job that {said}." in found


def test_a_job_that_a_template_adds_to_another_page_is_told(make_site):
    layout = (ENGINE / "templates/layouts/page.html").read_text(encoding="utf-8")
    block = "{% block after %}" + OWN + "{% endblock %}"
    found = faults(make_site, {"templates/layouts/page.html": layout + block})
    assert "The data for search engines tells of a job that is not the one open job of this page." in found


def test_what_is_as_it_should_be_is_not_told(make_site):
    assert faults(make_site, advertised()) == []
