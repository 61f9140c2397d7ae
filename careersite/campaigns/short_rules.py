"""The short links of a site come in; what is wrong with them is told: taken twice, used again, leading nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careersite.addresses import address_of, is_outside, source_path_from, split_target
from careersite.campaigns.short_addresses import aim_of
from careersite.campaigns.short_links import APPLY, GO, is_short, short_address
from careersite.content_types.campaign import CAMPAIGN
from careersite.ledger.ledger import LEDGER_PATH, Entry
from careersite.ledger.past import Past
from careersite.ledger.renames import page_mark
from careersite.ledger.text_mark import is_same_text
from careersite.model import Page
from careersite.problem import Problems, suggestion

ANOTHER_CODE = "Give this campaign another code."


def check_short_links(past: Past, redirects: Mapping[str, str], not_now: Mapping[str, str],
                      problems: Problems) -> None:  # fmt: skip
    """`redirects` say where former addresses lead, `not_now` why a file or address has no page at this moment."""
    _check_pages(past, problems)
    _check_former(past, problems)
    codes: dict[str, Page] = {}
    for page in past.content.as_written:
        if page.content_type is CAMPAIGN:
            other = codes.setdefault(page.values["code"], page)
            _check_code(page, other, problems)
            _check_ledger(page, past, redirects, problems)
            if not page.values["draft"]:
                _Aim(page, past, redirects, not_now).check(problems)


def _check_pages(past: Past, problems: Problems) -> None:
    """Below /go/ there is nothing but short links."""
    places = [(page.source.path, page.address) for page in past.content.pages]
    places += [(names.path, names.address) for names in past.content.unsound]
    for path, address in places:
        if is_short(address):
            message = f"This page would be at {address}, and all below {GO} is kept for short links."
            problems.error("short-link", message, "Move it to another name: python3 build.py move", file=path)


def _check_code(page: Page, first: Page, problems: Problems) -> None:
    code, line = page.values["code"], page.source.fields.lines["code"]
    if code == APPLY:
        message = f"The code {APPLY} is taken: {short_address(APPLY)} leads to where people apply."
        problems.error("short-link", message, ANOTHER_CODE, file=page.source.path, line=line)
    elif first is not page:
        message = f"The code {code} is also that of {first.source.path}; a short link leads to one campaign."
        hint = f"{ANOTHER_CODE} A campaign that comes again has editions, and keeps its code."
        problems.error("short-link", message, hint, file=page.source.path, line=line)


def _check_former(past: Past, problems: Problems) -> None:
    """A former address is not the short link of a campaign, neither of this one nor of another."""
    for page in past.content.pages:
        for address in page.values["formerly"]:
            link, entry = past.short.links.get(address), past.content.ledger.entries.get(address)
            # Whoever had the code first may go on naming it: the other is told to take another.
            is_first = entry is not None and (entry.file == page.source.path or entry.leads_to == page.address)
            if link and not is_first and not page.values["draft"]:
                message = f'"formerly" names {address}, which is a short link of {link.file} now.'
                line = page.source.fields.lines.get("formerly", 0)
                problems.error("redirect", message, "Delete that entry.", file=page.source.path, line=line)


def _check_ledger(page: Page, past: Past, redirects: Mapping[str, str], problems: Problems) -> None:
    """A code is never used again: posters of its first campaign may still hang."""
    code = page.values["code"]
    entry = past.content.ledger.since(short_address(code), past.today)
    if entry is None or _is_its_own(entry, page, past, redirects):
        return
    before = entry.file or _led_to(entry) or "something else"
    message = f"The code {code} belonged to {before}, and what is printed with it may still be about."
    hint = f"{ANOTHER_CODE} " + _if_it_is_the_same(entry, page, is_there=bool(past.short.code_now(entry.file)))
    problems.error("short-link", message, hint, file=page.source.path, line=page.source.fields.lines["code"])


def _is_its_own(entry: Entry, page: Page, past: Past, redirects: Mapping[str, str]) -> bool:
    """True for the campaign that had the code, also under another name, whether or not it is live now."""
    if entry.file == page.source.path:
        return True
    before = address_of(entry.file, CAMPAIGN) if entry.file.startswith("content/") else ""
    known = past.content.ledger.entries.get(before)
    led_to = [_led_to(entry), redirects.get(before, ""), *([_led_to(known)] if known else [])]
    if page.address in (split_target(one)[0] for one in led_to) or before in page.values["formerly"]:
        return True
    return known is not None and is_same_text(page_mark(page, known.text), known.text)


def _led_to(entry: Entry) -> str:
    return entry.leads_to or (entry.moved_to.text if entry.moved_to else "")


def _if_it_is_the_same(entry: Entry, page: Page, *, is_there: bool) -> str:
    where = f"{LEDGER_PATH}, line {entry.line}, below {entry.typed}"
    own = f"If nobody ever had the old one, write in {where}:\n    never_public: yes"
    if is_there or not entry.file.startswith("content/"):
        return own
    former = ", ".join((*page.values["formerly"], address_of(entry.file, CAMPAIGN)))
    return f"If it is the same campaign under another name, write here:\n    formerly: [{former}]\n{own}"


class _Aim:
    """What `leads_to` of a campaign names."""

    def __init__(self, page: Page, past: Past, redirects: Mapping[str, str], not_now: Mapping[str, str]) -> None:
        self.page, self.past, self.redirects, self.not_now = page, past, redirects, not_now
        self.target = page.values["leads_to"]
        own = past.content.settings.address
        self.text = self.target.text.removeprefix(own) if self.target else ""

    def check(self, problems: Problems) -> None:
        if self.target is None or aim_of(self.page, self.past.short.places):
            return
        inner = split_target(self.text)[0]
        path = self._path(inner)
        reason = next((self.not_now[one] for one in self._names(inner, path) if one in self.not_now), "")
        if reason:
            printed = short_address(self.page.values["code"]).rstrip("/")
            message = f'"leads_to" names {self.target.text}, a page that {reason}.'
            hint = f"Until that page is live, {printed} leads to the page of the campaign."
            problems.warning("not-live", message, hint, file=self.page.source.path, line=self.target.line)
        elif not self._is_told_elsewhere(inner, path):
            message = f'"leads_to" names {self.target.text}, where a short link cannot lead.'
            hint = self._hint(inner, path)
            problems.error("broken-link", message, hint, file=self.page.source.path, line=self.target.line)

    def _path(self, inner: str) -> str | None:
        is_inside = inner and not inner.startswith("/") and not is_outside(self.text)
        return source_path_from(inner, self.page.source.path) if is_inside else None

    def _names(self, inner: str, path: str | None) -> Iterator[str]:
        yield from (path,) if path else (inner, f"{inner.rstrip('/')}/")

    def _is_told_elsewhere(self, inner: str, path: str | None) -> bool:
        unsound = {name for names in self.past.content.unsound for name in (names.path, names.address)}
        unsound |= self.past.content.refused
        return any(one in unsound for one in self._names(inner, path))

    def _hint(self, inner: str, path: str | None) -> str:
        if self.text.startswith("http:"):
            return f"Write https{self.text.removeprefix('http')}"
        if is_outside(self.text):
            return "Name a page or a download of this site, or an address elsewhere with https://."
        address = f"{inner.rstrip('/')}/"
        if is_short(address):
            return "Name the page itself: a short link leads there in one step."
        moved = self.redirects.get(address)
        if moved:
            return f"That page has moved; write {moved}"
        known = self.past.short.places.written if path else self.past.live
        return suggestion(path or address, known) or "Name a page or a download of this site."
