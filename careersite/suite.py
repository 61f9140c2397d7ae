"""Arguments for pytest come in; what the tests need is installed, the suite runs, an exit status goes out.

This module prints although only command_line.py may: it speaks of its own installation, as bootstrap.py does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

from careersite.bootstrap import REQUIREMENTS, ROOT, enter, has, is_inside, is_ready, say, stamp_of, wait_for
from careersite.installation import alone, attempt, install, prepare

TEST_REQUIREMENTS = "requirements-test.txt"
TEST_PACKAGES = ["hypothesis", "jsonschema", "mypy", "playwright", "pytest", "ruff", "xdist"]

# Names as commands, on every system.
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
MACOS_PROGRAMS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = (
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
)
NO_BROWSER = (
    "The browser tests need Chrome, Chromium or Edge, and none was found. Install one of them, or put the path "
    "of one into the environment variable CAREERSITE_BROWSER, and run the tests again."
)
NO_DRIVER = (
    "The browser tests cannot run, because Playwright, which drives the browser, does not start here. "
    "On Debian or Ubuntu run: sudo apt install libatomic1. Then run the tests again."
)
# The driver of Playwright needs libatomic1, which a bare Debian lacks.
DEBIAN_PACKAGES = ("chromium", "libatomic1")


def run_suite(arguments: list[str]) -> int:
    """Install what the tests need and run them: 0 passed, 1 failed, 2 wrong arguments, 3 the tests could not run."""
    if not is_inside() and not has(TEST_PACKAGES):
        # An engineer's own environment is theirs: nothing is installed into it.
        return attempt(prepare) or enter(["test", *arguments])
    status = attempt(install_what_tests_need)
    if status:
        return status
    is_quick = "--quick" in arguments
    choice = ["-m", "not browser and not slow", "-n", "2"] if is_quick else []
    if not is_quick and why_no_browser():
        install_browser()
        if reason := why_no_browser():
            say(reason)
    passed_on = [argument for argument in arguments if argument != "--quick"]
    status = wait_for([sys.executable, "-X", "utf8", "-m", "pytest", *choice, *passed_on], ROOT)
    # 2 is what pytest says of a test file that cannot be read, 4 and 5 of arguments that are wrong or match no test.
    return {0: 0, 1: 1, 2: 1, 4: 2, 5: 2}.get(status, 3)


def install_what_tests_need() -> None:
    """Have the packages of requirements-test.txt here; a hand-made environment that has them stays as it is."""
    if not os.path.exists(stamp_of(REQUIREMENTS)) and has(TEST_PACKAGES):
        return
    if is_inside() and not is_ready(TEST_REQUIREMENTS):
        with alone():
            if not is_ready(TEST_REQUIREMENTS):
                install(TEST_REQUIREMENTS, "what the tests need")


def why_no_browser() -> str:
    """Why the browser tests cannot run here, in one sentence; nothing where they can."""
    if find_browser() is None:
        return NO_BROWSER
    playwright = find_spec("playwright")
    driver = os.path.join(os.path.dirname((playwright and playwright.origin) or ""), "driver", "node")
    return NO_DRIVER if os.path.isfile(driver) and not does_start(driver) else ""


def find_browser() -> str | None:
    """The path of a browser that the tests can drive, or None."""
    candidates = [os.environ.get("CAREERSITE_BROWSER"), *map(shutil.which, COMMANDS), *program_paths()]
    return next((path for path in candidates if path and os.path.isfile(path) and does_start(path)), None)


def program_paths() -> list[str]:
    """Where macOS and Windows keep their programs."""
    if sys.platform == "darwin":
        folders = ["/Applications", os.path.expanduser("~/Applications")]
        return [os.path.join(folder, program) for folder in folders for program in MACOS_PROGRAMS]
    if sys.platform == "win32":
        variables = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        return [os.path.join(folder, program) for folder in variables if folder for program in WINDOWS_PROGRAMS]
    return []


def does_start(path: str) -> bool:
    """Whether this program runs at all: Ubuntu's chromium-browser, for one, may only tell how to install one."""
    if sys.platform == "win32":
        return True  # asked for its version, Chrome would open a window
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_browser() -> None:
    """Install what the browser tests need with apt-get, where this user may."""
    prefix = privilege()
    if prefix is None or not shutil.which("apt-get"):
        return
    say("Installing Chromium for the browser tests with apt-get. This takes a minute or two.")
    # env, since sudo does not hand on our variables
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]):
        finished = subprocess.run([*apt, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if finished.returncode:
            say(f"apt-get {words[0]} failed:\n{(finished.stdout + finished.stderr)[-1500:]}")


def privilege() -> list[str] | None:
    """What stands before a command to run it as root without asking for a password; None where that is not allowed."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0:
        return sudo
    return None
