"""The kinds of value a field can hold, each with its own sentence for what is allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from careersite.calendar.dates import RoughDate, day_in_words, read_day, read_rough_date, read_time, time_meant
from careersite.colours.colours import HEX
from careersite.fields import Lookup, Place, Plain, should_be
from careersite.front_matter import Node, Scalar
from careersite.pictures.descriptions import SAY, empty_words, without_beginning
from careersite.problem import suggestion


class OneValue:
    """What the kinds of a single typed value share: nothing by default, shown as it is."""

    __slots__ = ()
    reaches_templates = True

    @property
    def empty(self) -> Any:
        return None

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        return value


def typed(node: Node, name: str, place: Place, expects: str) -> str | None:
    if isinstance(node, Scalar):
        return node.text.strip()
    should_be(place, node, name, expects)
    return None


@dataclass(frozen=True, slots=True)
class Words(OneValue):
    """A line of text in which facts may stand as [[name]]."""

    most: int = 200

    @property
    def expects(self) -> str:
        return f"text of at most {self.most} characters"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is not None and len(text) > self.most:
            place.error(node.line, f'"{name}" is {len(text)} characters long; at most {self.most} fit.', "Shorten it.")
            return None
        return None if text is None else " ".join(text.split())

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        return lookup.words(value)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"], "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Lines(Words):
    """Text that keeps its lines, where it stands below `|`."""

    @property
    def expects(self) -> str:
        return f"text of at most {self.most} characters, which keeps its lines below |"

    def read(self, node: Node, name: str, place: Place) -> Any:
        if Words.read(self, node, name, place) is None or not isinstance(node, Scalar):
            return None
        lines = "\n".join(" ".join(line.split()) for line in node.text.strip().splitlines())
        return re.sub(r"\n{3,}", "\n\n", lines)


@dataclass(frozen=True, slots=True)
class Description(Words):
    """What a picture shows, for those who cannot see it; words that say nothing are told."""

    @property
    def expects(self) -> str:
        return f"what is to be seen, in at most {self.most} characters"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = Words.read(self, node, name, place)
        fault = empty_words(text) if text else ""
        if fault:
            place.error(node.line, fault, SAY, "alt")
            return None
        shorter = without_beginning(text) if text else ""
        if shorter:
            message = f'"{text}" begins with what everybody is told anyway: that this is a picture.'
            place.problems.warning("alt", message, f"Write: {shorter}", file=place.file, line=node.line)
        return text


@dataclass(frozen=True, slots=True)
class Choice(OneValue):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def expects(self) -> str:
        return "one of: " + ", ".join(self.options)

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is None or text in self.options:
            return text
        should_be(place, node, name, self.expects, suggestion(text, self.options))
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class WholeNumber(OneValue):
    """A whole number within bounds, ends included."""

    least: int = 0
    most: int = 1_000_000

    @property
    def expects(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        # The length guards int(): thousands of digits take it seconds.
        if text and re.fullmatch(r"-?[0-9]{1,9}", text) and self.least <= int(text) <= self.most:
            return int(text)
        if text is not None:
            digits = text.removeprefix("£").replace(",", "")
            is_sum = digits.isdecimal() and digits != text
            should_be(place, node, name, self.expects, f"Write {digits}" if is_sum else "")
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class YesNo(OneValue):
    """A truth; only yes, no, true and false count, in any case."""

    @property
    def expects(self) -> str:
        return "yes or no"

    @property
    def empty(self) -> Any:
        return False

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is None:
            return None
        if text.lower() in ("yes", "true", "no", "false"):
            return text.lower() in ("yes", "true")
        should_be(place, node, name, self.expects)
        return None

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}


@dataclass(frozen=True, slots=True)
class Day(OneValue):
    """A day of the calendar."""

    @property
    def expects(self) -> str:
        return "a date such as 2026-12-01"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        day = read_day(text) if text else None
        if day is None and text is not None:
            should_be(place, node, name, self.expects, _no_such_day(text))
        return day

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        return {"iso": value.isoformat(), "words": day_in_words(value)}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def _no_such_day(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        is_near = text[:2] in ("19", "20")
        return "There is no such day in the calendar." if is_near else "Only years from 1900 to 2099 can be written."
    return _as_read(text) or "Write the year, the month and the day with hyphens between them."


def _as_read(text: str) -> str:
    """12/03/2027 → Write 2027-03-12, if you mean 12 March 2027; the month first only where it cannot be the day."""
    found = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text)
    first, second, year = map(int, found.groups()) if found else (0, 0, 0)
    for month, day in ((second, first), (first, second)):
        meant = read_day(f"{year:04}-{month:02}-{day:02}")
        if meant:
            return f"Write {meant.isoformat()}, if you mean {day_in_words(meant)}."
    return ""


def _no_such_time(day: str, text: str) -> str:
    meant = time_meant(text)
    if meant == "00:00":
        return f"Write {day} 00:00 for the very start of that day, and {day} alone for its end."
    return f"Write {day} {meant}." if meant else "Write hours and minutes with two digits each, such as 17:00."


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a day and a time, in the site's own zone; with its line for messages."""

    day: date
    time: time | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class DayOrTime(OneValue):
    """A day, or a day and a time of that day in the site's zone."""

    @property
    def expects(self) -> str:
        return "a date such as 2026-12-01, or a date and time such as 2026-12-01 17:00"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is None:
            return None
        day_text, _, time_text = text.replace("T", " ", 1).partition(" ")
        day, hour = read_day(day_text), read_time(time_text.strip()) if time_text else None
        if day is None or (time_text and hour is None):
            hint = _no_such_day(day_text) if day is None else _no_such_time(day_text, time_text)
            should_be(place, node, name, self.expects, hint)
            return None
        return When(day, hour, node.line)

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        return {"iso": value.day.isoformat(), "words": day_in_words(value.day)}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2})?$"}


