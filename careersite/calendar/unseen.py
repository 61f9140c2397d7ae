"""The views of a site come in; what is wrong with texts that nobody sees now is told: unsound ones, later ones."""

from __future__ import annotations

from careersite.fields import resolve_fields
from careersite.problem import Problems
from careersite.text.safe_links import is_safe
from careersite.view import Look, Views


def check_unsound(views: Views, problems: Problems) -> None:
    """Tells which links of invalid pages lead nowhere, so that an editor hears of all mistakes at once."""
    for names in views.site.content.unsound:
        look = Look(views, names.path, problems)
        for target, line in names.links:
            if is_safe(target):
                look.link(target, line)


def check_coming(views: Views, problems: Problems) -> None:
    """Tells now what would be an error on the day on which something appears, so that no build fails overnight."""
    for page in views.site.coming:
        own = Problems()
        look = Look(views, page.source.path, own, page.address)
        resolve_fields(page.content_type.fields, page.values, look)
        look.filling(page.body, page.source.text_line - 1)
        for use in page.components:
            resolve_fields(use.component.fields, use.values, look)
        problems.extend(problem for problem in own.all if problem.severity == "error")
