"""The finished files come in; out go the problems that only the whole site shows, by asking each check."""

from __future__ import annotations

from careersite.checks import CHECKS, SLOWER_CHECKS
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def check(site: Site, rendered: Rendered, studio: Studio, problems: Problems, *, slower: bool = False) -> None:
    """Asks every check; the slower ones where asked for."""
    if not rendered.files:
        return
    for one in (*CHECKS, *SLOWER_CHECKS) if slower else CHECKS:
        one(site, rendered, studio, problems)
