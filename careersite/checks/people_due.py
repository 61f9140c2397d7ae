"""People whose record ends soon or awaits confirmation, each with what to do; a build only names them in a line."""

from __future__ import annotations

from careersite.calendar.dates import day_in_words
from careersite.model import Rendered, Site
from careersite.people.register import REMINDERS
from careersite.problem import Problems
from careersite.studio import Studio


def people_due(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    register, today = site.content.register, site.as_of.date()
    for day, person in register.ending(today):
        when = f"in {(day - today).days} days, on {day_in_words(day)}" if day > today else f"today, {day_in_words(day)}"
        last = "This is the last reminder: ask" if day - today <= REMINDERS[1] else "Ask"
        message = f"What {person.name} agreed to ends {when}; then it is withheld."
        hint = f"{last} whether it may go on, then set a new until."
        problems.warning("consent-ends", message, hint, file=register.path, line=person.line)
    for person in register.awaiting():
        message = f"What {person.name} said was published elsewhere, and nobody has confirmed it with them yet."
        hint = "Ask them; then fill in confirmed: with the day, and agreed: with what they agreed to."
        problems.warning("awaits-confirmation", message, hint, file=register.path, line=person.line)
