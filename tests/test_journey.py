"""What a candidate meets on the way: first steps, the pathway lit up, a person's weave, what is known of a payment."""

from __future__ import annotations

import pytest

from careersite.drawn.weave import woven
from tests.building import FACTS, content, seen

STAGES = {
    "content/stages/worker.md": content("stage", title="Worker", place="1", leads_to="[teacher, lead]"),
    "content/stages/teacher.md": content("stage", title="Teacher", place="2"),
    "content/stages/lead.md": content("stage", title="Lead", place="2", leads_to="[head]"),
    "content/stages/head.md": content("stage", title="Head", place="3"),
}
PERSON = "content/testimonials/a.md"
REWARD = "content/rewards/a.md"
SETTINGS = "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"


def lit(page, state: str) -> list[str]:
    return page.all(f".ribbon__place--{state} text")


def test_first_steps_stand_below_the_heading_and_one_that_is_not_live_does_not(make_site):
    site = make_site({
        "content/pages/index.md": content(first_steps="[/routes/a/, /routes/b/]"),
        "content/routes/a.md": content("route", title="First"),
        "content/routes/b.md": content("route", title="Second", draft="yes"),
    })  # fmt: skip
    assert site.page("/").all(".first-steps a") == ["First"]


def test_a_stage_lights_up_what_can_follow_and_says_the_same_in_words(make_site):
    page = make_site(STAGES).page("/stages/worker/")
    assert lit(page, "here") == ["Worker"]
    assert sorted(lit(page, "next")) == ["Lead", "Teacher"]
    assert lit(page, "later") == ["Head"]
    assert sorted(page.all("#what-can-follow + ul .cards__title")) == ["Lead", "Teacher"]


def test_the_drawing_is_hidden_from_those_who_listen_and_its_links_from_the_tabulator(make_site):
    page = make_site(STAGES).page("/stages/worker/")
    drawing = page.tree.css_first("svg.ribbon")
    links = drawing.css("a")
    assert drawing.attributes["aria-hidden"] == "true"
    assert len(links) == 4
    assert {link.attributes["tabindex"] for link in links} == {"-1"}


def test_an_end_of_the_pathway_promises_nothing(make_site):
    page = make_site(STAGES).page("/stages/head/")
    assert "this can follow" not in page.main
    assert not page.has("#what-can-follow")


def test_a_person_without_a_photograph_has_the_weave_of_the_name(make_site):
    cards = content(body="::: cards\nof: testimonial\n:::\n")
    site = make_site({PERSON: content("testimonial", name="Abby Poar"), "content/facts.yml": FACTS,
                      "content/pages/p.md": cards})  # fmt: skip
    expected = {layer["path"] for layer in woven("Abby Poar")["paths"]}
    for page in (site.page("/testimonials/a/"), site.page("/p/")):
        assert {node.attributes["d"] for node in page.tree.css("main .weave path")} == expected


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("eligible", "[Staff]", "who exactly can have it"),
        ("valid_from", "2027-01-01", "from which date it is offered"),
        ("instalments", "[{after_months: 12, amount: retention-payment}]", "when it is paid, and whether in parts"),
        ("tax_note", "It is taxed.", "how it is taxed"),
        ("repayment_rule", "It is paid back.", "whether you must pay it back if you leave"),
        ("how_to_claim", "Ask.", "how to claim it"),
    ],
)
def test_what_is_not_known_of_a_payment_is_told_until_it_is_filled_in(make_site, field, value, sentence):
    unknown = make_site({REWARD: content("reward"), "content/facts.yml": FACTS}).page("/rewards/a/")
    known = make_site({REWARD: content("reward", **{field: value}), "content/facts.yml": FACTS}).page("/rewards/a/")
    assert sentence in unknown.main
    assert sentence not in known.main


def test_instalments_are_a_table_and_a_line_of_time_in_their_order(make_site):
    parts = "[{after_months: 12, amount: retention-payment}, {after_months: 0, amount: retention-payment}]"
    page = make_site({REWARD: content("reward", instalments=parts), "content/facts.yml": FACTS}).page("/rewards/a/")
    assert page.all("tbody th") == ["When you start", "After 12 months"]
    assert page.all("svg text")[1::2] == ["When you start", "After 12 months"]


