"""published.yml: every address that was ever published, what stood there last, and where it leads since."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import unquote

from careersite.fields import Field, Place, read_fields, should_be
from careersite.front_matter import Mapping, Node, Scalar, Series, read_yaml
from careersite.kinds import Day, OneValue, Pattern, YesNo, typed
from careersite.ledger.ledger_lines import ledger_lines
from careersite.problem import Problems, suggestion
from careersite.text.hand_tags import tell_hand_tags

LEDGER_PATH = "published.yml"
# As the last build left it, so that a file that is lost is missed.
LEDGER_COPY = f".careersite/{LEDGER_PATH}"
HEADER = """\
# Every address that this site has ever published. The build keeps this file: it adds what is new and forgets nothing.
# Commit it together with the texts. docs/addresses.md explains it.
#
# Where a build says that an address would be lost, answer below that address with one line:
#   moved_to: /routes/new-name/     it leads there from now on
#   gone: 2026-11-22                it says that it has gone, since that day
#   never_public: yes               nobody ever had it; the entry disappears
addresses:
"""
# What neither a file nor a rule of a web server can hold; a query and a heading are no part of an address.
_SEGMENT = r"""(?!\.\.?(?:/|$))[^\s/?#\\<>:"|*{}\x00-\x1f\x7f]+"""
_ADDRESS = re.compile(rf"/(?:{_SEGMENT}/)*(?:(?={_SEGMENT}$)[^/]*\.[^/.]+)?")
_MARKS_OF_GIT = re.compile(r"(?:<{7}|>{7})(?: .*)?|={7}")
HAS_ENTRIES = re.compile(r"^[ \t]+[\"']?/", re.MULTILINE)
_BRACES = re.compile(r"^addresses\s*:\s*(?:#.*\s+)*\{", re.MULTILINE)
ANSWERS = ("moved_to", "gone", "never_public")


def plain_address(typed_address: str) -> str:
    """The one form in which addresses are compared: /caf%C3%A9/ → /café/."""
    return unicodedata.normalize("NFC", unquote(typed_address))


def is_address(text: str) -> bool:
    """True for /routes/step-up/ and /files/guide.pdf, in any script and case."""
    plain = plain_address(text)
    if plain.endswith("/index.html"):
        return False  # that is the address of its folder
    return _ADDRESS.fullmatch(plain) is not None and text.count("/") == plain.count("/")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading of a page that was linked from outside: `name` in those links, `now` on the page of today."""

    name: str
    now: str
    line: int


@dataclass(frozen=True, slots=True)
class Aim:
    """Where an address leads since it moved, with its line for messages."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One address: since when it was published, what stood there last, and the answer where nothing does now.

    `leads_to` is where a former address named by a page led, `is_made` says that the page came from a list, `event` is
    the mark of the calendar file that stood there.
    """

    address: str
    line: int
    typed: str = ""
    since: date | None = None
    file: str = ""
    text: str = ""
    is_made: bool = False
    leads_to: str = ""
    moved_to: Aim | None = None
    to_home: bool = False
    gone: date | None = None
    never_public: bool = False
    anchors: tuple[Anchor, ...] = ()
    event: str = ""
    lines: MappingOf[str, int] = field(default_factory=dict)
    is_sound: bool = True

    @property
    def is_answered(self) -> bool:
        """True also where the answer has a mistake, as that is told."""
        return bool(self.moved_to or self.gone or self.never_public) or not self.is_sound

    def line_of(self, name: str) -> int:
        return self.lines.get(name, self.line)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries by address, in the order of the file; `text` is the file as it was read.

    Where it `is_lost`, the file holds nothing any more, and the entries are those that the last build kept.
    """

    entries: MappingOf[str, Entry] = field(default_factory=dict)
    text: str = ""
    is_lost: bool = False

    def since(self, address: str, day: date) -> Entry | None:
        """The entry of an address that was published by that day."""
        entry = self.entries.get(address)
        return entry if entry and not entry.never_public and (entry.since is None or entry.since <= day) else None


@dataclass(frozen=True, slots=True)
class Destination(OneValue):
    """An address of this site, perhaps with a heading of the page, or a web address elsewhere."""

    @property
    def expects(self) -> str:
        return "an address such as /routes/step-up/, with a heading as in /routes/step-up/#pay, or https:// elsewhere"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is None:
            return None
        tell_hand_tags(text, place.file, place.problems, line=node.line)
        inner = re.split("[?#]", text, maxsplit=1)[0]
        if re.fullmatch(r"https://[^\s\"'<>]+", text) or (is_address(inner) and not re.search(r"\s", text)):
            return Aim(text, node.line)
        secure = f"Write https{text.removeprefix('http')}" if text.startswith("http://") else ""
        should_be(place, node, name, self.expects, secure or _hint_for(inner))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^(/|https://)\S*$"}


@dataclass(frozen=True, slots=True)
class Anchors(OneValue):
    """Names of headings, as a list, or each with the name that the heading has now."""

    @property
    def expects(self) -> str:
        return "a list of names of headings such as [pay, length], or lines such as pay: what-we-pay"

    @property
    def empty(self) -> Any:
        return ()

    def read(self, node: Node, name: str, place: Place) -> Any:
        if isinstance(node, Mapping):
            pairs = [(key, node.lines[key], value) for key, value in node.entries.items()]
        else:
            nodes = node.entries if isinstance(node, Series) else (node,)
            pairs = [(one.text.strip() if isinstance(one, Scalar) else "", one.line, one) for one in nodes]
        anchors = [self._anchor(key, line, value) for key, line, value in pairs]
        if any(anchor is None for anchor in anchors):
            should_be(place, node, name, self.expects)
            return None
        return tuple(anchors)

    def _anchor(self, key: str, line: int, value: Node) -> Anchor | None:
        if not isinstance(value, Scalar):
            return None
        name, now = (one.strip().removeprefix("#") for one in (key, value.text))
        is_sound = name and not re.search(r"[\s\"'<>&]", name + now)
        return Anchor(name, now or name, line) if is_sound else None

    def schema(self) -> dict[str, Any]:
        names = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [names, {"type": "object", "additionalProperties": {"type": ["string", "null"]}}]}


FIELDS = (
    Field("since", Day(), "The day on which the build first published the address", example="2026-11-22"),
    Field("file", Pattern(r"\S+", "the path of a file"), "The file that stood there last",
          example="content/routes/step-up.md"),
    Field("text", Pattern(r"[0-9a-f]{12}(-[0-9a-f]{2,200})?", "a mark that the build has written"),
          "The mark of its text, by which the build knows it again under another name"),
    Field("event", Pattern(r"[0-9a-f]{12}-[0-9]{1,6}", "a mark that the build has written"),
          "The mark of a calendar file: what it said last, and how often that has changed"),
    Field("made", YesNo(), "yes where the page was made from a list, such as the people of a team"),
    Field("leads_to", Destination(), "Where the address led last, because a page names it under formerly"),
    Field("moved_to", Destination(), "The answer: where the address leads since its page moved",
          example="/routes/new-name/"),
    Field("to_home", YesNo(), "yes says that moved_to means the home page, where it names that"),
    Field("gone", Day(), "The answer: since when the address says that its page has gone", example="2026-11-22"),
    Field("never_public", YesNo(), "yes is the answer that nobody ever had the address; the entry disappears"),
    Field("anchors", Anchors(), "Headings of the page that are linked from outside, such as in a campaign"),
)  # fmt: skip


def read_ledger(text: str, problems: Problems) -> Ledger:
    """The ledger with every mistake told; an entry with mistakes is there all the same, as its address was public."""
    plain = ledger_lines(text)
    if plain is not None:
        return Ledger(_entries(plain, problems), text)
    if _has_marks_of_git(text, problems):
        return Ledger(text=text)
    found = read_yaml(text, problems, file=LEDGER_PATH)
    for name, line in found.lines.items() if found else ():
        if name != "addresses":
            hint = suggestion(name, ["addresses"]) or 'Everything stands below "addresses:".'
            problems.error("unknown-field", f'"{name}" has no place here.', hint, file=LEDGER_PATH, line=line)
    node = found.entries.get("addresses") if found else None
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        return Ledger(text=text)
    if not isinstance(node, Mapping) or _in_braces(text, node):
        message = '"addresses" should hold an address on each line, with its own lines indented below.'
        hint = "Without braces: an address, a colon, and on the lines below it what there is to say of it."
        _tell(problems, node.line, message, hint)
        return Ledger(text=text)
    return Ledger(_entries(node, problems), text)


def instead_of_lost(ledger: Ledger, copy_text: str, problems: Problems) -> Ledger:
    """The ledger; where it was deleted or emptied, that is told, and what the last build kept stands in its place."""
    copy = Ledger() if ledger.entries else read_ledger(copy_text, Problems())
    if not copy.entries:
        return ledger
    message = f"This file was deleted or emptied: of the {len(copy.entries)} addresses in it, none is left."
    hint = (
        f"Get it back: git checkout HEAD -- {LEDGER_PATH}, or copy {LEDGER_COPY} to its place, as the last build left "
        f"it there. Only where nobody ever had these addresses, delete {LEDGER_COPY} too."
    )
    problems.error("ledger-lost", message, hint, file=LEDGER_PATH)
    return replace(copy, text=ledger.text, is_lost=True)


def _in_braces(text: str, node: Mapping) -> bool:
    """The build adds lines, which between braces would say something else; nothing between them is no entry."""
    return bool(node.entries) and _BRACES.search(text) is not None


def _has_marks_of_git(text: str, problems: Problems) -> bool:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _MARKS_OF_GIT.fullmatch(line.rstrip())]
    if lines:
        hint = (
            "Two people changed it at once. Keep the lines of both, delete the lines that start with <<<<<<<, ======= "
            "and >>>>>>>, and where an address then stands twice keep one of the two."
        )
        message = f"Git has left two versions of this file in one: {len(lines)} of its lines are marks of git."
        problems.error("ledger", message, hint, file=LEDGER_PATH, line=lines[0])
    return bool(lines)


