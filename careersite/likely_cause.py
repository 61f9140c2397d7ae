"""Finished pages that share one fault come in; out goes the file in which its cause probably lies, and who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careersite.addresses import output_path_of
from careersite.model import Rendered, Site

BASE = "templates/base.html"
# What is made by the program from a template of its own.
MADE_FROM = {"404.html": "templates/layouts/not-found.html", "410.html": "templates/layouts/gone.html"}
FEW = 3


@dataclass(frozen=True, slots=True)
class LikelyCause:
    """`file` is what to look at first; `pages` says in words which pages show the fault."""

    file: str
    pages: str


def likely_cause(paths: Sequence[str], site: Site, rendered: Rendered) -> LikelyCause:
    """One page has its own file to blame; many have the layout of their type, or the template of all."""
    addresses = [f"/{path.removesuffix('index.html')}" for path in paths]
    shown = ", ".join(addresses[:FEW])
    if len(addresses) > FEW:
        shown += f" and {len(addresses) - FEW:,} more"
    return LikelyCause(_file(paths, site, rendered), shown)


def _file(paths: Sequence[str], site: Site, rendered: Rendered) -> str:
    by_path = {output_path_of(page.address): page.content_type.name for page in site.pages}
    if len(paths) == 1:
        return _file_of(paths[0], rendered)
    files = {f"templates/layouts/{by_path[path]}.html" if path in by_path else _file_of(path, rendered)
             for path in paths}  # fmt: skip
    return files.pop() if len(files) == 1 else BASE


def _file_of(path: str, rendered: Rendered) -> str:
    """That from which one finished file was made."""
    file = rendered.files.get(path)
    return (file.source_path if file else "") or MADE_FROM.get(path, "templates/redirect.html")
