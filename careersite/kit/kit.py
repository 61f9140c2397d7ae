"""A finished site comes in; out go the files of the kit: a page, a table of links, and a folder for each campaign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from careersite.kit.campaign_kit import CampaignKit, WhyNot, campaign_kit
from careersite.kit.kit_page import Chapter, kit_page, page_files
from careersite.kit.links import table
from careersite.kit.shared import shared
from careersite.model import OutputFile, Rendered, Site, Withheld
from careersite.output_folder import KIT_TABLE
from careersite.problem import Problems
from careersite.studio import Studio


@dataclass(frozen=True, slots=True)
class Kit:
    """Every file, and what there is to tell of them."""

    campaigns: tuple[CampaignKit, ...]
    files: tuple[OutputFile, ...]
    left_out: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The codes of the campaigns, what may not be said of people, and whether there are results to link to."""

    codes: frozenset[str]
    why_not: WhyNot
    has_results: bool


def kit(site: Site, studio: Studio, rendered: Rendered, wanted: Wanted, problems: Problems) -> Kit:
    """All of it for the moment of the site; texts of editors that are too long are told."""
    made = tuple(campaign_kit(one, site, wanted.why_not) for one in site.campaigns if one.code in wanted.codes)
    for one in made:
        _tell_too_long(one, problems)
    chapters = tuple(Chapter(one, shared(one.own, site, studio, rendered)) for one in made)
    files = [file for one in made for file in one.files]
    files += [file for chapter in chapters for file in chapter.files]
    files.append(OutputFile(KIT_TABLE, _table(made)))
    files.append(OutputFile("index.html", kit_page(chapters, site, studio.memo, has_results=wanted.has_results)))
    files += page_files(site)
    return Kit(made, tuple(files), tuple(thing for one in made for thing in one.left_out))


def _table(made: Iterable[CampaignKit]) -> bytes:
    rows = []
    for one in made:
        title, code = one.said.title, one.campaign.code
        rows.append((title, code, one.own, ""))
        rows += [(title, code, channel.link, channel.codes[0] if channel.codes else "") for channel in one.channels]
    return table(rows)


def _tell_too_long(one: CampaignKit, problems: Problems) -> None:
    source = one.campaign.page.source
    for channel, text in one.too_long:
        message = (
            f"The text for {channel.title} has {text.length:,} characters with its address; {text.most:,} fit there."
        )
        hint = f"Make it {text.length - text.most:,} shorter. An emoji counts as two, and a link as at least 23."
        problems.error("post", message, hint, file=source.path, line=source.fields.lines["posts"])
