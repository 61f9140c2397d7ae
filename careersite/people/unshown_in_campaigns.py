"""Content and a day come in; out goes what the register of people does not let be shown on the pages of campaigns.

A campaign's page shows what other pages say of people too: their cards, lists of all, facts with their sources. For all
of that the register has to name `campaign`, whatever the site itself may show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from careersite.addresses import page_path, source_path_from, split_target
from careersite.content_types.campaign import CAMPAIGN as CAMPAIGN_TYPE
from careersite.facts.facts import Fact, FactSource
from careersite.fields import leaves
from careersite.kept import Unshown
from careersite.kinds import Words
from careersite.model import Content, Page
from careersite.naming_kinds import RichText
from careersite.people.unshown_people import CAMPAIGN, UnshownPeople
from careersite.settings import SETTINGS_PATH, SHARE_IMAGE

# What the whole site says of itself without naming anybody: how to apply, whom to ask.
NAMELESS = ("apply", "contact", "printed_address", "search_index")
OF_ALL_PAGES = ("a_to_z", "facts")
LISTS = (*OF_ALL_PAGES, "sources")


class UnshownInCampaigns(UnshownPeople):
    """The same as for the site, asked of `campaign`, with what a campaign shows of other pages."""

    def __init__(self, content: Content, day: date) -> None:
        super().__init__(content, day, CAMPAIGN)

    @property
    def unshown(self) -> Unshown:
        return replace(
            super().unshown,
            page=lambda type_name, name: self._why_not_card(page_path(type_name, name)),
            card=lambda target, path: self._why_not_card(self._file_of(target, path)),
            listing=self._why_not_listed,
        )

    @property
    def rules(self) -> tuple[object, ...]:
        types = {page.content_type.name for page in self.content.pages}
        return *super().rules, self._cards, {name: self._why_not_listed(name) for name in (*types, *LISTS)}

    def _file_of(self, target: str, path: str) -> str:
        inner = split_target(target)[0]
        return self._addresses.get(f"{inner.rstrip('/')}/") or source_path_from(inner, path) or ""

    def _why_not_card(self, path: str) -> str:
        return self._stories.get(path, "") or self._cards.get(path, "")

    @cached_property
    def _cards(self) -> dict[str, str]:
        """Pages that say in their fields, and so on their cards, what a campaign may not."""
        others = (one for one in self.content.pages if one.content_type is not CAMPAIGN_TYPE)
        whys = {page.source.path: self._why_not_said("\n".join(_words_of(page))) for page in others if self.words}
        return {path: why for path, why in whys.items() if why}

    def _why_not_listed(self, name: str) -> str:
        """Of a list that makes itself nobody can be left out, so it goes as a whole."""
        if name in NAMELESS:
            return ""
        pages = [page for page in self.content.pages if not page.values["draft"]]
        # The list of facts names the pages that use each.
        whys = [self._why_not_card(one.source.path) for one in pages if name in (one.content_type.name, *OF_ALL_PAGES)]
        if name in ("facts", "sources"):
            whys += [*self._facts.values(), *map(self._why_not_source, self.content.facts.sources.values())]
        return next(filter(None, whys), "")

    def _why_not_fact(self, fact: Fact) -> str:
        """The page of a campaign tells the source of each fact on it."""
        return super()._why_not_fact(fact) or self._why_not_source(fact.source)

    def _why_not_source(self, source: FactSource) -> str:
        return self.why_not_named(f"{source.title}\n{source.publisher}\n{source.author or ''}")

    @property
    def hides_share_image(self) -> bool:
        """Whether the photograph of site.yml shows or names somebody who may not be in a campaign."""
        chosen = self.content.settings.values[SHARE_IMAGE.owner] or {}
        file, asked = chosen.get("file"), self.unshown
        return bool(file and (asked.picture(file.text, SETTINGS_PATH, "photo") or asked.text(chosen["alt"] or "")))

    @property
    def are_none(self) -> bool:
        return super().are_none and not self.hides_share_image


def _words_of(page: Page) -> Iterator[str]:
    for kind, value in leaves(page.content_type.fields, page.values):
        if isinstance(kind, Words):
            yield value
        elif isinstance(kind, RichText):
            yield value.text
