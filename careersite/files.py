"""Pictures, films, downloads, styles and scripts come in; out go their fingerprinted addresses, sizes and bytes."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from careersite.addresses import is_outside, split_target
from careersite.colours.palette import NO_COLOURS, TOKENS_PATH, Chosen, palette, with_chosen
from careersite.fields import Plain
from careersite.memo import Memo
from careersite.pictures.darkroom import Darkroom, Ordered, is_picture, is_raster
from careersite.pictures.picture_faults import MOST_MEGABYTES, MOST_MEGABYTES_OF_A_DRAWING
from careersite.problem import Problem, Problems, suggestion

STYLES = "css/site.css"
# The order in which later rules win; components stand between layout and utilities.
LAYERS = ("tokens", "base", "layout", "components", "utilities")
LAYER_FILES = tuple(f"css/{layer}.css" for layer in LAYERS)

_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", re.IGNORECASE)

_ROLE = re.compile(rb"var\(\s*--([a-z-]+)\s*\)")

# Without what this machine knows of types: to read that takes time, and another machine knows others.
_TYPES = mimetypes.MimeTypes()
for _type, _ending in (("image/avif", ".avif"), ("image/webp", ".webp"), ("text/vtt", ".vtt")):
    _TYPES.add_type(_type, _ending)


class Files:
    """`media` lie below content/, `assets` below assets/; both by path, with the styles made into one file."""

    def __init__(self, media: Mapping[str, bytes], assets: Mapping[str, bytes], templates: Mapping[str, str],
                 memo: Memo | None = None, chosen: Chosen = NO_COLOURS) -> None:  # fmt: skip
        """`chosen` are the colours that stand in the styles in place of those of the tokens."""
        self._media = {f"content/{path}": data for path, data in media.items()}
        self._darkroom = Darkroom(self._media, memo or Memo(None))
        self._addresses: dict[str, str] = {}
        self._unmade: dict[str, str] = {}
        self._faults = Problems()
        tokens = assets.get(TOKENS_PATH, b"").decode("utf-8-sig", "replace")
        colours = palette(tokens, chosen).light
        plain = {path: _coloured(path, data, colours) for path, data in assets.items() if not _is_style(path)}
        self._assets = {**plain, STYLES: b""}
        self._by_asset = {path: f"/assets/{_fingerprinted(path, data)}" for path, data in plain.items()}
        styles = self._styles(assets, templates, chosen)
        self._assets[STYLES] = styles
        self._by_asset[STYLES] = f"/assets/{_fingerprinted(STYLES, styles)}"
        self._tell_strays(assets)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What is wrong with the styles, each with its own file and line."""
        return self._faults.all

    # Media

    def has(self, path: str) -> bool:
        return path in self._media

    def address(self, path: str) -> str:
        """Pictures and films are fingerprinted; a download keeps its address, because people print and pass it on."""
        known = self._addresses.get(path)
        if known is None:
            known = self._addresses[path] = self._fresh_address(path)
        return known

    def _fresh_address(self, path: str) -> str:
        inner = path.removeprefix("content/")
        if inner.startswith("files/"):
            return f"/{inner}"
        return self._darkroom.address(path) if is_raster(path) else f"/{_fingerprinted(inner, self._media[path])}"

    def linked(self, path: str, from_path: str, line: int, problems: Problems) -> str:
        """The address for a link to the file; a picture that cannot be one is told, as it could not be published."""
        if is_picture(path):
            self._tell_picture(path, from_path, line, problems)
        return self.address(path)

    def is_published(self, address: str) -> bool:
        """True for the feed, the sitemap and downloads, which a link may name by address."""
        return address in ("/feed.xml", "/sitemap.xml", "/robots.txt") or (
            address.startswith("/files/") and f"content{address}" in self._media
        )

    def shown(self, path: str, from_path: str, line: int, problems: Problems, *, narrowest: int = 0) -> Plain:
        """What a template gets of a file; a picture that cannot be one, or is narrower than its place, is told."""
        picture = self._darkroom.picture(path)
        address = self.address(path)
        mime = _TYPES.guess_type(path)[0] or "application/octet-stream"
        plain: dict[str, Plain] = {
            "address": address, "width": picture.width or None, "height": picture.height or None, "type": mime,
            "bytes": len(self._media[path]), "srcset": "", "sources": [], "single": address, "first": False,
        }  # fmt: skip
        self._tell_picture(path, from_path, line, problems)
        if picture.fault or not is_raster(path):
            return plain
        if picture.width < narrowest:
            message = f'"{posixpath.basename(path)}" is only {picture.width} pixels wide, so it looks blurred here.'
            hint = f"Choose one that is at least {narrowest} pixels wide; 1,440 are best."
            problems.warning("picture", message, hint, file=from_path, line=line)
        return {**plain, **self._darkroom.shown(path)}

    def _tell_picture(self, path: str, from_path: str, line: int, problems: Problems) -> None:
        name, fault, size = posixpath.basename(path), self._darkroom.picture(path).fault, len(self._media[path])
        if fault:
            problems.error("picture", f'"{name}" {fault.message}', fault.hint, file=from_path, line=line)
        elif is_raster(path) and size > MOST_MEGABYTES * 1_000_000:
            message = f'"{name}" has {size / 1e6:.0f} MB; that is more than {MOST_MEGABYTES} MB, and slow to work with.'
            hint = "Readers get a small copy; save it as JPEG, about 3,000 pixels wide, for all who work on the site."
            problems.warning("picture", message, hint, file=from_path, line=line)
        elif is_picture(path) and not is_raster(path) and size > MOST_MEGABYTES_OF_A_DRAWING * 1_000_000:
            message = f'"{name}" has {size / 1e6:.1f} MB, and every reader gets all of it.'
            hint = f"A drawing may have {MOST_MEGABYTES_OF_A_DRAWING} MB: draw it with fewer points, or save it as PNG."
            problems.warning("picture", message, hint, file=from_path, line=line)

    def prepare(self, addresses: Iterable[str], progress: Callable[[str, int, int], None],
                stop: Callable[[], bool]) -> None:  # fmt: skip
        """Makes the pictures at these addresses, so that `published` has them at hand."""
        found = (self._picture_at(address) for address in sorted(addresses) if is_raster(address))
        self._darkroom.prepare((one for one in found if one), progress, stop)

    def among(self, addresses: set[str]) -> list[str]:
        """Those at which something from content/ may lie, in order; a large site names many thousands of others."""
        return sorted(address for address in addresses if is_raster(address) or address in self._by_address())

    def published(self, address: str) -> tuple[str, bytes] | None:
        """The path and the bytes of what lies at an address; None where it is nothing from content/."""
        picture = self._picture_at(address)
        if picture:
            return picture[0], self._darkroom.made(picture)
        path = self._by_address().get(address)
        return (path, self._media[path]) if path else None

    def _by_address(self) -> Mapping[str, str]:
        """The paths of what is published as it is."""
        if not self._unmade:
            self._unmade = {self.address(path): path for path in self._media if not is_raster(path)}
        return self._unmade

    def _picture_at(self, address: str) -> Ordered | None:
        path = f"content{address}"
        if address.startswith("/files/") and is_raster(path) and path in self._media:
            return None if self._darkroom.picture(path).fault else self._darkroom.whole(path)
        return self._darkroom.find(address)

    # Assets

    def asset(self, path: str) -> str:
        """The fingerprinted address of an asset; KeyError for one that is not there."""
        return self._by_asset[path]

    def assets(self) -> Iterator[tuple[str, str, bytes]]:
        """Path, address and bytes of every asset."""
        for path, address in sorted(self._by_asset.items()):
            yield path, address, self._assets[path]

    @property
    def asset_addresses(self) -> Mapping[str, str]:
        return self._by_asset

    # Styles

    def _styles(self, assets: Mapping[str, bytes], templates: Mapping[str, str], chosen: Chosen) -> bytes:
        parts = [f"@layer {', '.join(LAYERS)};\n"]
        for layer, path in zip(LAYERS, LAYER_FILES, strict=True):
            css = assets.get(path, b"").decode("utf-8-sig", "replace")
            if path == TOKENS_PATH:
                css = with_chosen(css, chosen)
            text = self._with_addresses(css, f"assets/{path}")
            if layer == "components":
                text += "\n".join(
                    self._with_addresses(css, f"templates/{path}").strip()
                    for path, css in sorted(templates.items())
                    if path.startswith("components/") and path.endswith(".css")
                )
            if text.strip():
                parts.append(f"@layer {layer} {{\n{text.strip()}\n}}\n")
        return "".join(parts).encode()

    def _with_addresses(self, css: str, file: str) -> str:
        """`url(../icons/x.svg)` → the fingerprinted address; one that is not there stays and is told with its line."""

        def address(found: re.Match[str]) -> str:
            written = found[2].strip()
            if is_outside(written) or written.startswith("#") or self.is_published(split_target(written)[0]):
                return found[0]
            inner, rest = split_target(written)
            for path in _meant(inner):
                if path in self._by_asset:
                    return f'url("{self._by_asset[path]}{rest}")'
            self._tell_missing(written, file, css.count("\n", 0, found.start()) + 1)
            return found[0]

        return _URL.sub(address, css)

    def _tell_missing(self, written: str, file: str, line: int) -> None:
        near = suggestion(_meant(split_target(written)[0])[-1].removeprefix("../"), self._by_asset)
        hint = "Put the file into assets/, and name it as seen from assets/css/: url(../images/name.png), for example."
        message = f'This style uses "{written[:100]}", but there is no such file in assets/.'
        self._faults.error("style", message, f"{near} {hint}".strip(), file=file, line=line)

    def _tell_strays(self, assets: Mapping[str, bytes]) -> None:
        """A style that is in no layer would be left out without a word."""
        names = [posixpath.basename(path) for path in LAYER_FILES]
        allowed = f"{', '.join(names[:-1])} and {names[-1]}"
        for path in assets:
            if _is_style(path) and path not in LAYER_FILES:
                near = suggestion(posixpath.basename(path), names)
                hint = "Move its rules into one of them; those of a component belong in templates/components/."
                message = f"assets/{path} is not one of the styles that are used: {allowed}."
                self._faults.error("style", message, f"{near} {hint}".strip(), file=f"assets/{path}")


def _is_style(path: str) -> bool:
    return path.startswith("css/") and path.lower().endswith(".css")


def _coloured(path: str, data: bytes, colours: Mapping[str, str]) -> bytes:
    """A picture of lines may name colours by their roles, as in `fill="var(--deep)"`: it sees no styles of the page."""
    if not path.lower().endswith(".svg"):
        return data
    return _ROLE.sub(lambda found: colours.get(found[1].decode(), found[0].decode()).encode(), data)


def _meant(address: str) -> tuple[str, ...]:
    """The assets that an address in a style can stand for: as seen from css/, else from assets/."""
    if address.startswith("/"):
        return (posixpath.normpath(address).removeprefix("/assets/"),)
    return posixpath.normpath(posixpath.join("css", address)), posixpath.normpath(address)


def _fingerprinted(path: str, data: bytes) -> str:
    stem, dot, ending = path.rpartition(".")
    mark = hashlib.sha256(data).hexdigest()[:10]
    return f"{stem}.{mark}.{ending.lower()}" if dot else f"{path}.{mark}"
