"""Every link, anchor, picture and asset in pages, styles, sitemap and feed leads to something that is there."""

from __future__ import annotations

import re
from urllib.parse import unquote

from careersite.addresses import is_outside, output_path_of, split_target, stand_in_path
from careersite.inspection import addresses_in_style
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems, suggestion
from careersite.studio import Studio
from careersite.text.safe_links import is_safe, unsafe_in_words

_XML_URL = re.compile(r"""<loc>([^<]*)</loc>|<link[^>]*href="([^"]*)"|<id>([^<]*)</id>""")


def links(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    finished = _Finished(site, rendered, problems)
    passed_by = {stand_in_path(address) for address in site.redirects}  # where they lead is looked at with the ledger
    for path, inspection in rendered.inspections.items():
        for url in (*inspection.links, *inspection.fetched) if path not in passed_by else ():
            if url not in finished.sound:
                finished.look(url, path)
    for path, file in rendered.files.items():
        text = file.content.decode("utf-8", "replace") if path.endswith((".css", ".xml")) else ""
        for url in addresses_in_style(text) if path.endswith(".css") else _addresses_in_xml(text):
            finished.look(url, path)


def _addresses_in_xml(text: str) -> list[str]:
    return [next(group for group in found.groups() if group is not None) for found in _XML_URL.finditer(text)]


class _Finished:
    """The finished site, of which one address after the other is asked."""

    def __init__(self, site: Site, rendered: Rendered, problems: Problems) -> None:
        self.site, self.rendered, self.problems = site, rendered, problems
        self.own = site.content.settings.address
        self.short = {link.printed for link in site.short_links}
        self._near: dict[str, str] = {}
        self.sound: set[str] = set()  # menus and footers ask for the same addresses on every page

    def look(self, url: str, path: str) -> None:
        """Tells where `url`, as it stands in the file `path`, leads to nothing."""
        if self._is_sound(url, path) and not url.startswith("#"):
            self.sound.add(url)

    def _is_sound(self, url: str, path: str) -> bool:
        target = (
            url.removeprefix(self.own) if url == self.own or url.startswith((f"{self.own}/", f"{self.own}#")) else url
        )
        if not is_safe(target):
            self._tell(*unsafe_in_words(target), url, path)
            return False
        if is_outside(target) or target in self.short:
            return True
        inner, rest = split_target(target or "/")
        there = inner or "/" + path.removesuffix("index.html")
        output_path = output_path_of(unquote(there))
        anchor = unquote(rest.partition("#")[2])
        inspection = self.rendered.inspections.get(output_path)
        if not there.startswith("/"):
            self._tell(f'"{url}" is no address of this site: it starts with no slash.', "", url, path)
        elif output_path not in self.rendered.files:
            near = self._nearest(there)
            self._tell(f'"{url}" leads to no page or file of the finished site.', near, url, path)
        elif anchor and inspection is not None and anchor not in inspection.ids:
            if self._is_left_out(there, anchor):
                return True
            near = suggestion(anchor, inspection.ids) or self._headings_of(output_path)
            self._tell(f'"{url}" names the heading "{anchor}", which {there} does not have.', near, url, path)
        else:
            return True
        return False

    def _is_left_out(self, address: str, anchor: str) -> bool:
        """True for a heading that was written, but may not be shown now: the link leads to the top of the page."""
        page = self.site.by_address.get(address)
        shortened = self.site.content.left_out.get(page.source.path) if page else None
        return shortened is not None and anchor in shortened.anchors

    def _nearest(self, address: str) -> str:
        """A menu that leads nowhere asks on every page, and to look for what is near takes long."""
        if address not in self._near:
            known = ("/" + path.removesuffix("index.html") for path in self.rendered.files)
            self._near[address] = suggestion(address, known)
        return self._near[address]

    def _headings_of(self, path: str) -> str:
        ids = [one for one in self.rendered.inspections[path].ids if not one.startswith(("fn", "main"))]
        return f"Its headings are: {', '.join(ids[:12])}." if ids else "It has no headings to link to."

    def _tell(self, message: str, hint: str, url: str, path: str) -> None:
        file = self.rendered.files[path]
        page = self.site.by_source.get(file.source_path)
        where, line = self._written_in(url, page) if page else (file.source_path or path, 0)
        self.problems.error("broken-link", message, hint, file=where, line=line)

    def _written_in(self, url: str, page: Page) -> tuple[str, int]:
        """Where the link stands: in the page's text or fields, else in a template."""
        inner, rest = split_target(url)
        for target, lines in page.body.links:
            if target == url or (split_target(target)[1] == rest and inner.rstrip("/").endswith(_stem(target))):
                return page.source.path, page.source.text_line - 1 + (lines[0] if lines else 1)
        for text, first, path in self._texts(page):
            place = max(text.find(url), text.find(rest) if rest else -1)
            if place >= 0:
                return path, first + text.count("\n", 0, place)
        return page.source.path, 0

    def _texts(self, page: Page) -> list[tuple[str, int, str]]:
        templates = self.site.content.templates
        own = [(page.source.text, page.source.text_line, page.source.path)]
        return own + [(text, 1, f"templates/{path}") for path, text in templates.items() if path.endswith(".html")]


def _stem(target: str) -> str:
    return split_target(target)[0].rstrip("/").rpartition("/")[2].removesuffix(".md")
