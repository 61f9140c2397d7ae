"""One page of a Site comes in; out goes its view: all that its layout gets, as plain data.

A rendered page is remembered under the hash of its view, so whatever a template shows must stand in here.
"""

from __future__ import annotations

from careersite.addresses import host_of, is_outside, page_path, source_path_from, split_target, with_slash
from careersite.calendar.clock import exact_instant
from careersite.calendar.closings import closing, shown_deadline, with_closing
from careersite.campaigns.counted_apply import counted_apply, with_counted_action
from careersite.campaigns.shown_campaign import closing_in_lists, shown_campaign
from careersite.colours.palette import SCHEMES
from careersite.facts.facts import FACTS_PATH
from careersite.fields import Plain, resolve_fields
from careersite.files import Files
from careersite.finder.finder import finder_of, finder_step
from careersite.kinds import When
from careersite.ledger.anchors import kept_anchors, with_targets
from careersite.model import Page, Site
from careersite.naming_kinds import Target
from careersite.nearest_target import hint_for, nearest_file
from careersite.offer import offer
from careersite.people_list import is_list_of_people
from careersite.pictures.first_picture import with_first_picture
from careersite.problem import Problems, suggestion
from careersite.text.bodies import Bodies
from careersite.text.body import Body
from careersite.text.filled import Filled
from careersite.whole_site import WholeSite

# Their pages show the whole pathway, with their own place on it.
DRAWN_ON_THE_PATHWAY = ("stage", "route")


