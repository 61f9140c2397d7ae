"""One campaign comes in; out goes all that it takes to make it known: codes, sheets, texts, a line for e-mails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from careersite.campaigns.channel import EMAIL, PRINT, SPOKEN, Channel
from careersite.kit.links import GivenLink, given_links
from careersite.kit.logo import Logo
from careersite.kit.qr import Code, code, fits_only_in_capitals, pdf, png, svg
from careersite.kit.read_back import read_back
from careersite.kit.sayings import Sayings, sayings, sentence
from careersite.kit.sheet import Sheet
from careersite.kit.sheets import handout, poster
from careersite.kit.texts import Text, made_text, own_text, signature
from careersite.kit.unprintable import Unprintable
from careersite.model import Campaign, OutputFile, Site, Withheld

# Nobody scans what is on the same screen, so that the others need no code.
ON_PAPER_OR_SLIDES = (PRINT, SPOKEN)
# Where the register of people has to allow a name that stands in a text, and on paper.
IN_CAMPAIGN, ON_PAPER = ("campaign",), ("campaign", "print")
# There the command `results` keeps what it has counted.
RESULTS_FOLDER = "results"
SHEETS = (("a4", "Poster, A4", poster), ("a5", "Handout, A5", handout))
# The fields of a campaign that its texts on paper come from; for the others the file is named alone.
FIELDS = {"title": "title", "message": "message", "call to action": "action"}
OR_SAY_THE_HOST = (
    'Or fill in "hosts" in site.yml: nginx, Apache, Netlify and Cloudflare take the address in capitals, which a small '
    "code can hold."
)
# On the page of the team nobody is named who has not agreed to that: it stays where it is, whoever withdraws.
SOMEBODY = "Somebody is named in it who has not agreed to that. The command says who."
# Of a text, why it may not stand in all these places of the register; empty where it may.
WhyNot = Callable[[str, tuple[str, ...]], str]


@dataclass(frozen=True, slots=True)
class ChannelKit:
    """What one channel gets; files are named by their path in the kit."""

    channel: Channel
    link: GivenLink
    code: Code | None = None
    why_no_code: str = ""
    codes: tuple[str, ...] = ()
    sheets: tuple[tuple[str, str], ...] = ()
    text: Text | None = None
    text_file: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The line below e-mails: its words, which are the link where there can be one, and the line whole."""

    words: str
    line: str
    url: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampaignKit:
    """All of one campaign, with its files; `left_out` says what could not or may not be made, and why.

    `gaps` are the same for the page, which names nobody there; `too_long` are texts of the editor that do not fit.
    """

    campaign: Campaign
    said: Sayings
    own: GivenLink
    channels: tuple[ChannelKit, ...]
    signature: Signature | None
    files: tuple[OutputFile, ...]
    left_out: tuple[Withheld, ...]
    gaps: tuple[tuple[str, str], ...]
    too_long: tuple[tuple[Channel, Text], ...]

    @property
    def folder(self) -> str:
        return folder_of(self.campaign.code)


def folder_of(code: str) -> str:
    """The folder of a campaign in the kit; no code holds an underscore."""
    return f"{code}_" if code == RESULTS_FOLDER else code


def campaign_kit(campaign: Campaign, site: Site, why_not: WhyNot) -> CampaignKit:
    """Made for the moment of the site; nothing is written."""
    return _Making(campaign, site, why_not).made()


