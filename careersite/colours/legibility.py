"""A palette comes in; out goes every colour of site.yml that cannot be read, with the nearest one that can."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import combinations

from careersite.colours.colours import Need, contrast, nearest
from careersite.colours.palette import PAIRS, SCHEMES, Pair, Palette, Scheme
from careersite.problem import Problems

MOST_TOLD = 3


def check_legibility(palette: Palette, lines: Mapping[Scheme, Mapping[str, int]], problems: Problems) -> None:
    """`lines` are those of the colours that site.yml sets; a pair of which it sets neither colour is not its fault."""
    for scheme in SCHEMES:
        _check(scheme, palette, lines[scheme], problems)


def _check(scheme: Scheme, palette: Palette, lines: Mapping[str, int], problems: Problems) -> None:
    """Grounds come first, and what is read on them is held against the grounds as mended: all advice holds together."""
    colours = dict(palette.of(scheme))
    blamed = [(pair, role) for pair in palette.failing(scheme) if (role := _blamed(pair, lines))]
    for role in sorted({role for _, role in blamed}, key=_place):
        own = [pair for pair, other in blamed if other == role]
        excused = [pair for pair, other in blamed if other != role and _place(other) > _place(role)]
        held = [pair for pair in PAIRS if role in (pair.front, pair.ground) and pair not in excused]
        better = nearest(colours[role], [_need(pair, role, colours) for pair in held])
        problems.error(
            "contrast",
            f'In {scheme}, "{role}" {colours[role]} has a contrast of only {_found(own, role, palette.of(scheme))}.',
            _advice(role, better, held, colours),
            file="site.yml",
            line=lines[role],
        )
        colours[role] = better or colours[role]


def _blamed(pair: Pair, lines: Mapping[str, int]) -> str:
    """Which of the two the site has set: what is read, before what it is read on."""
    return next((role for role in (pair.front, pair.ground) if role in lines), "")


def _place(role: str) -> tuple[bool, bool, str]:
    """Grounds first, then what is both ground and read, such as a button, then words."""
    is_read = any(pair.front == role for pair in PAIRS)
    is_ground = any(pair.ground == role for pair in PAIRS)
    return is_read, not is_ground, role


def _other(pair: Pair, role: str) -> str:
    return pair.ground if pair.front == role else pair.front


def _need(pair: Pair, role: str, colours: Mapping[str, str]) -> Need:
    return Need(colours[_other(pair, role)], pair.least)


def _found(failing: list[Pair], role: str, colours: Mapping[str, str]) -> str:
    """`1.9 on "paper" #fbfaf6 (at least 4.5 is needed)`, the worst first."""

    def ratio(pair: Pair) -> float:
        return contrast(colours[role], colours[_other(pair, role)])

    told = [
        f'{_floored(ratio(pair))} {"on" if pair.front == role else "under"} "{_other(pair, role)}" '
        f"{colours[_other(pair, role)]} (at least {pair.least:g} is needed)"
        for pair in sorted(failing, key=lambda pair: ratio(pair) / pair.least)
    ]
    more = f"{len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    parts = [*told[:MOST_TOLD], *([more] if more else [])]
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]


def _floored(ratio: float) -> str:
    """4.48 → 4.4: a contrast that is too low must not look as if it were enough."""
    return f"{math.floor(ratio * 10) / 10:.1f}"


def _advice(role: str, better: str | None, held: list[Pair], colours: Mapping[str, str]) -> str:
    if better == colours[role]:
        return "It may stay once the colours that it is seen on are changed as advised here."
    if better:
        return f'The nearest colour that can be read everywhere is "{better}".'
    conflict = next(_conflicts(role, held, colours))
    named = " and ".join(f'{pair.least:g} to "{_other(pair, role)}" {colours[_other(pair, role)]}' for pair in conflict)
    return f"No colour at all has a contrast of {named}: change one of them first."


def _conflicts(role: str, held: list[Pair], colours: Mapping[str, str]) -> Iterator[tuple[Pair, ...]]:
    """The fewest pairs that no colour can meet together."""
    for count in range(1, len(held) + 1):
        for pairs in combinations(held, count):
            if nearest(colours[role], [_need(pair, role, colours) for pair in pairs]) is None:
                yield pairs
