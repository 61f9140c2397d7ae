"""The kits of all campaigns come in; out goes the page of the team that shows them, with its styles and its script."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from careersite.calendar.clock import exact_instant, local_time
from careersite.campaigns.channel import SPOKEN
from careersite.campaigns.run import CLOSED, CLOSING, OPEN
from careersite.colours.palette import SCHEMES
from careersite.fields import Plain
from careersite.kit.campaign_kit import CampaignKit, ChannelKit
from careersite.kit.sayings import day_or_moment
from careersite.kit.shared import Shared
from careersite.kit.texts import Text, aloud
from careersite.memo import Memo
from careersite.model import OutputFile, Site
from careersite.output_folder import KIT_TABLE
from careersite.templating import Templating

PARTS = Path(__file__).parent / "page"
RESULTS = "results/index.html"
TEMPLATE = "index.html"
# How many characters stand on a line of the field with a text, for how high it has to be where a browser does not say.
ACROSS = 64
BECOMES = {OPEN: "Open", CLOSING: "Closing soon", CLOSED: "Closed"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A campaign as the page shows it, with what is shown where it is shared."""

    kit: CampaignKit
    shared: Shared

    @property
    def picture(self) -> str:
        return f"{self.kit.folder}/share-card.{self.shared.ending}" if self.shared.picture else ""

    @property
    def files(self) -> tuple[OutputFile, ...]:
        source = self.kit.campaign.page.source.path
        return (OutputFile(self.picture, self.shared.picture, source),) if self.picture else ()


def kit_page(chapters: Sequence[Chapter], site: Site, memo: Memo, *, has_results: bool) -> bytes:
    """In HTML, the same for the same campaigns; it names no moment at which it was made."""
    template = (PARTS / TEMPLATE).read_text(encoding="utf-8")
    html = Templating({TEMPLATE: template}, {}, str, memo).render(
        TEMPLATE,
        language=site.content.settings.language,
        site_name=site.content.settings.values["name"],
        campaigns=[_campaign(one, site) for one in chapters],
        table=KIT_TABLE,
        results=RESULTS if has_results else "",
    )
    return html.encode()


def page_files(site: Site) -> Iterator[OutputFile]:
    """What the page fetches: the script, and the styles in the colours of the site."""
    palette = site.content.palette
    light, dark = (" ".join(f"--{role}: {colour};" for role, colour in palette.of(one).items()) for one in SCHEMES)
    tokens = (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n\n"
    )
    yield OutputFile("kit.css", tokens.encode() + (PARTS / "kit.css").read_bytes())
    yield OutputFile("kit.js", (PARTS / "kit.js").read_bytes())


def _campaign(chapter: Chapter, site: Site) -> dict[str, Plain]:
    kit, shared = chapter.kit, chapter.shared
    code = kit.campaign.code
    line = kit.signature
    return {
        "id": code,
        "title": kit.said.title,
        "state": kit.said.state_in_words,
        "state_name": kit.said.state,
        "next": _next_turn(kit, site),
        "printed": kit.own.printed,
        "url": kit.own.url,
        "aloud": aloud(kit.own.printed),
        "tagged": kit.own.tagged,
        "no_sheets": not kit.said.invites,
        "left_out": _left_out(kit),
        "channels": [_channel(one, code) for one in kit.channels],
        "signature": {"words": line.words, "line": line.line, "url": line.url, "files": list(line.files)}
        if line
        else None,
        "shared": {
            "is_known": shared.is_known,
            "host": shared.host,
            "title": shared.title,
            "description": shared.description,
            "alt": shared.alt,
            "picture": chapter.picture,
        },
    }


def _left_out(kit: CampaignKit) -> list[Plain]:
    """Each reason once, with all that is left out for it."""
    found: dict[str, list[str]] = {}
    for what, why in kit.gaps:
        found.setdefault(why, []).append(what)
    return [{"what": "; ".join(whats), "why": why} for why, whats in found.items()]


def _next_turn(kit: CampaignKit, site: Site) -> str:
    """When the texts become others, so that somebody makes the kit again then."""
    zone, campaign = site.content.settings.zone, kit.campaign
    at = exact_instant(site.as_of, zone)
    turn = next(((moment, state) for moment, state in campaign.run.turns() if at < moment), None)
    if turn is None:
        return ""
    later = campaign.runs[campaign.runs.index(campaign.run) + 1 :]
    becomes = f"“{later[0].name}” takes its place" if turn[1] == CLOSED and later else BECOMES[turn[1]]
    return f"{becomes} from {day_or_moment(local_time(turn[0], zone))}: make the kit again then, as its texts change."


def _channel(one: ChannelKit, code: str) -> dict[str, Plain]:
    made = one.code
    return {
        "id": f"{code}-{one.channel.name}",
        "title": one.channel.title,
        "printed": one.link.printed,
        "url": one.link.url,
        "tagged": one.link.tagged,
        "sheets": [{"path": path, "name": name} for path, name in one.sheets],
        "text": _text(one, one.text) if one.text else None,
        "code": {
            "svg": one.codes[0],
            "alt": made.in_words,
            "minimum": made.minimum_mm,
            "files": [{"path": path, "ending": path.rpartition(".")[2].upper()} for path in one.codes],
        }
        if made
        else None,
        "why_no_code": one.why_no_code,
    }


def _text(one: ChannelKit, text: Text) -> dict[str, Plain]:
    remarks = []
    if text.is_own:
        remarks.append("These are the words of the file; the address is added where they do not hold it.")
    if text.is_shortened:
        remarks.append("It was shortened to fit.")
    if one.channel.kind == SPOKEN:
        remarks.append("The address said aloud is the short one, so these visits count under no channel. On a slide, "
                       "show the code.")  # fmt: skip
    return {
        "label": "Words to say" if one.channel.kind == SPOKEN else "Text",
        "words": text.words,
        "subject": text.subject,
        "most": text.most,
        "count": f"{text.length:,} of at most {text.most:,} characters",
        "rows": sum(max(1, math.ceil(len(line) / ACROSS)) for line in text.words.split("\n")),
        "path": one.text_file,
        "remarks": remarks,
    }
