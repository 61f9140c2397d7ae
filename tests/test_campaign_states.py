"""The page of a campaign: before, open, in its last days and closed; each at its very instant, and turned by itself."""

from __future__ import annotations

import json

import pytest

from careersite.campaigns.event_in_words import event_in_words
from careersite.kinds import DayOrTime
from tests.building import FACTS, PEOPLE, content, seen

FAIR, HOME = "content/campaigns/fair.md", "content/pages/index.md"
SITE = (
    "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n"
    "apply: {address: https://apply.example/, label: Apply now}\n"
)
CONTACT = {"content/pages/contact.md": content(title="Contact"), "site.yml": SITE + "contact: {page: /contact/}\n"}
OPENS, CLOSES = "2026-11-02", "2026-12-04 17:00"
EVENT = (
    "{starts: 2026-12-04 10:00, ends: 2026-12-04 15:00, venue: The town hall, address: 1 High Street, access: A ramp.}"
)
YEARS = (
    "[{name: Last year, opens: 2025-11-01, closes: 2025-12-31},"
    " {name: This year, opens: 2026-11-01, closes: 2026-12-31},"
    " {name: Next year, opens: 2027-11-01, closes: 2027-12-31}]"
)


def fair(**fields):
    return content("campaign", title="The fair", **fields)


@pytest.fixture
def page_at(make_site):
    """page_at("2026-12-01", opens=…) → what a reader sees of that campaign at that moment."""

    def at(moment, **fields):
        site = make_site({**CONTACT, FAIR: fair(**fields)}, as_of=moment)
        return seen(site.page("/campaigns/fair/"))

    return at


@pytest.mark.parametrize(("moment", "said"), [
    ("2026-11-01T23:59", "Opens on Monday 2 November 2026 . Then it is open until Friday 4 December 2026, 5pm ."),
    ("2026-11-02T00:00", "Open until Friday 4 December 2026, 5pm"),
    ("2026-11-27T16:59", "Open until Friday 4 December 2026, 5pm"),
    ("2026-11-27T17:00", "Last days. Open until Friday 4 December 2026, 5pm"),
    ("2026-12-04T16:59", "Last days. Open until Friday 4 December 2026, 5pm"),
    ("2026-12-04T17:00", "Closed This closed on Friday 4 December 2026, 5pm . The fair is over."),
])  # fmt: skip
def test_each_state_is_told_in_words_from_its_very_instant(page_at, moment, said):
    page = page_at(moment, opens=OPENS, closes=CLOSES, after_closing="The fair is over.")
    assert (page.all(".campaign__stage") or page.all(".closed"))[0].startswith(said)


@pytest.mark.parametrize(("moment", "buttons"), [
    ("2026-11-01", []), ("2026-11-15", ["Apply now"]), ("2026-12-01", ["Apply now"]), ("2026-12-05", []),
])  # fmt: skip
def test_one_is_called_to_act_while_it_is_open(page_at, moment, buttons):
    assert page_at(moment, opens=OPENS, closes=CLOSES).all(".campaign a.button") == buttons


def test_before_it_opens_the_page_says_what_comes_where_to_go_until_then_and_whom_to_ask(page_at):
    page = page_at("2026-10-01", opens=OPENS, closes=CLOSES, before_opening="It is announced in November.",
                   after_closing_page="/")  # fmt: skip
    said = " ".join(page.all(".campaign__stage p")[1:])
    assert said == "It is announced in November. Until then: Welcome Do you want to hear when it opens? Ask us ."
    assert page.attribute(".campaign__stage p:last-child a", "href") == "/contact/"


def test_once_closed_the_page_says_what_to_do_now_and_leads_on(page_at):
    page = page_at("2026-12-05", closes=CLOSES, after_closing="Look at the ways in.", after_closing_page="/")
    assert page.all(".closed") == ["Closed This closed on Friday 4 December 2026, 5pm . Look at the ways in. Welcome"]
    assert not page.has(".campaign")


def test_without_a_closing_date_it_says_that_none_is_set_and_open_only_where_it_opened(page_at):
    assert page_at("2026-12-05", opens=OPENS).all(".campaign__stage") == ["Open. No closing date is set."]
    assert page_at("2026-12-05", opens=None).all(".campaign__stage") == ["No closing date is set."]


