"""A Site comes in; out goes the list of its facts for who looks after them: age, review, owner, source and use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from careersite.facts.facts import Fact
from careersite.facts.reviews import DAYS_AHEAD, in_days
from careersite.model import Site

WIDEST = 28
ALWAYS = "always"
HEADINGS = ("fact", "value", "holds", "as at", "age", "review by", "owner", "source", "pages")


@dataclass(frozen=True, slots=True)
class Listed:
    """One value of one fact, ready for words and for JSON; days as 2026-12-01, `since` and `until` empty where open."""

    name: str
    value: str
    state: str
    since: str
    until: str
    as_at: str
    age: str
    review_by: str
    days_left: int
    owner: str
    source: str
    line: int
    used_on: Sequence[str] = ()


def listed(site: Site) -> tuple[Listed, ...]:
    """Every value in the order of facts.yml; `state` is now, past or to come; pages show what is now."""
    return tuple(_each(site, site.as_of.date()))


def used_on(site: Site) -> Mapping[str, tuple[str, ...]]:
    """The addresses of the live pages that show each fact."""
    return {name: tuple(page.address for page in pages) for name, pages in site.facts_used.items()}


def _each(site: Site, day: date) -> Iterator[Listed]:
    used = used_on(site)
    for name, values in site.content.facts.values.items():
        for one in values:
            state = _state(one, day)
            yield Listed(
                name, one.value, state, _iso(one.starts), _iso(one.until), one.as_at.words, age(one.as_at.iso, day),
                one.review_by.isoformat(), (one.review_by - day).days, one.owner, one.source.name, one.line,
                used.get(name, ()) if state == "now" else (),
            )  # fmt: skip


def _state(one: Fact, day: date) -> str:
    if one.holds_on(day):
        return "now"
    return "to come" if one.starts and one.starts > day else "past"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def age(as_at: str, day: date) -> str:
    """2022-08 → 4 years, 2026-01 → 10 months, 2019 → about 7 years: as exact as the date is known."""
    year, *rest = (int(part) for part in as_at.split("-"))
    if not rest:
        years = day.year - year
        return "this year" if years == 0 else f"about {_number(years, 'year')}" if years > 0 else "to come"
    months = (day.year - year) * 12 + day.month - rest[0] - (len(rest) > 1 and day.day < rest[1])
    if months < 1:
        return "to come" if months < -1 or (day.year, day.month) < (year, rest[0]) else "less than a month"
    return _number(months, "month") if months < 24 else _number(months // 12, "year")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def list_in_words(facts: Sequence[Listed], *, with_pages: bool) -> list[str]:
    """A table for the terminal; long words are cut, unless the pages are wanted too."""
    rows = [HEADINGS, *(_cells(one) for one in facts)]
    if not with_pages:
        rows = [tuple(_cut(cell) for cell in row) for row in rows]
    if all(_holds(one) == ALWAYS for one in facts):
        rows = [(*row[:2], *row[3:]) for row in rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    if not with_pages:
        return lines
    told = lines[:1]
    for line, one in zip(lines[1:], facts, strict=True):
        told += [line, *(f"    {address}" for address in one.used_on)]
    return told


def _cells(one: Listed) -> tuple[str, ...]:
    pages = str(len(one.used_on)) if one.state == "now" else one.state
    return one.name, one.value, _holds(one), one.as_at, one.age, _review(one), one.owner, one.source, pages


def _holds(one: Listed) -> str:
    if one.since and one.until:
        return f"{one.since} to {one.until}"
    return f"from {one.since}" if one.since else f"until {one.until}" if one.until else ALWAYS


def _review(one: Listed) -> str:
    if one.state == "past" or one.days_left > DAYS_AHEAD:
        return one.review_by
    late = f"{_number(-one.days_left, 'day')} ago" if one.days_left < 0 else in_days(one.days_left)
    return f"{one.review_by}, {late}"


def _cut(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…"
