"""A person and all that editors have written come in; out goes what to look for: names, words, pictures, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from careersite.fields import Field, leaves
from careersite.kinds import Words
from careersite.model import Content, Page
from careersite.naming_kinds import PersonId, RichText
from careersite.people.people_in_pictures import people_by_picture
from careersite.people.unshown_people import names_said
from careersite.pictures.darkroom import is_raster
from careersite.withdrawal.spellings import words_of
from careersite.withdrawal.traces import FEWEST_WORDS, Wanted

# What stands beside somebody's words, and may be said of others too.
_BESIDE = ("name", "role", "team", "credit", "source", "title", "length")
# Where a text is not read on: the address of a link, a fact that is filled in, a component, an empty line.
_BREAKS = re.compile(r"\]\([^)]*\)|\[\[.*?\]\]|^:::.*$|^[a-z_]+:[ \t]|\n[ \t]*\n|^[#>*-]+[ \t]", re.MULTILINE)


@dataclass
class _Gathered:
    names: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    copies: dict[str, bytes] = field(default_factory=dict)


def wanted(person_id: str, names: Iterable[str], contents: Iterable[Content]) -> Wanted:
    """What any of the contents knows of the person; `names` are those of the register."""
    gathered = _Gathered(names=dict.fromkeys(names))
    for content in contents:
        gathered.names |= {name: None for one, name in names_said(content) if one == person_id and name}
        for page in content.pages:
            _of_page(page, person_id, gathered)
        _of_media(content, person_id, gathered)
        facts = content.facts.by_name.values()
        gathered.texts |= {fact.statement: None for fact in facts if fact.person == person_id}
    addresses = tuple(gathered.addresses)
    cards = tuple(f"/share{address.rstrip('/')}." for address in addresses)
    return Wanted(
        names=tuple(gathered.names),
        words=tuple(gathered.words),
        texts=tuple(gathered.texts),
        others="\n".join(gathered.others),
        addresses=(*addresses, *cards),
        pictures=gathered.pictures,
        copies=gathered.copies,
        gone=addresses,
    )


def is_own(page: Page, person_id: str) -> bool:
    """True for the page that is about this person."""
    return page.values.get("person") == person_id


def _of_page(page: Page, person_id: str, gathered: _Gathered) -> None:
    if is_own(page, person_id):
        gathered.addresses[page.address] = None
        gathered.words |= dict.fromkeys(_texts(page.content_type.fields, page.values, ("quotation", "transcript")))
        texts = [page.source.text, *_texts(page.content_type.fields, page.values, ())]
        gathered.texts |= {part: None for text in texts for part in _BREAKS.split(text)}
    else:
        gathered.others |= dict.fromkeys((page.source.text, *_texts(page.content_type.fields, page.values, ())))
    for use in page.components:
        gathered.words |= dict.fromkeys(_spoken(use.component.fields, use.values, person_id))


def _texts(fields: Iterable[Field], values: Mapping[str, object], only: tuple[str, ...]) -> Iterator[str]:
    chosen = [one for one in fields if (one.name in only if only else one.name not in _BESIDE)]
    for kind, value in leaves(chosen, values):
        if isinstance(kind, Words | RichText):
            yield value if isinstance(value, str) else value.text


def _spoken(fields: Iterable[Field], values: Mapping[str, object], person_id: str) -> Iterator[str]:
    """What a component says in the words of the person that it names."""
    fields = tuple(fields)
    if any(isinstance(one.kind, PersonId) and values[one.name] == person_id for one in fields):
        chosen = [one for one in fields if one.name not in _BESIDE]
        for text in _texts(chosen, values, ()):
            if len(words_of(text)) >= FEWEST_WORDS:
                yield text


def _of_media(content: Content, person_id: str, gathered: _Gathered) -> None:
    for path, people in people_by_picture(content).items():
        data = content.media.get(path)
        if person_id in people and data is not None:
            (gathered.pictures if is_raster(path) else gathered.copies)[f"content/{path}"] = data
