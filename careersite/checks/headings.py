"""Each page has one first heading, no level is skipped and no heading is empty: screen readers travel by them."""

from __future__ import annotations

from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def headings(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for path, inspection in rendered.inspections.items():
        where = rendered.files[path].source_path or path
        first = [text for level, text in inspection.headings if level == 1]
        if len(first) != 1:
            problems.error(
                "headings",
                f"The page has {len(first)} first-level headings instead of one.",
                "The title of a page is its one first-level heading; a layout prints it.",
                file=where,
            )
        before = 0
        for level, text in inspection.headings:
            if not text:
                problems.error("headings", "A heading of the finished page is empty.", "Give it words.", file=where)
            if level > before + 1 and before:
                problems.error(
                    "headings",
                    f'The heading "{text}" skips a level: h{level} follows h{before}.',
                    'Use one # less, or set "level" of the component it belongs to.',
                    file=where,
                )
            before = level
