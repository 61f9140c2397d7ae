"""What commands share that are given a person: the argument, and the answer where nobody is meant."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from careersite.call import WRONG_USAGE, Argument, Call, Outcome

if TYPE_CHECKING:
    from careersite.people.register_entry import Meant

WHOM = Argument("person", {"metavar": "PERSON", "help": "the id in people.yml, or the name in quotation marks"})


def nobody(call: Call, command: str, meant: Meant, register_path: str) -> Outcome:
    """Nothing was done, and the name is to be given in another way."""
    from careersite.problem import Problem
    from careersite.report import Report, problems_in_words

    problem = Problem(register_path, 0, "error", "person", meant.message, meant.hint)
    if call.options.format == "json":
        told = json.dumps(Report(command, (problem,)).as_json(), ensure_ascii=False, indent=1)
        return Outcome(WRONG_USAGE, told)
    lines = [*problems_in_words((problem,)), "Nothing was done."]
    return Outcome(WRONG_USAGE, "\n".join(lines), is_error=True)