def test_a_run_shorter_than_its_last_days_opens_with_them(page_at):
    page = page_at("2026-12-01", opens="2026-12-01", closes="2026-12-03")
    assert page.all(".campaign__stage") == ["Last days. Open until Thursday 3 December 2026, 11:59pm"]


@pytest.mark.parametrize(("opens", "closes", "before", "open_"), [
    # 1:30am never comes: the later of the two instants that it can mean counts.
    ("2027-03-28 01:30", "2027-05-01", "2027-03-28T00:59", "2027-03-28T02:30"),
    ("2026-10-25", "2026-12-01", "2026-10-24T23:59", "2026-10-25T00:00"),
])  # fmt: skip
def test_the_clocks_change_and_it_opens_at_its_time(page_at, opens, closes, before, open_):
    assert page_at(before, opens=opens, closes=closes).all(".campaign__stage")[0].startswith("Opens on")
    assert page_at(open_, opens=opens, closes=closes).all(".campaign__stage")[0].startswith("Open until")


def test_what_is_for_later_is_on_the_page_with_the_instants_between_which_it_is_true(make_site):
    page = make_site({FAIR: fair(opens="2027-03-01", closes="2027-04-30")}).page("/campaigns/fair/")
    spans = [(node.attributes.get("data-from"), node.attributes.get("data-until"), "hidden" in node.attributes)
             for node in page.tree.css(".campaign__stage")]  # fmt: skip
    assert spans == [
        (None, "2027-03-01T00:00+00:00", False),
        ("2027-03-01T00:00+00:00", "2027-04-23T23:59+01:00", True),
        ("2027-04-23T23:59+01:00", "2027-04-30T23:59+01:00", True),
    ]
    assert page.attribute(".closed", "data-from") == "2027-04-30T23:59+01:00"
    assert page.attribute(".campaign", "data-until") == "2027-04-30T23:59+01:00"


@pytest.mark.parametrize(("fields", "loads"), [
    ({"opens": "2027-01-01"}, True), ({"closes": "2027-01-01"}, True), ({}, False), ({"closes": "2026-11-01"}, False),
])  # fmt: skip
def test_only_a_campaign_that_turns_loads_the_script(make_site, fields, loads):
    page = make_site({FAIR: fair(**fields)}).page("/campaigns/fair/")
    assert ("/assets/js/closing." in page.html) == loads
    assert page.has("[role=status]") == loads


# Editions


@pytest.mark.parametrize(("moment", "said"), [
    ("2025-10-01", "Last year: opens on Saturday 1 November 2025 . Then it is open until Wednesday 31 December 2025"),
    ("2025-11-01", "Last year: open until Wednesday 31 December 2025, 11:59pm"),
    ("2025-12-24T23:59", "Last year: last days. Open until Wednesday 31 December 2025, 11:59pm"),
    ("2025-12-31T23:59", "This year: opens on Sunday 1 November 2026 . Then it is open until Thursday 31 December"),
    ("2026-11-01", "This year: open until Thursday 31 December 2026, 11:59pm"),
    ("2027-01-01", "Next year: opens on Monday 1 November 2027 . Then it is open until Friday 31 December 2027"),
])  # fmt: skip
def test_one_edition_follows_another_at_the_same_address(page_at, moment, said):
    page = page_at(moment, editions=YEARS, after_closing="Look at the ways in.")
    assert page.all(".campaign__stage")[0].startswith(said)
    assert not page.has(".closed")


def test_between_two_editions_the_page_says_that_one_is_closed_and_which_comes_next(page_at):
    page = page_at("2027-01-01", editions=YEARS, after_closing="Look at the ways in.")
    said = "This year closed on Thursday 31 December 2026, 11:59pm . Look at the ways in."
    assert page.all(".campaign__stage p")[1] == said
    assert page.all(".campaign a.button") == []


def test_after_the_last_edition_it_is_closed_under_its_name(page_at):
    closed = page_at("2028-01-01", editions=YEARS, after_closing="That was all.").all(".closed")
    assert closed[0].startswith("Closed Next year closed on Friday 31 December 2027, 11:59pm . That was all.")


