"""What closes at a day or a time says so, stays, and leads on; what is in a text may come and go by itself."""

from __future__ import annotations

import pytest

from tests.building import FACTS, content, seen

A, HOME = "content/routes/a.md", "content/pages/index.md"
LIST = "content/pages/routes/index.md"
CLOSES = "Tuesday 1 December 2026, 11:59pm"
SITE = "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"
APPLY = "apply:\n  address: https://apply.example/\n  label: Apply now\n"
BEFORE, AFTER = "2026-12-01T23:58", "2026-12-01T23:59"


def route(**fields):
    return content("route", title="Step Up", apply="https://college.example/", **fields)


def test_a_page_stays_and_says_that_it_is_closed_and_what_to_do_next(make_site):
    files = {A: route(closes="2026-12-01", after_closing="It opens again in May.", after_closing_page="/")}
    before, after = (seen(make_site(files, as_of=moment).page("/routes/a/")) for moment in (BEFORE, AFTER))
    assert f"Closes {CLOSES}" in before.main
    assert not before.has(".closed")
    assert "Apply for this route" in before.all("a.button")
    assert after.all(".closed")[0] == f"Closed This closed on {CLOSES} . It opens again in May. Welcome"
    assert after.attribute(".closed time", "datetime") == "2026-12-01T23:59+00:00"
    assert after.all("main a.button") == []
    assert f"Closes {CLOSES}" not in after.text


def test_where_an_editor_does_not_say_how_to_go_on_a_closed_page_leads_to_the_list_and_to_contact(make_site):
    site = make_site({
        A: route(closes="2026-11-01"), LIST: content(title="Routes"),
        "content/pages/contact.md": content(title="Contact"), "site.yml": SITE + "contact: {page: /contact/}\n",
    })  # fmt: skip
    assert site.page("/routes/a/").all(".closed li") == ["Routes", "Contact"]


def test_the_machine_readable_time_has_the_offset_of_its_day(make_site):
    page = make_site({A: route(closes="2027-06-30 17:00")}).page("/routes/a/")
    assert page.attribute("main time", "datetime") == "2027-06-30T17:00+01:00"
    assert "Wednesday 30 June 2027, 5pm" in page.main


def test_lists_say_that_a_page_is_closed(make_site):
    body = '::: cards\nof: route\nlevel: "2"\n:::\n\n::: compare-routes\ncaption: All\n:::\n\n::: search\n:::\n'
    files = {A: route(closes="2026-12-01"), LIST: content(title="Routes", body=body)}
    before, after = (make_site(files, as_of=moment) for moment in (BEFORE, AFTER))
    assert seen(before.page("/routes/")).all(".closed-mark") == []
    assert seen(after.page("/routes/")).all(".closed-mark") == ["Closed"] * 3
    index = next(data.decode() for path, data in after.files.items() if path.startswith("assets/search."))
    assert '"Step Up (closed)"' in index


def test_when_applications_close_every_button_to_apply_says_so(make_site):
    settings = SITE + APPLY + "  page: /applying/\n  closes: 2026-12-01\n  after_closing: Ask us in May.\n"
    body = "::: call-to-action\nto: apply\n:::\n"
    files = {
        "site.yml": settings,
        HOME: content(title="Welcome", body=body),
        "content/pages/applying.md": content(title="Applying"),
    }
    before, after = (make_site(files, as_of=moment) for moment in (BEFORE, AFTER))
    assert seen(before.page("/")).all("a.button") == ["Apply now", "Apply now"]
    said = f"Applications closed on {CLOSES} . Ask us in May."
    closed = seen(after.page("/"))
    assert closed.all(".call-to-action") == [said, said]
    assert closed.all("a.button") == []
    assert (
        after.page("/applying/")
        .all(".closed")[0]
        .startswith(f"Closed Applications closed on {CLOSES} . Ask us in May.")
    )


def test_a_closed_route_no_longer_says_how_to_apply(make_site):
    files = {A: route(closes="2026-12-01", how_to_apply="Write to the team.")}
    before, after = (make_site(files, as_of=moment).page("/routes/a/") for moment in (BEFORE, AFTER))
    assert "Write to the team." in seen(before).main
    assert before.has("[data-until] h2")  # the script takes it away at the deadline
    assert "How to apply" not in after.text
    assert "Write to the team." not in after.text


def test_a_page_that_closes_shuts_its_calls_to_apply_and_no_way_on(make_site):
    calls = "".join(f"::: call-to-action\nto: {to}\n:::\n\n" for to in ("apply", "https://college.example/", "/other/"))
    files = {"site.yml": SITE + APPLY, A: content("route", calls, closes="2026-12-01"),
             "content/pages/other.md": content(title="Other")}  # fmt: skip
    page = seen(make_site(files, as_of=AFTER).page("/routes/a/"))
    assert page.all("main a.button") == ["Other"]


@pytest.mark.parametrize("to", ["apply", "/applying/", "/applying/#how", "../pages/applying.md"])
def test_a_call_to_the_page_that_tells_how_to_apply_closes_with_the_page_however_it_is_written(make_site, to):
    body = f"::: call-to-action\nto: {to}\nlabel: How to apply\n:::\n\n::: call-to-action\nto: /\nlabel: Home\n:::\n"
    files = {
        "site.yml": SITE + "apply: {page: /applying/}\n", A: content("route", body, closes="2026-12-01"),
        "content/pages/applying.md": content(title="Applying", body="## How\n\nWords.\n"),
    }  # fmt: skip
    before, after = (seen(make_site(files, as_of=moment).page("/routes/a/")) for moment in (BEFORE, AFTER))
    assert before.all("main a.button") == ["How to apply", "Home"]
    assert after.all("main a.button") == ["Home"]


