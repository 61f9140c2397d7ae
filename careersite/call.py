"""A command and one call of it: the options that came in, what goes out to be printed, and what commands share."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from careersite.model import Site
    from careersite.pipeline import Finished, Place, Workbench
    from careersite.problem import Problem
    from careersite.report import Report

DONE, PROBLEMS, WRONG_USAGE, OUR_FAULT, WITHHELD, INTERRUPTED = 0, 1, 2, 3, 4, 130
CLOCK = "CAREERSITE_NOW"
KIT_FOLDER = "kit"
NO_MOMENT = "no day such as 2026-12-01, or day and time such as 2026-12-01T17:00"
ENGINE_FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command; `settings` are those of argparse, where a `type` may raise WrongUsage."""

    name: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left to print at the end, and the exit status."""

    status: int
    text: str = ""
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One command of build.py, told in its table; `folder` is where it writes without --out, in the site's folder."""

    name: str
    summary: str
    run: Callable[[Call], Outcome]
    arguments: tuple[Argument, ...] = field(default=())
    folder: str = "public"


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its options, and how to tell at once what cannot wait for the end."""

    options: Any
    say: Callable[[str], None]
    progress: Callable[[str, int, int], None]
    our_fault: Callable[[Exception], Problem]
    opens_browser: bool
    began: float = field(default_factory=time.perf_counter)

    @property
    def place(self) -> Place:
        from careersite.pipeline import Place as Where

        return Where(self.options.site, ENGINE_FOLDER)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.began

    def workbench(self, *, keeps: bool) -> Workbench:
        """What the build works with; `keeps` where results are remembered on disk."""
        from careersite.memo import Memo
        from careersite.pipeline import Workbench as Bench

        bench = Bench(Memo(self.options.site / ".careersite" / "memo.db" if keeps else None))
        bench.bodies.progress = self.progress
        bench.remembered.nanoseconds = time.time_ns
        return bench

    def as_of(self, zone: str) -> datetime:
        """The moment that was asked for, or now; in the zone of the site."""
        asked = self.options.as_of
        return local(asked, zone) if asked else now(zone)

    def report(self, command: str, finished: Finished, problems: tuple[Problem, ...]) -> Report:
        """What there is to tell of a site that was built or could not be."""
        from careersite.report import Report as Result

        site = finished.site
        return Result(
            command=command,
            problems=problems,
            folder=_shown(self.options.out) if command == "build" else "",
            files=len(finished.rendered.files),
            seconds=round(self.seconds, 3),
            figures=finished.figures,
            **(_standing(site) if site else {}),
        )

    def outcome(self, report: Report, ending: Sequence[str]) -> Outcome:
        """The report in the form that was asked for, with the status that follows from it."""
        from careersite.report import details_in_words, problems_in_words

        options, status = self.options, status_of(report)
        if options.format == "json":
            return Outcome(status, json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        told = problems_in_words(report.problems, with_warnings=not options.quiet)
        if options.verbose:
            told += details_in_words(report)
        if not options.quiet or report.has_errors or report.is_partial:
            told += ending
        return Outcome(status, "\n".join(told), is_error=report.has_errors)


def status_of(report: Report) -> int:
    if report.has_errors:
        return PROBLEMS
    return WITHHELD if report.is_partial else DONE


def _standing(site: Site) -> dict[str, Any]:
    """What a report says of the site itself."""
    from careersite.calendar.dates import day_in_words
    from careersite.calendar.moments import told
    from careersite.facts.reviews import reviews
    from careersite.hosts import remarks
    from careersite.statement.statement import reminders

    today = site.as_of.date()
    to_review = reviews(site.content.facts, today)
    return {
        "pages": len(site.pages),
        "as_of": site.as_of.isoformat(),
        "next_change": site.next_change,
        "moments": [told(moment, site.content.settings.zone) for moment in site.moments],
        "to_fill_in": site.content.settings.to_fill_in,
        "reminders": reminders(site),
        "facts_due": sum(review.is_past for review in to_review),
        "reviews": to_review,
        "host_remarks": remarks(site.content.settings.hosts, has_short_links=bool(site.short_links)),
        "awaiting": [person.name for person in site.content.register.awaiting()],
        "ending": [f"{person.name} on {day_in_words(day)}" for day, person in site.content.register.ending(today)],
        "withheld": site.withheld_things,
        "short_links": [
            {
                "address": one.printed,
                "leads_to": one.target,
                "code": one.code,
                "channel": one.channel.name if one.channel else "",
            }
            for one in site.short_links
        ],
    }


def _shown(folder: Path) -> str:
    """As an editor would say it: relative to where the command was given, where that is shorter."""
    try:
        inner = folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(folder)
    return f"{inner}/" if inner != "." else str(folder)


def local(moment: datetime, zone: str) -> datetime:
    """What the clock on the wall of that zone shows at a moment that somebody typed, with its offset or without."""
    from zoneinfo import ZoneInfo

    from careersite.calendar.clock import instant, local_time

    here = ZoneInfo(zone)
    return local_time(moment if moment.tzinfo else instant(moment, here), here)


def now(zone: str) -> datetime:
    """The clock on the wall of that zone, or the moment in CAREERSITE_NOW, by which a rehearsal lets days pass."""
    from zoneinfo import ZoneInfo

    put_to = rehearsed()
    if put_to:
        return local(put_to, zone)
    return datetime.now(ZoneInfo(zone)).replace(tzinfo=None)


def rehearsed() -> datetime | None:
    """The moment to which the clock is put for a rehearsal; nothing where it goes as it does."""
    from careersite.calendar.dates import read_moment

    typed = os.environ.get(CLOCK)
    moment = read_moment(typed) if typed else None
    if typed and moment is None:
        raise WrongUsage(f'{CLOCK} is "{typed}", and that is {NO_MOMENT}.')
    return moment


class WrongUsage(ValueError):
    """An argument that cannot be; the message says what is right."""