def test_a_page_made_in_one_edition_holds_the_next_with_its_event_for_later(make_site):
    years = f"[{{name: A, closes: 2026-12-02}}, {{name: B, opens: 2026-12-03, closes: 2026-12-31, event: {EVENT}}}]"
    page = make_site({FAIR: fair(editions=years)}).page("/campaigns/fair/")
    assert page.attribute(".beside > div + div > div", "data-from") == "2026-12-02T23:59+00:00"
    assert [node.attributes.get("data-from") for node in page.tree.css(".campaign__stage")] == [
        None, "2026-12-02T23:59+00:00", "2026-12-03T00:00+00:00", "2026-12-24T23:59+00:00",
    ]  # fmt: skip


# Events


def when(starts, ends=None):
    def read(text):
        from careersite.fields import Place
        from careersite.front_matter import Scalar
        from careersite.problem import Problems

        return DayOrTime().read(Scalar(text, 1), "starts", Place(Problems(), "", "")) if text else None

    return event_in_words({"starts": read(starts), "ends": read(ends)})


@pytest.mark.parametrize(("starts", "ends", "said"), [
    ("2026-12-04 10:00", "2026-12-04 15:00", "Friday 4 December 2026, 10am to 3pm"),
    ("2026-12-04 10:00", None, "Friday 4 December 2026, from 10am"),
    ("2026-12-04 10:00", "2026-12-04", "Friday 4 December 2026, from 10am"),
    ("2026-12-04", None, "Friday 4 December 2026"),
    ("2026-12-04", "2026-12-04", "Friday 4 December 2026"),
    ("2026-12-04", "2026-12-04 15:30", "Friday 4 December 2026, until 3:30pm"),
    ("2026-12-04", "2026-12-05", "Friday 4 December 2026 to Saturday 5 December 2026"),
    ("2026-12-04 10:00", "2026-12-05 12:00", "Friday 4 December 2026, 10am to Saturday 5 December 2026, midday"),
    ("2026-12-04", "2026-12-05 15:00", "Friday 4 December 2026 to Saturday 5 December 2026, 3pm"),
])  # fmt: skip
def test_an_event_is_told_in_one_line(starts, ends, said):
    assert when(starts, ends) == said


def test_an_event_shows_place_time_and_access(page_at):
    access = "[There is a ramp., 'Ask us: we book interpreters.']"
    event = EVENT.replace("A ramp.", f"{access}, book: https://fair.example/book")
    page = page_at("2026-12-01", event=event)
    assert page.all(".beside dd")[-3:] == [
        "Friday 4 December 2026, 10am to 3pm",
        "The town hall",
        "1 High Street",
    ]
    assert page.attribute("dd time", "datetime") == "2026-12-04T10:00+00:00"
    assert page.all(".beside li") == ["There is a ramp.", "Ask us: we book interpreters."]
    assert "https://fair.example/book" in page.links


@pytest.mark.parametrize(("event", "closes"), [
    (EVENT, "Friday 4 December 2026, 3pm"),
    ("{starts: 2026-12-04, venue: Here}", "Friday 4 December 2026, 11:59pm"),
    ("{starts: 2026-12-04 10:00, venue: Here}", "Friday 4 December 2026, 11:59pm"),
    ("{starts: 2026-12-04, ends: 2026-12-06, venue: Here}", "Sunday 6 December 2026, 11:59pm"),
])  # fmt: skip
def test_an_event_without_a_closing_date_closes_at_its_end(page_at, event, closes):
    assert page_at("2026-12-01", event=event).all(".campaign__stage") == [f"Last days. Open until {closes}"]
    closed = page_at("2026-12-07", event=event)
    assert closed.all(".closed p")[0].startswith(f"This closed on {closes}")
    assert "Where and when" not in closed.main


def test_an_event_that_is_over_while_the_campaign_goes_on_is_told_as_over(page_at):
    page = page_at("2026-12-05", event=EVENT, closes="2026-12-31")
    assert "The event of Friday 4 December 2026, 10am to 3pm (The town hall) is over." in page.main
    assert "Where and when" not in page.main


def test_a_calendar_can_take_an_event_over(page_at):
    page = page_at("2026-12-01", event=EVENT)
    assert page.attribute(".beside p > a", "href") == "/campaigns/fair/event.ics"


