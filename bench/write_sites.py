"""Writes the site of so many pages for the tools named; a process of its own, so that the measuring one stays small."""

import shutil
import sys

from pages import make_pages
from tools import TOOLS, site_folder


def write_sites(count: int, names: list[str]) -> None:
    """Each tool's site anew."""
    for name in names:
        folder = site_folder(count, name)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        TOOLS[name].write_site(make_pages(count), folder)


if __name__ == "__main__":
    write_sites(int(sys.argv[1]), sys.argv[2:])
