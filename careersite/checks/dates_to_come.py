"""Dates of information that are still to come: nothing can be said as at a day that nobody has seen.

The site of an earlier day may be asked for, and then much is still to come: only `check` makes errors of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from careersite.calendar.dates import RoughDate
from careersite.facts.facts import FACTS_PATH
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def dates_to_come(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for file, line, message, hint in _findings(site):
        problems.warning("as-at", message, hint, file=file, line=line)


def dates_to_come_strictly(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for file, line, message, hint in _findings(site):
        problems.error("as-at", message, hint, file=file, line=line)


def _findings(site: Site) -> Iterator[tuple[str, int, str, str]]:
    """File, line, message and hint."""
    for as_at, latest, file, line in _dated(site, site.as_of.date()):
        if as_at.earliest > latest:
            message = f'"as_at" is {as_at.words}, which is still to come.'
            yield file, line, message, "Write the date of the information itself."


def _dated(site: Site, today: date) -> Iterator[tuple[RoughDate, date, str, int]]:
    """Each date of information, the latest that it can be, file and line; a value to come may be of its first day."""
    for page in site.content.pages:
        if page.values.get("as_at"):
            yield page.values["as_at"], today, page.source.path, page.source.fields.lines["as_at"]
    for values in site.content.facts.values.values():
        for value in values:
            yield value.as_at, max(today, value.starts or today), FACTS_PATH, value.line