@dataclass(frozen=True, slots=True)
class Deadline(DayOrTime):
    """When something closes; a template gets whether that is past, and the words and the exact time for readers."""

    @property
    def expects(self) -> str:
        return "a date such as 2026-12-01, which means 11:59pm on that day, or a date and time such as 2026-12-01 17:00"

    def resolve(self, value: When, lookup: Lookup) -> Plain:
        return lookup.deadline(value)


@dataclass(frozen=True, slots=True)
class AsAt(OneValue):
    """A date as exact as it is known: a day, a month, a year, `about 2019` or `mid-2023`."""

    @property
    def expects(self) -> str:
        return "a date as exact as it is known: 2022-08-31, 2022-08, 2022, about 2019 or mid-2023"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        rough = read_rough_date(text) if text else None
        if rough is None and text is not None:
            should_be(place, node, name, self.expects)
        return rough

    def resolve(self, value: RoughDate, lookup: Lookup) -> Plain:
        return {"iso": value.iso, "words": value.words}

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"]}


@dataclass(frozen=True, slots=True)
class Pattern(OneValue):
    """Text of one exact form, such as an e-mail address; where `is_small`, capitals and spaces cannot be meant."""

    form: str
    described: str
    is_small: bool = False

    @property
    def expects(self) -> str:
        return self.described

    def fits(self, text: str) -> bool:
        return re.fullmatch(self.form, text) is not None

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is None or self.fits(text):
            return text
        should_be(place, node, name, self.expects, self._as_meant(text))
        return None

    def _as_meant(self, text: str) -> str:
        """My Fair → Write my-fair."""
        meant = re.sub(r"[\s_-]+", "-", text.strip().lower()).strip("-")
        return f"Write {meant}" if self.is_small and self.fits(meant) else ""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.form})$"}


EMAIL = Pattern(r"[^@\s\"'<>]+@[^@\s\"'<>]+\.[^@\s\"'<>]+", "an e-mail address")
PHONE = Pattern(r"[0-9+() ]{5,25}", "a phone number")
WEB_ADDRESS = Pattern(r"https://[^\s\"'<>]+", "a web address that starts with https://")
ADDRESS = Pattern(r"/(?:[a-z0-9-]+/)*", "an address such as /routes/step-up/, in lower case with a slash at each end",
                  is_small=True)  # fmt: skip
NAME = Pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", "a name in lower case with hyphens, such as retention-payment",
               is_small=True)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetColour:
    """A colour as `#0b4595`, with its line for messages."""

    colour: str
    line: int


@dataclass(frozen=True, slots=True)
class Colour(OneValue):
    """A colour in the one form that every tool for colours shows."""

    @property
    def expects(self) -> str:
        return 'a colour such as "#0b4595": in quotes, a # and six of 0 to 9 and a to f'

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is not None and HEX.fullmatch(text):
            return SetColour(text.lower(), node.line)
        if text is not None:
            should_be(place, node, name, self.expects, _other_form(text))
        return None

    def resolve(self, value: SetColour, lookup: Lookup) -> Plain:
        return value.colour

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{HEX.pattern}$"}


def _other_form(text: str) -> str:
    if re.fullmatch("[0-9a-fA-F]{6}", text):
        return f'Did you mean "#{text.lower()}"?'
    if re.fullmatch("#[0-9a-fA-F]{3}", text):
        return f'Written in full it is "#{"".join(2 * digit for digit in text[1:].lower())}".'
    return "Names of colours, rgb() and other forms are not understood; any tool for colours shows this form too."
