"""Content comes in; out goes whom each picture and film shows, as far as somebody has said it, and what is not said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from itertools import chain
from typing import Any

from careersite.addresses import source_path_from, split_target
from careersite.content_type import ContentType
from careersite.fields import Field, Group, ListOf
from careersite.model import ComponentValues, Content, Showing, Source
from careersite.naming_kinds import NOBODY, File, PeopleShown, PersonId, Target
from careersite.settings import SETTINGS, SETTINGS_PATH
from careersite.text.body import Body

PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".gif")
FILMS = (".mp4", ".webm", ".mov")


def use_of(path: str, *, beside_a_film: bool = False) -> str:
    """`video` for a film and for its still picture, `photo` for a picture that may show somebody, else nothing."""
    ending = path.lower()
    if ending.endswith(FILMS) or (beside_a_film and ending.endswith(PHOTOS)):
        return "video"
    return "photo" if ending.endswith(PHOTOS) else ""


def has_film(fields: Sequence[Field], values: MappingOf[str, Any]) -> bool:
    """Whether one of these fields, not of those inside them, holds a film."""
    named = (values[one.name] for one in fields if isinstance(one.kind, File))
    return any(value is not None and use_of(value.text) == "video" for value in named)


def showings(content: Content) -> Iterator[Showing]:
    """Every place at which a picture or film of the site is shown or linked to, also on pages that are not live."""
    of_settings = _in_fields(SETTINGS, content.settings.values, SETTINGS_PATH, ())
    every = chain((one for page in content.pages for one in page.showings), of_settings)
    return (one for one in every if one.path in content.media)


def showings_on(
    content_type: ContentType, source: Source, values: MappingOf[str, Any], body: Body,
    components: Sequence[ComponentValues],
) -> tuple[Showing, ...]:  # fmt: skip
    """Every place of one page at which something is shown or linked to that may be a picture or a film."""
    found = [*_in_fields(content_type.fields, values, source.path, ())]
    for use in components:
        found += _in_fields(use.component.fields, use.values, source.path, ())
    for target, lines in body.links:
        use_there = use_of(split_target(target)[0])
        inner = below_content(target, source.path) if use_there else None
        if inner:
            found.append(Showing(inner, use_there, None, source.path, source.text_line - 1 + (lines or (1,))[0]))
    return tuple(found)


def _in_fields(
    fields: Sequence[Field], values: MappingOf[str, Any], file: str, around: tuple[str, ...]
) -> Iterator[Showing]:
    """`around` are those whom what lies further out is about: the photograph of a testimonial shows its person."""
    own = tuple(values[one.name] for one in fields if isinstance(one.kind, PersonId) and values[one.name])
    around += tuple(one for one in own if one != NOBODY)
    said = [values[one.name] for one in fields if isinstance(one.kind, PeopleShown) and values[one.name] is not None]
    people = tuple(dict.fromkeys((*around, *(one for ids in said for one in ids)))) if said or around else None
    film = has_film(fields, values)
    for one in fields:
        value = values[one.name]
        if isinstance(one.kind, File) and isinstance(value, Target):
            inner = below_content(value.text, file)
            use = use_of(value.text, beside_a_film=film)
            if inner and use:
                yield Showing(inner, use, people, file, value.line)
        else:
            yield from _inside(one.kind, value, file, around)


def _inside(kind: Any, value: Any, file: str, around: tuple[str, ...]) -> Iterator[Showing]:
    if isinstance(kind, Group) and value is not None:
        yield from _in_fields(kind.fields, value, file, around)
    elif isinstance(kind, ListOf):
        for entry in value or ():
            yield from _inside(kind.kind, entry, file, around)


def below_content(target: str, from_path: str) -> str | None:
    """The path below content/ of what is named by a path or an address; None for what lies elsewhere."""
    inner = split_target(target)[0]
    path = f"content{inner}" if inner.startswith("/") else source_path_from(inner, from_path)
    return path.removeprefix("content/") if path and path.startswith("content/") else None


def people_by_picture(content: Content) -> dict[str, tuple[str, ...]]:
    """Whom each picture shows, by its path below content/: all whom anybody has named for it, at any place."""
    said: dict[str, dict[str, None]] = {path: dict.fromkeys(ids) for path, ids in content.register.pictures.items()}
    for showing in showings(content):
        if showing.people is not None:
            said.setdefault(showing.path, {}).update(dict.fromkeys(showing.people))
    return {path: tuple(ids) for path, ids in said.items()}


def people_named(
    content_type: ContentType, values: MappingOf[str, Any], components: Sequence[ComponentValues]
) -> tuple[tuple[str, str], ...]:
    """The ids of people whose story or words a page holds, each with the name that stands beside it there."""
    scopes = [(content_type.fields, values), *((use.component.fields, use.values) for use in components)]
    return tuple(
        (scope[one.name], scope["name"])
        for fields, scope in scopes
        for one in fields
        if isinstance(one.kind, PersonId) and scope[one.name] not in (None, NOBODY) and scope.get("name")
    )
