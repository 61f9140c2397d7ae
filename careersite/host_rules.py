"""A finished site comes in; out goes one table of how servers have to serve it, for each host to write its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from careersite.campaigns.event_file import page_of_event_file
from careersite.campaigns.short_links import GO, is_short, parts_of
from careersite.inspection import Inspection
from careersite.media_types import CONTENT_TYPES, content_type
from careersite.model import OutputFile, Site
from careersite.security_policy import security_policy

GONE_PAGE, MISSING_PAGE = "/410.html", "/404.html"
# At the end of a name that changes with the bytes; the size of a picture stands behind it.
MARK = r"\.[0-9a-f]{10}(?:-[0-9]+)?\.[a-z0-9]+"
_MARKED = re.compile(rf".*{MARK}")
# Where every name is marked; files/ holds downloads under the names that editors gave them.
MARKED_FOLDERS = ("assets", "images", "share", "videos")
SHARED_FOLDERS = ("share",)
ICON = re.compile(r"(?:favicon|icon|apple-touch-icon)[\w-]*\.(?:ico|png|svg)")
FEED_ENDINGS = ("atom", "ics")
ATOM = CONTENT_TYPES["atom"]
# What may stand behind the address of a page without its slash, for hosts that compare by patterns.
INDEX = "(?:/(?:index\\.html)?)?"

ASKED_EVERY_TIME = "no-cache"
FOR_A_YEAR = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"
FOR_AN_HOUR = "public, max-age=3600"

CACHE, ALLOWED_ELSEWHERE = "Cache-Control", "Cross-Origin-Resource-Policy"
# What no page of ours ever asks for; only names that browsers know, as they complain of others.
REFUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")

# What is text, and gets smaller on its way.
COMPRESSED = ("css", "csv", "htm", "html", "ico", "ics", "js", "json", "mjs", "svg", "txt", "vtt", "webmanifest", "xml")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address as a reader would write it, without percent signs, and where it leads; the query goes along.

    Where it `takes_all_below`, whatever stands behind it leads there too, unless another redirect knows it.
    """

    address: str
    target: str
    is_permanent: bool = True
    is_any_case: bool = False
    takes_all_below: bool = False

    @property
    def status(self) -> int:
        return 301 if self.is_permanent else 302

    @property
    def ways(self) -> tuple[str, ...]:
        """The address in every way in which it may be written."""
        return ways_of_writing(self.address)

    @property
    def target_parts(self) -> tuple[str, str, str]:
        """The target as a header may carry it, in three: up to the query, the query, and #fragment or nothing."""
        parts = urlsplit(self.target)
        origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        fragment = f"#{quote(parts.fragment, safe=_SAFE)}" if parts.fragment else ""
        return origin + quote(parts.path, safe=_SAFE_PATH), quote(parts.query, safe=_SAFE), fragment

    @property
    def location(self) -> str:
        """The whole target as a header may carry it."""
        path, query, fragment = self.target_parts
        return path + (f"?{query}" if query else "") + fragment


_SAFE_PATH = "/%:@!&'()*+,;=~"
_SAFE = "/%:@!&'()*+,;=~?"


def redirect(address: str, target: str) -> Redirect:
    """What moved moved for good; a short link may lead elsewhere tomorrow, and is typed as people please.

    Behind a code stands a channel, and one that was misprinted is better than none.
    """
    if not is_short(address):
        return Redirect(unquote(address), target)
    is_code = not parts_of(address)[1]
    return Redirect(address, target, is_permanent=False, is_any_case=True, takes_all_below=is_code)


@dataclass(frozen=True, slots=True)
class Kind:
    """Files that are served in another way than the rest: all in these folders, or those at these paths."""

    name: str
    folders: tuple[str, ...]
    paths: tuple[str, ...]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """`headers` go with every answer, also with errors and redirects; those of a kind stand in their place.

    `gone` are addresses, `hidden` names of files that lie in the folder and are served to nobody; `host` is the name
    under which the site is published, or nothing. `gone_html` is the page for what is gone. `places` are the folders
    and files at the top of the site, such as `routes/` and `robots.txt`, and an empty one for the home page.
    """

    headers: Mapping[str, str]
    kinds: tuple[Kind, ...]
    redirects: tuple[Redirect, ...]
    gone: tuple[str, ...]
    hidden: tuple[str, ...]
    types: Mapping[str, str]
    atom_feeds: tuple[str, ...]
    host: str
    gone_html: bytes
    places: tuple[str, ...]

    @property
    def compressed_types(self) -> tuple[str, ...]:
        return tuple(sorted({bare_type(self.types[ending]) for ending in COMPRESSED} | {ATOM}))


