"""A careers site lives through some weeks in a minute, and a real nginx tells what candidates get on each day.

Run it with nothing but Python and nginx:  python3 examples/a_day_in_the_life.py
It works on a copy of the example site, in a temporary folder, and calls build.py as an editor would. Each day prints
what was done, how the command ended, and what is answered at some addresses; the status is 1 where that is not what
the day promises.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "anyborough-hospitals"

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


@dataclass(frozen=True)
class Answer:
    """What a candidate gets at an address."""

    status: int
    leads_to: str
    text: str


@dataclass
class Day:
    """One step: what was done, the exit status and words of the last command, and what was promised and not kept."""

    what: str
    status: int = 0
    said: str = ""
    answers: list[str] = field(default_factory=list)
    broken_promises: list[str] = field(default_factory=list)


class Rehearsal:
    """A copy of the example site, the commands of an editor, and nginx in front of what they publish."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        self.nginx_folder = folder / "nginx"
        self.nginx_folder.mkdir()
        shutil.copytree(EXAMPLE, self.folder, ignore=shutil.ignore_patterns("public", "private", ".careersite*"))
        self.port = 0

    # What an editor does

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{path} no longer says {old!r}"
        self.write(path, text.replace(old, new, 1))

    def run(self, moment: str, day: Day, *arguments: str) -> None:
        """One command of build.py, at a moment of the rehearsal."""
        command = [sys.executable, str(ROOT / "build.py"), *arguments, "--site", str(self.folder)]
        settings = {**os.environ, "CAREERSITE_NOW": moment, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, env=settings, capture_output=True, text=True, encoding="utf-8", check=False)
        day.status, day.said = done.returncode, done.stdout + done.stderr

    # What a candidate gets

    @contextmanager
    def published(self) -> Iterator[None]:
        """nginx with the rules that the last build wrote, started anew as after a change of its rules."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = self.nginx_folder / "nginx.conf"
        settings.write_text(self._settings(), encoding="utf-8")
        command = [_nginx(), "-p", str(self.nginx_folder), "-e", str(self.nginx_folder / "errors"), "-c", str(settings)]
        with subprocess.Popen(command) as server:
            try:
                self._wait_for(server)
                yield
            finally:
                server.terminate()

    def _settings(self) -> str:
        here = self.nginx_folder
        temporary = "".join(
            f"  {name}_temp_path {here}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        return (
            f"{user}daemon off;\npid {here}/pid;\nevents {{}}\nhttp {{\n  access_log off;\n{temporary}"
            f"  server {{\n    listen 127.0.0.1:{self.port};\n    root {self.folder}/public;\n"
            f"    include {self.folder}/private/nginx/site.conf;\n  }}\n}}\n"
        )

    def _wait_for(self, server: subprocess.Popen[bytes]) -> None:
        for _ in range(100):
            if server.poll() is not None:
                raise SystemExit((self.nginx_folder / "errors").read_text(encoding="utf-8"))
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)

    def get(self, address: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", address)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, answer.headers.get("Location") or "", text)

    def expect(
        self, day: Day, address: str, status: int, *, holds: str = "", lacks: str = "", leads_to: str = ""
    ) -> None:
        """Asks nginx, notes the answer in words, and what of the promise was not kept."""
        answer = self.get(address)
        words = f"{address} → {answer.status}"
        words += f", leads to {answer.leads_to}" if answer.leads_to else ""
        words += f", says “{holds}”" if holds and holds in answer.text else ""
        words += f", says nothing of “{lacks}”" if lacks and lacks not in answer.text else ""
        day.answers.append(words)
        is_kept = (
            answer.status == status and holds in answer.text and (not lacks or lacks not in answer.text)
            and answer.leads_to.endswith(leads_to)
        )  # fmt: skip
        if not is_kept:
            promised = [f"status {status}"]
            promised += [f"to say “{holds}”"] if holds else []
            promised += [f"to say nothing of “{lacks}”"] if lacks else []
            promised += [f"to lead to {leads_to}"] if leads_to else []
            day.broken_promises.append(f"{address} was to have {', '.join(promised)}; it is: {words}")

    def ends(self, day: Day, status: int, *, saying: str = "") -> None:
        if day.status != status or saying not in day.said:
            day.broken_promises.append(f"the command was to end with {status} and say “{saying}”:\n{day.said}")


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


def _nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise SystemExit("nginx is not on this computer. On Debian or Ubuntu: sudo apt install nginx-light")
    return found


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
