"""A tool's preview is started; the seconds from each save to the new words being served come out."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tool import Spot, Tool

POLL_SECONDS = 0.002
EDIT_PATIENCE_SECONDS = 300
START_PATIENCE_SECONDS = 600


class PreviewFailed(Exception):
    """A preview ended, or never served what was waited for."""


def measure_preview(tool: Tool, folder: Path, spot: Spot, address: str, rests: Sequence[float]) -> list[float]:
    """The seconds from the end of each save to the new words being served; as many saves as rests before them."""
    first_text = spot.source_path.read_text(encoding="utf-8")
    seconds = []
    try:
        with running_preview(tool, folder) as server:
            server.wait_for(address, spot.words.split(": ")[-1], START_PATIENCE_SECONDS)
            for number, rest in enumerate(rests):
                time.sleep(rest)
                token = f"saved{chr(ord('a') + number % 26)}"
                spot.save(first_text, token)
                seconds.append(server.wait_for(address, token, EDIT_PATIENCE_SECONDS))
    finally:
        spot.source_path.write_text(first_text, encoding="utf-8")
    return seconds


class RunningPreview:
    """A preview that was started, and the port on which it answers."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def wait_for(self, address: str, words: str, patience: float) -> float:
        """Ask on a new connection every two milliseconds until the words are served; how long that took."""
        started = time.perf_counter()
        wanted = words.encode()
        while time.perf_counter() - started < patience:
            if wanted in self.get(address):
                return time.perf_counter() - started
            if self.process.poll() is not None:
                raise PreviewFailed(f"The preview ended:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(POLL_SECONDS)
        raise PreviewFailed(f"{address} did not show {words!r} within {patience} seconds.")

    def get(self, address: str) -> bytes:
        """What the preview answers, or nothing where it does not answer yet."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=EDIT_PATIENCE_SECONDS)
        try:
            connection.request("GET", address)
            return connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()


@contextlib.contextmanager
def running_preview(tool: Tool, folder: Path) -> Iterator[RunningPreview]:
    """Start the preview in a process group of its own, and end that group afterwards."""
    log, port = folder.parent / f"{folder.name}-preview.log", free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            tool.serve_command(folder, port),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield RunningPreview(process, port, log)
    finally:
        end_group(process)


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """Ask as Ctrl-C does, and insist after ten seconds."""
    for ask in (signal.SIGINT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, ask)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
            break
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    """A port on which nobody listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
