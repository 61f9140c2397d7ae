"""Values and what may not be shown come in; out go the values without it, or GONE where nothing is left to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from careersite.fields import Field, Group, ListOf
from careersite.kinds import Words
from careersite.model import ComponentValues
from careersite.naming_kinds import FactName, File, FromSite, Link, PageName, PagesOf, PersonId, RichText, Target
from careersite.people.people_in_pictures import has_film, use_of
from careersite.text.body import Body
from careersite.text.left_out import Block, is_empty, without


class Gone:
    """Stands for a value of which nothing may be shown."""


GONE = Gone()
LISTINGS = (PagesOf, FromSite)


@dataclass(frozen=True, slots=True)
class Unshown:
    """What may not be shown at one moment: each question is answered with why, or with nothing where it may be.

    `card` is asked of a link that shows what the page says of itself, `listing` of what makes itself from the whole
    site: all pages of a type, all facts.
    """

    text: Callable[[str], str]
    fact: Callable[[str], str]
    person: Callable[[str], str]
    page: Callable[[str, str], str]
    link: Callable[[str, str], str]
    picture: Callable[[str, str, str], str]
    card: Callable[[str, str], str] = lambda target, path: ""
    listing: Callable[[str], str] = lambda name: ""


@dataclass
class Keeping:
    """Goes through the values of one file; `whys` are the reasons for what it took out, in the order of the file."""

    unshown: Unshown
    path: str
    body_of: Callable[[str], Body]
    whys: list[str] = field(default_factory=list)

    def field(self, one: Field, value: Any, *, film: bool = False) -> Any:
        """The value, less what may not be shown; the very same object where nothing is taken out."""
        kept = self._kept(one.kind, value, film)
        return GONE if isinstance(kept, tuple) and not kept and value and one.required else kept

    def component(self, use: ComponentValues) -> ComponentValues | None:
        """The component with what may be shown of it; None where that is not enough to make one."""
        component, film = use.component, has_film(use.component.fields, use.values)
        kept = {one.name: self.field(one, use.values[one.name], film=film) for one in component.fields}
        if all(kept[name] is use.values[name] for name in kept):
            return use
        # Left out, such a field would be everything once more.
        needed = [one.name for one in component.fields if one.required or isinstance(one.kind, LISTINGS)]
        lacks = any(kept[name] is GONE for name in needed)
        uneven = any(kept[name] is not use.values[name] for name in component.same_length)
        values = {**use.values, **self._without_gone(component.fields, kept)}
        chosen = not component.one_of or any(values[name] for name in component.one_of)
        return None if lacks or uneven or not chosen else replace(use, values={**use.values, **values})

    def _kept(self, kind: Any, value: Any, film: bool) -> Any:
        if value is None:
            return None
        if isinstance(kind, ListOf):
            return self._list(kind, value)
        if isinstance(kind, Group):
            return self._group(kind, value)
        if isinstance(kind, RichText):
            return self._rich(value)
        why = self._why(kind, value, film)
        if not why:
            return value
        self.whys.append(why)
        return GONE

    def _why(self, kind: Any, value: Any, film: bool) -> str:
        why = ""
        if isinstance(kind, Words):
            why = self.unshown.text(value)
        elif isinstance(kind, PersonId):
            why = self.unshown.person(value)
        elif isinstance(kind, FactName):
            why = self.unshown.fact(value.text)
        elif isinstance(kind, PageName):
            why = self.unshown.page(kind.type_name, value.text)
        elif isinstance(kind, Link):
            why = self.unshown.link(value.text, self.path) or self.unshown.card(value.text, self.path)
        elif isinstance(kind, LISTINGS):
            why = self.unshown.listing(value)
        elif isinstance(kind, File):
            why = self.unshown.picture(value.text, self.path, use_of(value.text, beside_a_film=film))
        return why

    def _list(self, kind: ListOf, value: tuple[Any, ...]) -> Any:
        kept = [self._kept(kind.kind, entry, film=False) for entry in value]
        if all(one is entry for one, entry in zip(kept, value, strict=True)):
            return value
        left = tuple(one for one in kept if one is not GONE)
        return left if len(left) >= kind.fewest else GONE

    def _group(self, kind: Group, value: Mapping[str, Any]) -> Any:
        film = has_film(kind.fields, value)
        kept = {one.name: self.field(one, value[one.name], film=film) for one in kind.fields}
        if all(kept[name] is value[name] for name in kept):
            return value
        if any(kept[one.name] is GONE and one.required for one in kind.fields):
            return GONE
        return self._without_gone(kind.fields, kept)

    def _without_gone(self, fields: Sequence[Field], kept: Mapping[str, Any]) -> dict[str, Any]:
        return {one.name: one.when_left_out if kept[one.name] is GONE else kept[one.name] for one in fields}

    def _rich(self, value: Target) -> Any:
        why_of = reasons(self.unshown, self.path, self.body_of(value.text))

        def is_offending(block: Block) -> bool:
            why = why_of(block)
            self.whys += [why] if why else []
            return bool(why)

        text = without(value.text, is_offending)
        if text == value.text:
            return value
        return GONE if is_empty(text) else replace(value, text=text)


def reasons(
    unshown: Unshown, path: str, body: Body, components: Mapping[int, str] | None = None
) -> Callable[[Block], str]:
    """Says of each block of a text why it may not be shown; of `components`, by their line, it is known already.

    Lines count from the first of the text.
    """
    known, wrong = components or {}, dict[int, str]()
    for target, where in body.links:
        why = unshown.link(target, path)
        wrong |= dict.fromkeys(where, why) if why else {}

    def why_of(block: Block) -> str:
        if block.first in known:
            return known[block.first]
        there = (wrong[line] for line in wrong if block.first <= line <= block.last)
        return next(there, "") or unshown.text(block.text)

    return why_of
