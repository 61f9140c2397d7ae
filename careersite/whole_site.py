"""A Site comes in; out goes what a component may ask of all of it, by name, each made once and only when asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from careersite.a_to_z import a_to_z, distinct_titles
from careersite.fields import Plain
from careersite.model import Page, Site
from careersite.people_list import BY, PeopleList, next_person, people_like, people_lists
from careersite.search_index import SEARCH_INDEX, SearchIndex, pages_with_search, search_index
from careersite.text.bodies import Bodies

Shown = Callable[[Page], dict[str, Plain]]


class WholeSite:
    """`link_to` and `card` say how a page is shown elsewhere, briefly and with its own fields."""

    def __init__(self, site: Site, bodies: Bodies, link_to: Shown, card: Shown) -> None:
        self.site, self._bodies, self._link_to, self._card = site, bodies, link_to, card
        self._asked: dict[str, Plain] = {}
        self._known: dict[str, Callable[[], Plain]] = {
            "facts": self._facts,
            "sources": self._sources,
            "people": self._people,
            "a_to_z": self._a_to_z,
            SEARCH_INDEX: lambda: self.search_index.address,
        }

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def __getitem__(self, name: str) -> Plain:
        if name not in self._asked:
            self._asked[name] = self._known[name]()
        return self._asked[name]

    def _facts(self) -> list[Plain]:
        """Every fact that a live page uses, with those pages."""
        facts, used = self.site.content.facts.by_name.values(), self.site.facts_used
        return [
            {**fact.shown(), "used_on": [self._link_to(page) for page in used[fact.name]]}
            for fact in facts
            if used[fact.name]
        ]

    def _sources(self) -> list[Plain]:
        return [source.shown() for source in self.site.content.facts.sources_on(self.site.as_of.date())]

    # Search

    @cached_property
    def search_index(self) -> SearchIndex:
        return search_index(self.site, self._bodies, self._titles)

    @cached_property
    def pages_with_search(self) -> list[Page]:
        return pages_with_search(self.site.pages, self.site.content.components)

    def _a_to_z(self) -> list[Plain]:
        pages = (page for page in self.site.pages if page not in self.pages_with_search)
        return a_to_z(pages, self._titles, self._link_to)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return distinct_titles(self.site)

    # People

    @cached_property
    def _lists(self) -> tuple[PeopleList, ...]:
        return people_lists(self.site.by_type)

    def _people(self) -> list[Plain]:
        """The lists of people, grouped by what the people on each share."""
        grouped = ((by, [self._shown(one) for one in self._lists if one.by == by]) for by in BY)
        return [{"by": by, "lists": lists} for by, lists in grouped if lists]

    def _shown(self, one: PeopleList) -> dict[str, Plain]:
        words = self.site.content.facts.filled_in(one.words)
        return {"by": one.by, "title": words, "address": one.address, "count": len(one.people)}

    def neighbours(self, page: Page) -> dict[str, Plain]:
        """For a person: who comes next, who is alike, and the lists that hold others too."""
        if page.content_type.name != "testimonial":
            return {}
        people = self.site.by_type["testimonial"]
        following = next_person(page, people)
        return {
            "next": self._link_to(following) if following else None,
            "people_like_this": [self._card(person) for person in people_like(page, people)],
            "people_lists": [self._link_to(one) for one in self._with_others(page)],
        }

    def _with_others(self, person: Page) -> list[Page]:
        lists = [one.address for one in self._lists if person in one.people and len(one.people) > 1]
        return [self.site.by_address[address] for address in lists if address in self.site.by_address]
