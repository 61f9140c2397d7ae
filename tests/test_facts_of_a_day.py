"""Values of a fact follow one another, and the site of any day shows that day's, wherever it shows the fact."""

from __future__ import annotations

import ast
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careersite.facts.facts_file import read_facts
from careersite.problem import Problems
from tests.building import DEFAULTS, ENGINE, FACTS, content

THEN = """\
    then:
      - from: 2027-04-01
        value: 4000
        source: decision
        as_at: 2027-02
        review_by: 2028-01-31
"""
SOURCES = "sources:\n  decision:\n    title: A decision\n    publisher: Example Council\n    date: 2027-02\n"
FOLLOWED = FACTS.replace("sources:\n", SOURCES) + THEN
FACT = "[[retention-payment]]"
FIRST = FOLLOWED.count("\n", 0, FOLLOWED.index("retention-payment")) + 1
BEFORE, AFTER = "2027-03-31T23:59", "2027-04-01"

# Every place in which a fact may be named, and the files in which it comes out.
EVERYWHERE = {
    "site.yml": "name: Example\norganisation: Council\ndescription: 'Work here for [[retention-payment]].'\n",
    "content/facts.yml": FOLLOWED,
    "content/pages/index.md": content(title="Welcome", body="::: cards\nof: reward\nlevel: 2\n:::\n"),
    "content/pages/a.md": content(
        title=f"'Get {FACT}'", summary=f"'About {FACT}.'", updated="2026-11-01", short_title=f"'Short {FACT}'",
        menu="1",
        body=f"## We pay {FACT}\n\nPaid, {FACT[:-2]}, as at]].\n\n::: key-facts\nfacts:\n"
             "  - {fact: retention-payment, label: Payment}\n:::\n\n"
             "::: callout\ntext: Take [[retention-payment]].\n:::\n\n"
             "::: table\ncaption: Pay\ncolumns: [What, How much]\nrows:\n  - [Payment, '[[retention-payment]]']\n:::\n",
    ),
    "content/pages/how-we-know.md": content(
        title="How we know", body="::: facts\n:::\n\n::: sources\ncaption: Sources\n:::\n"
    ),
    "content/pages/all.md": content(title="All", body="::: search\n:::\n"),
    "content/pages/a/b.md": content(title="Below"),
    "content/rewards/a.md": content("reward", terms=f"'All of {FACT}.'", body=f"{FACT}\n"),
    "content/testimonials/p.md": content("testimonial", summary=f"'I got {FACT}.'", role=f"'Holder of {FACT}'",
                                         updated="2026-11-01"),
    "content/routes/r.md": content("route", length=FACT, requirements=f"\n  - {FACT}"),
}  # fmt: skip


def text_of(site) -> dict[str, str]:
    readable = ("html", "xml", "json", "txt", "webmanifest", "css", "svg")
    return {path: data.decode() for path, data in site.files.items() if path.endswith(readable)}


@pytest.fixture
def sites(make_site):
    before, after = make_site(EVERYWHERE, as_of=BEFORE), make_site(as_of=AFTER)
    assert before.errors == after.errors == [], before.sentences + after.sentences
    return before, after


def test_no_output_of_a_day_holds_the_value_of_another(sites):
    for site, own, other in zip(sites, ("3,000", "4,000"), ("4,000", "3,000"), strict=True):
        holding = [path for path, text in text_of(site).items() if own in text]
        assert {"index.html", "a/index.html", "feed.xml", "how-we-know/index.html", "rewards/a/index.html",
                "testimonials/p/index.html", "routes/r/index.html", "manifest.webmanifest",
                "404.html"} <= set(holding)  # fmt: skip
        assert any(path.startswith("assets/search.") and path.endswith(".json") for path in holding)
        assert not [path for path, text in text_of(site).items() if other in text or other.replace(",", "") in text]


@pytest.mark.parametrize(
    ("address", "selector", "shown"),
    [
        ("/a/", "h1", "Get {}"), ("/a/", "title", "Get {}"), ("/a/", "h2", "We pay {}"), ("/a/", "nav a", "Short {}"),
        ("/a/", "main p", "Paid, {} (as at {})."), ("/a/", ".key-facts__value", "{}"), ("/a/", "main td", "{}"),
        ("/a/", ".callout p", "Take {}."), ("/routes/r/", "main dd", "{}"), ("/rewards/a/", "main p", "All of {}."),
        ("/how-we-know/", ".facts__fact dd", "{}"), ("/how-we-know/", ".facts__fact dd", "A {}"),
        ("/all/", "main a", "Get {}"),
    ],
)  # fmt: skip
def test_each_place_shows_the_value_of_the_day(sites, address, selector, shown):
    for site, value, as_at, source in zip(sites, ("£3,000", "£4,000"), ("March 2026", "February 2027"),
                                          ("report", "decision"), strict=True):  # fmt: skip
        wanted = shown.format(source if shown == "A {}" else value, as_at)
        assert any(wanted in text for text in site.page(address).all(selector)), (wanted, site.page(address).main)


