"""No id stands twice on a page, or links and labels would lead to the wrong place; no element carries script."""

from __future__ import annotations

from collections import Counter

from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def identifiers(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for path, inspection in rendered.inspections.items():
        where = rendered.files[path].source_path or path
        for name, count in Counter(inspection.ids).items():
            if count > 1:
                problems.error(
                    "identifiers",
                    f'The id "{name}" stands {count} times on the finished page.',
                    "Two headings, footnotes or components share it: change the words of one.",
                    file=where,
                )
        for handler in inspection.handlers:
            problems.error(
                "script",
                f"The finished page carries script in an attribute: {handler[:60]}",
                "Take it out of the template.",
                file=where,
            )
