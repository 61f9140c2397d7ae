"""No two pages share a title: in a list of tabs, results or history they could not be told apart."""

from __future__ import annotations

from careersite.addresses import stand_in_path
from careersite.host_rules import MISSING_PAGE
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def titles(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    first: dict[str, str] = {}
    # What only says that something moved or has gone is nobody's aim.
    passed_by = {stand_in_path(address) for address in (*site.redirects, *site.gone)}
    passed_by |= {f"{address.strip('/')}{MISSING_PAGE}" for address in site.gone}
    for path, inspection in rendered.inspections.items():
        if path in passed_by:
            continue
        where = rendered.files[path].source_path or path
        if inspection.title in first:
            problems.warning(
                "title",
                f'The title "{inspection.title}" is also that of {first[inspection.title]}.',
                "Change one of them.",
                file=where,
            )
        first.setdefault(inspection.title, where)
