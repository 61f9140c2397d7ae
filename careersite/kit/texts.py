"""What a campaign says and a channel come in; out goes a text that fits the channel and holds its short address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from careersite.campaigns.channel import EMAIL, LINK, PRINT, SPOKEN, Channel
from careersite.campaigns.run import BEFORE, CLOSED, CLOSING
from careersite.kit.sayings import AFTERWARDS, FIND_OUT_MORE, Sayings

# X counts every link so; LinkedIn and others count it letter by letter. The more of the two fits everywhere.
LEAST_OF_A_LINK = 23
_LINK = re.compile(r"https?://\S+")
_ALOUD = ((".", " dot "), ("/", " slash "), ("-", " hyphen "), (":", " colon "))

Part = tuple[int, str]


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
    whole = _joined(parts, max(rank for rank, _ in parts), between)
    found = whole
    for rank in range(max(rank for rank, _ in parts), -1, -1):
        found = _joined(parts, rank, between)
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


def signature(said: Sayings, printed: str) -> tuple[str, str]:
    """The words of the line below e-mails, and the line whole; the words are the link where there can be one."""
    words = said.signature or (f"{said.title}, {said.day}" if said.day else said.title)
    if re.search(re.escape(printed) + r"(?![\w-])", words, re.IGNORECASE):
        return words, words
    between = " " if words[-1] in ".!?…:" else ": "
    return words, f"{words}{between}https://{printed}"


# What is said, in its order; the lower its rank, the longer it stays where there is little room.


def _written(said: Sayings, channel: Channel, printed: str) -> tuple[Part, ...]:
    call = AFTERWARDS if said.state == CLOSED else said.call if said.invites else FIND_OUT_MORE
    address = f"{call}: {as_written(channel, printed)}"
    lines = "\n".join(f"{name}: {words}" for name, words in said.lines)
    middle = [(2, said.message), (3, said.of_state), (5, _words_of_state(said)), (4, lines), (0, address)]
    if not said.invites:
        middle = [(3, said.of_state), (5, _words_of_state(said)), (0, address)]
    if channel.kind == EMAIL:
        return _there((6, "Hello,"), *middle, (6, said.organisation))
    title = f"{said.organisation}: {said.title}" if channel.kind == LINK else said.title
    return _there((1, title), *middle)


def _spoken(said: Sayings, printed: str) -> tuple[Part, ...]:
    go = AFTERWARDS if said.state == CLOSED else FIND_OUT_MORE
    place = f"It is on {said.when}{f', at {said.where}' if said.where else ''}." if said.when else ""
    closes = f"It closes on {said.closes}." if said.closes and said.state != CLOSING else ""
    address = (0, f"{go}: {aloud(printed)}")
    if not said.invites:
        return _there((1, _sentence(said.title)), (3, said.of_state), (5, _words_of_state(said)), address)
    return _there((1, _sentence(said.title)), (2, _sentence(said.message)), (4, place), (3, said.of_state),
                  (4, closes), (5, _words_of_state(said)), address)  # fmt: skip


def _words_of_state(said: Sayings) -> str:
    return said.after_closing if said.state == CLOSED else said.before_opening if said.state == BEFORE else ""


def _subject(said: Sayings) -> str:
    if said.is_cancelled and said.state != CLOSED:
        return f"Cancelled: {said.title}"
    soon = "Closing soon: " if said.closes else "Soon: "
    return {CLOSING: soon, CLOSED: "Closed: "}.get(said.state, "") + said.title


def _there(*parts: Part) -> tuple[Part, ...]:
    return tuple((rank, words) for rank, words in parts if words)


def _joined(parts: Iterable[Part], most: int, between: str) -> str:
    return between.join(words for rank, words in parts if rank <= most)


def _sentence(words: str) -> str:
    return words if words[-1] in ".!?…" else f"{words}."
