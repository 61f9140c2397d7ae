"""Logs that real servers wrote of real requests are read to the last line, and every figure is right."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careersite.results.results import Results, results_of
from tests.test_visits import AGENT, LINKS, PAGE, TAGS, figures

pytestmark = pytest.mark.slow  # real servers

NGINX = """
{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 32; }}
http {{
  log_format behind '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" '
                    '"$http_user_agent" "$http_x_forwarded_for" $request_time "$http_sec_purpose"';
  log_format json escape=json '{{"time_iso8601":"$time_iso8601","remote_addr":"$remote_addr","request":"$request",'
                  '"status":$status,"http_referer":"$http_referer","http_user_agent":"$http_user_agent",'
                  '"http_sec_purpose":"$http_sec_purpose"}}';
  access_log {folder}/combined.log combined; access_log {folder}/behind.log behind; access_log {folder}/json.log json;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port}; root {folder}/public;
    location ~* ^/go/compass/poster/?$ {{ return 302 {target}; }}
    location ~* ^/go/apply/?$ {{ return 302 https://apply.example/; }}
  }}
}}
"""
APACHE = """
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
DocumentRoot {folder}/public
DirectoryIndex index.html
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{{Referer}}i\\" \\"%{{User-Agent}}i\\"" combined
LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{{Referer}}i\\" \\"%{{User-Agent}}i\\" \\"%{{Sec-Purpose}}i\\"" behind
CustomLog {folder}/combined.log combined
CustomLog {folder}/behind.log behind
RedirectMatch 302 (?i)^/go/compass/poster/?$ {target}
RedirectMatch 302 (?i)^/go/apply/?$ https://apply.example/
"""
TARGET = PAGE + TAGS.replace("linkedin", "poster").replace("social", "print")


def ask(port: int, target: str, *, method: str = "GET", agent: str = AGENT, referer: str = "") -> int:
    """The status of the answer; what is asked may be as odd as it likes."""
    lines = [f"{method} {target} HTTP/1.1", "Host: careers.example", f"User-Agent: {agent}", "Connection: close"]
    lines += [f"Referer: {referer}"] if referer else []
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split()[1])


def visit(port: int) -> None:
    """What people and robots do, odd things among it."""
    came_from = f"http://127.0.0.1:{port}{TARGET}"
    assert ask(port, "/go/Compass/POSTER/") == 302
    assert ask(port, TARGET) == 200
    assert ask(port, "/roles/", referer=came_from) == 200
    assert ask(port, "/site.css", referer=came_from) == 200
    assert ask(port, "/go/apply", referer=came_from) == 302
    assert ask(port, PAGE + TAGS.replace("linkedin", "LinkedIn")) == 200
    ask(port, "/go/compass/poster", agent="LinkedInBot/1.0 (compatible; Mozilla/5.0)")
    ask(port, "/go/compass/poster", method="HEAD")
    ask(
        port,
        '/?q="quoted"\\and\xe4\xff',
        agent='Mozilla/5.0 ("quoted" \\ back\xe4)',
        referer='https://a.example/"',
    )
    ask(port, "/nothing-here/" + "x" * 3000, referer="[18/Nov/2026:10:00:00 +0000]")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall(b"\x16\x03\x01\x02\x00\x01 not HTTP at all\r\n\r\n")
        raw.recv(1000)


REQUESTS = 11


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(command: list[str], port: int) -> Iterator[None]:
    server = subprocess.Popen(command, start_new_session=True)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


@pytest.fixture(params=["nginx", "apache2"])
def logs(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of the logs that one server wrote."""
    program = shutil.which(request.param, path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip(f"{request.param} is not here")
    for page in (PAGE, "/roles/", "/"):
        (tmp_path / f"public{page}").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"public{page}index.html").write_text("<!DOCTYPE html><title>A page</title>")
    (tmp_path / "public/site.css").write_text("")
    port = free_port()
    # Else root would answer as somebody who may not look into its folders.
    user = "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    config = tmp_path / "server.conf"
    rules = NGINX if request.param == "nginx" else APACHE
    config.write_text(rules.format(user=user, folder=tmp_path, port=port, target=TARGET))
    command = [program, "-p", str(tmp_path), "-c", str(config)]
    if request.param == "apache2":
        command = [program, "-f", str(config), "-D", "FOREGROUND"]
    with served(command, port):
        visit(port)
    return tmp_path


def counted(log: Path) -> Results:
    return results_of([str(log)], io.BytesIO(), LINKS)


def test_every_log_of_a_real_server_is_read_to_the_last_line_and_right(logs):
    written = sorted(log for log in logs.glob("*.log") if log.name != "error.log")
    assert len(written) >= 2
    for log in written:
        lines = [one for one in log.read_bytes().splitlines() if b" 408 " not in one]
        told = counted(log)
        assert told.unreadable == 0, log.read_text(errors="replace")
        assert told.requests >= len(lines) >= REQUESTS
        assert figures(told) == {
            ("compass", "poster"): (1, 2, 1),
            ("compass", "linkedin"): (1, 1, 0),
        }, log.name
        assert told.ahead == 1
        assert told.robots >= 2
