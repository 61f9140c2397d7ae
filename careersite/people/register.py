"""people.yml comes in; out goes the register: who has agreed to be shown, how, where, and until when.

It stands outside of what is published: what it says decides what is shown, and no word of it is ever put out.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from careersite.fields import Field, Group, ListOf, Place, read_fields
from careersite.front_matter import Mapping, Node, Scalar, Series, read_yaml
from careersite.kinds import NAME, Choice, Day, Words
from careersite.naming_kinds import NOBODY, PeopleShown
from careersite.people.unread_names import names_in_text
from careersite.problem import Problems, suggestion
from careersite.settings import REGISTER_PATH

# Stands first in the text of a register that cannot be read at all; what is wrong with it is told where it is read.
UNREADABLE = "\ufffd"

USES = ("words", "photo", "video")
CHANNELS = ("site", "campaign", "share-cards", "print")
BASES = ("consent", "contract", "legitimate-interests", "already-published")
PUBLISHED = "already-published"
# What a record needs beside its basis, so that it can be shown to anybody who asks.
NEEDED = {
    "consent": ("given", "evidence"), "contract": ("evidence",), "legitimate-interests": ("evidence",),
    PUBLISHED: ("published_in",),
}  # fmt: skip
NEEDED_FOR = {
    "given": "Write the day on which it was given, such as 2026-03-01.",
    "evidence": "Write where the form or the decision is kept, such as a folder and a number.",
    "published_in": "Write the name of the source in facts.yml, such as guardian-poar.",
}
EXAMPLES = {
    "people": 'For example a line "abby-poar:" and indented below it "name: Abby Poar" and "basis: consent".',
    "pictures": "For example: images/team.jpg: nobody",
}
# Shorter names would be found in words that name nobody.
SHORTEST_NAME = 3
# A newspaper has said it already; more than that it did not say.
UNTIL_CONFIRMED = ("words", "site")
# Before an end: first so that somebody asks, then so that somebody asks again.
REMINDERS = (timedelta(days=90), timedelta(days=30))

AGREED = Group(
    "agreed",
    tuple(
        Field(use, ListOf(Choice(CHANNELS)), f"Where {said} be used; left out, nowhere", example="[site, share-cards]")
        for use, said in (
            ("words", "name and words may"), ("photo", "photographs may"), ("video", "films may"),
        )
    ),
)  # fmt: skip

PERSON_FIELDS = (
    Field("name", Words(60), "The name as it is published; where the record does not cover it, no page shows it",
          required=True, example="Abby Poar"),
    Field("also_known_as", ListOf(Words(60)), "Other forms of the name that texts use, such as a short or former one",
          example="Abby"),
    Field("agreed", AGREED, "What was agreed, and for which places"),
    Field("basis", Choice(BASES), "The lawful basis on which the words and pictures are used", required=True,
          example="consent"),
    Field("given", Day(), "The day from which it holds", example="2026-03-01"),
    Field("until", Day(), "The last day on which it holds", example="2029-02-28"),
    Field("evidence", Words(200), "Where the signed form or the decision is kept: a reference, never the form itself",
          example="Comms consent folder, form 17"),
    Field("looked_after_by", Words(80), "Who keeps in touch with the person", example="Comms team"),
    Field("published_in", NAME, "Already published: in which of the sources in facts.yml", example="guardian-poar"),
    Field("confirmed", Day(), "Already published: the day on which the comms team confirmed it with the person",
          example="2026-12-01"),
    Field("printed", ListOf(Words(200)), "What is printed and given out with the person in it",
          example="Leaflet for the jobs fair, 500 copies"),
    Field("withdrawn", Day(), "The day on which the person took it back; from then on nothing is shown, on any day",
          example="2027-01-15"),
)  # fmt: skip

PICTURES_HELP = "Whom each picture and film shows, by its path below content/: the ids of the people, or nobody"


@dataclass(frozen=True, slots=True)
class Person:
    """The record of one person; `agreed` holds the channels of each use, `until` is the last day."""

    id: str
    name: str
    also_known_as: tuple[str, ...]
    agreed: MappingOf[str, frozenset[str]]
    basis: str
    given: date | None
    until: date | None
    evidence: str | None
    looked_after_by: str | None
    withdrawn: date | None
    confirmed: date | None
    published_in: str | None
    printed: tuple[str, ...]
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also_known_as)

    @property
    def awaits_confirmation(self) -> bool:
        return self.basis == PUBLISHED and self.confirmed is None and self.withdrawn is None

    def lives_on(self, day: date, use: str, channel: str) -> bool:
        """True where this use of the person may be shown there on that day."""
        return not self.why_not(day, use, channel)

    def why_not(self, day: date, use: str, channel: str) -> str:
        """Why it may not be shown, in words that fit after "because"; empty where it may."""
        if self.withdrawn:
            return "it was withdrawn"
        if self.given and day < self.given:
            return f"it holds only from {self.given.isoformat()}"
        if self.until and self.until < day:
            return f"it ended on {self.until.isoformat()}"
        if self.awaits_confirmation:
            return "" if (use, channel) == UNTIL_CONFIRMED else "it awaits confirmation"
        if channel not in self.agreed.get(use, frozenset()):
            return f'"agreed" does not name {channel} under {use}'
        return ""


@dataclass(frozen=True, slots=True)
class Register:
    """The people by id, and whom pictures show by their path below content/.

    `unsound` are the ids of records that have mistakes of their own, with the names in them; where the file cannot be
    read at all, `is_read` is false and `unread` is its text. Where there is no such file nobody has agreed to anything.
    """

    path: str = REGISTER_PATH
    people: MappingOf[str, Person] = field(default_factory=dict)
    pictures: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)
    picture_lines: MappingOf[str, int] = field(default_factory=dict)
    unsound: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)
    is_read: bool = True
    is_there: bool = True
    unread: str = ""

    def may_speak_of(self, path: str) -> bool:
        """Whether a register that cannot be read may say whom the file shows; below content/ is its path."""
        return not self.is_read and path.rpartition("/")[2].casefold() in self.unread.casefold()

    def lives_on(self, person_id: str, day: date, use: str, channel: str) -> bool:
        return not self.why_not(person_id, day, use, channel)

    def why_not(self, person_id: str, day: date, use: str, channel: str) -> str:
        """Why this person may not be shown so, in words that fit after "because"; empty where they may be."""
        person = self.people.get(person_id)
        if person is not None:
            return person.why_not(day, use, channel)
        return "its record has a mistake" if person_id in self.unsound else "there is no such record"

    def reason(self, person_id: str, day: date, use: str, channel: str) -> str:
        """The same as a sentence that says where to look; empty where they may be shown so."""
        why = self.why_not(person_id, day, use, channel)
        person = self.people.get(person_id)
        if not why:
            return ""
        if not self.is_there:
            return f'There is no {self.path}, so nobody has agreed to be shown; it should hold a record "{person_id}".'
        if person is None:
            near = suggestion(person_id, self.people)
            return f'{self.path} holds no record "{person_id}" that could be read. {near}'.rstrip()
        what = {"words": "name and words", "photo": "photographs", "video": "films"}[use]
        return f"{self.path}, line {person.line}: no {what} of {person.name} for {channel}, because {why}."

    def ends(self) -> Iterator[tuple[date, Person]]:
        """The last days of the records that have one and are not withdrawn, soonest first."""
        ending = [one for one in self.people.values() if one.until and not one.withdrawn]
        return ((one.until, one) for one in sorted(ending, key=lambda one: (one.until, one.id)) if one.until)

    def ending(self, today: date) -> Iterator[tuple[date, Person]]:
        """Those of them of which it is time to think: they end within 90 days, and have not ended yet."""
        return ((day, person) for day, person in self.ends() if today <= day <= today + REMINDERS[0])

    def awaiting(self) -> tuple[Person, ...]:
        """Those whose words a newspaper has published, and whom nobody of the council has asked yet."""
        return tuple(one for one in self.people.values() if one.awaits_confirmation)


def read_register(text: str | None, path: str, problems: Problems) -> Register:
    """The records that are right; every mistake in the others is told. `text` is None where there is no such file."""
    if text is None:
        return Register(path, is_there=False)
    found = None if text.startswith(UNREADABLE) else read_yaml(text, problems, file=path)
    if found is None:
        return Register(path, unsound=names_in_text(text), is_read=False, unread=text)
    _tell_unknown_parts(found, path, problems)
    people, unsound = {}, {}
    for person_id, node, line in _entries(found, "people", path, problems):
        person = _person(person_id, node, line, path, problems)
        if person:
            people[person_id] = person
        else:
            unsound[person_id] = tuple(_names_in(node))
    pictures, lines = _pictures(found, path, problems)
    return Register(path, people, pictures, lines, unsound)


def _tell_unknown_parts(found: Mapping, path: str, problems: Problems) -> None:
    for name, line in found.lines.items():
        if name not in ("people", "pictures"):
            message = f'"{name}" does not belong at the top of {path}.'
            hint = 'The file holds "people:" and "pictures:", with each person and picture indented below.'
            problems.error("unknown-field", message, hint, file=path, line=line)


def _entries(found: Mapping, part: str, path: str, problems: Problems) -> Iterator[tuple[str, Node, int]]:
    node = found.entries.get(part)
    if isinstance(node, Mapping):
        yield from ((name, inner, node.lines[name]) for name, inner in node.entries.items())
    elif node is not None and not (isinstance(node, Scalar) and node.is_blank):
        message = f'"{part}" should hold one line for each, with a colon behind its name.'
        problems.error("field", message, EXAMPLES[part], file=path, line=node.line)


def _person(person_id: str, node: Node, line: int, path: str, problems: Problems) -> Person | None:
    place = Place(problems, path, f'the record "{person_id}"')
    if not NAME.fits(person_id) or person_id == NOBODY:
        message = f'"{person_id}" cannot be the id of a person.'
        place.error(line, message, "An id is in lower case with hyphens, such as abby-poar.")
        return None
    if not isinstance(node, Mapping):
        place.error(line, f'The record "{person_id}" holds no fields.', "Indent below it at least name and basis.")
        return None
    values = read_fields(PERSON_FIELDS, node, place, line=line)
    if values is None or not _is_sound(values, node, place, line):
        return None
    agreed = {use: frozenset((values["agreed"] or {}).get(use) or ()) for use in USES}
    return Person(person_id, line=line, **{**values, "agreed": agreed})


def _names_in(node: Node) -> Iterator[str]:
    """The names in a record that has mistakes: whoever it is about may not be named."""
    found = (node.entries.get(name) for name in ("name", "also_known_as")) if isinstance(node, Mapping) else ()
    for one in found:
        every = one.entries if isinstance(one, Series) else (one,)
        said = (entry.text.strip() for entry in every if isinstance(entry, Scalar))
        yield from (name for name in said if len(name) >= SHORTEST_NAME)


def _is_sound(values: MappingOf[str, Any], node: Mapping, place: Place, line: int) -> bool:
    """What the fields of one record have to be together; every mistake is told."""
    before = place.problems.mistakes
    basis = values["basis"]
    for name in (name for name in NEEDED[basis] if not values[name]):
        message = f'"{name}" is missing from {place.owner}, whose basis is {basis}.'
        place.error(node.lines.get(name, line), message, NEEDED_FOR[name], "missing-field")
    for name in ("published_in", "confirmed") if basis != PUBLISHED else ():
        if values[name]:
            message = f'"{name}" belongs to the basis {PUBLISHED}, but the basis here is {basis}.'
            place.error(node.lines[name], message, "Delete the line, or mend the basis.")
    if values["given"] and values["until"] and values["until"] < values["given"]:
        place.error(node.lines["until"], '"until" lies before "given".', "Mend the one that is wrong.", "order")
    for name, text in (("name", values["name"]), *(("also_known_as", one) for one in values["also_known_as"])):
        if len(text) < SHORTEST_NAME:
            message = f'"{text}" is so short that it would be found in words that name nobody.'
            place.error(node.lines[name], message, f"Write at least {SHORTEST_NAME} characters.")
    return place.problems.mistakes == before


def _pictures(found: Mapping, path: str, problems: Problems) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    place, pictures, lines = Place(problems, path, "the pictures"), {}, {}
    for name, node, line in _entries(found, "pictures", path, problems):
        if isinstance(node, Scalar) and node.is_blank:
            hint = f"Write the ids of the people, or: {name}: {NOBODY}"
            place.error(line, f'It does not say whom "{name}" shows.', hint)
            continue
        shown = PeopleShown().read(node, name, place)
        if shown is not None:
            path_below = name.removeprefix("content/").lstrip("/")
            pictures[path_below], lines[path_below] = shown, line
    return pictures, lines
