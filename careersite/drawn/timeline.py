"""The parts of a payment come in; out goes a line of time by months of service, ready for a template to draw."""

from __future__ import annotations

from collections.abc import Sequence

from careersite.fields import Plain

WIDTH = 360  # units
MARGIN = 26
CLOSEST = 52  # units between two knots, so that their words do not meet
A_MONTH, LONGEST = 6.0, 500


def timeline(instalments: Sequence[Plain]) -> Plain:
    """Size and knots of the drawing: the longer the time between two parts, the longer the ribbon between them."""
    months = sorted({part["after_months"] for part in instalments})
    knots, y = [], MARGIN
    unit = min(A_MONTH, LONGEST / max(months[-1] - months[0], 1)) if months else 0
    for number, month in enumerate(months):
        y += max(CLOSEST, round((month - months[number - 1]) * unit)) if number else 0
        parts = [part for part in instalments if part["after_months"] == month]
        knots.append({"y": y, "months": month, "parts": parts})
    return {"width": WIDTH, "height": y + MARGIN, "top": MARGIN, "bottom": y, "knots": knots}