class Views:
    """Makes the views of one site; what many pages share is made once."""

    def __init__(self, site: Site, files: Files, bodies: Bodies) -> None:
        self.site, self.files, self.bodies = site, files, bodies
        self._cards: dict[str, dict[str, Plain]] = {}
        self._links: dict[str, dict[str, Plain]] = {}
        self.at = exact_instant(site.as_of, site.content.settings.zone)
        self.finder = finder_of(site.pages)
        self.campaigns = {campaign.page: campaign for campaign in site.campaigns}
        self._anchors = kept_anchors(site)
        self.links: dict[tuple[str, str], Plain] = {}
        unsound = site.content.unsound
        self.unsound = {names.path for names in unsound} | {names.address for names in unsound}
        self.whole = WholeSite(site, bodies, self.link_to, self.card)
        self.shell_problems = Problems()
        self.shell = self._shell(Look(self, "site.yml", self.shell_problems))

    # What every page shares

    def _shell(self, look: Look) -> dict[str, Plain]:
        settings = self.site.content.settings
        values = settings.values
        contact = {name: (values["contact"] or {}).get(name) for name in ("name", "email", "phone", "text")}
        contact["page"] = look.shown_link((values["contact"] or {}).get("page"))
        return {
            "name": values["name"],
            "language": settings.language,
            "address": settings.address,
            "printed_address": settings.printed_address,
            "organisation": values["organisation"],
            "description": look.words(values["description"]),
            "apply": self._apply(look),
            "contact": contact,
            "logo": self._logo(look),
            "main_menu": self._menu("menu"),
            "footer_menu": self._menu("footer_menu"),
            "how_we_know": (look.shown_link(values["how_we_know"]) or {}).get("address"),
            "feed": "/feed.xml",
            "theme_colour": {scheme: self.site.content.palette.of(scheme)["deep"] for scheme in SCHEMES},
            "search": next((page.address for page in self.whole.pages_with_search), None),
        }

    def _apply(self, look: Look) -> Plain:
        apply = self.site.content.settings.values["apply"] or {}
        outside = apply.get("address")
        page = look.shown_link(apply.get("page"))
        return {
            "address": outside or (page["address"] if page else "/"),
            "label": apply.get("label") or "Apply",
            "note": apply.get("note"),
            "page": page["address"] if page else None,
            "closes": self.deadline(apply.get("closes")),
            "after_closing": look.words(apply.get("after_closing") or "") or None,
            "outside": bool(outside),
            "host": host_of(outside) if outside else None,
            "counted": counted_apply(self.site),
        }

    def _logo(self, look: Look) -> Plain:
        logo = self.site.content.settings.values["logo"] or {}
        file = look.file(logo["file"].text, logo["file"].line) if logo.get("file") else None
        return {**file, "alt": logo.get("alt") or ""} if file else None

    def _menu(self, field: str) -> list[Plain]:
        pages = [page for page in self.site.pages if page.values.get(field)]
        pages.sort(key=lambda page: (page.values[field], page.address))
        return [{"title": self._short_title(page), "address": page.address} for page in pages]

    def _short_title(self, page: Page) -> str:
        short = page.values.get("short_title")
        return self.site.content.facts.filled_in(short or page.title)

    def deadline(self, when: When | None) -> Plain:
        return shown_deadline(when, self.at, self.site.content.settings.zone) if when else None

    # One page

    def view(self, page: Page, problems: Problems) -> dict[str, Plain]:
        """Everything the page's layout gets but the shell; links, names and files that lead nowhere are told."""
        look = Look(self, page.source.path, problems, page.address)
        content_type = page.content_type
        shown = resolve_fields(content_type.fields, page.values, look)
        shown |= shown_campaign(self.campaigns.get(page), shown, self.at, self.site.content.settings)
        if "action" in shown:
            shown["action"] = with_counted_action(shown["action"], page, self.site)
        trail = self.trail(page.address)
        closes = closing(shown, page.address, trail, self.shell)
        body = with_closing(self._body(page, look), closes["closes"], self.shell["apply"]["page"])
        return {
            "page": {
                **shown,
                **closes,
                **offer(page, self.at, self.site.content.settings.zone),
                "address": page.address,
                "canonical": self.site.content.settings.address + page.address,
                "type": content_type.name,
                "title": shown[content_type.title_field],
                "short_title": self._short_title(page),
                "trail": trail,
                "facts": [self.site.content.facts.by_name[name].shown() for name in self.site.facts_on[page]],
                "related": [link for link in shown["related"] if link],
                "linked_from": self._linked_from(page),
                "finder": finder_step(page, self.finder, self.site),
                "no_index": bool(page.values.get("no_index")),
                "counted_apply": look.counted,
                "has_plain_card": page.address in self.site.content.plain_cards,
                **self.whole.neighbours(page),
                **({"stages": look.pages("stage")} if content_type.name in DRAWN_ON_THE_PATHWAY else {}),
            },
            "body": body if shown.get("photo") else with_first_picture(body),
        }

    def trail(self, address: str) -> list[Plain]:
        """The live pages above this address, from the home page down."""
        parts = address.strip("/").split("/")[:-1] if address != "/" else []
        above = ["/"] + ["/" + "/".join(parts[: n + 1]) + "/" for n in range(len(parts))] if address != "/" else []
        pages = (self.site.by_address.get(one) for one in above)
        return [{"title": self._short_title(page), "address": page.address} for page in pages if page]

    def _linked_from(self, page: Page) -> dict[str, list[Plain]]:
        lists: dict[str, list[Plain]] = {"testimonials": [], "routes": [], "roles": [], "stages": []}
        others = self.site.named_by.get(page.source.path, ())
        for other in sorted(others, key=lambda one: (one.content_type.name, *one.sort_key)):
            lists.setdefault(other.content_type.plural, []).append(self.card(other))
        return lists

    def _body(self, page: Page, look: Look) -> list[Plain]:
        components = {use.line: use for use in page.components}
        first = page.source.text_line - 1
        filling = look.filling(page.body, first)
        parts: list[Plain] = []
        anchors = self._anchors.get(page.address, ())
        for part in page.body.parts:
            if isinstance(part, str):
                parts.append(Filled(with_targets(part, anchors, page.body.headings), *filling))
                continue
            use = components[first + page.body.components[part].line]
            fields = resolve_fields(use.component.fields, use.values, look)
            parts.append({"component": use.component.name, "fields": fields})
        return parts

    # What pages show of one another

    def card(self, page: Page) -> dict[str, Plain]:
        """A page as others show it: its own fields, with the pages that it names as title and address alone."""
        known = self._cards.get(page.address)
        if known is None:
            own = page.content_type.own_fields
            shown = resolve_fields(own, page.values, _CardLook(self, page.source.path, Problems()))
            known = self._cards[page.address] = {
                **shown,
                **offer(page, self.at, self.site.content.settings.zone),
                **self.link_to(page),
            }
        return known

    def link_to(self, page: Page) -> dict[str, Plain]:
        known = self._links.get(page.address)
        if known is None:
            words = self.site.content.facts.filled_in
            known = self._links[page.address] = {
                "address": page.address,
                "title": words(page.title),
                "summary": words(page.values["summary"]),
                "type": page.content_type.name,
                "outside": False,
                **closing_in_lists(page, self.campaigns.get(page), self.at, self.site.content.settings.zone),
            }
        return known


