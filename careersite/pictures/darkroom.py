"""The pictures below content/ come in; out go their addresses in every size, and the bytes of those that are asked for.

An address holds a hash of the picture and of how it is made, so a page is rendered before any picture is. What was
made or found out stays in the memo.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from careersite.cores import every_core
from careersite.fields import Plain
from careersite.memo import Memo
from careersite.pictures.drawings import examine_drawing
from careersite.pictures.picture_faults import ENDINGS, Fault
from careersite.pictures.pictures import Picture, Variant, develop, examine, recipe, variants

WIDEST_SINGLE = 1080
# A picture of fifty million pixels takes 200 MB while it is worked on.
MOST_AT_ONCE = 4
MIMES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}

_ADDRESS = re.compile(r"/(?P<stem>.+)\.(?P<mark>[0-9a-f]{10})(?:-(?P<width>\d+))?\.(?P<format>\w+)")

Ordered = tuple[str, Variant]


class Darkroom:
    """Makes the pictures of one site by their paths; threads may ask it at once."""

    def __init__(self, media: Mapping[str, bytes], memo: Memo) -> None:
        self._media, self._memo = media, memo
        self._by_stem: dict[str, list[str]] = {}
        for path in filter(is_raster, media):
            self._by_stem.setdefault(_stem(path), []).append(path)
        self._pictures: dict[str, Picture] = {}
        self._digests: dict[str, bytes] = {}

    # What they are

    def picture(self, path: str) -> Picture:
        """What the file is: its size, or the fault that makes it none."""
        known = self._pictures.get(path)
        if known is None:
            known = self._pictures[path] = self._remembered(path) if is_picture(path) else Picture()
        return known

    def _remembered(self, path: str) -> Picture:
        step, look = ("picture", examine) if is_raster(path) else ("drawing", examine_drawing)
        given = self._digest(path)
        stored = self._memo.get(step, given)
        if stored is not None:
            try:
                width, height, kept_as, fault = json.loads(stored)
                return Picture(width, height, kept_as, Fault(**fault) if fault else None)
            except (ValueError, TypeError):
                pass  # a damaged store counts as empty
        found = look(self._media[path])
        fault = asdict(found.fault) if found.fault else None
        self._memo.put(step, given, json.dumps([found.width, found.height, found.kept_as, fault]).encode())
        return found

    def _digest(self, path: str) -> bytes:
        known = self._digests.get(path)
        if known is None:
            known = self._digests[path] = hashlib.sha256(self._media[path]).digest()
        return known

    # Where they are

    def address(self, path: str) -> str:
        """Where the whole picture lies, in the format that its name says."""
        stem, _, ending = path.removeprefix("content/").rpartition(".")
        return f"/{stem}.{self._mark(path)}.{ending.lower()}"

    def _variant_address(self, path: str, variant: Variant) -> str:
        return f"/{_stem(path)}.{self._mark(path)}-{variant.width}.{variant.format}"

    def _mark(self, path: str) -> str:
        return hashlib.sha256(self._digest(path) + recipe().encode()).hexdigest()[:10]

    def shown(self, path: str) -> dict[str, Plain]:
        """What a template gets of a picture without fault; nothing is made yet."""
        picture = self.picture(path)
        sizes = {name: variants(picture, name) for name in ("avif", "webp", picture.kept_as)}
        sets = {name: self._set(path, some) for name, some in sizes.items()}
        largest = sizes[picture.kept_as][-1]
        single = [one for one in sizes["webp"] if one.width <= WIDEST_SINGLE][-1]
        return {
            "address": self._variant_address(path, largest), "width": largest.width, "height": largest.height,
            "type": MIMES[picture.kept_as], "srcset": sets[picture.kept_as],
            "sources": [{"type": MIMES[name], "srcset": sets[name]} for name in ("avif", "webp")],
            "single": self._variant_address(path, single),
        }  # fmt: skip

    def _set(self, path: str, sizes: Iterable[Variant]) -> str:
        return ", ".join(f"{self._variant_address(path, one)} {one.width}w" for one in sizes)

    # Their bytes

    def find(self, address: str) -> Ordered | None:
        """The picture and the variant that an address stands for."""
        found = _ADDRESS.fullmatch(address)
        for path in self._by_stem.get(found["stem"], ()) if found else ():
            if found and self._mark(path) == found["mark"] and not self.picture(path).fault:
                variant = self._variant(path, found["width"], found["format"])
                if variant:
                    return path, variant
        return None

    def _variant(self, path: str, width: str | None, format_name: str) -> Variant | None:
        picture = self.picture(path)
        if width is None:
            return self.whole(path)[1] if path.lower().endswith(f".{format_name}") else None
        if format_name not in ("avif", "webp", picture.kept_as):
            return None
        return next((one for one in variants(picture, format_name) if str(one.width) == width), None)

    def whole(self, path: str) -> Ordered:
        """The picture as large as it is, in the format that its name says."""
        picture, ending = self.picture(path), path.lower().rpartition(".")[2]
        return path, Variant(picture.width, picture.height, "jpg" if ending == "jpeg" else ending)

    def made(self, ordered: Ordered) -> bytes:
        """The bytes of one variant, remembered or made now."""
        stored = self._memo.get("variant", self._key(ordered))
        return stored if stored is not None else self._keep(ordered, self._developed(*ordered))

    def prepare(self, wanted: Iterable[Ordered], progress: Callable[[str, int, int], None],
                stop: Callable[[], bool]) -> None:  # fmt: skip
        """Makes those that are not remembered, several pictures at once; ends early where `stop` says so."""
        missing: dict[str, list[Variant]] = {}
        for path, variant in dict.fromkeys(wanted):
            if self._memo.get("variant", self._key((path, variant))) is None:
                missing.setdefault(path, []).append(variant)
        if not missing:
            return
        from concurrent.futures import ThreadPoolExecutor  # 10 ms that a site without new pictures need not pay

        def work(path: str) -> None:
            todo = sorted(missing[path], key=lambda one: (one.width, one.format))
            results = develop(self._media[path], todo)
            for variant in todo:
                if stop():
                    return
                self._keep((path, variant), next(results))

        with ThreadPoolExecutor(min(every_core(), MOST_AT_ONCE)) as pool:
            for done, _ in enumerate(pool.map(work, missing), 1):
                progress("Making pictures", done, len(missing))

    def _keep(self, ordered: Ordered, made: bytes) -> bytes:
        self._memo.put("variant", self._key(ordered), made)
        return made

    def _key(self, ordered: Ordered) -> bytes:
        return self._digest(ordered[0]) + f"{ordered[1]} {recipe()}".encode()

    def _developed(self, path: str, variant: Variant) -> bytes:
        return next(develop(self._media[path], [variant]))


def is_raster(path: str) -> bool:
    """True for a picture made of pixels, by its name."""
    return path.lower().endswith(ENDINGS)


def is_picture(path: str) -> bool:
    """The same, or a drawing."""
    return is_raster(path) or path.lower().endswith(".svg")


def _stem(path: str) -> str:
    return path.removeprefix("content/").rpartition(".")[0]
