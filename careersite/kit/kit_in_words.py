"""A kit that was made comes in; the words and the JSON that tell of it go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from careersite.kit.campaign_kit import CampaignKit, ChannelKit
from careersite.kit.kit_command import MadeKit
from careersite.model import Withheld
from careersite.output_path import name_of

BEFORE_PRINTING = "Publish the site before anything is handed out, and scan each code from paper before you print many."


def kit_in_words(made: MadeKit, *, is_quiet: bool, with_files: bool) -> list[str]:
    """Each campaign with its short address, what was left out and why, and where to look."""
    if is_quiet and not made.is_partial:
        return []
    lines = [line for one in made.kit.campaigns for line in _campaign(one)]
    lines += _left_out(made)
    if with_files:
        changes = (("new", made.written.new), ("changed", made.written.changed), ("removed", made.written.removed))
        lines += [f"{word}: {path}" for word, paths in changes for path in paths]
    if not made.kit.campaigns:
        lines.append("There is no campaign for which a kit could be made.")
    else:
        lines.append(BEFORE_PRINTING)
    return [*lines, f"Open {made.folder / 'index.html'} in a browser. {_changes(made)}"]


def _campaign(one: CampaignKit) -> list[str]:
    codes = sum(bool(channel.codes) for channel in one.channels)
    sheets = sum(len(channel.sheets) for channel in one.channels)
    texts = sum(channel.text is not None for channel in one.channels)
    parts = [_number(codes, "code"), _number(sheets, "sheet"), _number(texts, "text")]
    return [
        f"{one.said.title}: {one.own.printed}",
        f"  {one.said.state_in_words}",
        f"  {', '.join(parts[:-1])} and {parts[-1]}.",
    ]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _left_out(made: MadeKit) -> list[str]:
    lines = [f"  {page.source.path}: it {why}." for page, why in made.absent]
    lines = ["Not on the site now, and so without a kit:", *lines] if lines else []
    things = (*made.withheld, *made.kit.left_out)
    if things:
        lines.append("LEFT OUT:")
        lines += [f"  {file}, line {line}: {what}. {why}" for (file, line, why), what in _by_reason(things).items()]
    return lines


def _by_reason(things: Iterable[Withheld]) -> dict[tuple[str, int, str], str]:
    """What is left out for each reason: one title that is too long keeps every channel without its poster."""
    found: dict[tuple[str, int, str], str] = {}
    for thing in things:
        reason = thing.file, thing.line, thing.why
        found[reason] = f"{found[reason]}; {thing.what}" if reason in found else thing.what
    return found


def _changes(made: MadeKit) -> str:
    done = made.written
    counts = ((len(done.new), "new"), (len(done.changed), "changed"), (len(done.removed), "removed"))
    changes = [f"{count} {word}" for count, word in counts if count]
    return f"{name_of(made.folder)}/: {', '.join(changes) or 'nothing changed'}."


def kit_as_json(made: MadeKit, seconds: float) -> dict[str, Any]:
    """docs/json.md describes it."""
    return {
        "command": "kit",
        "status": "withheld" if made.is_partial else "done",
        "folder": str(made.folder),
        "campaigns": [_campaign_as_json(one) for one in made.kit.campaigns],
        "left_out": [asdict(thing) for thing in (*made.withheld, *made.kit.left_out)],
        "absent": [{"file": page.source.path, "why": why} for page, why in made.absent],
        "new": list(made.written.new),
        "changed": list(made.written.changed),
        "removed": list(made.written.removed),
        "seconds": round(seconds, 3),
    }


def _campaign_as_json(one: CampaignKit) -> dict[str, Any]:
    return {
        "code": one.campaign.code,
        "title": one.said.title,
        "file": one.campaign.page.source.path,
        "state": one.campaign.state,
        "short": one.own.url,
        "tagged": one.own.tagged,
        "channels": list(_channels_as_json(one.channels)),
        "files": [file.path for file in one.files],
    }


def _channels_as_json(channels: Iterable[ChannelKit]) -> Iterable[dict[str, Any]]:
    for one in channels:
        yield {
            "channel": one.channel.name,
            "short": one.link.url,
            "tagged": one.link.tagged,
            "source": one.channel.source,
            "medium": one.channel.medium,
            "code": list(one.codes),
            "minimum_mm": one.code.minimum_mm if one.code else None,
            "sheets": [path for path, _ in one.sheets],
            "text": one.text.words if one.text else None,
            "subject": one.text.subject or None if one.text else None,
            "length": one.text.length if one.text else None,
        }