def _entries(node: Mapping, problems: Problems) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    spelt: dict[str, Entry] = {}
    for typed_address, line in node.lines.items():
        if not is_address(typed_address):
            message = f'"{typed_address}" is not an address of this site.'
            _tell(problems, line, message, _hint_for(typed_address))
            continue
        entry = _entry(typed_address, line, node.entries[typed_address], problems)
        other = spelt.setdefault(entry.address.casefold(), entry)
        if other is not entry and not (_leads_to(entry, other) or _leads_to(other, entry)):
            message = f'"{typed_address}" is the same address as "{other.typed}" in line {other.line}.'
            _tell(problems, line, message, "Capitals and %-signs make no other address. Keep one of the two.")
            continue
        entries[entry.address] = entry
    return entries


def _leads_to(entry: Entry, other: Entry) -> bool:
    """/files/Guide.pdf may lead to /files/guide.pdf."""
    is_other = entry.address != other.address
    return is_other and entry.moved_to is not None and plain_address(entry.moved_to.text) == other.address


def _entry(typed_address: str, line: int, node: Node, problems: Problems) -> Entry:
    address = plain_address(typed_address)
    if not isinstance(node, Mapping):
        if not (isinstance(node, Scalar) and node.is_blank):
            hint = "For example, on the line below and indented: moved_to: /routes/new-name/"
            _tell(problems, node.line, f'"{typed_address}" should hold lines of its own, indented below it.', hint)
            return Entry(address, line, typed_address, is_sound=False)
        return Entry(address, line, typed_address)
    values = read_fields(FIELDS, node, Place(problems, LEDGER_PATH, "an address"), line=line)
    if values is None:
        return Entry(address, line, typed_address, lines=node.lines, is_sound=False)
    values["is_made"] = values.pop("made")
    values["leads_to"] = values["leads_to"].text if values["leads_to"] else ""
    entry = Entry(address, line, typed_address, lines=node.lines,
                  **{name: value for name, value in values.items() if value is not None})  # fmt: skip
    _check_answers(entry, problems)
    return entry


