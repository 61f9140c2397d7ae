"""The path of a finished file comes in; out goes what browsers are told that it is."""

from __future__ import annotations

# Python's own table follows the Windows registry, where any program may have called scripts plain text.
CONTENT_TYPES = {
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gif": "image/gif",
    "htm": "text/html; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "mjs": "text/javascript; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wasm": "application/wasm",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
}

_ATOM = b"http://www.w3.org/2005/Atom"


def content_type(output_path: str, content: bytes) -> str:
    """What browsers are told that a file is, by its ending; an Atom feed is known by its first lines."""
    ending = output_path.rpartition(".")[2].lower()
    if ending == "xml" and _ATOM in content[:1000]:
        return CONTENT_TYPES["atom"]
    return CONTENT_TYPES.get(ending, "application/octet-stream")
