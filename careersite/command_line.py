"""Arguments come in; the command runs, its result is printed, its exit status goes out. The only module that prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from careersite.pipeline import Finished, Workbench
    from careersite.problem import Problem
    from careersite.report import Report

DONE, PROBLEMS, WRONG_USAGE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
ENGINE_FOLDER = Path(__file__).resolve().parent.parent

DESCRIPTION = """\
Builds a careers site from the words in content/ into a folder ready to publish.

  python3 build.py                          build content/ into public/
  python3 build.py preview                  build, show the site in the browser, reload it on every save
  python3 build.py check                    everything a build checks and more; writes nothing
  python3 build.py new testimonial "Name"   a starter file; also: page, route, reward, stage, role, fact
  python3 build.py test                     run the tests of the program itself (--quick: without a browser)
"""
ENDING = """\
Exit status: 0 done, 1 problems in the content, 2 wrong usage, 3 our fault (the message says where the details are).
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status; every way out of the program leads through here."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["test"] and "--help" not in given and "-h" not in given:
        from careersite.suite import run_suite

        return run_suite(given[1:])
    options = _parser().parse_args(given)
    try:
        status = _run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nStopped. What was published before is untouched or whole.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Who read us has gone; without this, Python would try to say the rest at exit, and fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:  # noqa: BLE001 - no traceback ever reaches an editor
        return _our_fault(fault)
    return status


def _run(options: argparse.Namespace) -> int:
    problem = _wrong_folder(options)
    if problem:
        print(problem, file=sys.stderr)
        return WRONG_USAGE
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "build": _build, "preview": _preview, "check": _check, "new": _new, "guide": _guide,
    }  # fmt: skip
    return commands[options.command](options)


# Arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description=DESCRIPTION, epilog=ENDING, formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )  # fmt: skip
    parser.set_defaults(command="build")
    _add_options(parser, is_main=True)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in (
        ("preview", "build, serve on this computer alone, rebuild and reload on every save"),
        ("check", "tell every mistake, and write nothing"),
        ("new", "put a starter file into the right folder"),
        ("guide", "write the parts of docs/ and schemas/ that follow from the code (for developers)"),
        ("test", "run the tests of the program itself; further arguments go to pytest"),
    ):
        command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".", allow_abbrev=False)
        command.set_defaults(command=name)
        _add_options(command, is_main=False)
        if name == "preview":
            command.add_argument("--port", type=_port, default=8000, help="the first port to try (8000)")
            command.add_argument("--no-browser", action="store_true", help="do not open the browser")
        if name == "new":
            command.add_argument("type", help="page, testimonial, route, reward, stage, role or fact")
            command.add_argument("title", help="its title or name, in quotation marks")
    return parser


def _add_options(parser: argparse.ArgumentParser, *, is_main: bool) -> None:
    """The same options before the command and after it; the ones after it win."""

    def default(value: object) -> Any:
        return value if is_main else argparse.SUPPRESS

    parser.add_argument(
        "--site",
        type=_folder,
        default=default(ENGINE_FOLDER),
        metavar="FOLDER",
        help="the folder that holds site.yml (beside build.py)",
    )
    parser.add_argument(
        "--out",
        type=_folder,
        default=default(None),
        metavar="FOLDER",
        help="where the finished site goes (public/ in the site's folder)",
    )
    parser.add_argument(
        "--as-of",
        type=_moment,
        default=default(None),
        metavar="DAY",
        help="build the site of this day, or day and time: 2026-12-01, 2026-12-01T17:00 (now)",
    )
    parser.add_argument(
        "--format",
        choices=("human", "json"),
        default=default("human"),
        help="how to tell the result; docs/json.md describes the JSON",
    )
    parser.add_argument("--quiet", action="store_true", default=default(False), help="tell errors only")
    parser.add_argument(
        "--verbose",
        action="store_true",
        default=default(False),
        help="tell every file that changed; with check, the bytes and the reading grade of every page",
    )


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of a folder is missing")
    return Path(text)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f'"{text}" is no port: a port is a number from 1 to 65535')


