"""`build.py check`: everything that a build checks and more; nothing is written."""

from __future__ import annotations

from careersite.call import Call, Command, Outcome


def check(call: Call) -> Outcome:
    """Tells every mistake."""
    from careersite import pipeline
    from careersite.report import check_in_words

    finished = pipeline.build(call.place, call.workbench(keeps=False), call.as_of, slower=True)
    report = call.report("check", finished, finished.problems)
    return call.outcome(report, check_in_words(report))


CHECK = Command("check", "tell every mistake, and write nothing", check)
