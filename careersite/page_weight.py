"""The finished files come in; out go the bytes that each page takes, as a server sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from careersite.cores import every_core, on_every_core
from careersite.inspection import Inspection, addresses_in_style
from careersite.memo import Memo
from careersite.model import OutputFile, Rendered

# Ten packets of 1,460 bytes are what a server may send before the first answer comes back (RFC 6928).
MOST_FIRST_VIEW = 14_600
MOST_SCRIPTS = 10_000
MOST_FONTS = 20_000


@dataclass(frozen=True, slots=True)
class PageWeight:
    """HTML and styles as compressed by brotli; scripts and web fonts as they lie in the folder."""

    html: int
    styles: int
    scripts: int
    fonts: int

    @property
    def first_view(self) -> int:
        return self.html + self.styles


def page_weights(rendered: Rendered, memo: Memo) -> dict[str, PageWeight]:
    """Each page by its path, in the order of the paths."""
    wanted = [path for path in rendered.files if path in rendered.inspections or path.endswith(".css")]
    contents = [rendered.files[path].content for path in wanted]
    compressed = dict(zip(wanted, _compressed_sizes(contents, memo), strict=True))
    return {
        path: _weight(compressed, path, inspection, rendered.files) for path, inspection in rendered.inspections.items()
    }


def _weight(
    compressed: Mapping[str, int], path: str, inspection: Inspection, files: Mapping[str, OutputFile]
) -> PageWeight:
    fetched = [address.partition("?")[0].lstrip("/") for address in inspection.fetched]
    styles = [one for one in fetched if one in compressed and one.endswith(".css")]
    scripts = [one for one in fetched if one in files and one.endswith((".js", ".mjs"))]
    named = {address for one in styles for address in addresses_in_style(files[one].content.decode("utf-8", "replace"))}
    fonts = {address.partition("?")[0].partition("#")[0].lstrip("/") for address in (*named, *inspection.fetched)}
    return PageWeight(
        compressed[path],
        sum(compressed[one] for one in styles),
        sum(len(files[one].content) for one in scripts),
        sum(
            len(files[one].content)
            for one in fonts
            if one in files and one.endswith((".woff2", ".woff", ".ttf", ".otf"))
        ),
    )


def _compressed_sizes(contents: list[bytes], memo: Memo) -> list[int]:
    """Ten milliseconds a page, so each is weighed once, and on every core where they are many."""
    known = [memo.get("compressed size", content) for content in contents]
    missing = [content for content, size in zip(contents, known, strict=True) if size is None]
    weighed = on_every_core(_compressed_size, missing, every_core())
    sizes = []
    for content, stored in zip(contents, known, strict=True):
        size = int(stored) if stored is not None else next(weighed)
        memo.put("compressed size", content, b"%d" % size)
        sizes.append(size)
    return sizes


def _compressed_size(content: bytes) -> int:
    import brotli  # only `check` weighs

    return len(brotli.compress(content, quality=11))