def test_an_event_that_is_cancelled_is_told_as_such_at_the_top_and_no_longer_asked_to(page_at):
    page = page_at("2026-12-01", event=EVENT.replace("}", ", cancelled: yes, book: https://fair.example/book}"))
    assert page.all(".campaign > p")[0].startswith("The event of Friday 4 December 2026, 10am to 3pm is cancelled.")
    assert "Where and when" not in page.main
    assert "https://fair.example/book" not in page.links


# What to do, and with whom


def test_the_button_of_the_campaign_leads_where_it_says(page_at):
    page = page_at("2026-12-01", action="{label: Talk to us, to: /contact/, note: Any day.}")
    assert page.attribute(".campaign a.button", "href") == "/contact/"
    assert page.all(".campaign .call-to-action") == ["Talk to us Any day."]


def test_a_button_whose_page_is_not_live_is_none(make_site):
    draft = {"content/pages/later.md": content(title="Later", draft="yes")}
    site = make_site({**draft, FAIR: fair(action="{label: Talk to us, to: /later/}")})
    assert site.errors == []
    assert site.page("/campaigns/fair/").all(".campaign a.button") == []


def test_people_routes_and_roles_are_shown_as_cards(make_site):
    files = {
        "people.yml": PEOPLE.replace("share-cards", "share-cards, campaign"),
        "content/facts.yml": FACTS, "content/testimonials/ann.md": content("testimonial"),
        "content/routes/a.md": content("route", title="Step Up"),
        "content/roles/b.md": content("role", title="Worker"), FAIR: fair(people="ann", routes="a", roles="b"),
    }  # fmt: skip
    page = make_site(files).page("/campaigns/fair/")
    assert page.all(".cards__title") == ["A. Person", "Step Up", "Worker"]


def test_a_call_to_apply_in_its_text_closes_with_it(make_site):
    text = "::: call-to-action\nto: apply\n:::\n"
    files = {"site.yml": SITE, FAIR: content("campaign", text, title="The fair", event=EVENT)}
    page = make_site(files, as_of="2026-12-05").page("/campaigns/fair/")
    assert page.all("main a.button") == []


# Moments to come


def moments(site):
    told = site.finished.rendered.private["moments.json"].content
    return [(one["at"][:16], one["kind"], one["what"], one["changes_site"]) for one in json.loads(told)["moments"]]


def test_every_turn_and_event_is_a_moment_to_come(make_site):
    site = make_site({FAIR: fair(opens=OPENS, closes="2026-12-31", event=EVENT)}, as_of="2026-11-01")
    assert moments(site) == [
        ("2026-11-02T00:00", "opening", "“The fair” opens", True),
        ("2026-12-04T10:00", "event", "The event of “The fair” starts", False),
        ("2026-12-04T15:00", "event", "The event of “The fair” is over", True),
        ("2026-12-24T23:59", "closing-soon", "“The fair” closes in 7 days", True),
        ("2026-12-31T23:59", "closing", "“The fair” closes", True),
    ]
    assert site.site.next_change.isoformat() == "2026-11-02T00:00:00"


def test_each_edition_has_its_moments_with_its_name_and_line(make_site):
    years = "\n  - name: 'A {0}'\n    opens: 2027-01-01\n    closes: 2027-01-03\n"
    site = make_site({FAIR: fair(editions=years.rstrip())})
    assert [(one.what, one.line) for one in site.site.moments] == [
        ("“The fair” (A {0}) opens", 10),
        ("“The fair” (A {0}) closes", 11),
    ]


def test_a_draft_has_no_moments(make_site):
    assert moments(make_site({FAIR: fair(opens="2027-01-01", draft="yes")})) == []


# What editors hear


def test_a_closed_campaign_that_says_what_to_do_now_is_as_it_should_be(make_site):
    site = make_site({FAIR: fair(closes=CLOSES, after_closing="Look at the ways in.")}, as_of="2027-01-01")
    assert site.codes == []
    assert make_site({FAIR: fair(closes=CLOSES)}, as_of="2027-01-01").codes == ["closed"]


def test_an_edition_or_an_event_is_an_end_after_which_something_can_be_said(make_site):
    for field in ({"editions": YEARS}, {"event": EVENT}):
        assert make_site({FAIR: fair(after_closing="It is over.", **field)}).codes == []
    assert make_site({FAIR: fair(after_closing="It is over.")}).codes == ["closing"]
