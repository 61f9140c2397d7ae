"""Colours: how well one is read on another, and the nearest that is read well enough."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careersite.colours.colours import Need, contrast, from_oklch, luminance, nearest, oklch

pytestmark = pytest.mark.quick

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NEEDS = st.lists(st.builds(Need, COLOURS, st.sampled_from((3.0, 4.5))), min_size=1, max_size=4)


# From the tables of other programs: WebAIM's checker for the contrasts, Ottosson's own page for the lightness.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54),
     ("#ff0000", "#ffffff", 4.0), ("#0000ff", "#ffffff", 8.59), ("#0b4595", "#0b4595", 1.0)],
)  # fmt: skip
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma"),
    [("#ffffff", 1.0, 0.0), ("#ff0000", 0.628, 0.2577), ("#00ff00", 0.8664, 0.2948), ("#0000ff", 0.452, 0.3132)],
)
def test_lightness_and_chroma_are_those_of_oklch(colour, lightness, chroma):
    assert oklch(colour)[:2] == pytest.approx((lightness, chroma), abs=0.0005)


@given(COLOURS)
def test_every_colour_comes_back_from_oklch_as_it_was(colour):
    assert from_oklch(*oklch(colour)) == colour


@given(st.floats(0.15, 1), st.floats(0, 0.5), st.floats(-3.2, 3.2))
def test_whatever_is_asked_for_the_answer_is_a_colour_that_screens_show(lightness, chroma, hue):
    shown = from_oklch(lightness, chroma, hue)
    assert len(shown) == 7
    assert oklch(shown)[0] == pytest.approx(lightness, abs=0.02)


@pytest.mark.slow
@given(COLOURS, NEEDS)
@settings(deadline=None)
def test_the_nearest_colour_meets_every_need_wherever_any_colour_does(colour, needs):
    better = nearest(colour, needs)
    if better is not None:
        assert all(contrast(better, need.colour) >= need.least for need in needs)
    else:
        greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]
        assert not [grey for grey in greys if all(need.is_met(grey) for need in needs)]


@given(COLOURS)
def test_a_colour_that_meets_its_needs_stays_as_it_is(colour):
    assert nearest(colour, [Need(colour, 1.0)]) == colour


def test_hue_is_kept_and_lightness_moves():
    blue = nearest("#8fc0f7", [Need("#ffffff", 4.5)])
    assert luminance(blue) < luminance("#8fc0f7")
    assert oklch(blue)[2] == pytest.approx(oklch("#8fc0f7")[2], abs=0.05)
    assert contrast(blue, "#ffffff") < 4.6, "no darker than need be"


def test_where_almost_nothing_is_allowed_the_one_colour_is_found():
    """Between black and white 4.58 is the most that a colour can have to both."""
    needs = [Need("#000000", 4.58), Need("#ffffff", 4.58)]
    better = nearest("#0b4595", needs)
    assert better
    assert all(need.is_met(better) for need in needs)
    assert nearest("#0b4595", [Need("#000000", 4.6), Need("#ffffff", 4.6)]) is None
