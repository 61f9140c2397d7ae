"""The answers of Find your route come in; out goes their tree as text, for the editors' guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from careersite.content_types.answer import ANSWER
from careersite.finder.finder import START, Finder, finder_of
from careersite.front_matter import Scalar
from careersite.model import Page

NO_FINDER = f"This site has no `content/{ANSWER.folder}/` yet."


def finder_drawing(pages: Iterable[Page]) -> str:
    """Each answer with its file, each end with its routes; what is a draft or has dates says so, whatever the day."""
    by_source = {page.source.path: page for page in pages}
    finder = finder_of(by_source.values())
    start = finder.by_address.get(START)
    if start is None:
        return NO_FINDER
    drawn = _Drawing(finder, by_source)
    return "\n".join(["```text", *drawn.page(start, "", START.strip("/").replace("-", " ").capitalize()), "```"])


class _Drawing:
    def __init__(self, finder: Finder, by_source: dict[str, Page]) -> None:
        self.finder, self.by_source = finder, by_source

    def page(self, page: Page, before: str, words: str) -> Iterator[str]:
        """`before` stands at the left of every line below the page's own."""
        yield f"{words}  [{page.source.path.removeprefix(f'content/{ANSWER.folder}/')}]{_limits(page)}"
        if page.values["question"]:
            yield f"{before}   {page.values['question']}"
        answers = self.finder.answers_to(page)
        for answer in answers:
            is_last = answer is answers[-1]
            inner = self.page(answer, before + ("   " if is_last else "│  "), answer.values["answer"] or "")
            yield f"{before}{'└─' if is_last else '├─'} {next(inner)}"
            yield from inner
        for path in page.names:
            route = self.by_source.get(path)
            yield f"{before}   → {route.title}{_limits(route)}" if route else f"{before}   → {path}"


def _limits(page: Page) -> str:
    typed = {name: page.source.fields.entries.get(name) for name in ("draft", "publish", "expires")}
    said = [f"{name}: {node.text}" for name, node in typed.items() if isinstance(node, Scalar) and page.values[name]]
    return f" ({', '.join(said)})" if said else ""
