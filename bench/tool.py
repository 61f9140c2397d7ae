"""What the bench needs to know of a generator: how to write a site for it, start it, and edit its sources."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pages import ORGANISATION, BenchPage

BENCH = Path(__file__).resolve().parent
SCRATCH = BENCH / "scratch"
EDITS = ("body", "title", "template")


@dataclass(frozen=True)
class Spot:
    """Words in a source file that an edit extends, and the built files that must show the longer words."""

    source_path: Path
    words: str
    shown_in: tuple[str, ...]

    def save(self, text: str, token: str) -> None:
        """Save the source, whose first text is given, with the token after the words; in place, as editors do."""
        if text.count(self.words) != 1:
            raise ValueError(f"{self.source_path} should hold {self.words!r} exactly once.")
        self.source_path.write_text(text.replace(self.words, f"{self.words} {token}"), encoding="utf-8")

    def missing(self, output: Path, token: str) -> list[str]:
        """The built files in which the token does not stand."""
        return [name for name in self.shown_in if token not in (output / name).read_text(encoding="utf-8")]


@dataclass(frozen=True)
class Tool:
    """A generator. Each site folder is built into its folder public/."""

    name: str
    version: Callable[[], str]
    write_site: Callable[[Iterable[BenchPage], Path], None]
    build_command: Callable[[Path], list[str]]
    serve_command: Callable[[Path, int], list[str]]
    spots: Callable[[BenchPage, Path], dict[str, Spot]]
    page_address: Callable[[BenchPage], str]
    remembered: tuple[str, ...] = ("public",)

    def forget(self, folder: Path) -> None:
        """Remove the output and all that the tool remembers of earlier builds."""
        for name in self.remembered:
            shutil.rmtree(folder / name, ignore_errors=True)


def copy_templates(tool_name: str, folder: Path) -> None:
    """The peer's templates and settings, as they stand in bench/templates/."""
    shutil.copytree(BENCH / "templates" / tool_name, folder, dirs_exist_ok=True)


def write(path: Path, text: str) -> None:
    """Write a source file, making its folder first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def peer_address(page: BenchPage) -> str:
    """The address that every peer gives the page."""
    return peer_link(page.section, page.slug)


def peer_link(section: str, slug: str) -> str:
    """A link by address, as every peer takes it."""
    return f"/{section}/{slug}/"


def usual_spots(page: BenchPage, source_path: Path, title: str, template: Path, footer: str) -> dict[str, Spot]:
    """The three spots: words of the page's body and title in its source, words of the footer in a template."""
    page_file, list_file = f"{page.section}/{page.slug}/index.html", f"{page.section}/index.html"
    return {
        "body": Spot(source_path, page.closing_words, (page_file,)),
        "title": Spot(source_path, title, (page_file, list_file)),
        "template": Spot(template, footer, (page_file, list_file, "index.html")),
    }


def peer_spots(page: BenchPage, source_path: Path, title_key: str, template: Path) -> dict[str, Spot]:
    """The spots of a peer, each of which says the title after its own key."""
    return usual_spots(page, source_path, f"{title_key}: {page.title}", template, ORGANISATION)
