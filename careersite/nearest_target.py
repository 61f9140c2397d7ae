"""A target that leads nowhere comes in; out goes what was meant, most likely."""

from __future__ import annotations

import difflib
import posixpath

from careersite.addresses import with_slash
from careersite.campaigns.short_links import is_short
from careersite.model import Site
from careersite.problem import suggestion


def hint_for(target: str, path: str | None, from_path: str, site: Site) -> str:
    """What to write in place of a link that leads to no page; `path` is the file that it names, where it names one."""
    moved = site.redirects.get(with_slash(target))
    if is_short(target):
        return "Link to the page itself: a short link is for paper and posts, and would count our own readers."
    if moved:
        return f"That page has moved; write {moved}"
    if target.startswith("/"):
        return suggestion(with_slash(target), site.by_address) or "See the addresses in public/sitemap.xml."
    if path is None:
        return "Links lead to files in content/, to addresses such as /routes/, or to https:// elsewhere."
    if target.startswith("www."):
        return f"For an address elsewhere write https://{target}"
    return nearest_file(path, from_path, site)


def nearest_file(path: str, from_path: str, site: Site) -> str:
    """The file that was meant, most likely: one of the same name elsewhere, or of nearly the same name."""
    paths = (*(f"content/{name}" for name in site.content.media), *site.by_source)
    known = {_stem(one): one for one in paths}
    near = difflib.get_close_matches(_stem(path), known, n=1, cutoff=0.6)
    here = posixpath.dirname(from_path)
    return f"Did you mean {posixpath.relpath(known[near[0]], here)}?" if near else f"There is no file {path}."


def _stem(path: str) -> str:
    return posixpath.basename(path).rpartition(".")[0] or posixpath.basename(path)
