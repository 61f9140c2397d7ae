"""Testimonials come in; out go the lists of people by route, stage and team, who comes next and who is alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from careersite.addresses import page_path, slug_of
from careersite.model import Page
from careersite.problem import Problems

FOLDER = "/testimonials/"
BY_PAGE = ("route", "stage")  # a team has no page of its own: its words are all that is known of it
BY = (*BY_PAGE, "team")
MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The people who share a route, a stage or a team, in the order of all lists.

    `told_in` is the page whose fields say the words: the route's or stage's own, or that of the first in the team.
    """

    by: str
    words: str
    address: str
    told_in: Page
    people: tuple[Page, ...]


def people_lists(by_type: MappingOf[str, tuple[Page, ...]]) -> tuple[PeopleList, ...]:
    """A list for every route, stage and team that somebody has, where the route or stage is among the pages."""
    named = {page.source.path: page for by in BY_PAGE for page in by_type.get(by, ())}
    found: dict[tuple[str, str], list[Page]] = {}
    for person in by_type.get("testimonial", ()):
        for by, slug in _shared(person):
            found.setdefault((by, slug), []).append(person)
    lists = (_list(by, slug, people, named) for (by, slug), people in found.items())
    return tuple(sorted(filter(None, lists), key=_order))


def _shared(person: Page) -> Iterator[tuple[str, str]]:
    """Route, stage and team of a person as each is written in an address."""
    for by in BY_PAGE:
        if person.values[by]:
            yield by, person.values[by].text.removesuffix(".md")
    if slug := slug_of(person.values["team"] or ""):
        yield "team", slug


def _list(by: str, slug: str, people: list[Page], named: MappingOf[str, Page]) -> PeopleList | None:
    told_in = named.get(page_path(by, slug)) if by in BY_PAGE else people[0]
    if told_in is None:
        return None
    words = told_in.title if by in BY_PAGE else told_in.values["team"]
    return PeopleList(by, words, f"{FOLDER}{by}/{slug}/", told_in, tuple(people))


def _order(one: PeopleList) -> tuple[object, ...]:
    """Routes and stages stand in their own order, teams by their words."""
    return BY.index(one.by), one.told_in.sort_key if one.by in BY_PAGE else (one.words.casefold(),), one.address


def next_person(person: Page, people: Sequence[Page]) -> Page | None:
    """Who follows in the list, the first after the last; None for somebody who is alone."""
    after = _after(person, people)
    return after[0] if after else None


def people_like(person: Page, people: Sequence[Page]) -> tuple[Page, ...]:
    """Those who share most of route, stage and team first, then the others as they follow in the list."""
    own = set(_shared(person))
    after = _after(person, people)
    return tuple(sorted(after, key=lambda other: -len(own.intersection(_shared(other))))[:MOST_ALIKE])


def _after(person: Page, people: Sequence[Page]) -> list[Page]:
    place = people.index(person)
    return [*people[place + 1 :], *people[:place]]


def is_list_of_people(address: str) -> bool:
    """True for an address that a list of people has or could have."""
    return address.startswith(tuple(f"{FOLDER}{by}/" for by in BY))


def check_teams(people: Sequence[Page], problems: Problems) -> None:
    """Tells of a team that is written in two ways, and of one whose words cannot be an address."""
    first: dict[str, Page] = {}
    for person in (person for person in people if person.values["team"]):
        words, slug = person.values["team"], slug_of(person.values["team"])
        other = first.setdefault(slug, person)
        if not slug:
            message = f'The team "{words}" gets no list of its people: an address needs letters from a to z, or digits.'
            hint = "Write the team in such letters too."
        elif other.values["team"] != words:
            message = f'The team "{words}" is written "{other.values["team"]}" in {other.source.path}.'
            hint = "Both people are in one list, under the other words. Write the team alike in both files."
        else:
            continue
        problems.warning("team", message, hint, file=person.source.path, line=person.source.fields.lines["team"])
