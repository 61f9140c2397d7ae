"""`build.py facts`: every fact with its age, owner and use; as a table to be filled in, and back again."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careersite.call import DONE, PROBLEMS, WRONG_USAGE, Argument, Call, Command, Outcome, WrongUsage

if TYPE_CHECKING:
    from careersite.model import Site
    from careersite.problem import Problem, Problems


def facts(call: Call) -> Outcome:
    """Lists them; or writes them as a table; or changes facts.yml as a table says."""
    if call.options.csv and call.options.read:
        return Outcome(WRONG_USAGE, "Give either --csv FILE or --read FILE, not both.", is_error=True)
    if call.options.read:
        return _read(call)
    return _write(call) if call.options.csv else _list(call)


def _site(call: Call, problems: Problems) -> Site | None:
    """The site as planned; of the mistakes in it, only those of facts.yml are told here."""
    from careersite import pipeline
    from careersite.facts.facts import FACTS_PATH

    begun = pipeline.draft(call.place, call.workbench(keeps=True), call.as_of)
    told = begun.problems if begun.site is None else [one for one in begun.problems if one.file == FACTS_PATH]
    problems.extend(one for one in told if one.severity == "error" and one.code != "review-due")
    return begun.site


def _list(call: Call) -> Outcome:
    from careersite.facts.facts_list import list_in_words, listed
    from careersite.facts.reviews import reviews, reviews_in_words
    from careersite.problem import Problems

    problems = Problems()
    site = _site(call, problems)
    found = listed(site) if site else ()
    lines = list_in_words(found, with_pages=call.options.verbose)
    lines += reviews_in_words(reviews(site.content.facts, site.as_of.date()), "") if site else []
    return _outcome(call, problems, lines if found else ["There are no facts."], facts=[asdict(one) for one in found])


def _write(call: Call) -> Outcome:
    from careersite.facts.facts_list import used_on
    from careersite.facts.facts_on_disk import facts_text
    from careersite.facts.facts_table import table
    from careersite.front_matter import read_yaml
    from careersite.kept_texts import replace_texts
    from careersite.problem import Problems

    file, problems = call.options.csv, Problems()
    site, text = _site(call, problems), facts_text(call.options.site, problems)
    found = read_yaml(text.removeprefix("\ufeff"), Problems(), file="") if text is not None else None
    if site is None or found is None:
        return _outcome(call, problems, [])
    filled = table(found, used_on(site))
    if file.exists() and not _holds(file, filled.encode()):
        hint = "Choose another name, or delete the file that is there; it may hold what a colleague has filled in."
        problems.error("exists", "This file is there already, and was not touched.", hint, file=str(file))
    elif not file.parent.is_dir():
        message = f"This cannot be written: there is no folder {file.parent}."
        problems.error("unwritable", message, "Make the folder, or choose another.", file=str(file))
    elif replace_texts(file.parent, {file.name: filled}, problems):
        read = _line(call, f"facts --read {_quoted(file)}")
        return _outcome(call, problems, [f"{file} is ready to be filled in; {read} takes it back."], file=str(file))
    return _outcome(call, problems, [])


def _line(call: Call, rest: str) -> str:
    """What to type next for the same site."""
    site = call.options.site
    command, *more = rest.split(" ", 1)
    named = "" if Path(site).resolve() == call.place.engine_folder.resolve() else f" --site {_quoted(site)}"
    return " ".join([f"python3 build.py {command}{named}", *more])


def _quoted(path: Path) -> str:
    return f'"{path}"' if re.search(r"[^\w./\\:~+-]", str(path)) else str(path)


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def _read(call: Call) -> Outcome:
    from careersite.facts.facts_changes import Amendment, facts_changes
    from careersite.facts.facts_on_disk import facts_text, replace_facts
    from careersite.facts.facts_table import read_table
    from careersite.problem import Problems

    problems, file = Problems(), str(call.options.read)
    data, text = _bytes(call.options.read, problems), facts_text(call.options.site, problems)
    made = Amendment(text or "")
    if data is not None and text is not None:
        rows = read_table(data, file, problems)
        if not problems.has_errors:
            made = facts_changes(text, rows, file, problems)
        if not problems.has_errors and made.text != text:
            replace_facts(call.options.site, made.text, problems)
    changes = [asdict(one) for one in made.changed]
    check = _line(call, "check")
    return _outcome(call, problems, _told(made, check), changes=changes, added=made.added, left_alone=made.left_alone)


def _bytes(file: Path, problems: Problems) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        hint = "See that its name is right and that you may open it."
        problems.error("unreadable", f"This table cannot be read ({reason}).", hint, file=str(file))
        return None


def _told(made: Any, check: str) -> list[str]:
    """What a table has changed, and what it said nothing of."""
    from careersite.facts.facts import FACTS_PATH

    lines = [_change_in_words(one) for one in made.changed]
    lines += [
        f"{name} is new: see that its name is right, and write [[{name}]] where it belongs." for name in made.added
    ]
    if made.left_alone:
        lines.append(f"Not in the table, and left as it is: {', '.join(made.left_alone)}.")
    if made.changed:
        return [*lines, f"{FACTS_PATH} is changed. {check} says what follows from it."]
    return [*lines, f"The table says what {FACTS_PATH} says; nothing was changed."]


def _change_in_words(one: Any) -> str:
    since = f" (from {one.since})" if one.since else ""
    return f"{one.name}{since}, {one.field}: {one.before or '(empty)'} → {one.after or '(empty)'}"


def _outcome(call: Call, problems: Problems, lines: list[str], **more: Any) -> Outcome:
    from careersite.report import counted, problems_in_words

    status = PROBLEMS if problems.has_errors else DONE
    if call.options.format == "json":
        return Outcome(status, json.dumps(_as_json(status, problems.all, more), ensure_ascii=False, indent=1))
    told = problems_in_words(problems.all)
    if problems.has_errors:
        found = counted(problems.all)
        told += [*(lines if "facts" in more else []), f"{found[0].upper()}{found[1:]}. Nothing was written."]
    elif not call.options.quiet or "facts" in more:
        told += lines
    return Outcome(status, "\n".join(told), is_error=problems.has_errors)


def _as_json(status: int, problems: tuple[Problem, ...], more: dict[str, Any]) -> dict[str, Any]:
    told = {"command": "facts", "status": "problems" if status == PROBLEMS else "done"}
    return {**told, "problems": [asdict(problem) for problem in problems], **more}


def _file(text: str) -> Path:
    if not text.strip():
        raise WrongUsage("the name of a file is missing")
    return Path(text)


FACTS = Command(
    "facts",
    "list every fact with its age, owner and use; or as a table for a colleague, and back",
    facts,
    (
        Argument("--csv", {"type": _file, "metavar": "FILE", "help": "write the facts as a table to be filled in"}),
        Argument("--read", {"type": _file, "metavar": "FILE", "help": "change the facts as such a table says"}),
    ),
)
