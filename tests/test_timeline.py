"""The line of time of a payment: in order, with room for its words, longer where the time is longer."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.drawn.timeline import CLOSEST, timeline

pytestmark = pytest.mark.quick


def parts(*months: int) -> list[dict]:
    return [{"after_months": month, "amount": {"value": "£1"}, "note": None} for month in months]


def test_parts_of_the_same_month_share_a_knot_and_later_ones_lie_lower():
    drawn = timeline(parts(24, 12, 12))
    assert [(knot["months"], len(knot["parts"])) for knot in drawn["knots"]] == [(12, 2), (24, 1)]


def test_two_years_are_longer_than_one():
    first, second, third = (knot["y"] for knot in timeline(parts(0, 12, 36))["knots"])
    assert third - second > second - first


@pytest.mark.slow
@given(st.lists(st.integers(0, 600), max_size=12))
def test_words_never_meet_and_nothing_lies_outside(months):
    drawn = timeline(parts(*months))
    ys = [knot["y"] for knot in drawn["knots"]]
    assert all(later - earlier >= CLOSEST for earlier, later in pairwise(ys))
    assert all(0 < y < drawn["height"] for y in ys)
    assert len(ys) == len(set(months))
