"""The calendar file of an event, read by a real library; it follows its page, and calendars see that it has changed."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from careersite.ledger.ledger import read_ledger
from careersite.media_types import content_type
from careersite.problem import Problems
from tests.building import DEFAULTS, content, put

SITE_YML = DEFAULTS["site.yml"] + "address: https://careers.example\n"
FAIR, FILE, ADDRESS = "content/campaigns/fair.md", "campaigns/fair/event.ics", "/campaigns/fair/event.ics"
HALL = "{{starts: {starts}, ends: {ends}, venue: The hall, access: [No steps]{more}}}"


def event(starts: str = "2027-03-12 10:00", ends: str = "2027-03-12 15:00", more: str = "") -> str:
    return HALL.format(starts=starts, ends=ends, more=more)


def fair(event: str | None, **more: str | None) -> dict[str, str]:
    return {"site.yml": SITE_YML, FAIR: content("campaign", title="The fair", event=event, **more)}


def entry(site, path: str = FILE):
    data = site.files[path]
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (found,) = Calendar.from_ical(data).walk("VEVENT")
    return found


def test_a_calendar_takes_over_when_it_is_and_all_that_helps_to_come(make_site):
    more = ", address: '1 High Street; Town', book: https://book.example/fair?day=1"
    found = entry(make_site(fair(event(more=more).replace("[No steps]", "[No steps, 'A hearing loop, in room 2']"))))
    assert found.decoded("DTSTART") == datetime(2027, 3, 12, 10, tzinfo=UTC)
    assert found.decoded("DTEND") == datetime(2027, 3, 12, 15, tzinfo=UTC)
    assert (found["SUMMARY"], found["LOCATION"]) == ("The fair", "The hall, 1 High Street; Town")
    assert found["URL"] == "https://careers.example/campaigns/fair/"
    assert found["STATUS"] == "CONFIRMED"
    assert str(found["DESCRIPTION"]) == (
        "Come and see.\n\nGetting in and taking part:\n- No steps\n- A hearing loop, in room 2\n\n"
        "Book a place: https://book.example/fair?day=1\n\nMore: https://careers.example/campaigns/fair/"
    )


def test_in_summer_it_is_told_in_the_same_hour_of_the_world(make_site):
    found = entry(make_site(fair(event("2027-06-11 10:00", "2027-06-11 15:00"))))
    assert found.decoded("DTSTART") == datetime(2027, 6, 11, 9, tzinfo=UTC)


def test_an_event_over_the_night_in_which_the_clocks_change_ends_when_it_does(make_site):
    found = entry(make_site(fair(event("2027-03-27 22:00", "2027-03-28 03:00"))))
    assert found.decoded("DTEND") - found.decoded("DTSTART") == timedelta(hours=4)


@pytest.mark.parametrize(
    ("starts", "ends", "last"),
    [("2027-03-12", "", date(2027, 3, 13)), ("2027-03-12", "2027-03-14", date(2027, 3, 15))],
)
def test_whole_days_have_no_hours(make_site, starts, ends, last):
    found = entry(make_site(fair(event(starts, ends))))
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (date(2027, 3, 12), last)


def test_an_end_that_nobody_has_said_is_not_made_up(make_site):
    assert "DTEND" not in entry(make_site(fair(event(ends=""))))


def test_one_that_is_cancelled_says_so_in_the_calendar_and_on_the_page(make_site):
    site = make_site(fair(event(more=", cancelled: yes, book: https://book.example/")))
    assert entry(site)["STATUS"] == "CANCELLED"
    assert entry(site)["SUMMARY"] == "Cancelled: The fair"
    page = site.page("/campaigns/fair/")
    assert "is cancelled. Please do not come." in page.main
    assert "Update your calendar" in page.main
    assert "https://book.example/" not in page.links


def test_the_page_leads_to_the_file_and_says_what_it_is_until_the_event_is_over(make_site):
    page = make_site(fair(event())).page("/campaigns/fair/")
    assert ADDRESS in page.links
    assert "Add to your calendar (a file that calendars open, .ics)" in page.main
    assert (3, "Getting in and taking part") in page.headings
    over = make_site(fair(event(), closes="2027-12-31"), as_of="2027-03-13")
    assert ADDRESS not in over.page("/campaigns/fair/").links
    assert FILE in over.files


EDITIONS = """
  - {name: Spring 2027, event: {starts: 2027-03-12 10:00, ends: 2027-03-12 15:00, venue: The hall}}
  - name: Spring 2028
    opens: 2028-01-01
    event: {starts: 2028-03-10 10:00, ends: 2028-03-10 15:00, venue: The hall}"""


def test_each_edition_is_an_entry_of_its_own_that_keeps_its_identity(make_site):
    files = {"site.yml": SITE_YML, FAIR: content("campaign", editions=EDITIONS)}
    first = entry(make_site(files))
    moved = entry(make_site({FAIR: files[FAIR].replace("2027-03-12", "2027-03-19")}))
    following = entry(make_site({}, as_of="2027-06-01"))
    assert first["UID"] == moved["UID"] != following["UID"]
    assert following.decoded("DTSTART") == datetime(2028, 3, 10, 10, tzinfo=UTC)


def test_a_site_without_campaigns_has_no_such_file(make_site):
    assert not [path for path in make_site({}).files if path.endswith("event.ics")]
    assert FILE not in make_site(fair(None)).files


@pytest.fixture
def build(tmp_path, command_line):
    def run(files, *options):
        put(tmp_path, {**DEFAULTS, **files})
        said = command_line("--site", tmp_path, "--format", "json", *options)
        assert said.status == 0, said.out + said.err
        return json.loads(said.out)

    return run


def sequence(folder) -> int:
    (found,) = Calendar.from_ical((folder / "public" / FILE).read_bytes()).walk("VEVENT")
    return int(found["SEQUENCE"])


def ledger(folder):
    return read_ledger((folder / "published.yml").read_text(encoding="utf-8"), Problems()).entries


def test_a_moved_event_has_the_next_number_and_one_that_stays_keeps_its_own(build, tmp_path):
    assert ADDRESS in build(fair(event()))["recorded"]
    assert sequence(tmp_path) == 0
    moved = fair(event("2027-03-19 10:00", "2027-03-19 15:00"))
    build(moved)
    assert sequence(tmp_path) == 1
    assert build(moved)["changed"] == []
    build(fair(event("2027-03-19 10:00", "2027-03-19 15:00", ", cancelled: yes")))
    assert sequence(tmp_path) == 2
    assert ledger(tmp_path)[ADDRESS].event.endswith("-2")


def test_the_address_of_a_file_that_is_not_there_any_more_leads_to_the_page(build, tmp_path):
    build(fair(event()))
    build(fair(None))
    assert "url=/campaigns/fair/" in (tmp_path / "public" / FILE / "index.html").read_text(encoding="utf-8")
    assert ledger(tmp_path)[ADDRESS].moved_to is None
    build(fair(event()))
    assert (tmp_path / "public" / FILE).is_file()


def test_it_follows_its_page_to_another_address_and_goes_with_it(build, tmp_path):
    build(fair(event()))
    (tmp_path / FAIR).unlink()
    new = content("campaign", title="The fair", event=event(), formerly="/campaigns/fair/")
    build({"content/campaigns/open-day.md": new})
    assert "/campaigns/open-day/event.ics" in (tmp_path / "public" / FILE / "index.html").read_text(encoding="utf-8")
    (tmp_path / "content/campaigns/open-day.md").unlink()
    known = (tmp_path / "published.yml").read_text(encoding="utf-8").replace("    leads_to: /campaigns/open-day/\n", "")
    gone = re.sub(r"(?m)^  /(campaigns|go)/.*/:$", r"\g<0>\n    gone: 2026-11-22", known)
    build({"published.yml": gone})
    assert "taken down" in (tmp_path / "public" / FILE / "index.html").read_text(encoding="utf-8")


def test_calendars_count_on_where_its_page_has_another_name(build, tmp_path):
    build(fair(event()))
    build(fair(event(more=", cancelled: yes")))
    (tmp_path / FAIR).rename(tmp_path / "content/campaigns/open-day.md")
    again = content("campaign", title="The fair", event=event(), formerly="/campaigns/fair/")
    build({"content/campaigns/open-day.md": again})
    (found,) = Calendar.from_ical((tmp_path / "public/campaigns/open-day/event.ics").read_bytes()).walk("VEVENT")
    assert found["SEQUENCE"] == 2


def test_a_server_says_that_it_is_a_calendar_and_asks_for_it_anew_each_time(make_site):
    site = make_site({**fair(event()), "site.yml": SITE_YML + "hosts: [cloudflare]\n"})
    assert content_type(FILE, site.files[FILE]) == "text/calendar; charset=utf-8"
    assert FILE not in site.files["_headers"].decode()
