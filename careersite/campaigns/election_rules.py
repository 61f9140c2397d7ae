"""Campaigns against the times before elections: one that runs in such a time needs an approval of its own.

Both are written by an editor, so a campaign without approval is told when it is written. As days pass an error can only
go, when the election is over, and never come.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from careersite.calendar.clock import first_moment, last_moment, local_time
from careersite.calendar.dates import day_in_words
from careersite.calendar.period import ALWAYS, Period, overlap, period
from careersite.campaigns.campaign import runs_of
from careersite.campaigns.pre_election import PreElection
from careersite.campaigns.run import Run
from careersite.content_types.campaign import CAMPAIGN
from careersite.model import Page
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH, Settings

CODE = "pre-election"
# An approval of the last election is none of this one.
LONGEST_AHEAD = timedelta(days=365)
THREE_LINES = (
    "approval:\n  by: who approved it, such as the monitoring officer\n  on: the day, such as {}\n"
    "  note: why it may run in that time"
)


def check_pre_election(pages: Iterable[Page], settings: Settings, at: datetime, problems: Problems) -> None:
    """Tells of each campaign that runs before an election without an approval, or with one that is old or late."""
    ahead = [one for one in settings.pre_elections if at < last_moment(one.last, settings.zone)]
    for page in pages:
        if ahead and page.content_type is CAMPAIGN and not page.values["draft"]:
            _check(page, ahead, settings.zone, at, problems)


def _check(page: Page, elections: Iterable[PreElection], zone: ZoneInfo, at: datetime, problems: Problems) -> None:
    shown = period(page.values, zone)
    for election in elections:
        there = first_moment(election.first, zone), last_moment(election.last, zone)
        running = [(run, lives) for run in runs_of(page, zone) if (lives := _shown_while(run, shown))]
        first = next(((run, lives) for run, lives in running if overlap(lives, there)), None)
        if first is None:
            continue
        run, lives = first
        if page.values["approval"] is None:
            _tell_missing(page, run, election, problems)
            continue
        begins = max(local_time(max(lives[0], there[0]), zone).date(), election.first)
        _check_day(page, election, begins, local_time(at, zone).date(), problems)


def _shown_while(run: Run, shown: Period) -> Period | None:
    """When the page can be seen in this run; None where it never can."""
    lives = max(run.opens or ALWAYS[0], shown[0]), min(run.closes or ALWAYS[1], shown[1])
    return lives if lives[0] < lives[1] else None


def _tell_missing(page: Page, run: Run, election: PreElection, problems: Problems) -> None:
    what = f'The edition "{run.name}" of this campaign' if run.name else "This campaign"
    runs = "runs" if run.closes else "never closes, and so runs"
    message = f"{what} {runs} in a time before an election that {SETTINGS_PATH} names: {election.words}."
    lines = THREE_LINES.format((election.first - timedelta(days=14)).isoformat())
    hint = (
        "Ask whoever approves publicity then, and write down what they said; or let it close before or open after.\n"
        + "\n".join(f"    {row}" for row in lines.split("\n"))
    )
    problems.error(CODE, message, hint, file=page.source.path, line=run.line)


def _check_day(page: Page, election: PreElection, begins: date, today: date, problems: Problems) -> None:
    """An old approval is an error; a late one a warning, as what has been public cannot be approved any more."""
    day: date = page.values["approval"]["on"]
    tell, hint = problems.warning, ""
    if day < election.first - LONGEST_AHEAD:
        message = (
            f"The approval of {day_in_words(day)} is more than a year older than the time before an election in which "
            f"this campaign runs: {election.words}."
        )
        tell, hint = problems.error, "Ask again, and write the new day."
    elif day > today:
        message = f"The approval is of {day_in_words(day)}, a day to come, so that nobody can have given it yet."
        hint = "Write the day on which it was given."
    elif day > begins:
        message = (
            f"The approval is of {day_in_words(day)}, but the campaign ran from {day_in_words(begins)} in the time "
            f"before an election: {election.words}."
        )
        hint = "Tell whoever approves publicity. If the day is wrong, mend it; next time ask before."
    if hint:
        tell(CODE, message, hint, file=page.source.path, line=page.source.fields.lines["approval"])
