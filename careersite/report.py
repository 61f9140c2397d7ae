"""What happened comes in; the words and the JSON that tell of it go out. Nothing here prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from careersite.calendar.dates import turn_in_words
from careersite.facts.reviews import Review, reviews_in_words
from careersite.figures import Figures
from careersite.model import Withheld
from careersite.page_weight import MOST_FIRST_VIEW
from careersite.problem import Problem

MOST_PROBLEMS = 100
MOST_MOMENTS = 4
# What `check` takes for an error and a build does not: a day that passes may not break what runs by night.
WARNINGS_OF_A_BUILD = ("statement-day",)


@dataclass(frozen=True, slots=True)
class Report:
    """One command's result, for both the terminal and a program that reads it."""

    command: str
    problems: tuple[Problem, ...]
    folder: str = ""
    file: str = ""
    pages: int = 0
    files: int = 0
    new: Sequence[str] = ()
    changed: Sequence[str] = ()
    removed: Sequence[str] = ()
    recorded: Sequence[str] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    as_of: str = ""
    next_change: datetime | None = None
    moments: Sequence[Mapping[str, Any]] = ()
    to_fill_in: Sequence[str] = ()
    facts_due: int = 0
    reminders: Sequence[str] = ()
    reviews: Sequence[Review] = ()
    host_remarks: Sequence[str] = ()
    awaiting: Sequence[str] = ()
    ending: Sequence[str] = ()
    withheld: Sequence[Withheld] = ()
    stands_in: Sequence[str] = ()
    figures: Sequence[Figures] = ()
    short_links: Sequence[Mapping[str, str]] = ()

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def is_partial(self) -> bool:
        """True where something that an editor wrote is not shown."""
        return bool(self.withheld or self.stands_in)

    def as_json(self) -> dict[str, Any]:
        """docs/json.md describes it; a key, once there, keeps its meaning."""
        told = asdict(self)
        told["status"] = "problems" if self.has_errors else "withheld" if self.is_partial else "done"
        told["problems"] = [asdict(problem) for problem in self.problems]
        told["next_change"] = self.next_change.isoformat() if self.next_change else None
        return told


def problems_in_words(problems: Iterable[Problem], *, with_warnings: bool = True) -> list[str]:
    """Errors first, by file and line, each with what to do; then warnings."""
    shown = [p for p in problems if with_warnings or p.severity == "error"]
    lines: list[str] = []
    for severity in ("error", "warning"):
        of_kind = [problem for problem in shown if problem.severity == severity]
        for problem in of_kind[:MOST_PROBLEMS]:
            lines += _in_words(problem)
        if len(of_kind) > MOST_PROBLEMS:
            lines.append(f"… and {len(of_kind) - MOST_PROBLEMS} more. --format json lists them all.")
    return lines


def _in_words(problem: Problem) -> list[str]:
    place = problem.file + (f", line {problem.line}" if problem.line else "")
    kind = "Warning: " if problem.severity == "warning" else ""
    lines = [place] if place else []
    lines.append(f"  {kind}{problem.message}")
    first, *more = problem.hint.split("\n") if problem.hint else [""]
    lines += ([f"  → {first}"] if first else []) + [f"    {line}" for line in more]
    return [_harmless(line) for line in lines]


def _harmless(line: str) -> str:
    """Names of files may hold anything, even what a terminal obeys."""
    return "".join(sign if sign.isprintable() or unicodedata.category(sign) == "Zs" else "\ufffd" for sign in line)


def counted(problems: Iterable[Problem]) -> str:
    """`2 errors and 1 warning`."""
    kinds = [problem.severity for problem in problems]
    parts = [_number(kinds.count(kind), kind) for kind in ("error", "warning") if kinds.count(kind)]
    return " and ".join(parts) or "no problems"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def details_in_words(report: Report) -> list[str]:
    """What --verbose adds: a line for every file that changed, or for the figures of every page that was checked."""
    changes = (("new", report.new), ("changed", report.changed), ("removed", report.removed))
    lines = [f"{word}: {path}" for word, paths in changes for path in paths]
    for page in report.figures:
        grade = "too little text for a grade" if page.grade is None else f"grade {page.grade:.1f}"
        lines.append(f"{page.address}: {page.first_view:,} bytes (HTML {page.html:,}, styles {page.styles:,}), "
                     f"scripts {page.scripts:,}, fonts {page.fonts:,}; {grade}")  # fmt: skip
    return lines


def build_in_words(report: Report) -> list[str]:
    """The last lines of a build: how many pages, what changed, how long it took, and when it next changes by itself."""
    if report.has_errors:
        return [f"{counted(report.problems)[0].upper()}{counted(report.problems)[1:]}. {_untouched(report)}"]
    changes = [
        f"{len(paths)} {word}" for paths, word in
        ((report.new, "new"), (report.changed, "changed"), (report.removed, "removed")) if paths
    ]  # fmt: skip
    size = f"{_number(report.pages, 'page')} ({_number(report.files, 'file')}) in {report.folder}"
    first = f"{size}: {', '.join(changes) or 'nothing changed'}; {report.seconds:.2f} seconds."
    return [
        *stands_in_in_words(report),
        *withheld_in_words(report),
        first,
        *_recorded_in_words(report),
        *standing_in_words(report),
    ]