def _moment(text: str) -> datetime:
    from datetime import datetime as moment
    from datetime import time as hour

    from careersite.dates import read_day, read_time

    day_text, _, time_text = text.strip().replace("T", " ", 1).partition(" ")
    day, clock = read_day(day_text), read_time(time_text) if time_text else hour.min
    if day is None or clock is None:
        raise argparse.ArgumentTypeError(
            f'"{text}" is no day such as 2026-12-01, or day and time such as 2026-12-01T17:00'
        )
    return moment.combine(day, clock)


def _wrong_folder(options: argparse.Namespace) -> str:
    if not options.site.is_dir():
        return f"There is no folder {options.site}. Give the folder that holds site.yml with --site FOLDER."
    options.site = options.site.resolve()
    options.out = options.out or options.site / "public"
    return ""


# Commands


def _workbench(options: argparse.Namespace, *, keeps: bool) -> Workbench:
    from careersite.memo import Memo
    from careersite.pipeline import Workbench as Bench

    bench = Bench(Memo(options.site / ".careersite" / "memo.db" if keeps else None))
    bench.bodies.progress = Progress(options)
    bench.remembered.nanoseconds = time.time_ns
    return bench


def _as_of(options: argparse.Namespace) -> Callable[[str], datetime]:
    def as_of(zone: str) -> datetime:
        from datetime import datetime as moment
        from zoneinfo import ZoneInfo

        return options.as_of or moment.now(ZoneInfo(zone)).replace(tzinfo=None)

    return as_of


def _build(options: argparse.Namespace) -> int:
    from datetime import datetime as moment

    from careersite import pipeline
    from careersite.lock import lock
    from careersite.problem import Problems
    from careersite.report import build_in_words
    from careersite.write import refuse_folder, write

    began = time.perf_counter()
    problems = Problems()
    refuse_folder(options.out, options.site, problems)
    bench = _workbench(options, keeps=True)
    finished = pipeline.build(pipeline.Place(options.site, ENGINE_FOLDER), bench, _as_of(options))
    problems.extend(finished.problems)
    written = None
    if not problems.has_errors:
        with lock(options.out, problems, command="build", started=moment.now()) as is_ours:  # noqa: DTZ005 - for people here
            written = write(finished.rendered.files.values(), options.out, problems) if is_ours else None
    bench.memo.close()
    report = _report("build", finished, problems.all, options, time.perf_counter() - began)
    if written:
        from dataclasses import replace

        report = replace(report, new=written.new, changed=written.changed, removed=written.removed)
    _tell(report, build_in_words(report), options)
    return PROBLEMS if report.has_errors else DONE


def _check(options: argparse.Namespace) -> int:
    from careersite import pipeline
    from careersite.report import check_in_words

    began = time.perf_counter()
    bench = _workbench(options, keeps=False)
    finished = pipeline.build(pipeline.Place(options.site, ENGINE_FOLDER), bench, _as_of(options), slower=True)
    report = _report("check", finished, finished.problems, options, time.perf_counter() - began)
    _tell(report, check_in_words(report), options)
    return PROBLEMS if report.has_errors else DONE


