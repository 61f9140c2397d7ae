"""Stages and routes come in; out goes the pathway as a ribbon that divides and joins, ready for a template to draw.

Each stage and route is a row from top to bottom, each step from one to another a strand in a lane beside the words. A
strand keeps its lane until its stage is reached; routes are thin threads that enter the strand that leads to theirs.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from careersite.fields import Plain

WIDTH = 360  # units; one unit is about one pixel on a phone
LANE = 26
MARGIN = 18
BEND = 26  # how far down a strand has to go to reach another lane
TEXT = {"stage": 19, "route": 17}  # units; on a phone of 320 pixels a unit is 0.8 of one
SPACE = {"stage": 34, "route": 12}  # what a row is higher than its words
NARROW = {"thread": 3, "back": 5}
LINE = 1.25
LETTER = 0.56  # the mean width of a letter, in ems


@dataclass(frozen=True, slots=True)
class _Row:
    """A stage or a route in its place; `after` are the addresses that it leads to."""

    address: str
    kind: str
    title: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Strand:
    """A step from one row to another; `way` is "strand", "thread" (from a route) or "back" (to a row above).

    A thread that `joins` is from its lane on part of the strand that runs there.
    """

    way: str
    start: str
    end: str
    lane: int
    joins: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a row is drawn."""

    x: int
    top: int
    height: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def ribbon(stages: Sequence[Plain], routes: Sequence[Plain] = (), here: str = "") -> Plain:
    """The drawing: its size, its strands as paths, its places with their words.

    `here` is the address of the stage where the reader is: what can follow from there is "next", what can follow after
    that is "later", all else is "other". Without `here` every state is empty.
    """
    rows = _rows(stages, routes)
    lanes = _Lanes(rows)
    spots = _spots(rows, lanes)
    states = _states(rows, here)
    return {
        "width": WIDTH,
        "height": sum(spot.height for spot in spots.values()),
        "text_x": MARGIN * 2 + LANE * (lanes.number - 1),
        "strands": [
            {
                "way": one.way,
                "path": _path(one, spots),
                "state": _lit(one, states, here),
                "breadth": _breadth(one, rows),
            }
            for one in lanes.strands
        ],
        "places": [_place(row, spots[row.address], states.get(row.address, "")) for row in rows],
    }


def _rows(stages: Sequence[Plain], routes: Sequence[Plain]) -> list[_Row]:
    """Stages in their order, before each the routes that lead to it; a route that leads to none has no row."""
    known = {stage["address"] for stage in stages}
    after = {
        one["address"]: tuple(next_one["address"] for next_one in one["leads_to"] if next_one["address"] in known)
        for one in (*stages, *routes)
    }
    rows = []
    for stage in stages:
        entering = [route for route in routes if _first(after[route["address"]], stages) == stage["address"]]
        rows += [_Row(one["address"], "route", one["title"], after[one["address"]]) for one in entering]
        rows.append(_Row(stage["address"], "stage", stage["title"], after[stage["address"]]))
    return rows


def _first(targets: tuple[str, ...], stages: Sequence[Plain]) -> str | None:
    """The first of these stages that one meets from the top."""
    return next((stage["address"] for stage in stages if stage["address"] in targets), None)