def test_the_link_to_apply_says_that_it_leaves_the_site_where_to_and_what_comes_next(make_site):
    apply = "apply:\n  address: https://www.jobs.example/form\n  label: Apply\n  note: A form of ten minutes.\n"
    page = make_site({"site.yml": SETTINGS + apply}).page("/")
    assert "This link leaves our site for jobs.example. A form of ten minutes." in page.text


def test_a_page_prints_its_address_in_words_once_it_is_known(make_site):
    assert not make_site({}).page("/").has(".print-only")
    page = make_site({"site.yml": SETTINGS + "address: https://careers.example/\n"}).page("/")
    assert page.all(".print-only") == ["This page: careers.example/"]


def test_a_route_shows_where_its_thread_enters_the_pathway(make_site):
    routes = {"content/routes/a.md": content("route", title="A route", leads_to="[worker, gone]"),
              "content/routes/b.md": content("route", title="Elsewhere")}  # fmt: skip
    draft = {"content/stages/gone.md": content("stage", title="Gone", place="3", draft="yes")}
    site = make_site(STAGES | routes | draft)
    page = site.page("/routes/a/")
    assert lit(page, "here") == ["A route"]
    assert lit(page, "next") == ["Worker"]
    assert sorted(lit(page, "later")) == ["Head", "Lead", "Teacher"]
    assert "Gone" not in page.text
    assert not site.page("/routes/b/").has("svg.ribbon")


def test_a_stage_that_leads_to_one_that_is_not_live_is_drawn_without_it(make_site):
    draft = {"content/stages/head.md": content("stage", title="Head", place="3", draft="yes")}
    page = make_site(STAGES | draft).page("/stages/lead/")
    assert lit(page, "here") == ["Lead"]
    assert "Head" not in page.text


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2024-12-31", "This offer begins on 1 January 2025 and ends on 31 December 2025."),
        ("2025-01-01", "Offered from 1 January 2025 to 31 December 2025."),
        ("2025-12-31T23:59", "Offered from 1 January 2025 to 31 December 2025."),
        ("2026-01-01", "This offer ended on 31 December 2025."),
    ],
)
def test_a_reward_says_above_its_sum_whether_it_is_offered_now(make_site, as_of, said):
    files = {
        "content/facts.yml": FACTS,
        REWARD: content("reward", valid_from="2025-01-01", valid_to="2025-12-31"),
        "content/pages/p.md": content(body="::: retention-payment\nreward: a\n:::\n"),
    }
    site = make_site(files, as_of=as_of)
    offers = ("This offer", "Offered from")
    for address in ("/rewards/a/", "/p/"):
        page = seen(site.page(address))
        (one,) = [line for line in page.all(".retention-payment__sum p") if line.startswith(offers)]
        assert one == said
    lines = seen(site.page("/rewards/a/")).all(".retention-payment__sum p")
    assert (lines.index(said) < lines.index("£3,000")) == said.startswith("This offer")
    assert [problem.line for problem in site.problems if problem.code == "offer-ended"] == (
        [6] if "ended" in said else []
    )


def test_an_offer_without_a_last_day_begins_and_never_ends(make_site):
    files = {"content/facts.yml": FACTS, REWARD: content("reward", valid_from="2027-01-01")}
    assert "This offer begins on 1 January 2027." in make_site(files).page("/rewards/a/").main
    assert "Offered from 1 January 2027." in make_site(files, as_of="2099-01-01").page("/rewards/a/").main


def test_instalments_that_are_the_whole_sum_or_no_sums_are_not_told(make_site):
    halves = "[{after_months: 1, amount: half}, {after_months: 2, amount: half}]"
    for half, told in (("value: 1500\n    unit: pounds", False), ("text: A half", False),
                       ("value: 1500.5\n    unit: pounds", True)):  # fmt: skip
        facts = FACTS + FACTS.partition("facts:\n")[2].replace("retention-payment", "half").replace(
            "value: 3000\n    unit: pounds", half
        )
        site = make_site({"content/facts.yml": facts, REWARD: content("reward", instalments=halves)})
        assert ("instalments" in site.codes) == told
