"""A careers site lives through some weeks in a minute, and a real nginx tells what candidates get on each day.

Run it with nothing but Python and nginx:  python3 examples/a_day_in_the_life.py
It works on a copy of the example site, in a temporary folder, and calls build.py as an editor would. Each day prints
what was done, how the command ended, and what is answered at some addresses; the status is 1 where that is not what
the day promises.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples.rehearsal import Day, Rehearsal

REGISTER = """\
# Who has agreed to be shown. All of them are invented.
people:
  avery-sample:
    name: Avery Sample
    agreed:
      words: [site, share-cards]
    basis: consent
    given: 2027-01-04
    until: 2027-01-31
    evidence: An invented form
  bartholomew-specimen-oyelaran:
    name: Bartholomew Specimen-Oyelaran
    agreed:
      words: [site, share-cards]
    basis: consent
    given: 2027-01-04
    evidence: An invented form
  xi-mock:
    name: Xi Mock
    agreed:
      words: [site, share-cards]
    basis: consent
    given: 2027-01-04
    evidence: An invented form
    printed:
      - An invented leaflet
pictures:
  images/green-weave.png: nobody
"""
EVENING = """\
---
title: Open evening
summary: An invented evening on which the wards of an invented trust can be seen.
closes: 2027-02-10 17:00
after_closing: The next evening will be announced here.
---

Come and see the wards. Nobody will be there, because this is an example.

::: call-to-action
to: apply
label: Book a place
:::
"""
LATER_PAYMENT = """\
    until: 2027-03-31
    then:
      - value: 5000
        unit: pounds
        from: 2027-04-01
        source: invention
        as_at: 2027-03
        review_by: 2099-12-31
"""


def days(folder: Path) -> Iterator[Day]:
    """Every step in its order."""
    site = Rehearsal(folder)
    for step in (_publish, _consent_ends, _deadline_passes, _payment_changes, _route_is_renamed, _page_is_deleted,
                 _person_withdraws):  # fmt: skip
        yield step(site)


def _publish(site: Rehearsal) -> Day:
    day = Day("11 January: the site is published")
    site.change(
        "site.yml", "address: https://anyborough.example", "address: https://anyborough.example\nhosts: [nginx]"
    )
    site.write("people.yml", REGISTER)
    site.write("content/pages/open-evening.md", EVENING)
    site.run("2027-01-11T09:00", day)
    site.ends(day, 0)
    with site.published():
        site.expect(day, "/", 200)
        site.expect(day, "/testimonials/avery-sample/", 200, holds="nobody lets you stand alone")
        site.expect(day, "/testimonials/", 200, holds="Avery Sample")
        site.expect(day, "/open-evening/", 200, holds="Wednesday 10 February 2027, 5pm")
        site.expect(day, "/open-evening?utm_source=poster", 301, leads_to="/open-evening/?utm_source=poster")
        site.expect(day, "/rewards/staying-payment/", 200, holds="£4,000")
        site.expect(day, "/no-such-page/", 404, holds="Page not found")
        site.expect(day, "/people.yml", 404)
        site.expect(day, "/published.yml", 404)
    return day


def _consent_ends(site: Rehearsal) -> Day:
    day = Day("1 February: Avery Sample’s consent ended yesterday; the nightly build runs")
    site.run("2027-02-01T00:05", day)
    site.ends(day, 4, saying="WITHHELD")
    with site.published():
        site.expect(day, "/testimonials/avery-sample/", 410, holds="taken away", lacks="Avery")
        site.expect(day, "/testimonials/", 200, holds="Bartholomew", lacks="Avery")
        site.expect(day, "/sitemap.xml", 200, lacks="avery")
        site.expect(day, "/feed.xml", 200, lacks="Avery")
        site.expect(day, "/routes/newly-registered/", 200, lacks="Avery")
    return day


def _deadline_passes(site: Rehearsal) -> Day:
    day = Day("10 February, a minute past five: the booking has closed")
    site.run("2027-02-10T17:01", day)
    site.ends(day, 4)
    with site.published():
        site.expect(day, "/open-evening/", 200, holds="The next evening will be announced here.", lacks="Book a place")
    return day


def _payment_changes(site: Rehearsal) -> Day:
    day = Day("31 March and 1 April: the payment rises to £5,000, as was entered in March")
    before = "    statement: A payment that an invented trust makes to nurses who stay.\n"
    site.change("content/facts.yml", before, before + LATER_PAYMENT)
    site.run("2027-03-31T23:50", day)
    site.ends(day, 4)
    with site.published():
        site.expect(day, "/rewards/staying-payment/", 200, holds="£4,000", lacks="£5,000")
    site.run("2027-04-01T00:05", day)
    site.ends(day, 4)
    with site.published():
        site.expect(day, "/rewards/staying-payment/", 200, holds="£5,000")
        site.expect(day, "/how-we-know/", 200, holds="£5,000")
    return day


def _route_is_renamed(site: Rehearsal) -> Day:
    day = Day("12 April: a route gets another name")
    site.run("2027-04-12T10:00", day, "move", "content/routes/support-worker.md", "content/routes/care-assistant.md")
    site.ends(day, 0)
    site.run("2027-04-12T10:05", day)
    site.ends(day, 4)
    with site.published():
        site.expect(day, "/routes/care-assistant/", 200)
        old, new = "/routes/support-worker/", "/routes/care-assistant/"
        site.expect(day, f"{old}?utm_source=linkedin", 301, leads_to=f"{new}?utm_source=linkedin")
        site.expect(day, "/routes/", 200, holds=new, lacks=old)
    return day


def _page_is_deleted(site: Rehearsal) -> Day:
    day = Day("20 April: the page of the open evening is deleted")
    (site.folder / "content/pages/open-evening.md").unlink()
    site.run("2027-04-20T10:00", day)
    site.ends(day, 1, saying="/open-evening/")
    with site.published():
        site.expect(day, "/open-evening/", 200)  # nothing is lost while nobody has said what is to happen
    ledger = (site.folder / "published.yml").read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(ledger) if line.strip() == "/open-evening/:")
    ledger.insert(place + 1, "    gone: 2027-04-20")
    site.write("published.yml", "\n".join([*ledger, ""]))
    site.run("2027-04-20T10:10", day)
    site.ends(day, 4)
    with site.published():
        site.expect(day, "/open-evening/", 410, holds="taken away")
    return day


def _person_withdraws(site: Rehearsal) -> Day:
    day = Day("3 May: Xi Mock withdraws, while somebody has left a mistake in another page")
    site.change("content/pages/working-here.md", "title:", "titel:")
    site.run("2027-05-03T09:00", day)
    site.ends(day, 1, saying='"titel"')
    site.run("2027-05-03T09:05", day, "withdraw", "xi-mock")
    site.ends(day, 4, saying="working-here.md")
    with site.published():
        site.expect(day, "/testimonials/xi-mock/", 410, holds="taken away", lacks="Xi Mock")
        site.expect(day, "/testimonials/", 200, holds="Bartholomew", lacks="Xi Mock")
        site.expect(day, "/working-here/", 200)
        site.expect(day, "/search/", 200)
        site.expect(day, "/sitemap.xml", 200, lacks="xi-mock")
    return day


def main() -> int:
    """Prints every day; 1 where a promise was not kept."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for day in days(Path(folder)):
            print(f"\n{day.what} (build.py ended with {day.status})")
            for line in (*day.answers, *(f"NOT AS PROMISED: {line}" for line in day.broken_promises)):
                print(f"  {line}")
            kept = kept and not day.broken_promises
    print("\nEvery promise was kept." if kept else "\nNot every promise was kept.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
