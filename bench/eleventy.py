"""The bench's pages as an Eleventy site, and how Eleventy is started: by Node itself, not through npx."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from pages import SECTIONS, BenchPage, plain_markdown
from peers import NODE_MODULES
from tool import Spot, Tool, copy_templates, peer_address, peer_link, peer_spots, write

PROGRAM = NODE_MODULES / "@11ty" / "eleventy"


def version() -> str:
    """The version that npm put in."""
    return str(json.loads((PROGRAM / "package.json").read_text(encoding="utf-8"))["version"])


def source_path(page: BenchPage, folder: Path) -> Path:
    """Where the page's source stands."""
    return folder / "src" / page.section / f"{page.slug}.md"


def write_site(pages: Iterable[BenchPage], folder: Path) -> None:
    """Settings, a layout and a list for each type, and the pages; each folder says once what its pages share."""
    copy_templates("eleventy", folder)
    write(folder / "src" / "site.css", "body { font-family: sans-serif }\n")
    includes = folder / "src" / "_includes"
    layout, listing = (includes.joinpath(name).read_text(encoding="utf-8") for name in ("item.njk", "list.njk"))
    for section in SECTIONS:
        title = section.capitalize()
        shared = {"layout": f"{section}.njk", "tags": section, "section": section}
        write(includes / f"{section}.njk", layout.replace("LABEL", f"About {section}"))
        write(folder / "src" / section / f"{section}.json", json.dumps(shared))
        write(folder / "src" / f"list-{section}.njk", listing.replace("SECTION", section).replace("TITLE", title))
    for page in pages:
        write(source_path(page, folder), front_matter(page) + plain_markdown(page, peer_link))


def front_matter(page: BenchPage) -> str:
    """The page's values as YAML between its fences."""
    return (
        f"---\ntitle: {page.title}\ndescription: {page.summary}\ndate: {page.day}\n"
        f"person: {page.person}\nteam: {page.team}\n---\n\n"
    )


def build_command(folder: Path) -> list[str]:
    """One build, without a line of output for every page."""
    return [str(shutil.which("node")), str(PROGRAM / "cmd.cjs"), "--quiet"]


def serve_command(folder: Path, port: int) -> list[str]:
    """Eleventy's server, which renders again only what an edit touches."""
    return [*build_command(folder), "--serve", "--incremental", f"--port={port}"]


def spots(page: BenchPage, folder: Path) -> dict[str, Spot]:
    """Where the bench edits."""
    return peer_spots(page, source_path(page, folder), "title", folder / "src/_includes/footer.njk")


ELEVENTY = Tool("eleventy", version, write_site, build_command, serve_command, spots, peer_address)
