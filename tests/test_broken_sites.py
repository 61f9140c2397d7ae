"""Each folder of broken_sites/ is a tiny site with one fault, and the very sentences that the editor sees.

What a folder does not bring (site.yml, a home page) is supplied; `without.txt` names what is to be missing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "broken_sites"
FAULTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
OURS = ("expected.txt", "without.txt")


def test_there_are_broken_sites_to_try():
    assert len(FAULTS) > 100
    assert all((FOLDER / fault / "expected.txt").read_text(encoding="utf-8").strip() for fault in FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_editor_is_told_what_is_wrong_and_how_to_mend_it(fault, make_site, rewrite):
    folder = FOLDER / fault
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in OURS
    }
    without = folder / "without.txt"
    missing = without.read_text(encoding="utf-8").split() if without.exists() else []
    site = make_site({**files, **dict.fromkeys(missing)}, slower=True)
    expected = folder / "expected.txt"
    if rewrite:
        expected.write_text(site.sentences + "\n", encoding="utf-8", newline="\n")
    assert site.sentences + "\n" == expected.read_text(encoding="utf-8")
