"""Differences come in; out go the lines that tell of them, and the JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from careersite.differences import Change, ChangedPage, Differences

PARTS = {"title": "Title", "description": "Description", "text": "Text", "links": "Links", "around": "Around the text"}
MOST_NAMED = 5
MOST_FILES = 12


def in_words(found: Differences, before: str, after: str, *, with_files: bool) -> list[str]:
    """`before` and `after` say what is compared, as in "From … to …"; every file is named where that is asked for."""
    heading = f"From {before}, to {after}:"
    if not found:
        return [heading, "Nothing differs."]
    files = _files(found, with_files=with_files)
    return [heading, "", *_pages(found), *_shared(found), *_short_links(found), *files, _summary(found)]


def _pages(found: Differences) -> Iterator[str]:
    for page in found.new:
        yield f"New page: {page.address} “{page.title}”"
    for page in found.gone:
        yield f"Page gone: {page.address} “{page.title}”"
    for move in found.moved:
        yield f"Page moved: {move.before} → {move.after} “{move.title}”"
    if found.new or found.gone or found.moved:
        yield ""
    for changed in found.changed:
        yield from _changed(changed)
        yield ""


def _changed(page: ChangedPage) -> Iterator[str]:
    yield f"{page.address} “{page.title}”"
    for number, change in enumerate(page.changes):
        if number == 0 or change.part != page.changes[number - 1].part:
            yield f"  {PARTS[change.part]}:"
        yield from _lines(change)


def _lines(change: Change) -> Iterator[str]:
    if change.after and not (change.gone and change.come):
        yield f"    (after “{_shortened(change.after)}”)"
    yield from (f"    − {line}" for line in change.gone)
    yield from (f"    + {line}" for line in change.come)


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _shared(found: Differences) -> Iterator[str]:
    for one in found.shared:
        yield f"{_where(one.addresses, found.pages)}, around the text:"
        yield from _lines(one.change)
        yield ""


def _where(addresses: Sequence[str], pages: int) -> str:
    if len(addresses) == pages > 1:
        return f"On all {pages:,} pages"
    named = ", ".join(addresses[:MOST_NAMED])
    more = len(addresses) - MOST_NAMED
    return f"On {named}" + (f" and {more:,} more pages" if more > 0 else "")


def _short_links(found: Differences) -> Iterator[str]:
    for one in found.short_links:
        if one.before and one.after:
            yield f"{one.address} leads to {one.after}, and no longer to {one.before}"
        else:
            yield f"{one.address} leads to {one.after}" if one.after else f"{one.address} leads nowhere any more"
    if found.short_links:
        yield ""


def _files(found: Differences, *, with_files: bool) -> Iterator[str]:
    lines = [f"  {what}: {path}" for what, paths in found.files.items() for path in paths]
    if not lines:
        return
    yield "Other files:"
    yield from lines if with_files else lines[:MOST_FILES]
    if len(lines) > MOST_FILES and not with_files:
        yield f"  … and {len(lines) - MOST_FILES:,} more; --verbose names them all."
    yield ""


def _summary(found: Differences) -> str:
    counts = (("new", found.new), ("gone", found.gone), ("moved", found.moved), ("changed", found.changed))
    told = [f"{len(pages):,} {word}" for word, pages in counts if pages]
    return f"Pages: {', '.join(told) or 'no page itself differs'}."


def as_json(found: Differences, before: str, after: str) -> dict[str, Any]:
    """docs/json.md describes it."""
    told = asdict(found)
    shared = [{**asdict(one.change), "addresses": one.addresses} for one in found.shared]
    pages = {name: told[name] for name in ("new", "gone", "moved", "changed")}
    return {"command": "diff", "status": "done", "before": before, "after": after, **pages, "around": shared,
            "short_links": told["short_links"], "files": told["files"]}  # fmt: skip
