"""A content type and a title come in; out goes the text of a starter file, each field explained in a line."""

from __future__ import annotations

from collections.abc import Iterator

from careersite.content_type import ContentType
from careersite.fields import Field, Group, ListOf

# Without a space, so that taking the # away leaves the field where it has to stand.
OFF = "#"
STEP = "  "


def starter(content_type: ContentType, title: str) -> str:
    """Required fields stand ready to be filled in; the others are there as remarks."""
    lines = ["---", f"# {content_type.about}", "# Fill in the blanks. Take the # away from a line to use its field."]
    for field in sorted(content_type.fields, key=lambda field: not field.required):
        lines += field_lines(field, quoted(title) if field.name == content_type.title_field else "")
    return "\n".join([*lines, "---", "", ""])


def field_lines(field: Field, value: str = "") -> list[str]:
    """A field below the sentence that explains it; a remark, where it is neither needed nor given a value."""
    off = "" if field.required or value else OFF
    return [f"# {explained(field)}", f"{off}{field.name}: {value}".rstrip()]


def whole_lines(field: Field, column: str = "") -> Iterator[str]:
    """A field as a remark, with the fields that it has of its own and the first entry of a list."""
    group, is_list = group_of(field), isinstance(field.kind, ListOf)
    yield from (f"{column}# {field.help if group else explained(field)}", f"{column}{OFF}{field.name}:")
    if group is None and is_list:
        yield f"{column}{STEP}{OFF}- {field.example}".rstrip()
    for place, one in enumerate(group.fields if group else ()):
        if not is_list:
            yield from whole_lines(one, column + STEP)
        else:
            deeper = column + STEP * (2 if place else 1)
            yield from (f"{deeper}# {explained(one)}", f"{deeper}{OFF}{'' if place else '- '}{one.name}:")


def group_of(field: Field) -> Group | None:
    """The fields that a field has of its own, or that each entry of its list has."""
    inner = field.kind.kind if isinstance(field.kind, ListOf) else field.kind
    return inner if isinstance(inner, Group) else None


def explained(field: Field) -> str:
    """What a field is for, with an example or what it may hold."""
    example = f", such as {field.example}" if field.example else f": {field.kind.expects}"
    return f"{field.help}{example}"


def quoted(text: str) -> str:
    """The text as YAML; single quotes keep everything but themselves as it is."""
    return "'" + text.replace("'", "''") + "'"
