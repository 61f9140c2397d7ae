"""What is to come by itself: in the words of a build, as JSON, and as a calendar that a real library reads."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from tests.building import FACTS, content

A, B = "content/routes/a.md", "content/rewards/b.md"
CALL = "::: call-to-action\nto: /\ncloses: 2026-12-08 17:00\nexpires: 2026-12-09\n:::\n"
FILES = {
    "content/facts.yml": FACTS,
    A: content("route", CALL, title="Step Up", closes="2026-12-10", expires="2027-06-30 17:00"),
    B: content("reward", title="Stay, and be paid; well", valid_from="2026-12-03", valid_to="2026-12-24"),
    "content/pages/c.md": content(title="'[[retention-payment]] more'", publish="2026-12-24"),
}  # fmt: skip


def private(site) -> dict[str, bytes]:
    return {path: file.content for path, file in site.finished.rendered.private.items()}


def listed(site):
    return json.loads(private(site)["moments.json"])["moments"]


def test_every_moment_to_come_is_listed_the_next_first(make_site):
    told = [(one["words"], one["kind"], one["what"]) for one in listed(make_site(FILES))]
    assert told == [
        ("Thursday 3 December 2026, at its start", "offer", "The offer of “Stay, and be paid; well” begins"),
        ("Tuesday 8 December 2026, 5pm", "closing", "The deadline of a block “call-to-action” on “Step Up” passes"),
        ("Thursday 10 December 2026, at its start", "expiry", "A block “call-to-action” disappears from “Step Up”"),
        ("Thursday 10 December 2026, 11:59pm", "closing", "“Step Up” closes"),
        ("Thursday 24 December 2026, at its start", "publish", "“£3,000 more” appears"),
        ("Friday 25 December 2026, at its start", "offer", "The offer of “Stay, and be paid; well” has ended"),
        ("Sunday 31 January 2027", "review", "The fact “retention-payment” is to be reviewed by Workforce"),
        ("Wednesday 30 June 2027, 5pm", "expiry", "“Step Up” disappears"),
    ]


def test_a_moment_says_where_it_is_written_and_whether_the_site_changes(make_site):
    site = make_site(FILES)
    found = {one["kind"]: one for one in listed(site)}
    assert (found["review"]["file"], found["review"]["changes_site"], found["review"]["is_day"]) == (
        "content/facts.yml", False, True,
    )  # fmt: skip
    for one in listed(site):
        line = (site.folder / one["file"]).read_text().splitlines()[one["line"] - 1]
        assert line.startswith(("closes", "expires", "publish", "valid_", "  retention-payment:")), line


@pytest.mark.parametrize(
    "fields",
    [{"draft": "yes", "closes": "2027-01-01"}, {"closes": "2026-11-30"}, {"expires": "2026-11-30"}],
)
def test_what_nobody_will_see_is_no_moment(make_site, fields):
    assert listed(make_site({A: content("route", **fields)})) == []


def test_a_review_due_today_is_still_to_come(make_site):
    files = {"content/facts.yml": FACTS, A: content("route", "[[retention-payment]]\n")}
    assert len(listed(make_site(files, as_of="2027-01-31T23:00"))) == 1
    assert listed(make_site(files, as_of="2027-02-01")) == []


def test_the_calendar_is_one_that_others_can_read(make_site):
    site = make_site(FILES)
    data = private(site)["moments.ics"]
    calendar = Calendar.from_ical(data)
    events = list(calendar.walk("VEVENT"))
    assert [str(one["SUMMARY"]) for one in events] == [one["what"] for one in listed(site)]
    assert [one["DTSTART"].dt for one in events] == [
        date.fromisoformat(one["at"][:10]) if one["is_day"] else datetime.fromisoformat(one["at"]).astimezone(UTC)
        for one in listed(site)
    ]
    assert data.count(b"\r\nDTSTART:") == data.count(b"00Z\r\nSUMMARY") == 7
    assert len({str(one["UID"]) for one in events}) == len(events) == 8
    assert not [one for one in (calendar, *events) if one.errors]


def test_the_calendar_is_folded_and_ended_as_the_standard_asks(make_site):
    title = "Ümläute, Semikolons; und \\ " + "ß" * 40
    site = make_site({A: content("route", title=f"'{title}'", closes="2027-01-01")})
    data = private(site)["moments.ics"]
    rows = data.split(b"\r\n")
    assert rows.pop() == b""
    assert b"\n" not in b"".join(rows).replace(b"\r\n", b"")
    assert max(map(len, rows)) <= 75
    assert all(row.decode() for row in rows)
    [event] = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"“{title}” closes"


def test_a_site_to_which_nothing_comes_has_a_calendar_all_the_same(make_site):
    calendar = Calendar.from_ical(private(make_site())["moments.ics"])
    assert calendar.walk("VEVENT") == []
    assert calendar.subcomponents


def test_what_is_put_off_stays_the_same_event(make_site):
    def ids(**changes):
        return [one["id"] for one in listed(make_site({**FILES, **changes}))]

    before = ids()
    assert sorted(
        ids(**{A: content("route", CALL, title="Other", closes="2026-12-02", expires="2027-06-30")})
    ) == sorted(before)
    later = make_site(FILES, as_of="2026-12-09")
    assert {one["id"] for one in listed(later)} < set(before)


def test_the_same_site_gives_the_same_bytes_on_another_day_before_the_next_moment(make_site):
    assert private(make_site(FILES)) == private(make_site(FILES, as_of="2026-12-02T23:00"))


def test_nothing_of_it_is_published(make_site):
    site = make_site(FILES)
    assert not [path for path in site.files if "moments" in path]


def test_a_build_says_what_comes_next(command_line, make_site, tmp_path):
    folder = make_site(FILES).folder
    out = command_line("--site", folder, "--out", tmp_path / "public", "--as-of", "2026-12-01").out
    assert (
        "The site next changes by itself at the start of Thursday 3 December 2026; build it again then.\n"
        "Coming up:\n"
        "  Thursday 3 December 2026, at its start: The offer of “Stay, and be paid; well” begins "
        "(content/rewards/b.md, line 5)\n"
    ) in out
    assert "  … and 4 more in moments.json and moments.ics, in the folder private/.\n" in out
    assert (tmp_path / "private" / "moments.ics").is_file()


PEOPLE = """\
people:
  ann-bell:
    name: Ann Bell
    agreed: {words: [site], photo: [site]}
    basis: consent
    given: 2026-12-24
    until: 2027-06-30
    evidence: Form 17
