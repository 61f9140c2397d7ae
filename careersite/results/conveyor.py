"""Work and a stream of what to do it on come in; results go out in order, from every core, a few under way at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

from careersite.cores import can_fork, end_with_parent

Given = TypeVar("Given")
Result = TypeVar("Result")

# As many wait as keep every core busy; more would only fill the memory.
WAITING_FOR_A_CORE = 2

_inherited: Callable[[Any], Any] | None = None


def conveyed(work: Callable[[Given], Result], stream: Iterable[Given], cores: int) -> Iterator[Result]:
    """`work`, which must be pure, on each of the stream, which may be endless."""
    if cores < 2 or not can_fork():
        yield from map(work, stream)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    from os import getpid

    global _inherited  # noqa: PLW0603 - as in cores.py: what is not sent need not be packed for each one anew
    _inherited = work
    under_way: deque[Future[Result]] = deque()
    with ProcessPoolExecutor(cores, get_context("fork"), end_with_parent, (getpid(),)) as pool:
        for given in stream:
            under_way.append(pool.submit(_one, given))
            if len(under_way) > cores * WAITING_FOR_A_CORE:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _one(given: Any) -> Any:
    return _inherited(given)  # type: ignore[misc] # set before this process was born
