"""Content and a moment come in; out goes the content of what may be said and shown then, and what is withheld."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from careersite.addresses import HOME, page_path
from careersite.content_types.campaign import CAMPAIGN
from careersite.facts.fact_marks import FACT, FACT_NAME
from careersite.facts.facts_of_the_day import facts_of_the_day, without_facts
from careersite.fields import Field, leaves
from careersite.kept import GONE, Keeping, Unshown, reasons
from careersite.kinds import Words
from careersite.model import ComponentValues, Content, LeftOut, Page, Source, Withheld
from careersite.naming_kinds import FactName, PageName
from careersite.people.unshown_in_campaigns import UnshownInCampaigns
from careersite.people.unshown_people import UnshownPeople
from careersite.settings import SETTINGS, SETTINGS_PATH, SHARE_IMAGE, Settings
from careersite.text.bodies import Bodies
from careersite.text.body import LEFT_OUT
from careersite.text.left_out import Block, is_empty, without

WITHHELD = "is withheld"


@dataclass(frozen=True, slots=True)
class Shortened:
    """What may be shown of one page, what is told of the rest; `left_out` where some is, `is_withheld` where all is."""

    page: Page
    told: tuple[Withheld, ...] = ()
    left_out: LeftOut | None = None
    is_withheld: bool = False


@dataclass
class Known:
    """The pages of the last time, so that the same Page under the same rules is looked through once."""

    rules: tuple[object, ...] = ()
    pages: dict[Page, Shortened] = field(default_factory=dict)


def withhold(
    content: Content, as_of: datetime, bodies: Bodies, known: Known | None = None
) -> tuple[Content, tuple[Withheld, ...]]:
    """Nothing here is a mistake: time passes, and people change their minds."""
    content, missing = facts_of_the_day(content, as_of.date())
    people = UnshownPeople(content, as_of.date())
    has_campaigns = any(page.content_type is CAMPAIGN for page in content.pages)
    in_campaigns = UnshownInCampaigns(content, as_of.date()) if has_campaigns else None
    hides = in_campaigns is not None and in_campaigns.hides_share_image
    content = replace(content, plain_cards=people.plain_cards(), campaigns_hide_share_image=hides)
    if people.are_none and not missing and (in_campaigns is None or in_campaigns.are_none):
        return content, ()
    unshown, known = without_facts(people.unshown, missing), known or Known()
    of_campaigns = without_facts(in_campaigns.unshown, missing) if in_campaigns else unshown
    rules = (people.rules, in_campaigns and in_campaigns.rules, missing, tuple(content.settings.values.items()))
    if known.rules != rules:
        known.rules, known.pages = rules, {}

    def shortened(page: Page) -> Shortened:
        if in_campaigns and page.content_type is CAMPAIGN:
            # Lists of the site show its title and its summary too.
            why = in_campaigns.of_story(page) or people.why_not_named(f"{page.title}\n{page.values['summary']}")
            return _Shortening(content, of_campaigns, bodies).page(page, why)
        return _Shortening(content, unshown, bodies).page(page, people.of_story(page))

    shown = {page: known.pages.get(page) or shortened(page) for page in content.pages}
    known.pages = shown
    of_settings = _Shortening(content, unshown, bodies, people.unshown_when_shared)
    settings = of_settings.settings()
    told = (*of_settings.told, *people.told_of_facts(), *(thing for one in shown.values() for thing in one.told))
    return replace(
        content,
        settings=settings,
        whole_settings=content.settings,
        facts=people.facts(),
        pages=tuple(one.page for one in shown.values()),
        left_out={page.source.path: one.left_out for page, one in shown.items() if one.left_out},
        withheld={page.source.path: WITHHELD for page, one in shown.items() if one.is_withheld},
    ), tuple(sorted(set(told)))


class _Shortening:
    """Goes through one page, or the settings, and keeps what may be shown; what it takes out is told."""

    def __init__(self, content: Content, unshown: Unshown, bodies: Bodies, shared: Unshown | None = None) -> None:
        """`shared` is asked of what is shown where somebody shares a page."""
        self.content, self.unshown, self.bodies, self.shared = content, unshown, bodies, shared or unshown
        self.told: list[Withheld] = []

    def page(self, page: Page, why: str) -> Shortened:
        """A page that may not be shown at all stays as it is, and is named as withheld; that is told once."""
        if page.values["draft"]:
            return Shortened(page)
        values, why = (page.values, why) if why else self._values(page)
        if why:
            return _withheld(page, why)
        components = {use.line: self._component(use, page.source.path) for use in page.components}
        text = self._text(page, {line: why for line, (_, why) in components.items()})
        uses = tuple(use for use, _ in components.values() if use)
        if values is page.values and text is page.source.text and uses == page.components:
            return Shortened(page)
        if text is not page.source.text and is_empty(text) and _needs_text(page):
            return _withheld(page, "Nothing of its text may be shown now.")
        remade = self._remade(page, values, text, uses)
        return Shortened(remade, tuple(self.told), _lost(page, remade))

    # Fields

    def settings(self) -> Settings:
        """The settings without what is optional and may not be shown; a logo that shows somebody, for one."""
        settings = self.content.settings
        values, _ = self._fields(SETTINGS, settings.values, settings.lines, SETTINGS_PATH)
        kept = {name: settings.values[name] if value is GONE else value for name, value in values.items()}
        return settings if all(kept[name] is settings.values[name] for name in kept) else replace(settings, values=kept)

    def _values(self, page: Page) -> tuple[Mapping[str, Any], str]:
        """The values of the page's fields as they may be shown; and why it is no page without one that may not be."""
        fields = page.content_type.fields
        carried_by = page.content_type.carried_by
        values, whys = self._fields(fields, page.values, page.source.fields.lines, page.source.path, carried_by)
        if page.address == HOME:
            # A site without a home page is none, so it says of itself what site.yml says.
            own = self.content.settings.values
            instead = {page.content_type.title_field: own["name"], "summary": own["description"]}
            values |= {name: text for name, text in instead.items() if values[name] is GONE}
        missing = next((whys[name] for name, value in values.items() if value is GONE), "")
        is_whole = all(values[one.name] is page.values[one.name] for one in fields)
        return page.values if is_whole else values, missing

    def _fields(
        self, fields: tuple[Field, ...], found: Mapping[str, Any], lines: Mapping[str, int], path: str,
        carried_by: Collection[str] = (),
    ) -> tuple[dict[str, Any], dict[str, str]]:  # fmt: skip
        """The values as they may be shown, GONE where it is not to do without, and why something was taken out."""
        values, whys = {}, {}
        for one in fields:
            keeping = Keeping(self.shared if one.kind is SHARE_IMAGE else self.unshown, path, self.bodies.body)
            value = keeping.field(one, found[one.name])
            if keeping.whys:
                whys[one.name] = keeping.whys[0]
                self._tell(path, lines.get(one.name, 0), f'What "{one.name}" says, or a part of it', whys[one.name])
            if one.name in carried_by:
                values[one.name] = GONE if found[one.name] and value in (GONE, ()) else value
            else:
                values[one.name] = one.when_left_out if value is GONE and not one.required else value
        return values, whys

    # The text

    def _component(self, use: ComponentValues, path: str) -> tuple[ComponentValues | None, str]:
        """What may be shown of it, and why none of it may be."""
        keeping = Keeping(self.unshown, path, self.bodies.body)
        kept = keeping.component(use)
        if kept is not None and kept is not use:
            self._tell(path, use.line, f'A part of the "{use.component.name}" here', keeping.whys[0])
        return kept, "" if kept else keeping.whys[0]

    def _text(self, page: Page, components: Mapping[int, str]) -> str:
        """The text without the blocks that may not be shown."""
        path, before = page.source.path, page.source.text_line - 1
        here = {line - before: why for line, why in components.items()}
        why_of = reasons(self.unshown, path, page.body, here)

        def is_offending(block: Block) -> bool:
            why = why_of(block)
            if why:
                self._tell(path, before + block.first, _named(block), why)
            return bool(why)

        # Most pages hold nothing of the kind, and to divide a text into its blocks takes a hundred times as long.
        is_free = not any(components.values()) and not why_of(Block(0, 0, page.source.text))
        is_linked = any(self.unshown.link(target, path) for target, _ in page.body.links)
        return page.source.text if is_free and not is_linked else without(page.source.text, is_offending)

    def _remade(self, page: Page, values: Mapping[str, Any], text: str, uses: tuple[ComponentValues, ...]) -> Page:
        source = page.source
        lost = {source.text_line + number for number, line in enumerate(text.split("\n")) if line == LEFT_OUT}
        body = self.bodies.body(text) if text != source.text else page.body
        fields = page.content_type.fields
        named = set(_facts_named(fields, values))
        facts = tuple(
            (name, line) for name, line in page.facts
            if line not in lost and (line >= source.text_line or name in named)
        )  # fmt: skip
        return replace(
            page,
            source=Source(source.path, source.fields, text, source.text_line),
            values=values,
            body=body,
            components=tuple(use for use in uses if use.line not in lost),
            facts=facts,
            names=tuple(
                page_path(kind.type_name, value.text)
                for kind, value in leaves(fields, values)
                if isinstance(kind, PageName)
            ),
            sort_key=page.content_type.sort_key(values),
        )

    def _tell(self, file: str, line: int, what: str, why: str) -> None:
        self.told.append(Withheld(file, line, what, why))


