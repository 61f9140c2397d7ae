"""What is said once of fields, components and settings comes in; out go the editors' reference and the JSON Schemas.

The reference also draws the tree of Find your route, of the site that lies in the same folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from careersite.component import WHEN_SHOWN, Component, load_component
from careersite.content_type import COMMON_FIELDS, ContentType
from careersite.content_types import CONTENT_TYPES
from careersite.content_types.fact import FACT, FACT_SOURCE_FIELDS, UNITS
from careersite.facts.facts import FACTS_PATH
from careersite.fields import Field, Group, Kind, ListOf
from careersite.finder.finder_drawing import finder_drawing
from careersite.json_schema import facts_schema, ledger_schema, page_schema, people_schema, site_schema
from careersite.kinds import AsAt, Choice, WholeNumber
from careersite.memo import Memo
from careersite.model import Page
from careersite.people.register import PERSON_FIELDS
from careersite.pipeline import Place, Workbench, draft
from careersite.problem import Problems
from careersite.settings import SETTINGS
from careersite.starter import quoted

GUIDE_PATH = "docs/editors-guide.md"
PART = re.compile(r"(<!-- generated: (?P<name>[a-z ]+) -->\n).*?(<!-- end of (?P=name) -->)", re.DOTALL)

ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - what is drawn is the same on every day
_NEEDS_QUOTES = re.compile(r"[\[\]{}&*!|>%@`\"'#,-]|.*(?:: | #)")


def write_guide(folder: Path) -> list[str]:
    """Writes the files that are not as they should be, and returns their paths below `folder`."""
    written = []
    for path, text in guide_files(folder).items():
        file = folder / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return written


def guide_files(folder: Path) -> dict[str, str]:
    """Every generated file by its path, as it should be; in the guide, what people wrote stays. Writes nothing."""
    generated = {**parts(folder / "templates"), "find your route": finder_drawing(pages_of(folder)) + "\n"}
    files = {GUIDE_PATH: filled_in((folder / GUIDE_PATH).read_text(encoding="utf-8"), generated)}
    schemas = {one.name: page_schema(one) for one in CONTENT_TYPES if one.has_address}
    schemas |= {
        "facts": facts_schema(), "people": people_schema(), "site": site_schema(), "published": ledger_schema(),
    }  # fmt: skip
    for name, schema in schemas.items():
        files[f"schemas/{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return files


def pages_of(folder: Path) -> tuple[Page, ...]:
    """Every page of the site in this folder that is valid by itself, live or not."""
    if not (folder / "site.yml").is_file():
        return ()
    begun = draft(Place(folder, folder), Workbench(Memo(None)), lambda _: ANY_DAY)
    return begun.site.content.pages if begun.site else ()


def filled_in(guide: str, generated: Mapping[str, str]) -> str:
    """The guide with each part put between its marks; LookupError where a part has no marks, or marks no part."""
    marked = [found["name"] for found in PART.finditer(guide)]
    if sorted(marked) != sorted(generated):
        raise LookupError(f"{GUIDE_PATH} should have marks for {', '.join(generated)}, but has {', '.join(marked)}.")
    return PART.sub(lambda found: f"{found[1]}\n{generated[found['name']]}\n{found[3]}", guide)


def parts(templates: Path) -> dict[str, str]:
    """The generated parts of the guide by name."""
    return {
        "fields of every page": table(COMMON_FIELDS),
        "content types": "\n".join(map(_of_type, CONTENT_TYPES)),
        "units": _rows(("unit", "shown as"), [(f"`{unit}`", shown) for unit, shown in UNITS.items()]),
        "components": "\n".join([_of_every_component(), *(_of_component(*one) for one in components(templates))]),
        "people": table(PERSON_FIELDS),
        "settings": table(SETTINGS),
    }


# Content types


def _of_type(content_type: ContentType) -> str:
    where = f"content/{content_type.folder}/" if content_type.has_address else FACTS_PATH
    sections = [f"### {content_type.name.capitalize()}", f"`{where}`. {content_type.about}"]
    sections.append(table(content_type.own_fields).rstrip())
    if content_type is FACT:
        sections += ["A source, at the top of the same file:", table(FACT_SOURCE_FIELDS).rstrip()]
    sections += [
        "A short complete example:",
        fenced("yaml" if content_type is FACT else "markdown", example(content_type)),
    ]
    return "\n\n".join(sections) + "\n"


def example(content_type: ContentType) -> str:
    """A file with no more than what is needed, all of it filled in."""
    if content_type is FACT:
        return _example_of_facts()
    if content_type.example:
        return content_type.example
    chosen = {"title": f"The title of the {content_type.name}", "name": "A. Example",
              "summary": f"What this {content_type.name} is about, in a sentence or two."}  # fmt: skip
    needed = [line for field in content_type.fields if field.required for line in _typed(field, chosen.get(field.name))]
    return "\n".join(["---", *needed, "---", "", "The text, in Markdown."])


def _example_of_facts() -> str:
    source = next(field.example for field in FACT.fields if field.name == "source")
    of_source = [line for field in FACT_SOURCE_FIELDS if field.required for line in _typed(field)]
    of_fact = [line for field in FACT.fields if field.required or field.name in ("value", "unit")
               for line in _typed(field)]  # fmt: skip
    return "\n".join(["sources:", f"  {source}:", *_indented(of_source), "", "facts:", "  retention-payment:",
                      *_indented(of_fact)])  # fmt: skip


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _typed(field: Field, chosen: str | None = None) -> list[str]:
    value = chosen or field.example or _sample(field.kind)
    value = quoted(value) if _NEEDS_QUOTES.match(value) else value
    return [f"{field.name}:", f"  - {value}"] if isinstance(field.kind, ListOf) else [f"{field.name}: {value}"]


def _sample(kind: Kind) -> str:
    """A value for a field that has no example of its own."""
    if isinstance(kind, ListOf):
        return _sample(kind.kind)
    if isinstance(kind, AsAt):
        return "mid-2023"
    if isinstance(kind, WholeNumber):
        return str(kind.least)
    return kind.options[0] if isinstance(kind, Choice) else "A few words"


# Components


def components(templates: Path) -> Iterator[tuple[Component, str]]:
    """Every component in the order of the alphabet, with the text that describes it."""
    for file in sorted(templates.glob("components/*/*.yml")):
        problems, text = Problems(), file.read_text(encoding="utf-8")
        component = load_component(file.stem, text, f"templates/components/{file.stem}/{file.name}", problems)
        if component is None:
            raise LookupError(f"The guide cannot describe the component {file.stem}: {problems.all[0].message}")
        yield component, text


def _of_component(component: Component, text: str) -> str:
    sections = [f"### {component.name}", component.about, table(component.fields).rstrip()]
    if component.one_of:
        sections.append(f"Give exactly one of {' and '.join(f'`{name}`' for name in component.one_of)}.")
    for name, fields in typed_examples(text).items():
        block = "\n".join([f"::: {component.name}", *fields, ":::"])
        sections += [f"Example, {name}:", fenced("text", block)]
    return "\n\n".join(sections) + "\n"


def typed_examples(text: str) -> dict[str, list[str]]:
    """The examples of a component's .yml by name, each as the lines that an editor types."""
    below = text.partition("\nexamples:\n")[2]
    examples: dict[str, list[str]] = {}
    for line in below.splitlines():
        if opening := re.fullmatch(r"  (\S.*?):(?: *\{\})?", line):
            lines = examples.setdefault(opening[1], [])
        elif examples:
            lines.append(line.removeprefix("    "))
    return {name: "\n".join(lines).rstrip().splitlines() for name, lines in examples.items()}


def _of_every_component() -> str:
    return f"Every component may have these fields beside its own:\n\n{table(WHEN_SHOWN)}"


# Markdown


def table(fields: Sequence[Field]) -> str:
    """One row for each field, those inside a field as `photo.file`."""
    heads = ("field", "needed", "what it is", "what is allowed", "example")
    rows = cells(fields)
    return _rows(heads, ((f"`{name}`", *others, f"`{shown}`" if shown else "") for name, *others, shown in rows))


def cells(fields: Sequence[Field], before: str = "") -> Iterator[tuple[str, ...]]:
    """Of each field its name, yes where it is needed, what it is, what is allowed, and an example."""
    for field in fields:
        name = f"{before}{field.name}"
        about = field.help + _when_left_out(field)
        yield name, "yes" if field.required else "", about, field.kind.expects, field.example or ""
        inner = field.kind.kind if isinstance(field.kind, ListOf) else field.kind
        if isinstance(inner, Group):
            yield from cells(inner.fields, f"{name}.")


def _when_left_out(field: Field) -> str:
    if field.default is None or field.help.startswith("Leave out"):
        return ""
    shown = ("no", "yes")[field.default] if isinstance(field.default, bool) else field.default
    return f"; left out, it is `{shown}`"


def _rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"
