"""A requirements file comes in; a .venv beside build.py that holds exactly that goes out, or one sentence why not.

This module prints although only command_line.py may: it runs before the packages that the engine needs are there.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from careersite.bootstrap import (
    JUST_INSTALLED,
    REQUIREMENTS,
    ROOT,
    VENV,
    has_living_python,
    is_inside,
    is_ready,
    python_of_venv,
    say,
    stamp_of,
)

UNFINISHED = b"unfinished\n"

NO_VENV = (
    "This Python cannot make a folder for the packages it needs, because its venv module is missing. "
    "On Debian or Ubuntu run: sudo apt install python3-venv. "
    "Elsewhere install Python from https://www.python.org/downloads/. Then run this again."
)
DISK_FULL = "There is no space left on the disk. Free some (about 100 MB) and run this again."
NOT_ALLOWED = (
    f"This program may not write to {ROOT}, where it keeps the packages it needs. Move the whole folder to a place "
    "where you may save files, close other programs that use it, and run this again."
)
CERTIFICATE = (
    "The packages could not be fetched, because the secure connection was not accepted. Office networks often "
    "replace certificates: ask your IT team to allow Python's package index, or try another network."
)
NO_NETWORK = (
    "The packages could not be fetched: the network did not answer. Check the connection, and a proxy if "
    "your office uses one, and run this again."
)
OTHER_BYTES = (
    "A package that was fetched is not the one that was expected, so nothing was installed. Run this again; "
    "if it happens again, tell whoever looks after this program."
)
NO_PACKAGE = (
    f"There is no ready-made package for this Python ({sys.version_info[0]}.{sys.version_info[1]}) "
    "or this kind of computer. Python 3.11 to 3.14 on Windows, macOS and Linux are known to work."
)
LONG_NAMES = (
    "Windows refuses file names this long. Move the whole folder to a shorter place, such as C:\\careersite, "
    "and run this again."
)
# The first cause with one of its phrases in the output is told; the order matters, since a full disk
# or a refused certificate is followed by complaints that sound like a missing network.
CAUSES = (
    (DISK_FULL, ("no space left on device", "errno 28", "winerror 112", "disk quota exceeded")),
    (CERTIFICATE, ("certificate_verify_failed", "sslerror", "ssl module is not available")),
    (OTHER_BYTES, ("do not match the hashes",)),
    (NO_NETWORK, ("newconnectionerror", "connecttimeout", "name resolution", "getaddrinfo failed", "timed out")),
    (NO_NETWORK, ("retrying (", "max retries exceeded", "proxyerror", "connection reset")),
    (NO_PACKAGE, ("no matching distribution", "is not a supported wheel")),
    (LONG_NAMES, ("long path", "winerror 206")),
    (NOT_ALLOWED, ("permission denied", "read-only file system", "winerror 5]", "winerror 32]")),
    (NO_VENV, ("ensurepip is not available", "no module named ensurepip")),
)


class Trouble(Exception):
    """A fault of the machine in one plain sentence, with the full output of what failed where there is any."""

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.details = details


def attempt(step: Callable[[], None]) -> int:
    """Run a step of the installation; return 0, or the exit status after saying plainly what went wrong."""
    try:
        step()
    except Trouble as trouble:
        return report(trouble)
    except OSError as error:
        return report(Trouble(cause_of(str(error)), str(error)))
    except KeyboardInterrupt:
        say("\nStopped. Run this again to go on.")
        return 130
    return 0


def prepare() -> None:
    """Make .venv, or mend it, and install what the engine needs; a second process waits for the first."""
    if os.environ.pop(JUST_INSTALLED, None) == VENV:
        raise Trouble(f"The folder {VENV} does not work. Delete it and run this again.")
    with alone():
        if not is_ready(REQUIREMENTS):
            if not is_sound():
                make()
            install(REQUIREMENTS, "what this program needs")
    os.environ[JUST_INSTALLED] = VENV


def is_sound() -> bool:
    """Whether packages can be installed into .venv as it stands."""
    try:
        with open(stamp_of(REQUIREMENTS), "rb") as stamp:
            bound_to = stamp.readline().strip()
    except OSError:
        bound_to = b""  # no .venv, or one made by hand, which may well be good
    try:
        found = description_in_venv() if has_living_python() else b"0.0"
    except (OSError, Trouble):
        return False
    major, minor = map(int, found.split()[0].split(b"."))
    return (major, minor) >= (3, 11) and bound_to in (b"", found)


def description_in_venv() -> bytes:
    """What description_of_python says inside .venv; a Trouble where its Python does not start or has no pip."""
    question = (
        "import pip, sys; sys.path.insert(0, sys.argv[1]); from careersite import bootstrap as b; "
        "assert b.is_inside(); print(b.description_of_python().decode())"
    )
    return run([python_of_venv(), "-I", "-c", question, ROOT]).strip().encode()


def make() -> None:
    """Put a fresh, empty Python environment into .venv."""
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Trouble(NO_VENV)
    if os.path.lexists(VENV) and not os.path.isdir(VENV):
        raise Trouble(f"{VENV} should be a folder, but is a file. Move it away and run this again.")
    say("Setting up. This happens once and takes about a minute.")
    os.makedirs(VENV, exist_ok=True)
    if os.listdir(VENV) and not any(map(os.path.exists, (stamp_of(REQUIREMENTS), os.path.join(VENV, "pyvenv.cfg")))):
        raise Trouble(f"The folder {VENV} holds something else. Move it away and run this again.")
    write_stamp(REQUIREMENTS, UNFINISHED)
    empty_venv()
    say("  making the folder .venv for the packages")
    # Inside .venv the interpreter itself has just been removed: the one it came from does the work.
    python = getattr(sys, "_base_executable", sys.executable) if is_inside() else sys.executable
    run([python, "-I", "-m", "venv", VENV])


def empty_venv() -> None:
    """Remove all but the stamp that says unfinished, whatever moment this is killed at."""
    import shutil

    for entry in os.scandir(VENV):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.path != stamp_of(REQUIREMENTS):
            os.remove(entry.path)


def install(requirements: str, purpose: str) -> None:
    """Install every pinned package of this file into .venv, and stamp it."""
    with open(os.path.join(ROOT, requirements), "rb") as file:
        wanted = file.read()
    write_stamp(requirements, UNFINISHED)
    say(f"Fetching {purpose}.")
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--progress-bar", "off", "-r", requirements]
    pip = [python_of_venv(), "-I", "-X", "utf8", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run([*pip, "install", *options], progress(sum(line[:1].isalpha() for line in wanted.splitlines())))
    write_stamp(requirements, description_in_venv() + b"\n" + wanted)
    say("Ready.")


def write_stamp(requirements: str, content: bytes) -> None:
    """Replace the stamp in one step, so that it is never half-written."""
    with open(stamp_of(requirements) + ".new", "wb") as file:
        file.write(content)
    os.replace(stamp_of(requirements) + ".new", stamp_of(requirements))


def progress(total: int) -> Callable[[str], None]:
    """Tell pip's lines in plain words: in one changing line on a terminal, else a line each."""
    is_terminal = sys.stderr.isatty()
    count = 0

    def tell(line: str) -> None:
        nonlocal count
        if package := package_in(line):
            count += 1
            text = f"  {count} of {total}: {package}"
            say(f"\r{text:<60}" if is_terminal else text, end="" if is_terminal else "\n")
        elif line.startswith("Installing collected packages"):
            say(("\n" if is_terminal else "") + "  installing them")

    return tell


