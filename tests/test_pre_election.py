"""A campaign in the time before an election needs an approval; it is told when it is written, and never by a night."""

from __future__ import annotations

import pytest

from tests.building import DEFAULTS, content

FAIR = "content/campaigns/fair.md"
BEFORE, FIRST_DAY, LATER = "2027-01-10", "2027-03-22", "2027-05-07"
SITE = DEFAULTS["site.yml"] + ("pre_election:\n  - {from: 2027-03-22, until: 2027-05-06, what: Local elections}\n")
APPROVAL = "{{by: The monitoring officer, on: {}, note: It runs every year.}}"


def told(make_site, as_of: str = BEFORE, **fields: str) -> list[tuple[str, str]]:
    site = make_site({"site.yml": SITE, FAIR: content("campaign", **fields)}, as_of=as_of)
    return [(one.severity, one.message) for one in site.problems if one.code == "pre-election"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"opens": "2026-01-01"},
        {"opens": "2027-04-01"},
        {"closes": "2027-03-22"},
        {"opens": "2027-05-06"},
        {"publish": "2027-05-06"},
        {"event": "{starts: 2027-03-30 10:00, venue: The hall, access: [No steps]}"},
        {"editions": "[{name: One, closes: 2027-02-01}, {name: Two, opens: 2027-04-01, closes: 2027-06-01}]"},
    ],
)
def test_one_that_runs_then_without_approval_is_an_error(make_site, fields):
    (problem,) = told(make_site, **fields)
    assert problem[0] == "error"
    assert problem[1].endswith(
        "in a time before an election that site.yml names: 22 March 2027 to 6 May 2027 (Local elections)."
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"closes": "2027-03-21"},
        {"opens": "2027-05-07"},
        {"publish": "2027-05-07"},
        {"draft": "yes"},
        {"event": "{starts: 2027-03-12 10:00, venue: The hall, access: [No steps]}"},
        {"editions": "[{name: One, closes: 2027-02-01}, {name: Two, opens: 2027-06-01}]"},
        {"approval": APPROVAL.format("2027-01-05")},
    ],
)
def test_one_that_is_approved_or_runs_at_another_time_is_in_order(make_site, fields):
    assert told(make_site, **fields) == []


def test_the_error_says_who_is_to_be_asked_and_what_to_write(make_site):
    site = make_site({"site.yml": SITE, FAIR: content("campaign", opens="2027-01-01")}, as_of=BEFORE)
    (problem,) = site.errors
    assert problem.line == 1 + site_lines(FAIR, site).index("opens: 2027-01-01")
    assert problem.hint.split("\n") == [
        "Ask whoever approves publicity then, and write down what they said; or let it close before or open after.",
        "    approval:",
        "      by: who approved it, such as the monitoring officer",
        "      on: the day, such as 2027-03-08",
        "      note: why it may run in that time",
    ]


def site_lines(path: str, site) -> list[str]:
    return (site.folder / path).read_text(encoding="utf-8").split("\n")


def test_as_days_pass_the_error_can_go_but_never_come(make_site):
    severities = [[one[0] for one in told(make_site, as_of=day)] for day in (BEFORE, FIRST_DAY, LATER)]
    assert severities == [["error"], ["error"], []]
    approved = {"approval": APPROVAL.format("2027-01-05")}
    assert [told(make_site, as_of=day, **approved) for day in (BEFORE, FIRST_DAY, LATER)] == [[], [], []]


def test_an_approval_of_the_last_election_is_none(make_site):
    ((severity, message),) = told(make_site, approval=APPROVAL.format("2026-03-01"))
    assert severity == "error"
    assert message.startswith("The approval of 1 March 2026 is more than a year older")


def test_a_late_approval_is_said_to_be_late_and_stops_nothing(make_site):
    ((severity, message),) = told(make_site, "2027-04-10", approval=APPROVAL.format("2027-04-02"))
    assert severity == "warning"
    assert "the campaign ran from 22 March 2027" in message
    assert told(make_site, "2027-04-10", approval=APPROVAL.format("2027-04-02"), opens="2027-04-05") == []


def test_an_approval_of_a_day_to_come_is_told(make_site):
    ((severity, message),) = told(make_site, approval=APPROVAL.format("2027-02-01"))
    assert severity == "warning"
    assert "a day to come" in message


def test_a_blank_approval_is_none(make_site):
    assert [severity for severity, _ in told(make_site, approval="")] == ["error"]


def test_other_pages_and_sites_without_elections_are_not_asked(make_site):
    site = make_site({FAIR: content("campaign"), "content/pages/a.md": content()}, as_of=BEFORE)
    assert site.errors == []
