"""A site with somebody in it who may withdraw: named, quoted and photographed, in every place that a site has."""

from __future__ import annotations

from pathlib import Path

from careersite.command_line import main
from tests.building import DEFAULTS, FACTS, content, put
from tests.made_pictures import saved, scene

REGISTER = """\
# Who agreed to what. Keep this remark.
people:
  mira-lund:  # the first
    name: Mira Lund
    agreed: {words: [site, share-cards], photo: [site]}
    basis: consent
    given: 2026-01-01
    evidence: Folder 1
    printed:
      - Leaflet for the jobs fair, 500 copies

  tom-berg:
    name: Tom Berg
    agreed: {words: [site, share-cards]}
    basis: contract
    evidence: Folder 2
"""
QUOTE = """\
Welcome to all.

::: quote
words: I have never worked in a kinder team than this one
name: {name}
role: Social worker
person: {person}
source: report
:::
"""
PHOTO = "\nphoto:\n  file: ../images/desk.jpg\n  alt: Mira Lund at her desk\n  credit: B. Person\n---\n"
FILES: dict[str, str | bytes | None] = {
    **DEFAULTS,
    "people.yml": REGISTER,
    "content/facts.yml": FACTS,
    "content/images/desk.jpg": saved(scene(1)),
    "content/pages/index.md": content(title="Welcome", body=QUOTE.format(name="Mira Lund", person="mira-lund")),
    "content/pages/team.md": content(title="Our team", body="We are many.\n\nMira Lund leads the team.\n"),
    "content/pages/pay.md": content(title="Pay", body="You get [[retention-payment]].\n"),
    "content/pages/search.md": content(title="Search", body="::: search\n:::\n"),
    "content/testimonials/mira-lund.md": content(
        "testimonial", name="Mira Lund", person="mira-lund", quotation="I have never looked back since that day",
        updated="2026-11-01", body="Mira came from Lund university.\n",
    ).replace("\n---\n", PHOTO, 1),
    "content/testimonials/tom-berg.md": content("testimonial", name="Tom Berg", person="tom-berg"),
}  # fmt: skip


def site_with_a_person(folder: Path, **more: str | bytes | None) -> Path:
    """The site in the folder; `more` are files by their paths."""
    put(folder, {**FILES, **more})
    return folder


def published_with_a_person(folder: Path) -> Path:
    """The same, built as a command builds it."""
    assert main(["--site", str(site_with_a_person(folder)), "--as-of", "2026-12-01"]) == 0
    return folder
