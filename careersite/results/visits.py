"""Requests come in; out go counts by campaign, channel and week: arrivals, pages seen and clicks on apply.

Nobody is followed: no address and no identifier is kept, so no two requests are known to be of one person. Therefore:

- An arrival by a short link leaves two lines in the log: the short link, which is answered with a temporary redirect,
  and the tagged page it leads to. Which belong together cannot be known. So both are counted, in each week, campaign
  and channel, and the larger number is that of the arrivals: nothing is counted twice, and a tagged link that was
  followed without a short one counts too. A permanent redirect (301, 308) is none of ours: the server only puts an
  address right, such as http to https, and the request comes again.
- A page is seen where it is tagged, where a tagged page or the page of a campaign led to it, and where it is the page
  of a campaign. Who goes on from the second page is no longer known to have come by a campaign.
- A click on apply is a request of /go/apply. Its campaign is in it (/go/apply/CODE), or is that of the page it came
  from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, unquote
from zoneinfo import ZoneInfo

from careersite.campaigns.short_links import APPLY
from careersite.results.access_log import Piece
from careersite.results.agents import is_robot
from careersite.results.links import NONE, OTHER, Links
from careersite.results.log_lines import Request, path_and_query
from careersite.results.log_reading import read_piece

Kind = Literal["short", "tagged", "seen", "apply"]
Visit = tuple[Kind, str, str]
"""Kind, campaign and channel."""

# Anybody can ask for a page with a tag of their own; a million of them must fill neither the memory nor the table.
MOST_STRANGERS = 20
_REFERER = re.compile(r"https?://[^/?#]+([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)

_LONGEST_REMEMBERED = 600
_FOUND = frozenset({200, 304})
_LED_ON = frozenset({302, 303, 307}) | _FOUND


class Bucket(NamedTuple):
    """What is counted together; `week` is the Monday it begins with."""

    campaign: str
    channel: str
    week: date
    kind: Kind


@dataclass
class Tally:
    """Counts, which add up: of one piece of a log or of all logs. Nothing in it tells of a single request."""

    requests: int = 0
    robots: int = 0
    ahead: int = 0
    """What browsers fetched beforehand, and requests for the head alone, among those that would have counted."""
    unreadable: int = 0
    first_unreadable: tuple[str, int] | None = None
    days: set[date] = field(default_factory=set)
    """On which something was asked for, on the clocks of the site."""
    buckets: Counter[Bucket] = field(default_factory=Counter)

    def add(self, more: Tally, strangers: Strangers) -> None:
        self.requests += more.requests
        self.robots += more.robots
        self.ahead += more.ahead
        self.unreadable += more.unreadable
        self.first_unreadable = self.first_unreadable or more.first_unreadable
        self.days |= more.days
        for bucket, count in more.buckets.items():
            self.buckets[strangers.known(bucket)] += count


class Strangers:
    """Lets in the first few names that are not of this site; the others are one."""

    def __init__(self, links: Links) -> None:
        self._campaigns = {NONE, OTHER, *links.titles}
        self._channels = {NONE, OTHER, links.bare, *links.channel_titles}
        self._most = (len(self._campaigns) + MOST_STRANGERS, len(self._channels) + MOST_STRANGERS)

    def known(self, bucket: Bucket) -> Bucket:
        campaign = self._let_in(bucket.campaign, self._campaigns, self._most[0])
        channel = self._let_in(bucket.channel, self._channels, self._most[1])
        if (campaign, channel) == (bucket.campaign, bucket.channel):
            return bucket
        return Bucket(campaign, channel, bucket.week, bucket.kind)

    @staticmethod
    def _let_in(name: str, known: set[str], most: int) -> str:
        if name not in known and len(known) >= most:
            return OTHER
        known.add(name)
        return name


def tally_of(piece: Piece, links: Links) -> Tally:
    """The counts of one piece."""
    reading = read_piece(piece, links.marks)
    tally = Tally(
        requests=reading.agents.total(),
        robots=sum(count for agent, count in reading.agents.items() if is_robot(agent)),
        unreadable=reading.unreadable,
        first_unreadable=(piece.log, reading.first_unreadable) if reading.first_unreadable else None,
        days={day_of(minute, links.zone) for minute in reading.minutes},
    )
    by_minute: Counter[tuple[datetime, tuple[Visit, ...]]] = Counter()
    for request in reading.requests:
        if is_robot(request.agent) or not (visits := visits_of(request, links)):
            continue
        if request.is_ahead or request.method != "GET":
            tally.ahead += 1
        else:
            by_minute[request.minute, visits] += 1
    for (minute, visits), count in by_minute.items():
        day = day_of(minute, links.zone)
        week = day - timedelta(days=day.weekday())
        for kind, campaign, channel in visits:
            tally.buckets[Bucket(campaign, channel, week, kind)] += count
    return tally


@lru_cache(maxsize=4096)
def day_of(minute: datetime, zone: str) -> date:
    """The day that it was on the clocks of that zone."""
    return minute.astimezone(ZoneInfo(zone)).date()


def visits_of(request: Request, links: Links) -> tuple[Visit, ...]:
    """What a request counts as, by what it asked for, how it was answered, and the page that led to it."""
    said = request.target, request.status, request.referer
    if len(request.target) + len(request.referer) > _LONGEST_REMEMBERED:
        return tuple(_visits(*said, links))
    return _remembered(*said, links)


@lru_cache(maxsize=8192)
def _remembered(target: str, status: int, referer: str, links: Links) -> tuple[Visit, ...]:
    return tuple(_visits(target, status, referer, links))


def _visits(target: str, status: int, referer: str, links: Links) -> Iterator[Visit]:
    path, query = path_and_query(target)
    parts = [part.strip() for part in unquote(path).casefold().split("/") if part.strip()]
    if parts[:1] == ["go"]:
        yield from _short(parts[1:], referer, links) if status in _LED_ON else ()
    elif status in _FOUND and _is_page(parts):
        if tags := _tags(query, links):
            yield ("tagged", *tags)
            yield ("seen", *tags)
        elif came_from := _came_from(referer, links):
            yield ("seen", *came_from)
        elif code := links.addresses.get("/" + "/".join(parts)):
            yield ("seen", code, NONE)


def _short(parts: Sequence[str], referer: str, links: Links) -> Iterator[Visit]:
    code, behind = (*parts, "", "")[:2]
    if code == APPLY and behind:
        campaign, tags = links.campaign(behind), _tags(_referer(referer)[1], links)
        yield ("apply", campaign, tags[1] if tags and tags[0] == campaign else NONE)
    elif code == APPLY:
        yield ("apply", *(_came_from(referer, links) or (NONE, NONE)))
    elif code:
        yield ("short", links.campaign(code), links.channel(behind))


def _is_page(parts: Sequence[str]) -> bool:
    """Styles and pictures, which a page fetches by itself, have an ending; addresses of pages have none, or .html."""
    return not parts or "." not in parts[-1] or parts[-1].endswith((".html", ".htm"))


def _tags(query: str, links: Links) -> tuple[str, str] | None:
    if "utm_" not in query:
        return None
    try:
        told = dict(reversed(parse_qsl(query[:2000], encoding="utf-8", errors="replace", max_num_fields=50)))
    except ValueError:
        return None
    campaign = told.get("utm_campaign", "").strip()
    if not campaign:
        return None
    return links.campaign(campaign), links.tagged_channel(told.get("utm_source", ""), told.get("utm_medium", ""))


def _came_from(referer: str, links: Links) -> tuple[str, str] | None:
    path, query = _referer(referer)
    tags = _tags(query, links)
    # Any page of any site may have tags in its address; only those of our campaigns tell that it is ours.
    if tags and tags[0] in links.titles:
        return tags
    code = links.addresses.get(unquote(path).casefold().rstrip("/"))
    return (code, NONE) if code else None


def _referer(referer: str) -> tuple[str, str]:
    """The path and the query of the page that led here."""
    found = _REFERER.match(referer)
    return (found[1], found[2] or "") if found else ("", "")
