"""An output folder comes in; the right to write it goes out, to one build at a time, until that ends or dies."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from careersite.output_path import name_of
from careersite.problem import Problem, Problems

if TYPE_CHECKING:
    from filelock import BaseFileLock

_SECONDS_BETWEEN_TRIES = 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes the folder at present."""

    process: int
    host: str
    started: datetime
    command: str


@contextmanager
def lock(
    folder: Path, problems: Problems, *, command: str, started: datetime, patience: float = 10.0
) -> Iterator[bool]:
    """True while no other build may write the folder; false, with a problem, where another one did not end in time.

    `started` is when this command began, not the day for which the site is built; `patience` is in seconds.
    """
    # Two names of one folder must not give two locks.
    real = Path(os.path.realpath(folder))
    file_lock = _acquired(real, name_of(folder), started, patience, problems)
    if file_lock is None:
        yield False
        return
    holder_path = _holder_path(real)
    try:
        # Only a courtesy to the next one: the lock holds without it.
        with suppress(OSError):
            holder_path.write_text(_text_of(Holder(os.getpid(), platform.node(), started, command)), encoding="utf-8")
        yield True
    finally:
        # Before the lock is free; afterwards it may be the next holder's.
        with suppress(OSError):
            holder_path.unlink()
        file_lock.release()


def _acquired(real: Path, name: str, now: datetime, patience: float, problems: Problems) -> BaseFileLock | None:
    # Imported here: it takes 20 to 60 ms, and most commands write nothing.
    from filelock import FileLock, Timeout

    file_lock = FileLock(real.parent / f".{real.name}.lock")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        file_lock.acquire(timeout=patience, poll_interval=_SECONDS_BETWEEN_TRIES)
    except Timeout:
        problems.add(_busy(name, _holder_at(_holder_path(real)), now))
        return None
    except OSError as error:
        message = f"No lock file can be made beside {name}/: {error.strerror or error}. Nothing was written."
        problems.error("output-lock", message, "Make the folder around it writable, or choose another with --out.")
        return None
    return file_lock


def _busy(name: str, holder: Holder | None, now: datetime) -> Problem:
    who, told = "", "Wait for it to finish, or stop it."
    if holder:
        who = f" (process {holder.process} on {holder.host}, started {_time_of(holder.started, now)})"
        told = f'Wait for it to finish, or stop it: it was started as "{holder.command}".'
    return Problem("", 0, "error", "output-busy", f"Another build{who} is writing {name}/.", told)


def _time_of(started: datetime, now: datetime) -> str:
    """`10:41`, or `2026-06-04 10:41` where that was not today."""
    return f"{started:%H:%M}" if started.date() == now.date() else f"{started:%Y-%m-%d %H:%M}"


def _holder_path(real: Path) -> Path:
    """Beside the lock file, not in it: Windows lets nobody read what is locked."""
    return real.parent / f".{real.name}.lock.holder"


def _text_of(holder: Holder) -> str:
    return json.dumps(asdict(holder) | {"started": holder.started.isoformat()})


def _holder_at(holder_path: Path) -> Holder | None:
    """Who holds the lock, where that can be read."""
    try:
        told = json.loads(holder_path.read_text(encoding="utf-8"))
        return Holder(
            int(told["process"]), str(told["host"]), datetime.fromisoformat(told["started"]), str(told["command"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
