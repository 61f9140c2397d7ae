"""A name and a site's folder come in; out goes the starter of a campaign, with a code that nobody else has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from careersite.addresses import slug_of
from careersite.campaigns.channel import SHORT_NAME, USUAL
from careersite.campaigns.short_links import APPLY, GO
from careersite.content_types import BY_NAME
from careersite.content_types.campaign import CAMPAIGN
from careersite.fields import Field, ListOf
from careersite.kit.qr import MOST_BYTES, MOST_CAPITALS
from careersite.ledger.ledger import LEDGER_PATH
from careersite.naming_kinds import PageName
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH, Settings, read_settings
from careersite.starter import field_lines, quoted, whole_lines

# From what everybody has to think of to what few need; what is not named here comes last but one.
PARTS = (
    ("1. What it says, and to whom", ("title", "summary", "audience", "message")),
    ("2. Its short address, and where it is made known", ("code", "channels")),
    (
        "3. When, and where if it is an event. Without dates it runs until you write some",
        ("event", "opens", "closes", "before_opening", "after_closing", "after_closing_page"),
    ),
    ("4. What it shows, and what its button says", ("routes", "roles", "people", "action", "related")),
)
RARELY = "5. Only where it is needed"
LAST = "6. Delete this line once all is filled in and agreed. Until then nobody sees the page"
DRAFT = "draft"
CODE_REMARK = "# It was made from the name. Change it now if you like, and never again once something is printed."
ROOM_REMARK = "# It may have at most {} letters, or no small QR code could hold the address with it."
NO_ROOM_REMARK = "# The address of the site is so long that no small QR code holds it, whatever stands here."
CHANNELS_REMARK = "# Delete the lines of those that you do not use."

# They tell nobody which campaign it is.
SMALL_WORDS = """
    a about all an and are at be come for from get how in into is it join meet more my new of on or our see social talk
    team that the this to us visit we with work worker workers you your
"""
_SMALL = frozenset(SMALL_WORDS.split())
_CODE_LINE = re.compile(r"""^code:\s*["']?([a-z0-9-]+)""", re.MULTILINE)
_ONCE_PUBLISHED = re.compile(re.escape(GO) + r"([a-z0-9-]+)/")
_SHORTEST, _LONGEST = 2, 16


def campaign_starter(title: str, folder: Path) -> str:
    """The text of the file: what can be known is filled in, the rest is explained."""
    fields = {field.name: field for field in CAMPAIGN.fields}
    parted = {name for _, names in PARTS for name in names} | {DRAFT}
    rest = tuple(name for name in fields if name not in parted)
    lines = ["---", f"# {CAMPAIGN.about}", "# Fill in the blanks. Take the # away from a line to use its field."]
    lines += ["# docs/campaigns.md tells the whole way, from this file to the poster."]
    for heading, names in (*PARTS, (RARELY, rest), (LAST, (DRAFT,))):
        lines += ["", f"# {heading}"]
        for name in names:
            lines += _lines(fields[name], title, folder)
    return "\n".join([*lines, "---", "", ""])


def _lines(field: Field, title: str, folder: Path) -> Iterator[str]:
    if field.name == "channels":
        settings = _settings(folder)
        listed = (f"  - {channel.name}" for channel in (settings.channels if settings else USUAL))
        yield from (f"# {field.help}", CHANNELS_REMARK, "channels:", *listed)
    elif field.name == "code":
        room = room_for_code(folder)
        code = free_code(title, taken_codes(folder), room if room >= _SHORTEST else _LONGEST)
        told, line = field_lines(field, code)
        yield from (told, *([CODE_REMARK] if code else []), *_remark_on_room(room), line)
    elif field.required:
        yield from field_lines(field, quoted(title) if field.name == CAMPAIGN.title_field else "")
    elif field.name == DRAFT:
        yield from field_lines(field, "yes")
    else:
        told, *rest = whole_lines(field)
        yield from (told, *_there_are(field, folder), *rest)


def _there_are(field: Field, folder: Path) -> Iterator[str]:
    """The names from which one chooses, where a field asks for some."""
    kind = field.kind.kind if isinstance(field.kind, ListOf) else field.kind
    if isinstance(kind, PageName):
        files = (folder / "content" / BY_NAME[kind.type_name].folder).glob("*.md")
        names = sorted(file.stem for file in files)
        if names:
            yield f"# There are: {', '.join(names)}."


def _settings(folder: Path) -> Settings | None:
    """Nothing where they cannot be read, which a build tells."""
    return read_settings(_text(folder / SETTINGS_PATH), Problems())


def _remark_on_room(room: int) -> tuple[str, ...]:
    if room >= _LONGEST:
        return ()
    return (ROOM_REMARK.format(room) if room >= _SHORTEST else NO_ROOM_REMARK,)


def room_for_code(folder: Path) -> int:
    """How long a code may be for the longest address that is printed to fit into a QR code; too little for any code
    where the address of the site is too long.
    """
    settings = _settings(folder)
    if settings is None or not settings.address:
        return _LONGEST
    names = [channel.name for channel in settings.channels if channel.is_printed]
    longest = max((len(f"/{name}") for name in names), default=0)
    most = MOST_CAPITALS if settings.knows_capitals else MOST_BYTES
    room = most - len(f"https://{settings.printed_address}{GO}") - longest
    return min(room, _LONGEST)


def taken_codes(folder: Path) -> frozenset[str]:
    """Every code of a campaign, also of a half-filled one, and every one that was ever published."""
    files = (folder / "content" / CAMPAIGN.folder).rglob("*.md")
    found = {code for file in files for code in _CODE_LINE.findall(_text(file))}
    return frozenset(found | set(_ONCE_PUBLISHED.findall(_text(folder / LEDGER_PATH))) | {APPLY})


def free_code(title: str, taken: Collection[str], room: int = _LONGEST) -> str:
    """Compass jobs fair → compass, or where that is taken or too long for the room fair, jobs, compass-2 and so on.

    Empty where the room is too small for all of them: whoever starts the campaign has to think of a shorter word.
    """
    words = slug_of(title).split("-")
    telling = [word for word in words if word not in _SMALL and word[:1].isalpha()]
    first = telling[0][:_LONGEST] if telling else ""
    first = first if SHORT_NAME.fits(first) else "campaign"
    wishes = [first, *("-".join(telling[:number]) for number in range(2, len(telling) + 1)), *telling[1:]]
    wishes += [f"{first[: _LONGEST - 3].rstrip('-')}-{number}" for number in range(2, 100)]
    free = (wish for wish in wishes if SHORT_NAME.fits(wish) and wish not in taken and len(wish) <= room)
    return next(free, "")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
