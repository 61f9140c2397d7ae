"""The text of a page comes in; its Body goes out. The only module that knows Python-Markdown."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from functools import cache
from threading import get_ident
from typing import Any

import markdown as python_markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    HtmlInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)  # fmt: skip
from markdown.treeprocessors import Treeprocessor

from careersite.text.body import (
    COMPONENT_CLOSES,
    COMPONENT_OPENS,
    FACT_CLOSES,
    FACT_OPENS,
    LINK_CLOSES,
    LINK_OPENS,
    Body,
    Finding,
    Heading,
)
from careersite.text.dialect import Reading
from careersite.text.safe_links import is_safe, unsafe_in_words
from careersite.text.sparing_markdown import make_sparing

_COLUMN_CLASSES = {"text-align: right;": "to-the-end", "text-align: center;": "to-the-middle"}
EXTENSIONS = ("tables", "footnotes", "def_list", "abbr", "fenced_code", "sane_lists")

ALLOWED_HTML = r'(</?(?:abbr|kbd|sub|sup)>|<br ?/?>|<abbr\s+title="[^"<>]*"\s*>)'

# base.html gives these ids to its own parts.
TAKEN_BY_TEMPLATES = ("main", "help")

_COMPONENT = re.compile(f"<p>{COMPONENT_OPENS}(\\d+){COMPONENT_CLOSES}</p>")
_FACT = re.compile(f"{FACT_OPENS}([^{FACT_CLOSES}]*){FACT_CLOSES}")
_STASHED = re.compile("\x02[^\x03]*\x03")


def markdown(text: str) -> Body:
    """The body that `text` describes, whatever it is: mistakes are findings in it, never exceptions."""
    reading = Reading(text)
    findings = list(reading.findings)
    if reading.is_too_much:
        return Body(findings=tuple(findings))
    links = Links()
    try:
        html, headings, has_refused_html = _convert("\n".join(reading.lines), links)
    except RecursionError:
        _converter.cache_clear()  # it stays in the middle of a list, and would take the next page for a part of it
        findings.append(
            Finding(
                1,
                "too-much",
                "Lists or quotations lie too deep inside one another in this text.",
                "Split the text, or take out what was pasted by mistake.",
            )
        )
        return Body(findings=tuple(findings))
    if has_refused_html and not any(finding.code == "html" for finding in findings):
        # The lines saw code where Markdown saw none, such as between two backticks that are not a pair.
        line = next((n for n, one in enumerate(text.split("\n"), 1) if re.search(r"<[A-Za-z/!?]", one)), 1)
        hint = "Use Markdown or a component; for the sign itself write &lt;"
        findings.append(Finding(line, "html", "HTML is not used here.", hint))
    linked = tuple((target, reading.lines_of(target)) for target in links.targets)
    for target, lines in linked:
        if not is_safe(target):
            findings += [Finding(line, "link", *unsafe_in_words(target)) for line in lines or (1,)]
    parts = tuple(
        int(part) if number % 2 else part for number, part in enumerate(_COMPONENT.split(html)) if part.strip()
    )
    return Body(parts, headings, tuple(reading.components), linked, tuple(reading.facts), tuple(findings))


class Links:
    """The targets in the order in which they are met, each once."""

    def __init__(self) -> None:
        self.targets: dict[str, int] = {}

    def mark(self, target: str) -> str:
        number = self.targets.setdefault(target, len(self.targets))
        return f"{LINK_OPENS}{number}{LINK_CLOSES}"


def _convert(text: str, links: Links) -> tuple[str, tuple[Heading, ...], bool]:
    converter = _converter(get_ident())
    converter.reset()
    converter.links = links
    converter.headings = []
    converter.has_refused_html = False
    html = converter.convert(text)
    return html, tuple(converter.headings), converter.has_refused_html


@cache
def _converter(thread: int) -> Any:
    """One instance a thread: a new one costs as much as a page, and reset() empties it between pages.

    In the preview the gallery converts texts beside the build.
    """
    converter = python_markdown.Markdown(extensions=[*EXTENSIONS, _Dialect()], output_format="html")
    make_sparing(converter)
    return converter


class _Dialect(Extension):
    """Takes out what the dialect lacks, and leaves marks where links are."""

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.deregister("setextheader")
        for name in ("image_link", "image_reference", "short_image_ref", "automail"):
            md.inlinePatterns.deregister(name)
        patterns = python_markdown.inlinepatterns
        for name, processor, pattern, priority in (
            ("link", _Link, patterns.LINK_RE, 160),
            ("reference", _Reference, patterns.REFERENCE_RE, 170),
            ("short_reference", _ShortReference, patterns.REFERENCE_RE, 130),
            ("autolink", _Autolink, patterns.AUTOLINK_RE, 120),
        ):
            md.inlinePatterns.register(processor(pattern, md), name, priority)
        md.inlinePatterns.register(HtmlInlineProcessor(ALLOWED_HTML, md), "html", 90)
        md.inlinePatterns.register(_RefusedHtml(r"<(?=[A-Za-z/!?])", md), "refused_html", 85)
        md.inlinePatterns.register(_Automail(r"<(?:mailto:)?([^<>@\s:]+@[^<>@\s]+\.[^<>@\s]+)>", md), "automail", 110)
        md.treeprocessors.register(_Headings(md), "headings", 5)
        md.treeprocessors.register(_Columns(), "columns", 4)


class _RefusedHtml(InlineProcessor):
    """What looks like any other HTML is left as text, and so escaped; that it was met is told."""

    md: Any

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - the library's own
        self.md.has_refused_html = True
        return None, None, None


class _Link(LinkInlineProcessor):
    md: Any

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - the library's own
        element: Any
        element, start, end = super().handleMatch(m, data)
        if element is not None:
            element.attrib.pop("title", None)  # read aloud twice or never, and never seen on a phone
            element.set("href", self.md.links.mark(self.unescape(element.get("href", ""))))
        return element, start, end


class _MarkedReference:
    md: Any

    def makeTag(self, href: str, title: str, text: str) -> ET.Element:  # noqa: N802 - the library's name
        element = ET.Element("a")
        element.set("href", self.md.links.mark(href))
        element.text = text
        return element


class _Reference(_MarkedReference, ReferenceInlineProcessor):
    pass


class _ShortReference(_MarkedReference, ShortReferenceInlineProcessor):
    pass


class _Autolink(InlineProcessor):
    md: Any

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - the library's own
        element = ET.Element("a")
        element.set("href", self.md.links.mark(self.unescape(m[1])))
        element.text = python_markdown.util.AtomicString(m[1])
        return element, m.start(0), m.end(0)


class _Automail(InlineProcessor):
    md: Any

    """An address in angle brackets, without the library's disguise of entities that no screen reader needs."""

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - the library's own
        element = ET.Element("a")
        element.set("href", self.md.links.mark(f"mailto:{m[1]}"))
        element.text = python_markdown.util.AtomicString(m[1])
        return element, m.start(0), m.end(0)


