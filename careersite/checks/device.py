"""What scripts do on the reader's device is told to the team, and the privacy notice leaves none of it out."""

from __future__ import annotations

from careersite.addresses import output_path_of
from careersite.content_types.notice import NOTICE
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def device(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    found = studio.conduct(rendered.inspections)
    for means, paths in {**found.keeps, **found.sends}.items():
        keeps = means in found.keeps
        what = "keep something on the reader’s device" if keeps else "send data while somebody reads"
        problems.warning(
            "device",
            f'A script uses "{means}", by which it can {what}.',
            "The law asks for the reader’s consent first, unless they asked for it themselves. Ask a developer."
            if keeps
            else "The privacy notice says so now; ask a developer what is sent, and write it there.",
            file=_source(paths[0], rendered),
        )
    for page in site.pages:
        if page.content_type is NOTICE:
            _check_notice(page, site, rendered, studio, problems)


def _check_notice(page: Page, site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    """What the notice was made from are the pages; a file that is no page must not do more than they."""
    pages = {output_path_of(one.address) for one in site.pages}
    for path, inspection in rendered.inspections.items():
        if path not in pages and (inspection.asks or inspection.films or inspection.means):
            problems.error(
                "device",
                f"/{path} asks for something, or does something on the reader’s device, and {page.address} says "
                "nothing of it.",
                "Take it out of the template of that file. Ask a developer.",
                file=page.source.path,
            )


def _source(path: str, rendered: Rendered) -> str:
    file = rendered.files.get(path)
    return (file.source_path if file else "") or f"assets/{path}"
