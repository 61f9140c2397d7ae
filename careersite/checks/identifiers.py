"""No id stands twice on a page, or links and labels would lead wrong; no element carries script or style."""

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
        for style in inspection.style_attributes:
            problems.error(
                "script",
                f'The finished page carries style="{style[:60]}" in an element, which servers tell browsers to ignore.',
                "Give the element a class in the template, and the class a rule in its styles.",
                file=where,
            )
