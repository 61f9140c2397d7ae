"""Names with numbers come in; out go bars with their places, ready for a template to draw."""

from __future__ import annotations

from collections.abc import Sequence

from careersite.fields import Plain

WIDTH = 640  # units
HEIGHT = 200
ABOVE, BELOW = 22, 24  # for the number above a column and the day below it
GAP = 0.25  # of a column
WIDEST_COLUMN = 72
MOST_NUMBERS = 20  # more columns than this are too narrow for numbers and days above and below each
ROW = 30
LETTER = 8.2  # units at the size of type that the template sets
LONGEST_NAME = 24


def columns(counts: Sequence[tuple[str, int, bool]]) -> Plain:
    """A column for each name, number and whether it is whole."""
    largest = max((count for _, count, _ in counts), default=0) or 1
    step = min(WIDTH / max(len(counts), 1), WIDEST_COLUMN)
    every = -(-len(counts) // MOST_NUMBERS * 2) if len(counts) > MOST_NUMBERS else 1
    drawn = []
    for number, (name, count, is_whole) in enumerate(counts):
        height = round(count / largest * (HEIGHT - ABOVE - BELOW), 1)
        drawn.append({
            "x": round(number * step + step * GAP / 2, 1), "y": round(HEIGHT - BELOW - height, 1),
            "width": round(step * (1 - GAP), 1), "height": height, "middle": round((number + 0.5) * step, 1),
            "name": name if number % every == 0 else "", "count": f"{count:,}" if len(counts) <= MOST_NUMBERS else "",
            "is_whole": is_whole,
        })  # fmt: skip
    return {"width": WIDTH, "height": HEIGHT, "ground": HEIGHT - BELOW, "bars": drawn, "name_y": HEIGHT - 6}


def rows(counts: Sequence[tuple[str, int]]) -> Plain:
    """A bar to the right for each name and number, as long as the number is large."""
    largest = max((count for _, count in counts), default=0) or 1
    shown = [name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…" for name, _ in counts]
    start = round(max((len(name) for name in shown), default=0) * LETTER + 12)
    room = WIDTH - start - len(f"{largest:,}") * LETTER - 12
    drawn = [
        {"name": name, "count": f"{count:,}", "x": start, "y": number * ROW + 4, "height": ROW - 8,
         "width": round(count / largest * room, 1), "middle": number * ROW + ROW / 2,
         "end": round(start + count / largest * room + 8, 1)}
        for number, (name, (_, count)) in enumerate(zip(shown, counts, strict=True))
    ]  # fmt: skip
    return {"width": WIDTH, "height": max(len(counts), 1) * ROW, "name_x": start - 10, "bars": drawn}
