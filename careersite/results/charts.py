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
ROW = 44  # of a bar, with its name and number above it
NAME_BELOW = 16  # the line of letters, below the top of the row
BAR_BELOW, BAR = 24, 12


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
    """A bar to the right for each name and number; widths are parts of a hundred, so that letters keep their size."""
    largest = max((count for _, count in counts), default=0) or 1
    drawn = [
        {"name": name, "count": f"{count:,}", "name_y": number * ROW + NAME_BELOW, "y": number * ROW + BAR_BELOW,
         "height": BAR, "width": round(count / largest * 100, 1)}
        for number, (name, count) in enumerate(counts)
    ]  # fmt: skip
    return {"height": len(counts) * ROW, "bars": drawn}
