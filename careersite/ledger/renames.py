"""Pages that are not there under their name any more come in; those that are there under another go out.

A page is known by the mark of its words that published.yml remembers. The very same words are certain, and the old
address leads on by itself; words that are only alike are a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from careersite.fields import scalars
from careersite.ledger.ledger import Entry
from careersite.ledger.past import Past, lost_pages
from careersite.ledger.text_mark import is_same_text, likeness, text_mark
from careersite.model import Page
from careersite.problem import Problems

ALIKE = 0.4
_TARGETS = re.compile(r"\]\([^)\s]*\)")


def page_mark(page: Page, known: str = "") -> str:
    """The mark of all that an editor typed for the page; of a page made from a list, of its title and summary."""
    typed = [one for name, node in page.source.fields.entries.items() if name != "formerly" for one in scalars(node)]
    if not typed:
        return text_mark((page.title, page.values["summary"]), known)
    # A page that moves to another folder names the same things by other paths.
    return text_mark((*(one.text for one in typed), _TARGETS.sub("]", page.source.text)), known)


class Renames:
    """What can be said of pages that went under one name and came back under another."""

    def __init__(self, past: Past) -> None:
        self.past = past

    @cached_property
    def moved(self) -> Mapping[str, Page]:
        """Each address whose page is there, word for word, under one other address that is new."""
        found: dict[str, Page] = {}
        for entry in lost_pages(self.past):
            same = [
                page for page, mark in self._new if is_same_text(mark, entry.text) and _is_made(page) == entry.is_made
            ]
            if len(same) == 1:
                found[entry.address] = same[0]
        return found

    def like(self, entry: Entry) -> Page | None:
        """The new page that is most like what was there, if one is."""
        rated = [(likeness(mark, entry.text), page) for page, mark in self._new if not _is_made(page)]
        best, page = max(rated, key=lambda one: one[0], default=(0.0, None))
        return page if best >= ALIKE else None

    @cached_property
    def _new(self) -> Sequence[tuple[Page, str]]:
        """The pages at addresses that were never published, each with its mark."""
        known = self.past.content.ledger.entries
        made = (page for page in self.past.live.values() if _is_made(page))
        there = (
            page for page in (*self.past.content.pages, *made) if not page.values["draft"] and not self._waits(page)
        )
        return [(page, page_mark(page)) for page in there if page.address not in known]

    def _waits(self, page: Page) -> bool:
        return self.past.reasons.get(page, "").startswith("appears")

    def tell(self, problems: Problems) -> None:
        """Says which addresses lead on by themselves, with the line that an editor would write."""
        for address, page in self.moved.items():
            if _is_made(page):
                continue
            before = self.past.content.ledger.entries[address].file
            message = f"{page.source.path} is what was {before or address}: the words are the same."
            line = formerly_line(page, address)
            hint = f"{address} leads here from now on. To say so here too, write between the lines of ---:\n    {line}"
            where = page.source.fields.lines.get("formerly", 1)
            problems.warning("renamed", message, hint, file=page.source.path, line=where)


def formerly_line(page: Page, address: str) -> str:
    """The line for the front matter of the page, ready to paste."""
    return f"formerly: [{', '.join((*page.values['formerly'], address))}]"


def _is_made(page: Page) -> bool:
    return not page.source.fields.entries