def test_descriptions_structured_data_and_share_cards_follow(sites):
    for site, value in zip(sites, ("£3,000", "£4,000"), strict=True):
        page = site.page("/a/")
        assert page.attribute('meta[name="description"]', "content") == f"About {value}."
        assert page.attribute('meta[property="og:title"]', "content") == f"Get {value}"
        assert page.attribute('meta[property="og:image:alt"]', "content").startswith(f"Get {value}")
        blocks = [json.loads(text) for text in site.page("/testimonials/p/").all('script[type="application/ld+json"]')]
        assert any(block.get("description") == f"I got {value}." for block in blocks)
        assert any(block.get("about", {}).get("jobTitle") == f"Holder of {value}" for block in blocks)
    cards = [{path for path in site.files if path.startswith("share/a.")} for site in sites]
    assert cards[0]
    assert cards[0].isdisjoint(cards[1])


def test_the_check_of_instalments_uses_the_value_of_the_day(make_site):
    parts = FOLLOWED + FACTS.partition("facts:\n")[2].replace("retention-payment", "part").replace("3000", "1500")
    files = {"content/facts.yml": parts, "content/rewards/a.md": content(
        "reward", instalments="[{after_months: 6, amount: part}, {after_months: 12, amount: part}]")}  # fmt: skip
    assert "instalments" not in make_site(files, as_of=BEFORE).codes
    assert "£3,000, but" in make_site(as_of=AFTER).sentences


def test_a_value_to_come_and_its_source_are_told_nowhere(sites):
    before, after = sites
    assert not [path for path, text in text_of(before).items() if "A decision" in text or "2027-04-01" in text]
    assert "A decision" in after.page("/how-we-know/").main
    assert "A report" in after.page("/how-we-know/").main


def test_the_next_change_of_the_site_is_the_day_of_the_next_value(sites):
    assert [str(site.site.next_change) for site in sites] == ["2027-04-01 00:00:00", "None"]


def test_before_a_day_is_known_a_fact_has_no_value():
    facts = read_facts(FOLLOWED, Problems())
    assert facts.value("retention-payment") is None
    assert facts.on(date(2027, 4, 1)).value("retention-payment") == "£4,000"


def test_one_step_alone_asks_for_the_facts_of_a_day():
    asking, looked = set(), 0
    for path in (ENGINE / "careersite").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            looked += 1
            if isinstance(node, ast.Attribute) and node.attr in ("on", "holds_on"):
                asking.add((path.stem, node.attr))
    assert looked > 10_000
    asking.discard(("facts_list", "holds_on"))  # says beside each value whether it is past, now or to come
    assert asking == {("facts", "holds_on"), ("facts_of_the_day", "on")}


# Reading


def told(text: str) -> list[tuple[str, int, str]]:
    problems = Problems()
    read_facts(text, problems)
    return [(problem.code, problem.line, problem.message) for problem in problems.all]


def values(text: str):
    problems = Problems()
    facts = read_facts(text, problems)
    assert not problems.all, problems.all
    return facts.values["retention-payment"]


def test_a_following_value_takes_over_what_would_only_be_said_again():
    first, second = values(FOLLOWED)
    assert (second.statement, second.owner, second.value) == (first.statement, first.owner, "£4,000")
    assert (first.until, second.starts, second.until) == (date(2027, 3, 31), date(2027, 4, 1), None)
    assert second.source.title == "A decision"


def test_a_text_may_follow_a_number_and_a_number_a_text():
    third = "      - {from: 2028-04-01, value: 5, source: report, as_at: 2028, review_by: 2029-01-01}\n"
    text = FOLLOWED.replace("value: 4000", "text: None") + third
    assert [value.value for value in values(text)] == ["£3,000", "None", "£5"]


