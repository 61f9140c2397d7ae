"""Facts whose review is due soon or past, each with its owner; a build tells them in one line."""

from __future__ import annotations

from careersite.facts.facts import FACTS_PATH
from careersite.facts.reviews import reviews, told
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def facts_due(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    is_strict = site.content.settings.values["strict_facts"]
    for review in reviews(site.content.facts, site.as_of.date()):
        if review.is_past and is_strict:
            continue  # told as a mistake when the site was planned
        code = "review-due" if review.is_past else "review-soon"
        problems.warning(code, *told(review), file=FACTS_PATH, line=review.line)
