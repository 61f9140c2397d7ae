"""The weave of a name: the same for the same name, another for another, whole and within its square."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.drawn.weave import CELL, GAP, PATTERNS, weave

pytestmark = pytest.mark.quick

NAMES = st.text(max_size=40)


def test_the_same_name_has_the_same_weave_however_it_is_written():
    assert weave("Abby Poar") == weave("  abby  POAR ")
    assert weave("Zoë") == weave("Zoe\u0308")


def test_another_name_has_another_weave():
    assert len({weave(name) for name in ("Abby Poar", "Clearence Ndebele", "Allan Hall", "Zoë")}) == 4


@pytest.mark.slow
def test_of_a_thousand_names_no_two_have_the_same_weave():
    first = ["Ada", "Eva", "Ali", "Ida", "Ola", "Abby", "Anna", "Jo", "Sam", "Max", "Zoë", "Clearence", "Wilhelmina"]
    parts = ["", "an", "ar", "en", "er", "in", "on", "ley"]
    last = ["Hall", "Hill", "Lee", "Law", "Poar", "Ndebele", "Khan", "Patel", "Smith", "Jones", "O’Neill", "Nowak"]
    names = {f"{one}{part} {other}" for one in first for part in parts for other in last}
    assert len(names) == 1248
    for pattern in PATTERNS:
        assert len({weave(name, pattern) for name in names}) == len(names)


def test_another_pattern_is_another_cloth_of_the_same_ribbons():
    cloths = [weave("Abby Poar", pattern) for pattern in PATTERNS]
    assert len(set(cloths)) == len(PATTERNS) == 3
    assert len({frozenset(patch.role for patch in cloth) for cloth in cloths}) == 1


@pytest.mark.slow
@given(NAMES, st.sampled_from(sorted(PATTERNS)), st.integers(1, 30), st.integers(1, 30))
def test_nothing_lies_outside_and_nothing_is_without_size(name, pattern, across, down):
    for patch in weave(name, pattern, across, down):
        assert patch.width > 0
        assert patch.height > 0
        assert 0 <= patch.x <= patch.x + patch.width <= across * CELL - GAP
        assert 0 <= patch.y <= patch.y + patch.height <= down * CELL - GAP


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
def test_warp_and_weft_both_lie_above_somewhere(pattern):
    ground, *ribbons = weave("Clearence Ndebele", pattern)
    assert ground.role == "deep"
    across = [patch for patch in ribbons if patch.width == ground.width]
    upright = [patch for patch in ribbons if patch.width < ground.width]
    assert len(across) > 5
    assert len(upright) > 15
    assert all(patch.height < ground.height for patch in upright)
