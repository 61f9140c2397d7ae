"""The name of a content type and a title come in; out goes a starter file, each field explained in a line."""

from __future__ import annotations

import os
from pathlib import Path

from careersite.addresses import tidy_name
from careersite.content_type import ContentType
from careersite.content_types import BY_NAME
from careersite.facts import FACTS_PATH
from careersite.fields import Field
from careersite.problem import Problems, suggestion


def new(type_name: str, title: str, folder: Path, problems: Problems) -> str:
    """Writes the starter file and returns its path below `folder`, or the empty string with a problem told."""
    content_type = BY_NAME.get(type_name)
    if content_type is None:
        hint = suggestion(type_name, BY_NAME) or f"The types are: {', '.join(BY_NAME)}."
        problems.error("type", f'"{type_name}" is not a type of content.', hint)
        return ""
    title = " ".join(title.split())
    if not title or not any(sign.isalnum() for sign in title):
        problems.error("title", "A name is missing.", f'Write: python3 build.py new {type_name} "Name"')
        return ""
    if not content_type.has_address:
        return _new_fact(tidy_name(title.replace(".", " ")), folder, problems)
    path = f"content/{content_type.folder}/{tidy_name(title.replace('.', ' '))}.md"
    return _written(folder, path, starter(content_type, title), problems)


def starter(content_type: ContentType, title: str) -> str:
    """Required fields stand ready to be filled in; the others are there as remarks."""
    lines = ["---", f"# {content_type.about}", "# Fill in the blanks. Take the # away from a line to use its field."]
    for field in (f for f in content_type.fields if f.required):
        value = quoted(title) if field.name == content_type.title_field else ""
        lines += [f"# {_explained(field)}", f"{field.name}: {value}".rstrip()]
    for field in (f for f in content_type.fields if not f.required):
        lines += [f"# {_explained(field)}", f"# {field.name}:"]
    return "\n".join([*lines, "---", "", ""])


def quoted(text: str) -> str:
    """The text as YAML; single quotes keep everything but themselves as it is."""
    return "'" + text.replace("'", "''") + "'"


def _explained(field: Field) -> str:
    example = f", such as {field.example}" if field.example else f": {field.kind.expects}"
    return f"{field.help}{example}"


def _written(folder: Path, path: str, text: str, problems: Problems) -> str:
    file = folder / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # "x" refuses a file that is there, even one that appears at this very moment.
        with file.open("x", encoding="utf-8", newline="\n") as started:
            started.write(text)
    except FileExistsError:
        problems.error(
            "exists",
            "This file is there already, and was not touched.",
            "Choose another name, or open the file that is there.",
            file=path,
        )
        return ""
    except OSError as fault:
        problems.error(
            "unwritable",
            f"This file cannot be written ({(fault.strerror or 'no reason given').lower()}).",
            "See that the folder may be written to, and that the disk is not full.",
            file=path,
        )
        return ""
    return path


def _new_fact(name: str, folder: Path, problems: Problems) -> str:
    """Appends to facts.yml: facts share one file, and what stands in it stays as it is."""
    from careersite.front_matter import Mapping, read_yaml

    file = folder / FACTS_PATH
    text = file.read_text(encoding="utf-8-sig") if file.exists() else "sources:\n\nfacts:\n"
    found = read_yaml(text, problems, file=FACTS_PATH)
    if found is None:
        return ""
    facts = found.entries.get("facts")
    if isinstance(facts, Mapping) and name in facts.entries:
        problems.error(
            "exists",
            f'There is a fact called "{name}" already; it was not touched.',
            "Choose another name.",
            file=FACTS_PATH,
            line=facts.lines[name],
        )
        return ""
    if list(found.lines)[-1:] != ["facts"]:
        text = text.rstrip("\n") + ("\nfacts:\n" if "facts" not in found.lines else "\n")
        if "facts" in found.lines:
            problems.error(
                "order",
                '"facts:" must come last in facts.yml, so that a new fact can be added below it.',
                'Move "sources:" with all its lines above "facts:".',
                file=FACTS_PATH,
                line=found.lines["facts"],
            )
            return ""
    lines = [f"  {name}:"]
    for field in BY_NAME["fact"].fields:
        remark = "" if field.required else "# "
        lines += [f"    # {_explained(field)}", f"    {remark}{field.name}:"]
    grown = text.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"
    temporary = file.with_name(".facts.yml.new")
    try:
        temporary.write_text(grown, encoding="utf-8", newline="\n")
        os.replace(temporary, file)
    except OSError as fault:
        problems.error(
            "unwritable",
            f"facts.yml cannot be written ({(fault.strerror or 'no reason given').lower()}).",
            "See that it may be written to, and that the disk is not full.",
            file=FACTS_PATH,
        )
        return ""
    return FACTS_PATH
