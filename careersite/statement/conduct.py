"""Finished pages with their scripts and styles come in; out goes what they do on the reader's device, and with whom.

The privacy notice says this and nothing else of the pages, so that it stays true when the pages change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from careersite.addresses import host_of
from careersite.inspection import Inspection, addresses_in_style
from careersite.statement.on_device import KEEPS, SEARCH, SENDS, means_of

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

    `unwatched` is what runs though no test watches it, each with the files that hold it. `fetches_from` are the hosts
    from which a page would fetch something, `sends_to` those to which a form leads, `leads_to` those of links.
    """

    keeps: Mapping[str, tuple[str, ...]]
    sends: Mapping[str, tuple[str, ...]]
    unwatched: Mapping[str, tuple[str, ...]]
    asks: tuple[str, ...]
    films_first: tuple[str, ...]
    has_films: bool
    fetches_from: tuple[str, ...]
    sends_to: tuple[str, ...]
    leads_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What belongs to the site: the texts of scripts and styles, its host, its search; `addresses` of every asset.

    `watched` are the paths of the scripts that are the program's own to the byte; `leading` says where addresses of
    the site lead that only lead elsewhere.
    """

    texts: Mapping[str, str]
    addresses: Mapping[str, str]
    watched: frozenset[str]
    host: str | None = None
    search: str | None = None
    leading: Mapping[str, str] = field(default_factory=dict)


def conduct(inspections: Mapping[str, Inspection], own: Own) -> Conduct:
    """What these pages do with what belongs to the site."""
    fetched = [url for one in inspections.values() for url in one.fetched]
    styles = (text for path, text in own.texts.items() if path.endswith(_STYLES))
    in_styles = (url for text in styles for url in addresses_in_style(text))
    used = [(path, one.means) for path, one in inspections.items()]
    used += [(path, means_of(text)) for path, text in own.texts.items() if path.endswith(_SCRIPTS)]
    forms = {path: tuple(_forms(one, own.search)) for path, one in inspections.items()}
    return Conduct(
        keeps=_by_means(used, KEEPS),
        sends=_by_means(used, SENDS),
        unwatched=_unwatched(inspections, own),
        asks=tuple(path for path, one in inspections.items() if one.asks or forms[path]),
        films_first=tuple(path for path, one in inspections.items() if one.films),
        has_films=any(url.lower().partition("?")[0].endswith(_FILMS) for url in fetched),
        fetches_from=_hosts((*fetched, *in_styles), own.host),
        sends_to=_hosts((url for found in forms.values() for url in found), own.host),
        leads_to=_hosts((own.leading.get(url, url) for one in inspections.values() for url in one.links), own.host),
    )


def _forms(inspection: Inspection, search: str | None) -> Iterator[str]:
    """To where the forms lead that are not the site's own search."""
    for form in inspection.forms:
        address = form.removeprefix(SEARCH)
        if address == form or search is None or address not in ("", search):
            yield address


def _unwatched(inspections: Mapping[str, Inspection], own: Own) -> dict[str, tuple[str, ...]]:
    """An asset stands for itself, whether or not a page names it."""
    scripts = [path for path in own.addresses if path.lower().endswith(_SCRIPTS) and path not in own.watched]
    known = {own.addresses[path] for path in (*scripts, *own.watched)}
    found: dict[str, list[str]] = {f"the script assets/{path}": [path] for path in scripts}
    for path, one in inspections.items():
        for what in (*(f'the script "{url}"' for url in one.scripts if url not in known), *one.runs):
            found.setdefault(what, []).append(path)
    return {what: tuple(paths) for what, paths in found.items()}


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
