"""`build.py trace PERSON`: every place in which something of a person stands; nothing is changed."""

from __future__ import annotations

import json

from careersite.call import DONE, PROBLEMS, Call, Command, Outcome
from careersite.withdrawal.whom import WHOM, nobody


def trace(call: Call) -> Outcome:
    """Looks through the register, the content, the site as it would be built now, and the folders."""
    from careersite.withdrawal.places_of_person import places_of_person
    from careersite.withdrawal.places_of_person_in_words import places_of_person_as_json, places_of_person_in_words
    from careersite.withdrawal.withdrawal import known_of, whom

    bench = call.workbench(keeps=True)
    known = known_of(call, bench)
    meant = whom(call.options.person, known)
    if not meant.id:
        bench.memo.close()
        return nobody(call, "trace", meant, known.register.path)
    found = places_of_person(call, bench, meant.id, known)
    bench.memo.close()
    status = DONE if found.is_built else PROBLEMS
    if call.options.format == "json":
        return Outcome(status, json.dumps(places_of_person_as_json(found, call.seconds), ensure_ascii=False, indent=1))
    return Outcome(status, "\n".join(places_of_person_in_words(found)))


TRACE = Command("trace", "show every place in which something of a person stands, and change nothing", trace, (WHOM,))
