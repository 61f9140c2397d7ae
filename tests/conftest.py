"""What every test may ask for; see building.py for what a built site can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from careersite.command_line import main
from tests.building import AS_OF, DEFAULTS, Built, Files, built, put


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what is found over what was expected, for review")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Built]:
    """make_site({"content/routes/a.md": "…"}) → a built site: page("/routes/a/"), problems, sentences, files.

    site.yml and a home page are supplied unless given; None takes them away. Called again, it changes the same site.
    """
    folder = tmp_path / "site"
    put(folder, DEFAULTS)

    def make(files: Files | None = None, *, as_of: str = AS_OF, slower: bool = False) -> Built:
        put(folder, files or {})
        return built(folder, as_of=as_of, slower=slower)

    return make


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def command_line(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """command_line("check", "--site", folder) → status, out and err, as from a terminal."""

    def run(*arguments: str | Path) -> Said:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:  # argparse's own way out
            status = int(leaving.code or 0)
        return Said(status, *capsys.readouterr())

    return run
