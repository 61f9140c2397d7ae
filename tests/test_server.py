"""Requests in, answers out: which addresses, which hosts, which port, and how it ends."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careersite.preview import server
from careersite.preview.preview import NO_PORT, preview
from tests.fake_workshop import FakeWorkshop
from tests.running_preview import Running, Tab, running

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    with running(tmp_path) as begin:
        yield begin


# Addresses


def test_an_address_without_its_slash_is_redirected_with_its_query(start):
    it = start({"index": "first", "routes/step-up": "Step Up"})
    redirect = it.get("/routes/step-up?from=mail&x=%20")
    assert (redirect.status, redirect.getheader("Location")) == (302, "/routes/step-up/?from=mail&x=%20")
    assert "Step Up" in it.text("/routes/step-up/?from=mail")
    assert it.get("/routes/nothing").status == 404
    assert it.get("//example.org/..%2f").status == 404


def test_a_short_link_leads_on_with_its_query(start):
    led = start().get("/go/there?from=mail")
    assert (led.status, led.getheader("Location")) == (302, "/arrived/?from=mail")
    assert led.getheader("Cache-Control") == "no-store"


def test_files_are_served_as_what_they_are_and_never_stored(start):
    it = start()
    types = {"style.css": "text/css; charset=utf-8", "feed.xml": "application/atom+xml", "": "text/html; charset=utf-8"}
    for name, content_type in types.items():
        for method in ("GET", "HEAD"):
            response = it.get(f"/{name}", method=method)
            assert response.status == 200
            assert response.getheader("Content-Type") == content_type
            assert response.getheader("Cache-Control") == "no-store"
            assert response.getheader("ETag") is None
            assert int(response.getheader("Content-Length")) > 0
            assert bool(response.text) is (method == "GET")


def test_only_reading_is_possible(start):
    assert start().get(method="POST").status == 405


# Only this computer


def test_a_foreign_host_name_is_refused(start):
    it = start()
    for host in ("example.org", "127.0.0.1.example.org", "localhost.example.org:8000", "192.168.0.7"):
        for address in ("/", "/livereload.js", "/livereload", "/-preview/overlay.css"):
            refused = it.get(address, host=host)
            assert refused.status == 403
            assert "only this computer" in refused.text


def test_a_request_that_names_no_host_is_refused(start):
    with socket.create_connection(("127.0.0.1", start().preview.port), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 403 " in connection.recv(100)


def test_a_local_host_name_is_answered(start):
    it = start()
    for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"):
        assert it.get(host=host).status == 200


def test_the_websocket_refuses_foreign_hosts_and_foreign_pages(start):
    it = start()
    for host, origin, status in [
        ("localhost:1", "http://localhost:1", 101),
        ("localhost:1", "", 101),
        ("localhost:1", "http://example.org", 403),
        ("localhost:1", "http://localhost:2", 403),
        ("example.org", "http://example.org", 403),
    ]:
        with Tab(it, host=host, origin=origin) as tab:
            assert tab.status == status


def test_nothing_but_the_loopback_address_is_bound(start):
    assert start().preview._server.listener.getsockname()[0] == "127.0.0.1"


# Ports and endings


def test_the_next_port_is_used_when_one_is_taken(tmp_path):
    with server.bind(0) as taken, server.bind(taken.getsockname()[1]) as used:
        assert used.getsockname()[1] > taken.getsockname()[1]


def test_no_free_port_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "bind", lambda _: None)
    said: list[str] = []
    assert preview(FakeWorkshop(tmp_path), port=8000, announce=said.append) == NO_PORT
    assert said == ["No port from 8000 to 8019 is free. Close another preview and try again."]


PROGRAM = """
import sys
from pathlib import Path
from careersite.preview.preview import preview
from tests.fake_workshop import FakeWorkshop
assert not {"livereload", "tornado", "watchfiles"} & set(sys.modules), "imported too early"
workshop = FakeWorkshop(Path(sys.argv[1]), draft_seconds=float(sys.argv[2]))
sys.exit(preview(workshop, port=int(sys.argv[3]), announce=lambda said: print(said, flush=True)))
"""


@contextmanager
def program(site: Path, draft_seconds: float, port: int = 0) -> Iterator[subprocess.Popen[str]]:
    arguments = [sys.executable, "-W", "error", "-c", PROGRAM, str(site), str(draft_seconds), str(port)]
    pipe = subprocess.PIPE
    with subprocess.Popen(arguments, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a Ctrl-C cannot be sent to one process there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("draft_seconds", [0, 30])
def test_ctrl_c_ends_it_at_once_also_during_a_build_and_with_browsers_connected(tmp_path, number, draft_seconds):
    site = FakeWorkshop(tmp_path).write("content/index.md", "first").parents[1]
    with program(site, draft_seconds) as process:
        first = process.stdout.readline()
        port = int(first.rstrip().split(":")[2].split("/")[0])
        assert process.stdout.readline().endswith("/_gallery/\n")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/livereload.js")
        connection.getresponse().read()
        if not draft_seconds:
            assert process.stdout.readline().startswith("Built in")
        fake = Running(FakeWorkshop(site), type("P", (), {"port": port, "_stage": type("S", (), {"version": "v"})}))
        with Tab(fake):
            began = time.perf_counter()
            process.send_signal(number)
            assert process.wait(timeout=5) == 0
            assert time.perf_counter() - began < 3
        connection.close()
        assert first == f"The site is at http://127.0.0.1:{port}/ — press Ctrl-C to stop.\n"
        assert process.stderr.read() == ""


@pytest.mark.slow
def test_a_taken_port_is_said_in_words(tmp_path):
    with server.bind(0) as taken:
        port = taken.getsockname()[1]
        with program(tmp_path, 0, port) as process:
            said = process.stdout.readline()
    assert said.startswith(f"Port {port} is taken, so this preview uses ")
