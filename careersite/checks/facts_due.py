"""Facts past their review date, each with its owner; a build says only how many there are."""

from __future__ import annotations

from careersite.dates import day_in_words
from careersite.facts import FACTS_PATH
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def facts_due(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    today = site.as_of.date()
    for fact in site.content.facts.by_name.values():
        if fact.review_by < today:
            problems.warning(
                "review-due",
                f'"{fact.name}" was to be reviewed by {day_in_words(fact.review_by)}.',
                f"{fact.owner}: see whether it still holds, then set a new review_by.",
                file=FACTS_PATH,
                line=fact.line,
            )
