"""A page comes in; out goes the short link through which its buttons to apply lead, so that the log counts them."""

from __future__ import annotations

from careersite.campaigns.run import CLOSED
from careersite.campaigns.short_links import APPLY, short_address
from careersite.fields import Plain
from careersite.model import Page, Site


def counted_apply(site: Site, page: Page | None = None) -> str | None:
    """/go/apply, or that of a campaign on its page; None where applying is on this site, or no server counts.

    On a host without rules it would be one page more on the way, and nobody could read how often it was asked for.
    """
    settings = site.content.settings
    if settings.needs_pages_for_rules or not (settings.values["apply"] or {}).get("address"):
        return None
    code = _code_of(page, site)
    return _printed(site, code if page and not _acts_elsewhere(page) else "")


def with_counted_action(action: Plain, page: Page, site: Site) -> Plain:
    """The button of a campaign as its page shows it; one that leads elsewhere is counted in the same way."""
    if not action or site.content.settings.needs_pages_for_rules:
        return action
    to, code = action["to"], _code_of(page, site)
    is_counted = to and code and _acts_elsewhere(page) and str(to["address"]).startswith("https://")
    return {**action, "to": {**to, "counted": _printed(site, code)}} if is_counted else action


def _code_of(page: Page | None, site: Site) -> str:
    """The code of a campaign that has not closed: afterwards it leads to its own page, and no button leads there."""
    return next((one.code for one in site.campaigns if one.page is page and one.state != CLOSED), "")


def _printed(site: Site, code: str) -> str | None:
    wanted = short_address(APPLY, code) if code else short_address(APPLY)
    return next((link.printed for link in site.short_links if link.address == wanted), None)


def _acts_elsewhere(page: Page) -> bool:
    """True for a campaign whose button leads to something else than the place to apply."""
    to = (page.values.get("action") or {}).get("to")
    return to is not None and to.text != APPLY