class Look:
    """Looks up what the values of one file name; what is not there is told with file and line."""

    def __init__(self, views: Views, path: str, problems: Problems, address: str = "") -> None:
        self.views, self.path, self.problems, self.address = views, path, problems, address
        self.site, self.folder = views.site, path.rpartition("/")[0]
        self.counted = counted_apply(views.site, views.site.by_address.get(address))

    def words(self, text: str) -> str:
        return self.site.content.facts.filled_in(text)

    def shown_link(self, target: Target | None) -> Plain:
        return self.link(target.text, target.line) if target else None

    def link(self, target: str, line: int) -> Plain:
        """Where a link leads; None where it leads to a page that is not live now."""
        if target == "apply":
            if self.views.shell["apply"]["address"] == self.address:
                return None  # the page that tells how to apply needs no button that leads to itself
            return {**self.views.shell["apply"], "counted": self.counted, "title": "", "summary": "", "type": "apply"}
        key = (self.folder, target)
        known = self.views.links.get(key)
        if known is None:
            known = self._found(target, line)
            if known is not None:
                self.views.links[key] = known
        return known

    def _found(self, target: str, line: int) -> Plain:
        if is_outside(target):
            return {"address": target, "title": "", "summary": "", "type": "", "outside": True, "host": host_of(target)}
        inner, rest = split_target(target)
        if not inner:
            return {"address": target, "title": "", "summary": "", "type": "", "outside": False}
        path = None if inner.startswith("/") else source_path_from(inner, self.path)
        page = (
            self.site.by_address.get(with_slash(inner))
            if inner.startswith("/")
            else self.site.by_source.get(path or "")
        )
        if page:
            link = self.views.link_to(page)
            return {**link, "address": link["address"] + rest} if rest else link
        return self._other_link(inner, rest, path, line)

    def _is_unsound(self, inner: str, path: str | None) -> bool:
        """True for a page or file whose own mistakes are told already: a link to it is no mistake of this one."""
        if is_list_of_people(inner) and self.views.unsound:
            return True  # who is on which list is known only when every page is right
        return path in self.site.content.refused or (path or with_slash(inner)) in self.views.unsound

    def _other_link(self, inner: str, rest: str, path: str | None, line: int) -> Plain:
        plain = {"title": "", "summary": "", "type": "file", "outside": False}
        if inner.startswith("/"):
            if self.views.files.is_published(inner):
                if self.views.files.has(f"content{inner}"):
                    self.views.files.linked(f"content{inner}", self.path, line, self.problems)
                return {"address": inner + rest, **plain}
            if with_slash(inner) in self.site.withheld_addresses:
                return self._not_live(self.site.withheld_addresses[with_slash(inner)], inner, line)
        elif path and path in self.site.withheld:
            return self._not_live(self.site.withheld[path], inner, line)
        elif path and not path.endswith(".md") and self.views.files.has(path):
            return {"address": self.views.files.linked(path, self.path, line, self.problems) + rest, **plain}
        if not self._is_unsound(inner, path):
            self._leads_nowhere(inner, path, line)
        return None

    def _not_live(self, reason: str, target: str, line: int) -> None:
        self.problems.warning(
            "not-live",
            f'"{target}" leads to a page that {reason}.',
            "Until that page is live, the words are shown without the link.",
            file=self.path,
            line=line,
        )

    def _leads_nowhere(self, target: str, path: str | None, line: int) -> None:
        hint = hint_for(target, path, self.path, self.site)
        self.problems.error("broken-link", f'"{target}" leads to no page.', hint, file=self.path, line=line)

    def page(self, type_name: str, name: str, line: int) -> Plain:
        """The card of the page that `name` stands for; None, without a word, where it is not live now."""
        path = page_path(type_name, name)
        page = self.site.by_source.get(path)
        if page:
            return self._shown(page)
        if path not in self.site.withheld and path not in self.views.unsound:
            folder = path.rpartition("/")[0]
            known = [
                one.rpartition("/")[2].removesuffix(".md")
                for one in self.site.by_source
                if one.startswith(folder + "/")
            ]
            hint = suggestion(name, known) or f"In {folder}/ there are: {', '.join(known) or 'no pages yet'}."
            self.problems.error(
                "broken-link", f'There is no {type_name} called "{name}".', hint, file=self.path, line=line
            )
        return None

    def _shown(self, page: Page) -> Plain:
        return self.views.card(page)

    def pages(self, type_name: str) -> list[Plain]:
        return [self.views.card(page) for page in self.site.by_type.get(type_name, ())]

    def fact(self, name: str, line: int) -> Plain:
        fact = self.site.content.facts.by_name.get(name)
        return fact.shown() if fact else None  # an unknown name is told when the site is planned

    def source(self, name: str, line: int) -> Plain:
        source = self.site.content.facts.sources.get(name)
        if source:
            return source.shown()
        sources = self.site.content.facts.sources
        hint = suggestion(name, sources) or f"The sources are: {', '.join(sources) or 'none yet'}."
        self.problems.error(
            "unknown-source", f'"{name}" is not one of the sources in {FACTS_PATH}.', hint, file=self.path, line=line
        )
        return None

    def from_site(self, name: str) -> Plain:
        """What the whole site knows, else a part of what every page shares."""
        return self.views.whole[name] if name in self.views.whole else self.views.shell[name]

    def file(self, target: str, line: int, narrowest: int = 0) -> Plain:
        path = source_path_from(target, self.path)
        if path and self.views.files.has(path):
            return self.views.files.shown(path, self.path, line, self.problems, narrowest=narrowest)
        if is_outside(target):
            message = f'"{target}" lies elsewhere, but pictures must lie in content/images/ of this site.'
            hint = "Put the picture there, if it may be used, and name it here by its path."
            self.problems.error("missing-file", message, hint, file=self.path, line=line)
        elif path not in self.site.content.refused:  # what is wrong with that file is told already
            message = f'There is no file "{target}".'
            self.problems.error(
                "missing-file", message, nearest_file(path or target, self.path, self.site), file=self.path, line=line
            )
        return None

    def deadline(self, when: When) -> Plain:
        return self.views.deadline(when)

    def rich(self, text: Target) -> Filled:
        body = self.views.bodies.body(text.text)
        html = "".join(part for part in body.parts if isinstance(part, str))
        return Filled(html, *self.filling(body, text.line - 1))

    def _address(self, target: str, lines: list[int]) -> str | None:
        """None, told for every line, where the link leads to no page."""
        shown = [self.link(target, line) for line in lines]
        return shown[0].get("counted") or shown[0]["address"] if shown[0] else None

    def filling(self, body: Body, first: int) -> tuple[tuple[str | None, ...], tuple[tuple[str, str], ...]]:
        """Addresses and facts for the open places of a body; `first` is the line before the text's first."""
        addresses = tuple(
            self._address(target, [first + line for line in lines or (1,)]) for target, lines in body.links
        )
        value = self.site.content.facts.value
        return addresses, tuple((name, value(name) or "") for name, _ in body.facts) + tuple(
            (f"{name}, as at", value(f"{name}, as at") or "") for name, _ in body.facts
        )


class _CardLook(Look):
    """Inside a card the pages that a page names are told by title and address alone, or cards would never end."""

    def _shown(self, page: Page) -> Plain:
        return self.views.link_to(page)

    def pages(self, type_name: str) -> list[Plain]:
        return [self.views.link_to(page) for page in self.site.by_type.get(type_name, ())]
