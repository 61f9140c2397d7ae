"""Files and folders in; one call out for every burst of changes, whether or not the computer tells of them itself."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path

from careersite.ignored_names import is_ignored

QUIET_MILLISECONDS = 10  # a burst is over when nothing has changed for this long
LONGEST_BURST_MILLISECONDS = 500  # a copy of hundreds of files is one burst, but an endless one is not waited for
GLANCE_MILLISECONDS = 25
SWEEP_SECONDS = 2.0
SOON_SECONDS = 0.1
DELETED = 3  # watchfiles.Change.deleted, which is not worth importing watchfiles for

Signature = tuple[int, ...]
Bursts = Generator[set[tuple[int, str]], None, None]


class Watch:
    """Calls `on_change` once for every burst of changes in what `watched` names, until stopped.

    Three ways of noticing, each for what the others miss: the computer's own events below the folders; a glance at
    the watched files and folders themselves, which are replaced by editors and renamed by people; and a slow sweep
    over all files for network and synchronised folders, which send no events.
    """

    def __init__(self, watched: Callable[[], Iterable[Path]], on_change: Callable[[], None]) -> None:
        self._watched = watched
        self._on_change = on_change
        self._roots: tuple[str, ...] = ()
        self._outputs: tuple[str, ...] = ()
        self._glimpse: dict[str, Signature] = {}
        self._known: dict[str, Signature] = {}
        self._is_rearranged = False
        self._sweep = Pace(SWEEP_SECONDS)
        self._glance = Pace(0)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self.ready = threading.Event()

    def start(self) -> None:
        """From `ready` on, every change is noticed."""
        self._thread.start()

    def stop(self) -> None:
        """Afterwards there are no more calls."""
        self._stop.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        is_owed = False
        while not self._stop.is_set():
            self._take_aim()
            # Left to the garbage collector, the old events would keep their thread and their watches.
            with closing(self._bursts()) as bursts:
                is_owed = self._follow(bursts, is_owed)

    def _take_aim(self) -> None:
        self._sweep.seconds = SWEEP_SECONDS
        self._roots = self._named()
        self._outputs = tuple(
            os.path.join(root, "public") for root in self._roots if (Path(root) / "site.yml").exists()
        )
        self._glimpse = {root: look(root) for root in self._roots}

    def _named(self) -> tuple[str, ...]:
        return tuple(str(path.resolve()) for path in self._watched())

    def _bursts(self) -> Bursts:
        """Kinds and names of changes, as soon as there is quiet; first of all, and every few moments, an empty set."""
        from watchfiles import watch  # 40 ms of imports, beside everything else

        folders = [root for root in self._roots if Path(root).is_dir()]
        try:
            for changes in watch(
                *folders,
                watch_filter=lambda _, name: not self._ignores(name),
                debounce=LONGEST_BURST_MILLISECONDS,
                step=QUIET_MILLISECONDS,
                rust_timeout=GLANCE_MILLISECONDS,
                yield_on_timeout=True,
                stop_event=self._stop,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                yield {(int(kind), name) for kind, name in changes}
        except (OSError, RuntimeError):  # no watches left, or a folder that offers none: the sweep alone has to do
            self._sweep.seconds = SWEEP_SECONDS / 4
            while not self._stop.wait(GLANCE_MILLISECONDS / 1000):
                yield set()

    def _follow(self, bursts: Bursts, is_owed: bool) -> bool:
        """Returns when the folders must be aimed at anew, and whether a call is owed for what has been noticed."""
        early = next(bursts, set())
        # Only now that events flow: what changed before is in this picture, what changes later is an event.
        before, self._known = self._known, self._look_over()
        if self.ready.is_set() and (is_owed or self._known != before):
            self._on_change()
        self.ready.set()
        if self._has_lost_a_folder(early):
            return True
        self._note(name for _, name in early)
        for changes in bursts:
            moved, edited = self._look_again()
            if moved or self._has_lost_a_folder(changes):
                return True
            if not changes and self._has_missed_events():
                return edited
            self._note(name for _, name in changes)
            if changes or edited:
                self._on_change()
                if self._named() != self._roots:
                    return False  # site.yml names the register of people, and now names another
        return False

    def _has_lost_a_folder(self, changes: set[tuple[int, str]]) -> bool:
        return any(kind == DELETED and name in self._roots for kind, name in changes)

    def _look_again(self) -> tuple[bool, bool]:
        """Whether a watched folder is another one than before, and whether a watched file has changed."""
        if not self._glance.is_due():
            return False, False
        before = self._glimpse
        with self._glance:
            self._glimpse = {root: look(root) for root in self._roots}
        changed = [root for root in self._roots if self._glimpse[root] != before[root]]
        moved = any(is_folder(self._glimpse[root]) or is_folder(before[root]) for root in changed)
        return moved, bool(changed)

    def _note(self, names: Iterable[str]) -> None:
        """Keeps the picture true to what events have told, so that the sweep does not tell it again."""
        for name in names:
            signature = look(name)
            if signature and not is_folder(signature):
                self._known[name] = signature
            elif self._known.pop(name, None) is None:  # a folder came or went, and with it whatever was in it
                below = name + os.sep
                self._known = {known: what for known, what in self._known.items() if not known.startswith(below)}
                self._known |= self._scan([name])
                self._is_rearranged = True
                self._sweep.hasten()

    def _has_missed_events(self) -> bool:
        """What the sweep finds no event has told, and perhaps none ever will, unless the folders are aimed at anew."""
        if not self._sweep.is_due():
            return False
        # Below a renamed folder events may get lost for good, so that is reason enough.
        reason, self._is_rearranged = self._is_rearranged, False
        return reason or self._look_over() != self._known

    def _look_over(self) -> dict[str, Signature]:
        with self._sweep:
            return self._scan(self._roots)

    def _scan(self, tops: Iterable[str]) -> dict[str, Signature]:
        """The signature of every file below these folders."""
        found: dict[str, Signature] = {}
        folders = list(tops)
        while folders and not self._stop.is_set():
            for entry in _entries(folders.pop()):
                if is_ignored(entry.name) or entry.path in self._outputs:
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        status = entry.stat()
                        found[entry.path] = (status.st_mtime_ns, status.st_size)
                except OSError:
                    continue
        return found

    def _ignores(self, name: str) -> bool:
        if any(name == output or name.startswith(output + os.sep) for output in self._outputs):
            return True
        root = next((root for root in self._roots if name.startswith(root + os.sep)), "")
        # Only below the root: a site that lives in a folder called "x.tmp" is still a site.
        parts = Path(name[len(root) :]).parts if root else [Path(name).name]
        return any(is_ignored(part) for part in parts)


class Pace:
    """Says when a check is due again: after its seconds, or later where it is slow, as it is on a network folder."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        # The quickest of a few: one alone may only have waited for a busy build.
        self._took: deque[float] = deque(maxlen=5)
        self._due = time.monotonic() + seconds
        self._began = 0.0

    def hasten(self) -> None:
        self._due = min(self._due, time.monotonic() + SOON_SECONDS)

    def is_due(self) -> bool:
        return time.monotonic() >= self._due

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        ended = time.monotonic()
        self._took.append(ended - self._began)
        self._due = ended + max(self.seconds, 40 * min(self._took))


def look(name: str) -> Signature:
    """What tells one state of a file from another, or one folder from another of its name; empty for what is not."""
    try:
        status = Path(name).stat()
    except (OSError, ValueError):
        return ()
    if stat.S_ISDIR(status.st_mode):
        return (status.st_ino,)
    return (status.st_mtime_ns, status.st_size)


def is_folder(signature: Signature) -> bool:
    return len(signature) == 1


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
