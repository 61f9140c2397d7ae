"""A reward and a day come in; out go whether it is offered then, and what about the offer an editor has to know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from careersite.calendar.clock import first_moment, last_moment
from careersite.calendar.closings import shown_instant
from careersite.calendar.dates import day_in_words
from careersite.content_types.reward import REWARD
from careersite.facts.facts import Facts
from careersite.fields import Plain
from careersite.model import Page
from careersite.problem import Problems


def offer(page: Page, at: datetime, zone: ZoneInfo) -> dict[str, Plain]:
    """When the offer of a reward begins and ends, and whether it has; nothing for other pages."""
    if page.content_type is not REWARD:
        return {}
    first, last = page.values["valid_from"], page.values["valid_to"]
    begins = shown_instant(first_moment(first, zone), at, zone) if first else None
    ends = shown_instant(last_moment(last, zone), at, zone) if last else None
    return {
        "begins": begins,
        "ends": ends,
        "not_yet": bool(begins and not begins["is_past"]),
        "ended": bool(ends and ends["is_past"]),
    }


def turns(page: Page) -> tuple[tuple[str, date], ...]:
    """The days with which what the page says of its offer changes, each with the field that says so."""
    if page.content_type is not REWARD:
        return ()
    first, last = page.values["valid_from"], page.values["valid_to"]
    days = (("valid_from", first), ("valid_to", last + timedelta(days=1) if last else None))
    return tuple((field, day) for field, day in days if day)


def check_offers(rewards: Iterable[Page], facts: Facts, today: date, problems: Problems) -> None:
    """Warns of live rewards whose offer has ended, or whose instalments are not the whole sum."""
    for page in rewards:
        last = page.values["valid_to"]
        if last and last < today:
            problems.warning(
                "offer-ended",
                f"This offer ended on {day_in_words(last)}, and its page now says so.",
                'Set a new "valid_to" where it goes on, or take the page away with "expires" or "draft: yes".',
                file=page.source.path,
                line=page.source.fields.lines["valid_to"],
            )
        _check_instalments(page, facts, problems)


def _check_instalments(page: Page, facts: Facts, problems: Problems) -> None:
    parts = _pounds([one["amount"].text for one in page.values["instalments"]], facts)
    whole = _pounds([page.values["amount"].text], facts)
    if parts and whole and sum(parts) != whole[0]:
        problems.warning(
            "instalments",
            f'The instalments come to {_in_words(sum(parts))}, but "amount" is {_in_words(whole[0])}.',
            "Name the facts that make up the whole sum, or mend the sums in content/facts.yml.",
            file=page.source.path,
            line=page.source.fields.lines["instalments"],
        )


def _pounds(names: Sequence[str], facts: Facts) -> tuple[Decimal, ...]:
    """The sums that these facts hold; empty where one of them is no sum of pounds."""
    values = [facts.value(name) or "" for name in names]
    if not all(re.fullmatch(r"£[0-9,]+(\.[0-9]+)?", value) for value in values):
        return ()
    return tuple(Decimal(value.strip("£").replace(",", "")) for value in values)


def _in_words(pounds: Decimal | int) -> str:
    return f"£{pounds:,.2f}".removesuffix(".00")
