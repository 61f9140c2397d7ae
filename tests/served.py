"""Finished files behind a real server on this computer alone: nginx or Apache, as docs/hosts.md sets it up."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from careersite.addresses import stand_in_path
from careersite.host_rules import Redirect, Rules, host_rules, redirect
from careersite.hosts import BY_NAME, HIDDEN
from careersite.model import OutputFile
from careersite.suite import command_path
from tests.building import ENGINE, Built

DOCUMENTATION = (ENGINE / "docs/hosts.md").read_text(encoding="utf-8")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
# Debian loads these unasked, apart from the last ones, which docs/hosts.md asks for.
OF_APACHE = ("mpm_event", "authz_core", "mime", "dir", "alias", "autoindex", "negotiation", "setenvif", "filter",
             "deflate", "reqtimeout", "status", "headers", "rewrite", "brotli")  # fmt: skip

# Whatever may stand in the ledger one day: letters of every kind, signs with a meaning elsewhere, short links.
MOVED = (
    Redirect("/old/", "/routes/"),
    Redirect("/old/deep/page/", "/routes/#how"),
    Redirect("/files/old-form.pdf", "/files/new-form.pdf"),
    Redirect("/über uns/", "/routes/"),
    Redirect("/a+b(c)$d/", "/?from=a&b=1"),
    Redirect("/100%/", "/routes/?x=1#y"),
    Redirect("/elsewhere/", "https://www.example.org/jobs?ref=1"),
    Redirect("/far/", "https://www.example.org/über/"),
    Redirect("/to-home/", "/"),
    redirect("/go/spring/", "/routes/?utm_source=poster"),
)
GONE = ("/testimonials/somebody/", "/gone für immer/", "/files/gone.pdf")


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """A server that is running, and where it lies."""

    name: str
    port: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def has_brotli(self) -> bool:
        return (BROTLI if self.name == "nginx" else APACHE_MODULES / "mod_brotli.so").exists()

    def ask(self, address: str, method: str = "GET", **headers: str) -> Reply:
        """One question with the address exactly as given, and headers such as Accept_Encoding."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, address, headers=sent)
            answer = connection.getresponse()
            names = [name.title() for name in answer.headers]
            assert len(names) == len(set(names)), f"{address}: a header twice among {sorted(names)}"
            return Reply(answer.status, {k.title(): v for k, v in answer.headers.items()}, answer.read())
        finally:
            connection.close()

    def leads(self, reply: Reply) -> str:
        """Where a redirect leads, without our own origin."""
        return reply.headers["Location"].removeprefix(self.origin)


def rules_of(site: Built, moved: tuple[Redirect, ...] = MOVED, gone: tuple[str, ...] = GONE) -> Rules:
    """The rules of a built site as if these addresses had moved too, and those were gone."""
    made = host_rules(site.site, site.finished.rendered.files, site.finished.rendered.inspections.values(), HIDDEN)
    return replace(made, redirects=made.redirects + moved, gone=made.gone + gone)


def served_files(site: Built) -> dict[str, bytes]:
    """The files of a site but for pages in the place of rules, which a server with rules never shows."""
    instead = {stand_in_path(address) for address in (*site.site.redirects, *site.site.gone)}
    return {path: content for path, content in site.files.items() if path not in instead}


