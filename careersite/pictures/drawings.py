"""An SVG comes in as bytes; out goes the size that it is drawn in, or why it cannot be published.

A drawing passes as it is, and whoever opens it by itself opens it at the site's own address: whatever could run in it
would run as the site does. So it is read as XML, and only what is drawn may stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from careersite.addresses import is_outside
from careersite.inspection import addresses_in_style
from careersite.pictures.picture_faults import AGAIN, EMPTY, OTHER, Fault
from careersite.pictures.pictures import Picture
from careersite.text.safe_links import is_safe

LARGEST = 1_000_000
# Read alike by every program: in another, a browser might see a script where this module sees none.
ENCODINGS = ("utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252")
SVG, XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
NOT_DRAWN = ("script", "foreignobject", "iframe", "object", "embed", "handler", "listener")

EXPORT = "Export it anew from the program that drew it, as plain SVG, without scripts and without means to edit it."
EMBED = "Export it anew with its pictures inside and its words as outlines, or take that out."
WRITE_SIZE = 'Write viewBox="0 0 400 300" into <svg …>, for a drawing 400 wide and 300 high.'
RUNS = "which could run on this site for whoever opens the drawing by itself."

NO_DRAWING = Fault("is not an SVG drawing, whatever its name says.", OTHER)
UNKNOWN_SIZE = Fault("has neither a viewBox nor a width and a height in numbers, so its size is unknown.", WRITE_SIZE)

_NUMBER = r"[+-]?(?:\d*\.)?\d+(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})(?:px)?\s*", re.ASCII)
_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*", re.ASCII)
_PIXELS_INSIDE = re.compile(r"data:image/(?!svg)", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f]")


class _Refused(Exception):
    """The drawing holds what may not be published."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def examine_drawing(data: bytes) -> Picture:
    """What the drawing is, found by reading all of it."""
    if not data:
        return Picture(fault=EMPTY)
    reading = _Reading()
    try:
        reading.parser.Parse(data, True)
    except _Refused as refused:
        return Picture(fault=refused.fault)
    except (expat.ExpatError, ValueError, LookupError):  # the last two: an encoding that Python cannot read
        message = f"is broken or not whole: from line {reading.line} on it cannot be read."
        return Picture(fault=Fault(message, AGAIN) if b"<svg" in data else NO_DRAWING)
    return _sized(reading.outermost)


class _Reading:
    """Reads from the first element to the last, and stops at the first that is refused."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        self.has_begun, self.outermost = False, dict[str, str]()
        self._styles: list[str] = []
        self._styles_open = 0
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declared
        # Here and not at the entities: none is read, so none can grow.
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.EndElementHandler = self._end

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            raise _Refused(Fault(f'is written in "{encoding[:30]}"; only UTF-8 is read alike everywhere.', EXPORT))

    def _doctype(self, *_: object) -> None:
        raise _Refused(Fault(f"has a DOCTYPE (line {self.line}), behind which anything can hide.",
                             f"{EXPORT} Often it is enough to delete all from <!DOCTYPE to its >."))  # fmt: skip

    def _instruction(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _Refused(Fault(f"takes its looks from another file (line {self.line}).", EMBED))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self.has_begun:
            self._begin(space, tag, attributes)
        if space == XHTML or tag.lower() in NOT_DRAWN:
            raise _Refused(Fault(f"holds <{tag[:30]}> (line {self.line}), {RUNS}", EXPORT))
        for attribute, value in attributes.items():
            for fault in _faults(tag.lower(), attribute.lower(), value, self.line):
                raise _Refused(fault)
        self._styles_open += tag.lower() == "style"

    def _begin(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        if tag != "svg" or space not in ("", SVG):
            raise _Refused(NO_DRAWING)
        if not space:
            hint = f'Write xmlns="{SVG}" into <svg …>.'
            raise _Refused(Fault("does not say that it is SVG, so no browser draws it.", hint))
        self.has_begun, self.outermost = True, attributes

    def _text(self, text: str) -> None:
        if self._styles_open:
            self._styles.append(text)

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2].lower() != "style":
            return
        self._styles_open -= 1
        for fault in _in_style("".join(self._styles), self.line):
            raise _Refused(fault)
        self._styles.clear()


# What an attribute may say


def _faults(tag: str, attribute: str, value: str, line: int) -> Iterator[Fault]:
    local = attribute.rpartition(" ")[2]
    if attribute.startswith("on"):
        yield Fault(f'holds {attribute[:30]}="…" (line {line}), {RUNS}', EXPORT)
    elif local in ("href", "src"):
        yield from _in_reference(tag, value, line)
    elif local == "attributename" and re.match(r"\s*(?:on|(?:.*:)?href\s*$)", value, re.IGNORECASE):
        yield Fault(f'holds attributeName="{value[:30]}" (line {line}), {RUNS}', EXPORT)
    else:
        yield from _in_style(value, line)


def _in_reference(tag: str, target: str, line: int) -> Iterator[Fault]:
    """A link may lead anywhere, as the reader follows it; all else is fetched."""
    bare = _INVISIBLE.sub("", target).replace("\\", "/")
    if _PIXELS_INSIDE.match(bare):
        return
    if not is_safe(bare):
        yield Fault(f'leads to "{bare[:40]}" (line {line}), {RUNS}', EXPORT)
    elif tag != "a" and is_outside(bare):
        yield _fetched(bare, line)


def _in_style(css: str, line: int) -> Iterator[Fault]:
    for address in addresses_in_style(css):
        if is_outside(_INVISIBLE.sub("", address).replace("\\", "/")):
            yield _fetched(address, line)


def _fetched(address: str, line: int) -> Fault:
    return Fault(f'would fetch "{address[:60]}" (line {line}), which does not lie on this site.', EMBED)


# How large it is


def _sized(outermost: dict[str, str]) -> Picture:
    box = outermost.get("viewBox")
    if box is not None:
        found = _BOX.fullmatch(box)
        if not found:
            return Picture(fault=Fault(f'has the viewBox "{box[:40]}", which is not four numbers.', WRITE_SIZE))
        return _of(float(found[1]), float(found[2]))
    sides = [_LENGTH.fullmatch(outermost.get(name, "")) for name in ("width", "height")]
    width, height = (float(side[1]) if side else None for side in sides)
    return Picture(fault=UNKNOWN_SIZE) if width is None or height is None else _of(width, height)


def _of(width: float, height: float) -> Picture:
    if min(width, height) >= 1 and max(width, height) <= LARGEST:
        return Picture(round(width), round(height), "svg")
    message = f"is {width:g} by {height:g}; a side may be from 1 to {LARGEST:,}."
    return Picture(fault=Fault(message, "Make the drawing larger or smaller in the program that drew it."))
