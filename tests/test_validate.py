"""Values are held against their fields, texts against the dialect; every mistake is told, and each of them once."""

from __future__ import annotations

import pytest

from careersite.memo import Memo
from careersite.pipeline import Workbench
from tests.building import FACTS, built, content, put

pytestmark = pytest.mark.quick

A, B = "content/routes/a.md", "content/routes/b.md"


TYPED = [
    "yes", "no", "NO", "on", "12:30", "1.10", "014", "0x1f", "1e3", "2026-03-01", "=", "<<", "True", "1_000",
    "60:10", ".5", "~x", "Ünïcode", "null and void",
]  # fmt: skip


def test_what_is_typed_stays_as_typed(make_site):
    site = make_site({
        f"content/routes/r-{number}.md": content("route", title=one, length=one, requirements=f"[{one}]")
        for number, one in enumerate(TYPED)
    })  # fmt: skip
    assert site.errors == []
    for number, one in enumerate(TYPED):
        page = site.page(f"/routes/r-{number}/")
        assert page.all("h1") == [one]
        assert page.all("main dd")[1] == one
        assert one in page.all("main li")


def test_a_field_left_blank_is_as_good_as_one_left_out(make_site):
    blanks = ["", "~", "null", "''", "  "]
    site = make_site({
        f"content/routes/r-{number}.md": content("route", title=f"R {number}", length=blank)
        for number, blank in enumerate(blanks)
    })  # fmt: skip
    assert site.problems == ()
    assert not [number for number in range(len(blanks)) if "Length" in site.page(f"/routes/r-{number}/").main]


def test_all_mistakes_of_all_files_are_told_in_one_run(make_site):
    site = make_site({
        A: content("route", "# Big\n\n<b>\n", colour="red", group="nobody", title=None),
        B: content("route", "::: qoute\n:::\n", as_at="soon"),
        "site.yml": "name: A\ncolour: red\n",
        "content/facts.yml": "facts:\n  Bad name:\n    text: x\n",
    })  # fmt: skip
    told = {(problem.file, problem.code) for problem in site.errors}
    assert {(A, "heading"), (A, "html"), (A, "unknown-field"), (A, "field"), (A, "missing-field"), (B, "component"),
            (B, "field"), ("site.yml", "unknown-field"), ("site.yml", "missing-field"),
            ("content/facts.yml", "field")} <= told  # fmt: skip


def test_one_mistake_is_told_once_and_not_again_by_all_who_link_to_the_page(make_site):
    site = make_site({
        A: content("route", colour="red", leads_to="a"),
        B: content("route", "See [this](a.md) or [that](/routes/a/).\n", related="a.md"),
        "content/stages/a.md": content("stage"),
        "content/testimonials/a.md": content("testimonial", route="a"),
        "content/facts.yml": FACTS, "content/pages/a.md": content(body="[[retention-payment]]\n"),
    })  # fmt: skip
    assert [(problem.file, problem.code) for problem in site.problems] == [(A, "unknown-field")]


def test_a_fact_that_is_wrong_is_not_told_again_by_all_who_use_it(make_site):
    site = make_site({
        A: content("route", "[[retention-payment]]\n"), B: content("route", "[[retention-payment]]\n"),
        "content/facts.yml": FACTS.replace("as_at: 2026-03", "as_at: soon"),
    })  # fmt: skip
    assert [(problem.file, problem.line) for problem in site.problems] == [("content/facts.yml", 12)]


def test_facts_that_cannot_be_read_are_not_told_again_by_all_who_use_them(make_site):
    site = make_site({A: content("route", "[[retention-payment]]\n"), "content/facts.yml": "facts: [\n"})
    assert [problem.file for problem in site.problems] == ["content/facts.yml"]


def test_what_was_validated_before_is_told_again_and_forgotten_with_its_file(tmp_path):
    from tests.building import DEFAULTS

    put(tmp_path, {**DEFAULTS, A: content("route", colour="red")})
    bench = Workbench(Memo(None))
    for _ in range(2):
        assert built(tmp_path, bench=bench).codes == ["unknown-field"]
    put(tmp_path, {A: content("route")})
    assert built(tmp_path, bench=bench).errors == []
    put(tmp_path, {A: None})
    assert built(tmp_path, bench=bench).pages == ["/"]


def test_a_page_is_looked_at_anew_when_the_facts_or_the_components_change(tmp_path):
    from tests.building import DEFAULTS

    put(tmp_path, {**DEFAULTS, A: content("route", "We pay £3,000.\n"), "content/facts.yml": "facts:\n"})
    bench = Workbench(Memo(None))
    assert "makes a start" in built(tmp_path, bench=bench).sentences
    put(tmp_path, {"content/facts.yml": FACTS})
    assert "Write [[retention-payment]] instead." in built(tmp_path, bench=bench).sentences


def test_a_sum_typed_by_hand_is_not_allowed_wherever_it_is_typed(make_site):
    site = make_site({
        "content/facts.yml": FACTS,
        A: content("route",
            "[[retention-payment]]\n\n::: steps\nsteps:\n  - title: Get £3,000\n    text: Or 5%.\n:::\n",
                   summary="A payment of £3000", requirements="[a fee of 20 pounds]"),
        "content/pages/index.md": content(title="Welcome £3"),
    })  # fmt: skip
    assert [(p.line, p.message.split('"')[1]) for p in site.errors if p.file == A] == [
        (3, "£3000"), (7, "20 pounds"), (13, "£3,000"), (14, "5%"),
    ]  # fmt: skip
    assert [p.line for p in site.errors if p.file == "content/pages/index.md"] == [2]
