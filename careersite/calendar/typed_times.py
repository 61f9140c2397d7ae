"""All valid content comes in; what is odd about the times in it is told: hours that come twice or never, midnight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from careersite.calendar.clock import NEVER, TWICE, instant, local_time, oddity
from careersite.calendar.dates import moment_in_words, time_in_words, weekday_in_words
from careersite.campaigns.campaign import closes_for_good, values_of_runs
from careersite.component import WHEN_SHOWN
from careersite.fields import Kind, leaves
from careersite.kinds import Deadline, When
from careersite.model import Content, Page
from careersite.problem import Problems
from careersite.settings import SETTINGS, SETTINGS_PATH

Typed = tuple[str, Kind, When]


def check_times(content: Content, problems: Problems) -> None:
    """Warns of each time that an editor may have meant otherwise than it is taken, with how it is taken."""
    for file, kind, when in _typed(content):
        if isinstance(kind, Deadline) and when.time == time.min:
            before = moment_in_words(datetime.combine(when.day - timedelta(days=1), time(23, 59)))
            _tell_midnight(file, when, f"It is shown as {before}.", problems)
        elif when.time is not None:
            _tell_oddity(file, when, content, problems)
    for page in content.pages:
        for expires in (page.values["expires"], *(use.values["expires"] for use in page.components)):
            if expires and expires.time == time.min:
                _tell_midnight(page.source.path, expires, "It goes with the end of the day before.", problems)
        _tell_idle(page, content, problems)


def _tell_idle(page: Page, content: Content, problems: Problems) -> None:
    """What is never said, as the moment for it never comes."""
    named = [name for name in ("after_closing", "after_closing_page") if page.values[name]]
    if named and closes_for_good(page, content.settings.zone) is None:
        message = f'"{named[0]}" says what to do once the page is closed, but the page never closes.'
        hint = 'Add "closes" with the day, or delete this line.'
        line = page.source.fields.lines[named[0]]
        problems.warning("closing", message, hint, file=page.source.path, line=line)
    if page.values.get("before_opening") and not any(run["opens"] for _, run in values_of_runs(page)):
        message = '"before_opening" says what to do before it opens, but it is open from the start.'
        hint = 'Add "opens" with the day, or delete this line.'
        line = page.source.fields.lines["before_opening"]
        problems.warning("closing", message, hint, file=page.source.path, line=line)


def _typed(content: Content) -> Iterator[Typed]:
    found = [(SETTINGS_PATH, leaves(SETTINGS, content.settings.values))]
    for page in content.pages:
        path = page.source.path
        found.append((path, leaves(page.content_type.fields, page.values)))
        found += [(path, leaves((*use.component.fields, *WHEN_SHOWN), use.values)) for use in page.components]
    for file, values in found:
        yield from ((file, kind, value) for kind, value in values if isinstance(value, When))


def _tell_oddity(file: str, when: When, content: Content, problems: Problems) -> None:
    zone, typed = content.settings.zone, datetime.combine(when.day, when.time or time.min)
    odd = oddity(typed, zone)
    if not odd:
        return
    shown = f"{time_in_words(typed.time())} on {weekday_in_words(when.day)}"
    taken = local_time(instant(typed, zone), zone)
    said = {
        TWICE: (f"The clocks go back on that day, so {shown} comes twice.", "It counts as the second time."),
        NEVER: (f"The clocks go forward on that day, so {shown} never comes.",
                f"It counts as {time_in_words(taken.time())}."),
    }  # fmt: skip
    message, counts = said[odd]
    problems.warning("clock", message, f"{counts} Choose another hour to be plain.", file=file, line=when.line)


def _tell_midnight(file: str, when: When, taken: str, problems: Problems) -> None:
    problems.warning(
        "clock",
        f"00:00 is the very start of {weekday_in_words(when.day)}, not its end.",
        f"{taken} For the end of the day itself write {when.day.isoformat()} without a time.",
        file=file,
        line=when.line,
    )
