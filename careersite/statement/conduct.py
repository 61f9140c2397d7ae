"""Finished pages with their scripts and styles come in; out goes what they do on the reader's device, and with whom.

The privacy notice says this and nothing else of the pages, so that it stays true when the pages change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from careersite.addresses import host_of
from careersite.inspection import Inspection, addresses_in_style
from careersite.statement.on_device import KEEPS, SENDS, means_of

_SCRIPTS, _STYLES, _FILMS = (".js", ".mjs"), (".css",), (".mp4", ".webm", ".mp3", ".m4a", ".ogg")


IN_WORDS = {
    "document.cookie": "cookies", "cookieStore": "cookies", "localStorage": "the browser’s storage for sites",
    "sessionStorage": "the browser’s storage for sites", "indexedDB": "the browser’s database",
    "openDatabase": "the browser’s database", "serviceWorker": "a script that stays in the browser",
    "requestFileSystem": "files of its own", "navigator.storage": "files of its own", "caches.open": "copies of pages",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conduct:
    """`keeps` and `sends` are means, each with the files that use it; `asks` and `films_first` the paths of pages.

    `fetches_from` are the hosts from which a page would fetch something, `leads_to` those to which a link leads.
    """

    keeps: Mapping[str, tuple[str, ...]]
    sends: Mapping[str, tuple[str, ...]]
    asks: tuple[str, ...]
    films_first: tuple[str, ...]
    has_films: bool
    fetches_from: tuple[str, ...]
    leads_to: tuple[str, ...]


def conduct(inspections: Mapping[str, Inspection], assets: Mapping[str, str], own: str | None = None) -> Conduct:
    """`assets` are the texts of scripts and styles by path, `own` the host of the site itself."""
    fetched = [url for one in inspections.values() for url in one.fetched]
    styles = (text for path, text in assets.items() if path.endswith(_STYLES))
    in_styles = (url for text in styles for url in addresses_in_style(text))
    used = [(path, one.means) for path, one in inspections.items()]
    used += [(path, means_of(text)) for path, text in assets.items() if path.endswith(_SCRIPTS)]
    return Conduct(
        keeps=_by_means(used, KEEPS),
        sends=_by_means(used, SENDS),
        asks=tuple(path for path, one in inspections.items() if one.asks),
        films_first=tuple(path for path, one in inspections.items() if one.films),
        has_films=any(url.lower().partition("?")[0].endswith(_FILMS) for url in fetched),
        fetches_from=_hosts((*fetched, *in_styles), own),
        leads_to=_hosts((url for one in inspections.values() for url in one.links), own),
    )


def _by_means(used: Iterable[tuple[str, tuple[str, ...]]], means: Iterable[str]) -> dict[str, tuple[str, ...]]:
    used = list(used)
    found = ((one, tuple(path for path, names in used if one in names)) for one in means)
    return {one: paths for one, paths in found if paths}


def _hosts(urls: Iterable[str], own: str | None) -> tuple[str, ...]:
    return tuple(sorted(set(_others(urls, own))))


def _others(urls: Iterable[str], own: str | None) -> Iterator[str]:
    for url in dict.fromkeys(urls):
        host = host_of(url)
        if host and host != own:
            yield host
