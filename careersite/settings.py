"""site.yml: one field per key, each with its sentence; what is not yet known has a neutral default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from careersite.campaigns.channel import CHANNEL, Channel, channels_of
from careersite.campaigns.pre_election import PRE_ELECTION, PreElection, check_pre_elections, pre_elections
from careersite.colours.palette import ROLES, SCHEMES, Chosen, Scheme
from careersite.drawn.weave import PATTERNS
from careersite.field_groups import PICTURE_ENDINGS
from careersite.fields import Field, Group, ListOf, Place, read_fields
from careersite.front_matter import Mapping as Fields
from careersite.front_matter import Scalar, read_yaml
from careersite.kinds import (
    EMAIL,
    PHONE,
    WEB_ADDRESS,
    Choice,
    Colour,
    Deadline,
    Description,
    Pattern,
    SetColour,
    Words,
    YesNo,
)
from careersite.naming_kinds import File, Link
from careersite.problem import Problems
from careersite.text.hand_tags import tell_hand_tags_in

SETTINGS_PATH = "site.yml"
# Links start with a slash, so that the site has to be all of its host.
SITE_ADDRESS = Pattern(
    r"https://[^\s\"'<>/?#]+/?", "a web address with nothing behind the host, such as https://careers.example"
)
WEAVE = "twill"
REGISTER_PATH = "people.yml"
HOSTS = ("nginx", "apache", "netlify", "cloudflare", "azure", "github-pages")
# Its server follows no rules of ours, so that pages have to stand in for them.
WITHOUT_RULES = "github-pages"
# To these, /GO/CODE is another address than /go/code.
IN_SMALL_LETTERS = {"azure", "github-pages"}
# Both read _redirects and _headers, each in its own way.
ONE_OF_TWO = {"netlify", "cloudflare"}
# A colour, and behind it nothing or a remark; six digits are one whatever follows.
_BEHIND_A_NAME = re.compile(r"[^#]*:\s+(#[0-9a-fA-F]{6}(?!\S)|#[0-9a-fA-F]{3,8}(?=\s*$|\s+#))")
_ALONE = re.compile(r"\s*(#[0-9a-fA-F]{3,8})(?=\s*$|\s+#)")
UNKNOWN_ADDRESS = "https://careers.example"  # RFC 2606: a name that can never be anybody's

APPLY = Group(
    "apply",
    (
        Field("address", WEB_ADDRESS, "Where people apply; until it is filled in, the button leads to `page`"),
        Field("page", Link(), "The page of this site that tells how to apply", example="/applying/"),
        Field("label", Words(60), "What the button says", example="Apply"),
        Field("note", Words(200), "A sentence beside the button, such as where it leads and what comes next"),
        Field(
            "closes",
            Deadline(),
            "When applications close; from then on every button to apply says so instead",
            example="2027-01-31 17:00",
        ),
        Field("after_closing", Words(300), "What to do once applications are closed; said in place of the button"),
    ),
)

CONTACT = Group(
    "contact",
    (
        Field("name", Words(80), "Who answers"),
        Field("email", EMAIL, "The e-mail address that is answered"),
        Field("phone", PHONE, "The phone number that is answered"),
        Field("page", Link(), "The page of this site that tells how to get in touch", example="/contact/"),
        Field("text", Words(300), "What else to know, such as when somebody answers"),
    ),
)

LOGO = Group(
    "logo",
    (
        Field(
            "file", File(PICTURE_ENDINGS), "The path of the picture, from site.yml", example="content/images/logo.svg"
        ),
        Field("alt", Words(100), "The name of the organisation, for those who cannot see the logo"),
    ),
)

SHARE_IMAGE = Group(
    "share_image",
    (
        Field("file", File((".png", ".jpg", ".jpeg")), "The path of the picture, 1200 by 630, from site.yml"),
        Field("alt", Description(), "What the picture shows"),
    ),
)

COLOURS = tuple(Field(role, Colour(), sentence) for role, sentence in ROLES.items())

LOOK = Group(
    "look",
    (
        Field("light", Group("the light colours", COLOURS), "The colours by day; each left empty stays as it is"),
        Field("dark", Group("the dark colours", COLOURS), "The colours where a reader has asked for a dark screen"),
        Field("weave", Choice(tuple(PATTERNS)), "How ribbons cross in what is drawn, such as portraits and share cards",
              example=WEAVE),
    ),
)  # fmt: skip

SETTINGS = (
    Field("name", Words(60), "The name of the site, shown at the top of every page", required=True),
    Field("organisation", Words(100), "The organisation that recruits", required=True),
    Field("description", Words(160), "One sentence about the site, for search engines", required=True),
    Field("address", SITE_ADDRESS, "The address at which the site is published, without a slash at the end",
          example="https://careers.example"),
    Field("language", Pattern(r"[a-z]{2}(-[A-Z]{2})?", "a language such as en-GB"), "The language of the site",
          example="en-GB"),
    Field("zone", Pattern(r"[A-Za-z_]+(/[A-Za-z_+-]+)*", "a time zone such as Europe/London"),
          "The time zone in which days begin and end", example="Europe/London"),
    Field("apply", APPLY, "Where and how people apply"),
    Field("contact", CONTACT, "How people get in touch"),
    Field("how_we_know", Link(), "The page that lists every published fact with its source", example="/how-we-know/"),
    Field("logo", LOGO, "The logo at the top of every page; without it the name stands there"),
    Field("share_image", SHARE_IMAGE, "The picture shown when a page is shared; without it one is drawn for each page"),
    Field("register", Words(200), "Where the register of people lies, as a path from site.yml; it is never published",
          example="people.yml"),
    Field("strict_facts", YesNo(), "yes makes a fact past its review date a mistake that stops the build",
          example="yes"),
    Field("hosts", ListOf(Choice(HOSTS)), "Where the site is published: the rules for these servers are written",
          example="nginx"),
    Field("channels", ListOf(CHANNEL), "The ways in which campaigns are made known, each with a tag"),
    Field("pre_election", ListOf(PRE_ELECTION), "The times before elections in which a campaign needs an approval"),
    Field("look", LOOK, "The colours of the site and its weave"),
)  # fmt: skip

# What only the people who run the site can know; the build says which of these are still empty.
TO_FILL_IN = ("address", "apply.address", "apply.note", "contact.email", "logo.file", "hosts")


@dataclass(frozen=True, slots=True)
class Settings:
    """site.yml, read and checked."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]

    @property
    def address(self) -> str:
        return str(self.values["address"] or UNKNOWN_ADDRESS).rstrip("/")

    @property
    def printed_address(self) -> str | None:
        """The address in words, for what is printed; None while it is not known."""
        return str(self.values["address"]).rstrip("/").removeprefix("https://") if self.values["address"] else None

    @property
    def language(self) -> str:
        return str(self.values["language"] or "en-GB")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.values["zone"] or "Europe/London")

    @property
    def register_path(self) -> str:
        return str(self.values["register"] or REGISTER_PATH)

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(self.values["hosts"])

    @property
    def needs_pages_for_rules(self) -> bool:
        """Whether pages have to stand at addresses that moved or are gone, as no server knows of them."""
        return not self.hosts or WITHOUT_RULES in self.hosts

    @property
    def knows_capitals(self) -> bool:
        """Whether every host takes a short address in capitals for the same."""
        return bool(self.hosts) and not IN_SMALL_LETTERS.intersection(self.hosts)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The site's own, or the usual ones."""
        return channels_of(self.values["channels"])

    @property
    def pre_elections(self) -> tuple[PreElection, ...]:
        return pre_elections(self.values["pre_election"])

    @property
    def weave(self) -> str:
        return str((self.values["look"] or {}).get("weave") or WEAVE)

    @property
    def chosen(self) -> Chosen:
        """The colours that the site sets for itself."""
        return Chosen(*({role: one.colour for role, one in self._set(scheme)} for scheme in SCHEMES))

    def colour_lines(self) -> dict[Scheme, dict[str, int]]:
        """Where site.yml sets a colour, by scheme and role."""
        return {scheme: {role: one.line for role, one in self._set(scheme)} for scheme in SCHEMES}

    def _set(self, scheme: Scheme) -> list[tuple[str, SetColour]]:
        group = (self.values["look"] or {}).get(scheme) or {}
        return [(role, one) for role, one in group.items() if one]

    @property
    def to_fill_in(self) -> tuple[str, ...]:
        """The settings that are still empty, as `contact.email`."""
        return tuple(name for name in TO_FILL_IN if not self._value(name))

    def _value(self, name: str) -> Any:
        found: Any = self.values
        for part in name.split("."):
            found = found.get(part) if found else None
        return found


