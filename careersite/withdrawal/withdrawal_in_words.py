"""A withdrawal comes in; the words and the JSON that tell of it go out: what was done, the proof, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from careersite.addresses import address_of, output_path_of
from careersite.calendar.dates import day_in_words
from careersite.content_types import BY_FOLDER
from careersite.report import problems_in_words
from careersite.withdrawal.traces import NAMES_OF_KINDS, Trace
from careersite.withdrawal.withdrawal import Withdrawal

MOST = 20
OUT_OF_REACH = (
    "The server: put the new public/ on it now, whole, so that what is gone here is gone there.",
    "What campaigns print and post: take it down. What showed the person in kit/ is deleted; make the kit again.",
    "A CDN or other cache in front of the server: purge it.",
    "Search engines: ask Google (Search Console, Removals) and Bing (Content Removal) to drop the address.",
    "Web archives such as web.archive.org: ask them to take the address out.",
    "Other websites, social media, and people who saved or shared a page or a picture: ask those you know of.",
    "Backups, and the history in git, of this folder and of the server: delete there what your rules ask for.",
)


def withdrawal_in_words(done: Withdrawal, *, with_warnings: bool = True) -> list[str]:
    """What was done and the proof, then what people have to do themselves; mistakes first where it is not proven."""
    told = problems_in_words(done.problems, with_warnings=with_warnings)
    lines = [_first(done), *_built(done), "", *_proof(done)]
    lines = [*lines, "", *told] if done.is_proven and told else [*told, *lines]
    lines += _listed("Printed, and to be called back by you:", done.printed)
    shown = [trace for trace in done.sources if _is_shown(trace, done.traces)]
    kept_out = [trace for trace in done.sources if trace not in shown]
    lines += _listed("In your own files, and perhaps what is told above comes from there; delete it there:",
                     by_file(shown))  # fmt: skip
    lines += _listed("Still in your own files, and kept out of the site by the build; delete it there:",
                     by_file(kept_out))  # fmt: skip
    lines += _listed("This program cannot look into these; look yourself:",
                     [f"{path}: {why}" for path, why in sorted(done.looked.closed.items())])  # fmt: skip
    maybe = [f"{path}: “{found}”" for path, found in sorted(done.looked.maybe.items())]
    lines += _listed("A first or last name alone, perhaps somebody else's; look yourself:", maybe)
    return [*lines, *_listed("Out of reach from here, and yours to do:", OUT_OF_REACH), "", _last(done)]


def _is_shown(source: Trace, traces: Iterable[Trace]) -> bool:
    """True where the page of that file, or else the same words, were found in what is published."""
    folder, _, name = source.file.removeprefix("content/").partition("/")
    if source.file.endswith(".md") and name and folder in BY_FOLDER:
        page = output_path_of(address_of(source.file, BY_FOLDER[folder]))
        return any(trace.file.endswith(f"/{page}") for trace in traces)
    said = (source.kind, source.found.casefold())
    return any((trace.kind, trace.found.casefold()) == said for trace in traces)


def by_file(traces: Iterable[Trace]) -> list[str]:
    """`content/facts.yml, lines 7, 569: the name, their words`."""
    files: dict[str, list[Trace]] = {}
    for trace in traces:
        files.setdefault(trace.file, []).append(trace)
    return [f"{file}{_lines(found)}: {_kinds(found)}" for file, found in sorted(files.items())]


def _lines(traces: Iterable[Trace]) -> str:
    lines = [str(line) for line in sorted({trace.line for trace in traces if trace.line})]
    return f", line{'s' * (len(lines) > 1)} {', '.join(lines)}" if lines else ""


def _kinds(traces: Iterable[Trace]) -> str:
    found = {trace.kind for trace in traces}
    return ", ".join(words for kind, words in NAMES_OF_KINDS.items() if kind in found)


def _first(done: Withdrawal) -> str:
    if done.was_withdrawn:
        return (
            f"{done.name} had withdrawn on {day_in_words(done.was_withdrawn)} already; everything was looked at anew."
        )
    is_written = all(problem.code != "register-not-written" for problem in done.problems)
    where = f"{done.register_path} says so now" if is_written else f"{done.register_path} does NOT say so yet"
    return f"{done.name} has withdrawn on {day_in_words(done.day)}; {where}."


def _built(done: Withdrawal) -> Iterator[str]:
    if done.pages:
        withheld = _number(len(done.withheld), "thing")
        yield f"The site was built without {done.name}: {_number(done.pages, 'page')}, {withheld} withheld."
    if done.stands_in:
        count = len(done.stands_in)
        yield f"{_number(count, 'file')} with mistakes: shown as last without any, or left out. They are told above."
    for address in done.gone:
        yield f"The address {address} answers that it has gone."


def _proof(done: Withdrawal) -> Iterator[str]:
    looked = done.looked
    files = _number(looked.files - looked.results, "file")
    where = f"{files} of public/, private/ and .careersite/ and {_number(looked.results, 'remembered result')}"
    compared = "no picture shows them, as far as your files say"
    if done.pictures:
        compared = f"{_number(looked.pictures, 'picture')} compared with {done.pictures} of them"
    if done.traces:
        yield f"STILL THERE: {_number(len(done.traces), 'trace')} in {where}:"
        yield from _some(trace.in_words for trace in done.traces)
    else:
        yield f"PROVEN: nothing of {done.name} was found in {where}; {compared}."


def _last(done: Withdrawal) -> str:
    if done.is_proven:
        return f"Done: nothing of {done.name} is left in what this program makes."
    return "NOT DONE: mend what is told above, and run the same command again. It can be run any number of times."


def _listed(heading: str, entries: Iterable[str]) -> list[str]:
    entries = list(entries)
    return ["", heading, *_some(entries)] if entries else []


def _some(entries: Iterable[str]) -> list[str]:
    entries = list(entries)
    more = [f"  … and {len(entries) - MOST} more; --format json lists them all."] if len(entries) > MOST else []
    return [f"  {entry}" for entry in entries[:MOST]] + more


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def withdrawal_as_json(done: Withdrawal, seconds: float) -> dict[str, Any]:
    """docs/json.md describes it."""
    looked = done.looked
    return {
        "command": "withdraw",
        "status": "proven" if done.is_proven else "problems",
        "problems": [asdict(problem) for problem in done.problems],
        "person": done.id,
        "name": done.name,
        "day": done.day.isoformat(),
        "was_withdrawn": done.was_withdrawn.isoformat() if done.was_withdrawn else None,
        "traces": _as_json(done.traces),
        "looked_at": {
            "files": looked.files - looked.results, "results": looked.results, "pictures": looked.pictures,
            "pictures_of_them": done.pictures, "bytes": looked.bytes,
        },
        "not_looked_into": looked.closed,
        "perhaps": looked.maybe,
        "gone": list(done.gone),
        "in_sources": _as_json(done.sources),
        "printed": list(done.printed),
        "withheld": [asdict(thing) for thing in done.withheld],
        "stands_in": list(done.stands_in),
        "taken_out": list(done.taken_out),
        "out_of_reach": list(OUT_OF_REACH),
        "pages": done.pages,
        "seconds": round(seconds, 3),
    }  # fmt: skip


def _as_json(traces: Iterable[Trace]) -> list[dict[str, Any]]:
    return [asdict(trace) for trace in traces]
