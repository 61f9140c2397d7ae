"""A piece of a log comes in; out go the requests in it that are wanted, and how many others there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from careersite.results.access_log import Piece
from careersite.results.log_lines import LINES, Request, minute_of, of_combined, request_of


@dataclass
class Reading:
    """What one piece holds; `agents` counts the requests of each program, without which robots could not be told."""

    unreadable: int = 0
    first_unreadable: int = 0
    """The number of its line; 0 where every line could be read."""
    agents: Counter[bytes] = field(default_factory=Counter)
    requests: list[Request] = field(default_factory=list)
    minutes: set[datetime] = field(default_factory=set)
    """All minutes in which something was asked for."""

    def take(self, request: Request) -> None:
        """One more request, of a line that was read by itself."""
        self.agents[request.agent] += 1
        self.requests.append(request)
        self.minutes.add(request.minute)

    def cannot(self, number: int) -> None:
        self.unreadable += 1
        self.first_unreadable = self.first_unreadable or number


def read_piece(piece: Piece, marks: Sequence[bytes]) -> Reading:
    """Of combined lines those requests that have one of the marks, which is most of the speed; of other forms, all."""
    reading = Reading()
    if piece.directives.fields or piece.lines[:1] in (b"{", b"#"):
        _read_each(piece, enumerate(piece.lines.split(b"\n")), reading)
        return reading
    times, agents = zip(*LINES.findall(piece.lines), strict=True)
    minutes = {minute_of(time[1:-1]) for time in set(times) if time}
    if None in minutes:  # 31 February, or a clock gone wild
        _read_each(piece, enumerate(piece.lines.split(b"\n")), reading)
        return reading
    reading.minutes.update(minute for minute in minutes if minute)
    for agent, count in Counter(agents).items():
        reading.agents[agent[1:-1]] += count if agent else 0
    others = [(n, line) for n, line in enumerate(piece.lines.split(b"\n")) if not agents[n]] if b"" in agents else []
    _read_each(piece, others, reading)
    taken = {line for _, line in others}
    for line in _marked(piece.lines, marks):
        if line not in taken and (request := of_combined(line)):
            reading.requests.append(request)
    return reading


def _read_each(piece: Piece, lines: Iterable[tuple[int, bytes]], reading: Reading) -> None:
    directives = piece.directives
    for index, line in lines:
        if line.startswith(b"#"):
            directives = directives.after(line)
        elif request := request_of(line, directives):
            reading.take(request)
        elif line.strip():
            reading.cannot(piece.first_line + index)


def _marked(lines: bytes, marks: Sequence[bytes]) -> Iterator[bytes]:
    """Each line once that has a mark somewhere."""
    spans: dict[int, int] = {}
    for mark in marks:
        at = lines.find(mark)
        while at >= 0:
            start, end = lines.rfind(b"\n", 0, at) + 1, lines.find(b"\n", at)
            end = len(lines) if end < 0 else end
            spans[start] = end
            at = lines.find(mark, end)
    for start in sorted(spans):
        yield lines[start : spans[start]]
