"""Deadlines and an instant come in; out goes what pages show of them: closed or not yet, since when, and what next."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from careersite.addresses import split_target
from careersite.calendar.clock import deadline
from careersite.calendar.dates import moment_in_words
from careersite.fields import Plain
from careersite.kinds import When


def shown_deadline(when: When, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """`words` for readers, `iso` with the offset for programs, `seconds` since 1970 to sort by, and `is_past`."""
    return shown_instant(deadline(when, zone), at, zone)


def shown_instant(turn: datetime, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """The same of an instant at which something on a page turns."""
    local = turn.astimezone(zone)
    return {
        "iso": local.isoformat(timespec="minutes"),
        "words": moment_in_words(local),
        "seconds": int(turn.timestamp()),
        "is_past": turn <= at,
    }


def has_deadline_ahead(view: Plain) -> bool:
    """True where something in a view has yet to close, and so needs the script that closes it."""
    if isinstance(view, dict):
        return view.get("is_past") is False or any(map(has_deadline_ahead, view.values()))
    return isinstance(view, list) and any(map(has_deadline_ahead, view))


def earliest(*deadlines: Plain) -> Plain:
    """Of several deadlines the one that comes first; None where there is none."""
    return min((one for one in deadlines if one), key=lambda one: one["seconds"], default=None)


def closing(shown: dict[str, Plain], address: str, trail: list[Plain], shell: dict[str, Plain]) -> dict[str, Plain]:
    """When the page with these fields closes, and what to do then; the page that tells how to apply closes with that.

    Where the editor has not said how to go on, the list above and the page with the contact are offered.
    """
    own, apply = shown["closes"], shell["apply"]
    closes = earliest(own, apply["closes"] if address == apply["page"] else None)
    if closes is None:
        return {"closes": None, "after_closing": None}
    is_apply = closes is not own
    text = shown["after_closing"] or (apply["after_closing"] if is_apply else None)
    usual = [*(step for step in trail[-1:] if step["address"] != "/"), shell["contact"]["page"]]
    chosen = [shown["after_closing_page"]] if shown["after_closing_page"] else usual
    after = {"what": "Applications" if is_apply else "This", "text": text, "pages": [one for one in chosen if one]}
    return {"closes": closes, "after_closing": after}


def with_closing(body: list[Plain], closes: Plain, apply_page: str | None) -> list[Plain]:
    """On a page that closes, calls to apply in its text close with it; one that leads on within the site stays.

    A call to `apply_page`, which tells how to apply, is one to apply however it is written.
    """
    if closes is None:
        return body
    return [_closed_with(part, closes) if _is_call(part, apply_page) else part for part in body]


def _is_call(part: Plain, apply_page: str | None) -> bool:
    to = part["fields"]["to"] if isinstance(part, dict) and part["component"] == "call-to-action" else None
    if not to or to["outside"] or to["type"] == "apply":
        return bool(to)
    return apply_page is not None and split_target(to["address"])[0] == apply_page


def _closed_with(part: Plain, closes: Plain) -> Plain:
    fields = part["fields"]
    return {**part, "fields": {**fields, "closes": earliest(fields["closes"], closes)}}
