"""Python-Markdown with two thirds of its work left out and the same result: only what can match is asked.

Both names with a leading class name are the library's own private ones; should a version rename them, the override is
never called: slower, never wrong.
"""

from __future__ import annotations

import re
from typing import Any

from markdown.blockprocessors import ParagraphProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# The text without which an inline pattern can never match; a pattern that is not named here is always asked.
MARKS_OF = {
    "backtick": ("`",), "escape": ("\\",), "footnote": ("[^",), "reference": ("[",), "link": ("[",),
    "short_reference": ("[",), "autolink": ("<",), "automail": ("<",), "html": ("<",), "entity": ("&",),
    "linebreak": ("  \n",), "not_strong": ("*", "_"), "em_strong": ("*", "_"), "em_strong2": ("_",),
}  # fmt: skip
NEED_REFERENCES = ("reference", "short_reference")
MARKS = ("[", "*", "&", "_", "`", "\\", "<", "[^", "  \n")

Plan = list[tuple[int, Any]]


def make_sparing(md: Any) -> None:
    """Called once every pattern is registered."""
    md.treeprocessors.register(SparingInlineProcessor(md), "inline", 20)
    md.parser.blockprocessors.register(PlainParagraphProcessor(md.parser), "plain_paragraph", 95)
    md.preprocessors.register(SparingWhitespace(md), "normalize_whitespace", 30)


class SparingInlineProcessor(InlineProcessor):
    """Asks only the inline patterns whose mark stands in the text: most text has none."""

    def __init__(self, md: Any) -> None:
        super().__init__(md)
        self._plans: dict[tuple[bool, ...], Plan] = {}

    def _plan(self, key: tuple[bool, ...]) -> Plan:
        marks = {mark for mark, is_found in zip(MARKS, key, strict=False) if is_found}
        names = {self.inlinePatterns.get_index_for_name(name): name for name in MARKS_OF if name in self.inlinePatterns}
        plan = []
        for index, pattern in enumerate(self.inlinePatterns):
            name = names.get(index)
            if name is not None and marks.isdisjoint(MARKS_OF[name]):
                continue
            if name in NEED_REFERENCES and not key[-1]:
                continue
            plan.append((index, pattern))
        return plan

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        key = (*[mark in data for mark in MARKS], bool(self.md.references))
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._plan(key)
        for index, pattern in plan:
            if index < patternIndex:
                continue
            matched, start = True, 0
            while matched:  # marks only ever leave the text, into placeholders, so the plan stays complete
                apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined] # the private name
                data, matched, start = apply(pattern, data, index, start)
        return data


class PlainParagraphProcessor(ParagraphProcessor):
    """Each line starts with a letter: no other kind of block starts a line so, thus nobody else needs to be asked."""

    PLAIN = re.compile(r"[^\W\d_][^\n]*(?:\n[^\W\d_][^\n]*)*\Z")

    def test(self, parent: Any, block: str) -> bool:
        return self.PLAIN.match(block) is not None


class SparingWhitespace(NormalizeWhitespace):
    """Nothing to normalise where there is no tab, control mark or line that starts with a space."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if any(mark in source for mark in ("\x02", "\x03", "\r", "\t", "\n ")):
            return super().run(lines)
        return [*lines, "", ""]
