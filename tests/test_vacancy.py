"""A job is told to search engines only while it is open and complete, and then says what its page says."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.building import DEFAULTS, content

FAIR = "content/campaigns/fair.md"
ADDRESS = "/campaigns/fair/"
SITE = DEFAULTS["site.yml"] + "address: https://careers.example\napply: {page: /}\n"
JOB = {
    "title": "Social worker", "description": "Work with children & families.", "posted": "2026-11-20",
    "salary_from": "38000", "salary_to": "42000", "per": "year", "hours": "full-time", "place": "Coventry",
    "postcode": "CV1 1AA", "reference": "SW-7",
}  # fmt: skip
OPEN = {"opens": "2026-11-23", "closes": "2026-12-18 17:00"}


def vacancy(**changes: str | None) -> str:
    return "\n  " + "\n  ".join(f"{name}: {value}" for name, value in {**JOB, **changes}.items() if value is not None)


def advertised(job: str | None = None, **fields: str) -> dict[str, str]:
    return {"site.yml": SITE, FAIR: content("campaign", vacancy=job or vacancy(), **{**OPEN, **fields})}


def jobs(site, address: str = ADDRESS) -> list[dict]:
    nodes = site.page(address).tree.css('script[type="application/ld+json"]')
    blocks = [json.loads(node.text()) for node in nodes]
    return [block for block in blocks if block["@type"] == "JobPosting"]


def test_an_open_job_is_told_with_all_that_search_engines_ask_for(make_site):
    site = make_site(advertised())
    assert site.errors == []
    (job,) = jobs(site)
    assert job == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Social worker",
        "description": "<p>Work with children &amp; families.</p>",
        "datePosted": "2026-11-20",
        "validThrough": "2026-12-18T17:00+00:00",
        "employmentType": "FULL_TIME",
        "directApply": False,
        "hiringOrganization": {
            "@type": "Organization", "name": "Example Council", "url": "https://careers.example/",
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress", "addressLocality": "Coventry", "postalCode": "CV1 1AA",
                "addressCountry": "GB",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount", "currency": "GBP",
            "value": {"@type": "QuantitativeValue", "minValue": 38000, "maxValue": 42000, "unitText": "YEAR"},
        },
        "identifier": {"@type": "PropertyValue", "name": "Example Council", "value": "SW-7"},
    }  # fmt: skip


def test_the_page_shows_the_same_in_words(make_site):
    page = make_site(advertised()).page(ADDRESS)
    for said in ("Work with children & families.", "£38,000 to £42,000 a year", "Full-time", "Coventry, CV1 1AA",
                 "20 November 2026", "Friday 18 December 2026, 5pm", "SW-7"):  # fmt: skip
        assert said in page.main
    assert (2, "Social worker") in page.headings


def test_in_summer_the_deadline_has_the_offset_of_summer(make_site):
    (job,) = jobs(make_site(advertised(closes="2027-06-30"), as_of="2027-06-01"))
    assert job["validThrough"] == "2027-06-30T23:59+01:00"


@pytest.mark.parametrize(("day", "told"), [("2026-11-22", 0), ("2026-11-23", 1), ("2026-12-15", 1), ("2026-12-19", 0)])
def test_it_is_told_from_the_opening_to_the_deadline(make_site, day, told):
    site = make_site(advertised(), as_of=day)
    assert len(jobs(site)) == told
    assert ("Work with children" in site.page(ADDRESS).main) == bool(told)


def test_a_page_that_search_engines_are_to_leave_out_tells_them_nothing(make_site):
    site = make_site(advertised(no_index="yes"))
    assert jobs(site) == []
    assert "£38,000" in site.page(ADDRESS).main
    assert "vacancy" not in site.codes


@pytest.mark.parametrize(
    ("fields", "job", "said"),
    [
        ({"closes": ""}, {}, "it has no closing date."),
        ({"closes": "", "event": "{starts: 2026-12-10, venue: The hall, access: [No steps]}"}, {},
         "it has no closing date."),
        ({}, {"posted": "2026-12-05"}, "it is advertised only from 5 December 2026."),
    ],
)  # fmt: skip
def test_an_incomplete_one_is_shown_but_not_told_and_the_build_says_why(make_site, fields, job, said):
    site = make_site(advertised(vacancy(**job), **fields))
    assert jobs(site) == []
    assert site.errors == []
    assert [one.message for one in site.problems if one.code == "vacancy"] == [
        f"Search engines are not told of this vacancy: {said}"
    ]


def test_where_applications_close_before_the_campaign_it_is_not_told(make_site):
    early = {**advertised(), "site.yml": SITE.replace("page: /", "page: /, closes: 2026-12-10")}
    site = make_site(early)
    assert jobs(site) == []
    assert "applications close earlier" in site.sentences


def test_one_sum_an_hour_is_one_sum_an_hour(make_site):
    site = make_site(advertised(vacancy(salary_from="14", salary_to=None, per="hour")))
    (job,) = jobs(site)
    assert job["baseSalary"]["value"] == {"@type": "QuantitativeValue", "value": 14, "unitText": "HOUR"}
    assert "£14 an hour" in site.page(ADDRESS).main


def test_no_list_and_no_other_page_tells_of_a_job(make_site):
    files = {**advertised(), "content/pages/campaigns/index.md": content(body="::: cards\nof: campaign\n:::\n")}
    site = make_site(files)
    assert ADDRESS in site.page("/campaigns/").links
    telling = [path for path, data in site.files.items() if b'"JobPosting"' in data]
    assert telling == ["campaigns/fair/index.html"]


def test_a_day_that_passes_never_makes_an_error_of_it(make_site):
    for day in (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)):
        assert make_site(advertised(), as_of=day.isoformat()).errors == []
