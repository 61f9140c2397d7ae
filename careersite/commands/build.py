"""`build.py` alone: content/ is built into public/, and what only the team may see into private/."""

from __future__ import annotations

from dataclasses import replace

from careersite.call import Argument, Call, Command, Outcome


def build(call: Call) -> Outcome:
    """Writes the site where nothing is wrong with it, and tells what was done."""
    from careersite.last_good.good_state import keep_good_state
    from careersite.last_good.last_good import FOLDER, LastGood
    from careersite.pipeline import build as built
    from careersite.problem import Problems
    from careersite.publication import own_folder, publish
    from careersite.report import build_in_words
    from careersite.write import refuse_folder

    problems = Problems()
    refuse_folder(call.options.out, call.options.site, problems)
    last_good = LastGood(own_folder(call) / FOLDER)
    bench = call.workbench(keeps=True)
    rescued = None
    if getattr(call.options, "last_good", False):
        from careersite.last_good.rescue import rescue

        rescued = rescue(call.place, bench, call.as_of, last_good.files())
        finished = rescued.finished
    else:
        finished = built(call.place, bench, call.as_of)
    problems.extend(rescued.problems if rescued else finished.problems)
    published = publish(call, finished, problems, "build")
    if not problems.has_errors and not (rescued and rescued.instead):
        keep_good_state(last_good, finished, bench)
    bench.memo.close()
    report = call.report("build", finished, problems.all)
    if written := published.written:
        report = replace(report, new=written.new, changed=written.changed, removed=written.removed)
    report = replace(report, recorded=published.recorded)
    if rescued:
        report = replace(report, stands_in=tuple(sorted(rescued.instead)))
    return call.outcome(report, build_in_words(report))


LAST_GOOD = Argument("--last-good", {
    "action": "store_true",
    "help": "where a file has mistakes, take it as it last was without any, say so, and end with status 4",
})  # fmt: skip

BUILD = Command("build", "build content/ into public/", build, (LAST_GOOD,))
