"""`build.py --help` is started; how long that takes and which heavy modules it imports come out."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import run_measured
from ours import ENGINE, PROGRAM

RUNS = 10
HEAVY = (
    "asyncio", "bs4", "concurrent.futures", "email", "filelock", "html5lib", "http.client", "http.server", "inspect",
    "jinja2", "livereload", "logging", "lxml", "markdown", "multiprocessing", "PIL", "pydantic", "selectolax",
    "sqlite3", "ssl", "tornado", "typing", "unittest", "urllib.request", "watchfiles", "xml.etree.ElementTree", "yaml",
    "zoneinfo",
)  # fmt: skip
SLOW_MICROSECONDS = 5_000


def help_seconds() -> float:
    """The median wall time of `--help`, started in another folder than the program's own."""
    command = [sys.executable, str(PROGRAM), "--help"]
    with tempfile.TemporaryDirectory() as folder:
        run_measured(command, Path(folder))
        return statistics.median(run_measured(command, Path(folder)).wall_seconds for _ in range(RUNS))


def heavy_modules() -> list[str]:
    """What `--help` imports of the list above, and every module that takes more than 5 ms by itself, however calm."""
    times = [import_microseconds() for _ in range(3)]
    least = {name: min(found.get(name, 0) for found in times) for name in times[0]}
    return sorted(name for name, own in least.items() if name in HEAVY or own > SLOW_MICROSECONDS)


def import_microseconds() -> dict[str, int]:
    """Every module that `--help` imports, and how long it takes without those that it imports itself."""
    environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    command = [sys.executable, str(PROGRAM), "--help"]
    report = subprocess.run(command, cwd=ENGINE, env=environment, capture_output=True, text=True, check=True).stderr
    found = {}
    for line in report.splitlines():
        # import time:       145 |        312 |   zipimport
        own, _, name = (part.strip() for part in line.removeprefix("import time:").split("|"))
        if own.isdigit():
            found[name] = int(own)
    return found