def _check_answers(entry: Entry, problems: Problems) -> None:
    given = [name for name in ANSWERS if getattr(entry, name)]
    if len(given) > 1:
        message = f"{entry.typed} has {len(given)} answers: {' and '.join(given)}."
        _tell(problems, entry.line_of(given[1]), message, "Keep the one that is right and delete the other.")
    aim = entry.moved_to
    if aim and aim.text.partition("#")[0] == "/" and not entry.to_home:
        message = f"{entry.typed} leads to the home page, where nobody finds what they came for."
        hint = "Name the page that comes nearest, or answer gone: and a day. If home is right, add: to_home: yes"
        _tell(problems, aim.line, message, hint)


def _hint_for(text: str) -> str:
    """What was meant, most likely."""
    host = re.fullmatch(r"(?:https?:)?//[^/\s]+(/[^\s?#]*)?\S*", text)
    bare = re.split(r"[?#]", (host[1] or "/") if host else text, maxsplit=1)[0].strip()
    bare = "/" + bare.lstrip("/").removesuffix("index.html")
    for meant in (bare, f"{bare}/"):
        if is_address(meant):
            return f"Write {meant}"
    return "An address starts with a slash, holds no spaces, and ends with a slash or the name of a file."


def _tell(problems: Problems, line: int, message: str, hint: str = "") -> None:
    problems.error("ledger", message, hint, file=LEDGER_PATH, line=line)
