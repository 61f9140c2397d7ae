"""Arguments come in; the command runs, its result is printed, its exit status goes out. The only module that prints."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careersite.call import (
    CLOCK,
    DONE,
    ENGINE_FOLDER,
    INTERRUPTED,
    NO_MOMENT,
    OUR_FAULT,
    WRONG_USAGE,
    Call,
    Command,
    Outcome,
    WrongUsage,
    rehearsed,
)
from careersite.commands import COMMANDS

if TYPE_CHECKING:
    from careersite.problem import Problem

DESCRIPTION = """\
Builds a careers site from the words in content/ into a folder ready to publish.

  python3 build.py                          build content/ into public/
  python3 build.py preview                  build, show the site in the browser, reload it on every save
  python3 build.py check                    everything a build checks and more; writes nothing
  python3 build.py results access.log       what each campaign brought, by channel and week
  python3 build.py new testimonial "Name"   a starter file; also: page, route, reward, stage, role, fact
  python3 build.py facts                    every fact with its age, owner and use; --csv and --read: as a table
  python3 build.py withdraw PERSON          take a person out of the site at once, and prove it
  python3 build.py trace PERSON             show every place in which something of a person stands
  python3 build.py kit                      what each campaign prints, posts and says, with its codes, into kit/
  python3 build.py move OLD NEW             another name for a file or folder; links follow, its old address leads on
  python3 build.py test                     run the tests of the program itself (--quick: without a browser)
"""
ENDING = """\
Exit status: 0 done, 1 problems in the content, 2 wrong usage, 3 our fault (the message says where the details are),
4 built, but something was withheld (the message says what and why).
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
    problem = _wrong_moment(options) or _wrong_folder(options)
    if problem:
        print(problem, file=sys.stderr)
        return WRONG_USAGE
    _tell_clock(options)
    call = Call(options, _say, Progress(options), _our_fault_as_problem, sys.stdout.isatty())
    outcome = _command(options).run(call)
    _print(outcome)
    return outcome.status


def _command(options: argparse.Namespace) -> Command:
    return next(one for one in COMMANDS if one.name == options.command)


# Arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description=DESCRIPTION, epilog=ENDING, formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )  # fmt: skip
    parser.set_defaults(command="build", moments=())
    _add_options(parser, is_main=True)
    _add_arguments(parser, COMMANDS[0])
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for one in COMMANDS[1:]:
        _add_arguments(_add_command(commands, one.name, one.summary), one)
    _add_command(commands, "test", "run the tests of the program itself; further arguments go to pytest")
    return parser


def _add_arguments(parser: argparse.ArgumentParser, command: Command) -> None:
    for argument in command.arguments:
        settings = dict(argument.settings)
        if "type" in settings:
            settings["type"] = _told_by_argparse(settings["type"])
        parser.add_argument(argument.name, **settings)


def _add_command(commands: Any, name: str, summary: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=summary.capitalize() + ".", allow_abbrev=False
    )
    command.set_defaults(command=name)
    _add_options(command, is_main=False)
    return command


def _told_by_argparse(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def told(text: str) -> Any:
        try:
            return read(text)
        except WrongUsage as wrong:
            raise argparse.ArgumentTypeError(str(wrong)) from wrong

    return told


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
        help="where the finished site goes (public/ in the site's folder), or with kit the kit (kit/ there)",
    )
    parser.add_argument(
        "--as-of",
        type=_moment,
        action=_Moments,
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


class _Moments(argparse.Action):
    """The last moment counts, but `diff` asks for two: all of them are kept as well."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any,
                 option_string: str | None = None) -> None:  # fmt: skip
        namespace.as_of = values
        namespace.moments = (*getattr(namespace, "moments", ()), values)


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of a folder is missing")
    return Path(text)


def _moment(text: str) -> datetime:
    from careersite.calendar.dates import read_moment

    moment = read_moment(text)
    if moment is None:
        raise argparse.ArgumentTypeError(f'"{text}" is {NO_MOMENT}')
    return moment


def _wrong_moment(options: argparse.Namespace) -> str:
    """What is wrong with the moment that was asked for; only `diff` compares two."""
    if len(options.moments) > 1 and options.command != "diff":
        return "--as-of is given twice: which of the two is meant? Only diff compares two moments."
    try:
        rehearsed()
    except WrongUsage as wrong:
        return f"{wrong} Mend it, or unset it to go by the clock."
    return ""


def _wrong_folder(options: argparse.Namespace) -> str:
    if not options.site.is_dir():
        return f"There is no folder {options.site}. Give the folder that holds site.yml with --site FOLDER."
    options.site = options.site.resolve()
    options.out = options.out or options.site / _command(options).folder
    return ""


# Telling


def _tell_clock(options: argparse.Namespace) -> None:
    """A clock that is still put forward after a rehearsal would keep alive what has ended."""
    put_to = rehearsed()
    if put_to and options.as_of is None:
        way = "forward" if put_to.replace(tzinfo=None) > datetime.now() else "back"  # noqa: DTZ005 - roughly is enough
        print(f"THE CLOCK IS PUT {way.upper()}: {CLOCK} is {os.environ[CLOCK]}. Unset it after the rehearsal.",
              file=sys.stderr)  # fmt: skip


def _say(line: str) -> None:
    print(line, flush=True)


def _print(outcome: Outcome) -> None:
    if outcome.text:
        print(outcome.text, file=sys.stderr if outcome.is_error else sys.stdout)


class Progress:
    """Tells of long work: one line that moves on a terminal, a plain line now and then where there is none.

    A line that stays is said of work that takes long, so it waits for longer than one that goes away again.
    """

    PATIENCE, PATIENCE_WITHOUT_TERMINAL = 1.0, 10.0

    def __init__(self, options: argparse.Namespace) -> None:
        self._is_wanted = options.format == "human" and not options.quiet
        self._moves = sys.stderr.isatty()
        self._next = time.monotonic() + (self.PATIENCE if self._moves else self.PATIENCE_WITHOUT_TERMINAL)

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
