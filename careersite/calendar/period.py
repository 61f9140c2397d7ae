"""A page or a component in its text, and the site's zone, come in; out goes when it is shown. All instants are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from careersite.calendar.clock import end, start
from careersite.model import ComponentValues, Page

Period = tuple[datetime, datetime]

ALWAYS: Period = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def period(values: Mapping[str, Any], zone: ZoneInfo) -> Period:
    """From when and until when something with `publish` and `expires` is shown; the last instant is not part of it."""
    publish, expires = values["publish"], values["expires"]
    return start(publish, zone) if publish else ALWAYS[0], end(expires, zone) if expires else ALWAYS[1]


def overlap(one: Period, other: Period) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def as_shown(page: Page, at: datetime, zone: ZoneInfo) -> Page:
    """The page without the components that are not shown at that instant, and without the facts in them."""
    hidden = [use for use in page.components if not _is_shown(use, at, zone)]
    if not hidden:
        return page
    before = page.source.text_line - 1
    lines = {use.line for use in hidden}
    gone = {number for number, one in enumerate(page.body.components) if before + one.line in lines}
    covered = {line for number in gone for line in _lines(page, number)}
    return replace(
        page,
        body=replace(page.body, parts=tuple(part for part in page.body.parts if part not in gone)),
        components=tuple(use for use in page.components if use.line not in lines),
        facts=tuple((name, line) for name, line in page.facts if line not in covered),
    )


def _is_shown(use: ComponentValues, at: datetime, zone: ZoneInfo) -> bool:
    first, last = period(use.values, zone)
    return first <= at < last


def _lines(page: Page, number: int) -> range:
    """The lines of the file on which a component stands."""
    use, before = page.body.components[number], page.source.text_line - 1
    return range(before + use.line, before + use.fields_line + use.fields_text.count("\n") + 1)