@dataclass(frozen=True, slots=True)
class Host:
    """One kind of server: what it is called, the files that it reads, and what it cannot do.

    `reads` lie in the published folder, where the host takes them for itself; `limits` tells what of a file is too
    much for it; `remark` is what the build says when it is chosen, `on_short_links` where the site has any.
    """

    name: str
    title: str
    files: Callable[[Rules], Iterator[OutputFile]]
    reads: tuple[str, ...] = ()
    limits: Callable[[OutputFile], Iterator[str]] = lambda file: iter(())
    remark: str = ""
    on_short_links: str = ""
    sends_headers: bool = True
    gone_status: int = 410
    keeps_query: bool = True


def host_rules(site: Site, files: Mapping[str, OutputFile], inspections: Iterable[Inspection],
               hidden: Iterable[str]) -> Rules:  # fmt: skip
    """The rules for these files; the same files give the same rules."""
    kinds = _kinds(files)
    return Rules(
        headers=_headers(security_policy(files, inspections)),
        kinds=kinds,
        redirects=tuple(redirect(address, target) for address, target in sorted(site.redirects.items())),
        gone=tuple(sorted(unquote(address) for address in site.gone)),
        hidden=tuple(sorted(hidden)),
        types=dict(sorted(CONTENT_TYPES.items())),
        atom_feeds=tuple(sorted(path for path, file in files.items() if _is_atom(path, file))),
        host=site.content.settings.printed_address or "",
        gone_html=files[GONE_PAGE.lstrip("/")].content,
        places=tuple(sorted(_places(files, kinds) - set(hidden))),
    )


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        # Two years; no includeSubDomains, as the other names below the organisation's are not ours to speak for.
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in REFUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        ALLOWED_ELSEWHERE: "same-origin",
        CACHE: ASKED_EVERY_TIME,
    }


def _kinds(files: Mapping[str, OutputFile]) -> tuple[Kind, ...]:
    """Later kinds stand in place of earlier ones where both name a file."""
    marked = tuple(folder for folder in MARKED_FOLDERS if _is_all_marked(folder, files))
    shared = tuple(folder for folder in SHARED_FOLDERS if any(path.startswith(f"{folder}/") for path in files))
    icons = tuple(path for path in files if ICON.fullmatch(path))
    feeds = tuple(path for path, file in files.items() if _is_feed(path, file))
    every = (
        Kind("named after their bytes", marked, (), {CACHE: FOR_A_YEAR}),
        Kind("pictures for other sites", shared, (), {ALLOWED_ELSEWHERE: "cross-origin"}),
        Kind("icons", (), tuple(sorted(icons)), {CACHE: FOR_A_DAY, ALLOWED_ELSEWHERE: "cross-origin"}),
        Kind("feeds and calendars", (), tuple(sorted(feeds)),
             {CACHE: FOR_AN_HOUR, ALLOWED_ELSEWHERE: "cross-origin"}),
    )  # fmt: skip
    return tuple(kind for kind in every if kind.folders or kind.paths)


def _is_all_marked(folder: str, files: Mapping[str, OutputFile]) -> bool:
    """A page at an address such as /share/ would be kept for a year too, so the folder then loses its long life."""
    inside = [path for path in files if path.startswith(f"{folder}/")]
    return bool(inside) and all(_MARKED.fullmatch(path) for path in inside)


def _places(files: Mapping[str, OutputFile], kinds: Iterable[Kind]) -> set[str]:
    """`routes/step-up/index.html` → `routes/`; each file of a folder in which some are served in another way."""
    apart = {path.partition("/")[0] for kind in kinds for path in kind.paths if "/" in path}
    found = {""}
    for path in files:
        folder, slash, _ = path.partition("/")
        found.add(path if folder in apart else folder + slash)
    return found - {"index.html"}


