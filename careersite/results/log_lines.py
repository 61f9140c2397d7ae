"""A line of an access log comes in, in any of four forms; out goes the request that it tells of, or None.

The forms: combined, as nginx and Apache write it, also with the name of the site in front and more fields behind; W3C
extended, as IIS and CloudFront write it; and a JSON object, by the table of names below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from careersite.results.access_log import Directives

# In an order in which nothing has to be tried twice (the doubled plus signs): a megabyte takes some ten milliseconds.
_IN_QUOTES = rb'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+'
_TIME = rb"\[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]"
_BEHIND_THE_TIME = rb' "(?:%Q)" [1-5]\d\d (?:\d++|-) "(?:%Q)" ("%Q")'.replace(b"%Q", _IN_QUOTES)
# For each line one match, of which the groups are the time and the agent, in its quotes; both are empty for a line that
# is not combined.
LINES = re.compile(rb"^(?:[^\[\n]*+(" + _TIME + rb")" + _BEHIND_THE_TIME + rb".*+|.*+)$", re.MULTILINE)
# The user's name, or the address of a site in IPv6, may hold a bracket too.
_COMBINED = re.compile(
    rb"^.*?(%T)".replace(b"%T", _TIME)
    + rb' "(%Q)" ([1-5]\d\d) (?:\d++|-) "(%Q)" "(%Q)"(.*)$'.replace(b"%Q", _IN_QUOTES)
)
_MONTHS = {name.encode(): n for n, name in enumerate(
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1)}  # fmt: skip
# Purpose and Sec-Purpose where they are logged: https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header
_AHEAD = re.compile(r"\b(?:prefetch|prerender|preview)", re.IGNORECASE)
_AHEAD_BEHIND = re.compile(rb'"(?:prefetch|prerender|preview)[^"]*"', re.IGNORECASE)
# The Line Islands are 14 hours ahead of UTC, and no clock differs by more.
FURTHEST = timedelta(hours=14)
_VALUES = re.compile(rb'"[^"]*"|\S+')
_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)

# What programs call the parts of a request: nginx (as its guides write log_format), Caddy, Traefik, Cloudflare, Vercel,
# Google, Azure Front Door. In small letters, with _ for -; a point stands between the name of an object and that of its
# entry.
NAMES = {
    "time": (
        "time_iso8601", "time_local", "time", "timestamp", "@timestamp", "ts", "msec", "edgestarttimestamp", "startutc",
        "proxy.timestamp", "datetime", "date",
    ),
    "request": ("request", "request_line", "requestline"),
    "method": (
        "request_method", "method", "request.method", "clientrequestmethod", "proxy.method", "requestmethod",
        "httprequest.requestmethod", "http.request.method", "http_method", "verb", "properties.httpmethod",
    ),
    "target": (
        "request_uri", "uri", "request.uri", "clientrequesturi", "proxy.path", "requestpath", "httprequest.requesturl",
        "url", "path", "clientrequestpath", "url.original", "request_path", "properties.requesturi",
    ),
    "query": ("args", "query_string", "query", "querystring"),
    "status": (
        "status", "status_code", "edgeresponsestatus", "proxy.statuscode", "downstreamstatus", "httprequest.status",
        "statuscode", "responsestatuscode", "response_status", "http.response.status_code", "response.status",
        "properties.httpstatuscode",
    ),
    "agent": (
        "http_user_agent", "user_agent", "useragent", "request.headers.user_agent", "clientrequestuseragent",
        "proxy.useragent", "request_user_agent", "httprequest.useragent", "agent", "user_agent.original",
        "requestuseragent", "properties.useragent",
    ),
    "referer": (
        "http_referer", "referer", "referrer", "http_referrer", "request.headers.referer", "clientrequestreferer",
        "proxy.referer", "request_referer", "httprequest.referer", "requestreferer", "properties.referer",
    ),
    "purpose": (
        "http_sec_purpose", "sec_purpose", "request.headers.sec_purpose", "http_purpose", "purpose", "x_purpose",
        "request.headers.purpose", "request.headers.x_purpose", "http_x_purpose", "http_x_moz", "request.headers.x_moz",
        "request_sec_purpose", "request_purpose", "requestheaders.sec_purpose", "requestheaders.purpose",
    ),
}  # fmt: skip
_W3C_PURPOSES = ("cs(sec-purpose)", "cs(purpose)", "cs(x-purpose)", "cs(x-moz)")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, how it was answered and by what program it was asked; of the asker nothing else is read.

    `minute` is in UTC. `referer` is the page that led here; it is looked at for tags and then forgotten.
    """

    minute: datetime
    method: str
    target: str
    status: int
    agent: bytes
    referer: str
    is_ahead: bool
    """Fetched by a browser in case somebody asks for it."""


def request_of(line: bytes, directives: Directives) -> Request | None:
    """The request of a line in any form."""
    line = line.strip()
    if line.startswith(b"{"):
        return _of_json(line)
    if directives.fields and (found := _of_w3c(line, directives)):
        return found
    return of_combined(line)


def path_and_query(target: str) -> tuple[str, str]:
    """The path and the query of what was asked for, which through a proxy may be a whole address."""
    path, _, query = _HOST.sub("", target, count=1).partition("?")
    return path, query


def of_combined(line: bytes) -> Request | None:
    found = _COMBINED.match(line)
    minute = found and minute_of(found[1][1:-1])
    if not found or not minute:
        return None
    _, request, status, referer, agent, behind = found.groups()
    method, _, target = request.decode("utf-8", "replace").partition(" ")
    target = target.rpartition(" HTTP/")[0] or target
    is_ahead = bool(_AHEAD_BEHIND.search(behind))
    return Request(minute, method, target, int(status), agent, referer.decode("utf-8", "replace"), is_ahead)


