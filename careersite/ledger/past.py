"""Every address of the past comes in; out goes where each leads now, what has gone, and what nobody has answered for.

Only an edit can lose an address. What a date does (a page expires, a list is empty) makes it gone for as long as it
lasts, without a question; so no build fails by itself overnight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from careersite.addresses import is_outside, split_target
from careersite.calendar.clock import exact_instant
from careersite.campaigns.campaign import campaign
from careersite.campaigns.event_file import EVENT_FILE, page_of_event_file
from careersite.campaigns.short_links import APPLY, is_short, parts_of, short_address
from careersite.fields import scalars
from careersite.kinds import When
from careersite.ledger.ledger import LEDGER_PATH, Entry, plain_address
from careersite.ledger.short_past import ShortPast, follows
from careersite.model import Content, Page
from careersite.problem import Problems, suggestion

TAKEN_DOWN = "This page was taken down."
EXPIRED = "This page is no longer published."
# What the program always makes.
OURS = ("/feed.xml", "/sitemap.xml", "/robots.txt")
# Such as /rss.xml or /blog/feed/ of an older site, which may well lead to ours.
_FOR_PROGRAMS = re.compile(r"feed|rss|atom|sitemap|robots|\.(?:xml|txt)$")
EMPTY = "Nobody is shown on this page any more."
FILE_TAKEN_DOWN = "This file was taken down."


@dataclass(frozen=True, slots=True)
class Past:
    """What is known at one moment of what was there before.

    `live` are the pages by address, `reasons` say why a written page is not among them; `withheld` are the files of
    which nothing, or not everything, may be shown. `short` knows the short links.
    """

    content: Content
    as_of: datetime
    live: Mapping[str, Page]
    reasons: Mapping[Page, str]
    withheld: Collection[str]
    short: ShortPast

    @property
    def today(self) -> date:
        return self.as_of.date()


@dataclass(frozen=True, slots=True)
class Lost:
    """An address that nobody has answered for; `pages` are drafts, or pages that appear later, which stand there."""

    entry: Entry
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where each former address leads, why others have gone, and those that would be lost."""

    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()


def is_download(address: str) -> bool:
    """Downloads alone keep the address that an editor gave them; pictures and films get a new one with each change."""
    return address.startswith("/files/") and not address.endswith("/")


def whereabouts(past: Past, moved: Mapping[str, str], problems: Problems) -> Whereabouts:
    """`moved` holds what was recognised under another name: where each such address leads."""
    answers = _Answers(past, moved, problems)
    answers.compare()
    redirects: dict[str, str] = {}
    gone: dict[str, str] = {}
    for address in sorted(answers.asked):
        end = answers.end(address)
        if isinstance(end, _To) and end.target != address:
            redirects[address] = end.target
        elif isinstance(end, _Gone) and address in answers.published:
            gone[address] = end.why
    return Whereabouts(redirects, gone, tuple(answers.lost()))


def lost_pages(past: Past) -> tuple[Entry, ...]:
    """The entries of pages that are not there under their name any more, and for which nobody has answered."""
    answers = _Answers(past, {}, Problems())
    return tuple(one.entry for one in answers.lost() if not one.pages) + tuple(answers.made_lost())


@dataclass(frozen=True, slots=True)
class _To:
    target: str


@dataclass(frozen=True, slots=True)
class _Gone:
    why: str


class _Unknown:
    """Nothing is there, and that is told elsewhere."""


_End = _To | _Gone | _Unknown


