"""`build.py trace PERSON`: every place in which something of a person stands; nothing is changed."""

from __future__ import annotations

import json

from careersite.call import DONE, PROBLEMS, Call, Command, Outcome
from careersite.whom import WHOM, nobody


def trace(call: Call) -> Outcome:
    """Looks through the register, the content, the site as it would be built now, and the folders."""
    from careersite.whereabouts import whereabouts
    from careersite.whereabouts_in_words import whereabouts_as_json, whereabouts_in_words
    from careersite.withdrawal import known_of, whom

    bench = call.workbench(keeps=True)
    known = known_of(call, bench)
    meant = whom(call.options.person, known)
    if not meant.id:
        bench.memo.close()
        return nobody(call, "trace", meant, known.register.path)
    found = whereabouts(call, bench, meant.id, known)
    bench.memo.close()
    status = DONE if found.is_built else PROBLEMS
    if call.options.format == "json":
        return Outcome(status, json.dumps(whereabouts_as_json(found, call.seconds), ensure_ascii=False, indent=1))
    return Outcome(status, "\n".join(whereabouts_in_words(found)))


TRACE = Command("trace", "show every place in which something of a person stands, and change nothing", trace, (WHOM,))
