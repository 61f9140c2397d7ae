"""Addresses in, answers out over HTTP on this computer only, with livereload's websocket to tell the browsers."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import queue
import re
import socket
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application, RequestHandler

from careersite.media_types import CONTENT_TYPES, content_type
from careersite.preview.answer import Answer

LOOPBACK = "127.0.0.1"
PORTS_TRIED = 20
ANSWERING_THREADS = 4

NOT_LOCAL = "This preview answers only this computer, at http://127.0.0.1 or http://localhost.\n"
ONLY_READING = "This preview only shows pages; it takes nothing in.\n"

_LOCAL_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)


def bind(port: int) -> socket.socket | None:
    """Listens at the first free port from this one on; nothing where there is none among twenty."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":  # there it would let two previews share a port; here it only forgets the last one's sooner
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, candidate))
            listener.listen(128)
        except OSError:  # taken, or set aside by the system, which says "not permitted"
            listener.close()
            continue
        listener.setblocking(False)
        return listener
    return None


class PreviewServer(Server):  # type: ignore[misc]  # livereload ships no types
    """livereload's server, with our answers instead of a folder's files and without its watcher."""

    def __init__(
        self,
        listener: socket.socket,
        answer: Callable[[str, str], Answer],
        version: Callable[[], str],
        assets: dict[str, bytes],
    ) -> None:
        super().__init__(watcher=_SilentWatcher())
        self.listener = listener
        self.version = version
        self.port: int = listener.getsockname()[1]
        self._assets = assets
        self._answer = answer
        self._desk = _Desk(ANSWERING_THREADS)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_ending = False

    def run(self) -> None:
        """Answers until `stop` is called."""
        self._loop = asyncio.new_event_loop()
        # livereload asks for the current loop, which newer Pythons no longer make on asking.
        asyncio.set_event_loop(self._loop)
        try:
            self.serve(port=self.port, host=LOOPBACK, debug=False)
        finally:
            asyncio.set_event_loop(None)
            self._desk.close()

    def stop(self) -> None:
        """Ends `run` at once; from any thread or signal, at any time, as often as one likes."""
        self._is_ending = True
        self._in_loop(self._end)

    def reload(self) -> None:
        """Makes every browser load its page again; from any thread."""
        self._in_loop(LiveReloadHandler.reload_waiters)

    def answer(self, address: str, query: str) -> Awaitable[Answer]:
        """The answer, made beside the loop, which goes on with other requests meanwhile."""
        if address in self._assets:
            return _done(Answer(self._assets[address], content_type(address, b"")))
        return asyncio.wrap_future(self._desk.ask(lambda: self._answer(address, query)))

    def application(self, *_: object, **__: object) -> None:
        """Called by livereload when it is about to serve; the sockets are bound already."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False
        ours = {"server": self}
        routes: list[Any] = [
            (r"/livereload", _Socket, ours),
            (r"/livereload\.js", _Script, ours),
            (r".*", _Page, ours),
        ]
        self._http = HTTPServer(Application(routes, log_function=lambda _: None))
        self._http.add_socket(self.listener)
        if os.name == "nt":  # there, a Ctrl-C is only noticed when something else wakes the loop
            PeriodicCallback(lambda: None, 200).start()
        if self._is_ending:
            self.stop()

    def _setup_logging(self) -> None:
        """Only the command line speaks; livereload would write its own log to the terminal."""
        for name in ("livereload", "tornado", "asyncio"):
            logger = logging.getLogger(name)
            if not logger.handlers:
                logger.addHandler(logging.NullHandler())

    def _in_loop(self, call: Callable[[], object]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                self._loop.call_soon_threadsafe(call)

    def _end(self) -> None:
        self._http.stop()
        others = asyncio.all_tasks(self._loop)
        for task in others:
            task.cancel()
        ending = asyncio.gather(*others, return_exceptions=True)
        ending.add_done_callback(lambda _: IOLoop.current().stop())


class _SilentWatcher(Watcher):  # type: ignore[misc]  # livereload ships no types
    """Tells livereload that watching is taken care of."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: dict[str, object] = {"watched elsewhere": {}}  # with no task it would watch the current folder

    def start(self, _: object) -> bool:
        return True


class _Desk:
    """A few threads that answer; unlike an executor's they never keep the program from ending."""

    def __init__(self, threads: int) -> None:
        self._asked: queue.SimpleQueue[tuple[Callable[[], Answer], Future[Answer]] | None] = queue.SimpleQueue()
        self._threads = threads
        for number in range(threads):
            threading.Thread(target=self._work, name=f"answer {number}", daemon=True).start()

    def ask(self, question: Callable[[], Answer]) -> Future[Answer]:
        future: Future[Answer] = Future()
        self._asked.put((question, future))
        return future

    def close(self) -> None:
        for _ in range(self._threads):
            self._asked.put(None)

    def _work(self) -> None:
        while (task := self._asked.get()) is not None:
            question, future = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(question())
            except Exception as error:  # noqa: BLE001  # it belongs to whoever asked
                future.set_exception(error)


class _Local(RequestHandler):
    """Refuses whoever does not call this computer by a local name, as a page elsewhere with a rebound name would."""

    def initialize(self, server: PreviewServer) -> None:
        self.server = server

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        if not _LOCAL_HOST.fullmatch(self.request.headers.get("Host", "")):
            self._say(403, NOT_LOCAL)

    def compute_etag(self) -> None:
        return None

    def log_exception(self, *_: object) -> None:
        pass

    def write_error(self, status_code: int, **_: object) -> None:
        self._say(status_code, ONLY_READING if status_code == 405 else "The preview could not answer this.\n")

    def _say(self, status: int, sentence: str) -> None:
        self.set_status(status)
        self.set_header("Content-Type", CONTENT_TYPES["txt"])
        self.finish(sentence)


class _Page(_Local):
    async def get(self) -> None:
        answer = await self.server.answer(self.request.path, self.request.query)
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.content_type)
        if answer.location:
            self.set_header("Location", answer.location)
        self.write(answer.body)

    head = get


class _Script(_Local, LiveReloadJSHandler):  # type: ignore[misc]  # livereload ships no types
    pass


class _Socket(_Local, LiveReloadHandler):  # type: ignore[misc]  # livereload ships no types
    _seen: object = None

    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc.lower() == self.request.headers.get("Host", "").lower()

    def on_message(self, message: str | bytes) -> None:
        """livereload's handshake; a page that was made stale while it was connecting is told at once."""
        try:
            said = json.loads(message)
            super().on_message(message)
            self._seen = said.get("snipver", self._seen)
            if said["command"] == "info" and self._seen not in (None, self.server.version()):
                self.send_message({"command": "reload", "path": "*", "liveCSS": False})
        except (ValueError, KeyError, AttributeError, TypeError):
            self.close(1002, "not livereload's protocol")


def _done(answer: Answer) -> Awaitable[Answer]:
    future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    future.set_result(answer)
    return future