class _Answers:
    """Follows each address from answer to answer to its end."""

    def __init__(self, past: Past, moved: Mapping[str, str], problems: Problems) -> None:
        self.past, self.moved, self.problems = past, moved, problems
        content = past.content
        self.own = content.settings.address
        self.published = {
            address: entry
            for address, entry in content.ledger.entries.items()
            if content.ledger.since(address, past.today)
        }
        self.files = {f"content/{path}" for path in content.media}
        self.unsound = {names.address for names in content.unsound}
        self.holders: dict[str, list[Page]] = defaultdict(list)
        for page in content.pages:
            self.holders[page.address].append(page)
        self.former = self._former()
        self.links = past.short.links
        known = {**self.published, **self.former}
        self.asked = {address for address in known if address not in past.live and address not in self.links}
        self._ends: dict[str, _End] = {}
        self._there: dict[str, bool] = {}

    def _former(self) -> dict[str, Page]:
        """The page that names each former address; of two that follow one another in time the live one."""
        named = [
            (address, page)
            for page in self.past.content.pages
            for address in page.values["formerly"]
            if not self._waits(page, self.published.get(address))
        ]
        named.sort(key=lambda one: not self.past.reasons.get(one[1]))
        return dict(named)

    # Where an address ends

    def end(self, address: str, way: tuple[str, ...] = ()) -> _End:
        """Where it leads in one step; a chain is followed to its end."""
        if address not in self._ends:
            self._ends[address] = self._circle(address, way) if address in way else self._find(address, way)
        return self._ends[address]

    def _find(self, address: str, way: tuple[str, ...]) -> _End:
        if address in self.past.live or self._is_there(address):
            return _To(address)
        if address in self.links:
            return _To(self.links[address].target)
        former, entry = self.former.get(address), self.published.get(address)
        if former is not None:
            return self._of_former(address, former)
        if entry and entry.gone:
            return _Gone(TAKEN_DOWN if address.endswith("/") else FILE_TAKEN_DOWN)
        if entry and entry.moved_to:
            return self._moved(entry, way)
        return self._unanswered(address, entry, way)

    def _of_former(self, address: str, page: Page) -> _End:
        if is_short(address):
            return _To(self.past.short.of_former(page))
        is_live = page.address in self.past.live
        return _To(page.address) if is_live else _Gone(self._away(page.address, None) or TAKEN_DOWN)

    def _unanswered(self, address: str, entry: Entry | None, way: tuple[str, ...]) -> _End:
        if is_short(address):
            return self._short(address, entry, way)
        if address in self.moved:
            return self.end(self.moved[address], (*way, address))
        if page_address := page_of_event_file(address):
            return self._beside(page_address, (*way, address))
        reason = self._away(address, entry)
        if reason:
            return _Gone(reason)
        if entry and entry.leads_to and self._follows(entry):
            return self.end(split_target(entry.leads_to)[0], (*way, address))
        return _Unknown()

    def _beside(self, page_address: str, way: tuple[str, ...]) -> _End:
        """A calendar file follows its page: to the file of its next address, else to the page itself."""
        end = self.end(page_address, way)
        if isinstance(end, _To) and self._is_there(file := end.target + EVENT_FILE):
            return _To(file)
        return end

    def _short(self, address: str, entry: Entry | None, way: tuple[str, ...]) -> _End:
        """A channel goes where its code goes; the code of a campaign that is not to be seen leads to the others."""
        code, rest = parts_of(address)
        if code == APPLY:
            return _To(self.past.short.places.applying)
        if rest:
            end = self.end(short_address(code), (*way, address))
            return _To(self.past.short.with_channel(end.target, code, rest)) if isinstance(end, _To) else end
        target = self.past.short.unseen(code, entry.file if entry else "")
        return _To(target) if target else _Unknown()

    def _away(self, address: str, entry: Entry | None) -> str:
        """Why the page at this address is not live, where that comes and goes by itself; a sentence for the public."""
        for page in self.holders.get(address, ()):
            if self.past.reasons.get(page) and not self._waits(page, entry):
                return EXPIRED if "expired" in self.past.reasons[page] else TAKEN_DOWN
        if entry and entry.is_made:
            return EMPTY
        if entry and is_download(address):
            return FILE_TAKEN_DOWN if self._is_named_elsewhere(address) else ""
        return TAKEN_DOWN if entry and entry.file in self.past.withheld else ""

    def _waits(self, page: Page, entry: Entry | None) -> bool:
        """True for a draft, and for a page that an edit has put off; a page cannot have been seen before its day."""
        publish: When | None = page.values["publish"]
        if page.values["draft"]:
            return True
        is_put_off = publish is not None and (entry is None or entry.since is None or publish.day > entry.since)
        return is_put_off and self.past.reasons.get(page, "").startswith("appears")

    def _is_named_elsewhere(self, address: str) -> bool:
        """A download goes, and comes back, with the pages and parts of pages that name it."""
        if f"content{address}" not in self.files or self._is_there(address):
            return False
        name = address.rpartition("/")[2]
        return bool(self.past.withheld) or any(_names(page, name, 0) for page in self.past.content.pages)

    def _is_there(self, address: str) -> bool:
        """Of files other than downloads it is known only when the site is finished whether they are there."""
        if address not in self._there:
            is_file = is_download(address) and f"content{address}" in self.files
            is_ours = address in OURS or self._is_event(page_of_event_file(address))
            self._there[address] = is_ours or (is_file and self._is_named_now(address))
        return self._there[address]

    def _is_event(self, page_address: str) -> bool:
        """True for the address of a live campaign that has an event now."""
        page, settings = self.past.live.get(page_address), self.past.content.settings
        if page is None:
            return False
        return campaign(page, exact_instant(self.past.as_of, settings.zone), settings).run.event is not None

    def _is_named_now(self, address: str) -> bool:
        name = address.rpartition("/")[2]
        return any(_names(page, name, _unshown(page, name)) for page in self.past.live.values())

    def _follows(self, entry: Entry) -> bool:
        """A former address goes where its page goes; while that page is live, its line `formerly` is missing there."""
        aim = split_target(entry.leads_to)[0]
        return aim not in self.past.live and aim != entry.address

    def _moved(self, entry: Entry, way: tuple[str, ...]) -> _End:
        aim = entry.moved_to
        text = aim.text.removeprefix(self.own) if aim else ""
        text = text if text.startswith(("/", "https://")) else f"/{text}"
        if is_outside(text):
            return _To(text)
        inner, rest = split_target(text)
        inner = plain_address(inner)
        if not self._is_known(inner):
            self._tell_unknown(entry, inner)
            return _Unknown()
        if inner in OURS and not _FOR_PROGRAMS.search(entry.address):
            self._tell(entry, f"{entry.typed} leads to {inner}, which is there for programs and not for readers.",
                       "Name the page that comes nearest, or answer gone: and a day.")  # fmt: skip
            return _Unknown()
        end = self.end(inner, (*way, entry.address))
        if not isinstance(end, _To):
            return end
        if split_target(end.target)[0] == "/" and not entry.to_home and not is_short(inner):
            self._tell_home(entry, inner)
        return _To(end.target if rest in ("", "#") or "#" in end.target else end.target + rest)

    def _is_known(self, address: str) -> bool:
        """True for all that is, was or will be there; what of it is lost is told where it is lost."""
        known = (self.past.live, self.links, self.former, self.past.content.ledger.entries, self.holders, self.unsound)
        return any(address in one for one in known) or address in OURS or f"content{address}" in self.files

    # What is told

    def _circle(self, address: str, way: tuple[str, ...]) -> _End:
        circle = (*way[way.index(address) :], address)
        entry = next((self.published[one] for one in circle if one in self.published and one not in self.former), None)
        message = f"These addresses lead to one another in a circle: {' → '.join(circle)}."
        where = (LEDGER_PATH, entry.line_of("moved_to")) if entry else ("", 0)
        hint = "Let one of them lead to a page that is there, or answer gone: and a day."
        self.problems.error("redirect", message, hint, file=where[0], line=where[1])
        return _Unknown()

    def _tell_unknown(self, entry: Entry, inner: str) -> None:
        hint = suggestion(inner, self.past.live) or "Name the address of a page, or an address elsewhere with https://."
        self._tell(entry, f"{entry.typed} leads to {inner}, where no page is or was.", hint)

    def _tell_home(self, entry: Entry, inner: str) -> None:
        if inner != "/":
            message = f"{entry.typed} leads to {inner}, which leads to the home page."
            self._tell(entry, message, "Name the page that comes nearest. If home is right, add here: to_home: yes")

    def _tell(self, entry: Entry, message: str, hint: str) -> None:
        self.problems.error("redirect", message, hint, file=LEDGER_PATH, line=entry.line_of("moved_to"))

    def compare(self) -> None:
        """Tells where the ledger and a page say different things of one address."""
        for address, entry in self.published.items():
            if entry.gone and entry.gone > self.past.today:
                self._tell_to_come(entry, entry.gone)
            former = self.former.get(address)
            page, link = self.past.live.get(address), self.links.get(address)
            is_there = page or link or self._is_there(address)
            if is_there and (entry.moved_to or entry.gone):
                path = page.source.path if page else link.file if link else f"content{address}"
                self._tell_out_of_date(entry, path)
            elif former is not None and (entry.gone or self._disagrees(entry, former)):
                answer = "moved_to" if entry.moved_to else "gone"
                says = f"moved_to: {entry.moved_to.text}" if entry.moved_to else f"gone: {entry.gone}"
                message = f"{entry.typed} has two answers: {says} here, and formerly in {former.source.path}."
                # A page that appears on a day of its own may not make that night's build fail.
                tell = self.problems.warning if former.values["publish"] else self.problems.error
                hint = (
                    f"For readers to arrive at {former.address}, delete the line {answer} here. Else delete the "
                    f"address under formerly in {former.source.path}."
                )
                tell("redirect", message, hint, file=LEDGER_PATH, line=entry.line_of(answer))

    def _disagrees(self, entry: Entry, former: Page) -> bool:
        aim = split_target(entry.moved_to.text.removeprefix(self.own))[0] if entry.moved_to else former.address
        return plain_address(aim) != former.address

    def _tell_to_come(self, entry: Entry, day: date) -> None:
        """A warning, as the site of an earlier day may be built too."""
        message = f"{entry.typed} says gone: {day.isoformat()}, a day to come, but it says already that it has gone."
        hint = "Write the day on which it went. To show a page until a day, bring it back with expires: and that day."
        self.problems.warning("redirect", message, hint, file=LEDGER_PATH, line=entry.line_of("gone"))

    def _tell_out_of_date(self, entry: Entry, path: str) -> None:
        answer = "moved_to" if entry.moved_to else "gone"
        message = f"{entry.typed} is live: {path} stands there, so the line {answer} has no effect."
        hint = "The next build into public/ deletes the line. To take away what is there, delete or rename its file."
        self.problems.warning("redirect", message, hint, file=LEDGER_PATH, line=entry.line_of(answer))

    # What is lost

    def lost(self) -> Iterator[Lost]:
        """Addresses of pages at which nothing is, and for which there is no answer."""
        for address, entry in self.published.items():
            if address in self.past.live or entry.is_answered or self._is_there(address):
                continue
            if address in self.former or address in self.moved or address in self.unsound or entry.is_made:
                continue
            if page_of_event_file(address) in self.published:
                continue  # it goes where its page goes, of which is asked in its own place
            if is_short(address) and self._leads_on(address):
                continue
            if self._away(address, entry) or (entry.leads_to and self._follows(entry)):
                continue
            if not self._is_before_its_day(address, entry):
                yield Lost(entry, tuple(self.holders.get(address, ())))

    def _leads_on(self, address: str) -> bool:
        """True for a short address that leads somewhere, or about whose code the build asks."""
        asked = short_address(follows(address)) in self.published if follows(address) else False
        return asked or not isinstance(self.end(address), _Unknown)

    def _is_before_its_day(self, address: str, entry: Entry) -> bool:
        """True where the site of an earlier day is built, on which the page was not there yet."""
        holders = self.holders.get(address, ())
        return any(not self._waits(page, entry) for page in holders)

    def made_lost(self) -> Iterator[Entry]:
        """Pages made from lists that are not there any more; they may be there under another name."""
        for address, entry in self.published.items():
            if entry.is_made and address not in self.past.live and not entry.is_answered:
                yield entry


def _names(page: Page, name: str, leaving_out: int) -> bool:
    """Whether an editor has typed the name of a file there, more often than `leaving_out`."""
    in_fields = any(name in one.text for one in scalars(page.source.fields))
    return in_fields or page.source.text.count(name) > leaving_out


def _unshown(page: Page, name: str) -> int:
    """How often the name stands in components that are not shown now."""
    shown, before = {use.line for use in page.components}, page.source.text_line - 1
    return sum(one.fields_text.count(name) for one in page.body.components if before + one.line not in shown)
