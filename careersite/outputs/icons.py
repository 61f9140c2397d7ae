"""The icons that browsers, phones and tablets ask for, and the manifest that names them, all from icons/favicon.svg."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from careersite.drawn.icons import MASK_PART, TOUCH_PART, NoDrawing, filled_png, ico, png
from careersite.inspection import Inspection
from careersite.model import OutputFile, Site
from careersite.studio import Studio
from careersite.template_fault import TemplateFault

SOURCE = "icons/favicon.svg"
MANIFEST = "manifest.webmanifest"
DRAWN: Mapping[str, Callable[[bytes, str], bytes]] = {
    "favicon.ico": lambda svg, _: ico(svg),
    "apple-touch-icon.png": lambda svg, ground: filled_png(svg, 180, TOUCH_PART, ground),
    "icon-192.png": lambda svg, _: png(svg, 192),
    "icon-512.png": lambda svg, _: png(svg, 512),
    "icon-maskable-512.png": lambda svg, ground: filled_png(svg, 512, MASK_PART, ground),
}
STARTS = (b"\x89PNG", b"\0\0\1\0")  # of a PNG and of an ICO
ICON_PATHS = (*DRAWN, MANIFEST)


def icons(site: Site, studio: Studio, inspections: Mapping[str, Inspection]) -> Iterator[OutputFile]:
    colours = site.content.palette.light
    svg = next(data for path, _, data in studio.files.assets() if path == SOURCE)
    for path, draw in DRAWN.items():
        given = b"\0".join((path.encode(), colours["paper"].encode(), svg))
        made = studio.memo.get("icon", given)
        if made is None or not made.startswith(STARTS):  # a damaged store counts as empty
            made = _made(partial(draw, svg, colours["paper"]))
            studio.memo.put("icon", given, made)
        yield OutputFile(path, made, f"assets/{SOURCE}")
    yield OutputFile(MANIFEST, _manifest(site))


def _made(draw: Callable[[], bytes]) -> bytes:
    try:
        return draw()
    except NoDrawing as fault:
        raise TemplateFault(f"assets/{SOURCE}", 0, f"It cannot be drawn as an icon ({fault}).") from fault


def _manifest(site: Site) -> bytes:
    """https://www.w3.org/TR/appmanifest/; it stays a site in the browser and does not pass for a program."""
    values, colours = site.content.settings.values, site.content.palette.light
    manifest = {
        "name": values["name"],
        "short_name": _short(values["name"]),
        "description": site.content.facts.filled_in(values["description"]),
        "lang": site.content.settings.language,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "theme_color": colours["deep"],
        "background_color": colours["paper"],
        "icons": [
            {"src": "/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "/icon-512.png", "sizes": "512x512", "type": "image/png"},
            {"src": "/icon-maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _short(name: str, most: int = 12) -> str:
    """As many whole words as fit below an icon, or else the whole name."""
    words = name.split()
    fitting = [" ".join(words[:count]) for count in range(1, len(words) + 1) if len(" ".join(words[:count])) <= most]
    return fitting[-1] if fitting else name
