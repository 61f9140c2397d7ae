"""`build.py` alone: content/ is built into public/, and what only the team may see into private/."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from careersite.call import Call, Command, Outcome

if TYPE_CHECKING:
    from careersite.pipeline import Finished
    from careersite.problem import Problems


def build(call: Call) -> Outcome:
    """Writes the site where nothing is wrong with it, and tells what was done."""
    from datetime import datetime

    from careersite import pipeline
    from careersite.lock import lock
    from careersite.output_folder import private_folder
    from careersite.problem import Problems
    from careersite.report import build_in_words
    from careersite.write import refuse_folder, write

    out = call.options.out
    problems = Problems()
    refuse_folder(out, call.options.site, problems)
    bench = call.workbench(keeps=True)
    finished = pipeline.build(call.place, bench, call.as_of)
    problems.extend(finished.problems)
    written = None
    recorded: tuple[str, ...] = ()
    if not problems.has_errors:
        with lock(out, problems, command="build", started=datetime.now()) as is_ours:  # noqa: DTZ005 - for people here
            written = write(finished.rendered.files.values(), out, problems) if is_ours else None
            if is_ours and not problems.has_errors:
                write(finished.rendered.private.values(), private_folder(out), problems)
            if is_ours and not problems.has_errors:
                recorded = _recorded(call, finished, problems)
    bench.memo.close()
    report = call.report("build", finished, problems.all)
    if written:
        report = replace(report, new=written.new, changed=written.changed, removed=written.removed, recorded=recorded)
    return call.outcome(report, build_in_words(report))


def _recorded(call: Call, finished: Finished, problems: Problems) -> tuple[str, ...]:
    """The addresses that are new in published.yml; only what goes to the site's own folder today is published."""
    from careersite.bookkeeping import keep

    options, site = call.options, finished.site
    is_own = options.out.resolve() == (options.site / "public").resolve() and options.as_of is None
    if site is None or not is_own or not site.content.settings.values["address"]:
        return ()
    return keep(site, finished.rendered, options.site, problems)


BUILD = Command("build", "build content/ into public/", build)