def minute_of(text: bytes) -> datetime | None:
    """b"22/Nov/2026:08:38:18 +0100" → 2026-11-22 07:38 in UTC."""
    return _minute(text[:17], text[21:])


@lru_cache(maxsize=4096)
def _minute(text: bytes, offset: bytes) -> datetime | None:
    try:
        day, month, year, hour, minute = (
            int(text[:2]), _MONTHS[text[3:6]], int(text[7:11]), int(text[12:14]), int(text[15:17])
        )  # fmt: skip
        away = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
        local = datetime(year, month, day, hour, minute, tzinfo=UTC)
        if away > FURTHEST:
            return None
        return _believable(local + away if offset.startswith(b"-") else local - away)
    except (ValueError, KeyError, OverflowError):
        return None


def _believable(moment: datetime) -> datetime | None:
    """No web server wrote a log before the Web; a clock gone wild must not make a table of a thousand years."""
    return moment if 1990 <= moment.year < 2100 else None


def _of_w3c(line: bytes, directives: Directives) -> Request | None:
    """Values by the names of their columns; servers write them as in an address, IIS with + for a space."""
    values = line.split(b"\t") if b"\t" in line else _values(line)
    places = _places(directives.fields)
    if len(values) != len(directives.fields):
        return None

    def said(name: str) -> str:
        value = values[places[name]] if name in places else b""
        return "" if value == b"-" else value.decode("utf-8", "replace")

    minute = _w3c_minute(said("date") if "date" in places else directives.day, said("time")[:5])
    status, target = said("sc-status"), said("cs-uri") or said("cs-uri-stem")
    if minute is None or not target or not _is_status(status):
        return None
    if query := said("cs-uri-query"):
        target += "?" + query
    is_ahead = any(name in places and _AHEAD.search(said(name)) for name in _W3C_PURPOSES)
    referer = said("cs(referer)")
    referer = referer if "://" in referer else unquote(referer)
    agent = _w3c_agent(said("cs(user-agent)"))
    return Request(minute, said("cs-method").upper(), target, int(status), agent, referer, is_ahead)


def _values(line: bytes) -> list[bytes]:
    return [value.strip(b'"') for value in _VALUES.findall(line)] if b'"' in line else line.split()


@lru_cache(maxsize=64)
def _places(fields: tuple[str, ...]) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(fields)}


def _w3c_agent(said: str) -> bytes:
    """CloudFront wrote them twice encoded for years."""
    agent = said.replace("+", " ")
    return (unquote(unquote(agent)) if "%" in agent else agent).encode()


@lru_cache(maxsize=4096)
def _w3c_minute(day: str, time: str) -> datetime | None:
    try:
        return _believable(datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=UTC))
    except ValueError:
        return None


def _is_status(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isdigit() and text[0] in "12345"


def _of_json(line: bytes) -> Request | None:
    try:
        told: dict[str, str] = {}
        _flatten(json.loads(line.decode("utf-8", "replace")), "", told)
    except (ValueError, RecursionError):
        return None
    present = _present(tuple(told))

    def said(part: str) -> str:
        return next((told[name] for name in present[part] if told[name]), "")

    method, target = said("method"), said("target")
    if not target and (request := said("request")):
        method, _, target = request.partition(" ")
        target = target.rpartition(" HTTP/")[0] or target
    minute, status = _json_minute(said("time")), said("status").partition(".")[0]
    if minute is None or not target or not _is_status(status):
        return None
    if "?" not in target and (query := said("query")):
        target += "?" + query.removeprefix("?")
    is_ahead = any(_AHEAD.search(told[name]) for name in present["purpose"])
    agent = said("agent").encode("utf-8", "replace")
    return Request(minute, (method or "GET").upper(), target, int(status), agent, said("referer"), is_ahead)


def _flatten(told: Any, before: str, into: dict[str, str]) -> None:
    """{"request": {"headers": {"User-Agent": ["x"]}}} → request.headers.user_agent: x"""
    if type(told) is not dict:
        raise ValueError("no object")
    for key, value in told.items():
        name = before + _key(key)
        if type(value) is dict:
            if before.count(".") < 3:
                _flatten(value, f"{name}.", into)
        elif type(value) is list:
            into[name] = str(value[0]) if value else ""
        elif value is not None and value != "-":
            into[name] = str(value)


@lru_cache(maxsize=1024)
def _key(key: str) -> str:
    return key[:100].lower().replace("-", "_")


@lru_cache(maxsize=256)
def _present(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The names that a line has, by what they stand for; most lines of a log have the same."""
    return {part: tuple(name for name in known if name in names) for part, known in NAMES.items()}


@lru_cache(maxsize=4096)
def _json_minute(text: str) -> datetime | None:
    """A time as text, or seconds since 1970 or thousandths, millionths or billionths of them, told by their size."""
    try:
        if re.fullmatch(r"\d+(\.\d+)?([eE]\+?\d+)?", text, re.ASCII):
            seconds = float(text)
            while seconds > 1e11:
                seconds /= 1000
            moment = datetime.fromtimestamp(seconds, UTC)
        elif "/" in text:
            return minute_of(text.encode())
        else:
            moment = datetime.fromisoformat(text)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return _believable(moment.replace(second=0, microsecond=0))
