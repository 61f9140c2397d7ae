"""What scripts do on the reader's device is told to the team, and the privacy notice leaves none of it out."""

from __future__ import annotations

from collections.abc import Sequence

from careersite.addresses import output_path_of
from careersite.content_types.notice import NOTICE
from careersite.likely_cause import LikelyCause, likely_cause
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems
from careersite.statement.conduct import Conduct
from careersite.studio import Studio


def device(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    found = studio.conduct(rendered.inspections)
    for means, paths in {**found.keeps, **found.sends}.items():
        keeps = means in found.keeps
        what = "keep something on the reader’s device" if keeps else "send data while somebody reads"
        cause = _cause(paths, site, rendered)
        problems.warning(
            "device",
            f'A script uses "{means}", by which it can {what}{_on(paths, cause)}.',
            "The law asks for the reader’s consent first, unless they asked for it themselves. Ask a developer."
            if keeps
            else "The privacy notice says so now; ask a developer what is sent, and write it there.",
            file=cause.file,
        )
    for page in site.pages:
        if page.content_type is NOTICE:
            _check_notice(page, site, rendered, studio, problems)
            _check_unwatched(page, found, site, rendered, problems)


def _check_unwatched(notice: Page, found: Conduct, site: Site, rendered: Rendered, problems: Problems) -> None:
    """Told until the notice says what the site's own scripts do."""
    if notice.values["scripts"]:
        return
    for what, paths in found.unwatched.items():
        cause = _cause(paths, site, rendered)
        problems.warning(
            "device",
            f"The program cannot tell what is done by {what}{_on(paths, cause)}, so {notice.address} promises nothing "
            "of what the pages keep, send and fetch.",
            f'Take it out; or ask a developer what it does, and write that below "scripts:" in {notice.source.path}.',
            file=cause.file,
        )


def _check_notice(page: Page, site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    """What the notice was made from are the pages; a file that is no page must not do more than they."""
    pages = {output_path_of(one.address) for one in site.pages}
    told = studio.conduct({path: one for path, one in rendered.inspections.items() if path in pages})
    others = [path for path in rendered.inspections if path not in pages]
    more = [path for path in others if _does_more(studio.conduct({path: rendered.inspections[path]}), told)]
    if more:
        cause = likely_cause(more, site, rendered)
        problems.error(
            "device",
            f"{cause.pages} asks for something, or does something on the reader’s device, and {page.address} says "
            "nothing of it."
            if len(more) == 1
            else f"These pages ask for something, or do something on the reader’s device, and {page.address} says "
            f"nothing of it: {cause.pages}.",
            "Take it out of the template. Ask a developer.",
            file=cause.file,
        )


def _does_more(one: Conduct, told: Conduct) -> bool:
    """True where a promise of the notice would not hold for this file."""
    return bool(
        (one.unwatched and not told.unwatched)
        or (one.asks and not told.asks)
        or (one.films_first and not told.films_first)
        or one.keeps.keys() - told.keeps.keys()
        or one.sends.keys() - told.sends.keys()
        or set(one.sends_to) - set(told.sends_to)
    )


def _cause(paths: Sequence[str], site: Site, rendered: Rendered) -> LikelyCause:
    """An asset is named itself; pages together."""
    asset = next((path for path in paths if path not in rendered.inspections), None)
    return LikelyCause(f"assets/{asset}", "") if asset else likely_cause(paths, site, rendered)


def _on(paths: Sequence[str], cause: LikelyCause) -> str:
    return f" (on {cause.pages})" if cause.pages and len(paths) > 1 else ""
