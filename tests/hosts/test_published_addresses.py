"""Every address in the published.yml that builds have written, asked of the real nginx and the real Apache."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from careersite.host_rules import encoded, ways_of_writing
from tests.building import DEFAULTS, ENGINE, FACTS, PEOPLE, content, put
from tests.served import Server, open_folder, server, why_no_server

pytestmark = pytest.mark.slow

# With pages in the place of rules as well, which must not shine through those of the server.
SITE_YML = DEFAULTS["site.yml"] + "address: https://careers.example\nhosts: [nginx, apache, github-pages]\n"
WORDS = "Words about {}, which are many more than three, and say what it is like to be there.\n"
ENDS = PEOPLE.replace("basis: contract", "basis: consent\n    given: 2026-01-01\n    until: 2026-06-30")
FIRST = {
    **DEFAULTS,
    "site.yml": SITE_YML,
    "people.yml": ENDS,
    "content/facts.yml": FACTS,
    "content/testimonials/ada.md": content("testimonial", team="North"),
    "content/routes/old.md": content("route", WORDS.format("the old route"), title="Old"),
    "content/routes/by-hand.md": content("route", WORDS.format("the route by hand"), title="By hand"),
    "content/routes/stays.md": content("route", WORDS.format("what stays"), title="Stays", formerly="/stays/"),
    "content/pages/fair.md": content(title="Fair", body="[[retention-payment]]\n", expires="2026-03-31"),
    "content/pages/pay.md": content(title="Pay", body="## What we pay\n\n[A guide](../files/guide.pdf.txt)\n"),
    "content/pages/taken-down.md": content(title="Taken down", body="See [it](../files/form.txt).\n"),
    "content/pages/elsewhere.md": content(title="Elsewhere", body="Words on something else.\n"),
    "content/pages/heading.md": content(title="Heading", body="Words on a heading.\n"),
    "content/files/guide.pdf.txt": "Words",
    "content/files/form.txt": "Words",
}
ANSWERS = {
    "/taken-down/": "gone: 2026-04-01",
    "/files/form.txt": "moved_to: /files/guide.pdf.txt",
    "/elsewhere/": "moved_to: https://www.example.org/jobs?from=us",
    "/heading/": "moved_to: /pay/#what-we-pay",
}
LOST = ("pages/taken-down.md", "files/form.txt", "pages/elsewhere.md", "pages/heading.md")
# What the ledger asks no answer for, as time took it away.
GONE_BY_ITSELF = {"/fair/", "/testimonials/ada/", "/testimonials/team/north/"}


def run(site: Path, day: str, *arguments: str, status: int = 0) -> None:
    command = [sys.executable, str(ENGINE / "build.py"), *arguments, "--site", str(site)]
    settings = {**os.environ, "CAREERSITE_NOW": f"{day}T12:00", "PYTHONIOENCODING": "utf-8"}
    said = subprocess.run(command, env=settings, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert said.returncode == status, said.stdout + said.stderr


def live_through(site: Path) -> None:
    """Half a year of a site: pages move, are deleted and answered for, expire, and a person's leave ends."""
    put(site, FIRST)
    run(site, "2026-01-10")
    run(site, "2026-02-10", "move", "/routes/old/", "/routes/new/")
    os.rename(site / "content/routes/by-hand.md", site / "content/routes/renamed.md")
    put(site, {f"content/{path}": None for path in LOST})
    run(site, "2026-04-01", status=1)
    ledger = (site / "published.yml").read_text(encoding="utf-8")
    for address, answer in ANSWERS.items():
        assert f"  {address}:\n" in ledger
        ledger = ledger.replace(f"  {address}:\n", f"  {address}:\n    {answer}\n")
    (site / "published.yml").write_text(ledger, encoding="utf-8")
    run(site, "2026-04-01")
    run(site, "2026-07-01", status=4)


@pytest.fixture(scope="module", params=["nginx", "apache"])
def published(request: pytest.FixtureRequest) -> Iterator[tuple[Server, dict[str, dict[str, Any]]]]:
    if reason := why_no_server(request.param):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with open_folder() as folder:
        live_through(folder)
        entries = yaml.safe_load((folder / "published.yml").read_text(encoding="utf-8"))["addresses"]
        with server(request.param, folder) as running:
            yield running, entries


def expected(address: str, entry: dict[str, Any]) -> tuple[int, str]:
    """The status and the Location that follow from what the ledger says."""
    if "gone" in entry or address in GONE_BY_ITSELF:
        return 410, ""
    target = entry.get("moved_to") or entry.get("leads_to") or ""
    return (301, target) if target else (200, "")


def test_every_address_in_the_ledger_is_answered_as_the_ledger_says(published):
    running, entries = published
    assert set(ANSWERS) | GONE_BY_ITSELF | {"/routes/old/", "/routes/by-hand/", "/stays/", "/feed.xml"} <= set(entries)
    found = set()
    for address, entry in entries.items():
        status, target = expected(address, entry)
        for one in ways_of_writing(address) if status != 200 else (address,):
            reply = running.ask(encoded(one))
            location = running.leads(reply) if reply.status == 301 else ""
            assert (reply.status, location) == (status, target), one
        found.add(status)
        if target.startswith("/"):
            assert running.ask(target.partition("#")[0]).status == 200, address
    assert found == {200, 301, 410}


def test_what_is_gone_says_so_without_its_address(published):
    running, entries = published
    gone = [address for address, entry in entries.items() if expected(address, entry)[0] == 410]
    assert len(gone) > len(GONE_BY_ITSELF)
    for address in gone:
        body = running.ask(address).text
        assert "Page taken away" in body
        assert address.strip("/") not in body
