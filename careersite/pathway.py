"""Stages and routes come in; what cannot be drawn as a way onwards is told, by file and line."""

from __future__ import annotations

from collections.abc import Iterable

from careersite.addresses import page_path
from careersite.content_types.route import ROUTE
from careersite.content_types.stage import STAGE
from careersite.model import Page
from careersite.problem import Problems


def check_pathway(pages: Iterable[Page], problems: Problems) -> None:
    """Tells where a stage leads to itself or back, and where a stage is named twice; drafts do not count."""
    kept = [page for page in pages if not page.values["draft"]]
    places = {page.source.path: page.values["place"] for page in kept if page.content_type is STAGE}
    for page in kept:
        if page.content_type in (STAGE, ROUTE):
            _check_ways_on(page, places, problems)


def _check_ways_on(page: Page, places: dict[str, int], problems: Problems) -> None:
    own, named = page.source.path, set()
    for target in page.values["leads_to"]:
        path = page_path("stage", target.text)
        if path == own:
            message = f'"leads_to" names "{target.text}", which is this stage itself.'
            problems.error("pathway", message, "Delete that entry.", file=own, line=target.line)
        elif path in named:
            message = f'"leads_to" names the stage "{target.text}" twice.'
            problems.error("pathway", message, "Delete one of the two.", file=own, line=target.line)
        elif own in places and places.get(path, places[own]) < places[own]:
            message = (
                f'"{target.text}" has the place {places[path]}, but this stage, which leads to it, has {places[own]}.'
            )
            hint = 'The pathway is drawn onwards: mend one of the two under "place", or delete the entry.'
            problems.warning("pathway", message, hint, file=own, line=target.line)
        named.add(path)