def package_in(line: str) -> str:
    """The package that this line of pip turns to, or nothing."""
    # "Collecting idna==3.20 (from …)" → idna
    if found := re.match(r"(?:Collecting|Ignoring|Requirement already satisfied:) ([\w.-]+)", line):
        return found[1]
    # "Processing /a folder/idna-3.20-py3-none-any.whl (from …)" → idna
    found = re.match(r"Processing (?:.*[/\\])?(\w+)-\S+\.whl", line)
    return found[1].replace("_", "-") if found else ""


def run(command: list[str], tell: Callable[[str], None] | None = None) -> str:
    """Run a command to its end and return what it said; a Trouble in plain words where it failed."""
    # These would send the packages elsewhere than into .venv.
    environment = {k: v for k, v in os.environ.items() if k not in {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}}
    lines = []
    # close_fds=False hands on the lock of alone(): it holds until a child left behind by a killed parent has ended.
    with subprocess.Popen(command, cwd=ROOT, env=environment, close_fds=False, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                          errors="replace") as process:  # fmt: skip
        for line in process.stdout or ():
            lines.append(line)
            if tell:
                tell(line)
    output = "".join(lines)
    if process.returncode:
        raise Trouble(cause_of(output), f"{command}\n{output}")
    return output


def cause_of(output: str) -> str:
    """The sentence for what went wrong, told from the words of the program that failed."""
    lower = output.lower()
    for sentence, phrases in CAUSES:
        if any(phrase in lower for phrase in phrases):
            return sentence
    return "The packages that this program needs could not be put in place."


@contextmanager
def alone() -> Iterator[None]:
    """Only one process at a time gets in here; the lock frees itself when its holder ends, however it ends."""
    import time

    folder = os.path.join(ROOT, ".careersite")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "setup.lock"), "ab") as file:
        os.set_inheritable(file.fileno(), True)
        if not is_locked_by_us(file.fileno()):
            say("This is being set up in another window already. Waiting for that to finish ...")
            while not is_locked_by_us(file.fileno()):
                time.sleep(0.2)
        yield


def is_locked_by_us(descriptor: int) -> bool:
    """Try to take the lock; True as well on a file system that knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass
    return True


def report(trouble: Trouble) -> int:
    """Say what went wrong and where the details are, and return the exit status for it."""
    say(f"\n{trouble}")
    if trouble.details:
        import tempfile

        try:
            descriptor, name = tempfile.mkstemp(prefix="careersite-", suffix=".log")
            with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
                file.write(trouble.details)
            say(f"Details were saved in {name}")
        except OSError:
            say(trouble.details[-2000:])
    return 3
