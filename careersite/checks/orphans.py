"""Pages that no other page leads to: nobody finds them who does not have the address."""

from __future__ import annotations

from careersite.addresses import output_path_of, split_target
from careersite.content_types.campaign import CAMPAIGN
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def orphans(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    reached = {"index.html"}
    to_see = ["index.html"]
    while to_see:
        inspection = rendered.inspections.get(to_see.pop())
        for url in inspection.links if inspection else ():
            path = output_path_of(split_target(url)[0]) if url.startswith("/") else ""
            if path in rendered.inspections and path not in reached:
                reached.add(path)
                to_see.append(path)
    lost = [page for page in site.pages if output_path_of(page.address) not in reached and not _is_apart(page)]
    lists = [page for page in lost if page.content_type.name == "people"]
    for page in lost:
        hint = "Link to it from another page, or add it to a menu."
        if page in lists[1:]:
            continue  # what leads to one list of people leads to all
        if page in lists:
            hint = "Show all lists of people on a page of yours: write a line ::: people-filters and a line :::"
        elif page.content_type is CAMPAIGN:
            hint = 'List all campaigns on a page of yours: write a line ::: cards, a line "of: campaign" and a line :::'
        problems.warning("orphan", f"No page leads to {page.address}.", hint, file=page.source.path)


def _is_apart(page: Page) -> bool:
    """A campaign that search engines are to leave out is for those alone who have its short address."""
    return page.content_type is CAMPAIGN and page.values["no_index"]
