"""The nouns that travel from step to step; all frozen, each complete when it exists."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from careersite.campaigns.channel import Channel
from careersite.campaigns.run import Run
from careersite.campaigns.short_links import ShortLink
from careersite.colours.palette import Palette
from careersite.component import Component
from careersite.content_type import ContentType
from careersite.facts.facts import Facts
from careersite.front_matter import Mapping
from careersite.inspection import Inspection
from careersite.ledger.ledger import Ledger
from careersite.people.register import Register
from careersite.settings import Settings
from careersite.text.body import Body


# Compared by identity: the same file read again unchanged is the same Source, and what was made of it still holds.
@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file of content as found; `text_line` is the line of the file in which the text starts."""

    path: str
    fields: Mapping
    text: str
    text_line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read; `unread` are the paths of texts that could not be, `refused` of files that may not be there,
    `put_aside` of pages without which the site is to be built.

    `media`, `templates` and `assets` are by path below content/, templates/ and assets/. `register_text` is None where
    there is no register of people; `ledger_copy` is only read where the ledger holds nothing. `watched` are the scripts
    among the assets that are the program's own to the byte.
    """

    settings_text: str
    facts_text: str
    sources: tuple[Source, ...]
    unread: tuple[str, ...]
    media: MappingOf[str, bytes]
    templates: MappingOf[str, str]
    assets: MappingOf[str, bytes]
    refused: frozenset[str] = frozenset()
    ledger_text: str = ""
    register_text: str | None = None
    put_aside: tuple[str, ...] = ()
    ledger_copy: str = ""
    watched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ComponentValues:
    """One component in a text: what it is, its values, and its line in the file."""

    component: Component
    values: MappingOf[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Showing:
    """One picture or film where it is shown: its path below content/, the use it is, whom it is said to show there."""

    path: str
    use: str
    people: tuple[str, ...] | None
    file: str
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page of content, valid as far as it can be said without the others.

    `facts` are names with their lines, `names` the paths of the pages that its fields name, `sort_key` is for lists;
    `showings` are its pictures and films, `people` the ids in the register of those whose words it holds, with names.
    """

    content_type: ContentType
    source: Source
    address: str
    values: MappingOf[str, Any]
    body: Body
    components: tuple[ComponentValues, ...]
    facts: tuple[tuple[str, int], ...]
    names: tuple[str, ...]
    sort_key: tuple[Any, ...]
    showings: tuple[Showing, ...] = ()
    people: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return str(self.values[self.content_type.title_field])


@dataclass(frozen=True, slots=True)
class Names:
    """What a source that is not valid names, facts, links and channels with their lines, and the address it would have.

    Where it `is_put_aside`, the site is built without it.
    """

    path: str
    address: str
    facts: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    channels: tuple[tuple[str, int], ...] = ()
    is_put_aside: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """All that is valid: settings, colours, facts, pages whether live or not, components, media, templates and assets.

    `left_out` says of each shortened page what its text held before, `withheld` why a page may not be shown, by path;
    `plain_cards` are the addresses of pages of which no more than the site may be named where somebody shares them.
    `whole_settings` are those of the file, where some of them may not be shown. Where `campaigns_hide_share_image`, the
    picture for sharing shows somebody who may be on the site, but not in a campaign.

    `unsound` stand for the sources that are not valid: their links are looked at, links to them are not told, nor
    are those to `refused` files.
    """

    settings: Settings
    palette: Palette
    facts: Facts
    pages: tuple[Page, ...]
    unsound: tuple[Names, ...]
    components: MappingOf[str, Component]
    media: MappingOf[str, bytes]
    templates: MappingOf[str, str]
    assets: MappingOf[str, bytes]
    refused: frozenset[str] = frozenset()
    ledger: Ledger = field(default_factory=Ledger)
    register: Register = field(default_factory=Register)
    left_out: MappingOf[str, LeftOut] = field(default_factory=dict)
    withheld: MappingOf[str, str] = field(default_factory=dict)
    plain_cards: frozenset[str] = frozenset()
    watched: frozenset[str] = frozenset()
    whole_settings: Settings | None = None
    campaigns_hide_share_image: bool = False

    @property
    def settings_as_written(self) -> Settings:
        return self.whole_settings or self.settings

    @property
    def as_written(self) -> tuple[Page, ...]:
        """The pages as an editor wrote them, whatever is left out of them now: mistakes are the same on every day."""
        paths = ((page, page.source.path) for page in self.pages)
        return tuple(self.left_out[path].whole if path in self.left_out else page for page, path in paths)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a page loses where a part of it may not be shown now: anchors of headings, and names of facts.

    `whole` is the page as it was written.
    """

    whole: Page
    anchors: frozenset[str]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A live campaign at one instant; `run` is the one that runs, else the next, else the last."""

    page: Page
    code: str
    channels: tuple[Channel, ...]
    runs: tuple[Run, ...]
    run: Run
    state: str


@dataclass(frozen=True, slots=True, order=True)
class Withheld:
    """Something that an editor wrote and that may not be shown now: what, and why; in plain words."""

    file: str
    line: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that comes by itself: `at` in UTC, `what` in words fit for a calendar, the file and line that say so.

    A whole day is meant where `is_day`; where `changes_site`, the site of then is another than that of before.
    `subject` is what it is about, where a file holds several; `id` stays the same when the moment is put off.
    """

    at: datetime
    kind: str
    what: str
    file: str
    line: int = 0
    subject: str = ""
    is_day: bool = False
    changes_site: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What is live at one moment, with everything that an output may ask; read-only.

    `pages` and `by_address` hold the pages made from lists too, `by_source` only what an editor has written;
    `withheld` and `withheld_addresses` say why a file or an address has no page now. `redirects` are addresses with
    where they lead, short links among them, `gone` addresses that no page will have again, with why in words for
    everybody. `coming` are the pages of which there is more to see later, `moments` those to come, the next first.
    `campaigns` are the live ones, by code, `short_links` theirs and those to apply, by address.
    """

    content: Content
    as_of: datetime
    pages: tuple[Page, ...]
    by_address: MappingOf[str, Page]
    by_source: MappingOf[str, Page]
    by_type: MappingOf[str, tuple[Page, ...]]
    withheld: MappingOf[str, str]
    withheld_addresses: MappingOf[str, str]
    withheld_things: tuple[Withheld, ...]
    redirects: MappingOf[str, str]
    gone: MappingOf[str, str]
    facts_on: MappingOf[Page, tuple[str, ...]]
    facts_used: MappingOf[str, tuple[Page, ...]]
    named_by: MappingOf[str, tuple[Page, ...]]
    coming: tuple[Page, ...]
    moments: tuple[Moment, ...]
    next_change: datetime | None
    campaigns: tuple[Campaign, ...] = ()
    short_links: tuple[ShortLink, ...] = ()


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the finished site: its path below public/ with forward slashes, its bytes, what it was made from.

    A private one is for the team or for who runs the server: its path is below private/.
    """

    path: str
    content: bytes
    source_path: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """The finished files by path, and what the checks need to know of each HTML page among them."""

    files: MappingOf[str, OutputFile]
    inspections: MappingOf[str, Inspection]
    private: MappingOf[str, OutputFile] = field(default_factory=dict)
