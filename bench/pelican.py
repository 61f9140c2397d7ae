"""The bench's pages as a Pelican site, and how Pelican is started."""

import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pages import SECTIONS, BenchPage, plain_markdown
from peers import venv_python
from tool import Spot, Tool, copy_templates, peer_address, peer_link, peer_spots, write

CACHING = 'CACHE_CONTENT = LOAD_CONTENT_CACHE = True\nCONTENT_CACHING_LAYER = "generator"\n'


def version() -> str:
    """The version that pip put in."""
    command = [str(venv_python()), "-c", "import importlib.metadata as m; print(m.version('pelican'))"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def source_path(page: BenchPage, folder: Path) -> Path:
    """Where the page's source stands."""
    return folder / "content" / page.section / f"{page.slug}.md"


def write_site(pages: Iterable[BenchPage], folder: Path) -> None:
    """Settings, a layout for each type, and the pages; Pelican makes the list of each category itself."""
    copy_templates("pelican", folder)
    write(folder / "theme" / "static" / "site.css", "body { font-family: sans-serif }\n")
    templates = folder / "theme" / "templates"
    layout = (templates / "article.html").read_text(encoding="utf-8")
    for section in SECTIONS:
        write(templates / f"{section}.html", layout.replace("LABEL", f"About {section}"))
    for page in pages:
        write(source_path(page, folder), headers(page) + plain_markdown(page, peer_link))


def write_caching_site(pages: Iterable[BenchPage], folder: Path) -> None:
    """The same with Pelican's cache, which is off unless asked for."""
    write_site(pages, folder)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(CACHING)


def headers(page: BenchPage) -> str:
    """The page's values as Pelican's `Key: value` lines."""
    return (
        f"Title: {page.title}\nDescription: {page.summary}\nDate: {page.day}\nPerson: {page.person}\n"
        f"Team: {page.team}\nCategory: {page.section}\nSlug: {page.slug}\nTemplate: {page.section}\n\n"
    )


def build_command(folder: Path) -> list[str]:
    """One build by the settings beside the content."""
    return [str(venv_python()), "-m", "pelican", "-s", str(folder / "pelicanconf.py"), "--quiet"]


def serve_command(folder: Path, port: int) -> list[str]:
    """Pelican's server, which builds again after each change."""
    return [*build_command(folder), "--listen", "--autoreload", "--port", str(port)]


def spots(page: BenchPage, folder: Path) -> dict[str, Spot]:
    """Where the bench edits."""
    return peer_spots(page, source_path(page, folder), "Title", folder / "theme/templates/footer.html")


PELICAN = Tool("pelican", version, write_site, build_command, serve_command, spots, peer_address)
PELICAN_CACHED = replace(PELICAN, name="pelican-cached", write_site=write_caching_site, remembered=("public", "cache"))