def _preview(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from careersite.pipeline import Place
    from careersite.preview import preview
    from careersite.report import problems_in_words, standing_in_words
    from careersite.workshop import SiteWorkshop

    def announce(sentence: str) -> None:
        if not options.quiet:
            print(json.dumps({"said": sentence}) if options.format == "json" else sentence, flush=True)

    def tell(problems: tuple[Problem, ...]) -> None:
        if options.format == "json":
            print(json.dumps({"problems": [asdict(problem) for problem in problems]}), flush=True)
        for line in problems_in_words(problems, with_warnings=not options.quiet) if options.format == "human" else ():
            print(line, flush=True)

    said: set[str] = set()

    def told(finished: Finished) -> None:
        report = _report("preview", finished, finished.problems, options, 0)
        for line in standing_in_words(report) if not report.has_errors else ():
            if line not in said:
                said.add(line)
                announce(line)

    bench = _workbench(options, keeps=True)
    workshop = SiteWorkshop(Place(options.site, ENGINE_FOLDER), bench, _as_of(options), told)
    is_seen = sys.stdout.isatty() and not options.no_browser
    try:
        return preview(workshop, port=options.port, announce=announce, tell=tell, our_fault=_our_fault_as_problem,
                       open_browser=is_seen)  # fmt: skip
    finally:
        bench.memo.close()


def _new(options: argparse.Namespace) -> int:
    from careersite.new import new
    from careersite.problem import Problems
    from careersite.report import Report as Result
    from careersite.report import problems_in_words

    problems = Problems()
    path = new(options.type, options.title, options.site, problems)
    if options.format == "json":
        print(json.dumps(Result("new", problems.all, file=path).as_json(), ensure_ascii=False))
    elif path:
        print(f"{path} is ready: fill in the blanks, then run python3 build.py preview.")
    else:
        print("\n".join(problems_in_words(problems.all)), file=sys.stderr)
    if any(problem.code in ("type", "title") for problem in problems.all):
        return WRONG_USAGE
    return DONE if path else PROBLEMS


def _guide(options: argparse.Namespace) -> int:
    from careersite.guide import write_guide

    written = write_guide(ENGINE_FOLDER)
    print("\n".join(f"{path} written." for path in written) or "Everything is up to date.")
    return DONE


# Telling


def _report(command: str, finished: Finished, problems: tuple[Problem, ...], options: argparse.Namespace,
            seconds: float) -> Report:  # fmt: skip
    from careersite.report import Report as Result

    site = finished.site
    facts = site.content.facts.by_name.values() if site else ()
    return Result(
        command=command,
        problems=problems,
        folder=_shown(options.out) if command == "build" else "",
        pages=len(site.pages) if site else 0,
        files=len(finished.rendered.files),
        seconds=round(seconds, 3),
        as_of=site.as_of.isoformat() if site else "",
        next_change=site.next_change if site else None,
        to_fill_in=site.content.settings.to_fill_in if site else (),
        facts_due=sum(fact.review_by < site.as_of.date() for fact in facts) if site else 0,
        figures=finished.figures,
    )


def _shown(folder: Path) -> str:
    """As an editor would say it: relative to where the command was given, where that is shorter."""
    try:
        inner = folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(folder)
    return f"{inner}/" if inner != "." else str(folder)


def _tell(report: Report, ending: Sequence[str], options: argparse.Namespace) -> None:
    from careersite.report import details_in_words, problems_in_words

    if options.format == "json":
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return
    told = problems_in_words(report.problems, with_warnings=not options.quiet)
    if options.verbose:
        told += details_in_words(report)
    if not options.quiet or report.has_errors:
        told += ending
    if told:
        print("\n".join(told), file=sys.stderr if report.has_errors else sys.stdout)


class Progress:
    """Tells of long work: one line that moves on a terminal, a plain line now and then where there is none."""

    PATIENCE = 1.0

    def __init__(self, options: argparse.Namespace) -> None:
        self._is_wanted = options.format == "human" and not options.quiet
        self._moves = sys.stderr.isatty()
        self._next = time.monotonic() + self.PATIENCE

    def __call__(self, doing: str, done: int, total: int) -> None:
        if not self._is_wanted or (time.monotonic() < self._next and done < total):
            return
        if self._moves:
            end = "\r" if done < total else "\r\x1b[K"
            print(f"{doing}: {done:,} of {total:,}" if done < total else "", end=end, file=sys.stderr, flush=True)
            self._next = time.monotonic() + 0.1
        elif done < total:
            print(f"{doing}: {done:,} of {total:,}", file=sys.stderr, flush=True)
            self._next = time.monotonic() + 5


def _our_fault(fault: BaseException) -> int:
    from careersite.details import saved

    file = saved(fault)
    print(f"This is our fault, not yours: the program met something it does not know ({type(fault).__name__}).\n"
          f"Nothing you wrote is lost. The details are in {file}; please send that file to the developers.",
          file=sys.stderr)  # fmt: skip
    return OUR_FAULT


def _our_fault_as_problem(fault: Exception) -> Problem:
    from careersite.details import saved
    from careersite.problem import Problem as Mistake

    message = f"This is our fault, not yours: the program met something it does not know ({type(fault).__name__})."
    return Mistake(
        "",
        0,
        "error",
        "our-fault",
        message,
        f"Nothing you wrote is lost. The details are in {saved(fault)}; please send it to the developers.",
    )