def register_path_in(text: str) -> str:
    """Where site.yml says that the register lies; what is wrong with the file is told when its settings are read."""
    found = read_yaml(text, Problems(), file=SETTINGS_PATH) if "register" in text else None
    node = found.entries.get("register") if found else None
    return node.text.strip() if isinstance(node, Scalar) and not node.is_blank else REGISTER_PATH


def read_settings(text: str, problems: Problems) -> Settings | None:
    """The settings, or None with every problem told."""
    found = read_yaml(text, problems, file=SETTINGS_PATH)
    if found is None:
        return None
    _check_quotes(found, text, problems)
    tell_hand_tags_in(found, SETTINGS_PATH, problems)
    values = read_fields(SETTINGS, found, Place(problems, SETTINGS_PATH, "site.yml"))
    check_pre_elections(values["pre_election"] if values else (), found, SETTINGS_PATH, problems)
    zone = found.entries.get("zone")
    if values and isinstance(zone, Scalar) and not zone.is_blank and not _is_zone(zone.text.strip()):
        problems.error(
            "field",
            f'"{zone.text}" is not a time zone that this computer knows.',
            "Write it as Europe/London.",
            file=SETTINGS_PATH,
            line=zone.line,
        )
        return None
    if values and set(values["hosts"]) >= ONE_OF_TWO:
        problems.error(
            "field",
            '"hosts" names both netlify and cloudflare, which read files of the same names in different ways.',
            "Keep the one where the site is published.",
            file=SETTINGS_PATH,
            line=found.lines["hosts"],
        )
        return None
    return Settings(values, found.lines) if values else None


def _check_quotes(found: Fields, text: str, problems: Problems) -> None:
    """To YAML a # without quotes begins a comment, so that the colour would be lost without a word."""
    rows = text.split("\n")
    look = found.entries.get("look")
    groups = [look.entries.get(scheme) for scheme in SCHEMES] if isinstance(look, Fields) else []
    for group in (one for one in groups if isinstance(one, Fields)):
        for role, line in group.lines.items():
            node = group.entries[role]
            lost = _lost_colour(rows[line - 1 :]) if isinstance(node, Scalar) and node.is_blank else None
            if lost:
                message = f'"{role}" says {lost} without quotes, which YAML takes for a remark and leaves out.'
                hint = f'Write it in quotes: {role}: "{lost}"'
                problems.error("field", message, hint, file=SETTINGS_PATH, line=line)


def _lost_colour(rows: Sequence[str]) -> str | None:
    """The colour that is lost behind the name in the first row, or in the remarks below it."""
    found = _BEHIND_A_NAME.match(rows[0])
    if found:
        return found[1]
    below = takewhile(lambda row: not row.strip() or row.lstrip().startswith("#"), rows[1:])
    return next((found[1] for found in map(_ALONE.match, below) if found), None)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True
