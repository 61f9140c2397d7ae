"""The live pages come in; out go the pages that nobody writes, each made from a list, such as the people of a team.

They are Pages like any other, so that the sitemap, the checks, the preview and the search know them without being told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from careersite.content_type import TITLE, ContentType
from careersite.facts.fact_marks import FACT, FACT_NAME
from careersite.fields import Field, ListOf
from careersite.front_matter import Mapping as FieldsOfFile
from careersite.kinds import Choice
from careersite.model import Page, Source
from careersite.naming_kinds import FromSite, PageName, Target
from careersite.people_list import BY, PeopleList, people_lists
from careersite.text.body import Body

LONGEST_SUMMARY = 160
# In the past: what somebody told once may have changed since.
STARTS = {
    "route": "Their route was {}: ",
    "stage": "Their stage was {} when they told their story: ",
    "team": "Their team was {} when they told their story: ",
}

# Not in the table of content types: an editor cannot write one.
PEOPLE = ContentType(
    name="people",
    plural="people",
    folder="testimonials",
    about="The people who share a route, a stage or a team.",
    own_fields=(
        TITLE,
        Field("by", Choice(BY), "What they share", required=True),
        Field("people", ListOf(PageName("testimonial")), "The people", required=True),
        Field("lists", FromSite(("people",)), "All lists of people", default="people"),
    ),
)


def made_pages(by_type: Mapping[str, tuple[Page, ...]], taken: Collection[str]) -> tuple[Page, ...]:
    """A page for every list of people, but for addresses that an editor has `taken` for a page or a redirect."""
    return tuple(_people(one) for one in people_lists(by_type) if one.address not in taken)


def _people(one: PeopleList) -> Page:
    people = tuple(Target(person.source.path.rpartition("/")[2], 0) for person in one.people)
    title = one.told_in.values.get("people_heading") or f"People by {one.by}: {one.words}"
    own = {"title": title, "summary": _summary(one), "by": one.by, "people": people}
    return _page(PEOPLE, one.address, one.told_in.source.path, own)


def _page(content_type: ContentType, address: str, path: str, own: Mapping[str, Any]) -> Page:
    """`path` is the file in which an editor can change the words of the page."""
    values = {field.name: field.when_left_out for field in content_type.fields} | dict(own)
    names = (
        FACT_NAME.fullmatch(mark.strip()) for text in (own["title"], own["summary"]) for mark in FACT.findall(text)
    )
    facts = tuple((name[1], 0) for name in names if name)
    source = Source(path, FieldsOfFile(), "", 1)
    return Page(content_type, source, address, values, Body(), (), facts, (), content_type.sort_key(values))


def _summary(one: PeopleList) -> str:
    """The names, as many as fit."""
    names, start = [person.title for person in one.people], STARTS[one.by].format(one.words)
    for shown in range(len(names), 0, -1):
        more = len(names) - shown
        text = start + ", ".join(names[:shown]) + (f" and {more} more." if more else ".")
        if len(text) <= LONGEST_SUMMARY:
            return text
    return f"{start.removesuffix(': ')}."
