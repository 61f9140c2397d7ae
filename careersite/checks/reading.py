"""Running text reads at grade 9 or easier: most who look for work read on a phone, many in their second language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from careersite.inspection import running_text
from careersite.model import Page, Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio

if TYPE_CHECKING:
    from careersite.text.reading_grade import Reading

MOST_QUOTED = 240


def reading(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    from careersite.text.reading_grade import HARDEST, reading_grade  # only the slower checks need it

    for path in rendered.inspections:
        file = rendered.files[path]
        found = reading_grade(running_text(file.content.decode()))
        if found.is_hard:
            page = site.by_source.get(file.source_path)
            lines = [_line_of(sentence, page) if page else 0 for _, sentence in found.longest]
            problems.warning(
                "reading",
                f"The text reads at grade {found.grade:.1f}; {HARDEST} or lower is easy enough for most people.",
                f"Use shorter sentences and plainer words. The longest sentences: {_quoted(found, lines)}",
                file=file.source_path or path,
                line=lines[0],
            )


def _quoted(found: Reading, lines: list[int]) -> str:
    return " ".join(
        f"({f'line {line}, ' if line else ''}{count} words) {_cut(sentence)}"
        for (count, sentence), line in zip(found.longest, lines, strict=True)
    )


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= MOST_QUOTED else sentence[:MOST_QUOTED].rpartition(" ")[0] + " …"


def _line_of(sentence: str, page: Page) -> int:
    """The line in which the sentence starts; 0 where a template or another page brings it."""
    lines = [(_bare(line), page.source.text_line + place) for place, line in enumerate(page.source.text.split("\n"))]
    lines += [(_bare(str(value)), page.source.fields.lines.get(name, 0)) for name, value in page.values.items()]
    words = _bare(sentence).split()
    # A sentence may go over several lines, and a fact or a link may stand in the middle of it.
    for some in (words[:8], words[:5], words[:3], words[1:5]):
        for text, line in lines:
            if len(some) > 2 and " ".join(some) in text:
                return line
    return 0


def _bare(text: str) -> str:
    """[the **plan**](/plan/) → the plan"""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\]\([^)]*\)|\[\[[^]]*\]\]", " ", text).lower()))