class _Making:
    """Gathers the files of one campaign, and what is left out of them."""

    def __init__(self, campaign: Campaign, site: Site, why_not: WhyNot) -> None:
        self.campaign, self.site, self.why_not = campaign, site, why_not
        self.said = sayings(campaign, site)
        self.links = given_links(campaign, site)
        self.files: list[OutputFile] = []
        self.left_out: list[Withheld] = []
        self.gaps: list[tuple[str, str]] = []
        self.too_long: list[tuple[Channel, Text]] = []

    def made(self) -> CampaignKit:
        channels = tuple(self._channel(link, link.channel) for link in self.links[1:] if link.channel)
        line = self._signature()
        return CampaignKit(self.campaign, self.said, self.links[0], channels, line, tuple(self.files),
                           tuple(self.left_out), tuple(self.gaps), tuple(self.too_long))  # fmt: skip

    def _put(self, name: str, content: bytes) -> str:
        path = f"{folder_of(self.campaign.code)}/{name}"
        self.files.append(OutputFile(path, content, self.campaign.page.source.path))
        return path

    def _leave_out(self, what: str, why: str, field: str, shown: str = "") -> None:
        source = self.campaign.page.source
        self.left_out.append(Withheld(source.path, source.fields.lines.get(field, 1), what, why))
        self.gaps.append((what, shown or why))

    def _names_somebody(self, words: str, places: tuple[str, ...], what: str) -> bool:
        why = self.why_not(words, places)
        if why:
            self._leave_out(what, why, "message", SOMEBODY)
        return bool(why)

    def _channel(self, link: GivenLink, channel: Channel) -> ChannelKit:
        made, drawn, why_no_code = self._code(link, channel)
        codes = tuple(self._put(f"{channel.name}-qr.{ending}", inner) for ending, inner in drawn.items())
        sheets = tuple(self._sheets(link, channel, made)) if made and channel.is_printed else ()
        text = self._text(link, channel)
        text_file = self._put(f"{channel.name}-text.txt", text.as_file) if text else ""
        return ChannelKit(channel, link, made, why_no_code, codes, sheets, text, text_file)

    def _code(self, link: GivenLink, channel: Channel) -> tuple[Code | None, Mapping[str, bytes], str]:
        """The code of the link, its files by their endings, and why there is none where there is none."""
        try:
            made = code(link.url, may_be_capitals=self.site.content.settings.knows_capitals)
            drawn = {"svg": svg(made), "png": png(made), "pdf": pdf(made, language=self._language)}
            read_back(made, drawn["svg"], drawn["png"])
        except Unprintable as reason:
            is_host_unknown = not self.site.content.settings.hosts and fits_only_in_capitals(link.url)
            why = f"{reason} {OR_SAY_THE_HOST}" if is_host_unknown else str(reason)
            if channel.kind in ON_PAPER_OR_SLIDES:
                sheets = ", and so its poster and handout" if channel.is_printed and self.said.invites else ""
                self._leave_out(f"The QR code for {channel.title}{sheets}", why, "code")
            return None, {}, why
        return made, drawn, ""

    def _sheets(self, link: GivenLink, channel: Channel, made: Code) -> Iterator[tuple[str, str]]:
        """The file and the name of each sheet that may be printed, and for which its words are not too many."""
        if not self.said.invites:
            return
        sheet = self._sheet(link, made)
        words = "\n".join(text for _, text in sheet.texts())
        if self._names_somebody(words, ON_PAPER, f"Poster and handout for {channel.title}"):
            return
        for ending, name, draw in SHEETS:
            try:
                yield self._put(f"{channel.name}-{ending}.pdf", draw(sheet)), name
            except Unprintable as reason:
                field = FIELDS.get(reason.part, "")
                self._leave_out(f"{name}, for {channel.title}", str(reason), field)

    def _sheet(self, link: GivenLink, made: Code) -> Sheet:
        said, content = self.said, self.site.content
        access = (("Access", " ".join(map(sentence, said.access))),) if said.access else ()
        return Sheet(
            title=said.title,
            message=said.message,
            code=made,
            address=link.printed,
            call_to_action=said.call,
            site_name=said.site_name,
            organisation=said.organisation,
            colours=content.palette.light,
            pattern=content.settings.weave,
            language=self._language,
            lines=(*said.lines_on_paper, *access),
            steps_title="What it is about" if said.about else "",
            steps=said.about,
            logo=_logo(self.site),
        )

    def _text(self, link: GivenLink, channel: Channel) -> Text | None:
        """The editor’s own as long as there is something to come to, else one of ours."""
        # Said aloud, the shorter one: nobody remembers three names behind one another.
        printed = self.links[0].printed if channel.kind == SPOKEN else link.printed
        own = self._own_words(channel)
        text = own_text(own, self.said, channel, printed) if own else made_text(self.said, channel, printed)
        if text.is_own and not text.fits:
            self.too_long.append((channel, text))
        elif not text.fits:
            what = f"The text for {channel.title}"
            self._leave_out(what, f"Not even the address fits into {text.most} characters.", "channels")
            return None
        places = ON_PAPER if channel.is_printed else IN_CAMPAIGN
        is_refused = self._names_somebody(f"{text.subject}\n{text.words}", places, f"The text for {channel.title}")
        return None if is_refused else text

    def _own_words(self, channel: Channel) -> str:
        posts = self.campaign.page.values["posts"] if self.said.invites else ()
        found = (one["text"] for one in posts if one["channel"].text == channel.name)
        return self.site.content.facts.filled_in(next(found, ""))

    def _signature(self) -> Signature | None:
        """With the address of the first channel that is an e-mail; none of what is over."""
        of_email = (link for link in self.links if link.channel and link.channel.kind == EMAIL)
        link = next(of_email, self.links[0])
        if not self.said.invites:
            return None
        words, line = signature(self.said, link.printed, self.links[0].printed)
        if self._names_somebody(line, IN_CAMPAIGN, "The line below e-mails"):
            return None
        plain = self._put("signature.txt", f"\ufeff{line}\r\n".encode())
        return Signature(words, line, link.url, (plain, self._put("signature.html", self._as_html(words, link.url))))

    def _as_html(self, words: str, url: str) -> bytes:
        head = f'<!doctype html>\n<html lang="{escape(self._language)}">\n<meta charset="utf-8">\n'
        robots = '<meta name="robots" content="noindex">\n'
        title = f"<title>{escape(self.said.title)}</title>\n"
        return f'{head}{robots}{title}<p><a href="{escape(url)}">{escape(words)}</a></p>\n</html>\n'.encode()

    @property
    def _language(self) -> str:
        return self.site.content.settings.language


def _logo(site: Site) -> Logo | None:
    chosen = site.content.settings.values["logo"] or {}
    file = chosen.get("file")
    data = site.content.media.get(file.text.removeprefix("content/")) if file else None
    return Logo(data, chosen.get("alt") or "") if data else None
