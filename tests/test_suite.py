"""`build.py test`, on a copy with tests of its own, in the environment that runs these."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from careersite.suite import find_browser, why_no_browser

pytestmark = pytest.mark.slow  # real processes, disks and servers take their time

ROOT = Path(__file__).parent.parent

QUICK = """
import pytest
pytestmark = pytest.mark.quick
def test_right(): pass
def test_wrong(): assert False
@pytest.mark.slow
def test_slow(): assert False
"""
OTHERS = """
import pytest
def test_program(): assert False
@pytest.mark.alone
def test_speed(): assert False
"""


def run_copy(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run run_suite on a copy whose tests are those above."""
    (folder / "careersite").mkdir()
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("bootstrap.py", "installation.py", "suite.py"):
        shutil.copy(ROOT / "careersite" / name, folder / "careersite")
    (folder / "careersite" / "__init__.py").touch()
    (folder / "tests" / "test_words.py").write_text(QUICK)
    (folder / "tests" / "test_programs.py").write_text(OTHERS)
    code = "import sys; from careersite.suite import run_suite; sys.exit(run_suite(sys.argv[1:]))"
    # Without the outer pytest's variables, which would change what the inner one does.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    ("arguments", "status", "closing"),
    [
        (["--quick"], 1, "1 failed, 1 passed"),
        (["--quick", "-k", "right"], 0, "1 passed"),
        (["--quick", "-k", "no_such_test"], 2, "no tests ran"),
        (["--quick", "--no-such-option"], 2, ""),
        (["words", "-k", "not slow"], 1, "1 failed, 1 passed"),
        (["program", "words"], 1, "4 failed, 1 passed"),
        (["no_such_file"], 2, "no tests ran"),
    ],
)
def test_arguments_reach_pytest_and_its_verdict_comes_back(
    tmp_path: Path, arguments: list[str], status: int, closing: str
) -> None:
    finished = run_copy(tmp_path, *arguments)
    assert finished.returncode == status, finished.stdout + finished.stderr
    assert closing in finished.stdout


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_the_browser_that_a_person_names_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "my browser"
    mine.write_text("#!/bin/sh\nexit 0\n")
    mine.chmod(0o755)
    monkeypatch.setenv("CAREERSITE_BROWSER", str(mine))
    assert find_browser() == str(mine)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_browser_that_only_tells_how_to_install_one_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho please install the snap; exit 1\n")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CAREERSITE_BROWSER", raising=False)
    assert find_browser() != str(stub)


@pytest.mark.slow
@pytest.mark.skipif(bool(why_no_browser()), reason="without a browser one would be installed")
def test_what_measures_speed_has_the_computer_for_itself_after_all_other_tests(tmp_path: Path) -> None:
    finished = run_copy(tmp_path)
    assert finished.returncode == 1, finished.stdout + finished.stderr
    first, _, second = finished.stdout.partition("3 failed, 1 passed")
    assert "2 workers" in first
    assert "1 failed, 4 deselected" in second