class _Headings(Treeprocessor):
    md: Any

    """Gives every heading an anchor that stays when headings above it change, unless they share its words."""

    def run(self, root: ET.Element) -> None:
        taken = set(TAKEN_BY_TEMPLATES)
        for element in root.iter():
            if element.tag not in ("h2", "h3", "h4", "h5", "h6"):
                continue
            text = " ".join(_STASHED.sub("", "".join(element.itertext())).split())
            anchor = _free(slug(_FACT.sub(r"\1", text)) or "section", taken)
            element.set("id", anchor)
            self.md.headings.append(Heading(int(element.tag[1]), text, anchor))


class _Columns(Treeprocessor):
    """Says by a class where the words of a column stand: a page carries no styles of its own."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if element.tag in ("th", "td") and (style := element.attrib.pop("style", "")) in _COLUMN_CLASSES:
                element.set("class", _COLUMN_CLASSES[style])


def _free(wanted: str, taken: set[str]) -> str:
    anchor, number = wanted, 2
    while anchor in taken:
        anchor, number = f"{wanted}-{number}", number + 1
    taken.add(anchor)
    return anchor


def slug(text: str) -> str:
    """`Who it’s for` → `who-its-for`; letters of every script are kept."""
    bare = re.sub(r"['’‘]", "", unicodedata.normalize("NFC", text).casefold())
    return re.sub(r"[^\w]+|_+", "-", bare).strip("-")