def put_files(folder: Path, host: str, site: Built, rules: Rules) -> None:
    """The site with the files of one host: public/ and private/."""
    made = [*site.finished.rendered.files.values(), *BY_NAME[host].files(rules)]
    for file in [*made, OutputFile(".careersite", b"a list of files\n"), OutputFile(".git/config", b"secret\n")]:
        path = folder / ("private" if file.is_private else "public") / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def why_no_server(name: str) -> str:
    """Why this server cannot be asked here, in one sentence; nothing where it can."""
    title, is_there = {
        "nginx": ("nginx", command_path("nginx")),
        "apache": ("Apache", command_path("apache2") and (APACHE_MODULES / "mod_rewrite.so").exists()),
    }[name]
    return "" if is_there else f"{title} is asked for every address, and is not here as on Debian: install it."


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach: pytest shuts its own to them, and a server may read as somebody else."""
    with tempfile.TemporaryDirectory(prefix="careersite-") as name:
        yield Path(name)


@contextmanager
def server(name: str, folder: Path) -> Iterator[Server]:
    """The server over folder/public, stopped at the end."""
    port = free_port()
    (folder / "run").mkdir(exist_ok=True)
    command = {"nginx": _nginx, "apache": _apache}[name](folder, port)
    with subprocess.Popen(command, env={**os.environ, **_environment(folder)}) as process:
        try:
            wait_for(port, process, name)
            yield Server(name, port)
        finally:
            process.terminate()


def wait_for(port: int, process: subprocess.Popen[bytes], name: str, seconds: int = 20) -> None:
    for _ in range(seconds * 10):
        assert process.poll() is None, f"{name} did not start"
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"{name} does not answer")


def _environment(folder: Path) -> Mapping[str, str]:
    return {"APACHE_RUN_DIR": str(folder / "run"), "APACHE_LOG_DIR": str(folder / "run")}


def documented(language: str, folder: Path, port: int) -> str:
    """The block that docs/hosts.md tells people to write, with our folder and port, and without certificates."""
    block = re.search(rf"^```{language}\n(.*?)\n```$", DOCUMENTATION, re.MULTILINE | re.DOTALL)
    assert block, f"docs/hosts.md shows no server block for {language}"
    text = block[1].replace("/srv/careers", str(folder)).replace("careers.example", "127.0.0.1")
    return re.sub(r"^ *(?:ssl_\w+|SSL\w+) .*\n", "", text, flags=re.MULTILINE)


def _nginx(folder: Path, port: int) -> list[str]:
    block = documented("nginx", folder, port).partition("\n}\n")[0] + "\n}\n"
    block = re.sub(r"listen .*;", f"listen 127.0.0.1:{port};", block)
    if not BROTLI.exists():
        block = re.sub(r".*brotli\.conf;\n", "", block)
    run = folder / "run"
    temporary = " ".join(f"{one}_temp_path {run}/{one};" for one in ("proxy", "fastcgi", "uwsgi", "scgi"))
    # Workers of root give up their rights, and could not read a folder of the tests.
    before = f"load_module {BROTLI};\n" * BROTLI.exists() + "user root;\n" * _is_root()
    settings = run / "nginx.conf"
    settings.write_text(
        f"{before}daemon off;\npid {run}/pid;\nerror_log {run}/errors;\nevents {{}}\nhttp {{\n"
        f"access_log off; client_body_temp_path {run}/body; {temporary}\n{block}}}\n"
    )
    return [str(command_path("nginx")), "-p", str(run), "-e", str(run / "errors"), "-c", str(settings)]


def _apache(folder: Path, port: int) -> list[str]:
    run = folder / "run"
    block = documented("apache", folder, port).partition("</VirtualHost>\n")
    block_text = (block[0] + block[1]).replace("*:443", f"127.0.0.1:{port}")
    modules = [f"LoadModule {one}_module {APACHE_MODULES}/mod_{one}.so" for one in OF_APACHE]
    before = ["ServerRoot " + str(run), "ServerName 127.0.0.1", f"Listen 127.0.0.1:{port}", f"PidFile {run}/pid",
              f"ErrorLog {run}/errors", "Mutex file:" + str(run), "TypesConfig /dev/null"]  # fmt: skip
    if _is_root():
        # Apache refuses to read as root; whom it becomes instead has to be let in.
        subprocess.run(["chmod", "-R", "go+rX", str(folder)], check=True)
        before += ["User www-data", "Group www-data"]
    settings = run / "apache.conf"
    settings.write_text("\n".join([*before[:1], *modules, *before[1:], block_text, ""]))
    return [str(command_path("apache2")), "-d", str(run), "-f", str(settings), "-DFOREGROUND"]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
