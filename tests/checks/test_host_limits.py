"""A host that would leave out some of its rules is told."""

import pytest

from tests.building import DEFAULTS, content


@pytest.mark.parametrize(("host", "said"), [
    ("azure", "Azure Static Web Apps reads 20,480 bytes of staticwebapp.config.json, and it has"),
    ("nginx", ""),
])  # fmt: skip
def test_more_rules_than_a_host_takes_stop_the_build(make_site, host, said):
    former = ", ".join(f"/this-was-once-a-rather-long-address-{number}/" for number in range(120))
    site = make_site({
        "site.yml": DEFAULTS["site.yml"] + f"hosts:\n  - {host}\n",
        "content/routes/new.md": content("route", formerly=f"[{former}]"),
    })  # fmt: skip
    assert ("host" in site.codes) == bool(said)
    assert said in site.sentences
