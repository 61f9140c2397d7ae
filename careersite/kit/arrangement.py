"""A sheet, its format and the size of its letters come in; out goes where everything stands on the page, if it fits.

A ribbon hangs down a deep panel and ends in the code, which is as wide. The title is in the panel, all else on white
beside and below the code: an office printer leaves an edge, and many print in grey.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from careersite.colours.colours import contrast
from careersite.drawn.weave import CELL, GAP, weave
from careersite.kit.format import Format
from careersite.kit.logo import placed
from careersite.kit.pdf import Box, Mark, Page, Part, Role
from careersite.kit.qr import BLACK, MARGIN, WHITE, printed
from careersite.kit.sheet import Sheet, name_of
from careersite.kit.typesetting import Lines, Setting, evened, set_in, too_wide, width

Making = Callable[[float], "Block"]  # of a width, in millimetres

ACROSS = 7  # cells of the ribbon, as on share cards
CALLS = (2.6, 2.2, 1.9, 1.6, 1.4)  # how large the call to action may be, as multiples of plain words
READABLE = 4.5  # the contrast of text: https://www.w3.org/TR/WCAG22/#contrast-minimum


@dataclass(frozen=True, slots=True)
class Block:
    """Words, the space above them, and what stands at their left: a label, or the mark of an entry of a list."""

    role: Role
    lines: Lines
    space: float
    indent: float = 0.0
    label: Lines | None = None
    mark: str = ""  # its colour

    @property
    def height(self) -> float:
        return self.space + self.lines.height

    def part(self, left: float, top: float) -> Part:
        start = top + self.space
        marks: list[Mark] = []
        if self.label:
            marks += self.label.placed(left, start)
        if self.mark:
            side = self.lines.setting.size_mm * 0.4
            marks.append(Box(left, start + side * 0.4, side, side, self.mark))
        return Part(self.role, (*marks, *evened(self.lines).placed(left + self.indent, start)))


@dataclass(frozen=True)
class Arrangement:
    """Everything of one sheet, at one width of its ribbon and one size of its letters."""

    sheet: Sheet
    of: Format
    ribbon: float
    size: float

    @property
    def legibility(self) -> float:
        """The more, the larger the title is and, rather more so, plain words; 0 where something does not fit."""
        return 0.0 if self.word_too_wide() else self._title_points**2 * self.size**3

    def page(self) -> Page:
        """The finished page; to be asked for only where everything fits."""
        parts = (self._grounds(), *self._in_panel(), *self._below(), *self._foot())
        return Page(self.of.width, self.of.height, tuple(part for part in parts if part.marks))

    def word_too_wide(self) -> tuple[str, str] | None:
        """Which text has a word that fits on no line, and which word."""
        for name, text, setting, room in self._rooms():
            word = too_wide(text, setting, room)
            if word:
                return name, word.strip()
        return None

    def _rooms(self) -> Iterator[tuple[str, str, Setting, float]]:
        """How each text is set at the smallest, and in what width."""
        sheet = self.sheet
        yield "title", sheet.title, self._title(self.of.titles[-1]), self._panel_room
        yield "message", sheet.message, self._message, self._panel_room
        yield "name of the site", sheet.site_name, self._site, self._panel_room
        yield "call to action", sheet.call_to_action, self._call(CALLS[-1]), self._column_room
        for label, text in sheet.lines:
            yield f"label “{label}”", label, self._label, self._column_room
            yield name_of(text), text, self._text, self._column_room - self._label_width
        yield "heading of the steps", sheet.steps_title, self._label, self._column_room
        for step in sheet.steps:
            yield name_of(step), step, self._text, self._column_room - self._indent
        for row in _in_two(sheet.address):
            yield "address", row, self._address_setting(self.of.two_row_addresses[-1]), self._address_room
        yield "name of the organisation", sheet.organisation, self._small, self._foot_room

    # How words are set.

    def _title(self, points: float) -> Setting:
        return Setting("bold", points, self.sheet.colours["on-deep"], 1.12)

    @property
    def _message(self) -> Setting:
        return Setting("regular", self.size * 1.25, self.sheet.colours["on-deep"])

    @property
    def _site(self) -> Setting:
        return Setting("bold", self.size, self.sheet.colours["on-deep"], 1.2)

    def _call(self, times: float) -> Setting:
        return Setting("bold", self.size * times, self._on_white("accent"), 1.15)

    @property
    def _label(self) -> Setting:
        return Setting("bold", self.size, self._on_white("main"))

    @property
    def _text(self) -> Setting:
        return Setting("regular", self.size, self._on_white("ink"))

    @property
    def _small(self) -> Setting:
        return Setting("regular", self.size * 0.85, self._on_white("ink-soft"), 1.2)

    def _address_setting(self, points: float) -> Setting:
        return Setting("bold", points, self.sheet.colours["main"], 1.2)

    def _on_white(self, role: str) -> str:
        """The paper of a printer is white, whatever the site's is."""
        colour = self.sheet.colours[role]
        return colour if contrast(colour, WHITE) >= READABLE else BLACK

    # How much room there is, in millimetres.

    @property
    def _left(self) -> float:
        """Where all words begin."""
        return self.of.edge + self.of.pad

    @property
    def _ribbon_left(self) -> float:
        return self.of.width - self.of.edge - self.ribbon

    @property
    def _module(self) -> float:
        return self.ribbon / len(self.sheet.code.rows)

    @property
    def _quiet(self) -> float:
        """The white margin of the code."""
        return MARGIN * self._module

    @property
    def _code_width(self) -> float:
        return self.ribbon + 2 * self._quiet

    @property
    def _panel_room(self) -> float:
        return self._ribbon_left - self.of.pad * 0.8 - self._left

    @property
    def _column_room(self) -> float:
        return self._ribbon_left - self._quiet - self._left

    @property
    def _address_room(self) -> float:
        return self.of.width - self.of.edge - self.of.pad * 0.4 - self._left

    @property
    def _foot_room(self) -> float:
        logo = self.of.logo[0] + self.of.pad if self.sheet.logo else 0.0
        return self.of.width - self.of.edge - logo - self._left

    @property
    def _indent(self) -> float:
        """Of an entry of a list, behind its mark."""
        return self._text.size_mm * 0.9

    @cached_property
    def _label_width(self) -> float:
        """With the gap behind it; nothing where labels are so wide that they have to stand on lines of their own."""
        widest = max((width(label, self._label) for label, _ in self.sheet.lines), default=0.0) + self.size / 4
        return widest if widest < self._column_room * 0.3 else 0.0

    # What stands where.

    @cached_property
    def _panel_bottom(self) -> float:
        return self._band_top - max(self._code_width, _height(self._column) + 2 * self._quiet)

    @cached_property
    def _title_points(self) -> float:
        """The largest that the title can have, or 0."""
        free = self._panel_bottom - self.of.edge - 2 * self.of.pad - _height(self._around_title)
        for points in self.of.titles:
            setting = self._title(points)
            is_larger = points >= self._message.points * 1.4
            if is_larger and not too_wide(self.sheet.title, setting, self._panel_room):
                lines = set_in(self.sheet.title, setting, self._panel_room)
                if lines.height + self.size * 0.8 <= free:
                    return points
        return 0.0

    @cached_property
    def _around_title(self) -> tuple[Block, Block]:
        return (
            self._block("P", self.sheet.site_name, self._site, 0, self._panel_room),
            self._block("P", self.sheet.message, self._message, self.size * 0.5, self._panel_room),
        )

    def _in_panel(self) -> tuple[Part, ...]:
        """The name of the site at the top, title and message at the bottom."""
        site, message = self._around_title
        title = self._block("H1", self.sheet.title, self._title(self._title_points), 0, self._panel_room)
        bottom = self._panel_bottom - self.of.pad
        return (
            site.part(self._left, self.of.edge + self.of.pad),
            title.part(self._left, bottom - message.height - title.height),
            message.part(self._left, bottom - message.height),
        )

    @cached_property
    def _column(self) -> tuple[Block, ...]:
        """What there is to know, beside the code and below it; the call to action in letters as large as may be."""
        blocks: tuple[Block, ...] = ()
        for times in CALLS:
            setting = self._call(times)
            if not too_wide(self.sheet.call_to_action, setting, self._column_room):
                call = Block("H2", set_in(self.sheet.call_to_action, setting, self._column_room), 0)
                blocks = self._flowing(call)
                if _height(blocks) <= self.ribbon:
                    break
        return blocks

    def _flowing(self, call: Block) -> tuple[Block, ...]:
        """What begins below the code has the whole width."""
        blocks = [call]
        for make in (*self._lines(), *self._steps()):
            is_beside = _height(blocks) < self.ribbon + self._quiet
            blocks.append(make(self._column_room if is_beside else self._address_room))
        return tuple(blocks)

    def _lines(self) -> Iterator[Making]:
        indent = self._label_width
        for number, (label, text) in enumerate(one for one in self.sheet.lines if self._says(one[1])):
            space = self.size * (0.22 if number else 0.4)
            if indent or not label:
                yield partial(self._labelled, label, text, space)
            else:
                yield partial(self._block, "P", label, self._label, space)
                yield partial(self._block, "P", text, self._text, self.size * 0.12)

    def _steps(self) -> Iterator[Making]:
        if self.sheet.steps and self.sheet.steps_title:
            yield partial(self._block, "H2", self.sheet.steps_title, self._label, self.size * 0.4)
        for step in filter(self._says, self.sheet.steps):
            yield partial(self._entry, step)

    def _says(self, text: str) -> bool:
        """False for blank words, which have no height: what belongs to them would stand on what comes next."""
        return bool(set_in(text, self._text, self._address_room).rows)

    def _block(self, role: Role, text: str, setting: Setting, space: float, room: float) -> Block:
        return Block(role, set_in(text, setting, room), space)

    def _labelled(self, label: str, text: str, space: float, room: float) -> Block:
        indent = self._label_width
        lines = set_in(text, self._text, room - indent)
        named = set_in(label, self._label, indent)
        # For those who have it read aloud, the space stands between the label and its text.
        named = Lines((*named.rows[:-1], f"{named.rows[-1]} "), named.setting) if label else named
        return Block("P", lines, space, indent, named)

    def _entry(self, step: str, room: float) -> Block:
        lines = set_in(step, self._text, room - self._indent)
        return Block("LI", lines, self.size * 0.16, self._indent, mark=self._on_white("accent"))

    def _grounds(self) -> Part:
        """The panel with its ribbon, and the band behind the address."""
        of, colours = self.of, self.sheet.colours
        across = of.width - 2 * of.edge
        band = Box(of.edge, self._band_top, across, self._band_height, colours["main-soft"])
        panel = Box(of.edge, of.edge, across, self._panel_bottom - of.edge, colours["deep"])
        return Part("Artifact", (panel, *self._ribbon(), band))

    def _ribbon(self) -> Iterator[Box]:
        bottom = self._panel_bottom
        unit = self.ribbon / (ACROSS * CELL - GAP)
        down = math.ceil((bottom - self.of.edge) / unit / CELL) + 1
        for patch in weave(self.sheet.title, self.sheet.pattern, ACROSS, down):
            top = self.of.edge + patch.y * unit
            height = min(patch.height * unit, bottom - top)
            if height > 0:
                colour = self.sheet.colours[patch.role]
                yield Box(self._ribbon_left + patch.x * unit, top, patch.width * unit, height, colour)

    def _below(self) -> Iterator[Part]:
        """Beside and below each other: what there is to know, and the code at the end of the ribbon."""
        top = self._panel_bottom + self._quiet
        for block in self._column:
            yield block.part(self._left, top)
            top += block.height
        code = printed(self.sheet.code, self._ribbon_left - self._quiet, self._panel_bottom, self._code_width)
        yield Part("Figure", (code,), self.sheet.code.in_words)

    @cached_property
    def _address(self) -> Lines:
        """On one line, or on two where it would be too small for one."""
        for points in self.of.addresses:
            setting = self._address_setting(points)
            if width(self.sheet.address, setting) <= self._address_room:
                return Lines((self.sheet.address,), setting)
        rows = _in_two(self.sheet.address)
        for points in self.of.two_row_addresses:
            setting = self._address_setting(points)
            if all(width(row, setting) <= self._address_room for row in rows):
                break
        return Lines(rows, setting)

    @property
    def _band_height(self) -> float:
        return self._address.height + self.of.pad

    @property
    def _band_top(self) -> float:
        return self._foot_top - self.of.pad * 0.5 - self._band_height

    @property
    def _foot_height(self) -> float:
        logo = self.of.logo[1] if self.sheet.logo else 0.0
        return max(logo, self._organisation.height)

    @property
    def _foot_top(self) -> float:
        return self.of.height - self.of.edge - self._foot_height

    @cached_property
    def _organisation(self) -> Lines:
        return set_in(self.sheet.organisation, self._small, self._foot_room)

    def _foot(self) -> Iterator[Part]:
        """The address in its band, and below it who invites."""
        written = self._address.placed(self._left, self._band_top + self.of.pad / 2)
        yield Part("P", written, link=self.sheet.code.address)
        top = self._foot_top + (self._foot_height - self._organisation.height) / 2
        yield Part("P", self._organisation.placed(self._left, top))
        if self.sheet.logo:
            logo = placed(self.sheet.logo, self.of.width - self.of.edge, self._foot_top, self.of.logo)
            yield Part("Figure", (logo,), self.sheet.logo.alt)


def _height(blocks: Iterable[Block]) -> float:
    return sum(block.height for block in blocks)


def _in_two(address: str) -> tuple[str, ...]:
    """`careers.example.org/go/compass` → `careers.example.org` and `/go/compass`"""
    host, slash, rest = address.partition("/")
    return (host, slash + rest) if slash else (host,)