def _recorded_in_words(report: Report) -> list[str]:
    if not report.recorded:
        return []
    count = len(report.recorded)
    are_new = "1 address is new in it" if count == 1 else f"{count:,} addresses are new in it"
    return [f"published.yml: {are_new}. Commit it together with the texts."]


def _untouched(report: Report) -> str:
    written = len(report.new) + len(report.changed) + len(report.removed)
    if written:
        done = f"{_number(written, 'file')} in {report.folder} had been replaced by then"
        return f"{done}, each whole; run it again to finish."
    if report.command == "check":
        errors = [problem for problem in report.problems if problem.severity == "error"]
        only_here = all(problem.code in WARNINGS_OF_A_BUILD for problem in errors)
        return "A build would only warn of that." if only_here else "A build would write nothing."
    return f"{report.folder} was not touched." if report.folder else "Nothing was written."


def check_in_words(report: Report) -> list[str]:
    """The last lines of `check`."""
    found = counted(report.problems)
    if report.has_errors:
        return build_in_words(report)
    first = f"{_number(report.pages, 'page')} checked in {report.seconds:.2f} seconds: {found}. Nothing was written."
    heaviest = [
        f"The heaviest page is {page.address}: {page.first_view:,} of {MOST_FIRST_VIEW:,} bytes before it is seen."
        for page in report.figures[:1]
    ]
    return [*withheld_in_words(report), first, *heaviest, *standing_in_words(report)]


def stands_in_in_words(report: Report) -> list[str]:
    """That the site is not as its files are; nothing where it is."""
    count = len(report.stands_in)
    if not count:
        return []
    shown = "1 file is shown as it last was" if count == 1 else f"{count:,} files are shown as they last were"
    return [f"NOT UP TO DATE: {shown} without mistakes, or left out; the warnings above tell what to mend."]


def move_in_words(report: Report) -> list[str]:
    """The last lines of `move`: what has which name now, which links follow, and where old addresses lead."""
    if report.has_errors:
        return [f"{counted(report.problems)[0].upper()}{counted(report.problems)[1:]}. Nothing was changed."]
    lines = [f"{old} is {new} now." for old, new in report.moved.items()]
    lines += [f"{path}: {_number(count, 'link')} changed." for path, count in report.links.items()]
    lines += [f"{old} leads to {new}." for old, new in report.redirects.items()]
    return lines


def withheld_in_words(report: Report) -> list[str]:
    """What is not shown, although it was written, each reason once; nothing where all is shown."""
    if not report.withheld:
        return []
    lines = [f"WITHHELD: {_number(len(report.withheld), 'thing')} on this site may not be shown now."]
    for why in dict.fromkeys(thing.why for thing in report.withheld):
        lines.append(why)
        for thing in (one for one in report.withheld if one.why == why):
            place = thing.file + (f", line {thing.line}" if thing.line else "")
            lines.append(f"  {place}: {thing.what}")
    return [_harmless(line) for line in lines]


def standing_in_words(report: Report) -> list[str]:
    """What an editor should keep in mind, a line each."""
    lines = [*reviews_in_words(report.reviews), *report.host_remarks]
    if report.awaiting:
        lines.append(f"Awaiting the comms team’s confirmation in the register: {', '.join(report.awaiting)}.")
    if report.ending:
        lines.append(f"Ending soon in the register: {'; '.join(report.ending)}. Ask in good time.")
    if report.to_fill_in:
        lines.append(f"Still to be filled in in site.yml: {', '.join(report.to_fill_in)}.")
    if "address" in report.to_fill_in:
        lines.append("While site.yml has no address, nothing counts as published, and published.yml is not kept.")
    lines += report.reminders
    if report.next_change:
        lines.append(f"The site next changes by itself {turn_in_words(report.next_change)}; build it again then.")
    else:
        lines.append("The site does not change by itself.")
    return [*lines, *coming_in_words(report.moments)]


def coming_in_words(moments: Sequence[Mapping[str, Any]]) -> list[str]:
    """The next few moments to come, a line each; several of one kind at one time share a line."""
    together = [list(group) for _, group in groupby(moments, key=lambda one: (one["at"], one["kind"]))]
    lines = []
    for group in together[:MOST_MOMENTS]:
        first, more = group[0], f", and {len(group) - 1:,} more" if len(group) > 1 else ""
        where = f"{first['file']}, line {first['line']}" if first["line"] else first["file"]
        lines.append(f"  {first['words']}: {first['what']} ({where}){more}")
    left = sum(map(len, together[MOST_MOMENTS:]))
    if left:
        lines.append(f"  … and {left:,} more in moments.json and moments.ics, in the folder private/.")
    return ["Coming up:", *map(_harmless, lines)] if lines else []
