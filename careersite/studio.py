"""The studio: everything that turns one page into HTML, and that outputs and checks may ask beside the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from careersite.bodies import Bodies
from careersite.cores import WORTH_OTHER_PROCESSES, every_core, on_every_core
from careersite.fields import Plain
from careersite.files import Files
from careersite.inspection import Inspection, inspect_html
from careersite.memo import Memo
from careersite.model import Site
from careersite.structured_data import structured_data
from careersite.template_fault import TemplateFault
from careersite.view import Look, Views

if TYPE_CHECKING:
    from careersite.templating import Templating

SHARE_CARD = "images/share-card.png"


class Studio:
    """Everything that turns one page into HTML: its view, the templates, the memo."""

    def __init__(self, site: Site, bodies: Bodies, memo: Memo) -> None:
        content = site.content
        self.site, self.memo = site, memo
        self.files = Files(content.media, content.assets, content.templates)
        self.views = Views(site, self.files, bodies)
        self._templating: Templating | None = None
        self.share_image = self._share_image()
        self._look = self._digest()

    @property
    def templating(self) -> Templating:
        """Made when first needed."""
        if self._templating is None:
            from careersite.templating import Templating  # an unchanged site is built without Jinja

            content = self.site.content
            self._templating = Templating(content.templates, content.components, self.files.asset, self.memo)
        return self._templating

    def _digest(self) -> str:
        """A hash of all that every page depends on beside its own view."""
        content = self.site.content
        shared = [sorted(content.templates.items()), sorted(self.files.asset_addresses.items()), self.views.shell,
                  self.share_image]  # fmt: skip
        return hashlib.sha256(_as_bytes(shared)).hexdigest()

    def page(self, view: dict[str, Plain]) -> tuple[str, Inspection]:
        """A page's HTML and what the checks need of it, remembered or made now; TemplateFault where it cannot be."""
        key = self._key(view)
        return self._remembered(key) or self._keep(key, self._made(view))

    def prepare(self, views: Sequence[dict[str, Plain]]) -> None:
        """Makes those that are not remembered, on every core where they are many; faults are left to `page`."""
        missing = [view for view in views if self._remembered(self._key(view)) is None]
        if len(missing) < WORTH_OTHER_PROCESSES:
            return
        self.templating.warm()
        for view, made in zip(missing, on_every_core(self._attempted, missing, every_core()), strict=True):
            if made is not None:
                self._keep(self._key(view), made)

    def _attempted(self, view: dict[str, Plain]) -> tuple[str, Inspection] | None:
        try:
            return self._made(view)
        except TemplateFault:
            return None

    def _made(self, view: dict[str, Plain]) -> tuple[str, Inspection]:
        html = self.html(view)
        return html, inspect_html(html)

    def _key(self, view: dict[str, Plain]) -> bytes:
        return _as_bytes([self._look, view])

    def _remembered(self, key: bytes) -> tuple[str, Inspection] | None:
        stored = self.memo.get("page", key)
        if stored is None:
            return None
        try:
            html, inspection = json.loads(stored)
            return html, Inspection.from_list(inspection)
        except (ValueError, TypeError):
            return None  # a damaged store counts as empty

    def _keep(self, key: bytes, made: tuple[str, Inspection]) -> tuple[str, Inspection]:
        self.memo.put("page", key, _as_bytes([made[0], made[1].as_list()]))
        return made

    def html(self, view: dict[str, Plain]) -> str:
        """The HTML of one view; TemplateFault where a template cannot."""
        page = view["page"]
        full = {
            **page,
            "share": self._share(page),
            "structured_data": structured_data(self.views.shell, page, view["body"]),
        }
        layout = f"layouts/{page['type']}.html"
        return self.templating.render(layout, site=self.views.shell, page=full, body=view["body"])

    def text(self, template: str, **context: Plain) -> str:
        """What the template makes of plain data, remembered or made now; TemplateFault where it cannot."""
        key = _as_bytes([self._look, template, context])
        stored = self.memo.get("text", key)
        if stored is not None:
            return stored.decode()
        text = self.templating.render(template, **context)
        self.memo.put("text", key, text.encode())
        return text

    def inspection(self, html: str) -> Inspection:
        """What the checks need of a page that is no content page, such as a redirect."""
        stored = self.memo.get("inspection", html.encode())
        if stored is not None:
            try:
                return Inspection.from_list(json.loads(stored))
            except (ValueError, TypeError):
                pass
        inspection = inspect_html(html)
        self.memo.put("inspection", html.encode(), _as_bytes(inspection.as_list()))
        return inspection

    def _share(self, page: dict[str, Plain]) -> dict[str, Plain]:
        kind = "article" if page["type"] == "testimonial" else "website"
        return {"title": page["title"], "description": page["summary"], "image": self.share_image, "type": kind}

    def _share_image(self) -> Plain:
        """The picture of site.yml, or the one among the assets; None where there is neither."""
        settings = self.site.content.settings
        chosen = settings.values["share_image"] or {}
        alt = chosen.get("alt") or settings.values["name"]
        if chosen.get("file"):
            target = chosen["file"]
            file = Look(self.views, "site.yml", self.views.shell_problems).file(target.text, target.line)
            return {**file, "url": settings.address + file["address"], "alt": alt} if file else None
        if not self.files.has_asset(SHARE_CARD):
            return None
        url = settings.address + self.files.asset(SHARE_CARD)
        return {"url": url, "width": 1200, "height": 630, "type": "image/png", "alt": alt}


def _as_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
