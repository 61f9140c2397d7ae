"""The rehearsal of some weeks, with the real nginx: every promise of every day is kept."""

from __future__ import annotations

import pytest

from careersite.suite import command_path
from examples.a_day_in_the_life import days

pytestmark = [
    pytest.mark.slow,  # several builds, and a server for each
    pytest.mark.skipif(not command_path("nginx"), reason="nginx is not installed"),
]


def test_what_candidates_get_on_every_day_is_what_was_promised(tmp_path):
    told = list(days(tmp_path))
    assert len(told) == 7
    assert all(len(day.answers) > 0 for day in told)
    assert [promise for day in told for promise in day.broken_promises] == []