class _Lanes:
    """Gives every row its lane, from the top, and every step its strand."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._order = {row.address: number for number, row in enumerate(rows)}
        self._running: list[str] = []  # where the strand in each lane leads to; "" where the lane is free
        self.of: dict[str, int] = {}
        self.strands: list[_Strand] = []
        for row in rows:
            (self._enter if row.kind == "route" else self._divide)(row)
        self.number = max(len(self._running), *(lane + 1 for lane in self.of.values()), 1)

    def _enter(self, row: _Row) -> None:
        """A route stands right of all strands, and enters those that lead to its stages, or begins them."""
        lane = max([number for number, end in enumerate(self._running) if end], default=-1) + 1
        self.of[row.address] = lane
        for target in sorted(row.after, key=lambda one: self._order[one]):
            joins = target in self._running
            if not joins:
                self._take(self._free(lane), target)
            self.strands.append(_Strand("thread", row.address, target, self._running.index(target), joins))

    def _divide(self, row: _Row) -> None:
        """What is reached first takes the outermost lane, so that strands need not cross."""
        arriving = [number for number, end in enumerate(self._running) if end == row.address]
        lane = self.of[row.address] = min(arriving, default=self._free(0))
        for number in arriving:
            self._running[number] = ""
        for address in sorted(row.after, key=lambda one: -self._order[one]):
            is_below = self._order[address] > self._order[row.address]
            free = self._free(lane if is_below else lane + 1)
            if is_below:
                self._take(free, address)
            self.strands.append(_Strand("strand" if is_below else "back", row.address, address, free))

    def _free(self, least: int) -> int:
        """The first free lane that is not left of `least`."""
        lane = least
        while lane < len(self._running) and self._running[lane]:
            lane += 1
        return lane

    def _take(self, lane: int, target: str) -> None:
        self._running += [""] * (lane + 1 - len(self._running))
        self._running[lane] = target


def _spots(rows: Sequence[_Row], lanes: _Lanes) -> dict[str, _Spot]:
    room = WIDTH - MARGIN * 2 - LANE * (lanes.number - 1)
    spots: dict[str, _Spot] = {}
    top = 0
    for row in rows:
        size = TEXT[row.kind]
        lines = tuple(textwrap.wrap(row.title, max(8, int(room / (size * LETTER)))))
        height = round(len(lines) * size * LINE) + SPACE[row.kind]
        spots[row.address] = _Spot(MARGIN + LANE * lanes.of[row.address], top, height, lines)
        top += height
    return spots


def _path(strand: _Strand, spots: dict[str, _Spot]) -> str:
    """`M18 40C…V200C…`: from one place into the lane, along it, and over to the other place."""
    start, end, x = spots[strand.start], spots[strand.end], MARGIN + LANE * strand.lane
    way = 1 if end.middle >= start.middle else -1
    bend = way * min(BEND, abs(end.middle - start.middle) // 2)
    into_lane = _bent(start.x, x, start.middle, bend)
    if strand.joins:
        return f"M{start.x} {start.middle}{into_lane}"
    return f"M{start.x} {start.middle}{into_lane}V{end.middle - bend}{_bent(x, end.x, end.middle - bend, bend)}"


def _breadth(strand: _Strand, rows: Sequence[_Row]) -> int:
    """A ribbon that will divide is broader, by as many ribbons as it divides into."""
    if strand.way != "strand":
        return NARROW[strand.way]
    parts = next(len(row.after) for row in rows if row.address == strand.end)
    return 7 + 2 * min(max(parts, 1), 5)


def _bent(x1: int, x2: int, y: int, down: int) -> str:
    """A soft bend from one lane to another; straight on where they are the same."""
    return f"V{y + down}" if x1 == x2 else f"C{x1} {y + down // 2} {x2} {y + down // 2} {x2} {y + down}"


def _states(rows: Sequence[_Row], here: str) -> dict[str, str]:
    if not here:
        return {}
    after = {row.address: row.after for row in rows}
    reached, to_see = set(after.get(here, ())), list(after.get(here, ()))
    while to_see:
        new = [one for one in after.get(to_see.pop(), ()) if one not in reached]
        reached.update(new)
        to_see += new
    states = {row.address: "later" if row.address in reached else "other" for row in rows}
    return {**states, **dict.fromkeys(after.get(here, ()), "next"), here: "here"}


def _lit(strand: _Strand, states: dict[str, str], here: str) -> str:
    if not here or strand.start == here:
        return "next" if here else ""
    return "later" if states[strand.start] in ("next", "later") else "other"


def _place(row: _Row, spot: _Spot, state: str) -> Plain:
    """The words stand beside the middle of the row, one below the other."""
    size = TEXT[row.kind]
    first = spot.middle - size * LINE * (len(spot.lines) - 1) / 2 + size * 0.35
    lines = [{"text": text, "y": round(first + number * size * LINE)} for number, text in enumerate(spot.lines)]
    return {"kind": row.kind, "state": state, "address": row.address, "title": row.title, "x": spot.x,
            "y": spot.middle, "size": size, "top": spot.top, "height": spot.height, "lines": lines}  # fmt: skip
