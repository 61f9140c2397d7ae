"""The finished files come in; out goes the Content-Security-Policy that allows what they need and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from careersite.inspection import Inspection
from careersite.model import OutputFile

# Which kinds of file each directive is there for; https://www.w3.org/TR/CSP3/#csp-directives
ENDINGS = {
    "script-src": ("js", "mjs"),
    "style-src": ("css",),
    "img-src": ("avif", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp"),
    "font-src": ("ttf", "woff", "woff2"),
    "media-src": ("mp3", "mp4", "vtt", "webm"),
    "connect-src": ("json",),
    "manifest-src": ("webmanifest",),
}
# No page of ours is framed, sends a form, or moves the base of its addresses.
NEVER = ("base-uri", "form-action", "frame-ancestors")
_STYLE_OF_DRAWING = re.compile(rb"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_DATA_IN_STYLE = re.compile(rb"url\(\s*[\"']?data:image/", re.IGNORECASE)


def security_policy(files: Mapping[str, OutputFile], inspections: Iterable[Inspection]) -> str:
    """Nothing is allowed but what is there; what stands inside a page is allowed by its hash, never in general."""
    endings = {path.rpartition(".")[2].lower() for path in files}
    sources = {name: ["'self'"] if endings & set(kinds) else [] for name, kinds in ENDINGS.items()}
    inspected = list(inspections)
    sources["script-src"] += sorted({one for seen in inspected for one in seen.inline_scripts})
    styles = {one for seen in inspected for one in seen.inline_styles} | set(_styles_of_drawings(files))
    sources["style-src"] += sorted(styles)
    if any(_DATA_IN_STYLE.search(file.content) for path, file in files.items() if path.endswith(".css")):
        sources["img-src"].append("data:")
    allowed = [f"{name} {' '.join(found)}" for name, found in sources.items() if found]
    return "; ".join(["default-src 'none'", *allowed, *(f"{name} 'none'" for name in NEVER)])


def _styles_of_drawings(files: Mapping[str, OutputFile]) -> Iterator[str]:
    """A drawing that is opened by itself keeps its styles."""
    for path, file in files.items():
        if path.endswith(".svg"):
            for found in _STYLE_OF_DRAWING.finditer(file.content):
                yield f"'sha256-{base64.b64encode(hashlib.sha256(found[1]).digest()).decode()}'"
