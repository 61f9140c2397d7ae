"""What published.yml promises is in the finished site: files, the ends of redirects, headings linked from outside."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import unquote

from careersite.addresses import is_outside, output_path_of, split_target
from careersite.campaigns.event_file import page_of_event_file
from careersite.campaigns.short_links import ShortLink
from careersite.ledger.anchors import kept_anchors
from careersite.ledger.ledger import LEDGER_PATH, Anchor, Entry
from careersite.ledger.lost_addresses import BELOW, LOST, offers, tell
from careersite.ledger.renames import page_mark
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems, suggestion
from careersite.studio import Studio

_ID = re.compile(r'\bid="([^"]*)"')
_FILLED_IN = re.compile(r"\{\{.*?\}\}")


def published(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    promised = _Promised(site, rendered, problems)
    promised.files()
    short = {link.address: link for link in site.short_links}
    for address, target in site.redirects.items():
        if address in short:
            promised.short_aim(short[address])
        else:
            promised.aim(address, target)
    for address, anchors in kept_anchors(site).items():
        for anchor in anchors:
            promised.anchor(site.by_address[address], anchor)


class _Promised:
    """The finished site, held against the ledger."""

    def __init__(self, site: Site, rendered: Rendered, problems: Problems) -> None:
        self.site, self.rendered, self.problems = site, rendered, problems
        self.ledger, self.today = site.content.ledger, site.as_of.date()

    def files(self) -> None:
        """Files are known once the site is finished; a page is asked about when the site is planned."""
        for address, entry in self.ledger.entries.items():
            is_answered = entry.is_answered or address in self.site.redirects or address in self.site.gone
            if address.endswith("/") or is_answered or address.lstrip("/") in self.rendered.files:
                continue
            if page_of_event_file(address) in self.ledger.entries:
                continue  # of the page beside which it stood is asked in its own place
            if self.ledger.since(address, self.today):
                self._file(address, entry)

    def _file(self, address: str, entry: Entry) -> None:
        if address.removeprefix("/") in self.site.content.media:
            # A warning, as it may be a date that keeps away what leads to it.
            message = f"{entry.typed} was published, but nothing that is shown now leads to this file."
            hint = "Link to it, or write below it moved_to: or gone: with an address or a day."
            self.problems.warning(LOST, message, hint, file=LEDGER_PATH, line=entry.line)
        else:
            tell(entry, "it is not made any more.", offers("", self.today, first=BELOW), self.problems)

    def aim(self, address: str, target: str) -> None:
        """The end of a redirect is there, with its heading."""
        inner, rest = split_target(target)
        anchor, path = unquote(rest.partition("#")[2]), output_path_of(inner)
        entry, inspection = self.ledger.entries.get(address), self.rendered.inspections.get(path)
        line = entry.line_of("moved_to") if entry else 0
        if is_outside(target):
            return
        if self.site.content.settings.needs_pages_for_rules and address.casefold() == target.casefold():
            message = f"{address} cannot lead to {target} on a host without rules, as only capitals differ."
            hint = "On such a host the old spelling shows the page for what is not there."
            self.problems.warning("redirect", message, hint, file=LEDGER_PATH, line=line)
        if path not in self.rendered.files:
            message = f"{address} leads to {inner}, but there is no such file in the finished site."
            hint = "Link to the file from a page, or name another address."
            self.problems.error("redirect", message, hint, file=LEDGER_PATH, line=line)
        elif anchor and inspection and anchor not in inspection.ids:
            message = f'{address} leads to the heading "{anchor}", which {inner} does not have.'
            hint = (
                suggestion(anchor, inspection.ids) or f"Delete #{anchor}: readers then arrive at the top of the page."
            )
            self._tell(self.site.by_address.get(inner), anchor, (LEDGER_PATH, line), message, hint)

    def short_aim(self, link: ShortLink) -> None:
        """The heading to which a code leads is there; for its channels the same is not told again."""
        inner, rest = split_target(link.target)
        anchor = unquote(rest.partition("#")[2])
        inspection = self.rendered.inspections.get(output_path_of(inner))
        if link.channel or not anchor or is_outside(link.target) or inspection is None or anchor in inspection.ids:
            return
        message = f'{link.printed} leads to the heading "{anchor}", which {inner} does not have.'
        hint = suggestion(anchor, inspection.ids) or f"Delete #{anchor}: readers then arrive at the top of the page."
        page = self.site.by_source.get(link.file)
        line = page.source.fields.lines.get("leads_to", 0) if page else 0
        self._tell(self.site.by_address.get(inner), anchor, (link.file, line), message, hint)

    def anchor(self, page: Page, anchor: Anchor) -> None:
        """A heading that is linked from outside is there, under that name."""
        inspection = self.rendered.inspections.get(output_path_of(page.address))
        if inspection is None or anchor.name in inspection.ids:
            return
        there = [heading.anchor for heading in page.body.headings]
        message = (
            f'Links from outside lead to {page.address}#{anchor.name}, but no heading is called "{anchor.now}" now.'
        )
        hint = f"Say which heading it is now. The headings are: {', '.join(there)}.\n{_offer(anchor, there)}"
        if not there:
            hint = "The page has no headings any more: delete the name here, and readers arrive at the top of the page."
        self._tell(page, anchor.now, (LEDGER_PATH, anchor.line), message, hint)

    def _tell(self, page: Page | None, name: str, where: tuple[str, int], message: str, hint: str) -> None:
        """An error, but where time or withholding took the heading away: by itself, no build fails."""
        is_by_itself = page is None or self._went_by_itself(page, name)
        tell_it = self.problems.warning if is_by_itself else self.problems.error
        tell_it("lost-anchor", message, hint, file=where[0], line=where[1])

    def _went_by_itself(self, page: Page, name: str) -> bool:
        entry, path = self.ledger.entries.get(page.address), page.source.path
        is_new_here = page.values["publish"] and (entry is None or entry.file != path)
        if not page.source.fields.entries or is_new_here:
            return True  # made from a list, or a page that has appeared on its day
        left_out = self.site.content.left_out.get(path)
        if left_out and name in left_out.anchors:
            return True
        is_edited = left_out is None and (entry is None or entry.text != page_mark(page, entry.text))
        return not is_edited and any(one.fullmatch(name) for one in self._made_anchors)

    @cached_property
    def _made_anchors(self) -> tuple[re.Pattern[str], ...]:
        """What templates call places that come and go with lists, such as `fact-{{ fact.name }}` and `figures`."""
        typed_ids = {found[1] for text in self.site.content.templates.values() for found in _ID.finditer(text)}
        parts = [_FILLED_IN.split(one) for one in typed_ids]
        return tuple(re.compile(".*".join(map(re.escape, one))) for one in parts if any(one))


def _offer(anchor: Anchor, there: Sequence[str]) -> str:
    """The line that keeps the link, with the heading that is nearest."""
    near = difflib.get_close_matches(anchor.now, there, n=1, cutoff=0.4) or there[:1]
    return f"    anchors: {{{anchor.name}: {''.join(near)}}}"
