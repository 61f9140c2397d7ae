"""The table of checks."""

from pathlib import Path

import pytest

from careersite.checks import CHECKS, SLOWER_CHECKS

pytestmark = pytest.mark.quick


def test_every_check_has_a_test_of_its_own():
    names = {check.__name__ for check in (*CHECKS, *SLOWER_CHECKS)}
    tested = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert len(names) >= 10
    assert names <= tested
