"""A workshop in; its site in the browser, rebuilt and reloaded on every save, until Ctrl-C."""

from __future__ import annotations

import secrets
import signal
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from socket import socket
from typing import Any, Protocol

from careersite.preview import answer, overlay
from careersite.preview.answer import Answer
from careersite.preview.overlay import Excerpt
from careersite.preview.watch import Watch
from careersite.problem import Problem

Announce = Callable[[str], None]
Tell = Callable[[tuple[Problem, ...]], None]
OurFault = Callable[[Exception], Problem]

NO_PORT = 2  # the exit status of wrong usage: the remedy is another port
TURN_SECONDS = 0.0005

LATEST = "Behind this is the site with your latest changes."
LAST_GOOD = "Behind this is the site as it was before; it follows when this is mended."
NOTHING_YET = "There is no site to show yet. This page turns into it as soon as this is mended and saved."
BUILDING = "The site is being built. This page turns into it by itself."


class Draft(Protocol):
    """One state of the site after a save: read, validated and planned, but only rendered as it is asked for."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong so far; with an error among it, the draft is not shown."""

    def file(self, output_path: str) -> bytes | None:
        """Renders just this output, at once, from any thread; nothing for what is not part of the site.

        Raises CannotRender where the editor's files are the reason, anything else where we are.
        """

    def leads(self, address: str, query: str) -> tuple[int, str] | None:
        """The status and the place with which a server would lead on from there; nothing where it would not."""


class Workshop(Protocol):
    """What makes drafts."""

    def watched(self) -> tuple[Path, ...]:
        """The folders and files whose change is a reason for a new draft."""

    def draft(self) -> Draft: ...

    def finish(self, draft: Any, stop: Callable[[], bool]) -> tuple[Problem, ...]:
        """Renders all the rest of its own draft; returns all problems, or early and in vain once `stop` says so."""

    def excerpt(self, problem: Problem) -> Excerpt:
        """Numbered lines of source around it."""


