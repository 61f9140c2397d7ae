"""The same days in `check`, which does not pass a statement that nobody has looked at for a year."""

from tests.building import content

PATH = "content/accessibility/index.md"


def severities(site):
    return [one.severity for one in site.problems if one.code == "statement-day"]


def test_after_twelve_months_check_fails_and_tells_it_once(make_site):
    files = {PATH: content("statement", "", prepared="2026-11-22")}
    assert severities(make_site(files, as_of="2027-11-21", slower=True)) == ["warning"]
    assert severities(make_site(as_of="2027-11-22", slower=True)) == ["error"]
    assert severities(make_site(as_of="2027-11-22")) == ["warning"]


def test_a_day_still_to_come_fails_too(make_site):
    site = make_site({PATH: content("statement", "", prepared="2027-01-01")}, as_of="2026-12-31", slower=True)
    assert severities(site) == ["error"]
