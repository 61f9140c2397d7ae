"""What every test may ask for; see building.py for what a built site can tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

import pytest

from careersite import templating
from careersite.command_line import main
from tests.building import AS_OF, DEFAULTS, ENGINE, Built, Files, built, put
from tests.whole_sites import HOSPITALS, REAL_DAY, SAMPLE, site_of_examples

# The marks that a whole file says of itself, in this one way.
OF_FILES = ("quick", "alone")
# To build one of these takes longer than a hundred quick tests.
WHOLE = {"real_site", "example_site", "components_site"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where only such files are asked for, no other is so much as imported: to import all takes seconds."""
    mark = config.option.markexpr.partition(" ")[0]
    if mark not in OF_FILES or collection_path.suffix != ".py":
        return None
    says = re.search(rf"^pytestmark = pytest\.mark\.{mark}$", collection_path.read_text("utf-8"), re.MULTILINE)
    return None if says else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if WHOLE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what is found over what was expected, for review")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """The same text gives the same program, and to make it takes longer than all else that a small site needs."""
    programs: dict[tuple[str | None, ...], CodeType] = {}
    compiled_anew = templating._Environment.compile

    def compiled(environment: templating._Environment, *text_and_name: str | None) -> CodeType:
        if text_and_name not in programs:
            programs[text_and_name] = compiled_anew(environment, *text_and_name)
        return programs[text_and_name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templating._Environment, "compile", compiled)
        yield


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


@pytest.fixture(scope="session")
def real_site() -> Built:
    return built(ENGINE, as_of=REAL_DAY, slower=True)


@pytest.fixture(scope="session")
def sample_site() -> Built:
    return built(SAMPLE, as_of=REAL_DAY, slower=True)


@pytest.fixture(scope="session")
def example_site() -> Built:
    return built(HOSPITALS, slower=True)


@pytest.fixture(scope="session")
def components_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page for every example of every component."""
    return site_of_examples(tmp_path_factory.mktemp("components"))


@pytest.fixture(scope="session")
def whole_sites(real_site: Built, sample_site: Built, example_site: Built, components_site: Built) -> list[Built]:
    return [components_site, real_site, sample_site, example_site]


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
