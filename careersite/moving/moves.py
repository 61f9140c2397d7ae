"""A site and new names for some of its files come in; out go all its texts as they are when every link follows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from careersite.addresses import address_of, is_outside, page_path, source_path_from, split_target
from careersite.amend import Change, amended
from careersite.content_types import BY_FOLDER
from careersite.fields import Field, Kind, located
from careersite.front_matter import Mapping as Fields
from careersite.front_matter import Scalar, read_yaml
from careersite.ledger.ledger import plain_address
from careersite.model import Content
from careersite.moving.link_places import is_picture, with_renamed_links
from careersite.naming_kinds import File, Link, PageName, RichText
from careersite.problem import Problem, Problems
from careersite.settings import SETTINGS, SETTINGS_PATH
from careersite.text.body import ComponentUse
from careersite.text.dialect import Reading

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_IN_TEXT = r"(?<=\]\(){}(?=[)#?\s])"


@dataclass(frozen=True, slots=True)
class Moved:
    """The texts that change, by the paths they had, and how many links changed in each."""

    texts: Mapping[str, str]
    links: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Following:
    """Where the targets of one file lead to once all files have their new names."""

    content: Content
    moves: Mapping[str, str]
    addresses: Mapping[str, str]
    path: str

    @property
    def new_path(self) -> str:
        return self.moves.get(self.path, self.path)

    def target(self, typed: str) -> str | None:
        """The target to write in place of what was typed; None where that stays as it is."""
        own = self.content.settings.address
        if typed.startswith(f"{own}/"):
            inner = self.target(typed.removeprefix(own))
            return own + inner if inner else None
        inner, rest = split_target(typed)
        if not inner or is_outside(typed) or typed == "apply":
            return None
        if inner.startswith("/"):
            new = self.addresses.get(plain_address(inner)) or self.addresses.get(plain_address(inner) + "/")
            return new + rest if new else None
        return self._relative(inner, rest)

    def _relative(self, inner: str, rest: str) -> str | None:
        path = source_path_from(inner, self.path)
        if path is None:
            return None
        new = posixpath.relpath(self.moves.get(path, path), posixpath.dirname(self.new_path) or ".")
        return None if new == posixpath.normpath(inner.replace("\\", "/")) else new + rest

    def page_name(self, type_name: str, typed: str) -> str | None:
        name = typed.strip("[] ").removesuffix(".md")
        new = self.moves.get(page_path(type_name, name))
        if new is None:
            return None
        folder = page_path(type_name, "")[: -len(".md")]
        new_name = new.removeprefix(folder).removesuffix(".md")
        return typed.replace(name, new_name) if new_name != name else None


def moved(content: Content, texts: Mapping[str, str], moves: Mapping[str, str], addresses: Mapping[str, str]) -> Moved:
    """`texts` are those of content/ and of site.yml as they are; `addresses` are all that change, with the new ones.

    CannotAmend where a value is written in a way that a program had better not change.
    """
    changed: dict[str, str] = {}
    links: dict[str, int] = {}
    for path, text in texts.items():
        one = _Text(text, Following(content, moves, addresses, path))
        one.follow()
        after = "".join(one.lines)
        if after != text:
            changed[path], links[path] = after, one.changed
    return Moved(changed, {path: count for path, count in links.items() if count})


@dataclass
class _Text:
    """One file, line by line with the ends of its lines."""

    text: str
    following: Following
    changed: int = 0
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = _LINE.findall(self.text)

    def follow(self) -> None:
        if self.following.path == SETTINGS_PATH:
            self._fields(0, len(self.lines), SETTINGS)
            return
        end = next((n for n, line in enumerate(self.lines) if n and line.rstrip() == "---"), None)
        if end is None:
            return
        # From the end upwards, so that the numbers of the lines above stay true.
        self._body(end + 1)
        content_type = BY_FOLDER.get(self.following.path.split("/")[1])
        self._fields(1, end, content_type.fields if content_type else ())

    def _body(self, first: int) -> None:
        bare = [line.rstrip("\r\n") for line in self.lines[first:]]
        reading = Reading("\n".join(bare))
        for use in reversed(reading.components):
            if not is_picture(use.line, use.fields_line):
                self._component(first, use)
        rest = [line.rstrip("\r\n") for line in self.lines[first:]]
        self.changed += with_renamed_links(rest, reading, self.following.target)
        ends = [line[len(line.rstrip("\r\n")) :] for line in self.lines[first:]]
        self.lines[first:] = [line + end for line, end in zip(rest, ends, strict=True)]

    def _component(self, first: int, use: ComponentUse) -> None:
        component = self.following.content.components.get(use.name)
        start = first + use.fields_line - 1
        if component and use.fields_text:
            self._fields(start, start + use.fields_text.count("\n") + 1, component.fields)

    def _fields(self, start: int, end: int, fields: Sequence[Field]) -> None:
        """Changes the values between two lines; the number of lines stays the same."""
        yaml = "".join(self.lines[start:end])
        found = read_yaml(yaml.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), Problems(), file="")
        if found is None:
            return
        changes: list[Change] = []
        for kind, way, scalar in located(fields, found):
            new = self._value(kind, scalar)
            if new is not None:
                changes.append((way, new))
            elif isinstance(kind, RichText):
                self._rich_text(scalar, start, start + _end_of(scalar, found, end - start))
        if changes:
            self.changed += len(changes)
            self.lines[start:end] = _LINE.findall(amended("".join(self.lines[start:end]), changes))

    def _value(self, kind: Kind, scalar: Scalar) -> str | None:
        if isinstance(kind, Link | File):
            return self.following.target(scalar.text.strip())
        return self.following.page_name(kind.type_name, scalar.text) if isinstance(kind, PageName) else None

    def _rich_text(self, scalar: Scalar, start: int, end: int) -> None:
        """A text in Markdown inside a field: its lines are set in and perhaps quoted, but a link in it is a link."""
        reading = Reading(scalar.text)
        for target in reading.targets:
            new = self.following.target(target)
            for number in range(start + scalar.line - 1, end) if new else ():
                pattern = _IN_TEXT.format(re.escape(target))
                self.lines[number], count = re.subn(pattern, lambda _, new=new: new, self.lines[number])  # type: ignore[misc]
                self.changed += count


def _end_of(scalar: Scalar, found: Fields, lines: int) -> int:
    """The line in which the next field begins, from 0, or the end of the fields."""
    return min((line - 1 for line in _lines_of(found) if line > scalar.line), default=lines)


def _lines_of(node: object) -> list[int]:
    if isinstance(node, Fields):
        inner = [line for one in node.entries.values() for line in _lines_of(one)]
        return [*node.lines.values(), *inner]
    if isinstance(node, Scalar):
        return [node.line]
    return [line for entry in getattr(node, "entries", ()) for line in _lines_of(entry)]


def new_addresses(content: Content, moves: Mapping[str, str]) -> dict[str, str]:
    """The addresses that change by themselves with the names of their files: those of pages and of downloads."""
    addresses = {}
    for path, name in moves.items():
        if path.endswith(".md") and name.endswith(".md"):
            old, new = (_address(one) for one in (path, name))
            if old and new and old != new:
                addresses[old] = new
        elif path.startswith("content/files/") and name.startswith("content/files/"):
            addresses[path.removeprefix("content")] = name.removeprefix("content")
    return addresses


def _address(path: str) -> str:
    content_type = BY_FOLDER.get(path.split("/")[1])
    return address_of(path, content_type) if content_type else ""


def with_former(text: str, addresses: Sequence[str]) -> str:
    """The text of a page whose front matter names these former addresses and no others."""
    lines = _LINE.findall(text)
    end = next(number for number, line in enumerate(lines) if number and line.rstrip() == "---")
    newline = lines[0][len(lines[0].rstrip("\r\n")) :] or "\n"
    front = "".join(lines[1:end]).replace("\r\n", "\n").replace("\r", "\n")
    found = read_yaml(front, Problems(), file="")
    line = f"formerly: [{', '.join(addresses)}]{newline}" if addresses else ""
    first = found.lines.get("formerly") if found else None
    if found is None or first is None:
        return "".join([*lines[:end], line, *lines[end:]])
    below = min((one for one in found.lines.values() if one > first), default=end)
    while below > first + 1 and re.match(r"\s*(#|$)", lines[below - 1]):
        below -= 1
    remark = re.search(r"\s+#.*", lines[first].rstrip("\r\n")) if below == first + 1 else None
    line = line.replace(newline, f"{remark[0]}{newline}") if remark else line
    return "".join([*lines[:first], line, *lines[below:]])


def with_new_pictures(text: str, moves: Mapping[str, str]) -> str:
    """The text of the register of people, in which pictures stand by their paths below content/."""
    for old, new in moves.items():
        name = re.compile(rf"""^([ \t]+["']?){re.escape(old.removeprefix("content/"))}(?=["']?[ \t]*:)""", re.MULTILINE)
        parts = name.split(text)
        # Before each of the places stands what is to be kept of it.
        text = "".join(part + new.removeprefix("content/") if number % 2 else part for number, part in enumerate(parts))
    return text


def new_errors(before: Sequence[Problem], after: Sequence[Problem], names: Mapping[str, str]) -> list[Problem]:
    """The errors of the site as it would be that it does not have already; `names` are old ones with the new."""
    known = {(one.code, names.get(one.file, one.file), _renamed(one.message, names)) for one in before}
    return [one for one in after if one.severity == "error" and (one.code, one.file, one.message) not in known]


def _renamed(message: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        message = message.replace(old, new)
    return message
