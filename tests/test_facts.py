"""A fact is stated once, and shown everywhere with its unit, and where asked for with its date."""

from __future__ import annotations

import pytest

from careersite.facts.facts_file import read_facts, with_unit
from careersite.problem import Problems
from tests.building import FACTS, content

pytestmark = pytest.mark.quick

PAGE = "content/pages/a.md"


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("3000", "pounds", "£3,000"), ("1234567", "pounds", "£1,234,567"), ("12.5", "pounds", "£12.50"),
        ("12.55", "pounds", "£12.55"), ("-40", "pounds", "−£40"), ("74", "percent", "74%"), ("7.5", "percent", "7.5%"),
        ("14", "months", "14 months"), ("1", "months", "1 month"), ("1", "people", "1 person"), ("20", "people",
        "20 people"),
        ("16", "count", "16"), ("1600", "count", "1,600"), ("37", "hours", "37 hours"), ("0", "days", "0 days"),
        ("007", "count", "7"),
    ],
)  # fmt: skip
def test_a_number_is_shown_with_its_unit(number, unit, shown):
    assert with_unit(number, unit) == shown


def test_a_fact_stands_wherever_it_is_named(make_site):
    body = (
        "We pay [[retention-payment]], or [[retention-payment, as at]].\n\n## About [[retention-payment]]\n\n`[[x]]`\n"
    )
    site = make_site({"content/facts.yml": FACTS, PAGE: content(title="'Get [[retention-payment]]'", body=body)})
    page = site.page("/a/")
    assert page.all("h1") == ["Get £3,000"]
    assert page.title.startswith("Get £3,000")
    assert "We pay £3,000, or £3,000 (as at March 2026)." in page.main
    assert page.all("h2")[0] == "About £3,000"
    assert page.all("code") == ["[[x]]"]


@pytest.mark.parametrize(
    "typed", ["[[retention-payment]]", "'[[retention-payment]]'", "About [[retention-payment]]",
              "[[retention-payment, as at]]"]
)  # fmt: skip
def test_a_fact_may_stand_in_a_field_with_or_without_quotation_marks(make_site, typed):
    site = make_site(
        {
            "content/facts.yml": FACTS,
            "content/routes/a.md": content("route", length=typed, requirements=f"\n  - {typed}"),
        }
    )
    assert site.errors == [], site.sentences
    assert "£3,000" in site.page("/routes/a/").all("main dd")[1]
    assert any("£3,000" in text for text in site.page("/routes/a/").all("main li"))


def test_a_text_that_starts_with_a_fact_needs_quotation_marks_and_that_is_said(make_site):
    site = make_site(
        {
            "content/facts.yml": FACTS,
            PAGE: content(title="[[retention-payment]] a year", body="[[retention-payment]]\n"),
        }
    )
    assert "content/pages/a.md, line 2\n" in site.sentences
    assert "must stand in quotes" in site.sentences


def test_a_change_of_a_fact_changes_every_page_that_names_it(make_site):
    files = {"content/facts.yml": FACTS, PAGE: content(body="[[retention-payment]]\n"),
             "content/rewards/a.md": content("reward")}  # fmt: skip
    assert "£3,000" in make_site(files).page("/rewards/a/").main
    changed = make_site({"content/facts.yml": FACTS.replace("3000", "4500")})
    for address in ("/a/", "/rewards/a/"):
        assert "£4,500" in changed.page(address).main
        assert "£3,000" not in changed.page(address).text


@pytest.mark.parametrize("found", ["£3,000", "£3000", "£ 3,000", "3,000 pounds", "3000 pounds"])
def test_a_sum_typed_by_hand_names_the_fact_to_write_instead(found):
    message, hint = read_facts(FACTS, Problems()).typed_by_hand(found)
    assert found in message
    assert hint == "Write [[retention-payment]] instead."


def test_a_sum_that_no_fact_holds_says_how_to_make_one():
    _, hint = read_facts(FACTS, Problems()).typed_by_hand("£5")
    assert "python3 build.py new fact" in hint


def test_a_text_in_a_fact_is_not_markup(make_site):
    facts = FACTS.replace("value: 3000\n    unit: pounds", "text: <b>Good</b> & well")
    site = make_site(
        {"content/facts.yml": facts, PAGE: content(title="'[[retention-payment]]'", body="[[retention-payment]]\n")}
    )
    assert site.page("/a/").all("h1") == ["<b>Good</b> & well"]
    assert not site.page("/a/").has("main b")


def test_a_file_without_facts_is_no_mistake(make_site):
    for text in ("", "# none yet\n", "facts:\n", "sources:\nfacts:\n"):
        assert make_site({"content/facts.yml": text}).problems == ()
