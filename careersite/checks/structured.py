"""The data for search engines is valid JSON with what each type requires, and says only what the page shows."""

from __future__ import annotations

import json
import re

from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio

REQUIRED = {
    "Organization": ("name", "url"),
    "BreadcrumbList": ("itemListElement",),
    "Article": ("headline", "url", "publisher"),
    "VideoObject": ("name", "description", "uploadDate", "contentUrl"),
    "JobPosting": (
        "title",
        "description",
        "datePosted",
        "validThrough",
        "hiringOrganization",
        "jobLocation",
        "baseSalary",
    ),
}
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def structured(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for path in rendered.inspections:
        where = rendered.files[path].source_path or path
        for found in _BLOCK.finditer(rendered.files[path].content.decode()):
            fault = _fault(found[1])
            if fault:
                problems.error(
                    "structured-data", f"The data for search engines {fault}.", "Ask a developer.", file=where
                )


def _fault(text: str) -> str:
    try:
        block = json.loads(text)
    except ValueError as error:
        return f"is not valid JSON: {error}"
    if not isinstance(block, dict):
        return "is no single thing with a type"
    if block.get("@context") != "https://schema.org" or block.get("@type") not in REQUIRED:
        return f'has the unknown type "{block.get("@type")}"'
    missing = [name for name in REQUIRED[block["@type"]] if not block.get(name)]
    return f"lacks {', '.join(missing)}" if missing else ""
