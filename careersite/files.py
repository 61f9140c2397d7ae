"""Pictures, films, downloads, styles and scripts come in; out go their fingerprinted addresses, sizes and bytes."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
import re
from collections.abc import Iterator, Mapping
from io import BytesIO

from careersite.addresses import is_outside, split_target
from careersite.fields import Plain
from careersite.palette import NO_COLOURS, TOKENS_PATH, Chosen, palette, with_chosen
from careersite.problem import Problem, Problems, suggestion

STYLES = "css/site.css"
# The order in which later rules win; components stand between layout and utilities.
LAYERS = ("tokens", "base", "layout", "components", "utilities")
LAYER_FILES = tuple(f"css/{layer}.css" for layer in LAYERS)
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif")
MOST_PIXELS = 50_000_000

_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", re.IGNORECASE)

_ROLE = re.compile(rb"var\(\s*--([a-z-]+)\s*\)")

mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("text/vtt", ".vtt")


class Files:
    """`media` lie below content/, `assets` below assets/; both by path, with the styles made into one file."""

    def __init__(self, media: Mapping[str, bytes], assets: Mapping[str, bytes], templates: Mapping[str, str],
                 chosen: Chosen = NO_COLOURS) -> None:  # fmt: skip
        """`chosen` are the colours that stand in the styles in place of those of the tokens."""
        self._media = {f"content/{path}": data for path, data in media.items()}
        self._addresses: dict[str, str] = {}
        self._sizes: dict[str, tuple[int | None, int | None, str]] = {}
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
            inner = path.removeprefix("content/")
            name = inner if inner.startswith("files/") else _fingerprinted(inner, self._media[path])
            known = self._addresses[path] = f"/{name}"
        return known

    def is_published(self, address: str) -> bool:
        """True for the feed, the sitemap and downloads, which a link may name by address."""
        return address in ("/feed.xml", "/sitemap.xml", "/robots.txt") or (
            address.startswith("/files/") and f"content{address}" in self._media
        )

    def shown(self, path: str, from_path: str, line: int, problems: Problems) -> Plain:
        """What a template gets of a file; a picture that cannot be one is told."""
        known = self._sizes.get(path)
        if known is None:
            known = self._sizes[path] = _size(path, self._media[path])
        width, height, fault = known
        if fault:
            problems.error(
                "picture",
                f'"{posixpath.basename(path)}" {fault}',
                "Save the picture again, or choose another.",
                file=from_path,
                line=line,
            )
        mime = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return {"address": self.address(path), "width": width, "height": height, "type": mime,
                "bytes": len(self._media[path])}  # fmt: skip

    def media(self) -> Iterator[tuple[str, str, bytes]]:
        """Source path, address and bytes of every file below content/."""
        for path, data in self._media.items():
            yield path, self.address(path), data

    # Assets

    def asset(self, path: str) -> str:
        """The fingerprinted address of an asset; KeyError for one that is not there."""
        return self._by_asset[path]

    def has_asset(self, path: str) -> bool:
        return path in self._by_asset

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


def _size(path: str, data: bytes) -> tuple[int | None, int | None, str]:
    """Width, height and what is wrong with the picture; no size for what is no picture."""
    if path.lower().endswith(".svg"):
        box = re.search(rb'viewBox="\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)', data)
        return (
            (round(float(box[1])), round(float(box[2])), "")
            if box
            else (None, None, "has no viewBox, so its size is unknown.")
        )
    if not path.lower().endswith(PICTURES):
        return None, None, ""
    from PIL import Image, UnidentifiedImageError  # only sites with pictures pay for the import

    try:
        with Image.open(BytesIO(data)) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                return width, height, f"has {width * height / 1e6:.0f} million pixels; at most 50 million are accepted."
            picture.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None, None, "is not a picture that can be read, whatever its name says."
    return width, height, ""
