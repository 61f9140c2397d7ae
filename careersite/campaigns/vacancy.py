"""The one job that a campaign advertises: what is wrong with it, what its page shows, and what search engines are told.

Search engines list it only while it is open and complete; else the page alone shows it, and the build says what is
missing. The page and they are given the same values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from careersite.calendar.clock import deadline, first_moment
from careersite.calendar.closings import shown_instant
from careersite.calendar.dates import day_in_words
from careersite.campaigns.campaign import campaign, runs_of, values_of_runs
from careersite.campaigns.run import CLOSING, OPEN
from careersite.content_types.campaign import CAMPAIGN
from careersite.fields import Plain
from careersite.front_matter import Mapping as Fields
from careersite.kinds import When
from careersite.model import Campaign, Content, Page
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH, Settings

CODE = "vacancy"
HOURS = {
    "full-time": ("Full-time", "FULL_TIME"),
    "part-time": ("Part-time", "PART_TIME"),
    "temporary": ("Temporary", "TEMPORARY"),
    "casual": ("Casual", "OTHER"),
}


def check_vacancies(content: Content, at: datetime, problems: Problems) -> None:
    """What cannot be meant is an error; what keeps a vacancy out of search engines a warning that says why."""
    settings = content.settings_as_written
    for page in content.as_written:
        if page.content_type is CAMPAIGN and page.values["vacancy"]:
            before = problems.mistakes
            _check_values(page, settings.zone, problems)
            if not page.values["draft"] and problems.mistakes == before:
                _tell_missing(campaign(page, at, settings), at, settings, problems)


def _check_values(page: Page, zone: ZoneInfo, problems: Problems) -> None:
    values, node = page.values["vacancy"], page.source.fields.entries["vacancy"]
    last, told = runs_of(page, zone)[-1].closes, []
    if values["salary_to"] and values["salary_to"] < values["salary_from"]:
        hint = "Exchange the two sums, or mend the wrong one."
        told.append(("salary_to", '"salary_to" is below "salary_from".', hint))
    if last and first_moment(values["posted"], zone) >= last:
        hint = "Mend the day that is wrong."
        told.append(("posted", '"posted" lies after the day on which the campaign closes.', hint))
    if _bare(values["description"]) == _bare(values["title"]):
        hint = "Describe the job: what one does in it, and what it asks for."
        told.append(("description", '"description" says no more than "title".', hint))
    for name, message, hint in told:
        line = node.lines[name] if isinstance(node, Fields) else 0
        problems.error(CODE, message, hint, file=page.source.path, line=line)


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def _tell_missing(one: Campaign, at: datetime, settings: Settings, problems: Problems) -> None:
    missing = _missing(one, at, settings)
    if missing and one.state in (OPEN, CLOSING) and not one.page.values["no_index"]:
        line = one.page.source.fields.lines["vacancy"]
        message = f"Search engines are not told of this vacancy: {missing[0]}"
        problems.warning(CODE, message, missing[1], file=one.page.source.path, line=line)


def _missing(one: Campaign, at: datetime, settings: Settings) -> tuple[str, str] | None:
    """What keeps an open vacancy from being complete, and what to do."""
    closes, posted = _closes(one), one.page.values["vacancy"]["posted"]
    ways: Mapping[str, Any] = settings.values["apply"] or {}
    if closes is None:
        return (
            "it has no closing date.",
            'Add "closes" to the campaign, or to its edition, as no job is listed without.',
        )
    if first_moment(posted, settings.zone) > at:
        return f"it is advertised only from {day_in_words(posted)}.", 'Mend "posted", if it is advertised already.'
    ends: When | None = ways.get("closes")
    if ends and deadline(ends, settings.zone) < deadline(closes, settings.zone):
        hint = "Let both close at the same time."
        return "applications close earlier, as site.yml says, than the campaign does.", hint
    if one.run.closes and first_moment(posted, settings.zone) >= one.run.closes:
        return "it was advertised only after this edition had closed.", 'Mend "posted", or the days of the edition.'
    button = (one.page.values["action"] or {}).get("to")
    if not (button or ways.get("address") or ways.get("page")):
        hint = f'Fill in "apply" in {SETTINGS_PATH}, or write an "action" with "to" here.'
        return "nothing on the page leads to where one applies.", hint
    return None


def _closes(one: Campaign) -> When | None:
    """The deadline that an editor has written; the end of an event is none."""
    _, values = values_of_runs(one.page)[one.runs.index(one.run)]
    closes: When | None = values["closes"]
    return closes


# What is shown


def shown_vacancy(one: Campaign, values: Plain, at: datetime, settings: Settings) -> Plain:
    """What the page shows of it while it is open, else None; `is_listed` where search engines are told."""
    if values is None or one.state not in (OPEN, CLOSING):
        return None
    return {
        **values,
        "salary": _salary(values),
        "hours": HOURS[values["hours"]][0],
        "employment": HOURS[values["hours"]][1],
        "closes": shown_instant(one.run.closes, at, settings.zone) if one.run.closes else None,
        "is_listed": not one.page.values["no_index"] and _missing(one, at, settings) is None,
    }


def _salary(values: Mapping[str, Plain]) -> str:
    """£38,000 to £42,000 a year"""
    sums = dict.fromkeys(f"£{sum_:,}" for sum_ in (values["salary_from"], values["salary_to"]) if sum_)
    return f"{' to '.join(sums)} {'an' if values['per'] == 'hour' else 'a'} {values['per']}"
