"""The name of a content type and a title come in; out goes a starter file, each field explained in a line."""

from __future__ import annotations

from pathlib import Path

from careersite.addresses import SLUG, tidy_name
from careersite.content_type import ContentType
from careersite.content_types import BY_NAME
from careersite.facts.facts import FACTS_PATH
from careersite.facts.facts_on_disk import facts_text, replace_facts
from careersite.front_matter import Mapping, Scalar, read_yaml
from careersite.people.new_person import new_person
from careersite.problem import Problems, suggestion
from careersite.starter import OFF, STEP, explained, starter

PERSON = "person"  # no content: a record in the register
BOM = "\ufeff"


def new(type_name: str, title: str, folder: Path, problems: Problems) -> str:
    """Writes the starter file and returns its path below `folder`, or the empty string with a problem told."""
    content_type, title = BY_NAME.get(type_name), " ".join(title.split())
    if content_type is None and type_name != PERSON:
        known = (*BY_NAME, PERSON)
        hint = suggestion(type_name, known) or f"The types are: {', '.join(known)}."
        problems.error("type", f'"{type_name}" is not a type of content.', hint)
        return ""
    if not title or not any(sign.isalnum() for sign in title):
        problems.error("title", "A name is missing.", f'Write: python3 build.py new {type_name} "Name"')
        return ""
    if content_type is None:
        return new_person(title, folder, problems)
    if not content_type.has_address:
        return _new_fact(tidy_name(title.replace(".", " ")), folder, problems)
    inner, title = _split(content_type, title, folder)
    name = "index" if content_type.is_single else tidy_name(title.replace(".", " "))
    path = f"content/{content_type.folder}/{inner}{name}.md"
    return _written(folder, path, _starter(content_type, title, folder), problems)


def _starter(content_type: ContentType, title: str, folder: Path) -> str:
    if content_type is not BY_NAME["campaign"]:
        return starter(content_type, title)
    from careersite.campaigns.new_campaign import campaign_starter

    return campaign_starter(title, folder)


def _split(content_type: ContentType, title: str, folder: Path) -> tuple[str, str]:
    """graduate/Lower second → the folder graduate/ and the name, where there is such a page or folder to lie below."""
    inner, slash, name = title.rpartition("/")
    below = folder / "content" / content_type.folder / inner
    is_sound = content_type.has_folders and all(SLUG.fullmatch(part) for part in inner.split("/"))
    if slash and is_sound and any(map(str.isalnum, name)) and (below.is_dir() or below.with_suffix(".md").is_file()):
        return f"{inner}/", name.strip()
    return "", title


def _written(folder: Path, path: str, text: str, problems: Problems) -> str:
    file = folder / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # "x" refuses a file that is there, even one that appears at this very moment.
        with file.open("x", encoding="utf-8", newline="\n") as started:
            started.write(text)
    except FileExistsError:
        message = "This file is there already, and was not touched."
        problems.error("exists", message, "Choose another name, or open the file that is there.", file=path)
        return ""
    except OSError as fault:
        message = f"This file cannot be written ({(fault.strerror or 'no reason given').lower()})."
        hint = "See that the folder may be written to, and that the disk is not full."
        problems.error("unwritable", message, hint, file=path)
        return ""
    return path


def _new_fact(name: str, folder: Path, problems: Problems) -> str:
    """Appends to facts.yml: facts share one file, and what stands in it stays as it is."""
    text = facts_text(folder, problems)
    found = None if text is None else read_yaml(text.removeprefix(BOM), problems, file=FACTS_PATH)
    if text is None or found is None:
        return ""
    lines, facts = text.splitlines(), found.entries.get("facts")
    grown = _below(text, ([] if facts else ["facts:"]) + _fact_lines(name, found, lines))
    fault = _no_place(found, lines)
    if isinstance(facts, Mapping) and name in facts.entries:
        message = f'There is a fact called "{name}" already; it was not touched.'
        problems.error("exists", message, "Choose another name.", file=FACTS_PATH, line=facts.lines[name])
    elif fault or not _has_grown(found, grown, name):
        problems.error("order", *(fault or _not_added(name)), file=FACTS_PATH, line=found.lines.get("facts", 1))
    else:
        return replace_facts(folder, grown, problems)
    return ""