"""


def test_agreements_begin_and_end_and_are_thought_of_before(make_site):
    site = make_site({"people.yml": PEOPLE})
    told = [(one["words"], one["kind"], one["what"], one["changes_site"]) for one in listed(site)]
    again = "Ask Ann Bell again: what was agreed ends in"
    assert told == [
        ("Thursday 24 December 2026, at its start", "consent", "What Ann Bell has agreed to begins to hold", True),
        ("Thursday 1 April 2027", "reminder", f"{again} 90 days", False),
        ("Monday 31 May 2027", "reminder", f"{again} 30 days", False),
        ("Thursday 1 July 2027, at its start", "consent", "What Ann Bell has agreed to has ended", True),
    ]
    assert b"Form 17" not in b"".join(private(site).values())
    assert listed(make_site({"people.yml": PEOPLE + "    withdrawn: 2026-11-30\n"})) == []


PROBLEM = """
  - what: The film has no captions.
    part: non-compliance
    criterion: 1.2.2
    reason: It was made in a hurry.
    mended_by: 2027-03-31"""


def test_the_accessibility_statement_is_due_after_a_year_and_its_problems_on_their_day(make_site):
    statement = content("statement", "", prepared="2026-11-22", problems=PROBLEM, status="not-yet-known")
    site = make_site({"content/accessibility/index.md": statement})
    assert [(one["words"], one["kind"], one["what"]) for one in listed(site)] == [
        ("Wednesday 31 March 2027", "statement", "To be mended by then: The film has no captions."),
        ("Monday 22 November 2027", "statement", "The accessibility statement has to be reviewed"),
    ]


def test_the_values_of_a_fact_come_and_go_at_the_start_of_their_days(make_site):
    then = (
        "    then:\n      - {from: 2027-06-01, until: 2027-09-30, value: 4000, source: report, as_at: 2027, "
        "review_by: 2027-08-01}\n"
    )
    site = make_site({"content/facts.yml": FACTS + then, A: content("route", "[[retention-payment]]\n")})
    told_of_facts = [(str(one.at), one.kind, one.what, one.changes_site) for one in site.site.moments]
    assert told_of_facts == [
        ("2027-01-31 00:00:00+00:00", "review", "The fact “retention-payment” is to be reviewed by Workforce", False),
        ("2027-05-31 23:00:00+00:00", "fact", "The fact “retention-payment” becomes £4,000", True),
        ("2027-07-31 23:00:00+00:00", "review", "The fact “retention-payment” is to be reviewed by Workforce", False),
        ("2027-09-30 23:00:00+00:00", "fact",
         "The fact “retention-payment” has no value any more", True),
    ]  # fmt: skip
    assert len({one.id for one in site.site.moments}) == 4
