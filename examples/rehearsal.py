"""A copy of the example site, the commands of an editor, and a real nginx in front of what they publish.

What the rehearsals of this folder share. They need nothing but Python and nginx.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "anyborough-hospitals"


@dataclass(frozen=True)
class Answer:
    """What a candidate gets at an address."""

    status: int
    leads_to: str
    text: str


@dataclass
class Day:
    """One step: what was done, the exit status and words of the last command, of which
    `printed` is for other programs, and what was promised and not kept."""

    what: str
    status: int = 0
    printed: str = ""
    said: str = ""
    answers: list[str] = field(default_factory=list)
    broken_promises: list[str] = field(default_factory=list)


class Rehearsal:
    """A copy of the example site, the commands of an editor, and nginx in front of what they publish."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        self.nginx_folder = folder / "nginx"
        self.nginx_folder.mkdir()
        shutil.copytree(EXAMPLE, self.folder, ignore=shutil.ignore_patterns("public", "private", ".careersite*"))
        self.port = 0

    # What an editor does

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{path} no longer says {old!r}"
        self.write(path, text.replace(old, new, 1))

    def run(self, moment: str, day: Day, *arguments: str) -> None:
        """One command of build.py, at a moment of the rehearsal."""
        command = [sys.executable, str(ROOT / "build.py"), *arguments, "--site", str(self.folder)]
        settings = {**os.environ, "CAREERSITE_NOW": moment, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, env=settings, capture_output=True, text=True, encoding="utf-8", check=False)
        day.status, day.printed, day.said = done.returncode, done.stdout, done.stdout + done.stderr

    # What a candidate gets

    @contextmanager
    def published(self) -> Iterator[None]:
        """nginx with the rules that the last build wrote, started anew as after a change of its rules."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = self.nginx_folder / "nginx.conf"
        settings.write_text(self._settings(), encoding="utf-8")
        command = [_nginx(), "-p", str(self.nginx_folder), "-e", str(self.nginx_folder / "errors"), "-c", str(settings)]
        with subprocess.Popen(command) as server:
            try:
                self._wait_for(server)
                yield
            finally:
                server.terminate()

    def _settings(self) -> str:
        here = self.nginx_folder
        temporary = "".join(
            f"  {name}_temp_path {here}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        return (
            f"{user}daemon off;\npid {here}/pid;\nevents {{}}\nhttp {{\n  access_log {here}/access.log;\n{temporary}"
            f"  server {{\n    listen 127.0.0.1:{self.port};\n    root {self.folder}/public;\n"
            f"    include {self.folder}/private/nginx/site.conf;\n  }}\n}}\n"
        )

    def _wait_for(self, server: subprocess.Popen[bytes]) -> None:
        for _ in range(100):
            if server.poll() is not None:
                raise SystemExit((self.nginx_folder / "errors").read_text(encoding="utf-8"))
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)

    def get(self, address: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, address, headers=headers or {})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, answer.headers.get("Location") or "", text)

    def expect(
        self, day: Day, address: str, status: int, *, holds: str = "", lacks: str = "", leads_to: str = ""
    ) -> None:
        """Asks nginx, notes the answer in words, and what of the promise was not kept."""
        answer = self.get(address)
        words = f"{address} → {answer.status}"
        words += f", leads to {answer.leads_to}" if answer.leads_to else ""
        words += f", says “{holds}”" if holds and holds in answer.text else ""
        words += f", says nothing of “{lacks}”" if lacks and lacks not in answer.text else ""
        day.answers.append(words)
        is_kept = (
            answer.status == status and holds in answer.text and (not lacks or lacks not in answer.text)
            and answer.leads_to.endswith(leads_to)
        )  # fmt: skip
        if not is_kept:
            promised = [f"status {status}"]
            promised += [f"to say “{holds}”"] if holds else []
            promised += [f"to say nothing of “{lacks}”"] if lacks else []
            promised += [f"to lead to {leads_to}"] if leads_to else []
            day.broken_promises.append(f"{address} was to have {', '.join(promised)}; it is: {words}")

    def ends(self, day: Day, status: int, *, saying: str = "") -> None:
        if day.status != status or saying not in day.said:
            day.broken_promises.append(f"the command was to end with {status} and say “{saying}”:\n{day.said}")


def _nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise SystemExit("nginx is not on this computer. On Debian or Ubuntu: sudo apt install nginx-light")
    return found
