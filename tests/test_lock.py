from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from careersite.lock import lock
from careersite.problem import Problem, Problems

pytestmark = pytest.mark.slow  # real processes, disks and servers take their time

ROOT = Path(__file__).resolve().parents[1]
STARTED = datetime(2026, 6, 4, 10, 41, tzinfo=UTC)

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from careersite.lock import lock
from careersite.problem import Problems

with lock(Path(sys.argv[1]), Problems(), command="preview", started=datetime(2026, 6, 4, 10, 41, tzinfo=UTC)) as held:
    print(held, flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_build(public: Path) -> Iterator[subprocess.Popen[str]]:
    """A real process that holds the lock until it is told to end, or killed."""
    arguments = [sys.executable, "-c", HOLDER, str(public)]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        try:
            yield process
        finally:
            process.kill()


def attempt(public: Path, *, patience: float = 0.0, started: datetime = STARTED) -> tuple[Problem, ...]:
    """Takes the lock and gives it back: no problem, or the reason why not."""
    problems = Problems()
    with lock(public, problems, command="build", started=started, patience=patience) as held:
        assert held is not problems.has_errors
    return problems.all


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """An output folder that another build holds all the time, and the number of its process."""
    public = tmp_path_factory.mktemp("busy") / "public"
    public.mkdir()
    with another_build(public) as process:
        yield public, process.pid


def test_one_build_after_another_each_gets_the_folder_and_leaves_nothing_in_it(public: Path) -> None:
    assert attempt(public) == ()
    assert attempt(public) == ()
    assert {path.name for path in public.parent.iterdir()} <= {".public.lock"}


def test_a_second_build_is_told_who_is_writing_and_since_when(busy: tuple[Path, int]) -> None:
    public, process = busy
    (problem,) = attempt(public)
    assert problem.code == "output-busy"
    assert (
        problem.message == f"Another build (process {process} on {platform.node()}, started 10:41) is writing public/."
    )
    assert problem.hint == 'Wait for it to finish, or stop it: it was started as "preview".'


def test_a_build_that_began_on_another_day_is_told_with_its_day(busy: tuple[Path, int]) -> None:
    (problem,) = attempt(busy[0], started=datetime(2026, 6, 5, 9, 0, tzinfo=UTC))
    assert "started 2026-06-04 10:41)" in problem.message


def test_a_second_build_waits_for_the_first_to_end(public: Path) -> None:
    with another_build(public) as process:
        assert process.stdin
        end = threading.Timer(0.1, process.stdin.close)
        end.start()
        assert attempt(public, patience=30.0) == ()
        end.join()
        assert process.wait() == 0


def test_the_folder_is_free_as_soon_as_its_holder_was_killed(public: Path) -> None:
    with another_build(public) as process:
        process.kill()
        process.wait()
        assert attempt(public) == ()
    assert {path.name for path in public.parent.iterdir()} <= {".public.lock"}


@pytest.mark.parametrize("facts", ["", "[]", '{"process": "x"}', "\udcff"])
def test_a_holder_of_whom_nothing_can_be_read_is_told_without_a_name(busy: tuple[Path, int], facts: str) -> None:
    holder = busy[0].parent / ".public.lock.holder"
    before = holder.read_bytes()
    holder.write_text(facts, encoding="utf-8", errors="surrogateescape")
    (problem,) = attempt(busy[0])
    holder.write_bytes(before)
    assert problem.message == "Another build is writing public/."
    assert problem.hint == "Wait for it to finish, or stop it."


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only some accounts make links")
def test_two_names_of_one_folder_have_one_lock(busy: tuple[Path, int], tmp_path: Path) -> None:
    (tmp_path / "website").symlink_to(busy[0])
    (problem,) = attempt(tmp_path / "website")
    assert problem.message.endswith("is writing website/.")


def test_a_mistake_in_the_build_frees_the_folder(public: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock(public, Problems(), command="build", started=STARTED):
        raise ZeroDivisionError
    assert attempt(public) == ()


def test_the_folders_around_the_output_are_made(tmp_path: Path) -> None:
    assert attempt(tmp_path / "not" / "yet" / "public") == ()


def test_a_name_too_long_for_a_lock_file_is_told(tmp_path: Path) -> None:
    (problem,) = attempt(tmp_path / ("x" * 254))
    assert problem.code == "output-lock"


def test_a_folder_in_the_lock_files_place_is_told(public: Path) -> None:
    (public.parent / ".public.lock").mkdir()
    (problem,) = attempt(public)
    assert problem.code == "output-lock"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_parent_in_which_no_lock_file_can_be_made_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)
        user = os.geteuid()
        if not user:
            # root is never refused
            os.seteuid(65534)
        try:
            (problem,) = attempt(Path(folder, "public"))
        finally:
            os.seteuid(user)
    assert problem.message == "No lock file can be made beside public/: Permission denied. Nothing was written."
    assert problem.hint == "Make the folder around it writable, or choose another with --out."