def _not_added(name: str) -> tuple[str, str]:
    return (
        f'The fact "{name}" could not be added; nothing was changed.',
        'See that "facts:" stands alone on its line, with each fact on lines of its own, indented below it.',
    )


def _fact_lines(name: str, found: Mapping, lines: list[str]) -> list[str]:
    """A fact with its fields still blank, indented as the first one in the file is."""
    before, inner = _indentation(found, lines)
    starter_lines = ["", f"{before}{name}:"]
    for field in BY_NAME["fact"].fields:
        off = "" if field.required else OFF
        starter_lines += [f"{inner}# {explained(field)}", f"{inner}{off}{field.name}:"]
    return starter_lines


def _indentation(found: Mapping, lines: list[str]) -> tuple[str, str]:
    """What stands before the name of a fact, and before the names of its fields."""
    facts = found.entries.get("facts")
    if not isinstance(facts, Mapping):
        before = _start(lines, found.lines["facts"]) + STEP if "facts" in found.lines else STEP
        return before, before + STEP
    name, number = next(iter(facts.lines.items()), ("", 1))
    before, fields = _start(lines, number), facts.entries.get(name)
    inner = _start(lines, next(iter(fields.lines.values()), 1)) if isinstance(fields, Mapping) else ""
    return before, inner if len(inner) > len(before) else before + STEP


def _start(lines: list[str], number: int) -> str:
    """The spaces at the beginning of a line."""
    line = lines[number - 1].removeprefix(BOM)
    return line[: len(line) - len(line.lstrip(" "))]


def _below(text: str, lines: list[str]) -> str:
    """The text with more lines, which end as those above do."""
    ending = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    above = text.rstrip("\r\n")
    return (above + ending if above.removeprefix(BOM) else above) + ending.join([*lines, ""])


def _has_grown(found: Mapping, grown: str, name: str) -> bool:
    """True where the new text holds all that was there, value by value and line by line, and the new fact."""
    again = read_yaml(grown.removeprefix(BOM), Problems(), file=FACTS_PATH)
    facts = again.entries.get("facts") if again else None
    if again is None or not isinstance(facts, Mapping) or not isinstance(facts.entries.get(name), Mapping):
        return False
    former = found.entries.get("facts")
    before = former.entries if isinstance(former, Mapping) else {}
    others = {key: node for key, node in again.entries.items() if key != "facts"}
    return others == {key: node for key, node in found.entries.items() if key != "facts"} and before == {
        key: node for key, node in facts.entries.items() if key != name
    }


def _in_braces(lines: list[str], number: int) -> bool:
    return lines[number - 1].lstrip().startswith("{")


def _no_place(found: Mapping, lines: list[str]) -> tuple[str, str] | None:
    """Why a fact cannot be added at the end of the file, with the mend."""
    facts = found.entries.get("facts")
    if facts is None:
        return None
    if list(found.lines)[-1] != "facts":
        return (
            '"facts:" must come last in facts.yml, so that a new fact can be added below it.',
            'Move "sources:" with all its lines above "facts:".',
        )
    if isinstance(facts, Mapping) and (_in_braces(lines, facts.line) or facts.line == found.lines["facts"]):
        return (
            '"facts:" is written with braces { }, so that no fact can be added below it.',
            'Take the braces away, so that "facts:" stands alone on its line, with each fact indented below it.',
        )
    if isinstance(facts, Mapping) or (isinstance(facts, Scalar) and facts.is_blank):
        return None
    return '"facts:" should hold names with their fields indented below.', "See docs/editors-guide.md for an example."