@pytest.mark.parametrize("name", ["source", "as_at", "review_by", "from"])
@pytest.mark.parametrize("blank", ["", " ''", ' " "', " ~"])
def test_a_value_without_a_source_or_a_date_of_its_own_is_an_error(name, blank):
    line = next(line for line in THEN.splitlines() if f"{name}:" in line)
    left_out = line[: line.index(name)] + f"{name}:{blank}"
    codes = [code for code, _, _ in told(FOLLOWED.replace(line, left_out))]
    assert codes == ["blank-field"]
    if name != "from":
        assert [code for code, _, _ in told(FOLLOWED.replace(line + "\n", ""))] == ["missing-field"]


@pytest.mark.parametrize("blank", ["", " ''", ' "  "', " ~", " null"])
def test_a_fact_without_a_source_is_an_error(make_site, blank):
    site = make_site({"content/facts.yml": FACTS.replace("source: report", f"source:{blank}")})
    assert ("blank-field", "content/facts.yml", 11) in [(p.code, p.file, p.line) for p in site.errors]
    site = make_site({"content/facts.yml": FACTS.replace("    source: report\n", "")})
    assert [problem.code for problem in site.errors] == ["missing-field"]
    assert not site.finished.rendered.files


def test_overlap_and_order_are_told_with_their_lines():
    line = FOLLOWED.count("\n", 0, FOLLOWED.index("- from")) + 1
    until = FOLLOWED.replace("    then:", "    until: 2027-04-01\n    then:")
    assert told(until)[0][:2] == ("overlap", line + 1)
    assert "holds until 1 April 2027" in told(until)[0][2]
    late = FOLLOWED.replace("    then:", "    from: 2027-04-01\n    then:")
    assert told(late)[0][:2] == ("order", line + 1)
    ends = FOLLOWED.replace("2027-04-01\n", "2027-04-01\n        until: 2027-03-31\n")
    assert told(ends)[0][:2] == ("order", line + 1)
    assert "lies before" in told(ends)[0][2]


def test_the_day_before_the_next_value_may_be_said_and_changes_nothing():
    said = values(FOLLOWED.replace("    then:", "    until: 2027-03-31\n    then:"))
    assert [(one.value, one.starts, one.until) for one in said] == [
        (one.value, one.starts, one.until) for one in values(FOLLOWED)
    ]


