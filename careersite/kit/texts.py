"""What a campaign says and a channel come in; out goes a text that fits the channel and holds its short address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from careersite.campaigns.channel import EMAIL, LINK, PRINT, SPOKEN, Channel
from careersite.campaigns.run import BEFORE, CLOSED, CLOSING
from careersite.kit.sayings import AFTERWARDS, FIND_OUT_MORE, Sayings, ends_itself, sentence

# X counts every link so; LinkedIn and others count it letter by letter. The more of the two fits everywhere.
LEAST_OF_A_LINK = 23
_LINK = re.compile(r"https?://\S+")
_ALOUD = ((".", " dot "), ("/", " slash "), ("-", " hyphen "), (":", " colon "))


@dataclass(frozen=True, slots=True)
class Part:
    """Some of what is said: the lower its rank, the longer it stays where there is little room."""

    rank: int
    words: str
    is_line: bool = False  # directly below the line above it


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most `most` characters, as networks count them; `subject` is that of an e-mail.

    `is_own` is true where the editor wrote it, and `is_shortened` where not all fits that could be said.
    """

    words: str
    most: int
    subject: str = ""
    is_own: bool = False
    is_shortened: bool = False

    @property
    def length(self) -> int:
        return counted(self.words)

    @property
    def fits(self) -> bool:
        return self.length <= self.most

    @property
    def as_file(self) -> bytes:
        """As Windows wants it: without the byte order mark it may show three other signs for ’."""
        subject = f"Subject: {self.subject}\n\n" if self.subject else ""
        return f"\ufeff{subject}{self.words}\n".replace("\n", "\r\n").encode()


def counted(text: str) -> int:
    """How many characters a network takes a text for: an emoji is two, a link never less than X makes of it."""
    links = _LINK.findall(text)
    return len(text.encode("utf-16-le")) // 2 + sum(max(0, LEAST_OF_A_LINK - len(link)) for link in links)


def aloud(address: str) -> str:
    """careers.example/go/compass → careers dot example slash go slash compass"""
    for sign, word in _ALOUD:
        address = address.replace(sign, word)
    return address


def made_text(said: Sayings, channel: Channel, printed: str) -> Text:
    """The longest text that fits; `printed` is the short address without https://, of which any text holds one form."""
    parts = _spoken(said, printed) if channel.kind == SPOKEN else _written(said, channel, printed)
    between = " " if channel.kind == SPOKEN else "\n\n"
    subject = _subject(said) if channel.kind == EMAIL else ""
    whole = found = _joined(parts, between)
    for rank in range(max(part.rank for part in parts), -1, -1):
        found = _joined((part for part in parts if part.rank <= rank), between)
        if counted(found) <= channel.length:
            break
    return Text(found, channel.length, subject, is_shortened=found != whole)


def own_text(words: str, said: Sayings, channel: Channel, printed: str) -> Text:
    """The editor’s text, with the address below it where it does not hold that already."""
    address = aloud(printed) if channel.kind == SPOKEN else as_written(channel, printed)
    held = (re.escape(one) + r"(?![\w-])" for one in (printed, aloud(printed)))
    if not any(re.search(one, words, re.IGNORECASE) for one in held):
        words = f"{words} {address}" if channel.kind == SPOKEN else f"{words}\n\n{address}"
    return Text(words, channel.length, _subject(said) if channel.kind == EMAIL else "", is_own=True)


def as_written(channel: Channel, printed: str) -> str:
    """On paper nobody types https://, and on a screen it makes the link."""
    return printed if channel.kind == PRINT else f"https://{printed}"


def signature(said: Sayings, printed: str, of_campaign: str) -> tuple[str, str]:
    """The words of the line below e-mails, and the line whole; the words are the link where there can be one.

    The address `of_campaign` is that without a channel; what the editor wrote with it is whole already.
    """
    words = said.signature or _title_and_day(said)
    if re.search(re.escape(of_campaign) + r"(?![\w-])", words, re.IGNORECASE):
        return words, words
    between = " " if words.endswith(":") or ends_itself(words) else ": "
    return words, f"{words}{between}https://{printed}"


def _title_and_day(said: Sayings) -> str:
    """Autumn fair, Friday 12 March 2027; Looking for a post? Friday 12 March 2027"""
    between = " " if ends_itself(said.title) else ", "
    return f"{said.title}{between}{said.day}" if said.day else said.title


# What is said, in its order. Of an event, the day and the place matter more than what else there is to say of it.

_RANKS = {"When": 2, "Where": 4, "Closes": 4, "Who it is for": 5}


def _written(said: Sayings, channel: Channel, printed: str) -> tuple[Part, ...]:
    call = AFTERWARDS if said.state == CLOSED else said.call if said.invites else FIND_OUT_MORE
    address = Part(0, f"{call}: {as_written(channel, printed)}")
    of_state, words_of_state = Part(2, said.of_state), Part(5, _words_of_state(said))
    lines = (Part(_RANKS[name], f"{name}: {words}", is_line=True) for name, words in said.lines)
    middle = [Part(3, said.message), of_state, words_of_state, *lines, address]
    if not said.invites:
        middle = [of_state, words_of_state, address]
    if channel.kind == EMAIL:
        return _there(Part(6, "Hello,"), *middle, Part(6, said.organisation))
    title = f"{said.organisation}: {said.title}" if channel.kind == LINK else said.title
    return _there(Part(1, title), *middle)


def _spoken(said: Sayings, printed: str) -> tuple[Part, ...]:
    go = AFTERWARDS if said.state == CLOSED else FIND_OUT_MORE
    place = f"It is on {said.when}{f', at {said.where}' if said.where else ''}." if said.when else ""
    closes = f"It closes on {said.closes}." if said.closes and said.state != CLOSING else ""
    title, of_state = Part(1, sentence(said.title)), Part(2, said.of_state)
    words_of_state, address = Part(5, _words_of_state(said)), Part(0, f"{go}: {aloud(printed)}")
    if not said.invites:
        return _there(title, of_state, words_of_state, address)
    return _there(title, Part(4, sentence(said.message)), Part(3, place), of_state, Part(4, closes), words_of_state,
                  address)  # fmt: skip


def _words_of_state(said: Sayings) -> str:
    return said.after_closing if said.state == CLOSED else said.before_opening if said.state == BEFORE else ""


def _subject(said: Sayings) -> str:
    if said.is_cancelled and said.state != CLOSED:
        return f"Cancelled: {said.title}"
    soon = "Closing soon: " if said.closes else "Soon: "
    return {CLOSING: soon, CLOSED: "Closed: "}.get(said.state, "") + said.title


def _there(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.words)


def _joined(parts: Iterable[Part], between: str) -> str:
    text, before = "", None
    for part in parts:
        if before:
            text += "\n" if before.is_line and part.is_line else between
        text, before = text + part.words, part
    return text
