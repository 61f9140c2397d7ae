"""A command goes in; its wall time, processor time and peak memory, as the kernel counts them, come out."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run of a whole process took; the peak is that of the largest single process in it."""

    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float


class CommandFailed(Exception):
    """A measured command ended with another status than 0."""


def run_measured(command: Sequence[str], folder: Path) -> Cost:
    """Run to the end, in the folder; the clock starts before the process and stops when it has been reaped."""
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            log.seek(0)
            text = log.read().decode(errors="replace")[-3000:]
            raise CommandFailed(f"{' '.join(command)}\nended with status {process.returncode}:\n{text}")
    # Linux counts the peak in units of 1,024 bytes.
    return Cost(wall_seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median_cost(costs: Sequence[Cost]) -> Cost:
    """The median of each number by itself."""
    rows = [asdict(cost) for cost in costs]
    return Cost(**{name: statistics.median(row[name] for row in rows) for name in rows[0]})


def calm(seconds: float = 0.3) -> None:
    """Let what the last command left to do (flushing files) come to rest, so that it does not weigh on the next."""
    os.sync()
    time.sleep(seconds)
