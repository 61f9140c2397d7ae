"""The rehearsal of a campaign, with real decoders and the real nginx: all is right, and what is wrong would be told."""

from __future__ import annotations

import pytest

from careersite.suite import command_path
from examples.a_campaign import CHANNELS, Visitors, counted, steps

PROGRAMS = ("nginx", "zbarimg", "pdftoppm")
pytestmark = [
    pytest.mark.slow,  # a dozen builds, and servers for some
    pytest.mark.skipif(not all(map(command_path, PROGRAMS)), reason=f"one of {', '.join(PROGRAMS)} is not installed"),
]


def test_a_campaign_is_right_from_its_first_line_to_its_last_figure(tmp_path):
    visitors = Visitors()
    told = list(steps(tmp_path, visitors))
    assert len(told) == 9
    assert all(step.answers or not step.status for step in told)
    assert [promise for step in told for promise in step.broken_promises] == []
    assert set(visitors.arrivals) == {*CHANNELS, ""}
    assert min(visitors.arrivals.total(), visitors.apply_clicks.total(), visitors.robots, visitors.ahead) > 0
    assert visitors.scanned.keys() == {"poster", "stand"}

    visitors.arrivals["poster"] += 1
    visitors.robots += 1
    wrong = {promise.split(":")[0] for promise in counted(visitors).broken_promises}
    assert {"arrivals by poster", "arrivals in all", "robots"} <= wrong
    assert not any(words.startswith("apply") for words in wrong)
