"""Saves in, what a browser is told and shown out: over real HTTP, on a real folder, with a fake workshop."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pytest

from careersite import server
from careersite.preview import NO_PORT, Preview, _our_fault, preview
from careersite.problem import Problem
from tests.fake_workshop import FakeWorkshop

REPOSITORY = Path(__file__).parents[1]
LONG_AGO = 1_000_000_000


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


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    with running(tmp_path) as begin:
        yield begin


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


# What livereload does not do by itself


def test_a_second_save_right_after_the_first_reloads_too(start):
    it = start()
    with Tab(it) as tab:
        for words in ("second", "third", "fourth"):
            it.workshop.write("content/index.md", words)
            assert tab.is_told_to_reload()
            assert words in it.text()


def test_five_files_saved_at_once_are_one_build(start):
    it = start({f"page{number}": "old" for number in range(5)}).settled()
    drafts = it.workshop.drafts
    for number in range(5):
        it.workshop.write(f"content/page{number}.md", "new")
    until(lambda: all("new" in it.text(f"/page{number}/") for number in range(5)))
    until(lambda: it.workshop.finished == it.workshop.drafts)
    assert it.workshop.drafts == drafts + 1


def test_a_new_file_with_an_old_date_is_seen(start, tmp_path):
    it = start()
    elsewhere = tmp_path / "unzipped.md"
    elsewhere.write_text("from long ago")
    os.utime(elsewhere, (LONG_AGO, LONG_AGO))
    shutil.copy2(elsewhere, tmp_path / "content" / "old.md")
    until(lambda: "from long ago" in it.text("/old/"))


def test_a_deletion_and_an_edit_are_one_build(start, tmp_path):
    it = start({"index": "old", "gone": "here"}).settled()
    drafts = it.workshop.drafts
    (tmp_path / "content/gone.md").unlink()
    it.workshop.write("content/index.md", "new")
    until(lambda: "new" in it.text())
    until(lambda: it.workshop.finished == it.workshop.drafts)
    assert it.workshop.drafts == drafts + 1
    assert it.get("/gone/").status == 404


@pytest.mark.slow
def test_a_page_is_answered_at_once_during_a_long_build(start):
    it = start().settled()
    it.workshop.draft_seconds = 3
    it.workshop.write("content/index.md", "new")
    until(lambda: it.workshop.drafts == 2)
    took = [until(lambda: "first" in it.text()) for _ in range(50)]
    assert it.workshop.finished == 1, "the build should still have been under way"
    assert median(took) < 0.05


def test_a_build_that_raises_is_shown_in_the_browser_and_survived(start):
    it = start()
    with Tab(it) as tab:
        it.workshop.write("content/index.md", "BOOM")
        assert tab.is_told_to_reload()
        shown = it.text()
        assert "first" in shown
        assert "our fault" in shown
        assert "a &lt;b&gt;bug&lt;/b&gt; of ours" in shown
        assert "our fault" in it.told[-1][0].message
        it.workshop.write("content/index.md", "mended")
        assert tab.is_told_to_reload()
    until(lambda: "mended" in it.text() and "our fault" not in it.text())


@pytest.mark.parametrize("page", ["<P>no head", "<HTML><BODY>x</BODY></HTML>\n", "<body>x</body><!-- </body> -->", ""])
def test_every_page_gets_the_script_whatever_its_tags(start, page):
    it = start()
    it.workshop.files["odd.html"] = page.encode()
    shown = it.text("/odd.html")
    assert shown.count("/livereload.js?") == 1
    assert "-->" not in shown[shown.index("/livereload.js?") :]
    assert it.workshop.files["odd.html"] == page.encode()


def test_the_sites_own_page_is_served_for_what_is_not_there(start):
    missing = start().get("/nowhere/")
    assert missing.status == 404
    assert "No such page here" in missing.text
    assert "/livereload.js?" in missing.text


# Addresses


def test_an_address_without_its_slash_is_redirected_with_its_query(start):
    it = start({"index": "first", "routes/step-up": "Step Up"})
    redirect = it.get("/routes/step-up?from=mail&x=%20")
    assert (redirect.status, redirect.getheader("Location")) == (302, "/routes/step-up/?from=mail&x=%20")
    assert "Step Up" in it.text("/routes/step-up/?from=mail")
    assert it.get("/routes/nothing").status == 404
    assert it.get("//example.org/..%2f").status == 404


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("style.css", "text/css; charset=utf-8"),
        ("feed.xml", "application/atom+xml"),
        ("", "text/html; charset=utf-8"),
    ],
)
def test_files_are_served_as_what_they_are_and_never_stored(start, name, content_type):
    it = start()
    for method in ("GET", "HEAD"):
        response = it.get(f"/{name}", method=method)
        assert response.status == 200
        assert response.getheader("Content-Type") == content_type
        assert response.getheader("Cache-Control") == "no-store"
        assert response.getheader("ETag") is None
        assert int(response.getheader("Content-Length") or 0) > 0
        assert bool(response.text) is (method == "GET")


def test_only_reading_is_possible(start):
    assert start().get(method="POST").status == 405


# Only this computer


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "localhost.example.org:8000", "192.168.0.7"])
def test_a_foreign_host_name_is_refused(start, host):
    it = start()
    for address in ("/", "/livereload.js", "/livereload", "/-preview/overlay.css"):
        refused = it.get(address, host=host)
        assert refused.status == 403
        assert "only this computer" in refused.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"])
def test_a_local_host_name_is_answered(start, host):
    assert start().get(host=host).status == 200


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


# Problems


def test_a_broken_page_is_shown_over_the_last_good_site(start):
    it = start({"index": "first", "other": "fine"})
    with Tab(it) as tab:
        it.workshop.write("content/other.md", "one\n<script>alert(1)</script> MISTAKE\nthree")
        assert tab.is_told_to_reload()
        for address, words in (("/", "first"), ("/other/", "fine")):
            shown = it.text(address)
            assert words in shown
            assert "<code>content/other.md</code>, line 2" in shown
            assert "&lt;script&gt;alert(1)&lt;/script&gt; MISTAKE is wrong" in shown
            assert "Remove MISTAKE &amp; save." in shown
            assert "<script>alert" not in shown
            assert "▸</span>2</span> &lt;script&gt;alert(1)&lt;/script&gt; MISTAKE\n</mark>" in shown
        it.workshop.write("content/other.md", "mended")
        assert tab.is_told_to_reload()
    until(lambda: "mended" in it.text("/other/") and "careersite-problems" not in it.text())
    until(lambda: it.said[-1] == "Mended: the site is in order again.")


def test_without_any_good_site_there_is_a_page_of_problems(start):
    it = start({"index": "a\nMISTAKE one", "other": "MISTAKE two"})
    shown = it.get("/anything")
    assert shown.status == 500
    assert "2 problems" in shown.text
    assert "<code>content/index.md</code>, line 2" in shown.text
    assert "<code>content/other.md</code>, line 1" in shown.text
    with Tab(it) as tab:
        it.workshop.write("content/index.md", "good")
        it.workshop.write("content/other.md", "good")
        assert tab.is_told_to_reload()
    until(lambda: it.get("/").status == 200)


def test_what_the_checks_find_is_shown_over_the_new_page(start):
    it = start().settled()
    it.workshop.write("content/index.md", "new words\nDEAD-LINK")
    until(lambda: "careersite-problems" in it.text())
    assert "new words" in it.text()
    it.workshop.write("content/index.md", "newer words")
    until(lambda: "newer words" in it.text() and "careersite-problems" not in it.text())


def test_a_page_that_cannot_be_rendered_is_shown_as_it_last_was(start):
    it = start({"index": "first", "other": "as it was"}).settled()
    finished = it.workshop.finished
    it.workshop.write("content/other.md", "UNRENDERABLE DEAD-LINK")
    until(lambda: it.workshop.finished > finished)
    until(
        lambda: (
            "unrenderable" in {problem.code for problems in it.told for problem in problems} or not it.text("/other/")
        )
    )
    shown = it.text("/other/")
    assert "as it was" in shown
    assert "UNRENDERABLE DEAD-LINK is wrong" in shown


def test_a_page_that_meets_a_bug_of_ours_says_so(start):
    it = start({"index": "BUG"}).settled()
    shown = it.get("/")
    assert shown.status == 500
    assert "our fault" in shown.text
    assert it.get("/style.css").status == 200


def test_warnings_are_a_badge_that_bothers_nobody(start):
    shown = start({"index": "DOUBT"}).text()
    assert '<section class="panel" id="panel" role="dialog" aria-labelledby="title" hidden>' in shown
    assert ">1 warning</button>" in shown


def test_a_page_made_stale_while_it_was_loading_is_reloaded_on_connecting(start):
    it = start()
    with Tab(it, version="v0-1") as stale:
        assert stale.is_told_to_reload()
    with Tab(it.settled()) as fresh:
        assert fresh.hears_nothing_for(0.05)


def test_a_save_during_the_checks_does_not_wait_for_them(start):
    it = start(finish_seconds=30)
    it.workshop.write("content/index.md", "second")
    assert until(lambda: "second" in it.text()) < 1


def test_save_to_served_takes_a_moment(start):
    it = start(draft_seconds=0.02).settled()

    def save(number: int) -> float:
        it.workshop.write("content/index.md", f"save {number}")
        return until(lambda: f"save {number}" in it.text())

    assert median(save(number) for number in range(10)) < 0.1


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
from careersite.preview import preview
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
            assert time.perf_counter() - began < 1
        connection.close()
        assert first == f"The site is at http://127.0.0.1:{port}/ — press Ctrl-C to stop.\n"
        assert process.stderr.read() == ""


@pytest.mark.slow
def test_a_taken_port_is_said_in_words(tmp_path):
    with server.bind(0) as taken:
        port = taken.getsockname()[1]
        with program(tmp_path, 0, port) as process:
            said = process.stdout.readline()
    assert said.startswith(f"Port {port} is taken, so this preview uses {port + 1}")
