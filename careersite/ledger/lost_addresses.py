"""Addresses that nobody has answered for come in; each goes out as a problem with every answer, ready to paste."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date

from careersite.addresses import HOME
from careersite.calendar.dates import day_in_words
from careersite.campaigns.short_links import is_short, short_address
from careersite.ledger.ledger import LEDGER_PATH, Entry
from careersite.ledger.past import Lost, Past
from careersite.ledger.renames import Renames, formerly_line
from careersite.problem import Problems

LOST = "lost-address"
BELOW = "Write one of these lines below it:"


def tell_lost(lost: Iterable[Lost], past: Past, renames: Renames, problems: Problems) -> None:
    """One error for each, all at once: a site that loses an address is not built."""
    for one in lost:
        if one.pages:
            _tell_waiting(one, past, problems)
        else:
            _tell_missing(one.entry, past, renames, problems)


def offers(guess: str, today: date, *, first: str = BELOW) -> str:
    """The three answers as lines of the ledger."""
    where = guess or "/…/"
    return "\n".join([
        first,
        f"    moved_to: {where}  # it leads there from now on",
        f"    gone: {today.isoformat()}  # it says that it has gone",
        "    never_public: yes  # nobody ever had it",
    ])  # fmt: skip


def tell(entry: Entry, what: str, hint: str, problems: Problems) -> None:
    since = f", published since {day_in_words(entry.since)}," if entry.since else ""
    message = f"The address {entry.typed}{since} would be lost: {what}"
    problems.error(LOST, message, hint, file=LEDGER_PATH, line=entry.line)


def _tell_missing(entry: Entry, past: Past, renames: Renames, problems: Problems) -> None:
    if is_short(entry.address):
        _tell_code(entry, past, problems)
        return
    like = renames.like(entry)
    if like:
        what = f"{like.source.path} looks like what was {entry.file or 'there'}."
        line = formerly_line(like, entry.typed)
        first = (
            f"If it is, write in {like.source.path}, between the lines of ---:\n    {line}\nIf not, write here one of:"
        )
        tell(entry, what, offers(like.address, past.today, first=first), problems)
        return
    if entry.leads_to:
        what = f"no page names it under formerly any more; it led to {entry.leads_to}."
        tell(entry, what, offers(entry.leads_to, past.today), problems)
        return
    is_there = entry.file.removeprefix("content/") in past.content.media
    missing = "no page leads to it any more." if is_there else f"there is no {entry.file} any more."
    what = missing if entry.file else "no page is there."
    tell(entry, what, offers(_nearest(entry.address, past), past.today), problems)


def _tell_code(entry: Entry, past: Past, problems: Problems) -> None:
    """A short address is on paper, which nobody can call back."""
    now = past.short.code_now(entry.file)
    if now:
        what = f"{entry.file} has the code {now} now."
        first = (
            f"For both to lead there, write in {entry.file}, between the lines of ---:\n"
            f"    formerly: [{entry.typed}]\nOr give it back its code. If not, write here one of:"
        )
        tell(entry, what, offers(short_address(now), past.today, first=first), problems)
        return
    what = f"it led to {entry.leads_to}, and no page names it under formerly any more." if entry.leads_to else ""
    what = what or (f"there is no {entry.file} any more." if entry.file else "no campaign has that code.")
    others = past.short.places.instead
    guess = entry.leads_to or (others if others != HOME else _nearest(entry.address, past))
    tell(entry, what, offers(guess, past.today), problems)


def _tell_waiting(lost: Lost, past: Past, problems: Problems) -> None:
    """A page stands there, but an edit keeps it away: the mistake is most likely in that page."""
    page, entry = lost.pages[0], lost.entry
    name = "draft" if page.values["draft"] else "publish"
    since = f"on {day_in_words(entry.since)}" if entry.since else "before"
    message = f"{entry.typed} was published {since}, but this page {past.reasons.get(page, 'is a draft')} now."
    asked = f"in {LEDGER_PATH} below line {entry.line}, one of these:"
    hint = offers(_nearest(entry.address, past), past.today, first=f'Delete the line "{name}" here, or write {asked}')
    problems.error(LOST, message, hint, file=page.source.path, line=page.source.fields.lines.get(name, 1))


def _nearest(address: str, past: Past) -> str:
    """Where most readers would look next: the live page of nearly the same address, else the one above; never home."""
    files = (f"/{path}" for path in past.content.media if path.startswith("files/") and not address.endswith("/"))
    known = [one for one in (*past.live, *files) if one not in ("/", address)]
    near = difflib.get_close_matches(address, known, n=1, cutoff=0.7)
    if near:
        return near[0]
    parts = address.strip("/").split("/")
    above = (f"/{'/'.join(parts[:end])}/" for end in range(len(parts) - 1, 0, -1))
    return next((one for one in above if one in past.live), "")
