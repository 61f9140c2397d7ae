"""build.py as an editor meets it first: each test runs a copy of it in a folder with spaces and accents in its name.

Nothing is fetched from the network: the copies ask for one tiny package, which lies beside them.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from careersite.bootstrap import PACKAGES
from careersite.installation import CAUSES, DISK_FULL, NO_NETWORK, cause_of, package_in

pytestmark = pytest.mark.slow  # real processes, disks and servers take their time

ROOT = Path(__file__).parent.parent

# -S hides every installed package, as on a fresh computer.
BARE = (sys.executable, "-S")
# What stands in for the engine: it tells where it runs, and its exit status is the first argument.
COMMAND_LINE = """
import os, sys
def main(arguments):
    print(["é→", arguments, sys.prefix, os.getcwd()])
    return int(arguments[0]) if arguments and arguments[0].isdigit() else 0
"""


class Copy:
    """A copy of build.py and what it needs to set itself up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "careersite").mkdir(parents=True)
        (folder / "elsewhere").mkdir()
        shutil.copy(ROOT / "build.py", folder)
        for name in ("bootstrap.py", "installation.py", "suite.py"):
            shutil.copy(ROOT / "careersite" / name, folder / "careersite")
        (folder / "careersite" / "__init__.py").touch()
        (folder / "careersite" / "command_line.py").write_text(COMMAND_LINE, encoding="utf-8")
        self.ask_for("1.0")

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    @property
    def stamp(self) -> Path:
        return self.venv / "installed-requirements.txt"

    def ask_for(self, version: str) -> None:
        """Require this version of a package that is made on the spot."""
        wheel = self.folder / f"tiny-{version}-py3-none-any.whl"
        meta = f"tiny-{version}.dist-info/"
        files = {
            "tiny.py": f"version = {version!r}",
            meta + "METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
            meta + "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            meta + "RECORD": "",
        }
        with zipfile.ZipFile(wheel, "w") as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name), text)  # without the time of day: the same bytes each time
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        (self.folder / "requirements.txt").write_text(f"tiny=={version} \\\n    --hash=sha256:{digest}\n")

    def start(
        self, *arguments: str, python: tuple[str, ...] = (sys.executable, "-S"), **extra: str
    ) -> subprocess.Popen:
        """Start build.py from another folder."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON", "CAREERSITE"))}
        pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.folder.as_uri(), "PIP_CONFIG_FILE": os.devnull}
        command = [*python, str(self.folder / "build.py"), *arguments]
        where = {"cwd": self.folder / "elsewhere", "env": kept | pip | extra}
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **where)

    def run(self, *arguments: str, **extra: str) -> tuple[int, str, str]:
        """Run build.py to its end: exit status, what it gave, what it said."""
        return finish(self.start(*arguments, **extra))


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    output, said = process.communicate(timeout=300)
    assert "Traceback" not in said
    return process.returncode, output, said


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "Unsere Bücher – copy 1")


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, tuple[int, str, str]]:
    """A copy that has just been started for the first time, and what came of it."""
    copy = Copy(tmp_path_factory.mktemp("installed") / "Unsere Bücher – copy 1")
    return copy, copy.run("5", "x y")


@pytest.fixture
def installed(copy: Copy, first_run: tuple[Copy, tuple[int, str, str]]) -> Copy:
    """A copy with the .venv of another folder, which is as good as its own."""
    other = first_run[0]
    assert other.stamp.exists()
    shutil.copytree(other.venv, copy.venv, symlinks=True)
    shutil.copy(other.folder / "requirements.txt", copy.folder)
    return copy


def old_pythons() -> list[str]:
    """Whatever Pythons before 3.11 this computer has."""
    names = ["python2.7", *(f"python3.{minor}" for minor in range(6, 11))]
    candidates = [shutil.which(name) for name in names]
    for pattern in ("~/.pyenv/versions/2.7*/bin/python", "~/.pyenv/versions/3.[0-9].*/bin/python",
                    "~/.pyenv/versions/3.10.*/bin/python"):  # fmt: skip
        candidates += glob.glob(os.path.expanduser(pattern))
    starts = (c for c in candidates if c and not subprocess.run([c, "-c", ""], capture_output=True).returncode)
    return sorted(set(starts))


def test_an_old_python_is_told_in_one_sentence_which_one_is_needed(copy: Copy) -> None:
    pythons = old_pythons()
    if not pythons:
        pytest.skip("no Python before 3.11 on this computer")
    for python in pythons:
        status, output, said = finish(copy.start(python=(python,)))
        assert (status, output) == (2, "")
        assert re.match(r"This needs Python 3\.11 or newer; this one is \d\.\d+\.\n", said)


def test_help_needs_no_packages() -> None:
    help_ = subprocess.run([sys.executable, "-S", ROOT / "build.py", "--help"], capture_output=True, check=True)
    assert b"preview" in help_.stdout


def test_packages_that_are_there_already_are_used_as_they_are(copy: Copy) -> None:
    status, output, said = finish(copy.start("7", "a b", "ü", python=(sys.executable,)))
    assert (status, said) == (7, "")
    assert output == f"{['é→', ['7', 'a b', 'ü'], sys.prefix, str(copy.folder / 'elsewhere')]}\n"
    assert not copy.venv.exists()


def test_a_file_in_the_place_of_the_environment_is_left_alone(copy: Copy) -> None:
    copy.venv.write_text("mine")
    status, _, said = copy.run()
    assert status == 3
    assert f"{copy.venv} should be a folder, but is a file. Move it away" in said
    assert copy.venv.read_text() == "mine"


def test_a_folder_that_holds_something_else_is_left_alone(copy: Copy) -> None:
    copy.venv.mkdir()
    (copy.venv / "thesis.txt").write_text("mine")
    status, _, said = copy.run()
    assert status == 3
    assert "holds something else" in said
    assert os.listdir(copy.venv) == ["thesis.txt"]


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_package_to_install(copy: Copy, module: str) -> None:
    code = (
        f"import runpy, sys; sys.modules[{module!r}] = None; sys.argv = sys.argv[1:]; "
        f"sys.path.insert(0, {str(copy.folder)!r}); runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    status, _, said = finish(copy.start(python=(sys.executable, "-S", "-c", code)))
    assert status == 3
    assert "sudo apt install python3-venv" in said
    assert not copy.venv.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only for root, nor so on Windows")
def test_a_folder_that_may_not_be_written_to_is_said_plainly(copy: Copy) -> None:
    copy.folder.chmod(0o555)
    status, _, said = copy.run()
    copy.folder.chmod(0o755)
    assert status == 3
    assert f"This program may not write to {copy.folder}" in said


@pytest.mark.slow
def test_the_first_run_installs_and_the_second_goes_straight_on(
    first_run: tuple[Copy, tuple[int, str, str]],
) -> None:
    copy, (status, output, said) = first_run
    assert status == 5
    assert output == f"{['é→', ['5', 'x y'], str(copy.venv), str(copy.folder / 'elsewhere')]}\n"
    assert [line.strip() for line in said.splitlines()] == [
        "Setting up. This happens once and takes about a minute.",
        "making the folder .venv for the packages",
        "Fetching what this program needs.",
        "1 of 1: tiny",
        "installing them",
        "Ready.",
    ]
    assert copy.run("5", "x y") == (5, output, "")


@pytest.mark.slow
def test_changed_requirements_are_installed(installed: Copy) -> None:
    installed.ask_for("2.0")
    status, _, said = installed.run()
    assert (status, "1 of 1: tiny" in said, "Setting up" in said) == (0, True, False)
    assert installed.run()[2] == ""


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["python gone", "python does not start"])
def test_a_damaged_environment_is_made_anew(installed: Copy, harm: str) -> None:
    python = installed.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.unlink()
    if harm == "python does not start":
        python.write_text("from another kind of computer")
    status, _, said = installed.run()
    assert (status, "Setting up" in said) == (0, True), said
    assert installed.run()[2] == ""


@pytest.mark.slow
def test_an_environment_of_another_python_is_made_anew(installed: Copy) -> None:
    # So it stands after the system's python3 has become another version.
    bound_to, _, rest = installed.stamp.read_text().partition("\n")
    installed.stamp.write_text(bound_to.replace("3.", "4.", 1) + "\n" + rest)
    status, _, said = installed.run()
    assert (status, "Setting up" in said) == (0, True), said
    assert installed.run()[2] == ""


@pytest.mark.slow
def test_an_installation_that_was_killed_is_done_again(copy: Copy) -> None:
    with copy.start() as killed:
        assert killed.stderr is not None
        assert any("installing them" in line for line in killed.stderr)
        killed.kill()
    status, _, said = copy.run()
    assert (status, "Ready." in said) == (0, True), said


@pytest.mark.slow
def test_of_two_first_runs_at_once_the_second_waits(copy: Copy) -> None:
    both = [copy.start(), copy.start()]
    results = [finish(process) for process in both]
    assert [status for status, _, _ in results] == [0, 0]
    said = "".join(said for _, _, said in results)
    assert said.count("Setting up. This") == said.count("set up in another window") == said.count("Ready.") == 1


@pytest.mark.slow
def test_a_missing_network_is_said_plainly_and_the_details_are_kept(installed: Copy) -> None:
    installed.ask_for("2.0")
    nobody = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1"}
    status, output, said = installed.run(**nobody)
    assert (status, output) == (3, "")
    assert NO_NETWORK in said
    log = Path(said.rpartition("saved in ")[2].strip())
    assert "tiny" in log.read_text(encoding="utf-8")
    log.unlink()
    assert installed.run()[0] == 0


@pytest.mark.slow
def test_a_package_with_other_bytes_is_refused(installed: Copy) -> None:
    installed.ask_for("2.0")
    requirements = installed.folder / "requirements.txt"
    requirements.write_text(re.sub(r"sha256:.{8}", "sha256:00000000", requirements.read_text()))
    status, _, said = installed.run()
    assert status == 3
    assert "is not the one that was expected" in said


@pytest.mark.slow
def test_an_environment_made_by_hand_is_filled_and_not_emptied(installed: Copy) -> None:
    installed.stamp.unlink()
    (installed.venv / "mine.txt").touch()
    status, _, said = installed.run()
    assert (status, "Setting up" in said, "Ready." in said) == (0, False, True), said
    assert (installed.venv / "mine.txt").exists()


def test_a_full_disk_is_told_from_the_complaints_that_follow_it() -> None:
    assert CAUSES
    output = "WARNING: Retrying (Retry(total=0))\nERROR: Could not install: [Errno 28] No space left on device"
    assert cause_of(output) == DISK_FULL


@pytest.mark.parametrize(
    ("line", "package"),
    [
        ("Collecting idna==3.20 (from -r requirements.txt (line 3))", "idna"),
        ("Requirement already satisfied: idna==3.20 in ./lib", "idna"),
        ("Ignoring colorama: markers 'sys_platform == \"win32\"' don't match", "colorama"),
        ("Processing ./a folder/typing_extensions-4.16.0-py3-none-any.whl (from -r x)", "typing-extensions"),
        ("  Downloading idna-3.20-py3-none-any.whl (71 kB)", ""),
    ],
)
def test_progress_names_the_package_of_a_line(line: str, package: str) -> None:
    assert package_in(line) == package


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_pinned_and_hashed_and_no_address_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text)
    assert len(entries) >= len(PACKAGES)
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}", entry), entry
    assert "://" not in text
    assert "--find-links" not in text
