"""`build.py new TYPE "Title"`: a starter file in the right folder."""

from __future__ import annotations

import json

from careersite.call import DONE, PROBLEMS, WRONG_USAGE, Argument, Call, Command, Outcome


def new(call: Call) -> Outcome:
    """Writes the file, and says where it is."""
    from careersite.new import new as written
    from careersite.problem import Problems
    from careersite.report import Report, problems_in_words

    options, problems = call.options, Problems()
    path = written(options.type, options.title, options.site, problems)
    is_wrong = any(problem.code in ("type", "title") for problem in problems.all)
    status = WRONG_USAGE if is_wrong else DONE if path else PROBLEMS
    if options.format == "json":
        return Outcome(status, json.dumps(Report("new", problems.all, file=path).as_json(), ensure_ascii=False))
    if path:
        return Outcome(status, f"{path} is ready: fill in the blanks, then run python3 build.py preview.")
    return Outcome(status, "\n".join(problems_in_words(problems.all)), is_error=True)


# Written out, so that the list of commands need not read what a content type is.
TYPES = (
    "page", "testimonial", "route", "reward", "stage", "role", "answer", "campaign", "statement", "notice", "fact",
    "person",
)  # fmt: skip

NEW = Command(
    "new",
    "put a starter file into the right folder",
    new,
    (
        Argument("type", {"help": f"{', '.join(TYPES[:-1])} or {TYPES[-1]}"}),
        Argument("title", {"help": "its title or name, in quotation marks"}),
    ),
)
