"""Work and what to do it on come in; the results go out in order, from every core where that is sooner."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")

# Fewer than this are done sooner than other processes start.
WORTH_OTHER_PROCESSES = 150
CHUNK = 25

# What forked processes find in the memory they are born with, because work that knows the whole site cannot be sent.
_inherited: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def on_every_core(work: Callable[[Given], Result], all_given: Sequence[Given], cores: int,
                  worth: int = WORTH_OTHER_PROCESSES) -> Iterator[Result]:  # fmt: skip
    """`work` on each, in order; `work` must be pure, and must use no file and no lock that this process holds.

    `worth` is how many it takes for other processes to be sooner; what takes longer asks for fewer.
    """
    if cores < 2 or len(all_given) < worth or not can_fork():
        yield from map(work, all_given)
        return
    from concurrent.futures import ProcessPoolExecutor  # 20 ms that a small site need not pay
    from multiprocessing import get_context

    global _inherited  # noqa: PLW0603 - the one way to hand over what cannot be sent
    _inherited = (work, all_given)
    try:
        with ProcessPoolExecutor(cores, get_context("fork"), end_with_parent, (os.getpid(),)) as pool:
            yield from pool.map(_one, range(len(all_given)), chunksize=min(CHUNK, -(-len(all_given) // (2 * cores))))
    finally:
        _inherited = None


def can_fork() -> bool:
    """Only Linux forks well, and only a process without threads: a child would inherit their locks for ever held."""
    return sys.platform == "linux" and threading.active_count() == 1


def every_core() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def end_with_parent(parent: int) -> None:
    """A worker whose parent is killed would wait for work for ever: Linux ends it with its parent (prctl(2))."""
    import ctypes
    import signal

    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _one(number: int) -> Any:
    work, all_given = _inherited  # type: ignore[misc] # set before this process was born
    return work(all_given[number])
