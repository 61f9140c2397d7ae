"""Every link, anchor, picture and asset in pages, styles, sitemap and feed leads to something that is there."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from careersite.addresses import is_outside, output_path_of, split_target
from careersite.model import OutputFile, Page, Rendered, Site
from careersite.problem import Problems, suggestion
from careersite.studio import Studio

_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_XML_URL = re.compile(r"""<loc>([^<]*)</loc>|<link[^>]*href="([^"]*)"|<id>([^<]*)</id>""")


def links(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    own = site.content.settings.address
    for path, inspection in rendered.inspections.items():
        address = "/" + path.removesuffix("index.html")
        for url in (*inspection.links, *inspection.fetched):
            _one(url, address, path, own, site, rendered, problems)
    for path, file in rendered.files.items():
        if path.endswith(".css"):
            for found in _CSS_URL.finditer(file.content.decode("utf-8", "replace")):
                if not (found[1] or "").startswith("data:"):
                    _one(found[1] or found[2], f"/{path}", path, own, site, rendered, problems)
        elif path.endswith(".xml"):
            for found in _XML_URL.finditer(file.content.decode("utf-8", "replace")):
                _one(found[1] or found[2] or found[3], f"/{path}", path, own, site, rendered, problems)


def _one(url: str, address: str, path: str, own: str, site: Site, rendered: Rendered, problems: Problems) -> None:
    target = url.removeprefix(own) if url == own or url.startswith((own + "/", own + "#")) else url
    if is_outside(target):
        return
    inner, rest = split_target(target or "/")
    there = inner or address
    if not there.startswith("/"):
        _tell(f'"{url}" is no address of this site: it starts with no slash.', "", url, path, site, rendered, problems)
        return
    output_path = output_path_of(unquote(there))
    if output_path not in rendered.files:
        near = suggestion(there, ("/" + known.removesuffix("index.html") for known in rendered.files))
        _tell(f'"{url}" leads to no page or file of the finished site.', near, url, path, site, rendered, problems)
        return
    anchor = unquote(rest.partition("#")[2])
    inspection = rendered.inspections.get(output_path)
    if anchor and inspection is not None and anchor not in inspection.ids:
        near = suggestion(anchor, inspection.ids) or _headings_of(output_path, rendered)
        _tell(f'"{url}" names the heading "{anchor}", which {there} does not have.', near, url, path, site, rendered, problems)


def _headings_of(path: str, rendered: Rendered) -> str:
    ids = [one for one in rendered.inspections[path].ids if not one.startswith(("fn", "main"))]
    return f"Its headings are: {', '.join(ids[:12])}." if ids else "It has no headings to link to."


def _tell(message: str, hint: str, url: str, path: str, site: Site, rendered: Rendered, problems: Problems) -> None:
    file: OutputFile = rendered.files[path]
    page = site.by_source.get(file.source_path)
    where, line = _written_in(url, page, site) if page else (file.source_path or path, 0)
    problems.error("broken-link", message, hint, file=where, line=line)


def _written_in(url: str, page: Page, site: Site) -> tuple[str, int]:
    """Where the link stands: in the page's text or fields, else in a template."""
    wanted = split_target(url)
    for target, lines in page.body.links:
        if target == url or (split_target(target)[1] == wanted[1] and wanted[0].rstrip("/").endswith(_stem(target))):
            return page.source.path, page.source.text_line - 1 + (lines[0] if lines else 1)
    for text, first, path in _texts(page, site):
        place = text.find(url)
        if place < 0 and wanted[1]:
            place = text.find(wanted[1])
        if place >= 0:
            return path, first + text.count("\n", 0, place)
    return page.source.path, 0


def _stem(target: str) -> str:
    return split_target(target)[0].rstrip("/").rpartition("/")[2].removesuffix(".md")


def _texts(page: Page, site: Site) -> list[tuple[str, int, str]]:
    own = [(page.source.text, page.source.text_line, page.source.path)]
    templates = [(text, 1, f"templates/{path}") for path, text in site.content.templates.items() if path.endswith(".html")]
    return own + templates
