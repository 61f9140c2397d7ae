"""The sitemap and the feed are well-formed XML, and every page is UTF-8 with its doctype first."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio


def well_formed(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for path, file in rendered.files.items():
        if path.endswith(".xml"):
            try:
                ET.fromstring(file.content)  # noqa: S314 - our own output
            except ET.ParseError as fault:
                problems.error(
                    "xml", f"{path} is not well-formed: {fault}.", "Ask a developer.", file=f"templates/{path}"
                )
        elif path.endswith(".html") and not file.content.lower().startswith(b"<!doctype html>"):
            problems.error(
                "html",
                f"{path} does not start with <!doctype html>.",
                "Ask a developer.",
                file=file.source_path or path,
            )
