"""The studio: everything that turns one page into HTML, and that outputs and checks may ask beside the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from careersite.addresses import host_of, output_path_of, split_target
from careersite.calendar.closings import has_deadline_ahead
from careersite.content_types.campaign import CAMPAIGN
from careersite.cores import WORTH_OTHER_PROCESSES, every_core, on_every_core
from careersite.drawn.share_cards import HEIGHT, PNG, WIDTH, Card, card, drawn
from careersite.fields import Plain
from careersite.files import Files
from careersite.inspection import Inspection, inspect_html
from careersite.memo import Memo
from careersite.model import Content, Page, Site
from careersite.problem import Problems
from careersite.statement.conduct import IN_WORDS, Conduct, Own, conduct
from careersite.structured_data import structured_data
from careersite.template_fault import TemplateFault
from careersite.text.bodies import Bodies
from careersite.text.filled import Filled
from careersite.view import Look, Views

if TYPE_CHECKING:
    from careersite.templating import Templating

# From so many cards on, other processes are sooner: one takes 8 ms.
WORTH_DRAWING_TOGETHER = 20

Made = tuple[bytes, Inspection]


class Studio:
    """Everything that turns one page into HTML: its view, the templates, the memo."""

    def __init__(self, site: Site, bodies: Bodies, memo: Memo, last: Studio | None = None) -> None:
        """`last` is that of the build before; what is made of the same files is taken over from it."""
        content = site.content
        self.site, self.memo = site, memo
        twin = last if last is not None and _same_files(last.site.content, content) else None
        self.files: Files = twin.files if twin else _files(content, memo)
        self.views = Views(site, self.files, bodies)
        self._templating: Templating | None = twin._templating if twin else None
        self.share_image = self._share_image()
        self._look = self._digest()

    @property
    def templating(self) -> Templating:
        """Made when first needed."""
        if self._templating is None:
            from careersite.templating import Templating  # an unchanged site is built without Jinja

            content = self.site.content
            pattern = content.settings.weave
            self._templating = Templating(content.templates, content.components, self.files.asset, self.memo, pattern)
        return self._templating

    def _digest(self) -> str:
        """A hash of all that every page depends on beside its own view."""
        content = self.site.content
        shared = [sorted(content.templates.items()), sorted(self.files.asset_addresses.items()), self.views.shell,
                  self.share_image, content.campaigns_hide_share_image, self._card("", []).given.decode()]  # fmt: skip
        return hashlib.sha256(_as_bytes(shared)).hexdigest()

    def pages(self, views: Sequence[dict[str, Plain]]) -> Iterator[Made | TemplateFault]:
        """Each page in its order, remembered or made now, on every core where they are many."""
        keys = [self._key(view) for view in views]
        known = [self._remembered(key) for key in keys]
        missing = [view for view, page in zip(views, known, strict=True) if page is None]
        if len(missing) >= WORTH_OTHER_PROCESSES:
            self.templating.warm()
        made = on_every_core(self._attempted, missing, every_core())
        for key, page in zip(keys, known, strict=True):
            yield page or self._keep(key, next(made))

    def page(self, view: dict[str, Plain]) -> Made:
        """A page's HTML and what the checks need of it, remembered or made now; TemplateFault where it cannot be."""
        page = next(self.pages([view]))
        if isinstance(page, TemplateFault):
            raise page
        return page

    def notice(self, view: dict[str, Plain], others: Mapping[str, Inspection]) -> Made | TemplateFault:
        """The privacy notice, which says what every page does that is in `others` by path, and what it does itself."""
        first = next(self.pages([self._with_conduct(view, others)]))
        if isinstance(first, TemplateFault):
            return first
        own = output_path_of(view["page"]["address"])
        return next(self.pages([self._with_conduct(view, {**others, own: first[1]})]))

    def others(self, notice: Page) -> dict[str, Inspection]:
        """What the checks need of every page but notices; takes as long as to make them all."""
        pages = [page for page in self.site.pages if page.content_type is not notice.content_type]
        made = self.pages([self.views.view(page, Problems()) for page in pages])
        return {output_path_of(page.address): one[1] for page, one in zip(pages, made, strict=True)
                if not isinstance(one, TemplateFault)}  # fmt: skip

    def conduct(self, inspections: Mapping[str, Inspection]) -> Conduct:
        """What these pages do, and the scripts and styles of the site."""
        return conduct(inspections, self._own)

    @cached_property
    def _own(self) -> Own:
        assets = {path: data.decode("utf-8", "replace") for path, _, data in self.files.assets()
                  if path.endswith((".js", ".mjs", ".css"))}  # fmt: skip
        content = self.site.content
        leading = {link.printed: link.target for link in self.site.short_links}
        return Own(assets, self.files.asset_addresses, content.watched, host_of(content.settings.address),
                   self.views.shell["search"], leading)  # fmt: skip

    def _with_conduct(self, view: dict[str, Plain], inspections: Mapping[str, Inspection]) -> dict[str, Plain]:
        found = self.conduct(inspections)
        pages = {output_path_of(page.address): page for page in self.site.pages}
        links = {name: [self.views.link_to(pages[path]) for path in getattr(found, name) if path in pages]
                 for name in ("asks", "films_first")}  # fmt: skip
        keeps = list(dict.fromkeys(IN_WORDS[means] for means in found.keeps))
        plain = {"keeps": keeps, "sends": list(found.sends), "runs_unwatched": bool(found.unwatched),
                 "sends_to": list(found.sends_to), "has_films": found.has_films,
                 "fetches_from": list(found.fetches_from), "leads_to": list(found.leads_to), **links}  # fmt: skip
        return {**view, "page": {**view["page"], "conduct": plain}}

    def _attempted(self, view: dict[str, Plain]) -> Made | TemplateFault:
        try:
            html = self.html(view)
        except TemplateFault as fault:
            return fault
        return html.encode(), inspect_html(html)

    def _key(self, view: dict[str, Plain]) -> bytes:
        return _as_bytes([self._look, view])

    def _remembered(self, key: bytes) -> Made | None:
        stored = self.memo.get("page", key)
        if stored is None:
            return None
        inspection, _, html = stored.partition(b"\0")
        try:
            return html, Inspection.from_list(json.loads(inspection))
        except (ValueError, TypeError):
            return None  # a damaged store counts as empty

    def _keep(self, key: bytes, made: Made | TemplateFault) -> Made | TemplateFault:
        if not isinstance(made, TemplateFault):
            self.memo.put("page", key, _as_bytes(made[1].as_list()) + b"\0" + made[0])
        return made

    def html(self, view: dict[str, Plain]) -> str:
        """The HTML of one view; TemplateFault where a template cannot."""
        page = view["page"]
        full = {
            **page,
            "share": self._share(page),
            "structured_data": structured_data(self.views.shell, page, view["body"]),
            "closes_itself": has_deadline_ahead([self.views.shell["apply"], page, view["body"]]),
        }
        layout = f"layouts/{page['type']}.html"
        return self.templating.render(layout, site=self.views.shell, page=full, body=view["body"])

    def named_addresses(self, inspections: Iterable[Inspection]) -> set[str]:
        """Every address that the pages name or a browser fetches for them, and that of the picture for sharing."""
        named = {split_target(url)[0] for page in inspections for url in (*page.links, *page.fetched)}
        named |= {split_target(link.target)[0] for link in self.site.short_links}
        shared = (self.share_image or {}).get("address")
        return named | ({shared} if shared else set())

    def prepare_pictures(self, inspections: Iterable[Inspection], stop: Callable[[], bool]) -> None:
        """Makes what the pages show and is not remembered, several at once; ends early where `stop` says so."""
        self.files.prepare(self.named_addresses(inspections), self.views.bodies.progress, stop)

    def error_page(self, layout: str, title: str, summary: str, address: str = "") -> bytes:
        """A page that a server answers with where there is none; `address` is empty where it may not be told."""
        page: dict[str, Plain] = {
            "address": address, "canonical": self.site.content.settings.address + address if address else "",
            "type": layout, "title": title, "short_title": title, "summary": summary, "updated": None, "trail": [],
            "related": [], "facts": [], "no_index": True,
            "linked_from": {"testimonials": [], "routes": [], "roles": [], "stages": []},
        }  # fmt: skip
        return self.page({"page": page, "body": []})[0]

    def text(self, template: str, **context: Plain) -> str:
        """What the template makes of plain data, remembered or made now; TemplateFault where it cannot."""
        key = _as_bytes([self._look, template, context])
        stored = self.memo.get("text", key)
        if stored is not None:
            with suppress(UnicodeDecodeError):  # a damaged store counts as empty
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

    def share_of(self, page: Page) -> dict[str, Plain]:
        """How a page looks where somebody shares it."""
        shown = self.views.link_to(page)
        plain = {"type": page.content_type.name, "title": shown["title"], "summary": shown["summary"],
                 "address": page.address, "trail": self.views.trail(page.address),
                 "no_index": bool(page.values.get("no_index")),
                 "has_plain_card": page.address in self.site.content.plain_cards}  # fmt: skip
        return self._share(plain)

    def _share(self, page: dict[str, Plain]) -> dict[str, Plain]:
        kind = "article" if page["type"] == "testimonial" else "website"
        is_hidden = page["type"] == CAMPAIGN.name and self.site.content.campaigns_hide_share_image
        shared = None if is_hidden else self.share_image
        # What no page of its own stands for, such as the page for what is not there, is shared by nobody.
        image = shared or (self._drawn_image(page) if "has_plain_card" in page else None)
        title, description = page["title"], page["summary"]
        if page.get("has_plain_card"):
            title, description = self.views.shell["name"], self.views.shell["description"]
        return {"title": title, "description": description, "image": image, "type": kind}

    def _share_image(self) -> Plain:
        """The picture of site.yml, which stands in for all that would be drawn; None where it names none."""
        settings = self.site.content.settings
        chosen = settings.values["share_image"] or {}
        alt = chosen.get("alt") or settings.values["name"]
        if not chosen.get("file"):
            return None
        target = chosen["file"]
        told = self.views.shell_problems
        file = Look(self.views, "site.yml", told).file(target.text, target.line)
        if file and file["width"] and (file["width"], file["height"]) != (WIDTH, HEIGHT):
            found = f"{file['width']} by {file['height']}"
            message = f'"{target.text}" is {found} pixels; the picture for sharing must be {WIDTH} by {HEIGHT}.'
            hint = "Save a copy of that size, or leave the line empty: then a picture is drawn for each page."
            told.error("picture", message, hint, file="site.yml", line=target.line)
        return {**file, "url": settings.address + file["address"], "alt": alt} if file else None

    def _drawn_image(self, page: dict[str, Plain]) -> Plain:
        wanted = self._card(page["title"], page["trail"], is_plain=page["has_plain_card"])
        url = self.site.content.settings.address + _card_address(
            wanted, page["address"], is_plain=page["has_plain_card"]
        )
        return {"url": url, "width": WIDTH, "height": HEIGHT, "type": "image/png", "alt": wanted.in_words}

    def _card(self, title: str, trail: Sequence[dict[str, Plain]], *, is_plain: bool = False) -> Card:
        """`trail` are the pages above; the second of them is the section. A plain one names the site alone."""
        content = self.site.content
        if is_plain:
            title, trail = content.settings.values["name"], ()
        section = trail[1]["title"] if len(trail) > 1 and trail[1]["address"] not in content.plain_cards else ""
        name = content.settings.values["name"]
        foot = name if name != title else content.settings.values["organisation"]
        return card(title, section, foot, content.settings.weave, content.palette.light)

    @cached_property
    def cards(self) -> Mapping[str, tuple[Page, Card]]:
        """Every card that is to be drawn, by its address."""
        hidden = self.site.content.campaigns_hide_share_image
        pages = [page for page in self.site.pages if not self.share_image or (hidden and page.content_type is CAMPAIGN)]
        plain, link_to, trail = self.site.content.plain_cards, self.views.link_to, self.views.trail
        cards = ((page, self._card(link_to(page)["title"], trail(page.address), is_plain=page.address in plain))
                 for page in pages)  # fmt: skip
        return {_card_address(card, page.address, is_plain=page.address in plain): (page, card) for page, card in cards}

    def drawn(self, cards: Sequence[Card]) -> Iterator[bytes]:
        """Each card in its order, remembered or drawn now."""
        known = [self._drawn_before(one) for one in cards]
        missing = [one for one, picture in zip(cards, known, strict=True) if picture is None]
        made = on_every_core(drawn, missing, every_core(), WORTH_DRAWING_TOGETHER)
        for one, picture in zip(cards, known, strict=True):
            yield picture or self._keep_drawn(one, next(made))

    def _drawn_before(self, wanted: Card) -> bytes | None:
        stored = self.memo.get("share card", wanted.given)
        return stored if stored and stored.startswith(PNG) else None  # a damaged store counts as empty

    def _keep_drawn(self, wanted: Card, picture: bytes) -> bytes:
        self.memo.put("share card", wanted.given, picture)
        return picture


def _card_address(wanted: Card, address: str, *, is_plain: bool) -> str:
    """The address of a page may name whom its card may not."""
    return wanted.address("site" if is_plain else address)


def _same_files(one: Content, other: Content) -> bool:
    if one.components is not other.components:
        return False
    if (one.settings.chosen, one.settings.weave) != (other.settings.chosen, other.settings.weave):
        return False
    return (one.templates, one.assets, one.media) == (other.templates, other.assets, other.media)


def _files(content: Content, memo: Memo) -> Files:
    return Files(content.media, content.assets, content.templates, memo, content.settings.chosen)


def _as_bytes(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=Filled.as_key)
    return text.encode("utf-8", "surrogatepass")
