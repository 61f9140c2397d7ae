"""A folder in; a preview of it that runs in a thread, and a browser's side of its websocket."""

from __future__ import annotations

import base64
import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from careersite.preview import server
from careersite.preview.preview import Preview, _our_fault
from careersite.problem import Problem
from tests.fake_workshop import FakeWorkshop


def until(is_so: Callable[[], bool], seconds: float = 5) -> float:
    """Waits for it, fails where it does not come, returns how long it took."""
    began = time.perf_counter()
    while not is_so():
        assert time.perf_counter() - began < seconds, "waited in vain"
        time.sleep(0.001)
    return time.perf_counter() - began


@dataclass
class Running:
    """A preview in a thread of its own, and what it has said."""

    workshop: FakeWorkshop
    preview: Preview
    said: list[str] = field(default_factory=list)
    told: list[tuple[Problem, ...]] = field(default_factory=list)

    def get(self, address: str = "/", host: str = "localhost", method: str = "GET") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.preview.port, timeout=5)
        connection.request(method, address, headers={"Host": host} if host else {})
        response = connection.getresponse()
        response.text = response.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return response

    def text(self, address: str = "/") -> str:
        return self.get(address).text  # type: ignore[attr-defined]

    def settled(self) -> Running:
        """After the build that is under way, if there is one, and its checks."""
        until(lambda: self.workshop.finished > 0)
        return self


@contextmanager
def running(site: Path) -> Iterator[Callable[..., Running]]:
    previews: list[tuple[Preview, threading.Thread]] = []

    def begin(pages: dict[str, str] | None = None, **seconds: float) -> Running:
        workshop = FakeWorkshop(site, **seconds)
        for name, text in (pages or {"index": "first"}).items():
            workshop.write(f"content/{name}.md", text)
        said: list[str] = []
        told: list[tuple[Problem, ...]] = []
        one = Preview(workshop, server.bind(0), said.append, told.append, _our_fault)
        thread = threading.Thread(target=one.run, daemon=True)
        thread.start()
        previews.append((one, thread))
        until(lambda: one._stage.version[-2:] != "-0")
        return Running(workshop, one, said, told)

    yield begin
    for one, thread in previews:
        one.stop()
        thread.join(timeout=5)
        assert not thread.is_alive()


class Tab:
    """A browser's side of livereload's websocket."""

    def __init__(self, running: Running, version: str = "", origin: str = "", host: str = "localhost") -> None:
        self._socket = socket.create_connection(("127.0.0.1", running.preview.port), timeout=5)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            "GET /livereload HTTP/1.1",
            f"Host: {host}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *([f"Origin: {origin}"] if origin else []),
        ]
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self._stream = self._socket.makefile("rb")
        self.status = int(self._stream.readline().split()[1])
        while self._stream.readline().strip():
            pass
        if self.status == 101:
            self._send({"command": "hello", "protocols": [], "snipver": version or running.preview._stage.version})
            assert self._receive()["command"] == "hello"
            self._send({"command": "info", "plugins": {}, "url": "http://localhost/"})

    def __enter__(self) -> Tab:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._socket.close()

    def is_told_to_reload(self) -> bool:
        return self._receive()["command"] == "reload"

    def hears_nothing_for(self, seconds: float) -> bool:
        self._socket.settimeout(seconds)
        try:
            return not self._socket.recv(1)
        except TimeoutError:
            return True
        finally:
            self._socket.settimeout(5)

    def _send(self, message: dict[str, object]) -> None:
        payload = json.dumps(message).encode()
        assert len(payload) < 65536
        head = b"\x81" + (
            b"\xfe" + len(payload).to_bytes(2, "big") if len(payload) > 125 else bytes([0x80 + len(payload)])
        )
        self._socket.sendall(head + b"\0\0\0\0" + payload)

    def _receive(self) -> dict[str, object]:
        length = self._stream.read(2)[1]
        if length == 126:
            length = int.from_bytes(self._stream.read(2), "big")
        return json.loads(self._stream.read(length))