def test_of_several_deadlines_the_first_counts(make_site):
    settings = SITE + APPLY + "  closes: 2026-12-05\n"
    body = "".join(f"::: call-to-action\nto: apply\ncloses: 2026-12-0{day}\n:::\n\n" for day in (9, 3))
    page = seen(make_site({"site.yml": settings, "content/pages/a.md": content(body=body)}).page("/a/"))
    assert page.all("main time") == ["Saturday 5 December 2026, 11:59pm", "Thursday 3 December 2026, 11:59pm"]


@pytest.mark.parametrize(("closes", "loads"), [("2026-12-24", True), ("2026-11-30", False), (None, False)])
def test_only_a_page_with_a_deadline_ahead_loads_the_script(make_site, closes, loads):
    site = make_site({A: route(closes=closes)})
    assert ("/assets/js/closing." in site.page("/routes/a/").html) == loads
    assert "/assets/js/closing." not in site.page("/").html


def test_the_script_that_closes_is_small():
    from tests.building import ENGINE

    assert (ENGINE / "assets/js/closing.js").stat().st_size < 1_000


def test_a_block_of_a_text_comes_and_goes_by_itself(make_site):
    body = "::: callout\ntext: Come on Friday.\npublish: 2026-12-02\nexpires: 2026-12-04 17:00\n:::\n\nAlways.\n"
    files = {"content/pages/a.md": content(body=body)}
    shown = [
        "Friday" in make_site(files, as_of=moment).page("/a/").main
        for moment in ("2026-12-01T23:59", "2026-12-02", "2026-12-04T16:59", "2026-12-04T17:00")
    ]
    assert shown == [False, True, True, False]


def test_a_block_that_is_not_shown_leaves_no_fact_and_no_word_behind(make_site):
    body = "::: callout\ntext: Hidden [[retention-payment]].\nexpires: 2026-11-30\n:::\n\n::: search\n:::\n\nAlways.\n"
    site = make_site({"content/facts.yml": FACTS, "content/pages/a.md": content(body=body)})
    assert site.codes == []
    assert not site.page("/a/").has(".figures")
    assert [path for path, data in site.files.items() if b"Hidden" in data] == []


def test_what_is_wrong_with_a_page_or_block_to_come_is_told_now_and_not_on_its_day(make_site):
    block = "::: call-to-action\nto: /nowhere/\npublish: 2027-01-01\n:::\n"
    site = make_site({
        "content/pages/a.md": content(body=block), A: content("route", "[Gone](/missing/)\n", publish="2027-01-01"),
    })  # fmt: skip
    assert [(problem.file, problem.code) for problem in site.errors] == [
        ("content/pages/a.md", "broken-link"),
        (A, "broken-link"),
    ]


def test_what_is_gone_for_good_may_be_wrong(make_site):
    assert make_site({A: content("route", "[Gone](/missing/)\n", expires="2026-11-30")}).errors == []


@pytest.mark.parametrize(("closes", "said"), [
    ("2026-10-25 01:30", "The clocks go back on that day, so 1:30am on Sunday 25 October 2026 comes twice."),
    ("2027-03-28 01:30", "The clocks go forward on that day, so 1:30am on Sunday 28 March 2027 never comes."),
    ("2026-12-24 00:00", "00:00 is the very start of Thursday 24 December 2026, not its end."),
])  # fmt: skip
def test_a_time_that_can_be_meant_otherwise_is_told_with_its_line(make_site, closes, said):
    site = make_site({A: route(closes=closes)})
    [problem] = [one for one in site.problems if one.code == "clock"]
    assert (problem.severity, problem.code, problem.message) == ("warning", "clock", said)
    assert make_site().folder.joinpath(A).read_text().splitlines()[problem.line - 1] == f"closes: {closes}"


def test_such_a_time_is_told_in_a_component_and_in_the_settings_too(make_site):
    body = "::: callout\ntext: Words.\npublish: 2026-10-25 01:00\n:::\n"
    settings = SITE + "apply:\n  closes: 2027-03-28 01:59\n"
    site = make_site({"content/pages/a.md": content(body=body), "site.yml": settings})
    assert [(problem.file, problem.line, problem.code) for problem in site.problems] == [
        ("content/pages/a.md", 7, "clock"),
        ("site.yml", 5, "clock"),
    ]


@pytest.mark.parametrize(("moment", "is_open"), [
    ("2026-10-25T01:29:00", True), ("2026-10-25T01:45:00", True), ("2026-10-25T01:29:00 later", True),
    ("2026-10-25T01:30:00 later", False),
])  # fmt: skip
def test_a_deadline_in_the_hour_that_comes_twice_is_its_second_time(tmp_path, moment, is_open):
    from datetime import datetime

    from careersite import pipeline
    from tests.building import DEFAULTS, ENGINE, Built, put, workbench

    put(tmp_path, {**DEFAULTS, A: route(closes="2026-10-25 01:30")})
    local = datetime.fromisoformat(moment.removesuffix(" later")).replace(fold=int(moment.endswith("later")))
    site = Built(tmp_path, pipeline.build(pipeline.Place(tmp_path, ENGINE), workbench(), lambda zone: local))
    assert ("Apply for this route" in seen(site.page("/routes/a/")).all("a.button")) == is_open