def _is_feed(path: str, file: OutputFile) -> bool:
    """The calendar file of an event is none: who opens it once has to meet the event as it is now."""
    return (path.endswith(FEED_ENDINGS) and not page_of_event_file(f"/{path}")) or _is_atom(path, file)


def _is_atom(path: str, file: OutputFile) -> bool:
    return path.endswith(".xml") and content_type(path, file.content) == ATOM


# What the hosts share


def ways_of_writing(address: str) -> tuple[str, ...]:
    """`/old/` → ("/old/", "/old", "/old/index.html"), as all three are one page; `/old.pdf` and the home page alone."""
    bare = address.rstrip("/")
    if not bare or (bare == address and "." in bare.rpartition("/")[2]):
        return (address,)
    return (f"{bare}/", bare, f"{bare}/index.html")


def in_usual_cases(address: str) -> tuple[str, ...]:
    """What people type of a short link, for hosts that tell capitals from small letters."""
    inner = address.removeprefix(GO)
    behind = (inner.title(), inner.upper()) if address.startswith(GO) else ()
    return tuple(
        dict.fromkeys((address, address.lower(), *(GO + one for one in behind), address.upper(), address.title()))
    )


def spoken_addresses(redirect: Redirect) -> tuple[str, ...]:
    """Every way of writing the address of a redirect that a host has to be told of, percent-encoded.

    Nobody types index.html behind a short link; where it stands below another, that takes it.
    """
    cases = in_usual_cases(redirect.address) if redirect.is_any_case else (redirect.address,)
    ways = slice(3 if redirect.is_permanent else 2)
    return tuple(encoded(one) for case in cases for one in ways_of_writing(case)[ways])


def below(redirects: Iterable[Redirect]) -> Iterator[tuple[str, Redirect]]:
    """What takes all below, as /go/compass/*; hosts that read from the top have to be told of it last."""
    for one in redirects:
        if one.takes_all_below:
            yield f"{encoded(one.address)}*", one


def leading(redirects: Iterable[Redirect], address: str, query: str) -> tuple[int, str] | None:
    """The status and the Location with which a server answers an address; nothing where none of them is meant."""
    asked, found = unquote(address), None
    for one in redirects:
        known = one.ways if not one.is_any_case else tuple(way.lower() for way in one.ways)
        typed = asked if not one.is_any_case else asked.lower()
        if typed in known:
            found = one
            break
        if one.takes_all_below and typed.startswith(one.address.lower()):
            found = found or one
    if found is None:
        return None
    path, own_query, fragment = found.target_parts
    joined = "&".join(part for part in (own_query, query) if part)
    return found.status, path + (f"?{joined}" if joined else "") + fragment


def encoded(address: str) -> str:
    """`/über uns/` → `/%C3%BCber%20uns/`, as browsers send it."""
    return quote(address, safe=_SAFE_PATH.replace("%", ""))


def bare_type(media_type: str) -> str:
    """`text/css; charset=utf-8` → `text/css`."""
    return media_type.partition(";")[0]


def differing(rules: Rules) -> dict[str, dict[str, str]]:
    """What is said otherwise than for the rest, for hosts that know only places: `share/` or `feed.xml` → headers."""
    places: dict[str, dict[str, str]] = {}
    for kind in rules.kinds:
        for place in (*(f"{folder}/" for folder in kind.folders), *kind.paths):
            places.setdefault(place, {}).update(kind.headers)
    for path in rules.atom_feeds:
        places.setdefault(path, {})["Content-Type"] = ATOM
    return dict(sorted(places.items()))


def headers_of(rules: Rules, path: str) -> dict[str, str]:
    """All headers for one file beside its type: what every host has to send for it."""
    found = dict(rules.headers)
    for kind in rules.kinds:
        if path in kind.paths or path.startswith(tuple(f"{folder}/" for folder in kind.folders)):
            found.update(kind.headers)
    return found
