"""`build.py withdraw PERSON`: the person is out of the site at once, and it is told that nothing remains, or what."""

from __future__ import annotations

import json

from careersite.call import PROBLEMS, WITHHELD, Call, Command, Outcome
from careersite.withdrawal.whom import WHOM, nobody


def withdraw(call: Call) -> Outcome:
    """Asks nothing: whoever runs it has been asked by the person."""
    from careersite.withdrawal.withdrawal import known_of, whom, withdraw_person
    from careersite.withdrawal.withdrawal_in_words import withdrawal_as_json, withdrawal_in_words

    bench = call.workbench(keeps=True)
    known = known_of(call, bench)
    found = whom(call.options.person, known)
    if not found.id:
        bench.memo.close()
        return nobody(call, "withdraw", found, known.register.path)
    done = withdraw_person(call, bench, found.id, known)
    status = WITHHELD if done.is_proven else PROBLEMS
    if call.options.format == "json":
        told = json.dumps(withdrawal_as_json(done, call.seconds), ensure_ascii=False, indent=1)
        return Outcome(status, told)
    lines = withdrawal_in_words(done, with_warnings=not call.options.quiet)
    return Outcome(status, "\n".join(lines), is_error=not done.is_proven)


WITHDRAW = Command("withdraw", "take a person out of the site at once, and prove it", withdraw, (WHOM,))
