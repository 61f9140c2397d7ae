"""A Site comes in; out goes the index that a reader's own browser searches: titles, headings, summaries, texts.

The index holds the texts themselves, not a list of words: packed by the web server they are smaller, and a result can
show where it was found. The script does the rest, so that both sides of a search are made alike.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from careersite.addresses import page_path
from careersite.calendar.clock import exact_instant
from careersite.campaigns.campaign import closes_for_good
from careersite.campaigns.run import CLOSED
from careersite.component import Component
from careersite.content_types.campaign import EVENT
from careersite.fields import Field, Group, Kind, ListOf
from careersite.kinds import Words
from careersite.model import Page, Site
from careersite.naming_kinds import FactName, FromSite, PageName, RichText
from careersite.text.bodies import Bodies
from careersite.text.body import Body
from careersite.text.filled import Filled

SEARCH_INDEX = "search_index"
# Above this many characters every long text is cut, so that a large site's index stays small enough for a phone.
MOST_TEXT = 200_000
# They stand in places of their own, or are not shown on the page itself.
NOT_IN_TEXT = (
    "title", "name", "short_title", "people_heading", "other_names", "scripts", "posts", "signature", "approval",
    "event", "editions",
)  # fmt: skip

_HEADING = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_NOTE_MARK = re.compile(r'<sup id="fnref.*?</sup>|<a class="footnote-backref".*?</a>', re.DOTALL)
_END_OF_LINE = re.compile(r"</(?:p|li|h[1-6]|t[dhr]|d[td]|caption|figcaption|blockquote|pre|div)>|<br\s*/?>")
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The bytes, and the address, which changes with them."""

    address: str
    content: bytes


def pages_with_search(pages: Iterable[Page], components: Mapping[str, Component]) -> list[Page]:
    """The pages on which a component asks for the index."""
    asking = {one.name for one in components.values() if any(_asks(field) for field in one.fields)}
    return [page for page in pages if any(use.component.name in asking for use in page.components)]


def _asks(field: Field) -> bool:
    return isinstance(field.kind, FromSite) and SEARCH_INDEX in field.kind.options


def search_index(site: Site, bodies: Bodies, titles: Mapping[str, str]) -> SearchIndex:
    """One entry a page: address, title, summary, headings and other names a line each, text."""
    texts = _Texts(site, bodies, titles)
    searching = set(pages_with_search(site.pages, site.content.components))
    entries = [texts.entry(page) for page in site.pages if page not in searching]
    longest = longest_text([len(entry[-1]) for entry in entries])
    pages = [[*entry[:-1], _cut(entry[-1], longest)] for entry in entries]
    content = json.dumps({"pages": pages}, ensure_ascii=False, separators=(",", ":")).encode()
    return SearchIndex(f"/assets/search.{hashlib.sha256(content).hexdigest()[:10]}.json", content)


def longest_text(lengths: Sequence[int], most: int = MOST_TEXT) -> int:
    """How long a text may be so that all together have at most `most` characters; short texts leave room to others."""
    left, waiting = most, len(lengths)
    for length in sorted(lengths):
        if length * waiting > left:
            return left // waiting
        left, waiting = left - length, waiting - 1
    return most


def _cut(text: str, longest: int) -> str:
    """The text up to its last whole word that fits."""
    return text if len(text) <= longest else (text[: longest + 1].rpartition(" ")[0] or text[:longest])


class _Texts:
    """What stands on a page in plain words, with the facts filled in."""

    def __init__(self, site: Site, bodies: Bodies, titles: Mapping[str, str]) -> None:
        self.site, self.facts, self.bodies, self.titles = site, site.content.facts, bodies, titles

    def entry(self, page: Page) -> list[str]:
        words = self.facts.filled_in
        own = [field for field in page.content_type.own_fields if field.name not in NOT_IN_TEXT]
        parts = [*self._fields(own, page.values), *self._event(page), *self._parts(page)]
        headings = [line for part in parts for _, found in _HEADING.findall(part) for line in _lines(found)]
        text = [line for part in parts for line in _lines(_HEADING.sub("", part))]
        named = [words(name) for name in page.values.get("other_names", ())]
        title = self.titles[page.address] + (" (closed)" if self._is_closed(page) else "")
        return [page.address, title, words(page.values["summary"]), "\n".join([*named, *headings]),
                "\n".join(dict.fromkeys(text))]  # fmt: skip

    def _event(self, page: Page) -> Iterator[str]:
        """That of the run of a campaign that counts now; those of other years are not on its page."""
        for one in self.site.campaigns:
            if one.page is page and one.run.event and one.state != CLOSED:
                yield from self._fields(EVENT.fields, one.run.event.values)

    def _is_closed(self, page: Page) -> bool:
        zone = self.site.content.settings.zone
        closes = closes_for_good(page, zone)
        return closes is not None and closes <= exact_instant(self.site.as_of, zone)

    def _parts(self, page: Page) -> Iterator[str]:
        """The HTML of the text, with what its components say where they stand."""
        first = page.source.text_line - 1
        uses = {use.line: use for use in page.components}
        for part in page.body.parts:
            if isinstance(part, str):
                yield self._filled(part, page.body)
            else:
                use = uses[first + page.body.components[part].line]
                yield from self._fields(use.component.fields, use.values)

    def _fields(self, fields: Sequence[Field], values: Mapping[str, Any]) -> Iterator[str]:
        for field in fields:
            yield from self._shown(field.kind, values[field.name])

    def _shown(self, kind: Kind, value: Any) -> Iterator[str]:
        """A line for each value, but one for a whole row or group: a figure says nothing without its label."""
        if value is None:
            return
        if isinstance(kind, ListOf):
            for entry in value:
                shown = self._shown(kind.kind, entry)
                yield from (_together(shown),) if isinstance(kind.kind, ListOf) else shown
        elif isinstance(kind, Group):
            # What is said of a page that is not live is not shown either.
            if all(self._is_live(field.kind, value[field.name]) for field in kind.fields):
                yield _together(self._fields(kind.fields, value))
        elif isinstance(kind, Words):
            yield _paragraph(self.facts.filled_in(value))
        elif isinstance(kind, FactName):
            yield _paragraph(self.facts.value(f"{value.text}, as at") or "")
        elif isinstance(kind, RichText):
            body = self.bodies.body(value.text)
            yield from (self._filled(part, body) for part in body.parts if isinstance(part, str))

    def _is_live(self, kind: Kind, value: Any) -> bool:
        if not isinstance(kind, PageName) or value is None:
            return True
        return page_path(kind.type_name, value.text) in self.site.by_source

    def _filled(self, html: str, body: Body) -> str:
        value = self.facts.value
        names = [f"{name}{date}" for name, _ in body.facts for date in ("", ", as at")]
        return str(Filled(html, (None,) * len(body.links), tuple((name, value(name) or "") for name in names)))


def _lines(html: str) -> list[str]:
    """The words of each paragraph, entry or cell."""
    bare = _TAG.sub("", _END_OF_LINE.sub("\n", _NOTE_MARK.sub("", html).replace("\n", " ")))
    return [line for line in (" ".join(unescape(line).split()) for line in bare.split("\n")) if line]


def _together(parts: Iterable[str]) -> str:
    return _paragraph(" · ".join(line for part in parts for line in _lines(part)))


def _paragraph(text: str) -> str:
    return f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
