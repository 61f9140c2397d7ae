"""Arguments for pytest come in; what the tests need is installed, the suite runs, an exit status goes out.

This module prints although only command_line.py may: it speaks of its own installation, as bootstrap.py does.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from itertools import chain, takewhile

from careersite.bootstrap import REQUIREMENTS, ROOT, enter, has, is_inside, is_ready, say, stamp_of, wait_for
from careersite.installation import alone, attempt, install, prepare

TEST_REQUIREMENTS = "requirements-test.txt"
TEST_PACKAGES = [
    "crawleruseragents",
    "hypothesis",
    "icalendar",
    "jsonschema",
    "mypy",
    "playwright",
    "pypdfium2",
    "pytest",
    "ruff",
    "xdist",
]

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
# What looks at the finished pages from outside, as commands, each with its packages.
DEBIAN_PACKAGES_OF = {
    "apache2": ("apache2",),
    "java": ("default-jre-headless",),
    "nginx": ("nginx-light", "libnginx-mod-http-brotli-filter"),
    "node": ("nodejs",),
    "npm": ("npm",),
    "pdftoppm": ("poppler-utils",),
    "zbarimg": ("zbar-tools",),
}
NPM_FOLDER = os.path.join(ROOT, "tests", "npm")
NODE_MODULES = os.path.join(NPM_FOLDER, "node_modules")
NPM_LOCK = os.path.join(NPM_FOLDER, "package-lock.json")
NPM_STAMP = os.path.join(NODE_MODULES, "installed-package-lock.json")


def run_suite(arguments: list[str]) -> int:
    """Install what the tests need and run them: 0 passed, 1 failed, 2 wrong arguments, 3 the tests could not run."""
    if not is_inside() and not has(TEST_PACKAGES):
        # An engineer's own environment is theirs: nothing is installed into it.
        return attempt(prepare) or enter(["test", *arguments])
    status = attempt(install_what_tests_need)
    if status:
        return status
    is_quick = "--quick" in arguments
    if not is_quick and os.path.exists(NPM_LOCK):
        install_checkers()
    if not is_quick and why_no_browser():
        install_browser()
        if reason := why_no_browser():
            say(reason)
    passed_on = with_files([argument for argument in arguments if argument != "--quick"])
    return max(pytest([*choice, *passed_on]) for choice in choices(is_quick, are_all=not passed_on))


def choices(is_quick: bool, *, are_all: bool) -> list[list[str]]:
    """What to run, one after the other: what measures speed wants the computer for itself, all else may share it."""
    if is_quick:
        return [["-m", "quick and not slow", "-n", "2"]]
    # By file, as the tests of one share servers, browsers and finished sites; in our order, as the longest come first.
    shared = ["-m", "not alone", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    return [shared, ["-m", "alone"]] if are_all else [[]]


def with_files(arguments: list[str]) -> list[str]:
    """`withdraw` → tests/test_withdraw.py: each word before the first option stands for the files that it names."""
    words = list(takewhile(lambda one: one.isidentifier(), arguments))
    found = [sorted(glob.glob(f"tests/**/test_*{word}*.py", root_dir=ROOT, recursive=True)) or [word] for word in words]
    return [*chain.from_iterable(found), *arguments[len(words) :]]


def pytest(arguments: list[str]) -> int:
    """Run the tests; the exit status is ours."""
    # Who has Python compile everything anew at each start would wait for that in hundreds of programs.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    status = wait_for([sys.executable, "-X", "utf8", "-m", "pytest", *arguments], ROOT)
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
    apt_get(prefix, DEBIAN_PACKAGES)


def apt_get(prefix: list[str], packages: Iterable[str]) -> None:
    """Install these packages, and say what failed."""
    # env, since sudo does not hand on our variables; at run level 1 no server is started because it is installed
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        finished = subprocess.run([*apt, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if finished.returncode:
            say(f"apt-get {words[0]} failed:\n{(finished.stdout + finished.stderr)[-1500:]}")


def install_checkers() -> None:
    """Put in place what looks at the pages from outside: servers and simulators, the HTML checker, Lighthouse."""
    missing = [command for command in DEBIAN_PACKAGES_OF if not command_path(command)]
    prefix = privilege() if missing and shutil.which("apt-get") else None
    if prefix is not None:
        say(f"Installing {', '.join(missing)} for the tests of the finished pages with apt-get.")
        apt_get(prefix, [package for command in missing for package in DEBIAN_PACKAGES_OF[command]])
    if command_path("npm") and not are_modules_ready():
        say("Fetching the programs that check the finished pages. This takes a minute.")
        finished = subprocess.run(
            npm_install(str(command_path("npm"))),
            cwd=NPM_FOLDER,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if finished.returncode:
            say(f"npm ci failed:\n{(finished.stdout + finished.stderr)[-1500:]}")
            return
        shutil.copyfile(NPM_LOCK, NPM_STAMP)


def npm_install(npm: str) -> list[str]:
    """npm 9, which Debian 12 has, cannot read overrides of a version called latest: it fetches a newer one first."""
    version = subprocess.run([npm, "--version"], capture_output=True, text=True).stdout.partition(".")[0]
    is_old = version.isdigit() and int(version) < 10
    newer = ["exec", "--yes", "--package=npm@10.9.4", "--", "npm"] if is_old else []
    return [npm, *newer, "ci", "--no-audit", "--no-fund"]


def command_path(command: str) -> str | None:
    """Where a command is; Debian keeps servers where a person's PATH does not lead."""
    return shutil.which(command) or shutil.which(command, path=os.pathsep.join(("/usr/sbin", "/usr/local/sbin")))


def are_modules_ready() -> bool:
    """Whether tests/npm/node_modules holds exactly what the lock says."""
    try:
        with open(NPM_LOCK, "rb") as wanted, open(NPM_STAMP, "rb") as installed:
            return wanted.read() == installed.read()
    except OSError:
        return False


def why_no_modules() -> str:
    """Why axe-core, the checker and the other programs are not there, in one sentence; nothing where they are."""
    return (
        ""
        if are_modules_ready()
        else "This test needs Node.js 18.16 or newer and npm, and python3 build.py test "
        "run once with a network: it fetches what tests/npm/package.json names."
    )


def why_no_checker() -> str:
    """Why the Nu HTML checker cannot run here, in one sentence; nothing where it can."""
    return why_no_modules() or ("" if command_path("java") else "The Nu HTML checker needs Java: install one.")


def why_no_lighthouse() -> str:
    """Why Lighthouse cannot run here, in one sentence; nothing where it can."""
    needed = {"node": "Node.js", "nginx": "nginx"}
    missing = [name for command, name in needed.items() if not command_path(command)]
    reason = f"Lighthouse needs {' and '.join(missing)}: install what is missing." if missing else ""
    return why_no_browser() or why_no_modules() or reason


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
