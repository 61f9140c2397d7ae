"""Every page leads to the accessibility statement, as the law asks, and to the privacy notice, as readers expect."""

from __future__ import annotations

from careersite.addresses import output_path_of
from careersite.content_types.notice import NOTICE
from careersite.content_types.statement import STATEMENT
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def footer_links(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    passing = {output_path_of(address) for address in site.redirects}
    for page in site.pages:
        if page.content_type in (STATEMENT, NOTICE):
            _look(page, rendered, passing, problems)


def _look(page: Page, rendered: Rendered, passing: set[str], problems: Problems) -> None:
    without = [
        path
        for path, inspection in rendered.inspections.items()
        if path not in passing and page.address not in inspection.links
    ]
    if without:
        shown = ", ".join(f"/{path.removesuffix('index.html')}" for path in without[:3])
        more = f" and {len(without) - 3} more" if len(without) > 3 else ""
        problems.error(
            "footer-link",
            f"No link leads to {page.address} from {shown}{more}; every page needs one.",
            "The menu at the foot of templates/base.html shows it; ask a developer to put it back.",
            file=page.source.path,
        )
