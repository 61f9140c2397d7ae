"""`build.py` alone: content/ is built into public/, and what only the team may see into private/."""

from __future__ import annotations

from dataclasses import replace

from careersite.call import Call, Command, Outcome


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
    if not problems.has_errors:
        with lock(out, problems, command="build", started=datetime.now()) as is_ours:  # noqa: DTZ005 - for people here
            written = write(finished.rendered.files.values(), out, problems) if is_ours else None
            if is_ours and not problems.has_errors:
                write(finished.rendered.private.values(), private_folder(out), problems)
    bench.memo.close()
    report = call.report("build", finished, problems.all)
    if written:
        report = replace(report, new=written.new, changed=written.changed, removed=written.removed)
    return call.outcome(report, build_in_words(report))


BUILD = Command("build", "build content/ into public/", build)
