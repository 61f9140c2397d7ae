"""`build.py diff`: what would differ between two days, or between what is published and a day; nothing is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from careersite.call import DONE, PROBLEMS, WRONG_USAGE, Call, Command, Outcome, local, now

if TYPE_CHECKING:
    from datetime import datetime

    from careersite.differences import FinishedSite
    from careersite.pipeline import Finished, Workbench

TOO_MANY = "diff compares two sites: give --as-of once or twice."
UNFINISHED = "Nothing can be compared until these mistakes are mended."
NOTHING = "There is no finished site in {} to compare with. Build one: python3 build.py. Or give --as-of twice."


def diff(call: Call) -> Outcome:
    """Builds one or two sites in memory and tells, page by page, in what the second differs from the first."""
    from careersite.differences import differences, finished_site
    from careersite.differences_told import as_json, in_words
    from careersite.hosts import READ_BY_HOSTS
    from careersite.published_files import published_files

    asked = call.options.moments
    if len(asked) > 2:
        return Outcome(WRONG_USAGE, TOO_MANY, is_error=True)
    bench = call.workbench(keeps=True)
    built = [_built(call, bench, moment) for moment in (asked or (None,))]
    bench.memo.close()
    for one in built:
        if one.has_errors:
            return call.outcome(call.report("diff", one, one.problems), [UNFINISHED])
    sides = [(_site_of(one), _moment_of(one)) for one in built]
    if len(sides) == 1:
        files = published_files(call.options.out, READ_BY_HOSTS)
        if not files:
            return Outcome(PROBLEMS, NOTHING.format(call.options.out), is_error=True)
        sides.insert(0, (finished_site(files), f"what is in {call.options.out.name}/"))
    (before, first), (after, second) = sides
    found = differences(before, after)
    if call.options.format == "json":
        return Outcome(DONE, json.dumps(as_json(found, first, second), ensure_ascii=False, indent=1))
    return Outcome(DONE, "\n".join(in_words(found, first, second, with_files=call.options.verbose)))


def _built(call: Call, bench: Workbench, moment: datetime | None) -> Finished:
    from careersite import pipeline

    return pipeline.build(call.place, bench, lambda zone: local(moment, zone) if moment else now(zone))


def _site_of(built: Finished) -> FinishedSite:
    from careersite.differences import finished_site

    files = {path: file.content for path, file in built.rendered.files.items()}
    return finished_site(files, built.site.redirects if built.site else None)


def _moment_of(built: Finished) -> str:
    from careersite.calendar.moments import in_words

    return f"the site of {in_words(built.site.as_of)}" if built.site else ""


DIFF = Command("diff", "tell in words what differs between two days (--as-of twice), or from what is published", diff)
