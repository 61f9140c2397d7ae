"""Arguments come in; the packages are put in place where they are missing, the command runs, its exit status goes out.

This module prints although only command_line.py may: it runs before the packages that the engine needs are there.
It keeps to os.path and late imports, because it is paid for at every start, twice where the program goes on in .venv.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
REQUIREMENTS = "requirements.txt"
PACKAGES = ["PIL", "brotli", "filelock", "jinja2", "livereload", "markdown", "pypdf", "resvg_py", "segno",
            "selectolax", "tornado", "watchfiles", "yaml", "zxingcpp"]  # fmt: skip
if sys.platform == "win32":
    PACKAGES.append("tzdata")
# Set for the one start that follows an installation, so that a .venv that cannot be mended does not loop for ever.
JUST_INSTALLED = "CAREERSITE_JUST_INSTALLED"


def bootstrap(arguments: list[str]) -> int:
    """Run the command with the packages it needs in place, and return its exit status."""
    print_safely()
    # Help needs no packages, and whoever asks for it should not wait for an installation.
    if not {"-h", "--help"} & set(arguments):
        status = ensure(arguments)
        if status is not None:
            return status
    from careersite.command_line import main

    return main(arguments)


def ensure(arguments: list[str]) -> int | None:
    """Return None where the packages are there; else go on inside .venv and return that program's exit status."""
    if is_here():
        os.environ.pop(JUST_INSTALLED, None)
        return None
    if not is_inside() and is_ready(REQUIREMENTS):
        try:
            return enter(arguments)
        except OSError:
            os.remove(stamp_of(REQUIREMENTS))  # its Python does not start, whatever the stamp says: made anew
    from careersite.installation import attempt, prepare

    return attempt(prepare) or enter(arguments)


def is_here() -> bool:
    """Whether this very interpreter can run the engine."""
    if is_inside() and os.path.exists(stamp_of(REQUIREMENTS)):
        return is_ready(REQUIREMENTS)
    return has(PACKAGES)


def has(packages: list[str]) -> bool:
    """Whether all of these can be imported here."""
    for package in packages:
        spec = find_spec(package)
        # A mere folder of that name, such as one in the current folder, is found too, but has no origin.
        if spec is None or spec.origin is None:
            return False
    return True


def is_inside() -> bool:
    """Whether this interpreter is the one in .venv."""
    try:
        return os.path.samefile(sys.prefix, VENV)
    except OSError:
        return False


def is_ready(requirements: str) -> bool:
    """Whether .venv holds exactly what this requirements file says, installed to the end, for this computer."""
    try:
        with open(stamp_of(requirements), "rb") as stamp, open(os.path.join(ROOT, requirements), "rb") as wanted:
            bound_to, _, installed = stamp.read().partition(b"\n")
            if installed != wanted.read():
                return False
        if is_inside():
            return bound_to == description_of_python()
        # From outside the version may differ: what counts is the Python inside, which looks again.
        return bound_to.split()[1:] == description_of_python().split()[1:] and has_living_python()
    except OSError:
        return False


def stamp_of(requirements: str) -> str:
    """The file, written last, that says what was installed: a copy, since comparing is quicker than hashing."""
    return os.path.join(VENV, "installed-" + requirements)


def description_of_python() -> bytes:
    """What installed packages are bound to, such as `3.11 linux x86_64`."""
    machine = os.uname().machine if sys.platform != "win32" else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return f"{sys.version_info[0]}.{sys.version_info[1]} {sys.platform} {machine}".encode()


def has_living_python() -> bool:
    """Whether the Python that .venv was made from is still installed."""
    with open(os.path.join(VENV, "pyvenv.cfg"), encoding="utf-8") as settings:
        pairs = (line.partition("=") for line in settings)
        home = next((value.strip() for key, _, value in pairs if key.strip() == "home"), "")
    return os.path.isdir(home) and os.path.exists(python_of_venv())


def python_of_venv() -> str:
    """The interpreter inside .venv, there or not."""
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def enter(arguments: list[str]) -> int:
    """Run build.py again with the Python of .venv; on POSIX this never returns."""
    command = [python_of_venv(), "-X", "utf8", os.path.join(ROOT, "build.py"), *arguments]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    # On Windows exec would hand the prompt back while the program still runs.
    return wait_for(command)


def wait_for(command: list[str], folder: str | None = None) -> int:
    """Run a command to its end and return its exit status; Ctrl-C is left to the command."""
    import subprocess

    with subprocess.Popen(command, cwd=folder) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def say(text: str, end: str = "\n") -> None:
    """Tell the person at the screen; stdout is kept for what the command itself gives."""
    print(text, end=end, file=sys.stderr, flush=True)


def print_safely() -> None:
    """Let no letter crash a print: UTF-8 into files and pipes, and what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
