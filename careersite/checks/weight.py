"""What a page needs before anything is seen fits into the first answer of a server; scripts and fonts stay small."""

from __future__ import annotations

from careersite.model import Rendered, Site
from careersite.page_weight import MOST_FIRST_VIEW, MOST_FONTS, MOST_SCRIPTS, PageWeight, page_weights
from careersite.problem import Problems
from careersite.studio import Studio


def weight(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for path, page in page_weights(rendered, studio.memo).items():
        where = rendered.files[path].source_path or path
        shown = f"/{path.removesuffix('index.html')}"
        if page.first_view > MOST_FIRST_VIEW:
            problems.warning("weight", _first_view(shown, page), _hint(page), file=where)
        if page.scripts > MOST_SCRIPTS:
            problems.warning(
                "weight",
                f"The scripts of {shown} are {page.scripts:,} bytes together; {MOST_SCRIPTS:,} are allowed.",
                "Ask a developer to make them smaller.",
                file=where,
            )
        if page.fonts > MOST_FONTS:
            problems.warning(
                "weight",
                f"The web fonts of {shown} are {page.fonts:,} bytes together; {MOST_FONTS:,} are allowed.",
                "Ask a developer to leave out the letters that are not used, or to use the reader's own fonts.",
                file=where,
            )


def _first_view(shown: str, page: PageWeight) -> str:
    return (
        f"{shown} takes {page.first_view:,} bytes before it is seen, compressed; {MOST_FIRST_VIEW:,} are allowed, "
        f"so that it is there at once on a slow phone. Its own text and markup are {page.html:,}, "
        f"the styles of the site {page.styles:,}."
    )


def _hint(page: PageWeight) -> str:
    if page.html >= page.styles:
        return "Make two pages of it, or shorten its longest table or list. It is published all the same."
    return "Ask a developer to make the styles smaller. It is published all the same."
