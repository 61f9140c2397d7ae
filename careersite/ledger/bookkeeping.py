"""A finished site comes in; published.yml knows every address of it afterwards.

Nothing that stands there is written anew: values are changed in their places, new addresses come in between by the
alphabet, so that comments stay and two people's changes seldom meet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from careersite.addresses import stand_in_path
from careersite.amend import CannotAmend, Change, amended
from careersite.campaigns.event_file import event_mark, page_of_event_file
from careersite.campaigns.short_links import is_short
from careersite.kept_texts import replace_texts, text_as_it_is
from careersite.ledger.ledger import HEADER, LEDGER_PATH, Entry, Ledger, read_ledger
from careersite.ledger.past import OURS, is_download
from careersite.ledger.renames import page_mark
from careersite.model import Page, Rendered, Site
from careersite.problem import Problem, Problems

BOM = "\ufeff"
_ANSWERS = ("moved_to", "to_home", "gone", "never_public")
_STOOD_THERE = ("file", "text", "made", "event")


@dataclass(frozen=True, slots=True)
class Kept:
    """The new text, and the addresses that stand in it for the first time."""

    text: str
    new: tuple[str, ...] = ()


def kept(text: str, site: Site, rendered: Rendered) -> Kept:
    """The ledger after this build; CannotAmend where it is written in a way that a program had better not change."""
    known = read_ledger(_plain(text), Problems())
    wanted = _wanted(site, rendered, known)
    changes: list[Change] = []
    for address, entry in known.entries.items():
        changes += _changes(entry, wanted.get(address), site)
    fresh = {address: fields for address, fields in wanted.items() if address not in known.entries}
    made = _with_entries(amended(text, changes) if changes else text, fresh)
    _refuse_if_wrong(made, known, wanted, site)
    return Kept(made, tuple(sorted(fresh)))


def keep(site: Site, rendered: Rendered, folder: Path, problems: Problems) -> tuple[str, ...]:
    """Brings published.yml in `folder` up to date, and gives the addresses that are new in it."""
    text = text_as_it_is(folder, LEDGER_PATH, problems)
    if text is None:
        return ()
    if _plain(text) != site.content.ledger.text:
        message = "This file was changed while the site was built, so that what is new is not written into it."
        problems.error("ledger", message, "Build once more.", file=LEDGER_PATH)
        return ()
    try:
        after = kept(text, site, rendered)
    except CannotAmend as fault:
        if own := _own_mistakes(text):
            # A site is published in spite of them only where that was asked for, and they are told above.
            message = f"What is new could not be written into this file, as it has a mistake: {own[0].message}"
            problems.warning("ledger", message, own[0].hint, file=LEDGER_PATH, line=own[0].line)
            return ()
        hint = "Write each address and each of its lines on a line of its own, without braces, and build once more."
        problems.error("ledger", fault.message, hint, file=LEDGER_PATH, line=fault.line)
        return ()
    if after.text == text or replace_texts(folder, {LEDGER_PATH: after.text}, problems):
        return after.new
    return ()


def _own_mistakes(text: str) -> list[Problem]:
    problems = Problems()
    read_ledger(_plain(text), problems)
    return [one for one in problems.all if one.severity == "error"]


def _plain(text: str) -> str:
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


# What is to stand there


def _wanted(site: Site, rendered: Rendered, known: Ledger) -> dict[str, dict[str, str]]:
    """For each address that is public now, its fields."""
    incomplete = {thing.file for thing in site.withheld_things}
    wanted = {page.address: _of_page(page, known, incomplete) for page in site.pages}
    wanted |= {link.address: {"file": link.file} for link in site.short_links}
    for page in site.pages:
        for address in page.values["formerly"]:
            wanted.setdefault(address, {"leads_to": page.address})
    wanted |= _of_files(site, rendered)
    for address, target in site.redirects.items():
        entry = known.entries.get(address)
        # A calendar file follows its page by itself, and comes back with the next event.
        is_asked = address not in wanted and not page_of_event_file(address) and not is_short(address)
        if is_asked and entry and not entry.is_answered and not entry.leads_to:
            wanted[address] = {"moved_to": target}
    for address, fields in wanted.items():
        entry = known.entries.get(address)
        if entry is None or entry.since is None:
            wanted[address] = {"since": site.as_of.date().isoformat(), **fields}
    return wanted


def _of_files(site: Site, rendered: Rendered) -> dict[str, dict[str, str]]:
    # A page in the place of a rule, such as files/old.pdf/index.html, is not what stands at its address.
    stand_ins = {stand_in_path(address) for address in (*site.redirects, *site.gone)}
    wanted: dict[str, dict[str, str]] = {}
    for path, file in rendered.files.items():
        address, fields = f"/{path}", {"file": file.source_path} if file.source_path else {}
        if path in stand_ins:
            continue
        if page_of_event_file(address):
            wanted[address] = {**fields, "event": event_mark(file.content)}
        elif is_download(address) or address in OURS[:2]:
            wanted[address] = fields
    return wanted


def _of_page(page: Page, known: Ledger, incomplete: set[str]) -> dict[str, str]:
    fields = {"file": page.source.path}
    entry = known.entries.get(page.address)
    # The mark is that of the whole text, or the page would not be known again under another name.
    is_whole = page.source.path not in incomplete or not (entry and entry.text)
    before = entry.text if entry else ""
    fields["text"] = page_mark(page, before) if is_whole else before
    if not page.source.fields.entries:
        fields["made"] = "yes"
    return fields


def _changes(entry: Entry, wanted: Mapping[str, str] | None, site: Site) -> list[Change]:
    """What changes in an entry that is there."""
    where = ("addresses", entry.typed)
    if wanted is None:
        return [(where, None)] if entry.never_public else []
    # Only what a page itself answers takes the place of an editor's answer.
    is_answer = "moved_to" in wanted
    stale = [*(_STOOD_THERE if is_answer or "leads_to" in wanted else ("leads_to", "made", *_ANSWERS))]
    if "leads_to" in wanted:
        stale += _ANSWERS
    changes: list[Change] = [((*where, name), None) for name in stale if name in entry.lines and name not in wanted]
    changes += [((*where, name), value) for name, value in wanted.items() if _says(entry, name) != value]
    return changes


def _says(entry: Entry, name: str) -> str:
    if name == "made":
        return "yes" if entry.is_made else ""
    if name == "moved_to":
        return entry.moved_to.text if entry.moved_to else ""
    return str(getattr(entry, name) or "")


# Where new entries stand


def _with_entries(text: str, fresh: Mapping[str, Mapping[str, str]]) -> str:
    """The text with new entries, each below the last one that comes before it in the alphabet."""
    if not fresh:
        return text
    text = _with_place(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = _plain_lines(text)
    known = read_ledger("\n".join(lines), Problems()).entries
    outer, inner = _indentation(lines, known)
    places: dict[int, list[str]] = {}
    ends = _ends(lines, known)
    for address in sorted(fresh):
        before = [other for other in known if other < address]
        at = ends[max(before)] if before else _first_place(lines)
        places.setdefault(at, []).append(address)
    made: list[str] = []
    for number in range(len(lines) + 1):
        for address in places.get(number, ()):
            made.append(f"{outer}{address}:")
            made += [f"{outer}{inner}{name}: {value}" for name, value in fresh[address].items()]
        made += lines[number : number + 1]
    mark = BOM if text.startswith(BOM) else ""
    return mark + newline.join(made)


def _plain_lines(text: str) -> list[str]:
    """All lines; the last is empty, so that there is always one below the last entry."""
    lines = _plain(text).split("\n")
    return lines if lines[-1] == "" else [*lines, ""]


def _with_place(text: str) -> str:
    """A ledger that is not there yet begins with what it is; one without entries has at least the name of the list."""
    if not text.strip(f"{BOM}\r\n\t "):
        return HEADER
    if not re.search(r"^addresses\s*:", text, re.MULTILINE):
        newline = "\r\n" if "\r\n" in text else "\n"
        return text.rstrip("\r\n") + f"{newline}addresses:{newline}"
    return re.sub(r"^(addresses\s*:)\s*\{\s*\}", r"\1", text, flags=re.MULTILINE)


def _first_place(lines: Sequence[str]) -> int:
    return next(number for number, line in enumerate(lines, 1) if re.match(r"addresses\s*:", line))


def _ends(lines: Sequence[str], known: Mapping[str, Entry]) -> dict[str, int]:
    """After which line each entry ends; remarks right above the next entry belong to that."""
    starts = sorted((entry.line, address) for address, entry in known.items())
    ends = {}
    below = [start for start, _ in starts[1:]] + [len(lines) + 1]
    for (_, address), following in zip(starts, below, strict=False):
        end = following - 1
        while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
            end -= 1
        ends[address] = end
    return ends


def _indentation(lines: Sequence[str], known: Mapping[str, Entry]) -> tuple[str, str]:
    """What stands before an address, and what more before its fields."""
    for entry in known.values():
        outer = _spaces(lines[entry.line - 1])
        inner = next((_spaces(lines[line - 1]) for line in entry.lines.values() if line > entry.line), "")
        if len(inner) > len(outer):
            return outer, inner[len(outer) :]
    outer = _spaces(lines[next(iter(known.values())).line - 1]) if known else "  "
    return outer, "  "


def _spaces(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _refuse_if_wrong(text: str, known: Ledger, wanted: Mapping[str, Mapping[str, str]], site: Site) -> None:
    """A ledger that lost an address would be worse than none."""
    problems = Problems()
    again = read_ledger(_plain(text), problems).entries
    there = {address for address, entry in known.entries.items() if address in wanted or not entry.never_public}
    sound = all(_says(again[address], name) == value for address, fields in wanted.items() if address in again
                for name, value in fields.items())  # fmt: skip
    if problems.has_errors or set(again) != there | set(wanted) or not sound:
        line = problems.all[0].line if problems.all else 1
        raise CannotAmend(line, "This file is written in a way that a program cannot change safely.")