SOUP = st.lists(
    st.sampled_from([
        "from", "until", "value", "unit", "text", "source", "then", ": ", "\n", "\n      ", "\n      - ", "[", "]",
        "{", "}", ", ", "2027-04-01", "4000", "report", "~", "'", '"', "|", "9999-12-31", "1900-01-01",
    ]),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(SOUP)
def test_whatever_is_typed_below_then_is_told_or_sound(typed):
    problems = Problems()
    facts = read_facts(f"{FACTS}    then:{typed}\n", problems)
    for day in (date(1900, 1, 1), date(2027, 4, 1), date(2099, 12, 31)):
        assert len(facts.on(day).by_name) <= 1
    assert problems.all or len(facts.values) == 1


def test_a_single_following_value_needs_no_list():
    alone = FOLLOWED.replace("      - from", "        from")
    assert [value.value for value in values(alone)] == ["£3,000", "£4,000"]


# Days without a value

ENDS = FACTS.replace("2027-01-31", "2028-01-31") + "    from: 2027-01-10\n    until: 2027-03-31\n"
HOME = {"content/pages/index.md": content(title="Welcome")}
A = "content/pages/a.md"
BODY = """\
Words stay.

We pay [[retention-payment]].

- one stays
- [[retention-payment]] goes

## Paid [[retention-payment]]

This goes with its heading.

## This stays

::: key-facts
facts:
  - {fact: retention-payment, label: Payment}
  - {fact: other, label: Other}
:::

::: callout
text: Take [[retention-payment]].
:::
"""
OTHER = FACTS.partition("facts:\n")[2].replace("retention-payment", "other").replace("3000", "7")


@pytest.mark.parametrize(
    ("day", "why"),
    [("2027-01-09", "before 10 January 2027"), ("2027-04-01", "after 31 March 2027")],
)
def test_on_a_day_without_a_value_only_what_names_the_fact_is_left_out(make_site, day, why):
    files = {"content/facts.yml": ENDS + OTHER, **HOME, A: content(body=BODY)}
    site = make_site(files, as_of="2027-01-10")
    assert site.page("/a/").main.count("£3,000") == 6
    site = make_site(as_of=day)
    assert site.problems == (), site.sentences
    page = site.page("/a/")
    assert "Words stay. one stays This stays £7 Other" in page.main.replace(" Other £7", " £7 Other")
    for gone in ("3,000", "[[", "goes", "We pay", "Take"):
        assert gone not in page.html
    told = site.site.withheld_things
    assert [(thing.file, thing.line) for thing in told] == [(A, line) for line in (7, 10, 12, 18, 24)]
    assert {thing.why for thing in told} == {f'The fact "retention-payment" has no value {why}.'}
    assert [fact.name for fact in site.site.content.facts.by_name.values()] == ["other"]


@pytest.mark.parametrize(
    ("path", "address", "text"),
    [
        (A, "/a/", content(title="'Get [[retention-payment]]'")),
        (A, "/a/", content(summary="'Get [[retention-payment]]'")),
        (A, "/a/", content(body="[[retention-payment]]\n")),
        ("content/rewards/a.md", "/rewards/a/", content("reward")),
    ],
)
def test_a_page_that_is_none_without_the_fact_is_withheld_and_links_to_it_become_words(make_site, path, address, text):
    files = {"content/facts.yml": ENDS, path: text,
             "content/pages/index.md": content(title="Welcome", body=f"Read [this]({address}).\n")}  # fmt: skip
    assert make_site(files, as_of="2027-03-31T23:59").errors == []
    site = make_site(as_of="2027-04-01")
    assert (site.errors, site.codes) == ([], ["not-live"])
    assert address not in site.pages
    assert [(thing.file, thing.what) for thing in site.site.withheld_things] == [(path, f"The whole page {address}")]
    assert "Read this." in site.page("/").main
    assert not [path for path, text in text_of(site).items() if "3,000" in text]


def test_a_field_that_is_not_needed_goes_alone(make_site):
    route = content("route", length=FACT, requirements=f"\n  - {FACT}\n  - A licence")
    site = make_site({"content/facts.yml": ENDS, **HOME, "content/routes/r.md": route}, as_of="2027-04-01")
    assert site.errors == []
    assert "A licence" in site.page("/routes/r/").main
    assert "[[" not in site.page("/routes/r/").html
    assert [thing.line for thing in site.site.withheld_things] == [7, 8]


def test_between_two_values_the_days_on_both_sides_are_said(make_site):
    gap = FOLLOWED.replace("    then:", "    until: 2027-02-28\n    then:")
    site = make_site({"content/facts.yml": gap, **HOME, A: content(body=f"{FACT}\n\nMore.\n")}, as_of="2027-03-01")
    assert site.errors == []
    assert site.site.withheld_things[0].why == (
        'The fact "retention-payment" has no value after 28 February 2027 and before 1 April 2027.'
    )
    assert "£4,000" in make_site(as_of="2027-04-01").page("/a/").main


def test_a_fact_that_is_over_is_neither_unknown_nor_unused(make_site):
    site = make_site({"content/facts.yml": ENDS, **HOME, A: content(body=f"{FACT}\n\nMore.\n")}, as_of="2027-06-01")
    assert site.codes == []


def test_no_day_makes_a_build_fail(make_site):
    """Time passing withholds; it never breaks."""
    files = {**EVERYWHERE, "site.yml": DEFAULTS["site.yml"], "content/facts.yml": ENDS}
    for number, day in enumerate(("2026-12-01", "2027-01-10", "2027-03-31", "2027-04-01", "2030-01-01")):
        site = make_site(files if not number else {}, as_of=day, slower=True)
        assert site.errors == [], (day, site.sentences)
        assert site.files


@pytest.mark.parametrize("day", ["2026-12-01", "2027-01-09", "2027-01-10", "2027-04-01"])
def test_a_fact_where_the_settings_may_name_none_is_the_same_mistake_on_every_day(make_site, day):
    settings = DEFAULTS["site.yml"] + "apply:\n  address: https://a.example/\n  note: 'Get [[retention-payment]].'\n"
    files = {"site.yml": settings, "content/facts.yml": ENDS + OTHER, **HOME, A: content(body=BODY)}
    site = make_site(files, as_of=day)
    assert [(problem.file, problem.code) for problem in site.errors] == [("site.yml", "fact")]


def test_the_description_of_the_site_names_no_fact_that_goes_with_the_consent_of_a_person(make_site):
    files = {**EVERYWHERE, "content/facts.yml": FACTS + "    person: a-person\n"}
    assert "is always needed" in make_site(files).sentences