def _withheld(page: Page, why: str) -> Shortened:
    told = Withheld(page.source.path, 0, f"The whole page {page.address}", why)
    return Shortened(page, (told,), is_withheld=True)


def _needs_text(page: Page) -> bool:
    """Other types say something with their fields alone; and a site without a home page is none."""
    return page.content_type.name == "page" and page.address != HOME


def _lost(page: Page, remade: Page) -> LeftOut:
    anchors = ({one.anchor for one in each.body.headings} for each in (page, remade))
    facts = ({name for name, _ in each.facts} for each in (page, remade))
    return LeftOut(page, frozenset(set.difference(*anchors)), frozenset(set.difference(*facts)))


def _named(block: Block) -> str:
    if block.text.startswith(":::"):
        return f'The "{block.text.split()[1]}" here'
    if block.level:
        return "The heading here with its section"
    return "An entry of the list here" if block.depth is not None else "A part of the text here"


def _facts_named(fields: tuple[Field, ...], values: Mapping[str, Any]) -> list[str]:
    names = []
    for kind, value in leaves(fields, values):
        if isinstance(kind, FactName):
            names.append(value.text)
        elif isinstance(kind, Words) and "[[" in value:
            marks = (FACT_NAME.fullmatch(found[1].strip()) for found in FACT.finditer(value))
            names += [mark[1] for mark in marks if mark]
    return names
