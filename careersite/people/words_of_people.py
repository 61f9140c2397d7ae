"""Content comes in; out go the quotations in it by the people who said them, as they may be repeated elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from careersite.fields import Field
from careersite.model import Content
from careersite.naming_kinds import PersonId, Target

SPOKEN = ("quotation", "words", "transcript")
# Fewer words anybody may say.
FEWEST_WORDS, FEWEST_WORDS_OF_A_SENTENCE = 4, 6
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n\s*\n")


def quotations(content: Content, ids: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What each of these people said, whole and by the sentence, without what somebody else says as well."""
    said: dict[str, dict[str, None]] = defaultdict(dict)
    others: set[str] = set()
    for person_id, text in _spoken(content):
        parts = dict.fromkeys(_parts(text))
        if person_id in ids:
            said[person_id] |= parts
        else:
            others |= parts.keys()
    return {one: tuple(part for part in parts if part not in others) for one, parts in said.items()}


def _spoken(content: Content) -> Iterator[tuple[str, str]]:
    for page in content.pages:
        yield from _in_fields(page.content_type.fields, page.values)
        for use in page.components:
            yield from _in_fields(use.component.fields, use.values)


def _in_fields(fields: Sequence[Field], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    ids = [values[one.name] for one in fields if isinstance(one.kind, PersonId) and values[one.name]]
    for value in (values.get(name) for name in SPOKEN if ids):
        text = value.text if isinstance(value, Target) else value
        yield from ((one, text) for one in ids if isinstance(text, str))


def _parts(text: str) -> Iterator[str]:
    if len(text.split()) >= FEWEST_WORDS:
        yield text
    sentences = (part for part in _SENTENCE.split(text) if len(part.split()) >= FEWEST_WORDS_OF_A_SENTENCE)
    yield from sentences
