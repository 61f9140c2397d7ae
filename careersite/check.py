"""The finished files come in; out go the problems that only the whole site shows, by asking each check."""

from __future__ import annotations

from careersite.checks import CHECKS, SLOWER_CHECKS
from careersite.model import Rendered, Site
from careersite.output_path import contents_by_path
from careersite.problem import Problems
from careersite.studio import Studio


def check(site: Site, rendered: Rendered, studio: Studio, problems: Problems, *, slower: bool = False) -> None:
    """Asks every check; the slower ones where asked for."""
    if not rendered.files:
        return
    contents_by_path(rendered.files.values(), problems)  # tells of paths that some computer could not hold
    for one in (*CHECKS, *SLOWER_CHECKS) if slower else CHECKS:
        one(site, rendered, studio, problems)
