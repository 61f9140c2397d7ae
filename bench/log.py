"""A number of lines goes in; an access log of a careers site in the combined format comes out, and what is in it.

The same number gives the same bytes on every machine. Nothing in it is of anybody: the addresses are those that RFC
5737 keeps for documentation.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

CODES = ("fair", "return", "stay")
CHANNELS = ("linkedin", "email", "poster", "stand")
DAYS = 28
STARTS = datetime(2026, 10, 5, tzinfo=UTC)
BLOCK = 20_000

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 {}Safari/537.36"
BROWSERS = (
    *(CHROME.format("Windows NT 10.0; Win64; x64", number, "") for number in range(110, 140)),
    *(CHROME.format("Linux; Android 10; K", number, "Mobile ") for number in range(110, 140)),
    *(f"Mozilla/5.0 (iPhone; CPU iPhone OS {n}_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      f"Version/{n}.1 Mobile/15E148 Safari/604.1" for n in range(14, 19)),
    *(f"Mozilla/5.0 (X11; Linux x86_64; rv:{n}.0) Gecko/20100101 Firefox/{n}.0" for n in range(100, 140)),
)  # fmt: skip
ROBOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Twitterbot/1.0",
)
BROKEN = ("203.0.113.9 - - [05/Oct/2026:00:00", "\x16\x03\x01", "GET / HTTP/1.1", "a line of some other program")
PAGES = tuple(f"/{section}/{name}/" for section in ("routes", "roles", "stages", "rewards", "testimonials")
              for name in range(40))  # fmt: skip
FILES = ("/assets/site.css", "/assets/site.js", "/fonts/headings.woff2", "/images/a.webp", "/images/b.webp")


@dataclass
class Truth:
    """What the log holds, counted as it was written."""

    requests: int = 0
    robots: int = 0
    broken: int = 0
    short: Counter[str] = field(default_factory=Counter)
    """By `code/channel`: what browsers asked for, each of which led on to a tagged page."""


@dataclass(frozen=True)
class Ending:
    """What follows the time in one or two lines, and what it counts as."""

    lines: tuple[str, ...]
    is_robot: bool = False
    short: str = ""


def write_log(file: Path, lines: int, seed: int = 5) -> Truth:
    """Exactly so many lines that are not empty."""
    dice, truth = random.Random(seed), Truth()
    endings = [_ending(dice) for _ in range(6000)]
    with file.open("wb") as log:
        for block in _blocks(dice, endings, lines, truth):
            log.write(block)
    return truth


def _blocks(dice: random.Random, endings: list[Ending], lines: int, truth: Truth) -> Iterator[bytes]:
    written = 0
    while written < lines:
        moment = STARTS + timedelta(days=DAYS) * written / lines
        before = f'- - [{moment:%d/%b/%Y:%H:%M}:{{:02}} +0000] "'
        block = []
        for second, ending in enumerate(dice.choices(endings, k=BLOCK)):
            if written == lines:
                break
            if dice.random() < 0.0001 or written + len(ending.lines) > lines:
                block.append(dice.choice(BROKEN))
                truth.broken += 1
                written += 1
                continue
            start = f"203.0.113.{dice.randrange(256)} " + before.format(second * 60 // BLOCK)
            block += [start + line for line in ending.lines]
            written += len(ending.lines)
            truth.requests += len(ending.lines)
            truth.robots += ending.is_robot * len(ending.lines)
            truth.short.update([ending.short] if ending.short else ())
        yield "".join(f"{line}\n" for line in block).encode()


def _ending(dice: random.Random) -> Ending:
    """Of a hundred twenty are of robots, six come by a campaign, the others ask for pages and what belongs to them."""
    chance = dice.random()
    page = dice.choice(PAGES)
    if chance < 0.2:
        return Ending((_asked(dice, page, 200, "-", dice.choice(ROBOTS)),), is_robot=True)
    agent = dice.choice(BROWSERS)
    if chance < 0.26:
        code, channel = dice.choice(CODES), dice.choice(CHANNELS)
        short = dice.choice((f"/go/{code}/{channel}", f"/go/{code.title()}/{channel.upper()}"))
        tagged = f"/campaigns/{code}/?utm_source={channel}&utm_medium=campaign&utm_campaign={code}"
        return Ending(
            (_asked(dice, short, 302, "-", agent), _asked(dice, tagged, 200, "-", agent)), short=f"{code}/{channel}"
        )
    if chance < 0.6:
        return Ending((_asked(dice, page, 200, f"https://careers.example{dice.choice(PAGES)}", agent),))
    return Ending((_asked(dice, dice.choice(FILES), 200, f"https://careers.example{page}", agent),))


def _asked(dice: random.Random, target: str, status: int, referer: str, agent: str) -> str:
    return f'GET {target} HTTP/1.1" {status} {dice.randrange(200, 60_000)} "{referer}" "{agent}"'
