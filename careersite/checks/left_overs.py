"""No mark that a template or a component should have replaced is left on a page."""

from __future__ import annotations

from typing import Any

from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def left_overs(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for path, inspection in rendered.inspections.items():
        file = rendered.files[path]
        page = site.by_source.get(file.source_path)
        for text in inspection.left_over:
            line = _line(text, page) if page else 0
            problems.error(
                "left-over",
                f'The page /{path.removesuffix("index.html")} would show "{text}".',
                "A mark such as [[, {{ or ::: is not closed, or a template prints what is not there.",
                file=file.source_path or path,
                line=line,
            )


def _line(text: str, page: Any) -> int:
    for mark in ("{{", "{%", "[[", ":::"):
        place = page.source.text.find(mark) if mark in text else -1
        if place >= 0:
            return int(page.source.text_line + page.source.text.count("\n", 0, place))
    return 0