class CannotRender(Exception):  # reads as a sentence where it is raised
    """A page cannot be made, for these reasons."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].message if problems else "")
        self.problems = problems


def preview(  # noqa: PLR0913  # each a choice of the command line, and named
    workshop: Workshop,
    *,
    port: int = 8000,
    announce: Announce,
    tell: Tell = lambda _: None,
    our_fault: OurFault | None = None,
    open_browser: bool = False,
) -> int:
    """Serves and rebuilds until Ctrl-C; `announce` gets sentences, `tell` all problems whenever they change."""
    from careersite.preview import server  # 80 ms of imports, which begin nothing before they are needed

    listener = server.bind(port)
    if listener is None:
        announce(
            f"No port from {port} to {port + server.PORTS_TRIED - 1} is free. Close another preview and try again."
        )
        return NO_PORT
    running = Preview(workshop, listener, announce, tell, our_fault or _our_fault)
    with _ended_by_signals(running.stop):
        if port not in (0, running.port):
            announce(f"Port {port} is taken, so this preview uses {running.port}.")
        announce(f"The site is at {running.address} — press Ctrl-C to stop.")
        announce(f"Every component with its examples is at {running.address}_gallery/")
        running.run(on_first=partial(_open, running.address) if open_browser else lambda: None)
    return 0


class Preview:
    """The server in this thread; the watch, the builds and the answers in threads beside it."""

    def __init__(
        self,
        workshop: Workshop,
        listener: socket,
        announce: Announce,
        tell: Tell,
        our_fault: OurFault,
    ) -> None:
        from careersite.preview.server import PreviewServer  # as above

        self._stage = stage = Stage(workshop, announce, tell, our_fault)
        assets = {address: (overlay.ASSETS / Path(address).name).read_bytes() for address in overlay.ADDRESSES}
        self._server = PreviewServer(listener, stage.answer, lambda: stage.version, assets)
        self._watch = Watch(stage.watched, stage.rebuild)
        self.port: int = self._server.port
        self.address = f"http://127.0.0.1:{self.port}/"

    def run(self, on_first: Callable[[], None] = lambda: None) -> None:
        """Until `stop`; calls `on_first` when there is a site to look at."""
        with _short_turns():
            self._watch.start()
            self._watch.ready.wait(timeout=5)  # what changes from here on is noticed: the first draft misses nothing
            self._stage.start(self._server.reload, on_first)
            try:
                self._server.run()
            finally:
                self._watch.stop()
                self._stage.stop()

    def stop(self) -> None:
        """Ends `run` at once; from any thread or signal."""
        self._server.stop()


@dataclass(frozen=True, slots=True)
class Showing:
    """What the browsers see; replaced as a whole, so that every request sees one state."""

    version: str
    site: Draft | None = None  # the latest without errors in its words; a check may still have found some
    last_good: Draft | None = None  # the latest without any
    problems: tuple[Problem, ...] = ()
    behind: str = BUILDING
    panel: bytes = b""


class Stage:
    """Makes a new draft after every change, in one thread of its own, and answers from the latest that is sound."""

    def __init__(self, workshop: Workshop, announce: Announce, tell: Tell, our_fault: OurFault) -> None:
        self._workshop = workshop
        self._announce = announce
        self._tell = tell
        self._our_fault = our_fault
        # Begins with a letter, because livereload.js turns digits into a number; differs from every other preview's.
        self._run = f"v{secrets.token_hex(4)}"
        self._count = 0
        self._showing = Showing(f"{self._run}-0")
        self._late: tuple[Problem, ...] = ()
        self._told: frozenset[Problem] = frozenset()
        self._roots: tuple[Path, ...] = ()
        self._is_changed = threading.Event()
        self._is_ending = False
        self._on_change: Callable[[], None] = lambda: None
        self._on_first: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._work, name="build", daemon=True)

    @property
    def version(self) -> str:
        """Another one whenever the browsers should look again."""
        return self._showing.version

    def start(self, on_change: Callable[[], None], on_first: Callable[[], None]) -> None:
        """Builds; calls `on_first` when there is a site, `on_change` whenever the browsers should look again."""
        self._on_change, self._on_first = on_change, on_first
        self._is_changed.set()
        self._thread.start()

    def stop(self) -> None:
        """Gives a build that is under way a moment to end; one that does not is left behind, and harms nothing."""
        self._is_ending = True
        self._is_changed.set()
        if self._thread.is_alive():
            self._thread.join(timeout=0.1)

    def rebuild(self) -> None:
        """Asks for a new draft, once for all that ask before it begins."""
        self._is_changed.set()

    def watched(self) -> tuple[Path, ...]:
        """What the workshop says, or said last if it fails to."""
        with suppress(Exception):
            self._roots = self._workshop.watched()
        return self._roots

    def answer(self, address: str, query: str) -> Answer:
        """A page of the latest site, of the last good one where that fails, or else the problems as a page."""
        showing = self._showing
        for site in (showing.site, showing.last_good):
            if site is None:
                continue
            try:
                found = answer.find(address, query, site.file, site.leads)
            except Exception as error:  # noqa: BLE001  # whatever it is, the server goes on and shows it
                showing = self._with_fault(showing, error)
            else:
                if query == answer.FRAMED:
                    return found
                return answer.with_snippet(found, showing.panel + answer.reload_script(showing.version))
        return self._page_of_problems(showing)

    def _page_of_problems(self, showing: Showing) -> Answer:
        behind = NOTHING_YET if showing.problems else BUILDING
        page = overlay.page(showing.problems, self._excerpt, behind)
        found = Answer(page, status=500 if showing.problems else 503)
        return answer.with_snippet(found, answer.reload_script(showing.version))

    def _with_fault(self, showing: Showing, error: Exception) -> Showing:
        """For this one answer; for all of them once the whole site has been rendered."""
        reasons = error.problems if isinstance(error, CannotRender) else (self._our_fault(error),)
        problems = tuple(dict.fromkeys((*showing.problems, *reasons)))
        if not self._told.issuperset(reasons):
            self._told |= set(reasons)
            with suppress(Exception):  # the terminal may be gone, the browser is not
                self._tell(reasons)
        return replace(showing, problems=problems, panel=self._panel(problems, LAST_GOOD))

    def _work(self) -> None:
        while self._is_changed.wait() and not self._is_ending:
            self._is_changed.clear()
            try:
                self._build()
            except Exception as error:  # noqa: BLE001  # whatever it is, the next save may mend it
                with suppress(Exception):  # the terminal may be what has failed
                    self._refuse((self._our_fault(error),), LAST_GOOD)

    def _build(self) -> None:
        began = time.perf_counter()
        draft = self._workshop.draft()
        seconds = time.perf_counter() - began
        if not has_errors(draft.problems):
            self._accept(draft, seconds)
            self._check(draft)
        elif not self._is_superseded():  # what is wrong in the middle of a burst of saves is nobody's business
            self._refuse(draft.problems, LAST_GOOD)
            self._announce(f"Not rebuilt ({seconds:.2f} s): the browser shows what is wrong.")

    def _accept(self, draft: Draft, seconds: float) -> None:
        """Shows the draft, still with what the checks found last time, until they have looked again."""
        is_first = self._showing.site is None
        problems = tuple(dict.fromkeys((*draft.problems, *self._late)))
        self._show(replace(self._showing, site=draft, problems=problems, behind=LATEST))
        self._announce(f"{'Built' if is_first else 'Rebuilt'} in {seconds:.2f} s.")
        if is_first:
            self._on_first()

    def _check(self, draft: Draft) -> None:
        try:
            problems = self._workshop.finish(draft, self._is_superseded)
        except Exception as error:  # noqa: BLE001  # whatever it is, the draft stays on show
            problems = (*draft.problems, self._our_fault(error))
        if self._is_superseded():
            return
        self._late = tuple(problem for problem in problems if problem not in draft.problems)
        last_good = self._showing.last_good if has_errors(problems) else draft
        self._show_if_new(replace(self._showing, last_good=last_good, problems=problems))
        self._speak(problems)

    def _refuse(self, problems: tuple[Problem, ...], behind: str) -> None:
        self._show_if_new(replace(self._showing, problems=problems, behind=behind))
        self._speak(problems)

    def _speak(self, problems: tuple[Problem, ...]) -> None:
        """Tells of errors every time, of warnings when they are others, and of the end of errors."""
        before, self._told = self._told, frozenset(problems)
        if has_errors(problems) or self._told != before:
            self._tell(problems)
        if has_errors(before) and not has_errors(problems):
            self._announce("Mended: the site is in order again.")

    def _show_if_new(self, showing: Showing) -> None:
        """Keeps browsers still where they would see what they see already."""
        if self._panel(showing.problems, showing.behind) == self._showing.panel:
            self._showing = showing
        else:
            self._show(showing)

    def _show(self, showing: Showing) -> None:
        self._count += 1
        panel = self._panel(showing.problems, showing.behind)
        self._showing = replace(showing, version=f"{self._run}-{self._count}", panel=panel)
        self._on_change()

    def _panel(self, problems: tuple[Problem, ...], behind: str) -> bytes:
        return overlay.panel(problems, self._excerpt, behind)

    def _excerpt(self, problem: Problem) -> Excerpt:
        try:
            return self._workshop.excerpt(problem)
        except Exception:  # noqa: BLE001  # a message without its lines is better than none
            return []

    def _is_superseded(self) -> bool:
        return self._is_changed.is_set()


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _our_fault(error: Exception) -> Problem:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return Problem(
        file="",
        line=0,
        severity="error",
        code="our-fault",
        message=f"This is our fault, not yours: {type(error).__name__}: {error}{place}",
        hint="Your files are safe and the preview goes on. Undoing the last change may help until this is mended.",
    )


@contextmanager
def _ended_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a polite kill end the preview like any other wish; outside the main thread nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.getsignal(getattr(signal, name)) for name in names}
    for number in before:
        signal.signal(number, lambda *_: stop())
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, signal.SIG_DFL if action is None else action)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Lets the server interrupt a busy build sooner than after Python's usual five milliseconds."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _open(address: str) -> None:
    threading.Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True).start()
