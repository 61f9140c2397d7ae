"""The table of outputs."""

from pathlib import Path

import pytest

from careersite.outputs import OUTPUTS

pytestmark = pytest.mark.quick


def test_every_output_has_a_test_of_its_own():
    names = {output.__name__ for output in OUTPUTS}
    tested = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert len(names) >= 7
    assert names <= tested
