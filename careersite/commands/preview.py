"""`build.py preview`: the site in the browser, rebuilt and shown anew on every save."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from careersite.call import Argument, Call, Command, Outcome, WrongUsage

if TYPE_CHECKING:
    from careersite.pipeline import Finished
    from careersite.problem import Problem


def preview(call: Call) -> Outcome:
    """Serves until it is stopped."""
    from careersite.preview.preview import preview as serve
    from careersite.preview.workshop import SiteWorkshop
    from careersite.report import problems_in_words, standing_in_words

    options = call.options

    def announce(sentence: str) -> None:
        if not options.quiet:
            call.say(json.dumps({"said": sentence}) if options.format == "json" else sentence)

    def tell(problems: tuple[Problem, ...]) -> None:
        if options.format == "json":
            call.say(json.dumps({"problems": [asdict(problem) for problem in problems]}))
        for line in problems_in_words(problems, with_warnings=not options.quiet) if options.format == "human" else ():
            call.say(line)

    said: set[str] = set()

    def told(finished: Finished) -> None:
        report = call.report("preview", finished, finished.problems)
        for line in standing_in_words(report) if not report.has_errors else ():
            if line not in said:
                said.add(line)
                announce(line)

    bench = call.workbench(keeps=True)
    workshop = SiteWorkshop(call.place, bench, call.as_of, told)
    try:
        return Outcome(
            serve(
                workshop,
                port=options.port,
                announce=announce,
                tell=tell,
                our_fault=call.our_fault,
                open_browser=call.opens_browser and not options.no_browser,
            )
        )
    finally:
        bench.memo.close()


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535:
        return int(text)
    raise WrongUsage(f'"{text}" is no port: a port is a number from 1 to 65535')


PREVIEW = Command(
    "preview",
    "build, serve on this computer alone, rebuild and reload on every save",
    preview,
    (
        Argument("--port", {"type": _port, "default": 8000, "help": "the first port to try (8000)"}),
        Argument("--no-browser", {"action": "store_true", "help": "do not open the browser"}),
    ),
)
