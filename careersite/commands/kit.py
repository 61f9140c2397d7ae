"""`build.py kit`: what each campaign prints, posts and says, into kit/; nothing of it is ever published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from careersite.call import DONE, KIT_FOLDER, PROBLEMS, WITHHELD, WRONG_USAGE, Argument, Call, Command, Outcome

if TYPE_CHECKING:
    from careersite.kit.kit_command import MadeKit
    from careersite.pipeline import Finished
    from careersite.problem import Problem


def kit(call: Call) -> Outcome:
    """Writes the kit of every live campaign, or of one; nothing where the site has mistakes."""
    from careersite.kit.kit_command import make_kit, unknown_code
    from careersite.output_folder import refuse_kit_folder
    from careersite.pipeline import build
    from careersite.problem import Problems

    problems = Problems()
    refuse_kit_folder(call.options.out, call.options.site, problems)
    if problems.has_errors:
        return _refused(call, problems.all, PROBLEMS)
    bench = call.workbench(keeps=True)
    finished = build(call.place, bench, call.as_of)
    if finished.has_errors or finished.site is None or bench.studio is None:
        bench.memo.close()
        return _failed(call, finished)
    wrong = unknown_code(finished.site, call.options.campaign)
    made = make_kit(call, finished, bench, problems) if wrong is None else None
    bench.memo.save()
    bench.memo.close()
    if wrong is not None:
        return _refused(call, (wrong,), WRONG_USAGE)
    if made is None or problems.has_errors:
        return _refused(call, problems.all, PROBLEMS)
    return _told(call, made)


def _failed(call: Call, finished: Finished) -> Outcome:
    """Told as by a build."""
    from careersite.report import build_in_words

    report = call.report("kit", finished, finished.problems)
    return call.outcome(report, build_in_words(report))


def _refused(call: Call, problems: tuple[Problem, ...], status: int) -> Outcome:
    from careersite.report import Report, build_in_words, problems_in_words

    report = Report("kit", problems, seconds=round(call.seconds, 3))
    if call.options.format == "json":
        return Outcome(status, json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    return Outcome(status, "\n".join([*problems_in_words(problems), *build_in_words(report)]), is_error=True)


def _told(call: Call, made: MadeKit) -> Outcome:
    from careersite.kit.kit_in_words import kit_as_json, kit_in_words

    status = WITHHELD if made.is_partial else DONE
    if call.options.format == "json":
        return Outcome(status, json.dumps(kit_as_json(made, call.seconds), ensure_ascii=False, indent=1))
    lines = kit_in_words(made, is_quiet=call.options.quiet, with_files=call.options.verbose)
    return Outcome(status, "\n".join(lines))


CODE = Argument("campaign", {
    "nargs": "?",
    "metavar": "CODE",
    "help": "the code of one campaign, such as compass; without it, the kit of every campaign",
})  # fmt: skip

KIT = Command("kit", "write what each campaign prints, posts and says into kit/", kit, (CODE,), folder=KIT_FOLDER)
