"""Only `check` fails on a date of information that is still to come, so that an earlier day can still be built."""

from __future__ import annotations

import pytest

from tests.building import content


@pytest.mark.parametrize(("slower", "severity"), [(False, "warning"), (True, "error")])
def test_a_date_to_come_fails_a_check_and_no_build(make_site, slower, severity):
    site = make_site({"content/routes/a.md": content("route", as_at="2027")}, slower=slower)
    assert [problem.severity for problem in site.problems if problem.code == "as-at"] == [severity]
