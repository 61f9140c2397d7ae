"""Live pages come in; out goes the list of them all by letter, with other names of the same thing among them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from careersite.fields import Plain
from careersite.model import Page, Site

DIGITS = "0–9"
# Above this many entries their titles stand alone, so that the page stays light.
MOST_WITH_SUMMARY = 200


def a_to_z(pages: Iterable[Page], titles: dict[str, str], link_to: Callable[[Page], dict[str, Plain]]) -> list[Plain]:
    """Letters in their order, each with its entries; an entry under another name says whose name it is in `see`."""
    entries = []
    for page in pages:
        title, link = titles[page.address], link_to(page)
        entries.append({**link, "title": title, "see": None})
        entries += [{**link, "title": name, "see": title} for name in page.values.get("other_names", ())]
    if len(entries) > MOST_WITH_SUMMARY:
        entries = [{**entry, "summary": ""} for entry in entries]
    letters: dict[str, list[Plain]] = {}
    for entry in sorted(entries, key=_order):
        letters.setdefault(_letter(entry["title"]), []).append(entry)
    return [{"letter": letter, "id": _id(letter), "entries": letters[letter]} for letter in letters]


def distinct_titles(site: Site) -> dict[str, str]:
    """Each page's title by address; one that several share names the section: Social worker (Roles)."""
    words = site.content.facts.filled_in
    titles = {page.address: words(page.title) for page in site.pages}
    shared = Counter(titles.values())
    for address, title in titles.items():
        section = _section(address, site) if shared[title] > 1 else None
        if section:
            titles[address] = f"{title} ({words(section.values.get('short_title') or section.title)})"
    return titles


def _section(address: str, site: Site) -> Page | None:
    """The nearest page above, the home page left aside."""
    above = address.rstrip("/").rpartition("/")[0]
    return (site.by_address.get(f"{above}/") or _section(above, site)) if above else None


def _order(entry: dict[str, Plain]) -> tuple[str, str, str]:
    return _plain(entry["title"]), entry["title"], entry["address"]


def _plain(title: str) -> str:
    """`“Élan” & after` → elan after: as every computer sorts it alike, whatever its language."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", re.sub("[’']", "", bare.casefold())))


def _letter(title: str) -> str:
    first = _plain(title)[:1].upper()
    return first if first.isalpha() else DIGITS


def _id(letter: str) -> str:
    """An id in which no letter needs an escape."""
    if letter == DIGITS:
        return "letter-0"
    return f"letter-{letter.lower()}" if letter.isascii() else f"letter-{ord(letter[0]):x}"
