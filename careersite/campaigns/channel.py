"""A channel: one way in which people hear of a campaign, such as a poster; site.yml holds the site's own list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careersite.fields import Field, Group
from careersite.kinds import Choice, Pattern, WholeNumber, Words

# What stands in short addresses: short enough to say aloud and to fit a small QR code.
# A hyphen at the end of a line of print would not be read as one.
SHORT_NAME = Pattern(
    r"(?=.{2,16}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
    "2 to 16 small letters, digits and single hyphens between them, such as poster",
    is_small=True,
)
TAG = Pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", "small letters, digits and hyphens, such as social", is_small=True)
POST, EMAIL, PRINT, SPOKEN, LINK = KINDS = ("post", "email", "print", "spoken", "link")

CHANNEL = Group(
    "a channel",
    (
        Field("name", SHORT_NAME, "What stands in the short address, such as /go/code/poster", required=True,
              example="poster"),
        Field("title", Words(40), "What people call it", required=True, example="Poster"),
        Field("kind", Choice(KINDS), "What it is: a post, an e-mail, print, spoken words, or just a link",
              required=True, example="print"),
        Field("source", TAG, "Where people come from, as utm_source; the name where it is left out",
              example="linkedin"),
        Field("medium", TAG, "What kind of way it is, as utm_medium; the kind where it is left out",
              example="social"),
        Field("length", WholeNumber(40, 10_000), "How many characters a text there may have", example="3000"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel; a text for it may have `length` characters."""

    name: str
    title: str
    kind: str
    source: str
    medium: str
    length: int

    @property
    def tags(self) -> tuple[str, str]:
        return self.source, self.medium

    @property
    def is_printed(self) -> bool:
        return self.kind == PRINT


USUAL_LENGTH = 600
# Where site.yml names none. LinkedIn's limit of a post is 3,000 characters.
USUAL = (
    Channel("linkedin", "LinkedIn", POST, "linkedin", "social", 3000),
    Channel("email", "E-mail", EMAIL, "email", "email", 1200),
    Channel("poster", "Poster", PRINT, "poster", "print", USUAL_LENGTH),
    Channel("stand", "Stand", PRINT, "stand", "print", USUAL_LENGTH),
    Channel("talk", "Talk", SPOKEN, "talk", "spoken", USUAL_LENGTH),
    Channel("partner", "Partner", LINK, "partner", "referral", USUAL_LENGTH),
)


def channels_of(listed: Sequence[Mapping[str, Any]]) -> tuple[Channel, ...]:
    """The channels that site.yml lists, or the usual ones."""
    return tuple(_channel(values) for values in listed) or USUAL


def _channel(values: Mapping[str, Any]) -> Channel:
    return Channel(
        name=values["name"],
        title=values["title"],
        kind=values["kind"],
        source=values["source"] or values["name"],
        medium=values["medium"] or values["kind"],
        length=values["length"] or USUAL_LENGTH,
    )
