"""The finished files come in; out go the figures of each page that have a budget: its bytes and its reading grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from careersite.inspection import running_text
from careersite.memo import Memo
from careersite.model import Rendered
from careersite.page_weight import page_weights


@dataclass(frozen=True, slots=True)
class Figures:
    """`first_view` is `html` and `styles` together, compressed; `grade` is None where there is too little text."""

    address: str
    first_view: int
    html: int
    styles: int
    scripts: int
    fonts: int
    grade: float | None


def figures(rendered: Rendered, memo: Memo) -> tuple[Figures, ...]:
    """Every HTML page, the heaviest first."""
    return tuple(sorted(_each(rendered, memo), key=lambda page: (-page.first_view, page.address)))


def _each(rendered: Rendered, memo: Memo) -> Iterator[Figures]:
    from careersite.text.reading_grade import FEWEST_WORDS, reading_grade  # only the slower checks need it

    for path, weight in page_weights(rendered, memo).items():
        reading = reading_grade(running_text(rendered.files[path].content.decode()))
        yield Figures(
            "/" + path.removesuffix("index.html"), weight.first_view, weight.html, weight.styles, weight.scripts,
            weight.fonts, reading.grade if reading.words >= FEWEST_WORDS else None,
        )  # fmt: skip
