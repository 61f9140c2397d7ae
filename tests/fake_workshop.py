"""A workshop as small as can be: Markdown files in, their text as pages out; certain words in them are mistakes."""

from __future__ import annotations

import html
import time
from collections.abc import Callable
from pathlib import Path

from careersite.preview.preview import CannotRender
from careersite.problem import Problem

PAGE = "<!doctype html><html><head><title>{path}</title></head><body><main>{text}</main></body></html>"
FEED = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>'


class FakeDraft:
    def __init__(self, texts: dict[str, str], files: dict[str, bytes]) -> None:
        self._texts = texts
        self._files = files
        self.problems = tuple(found(texts, "MISTAKE", "error") + found(texts, "DOUBT", "warning"))

    def file(self, output_path: str) -> bytes | None:
        if output_path in self._files:
            return self._files[output_path]
        folder = output_path.removesuffix("index.html").rstrip("/")
        source = f"content/{folder or 'index'}.md"
        if not output_path.endswith("index.html") or source not in self._texts:
            return None
        text = self._texts[source]
        if "UNRENDERABLE" in text:
            raise CannotRender(tuple(found({source: text}, "UNRENDERABLE", "error")))
        if "BUG" in text:
            raise ZeroDivisionError("a bug of ours")
        return PAGE.format(path=output_path, text=text).encode()

    def leads(self, address: str, query: str) -> tuple[int, str] | None:
        return (302, f"/arrived/?{query}") if address == "/go/there" else None


class FakeWorkshop:
    """The words MISTAKE and DOUBT are found at once, DEAD-LINK by the checks; BOOM breaks the workshop itself."""

    def __init__(self, site: Path, draft_seconds: float = 0.0, finish_seconds: float = 0.0) -> None:
        self.site = site
        self.draft_seconds = draft_seconds
        self.finish_seconds = finish_seconds
        self.drafts = 0
        self.finished = 0
        self.files = {"404.html": b"<body>No such page here</body>", "style.css": b"p {}", "feed.xml": FEED}

    def write(self, name: str, text: str) -> Path:
        """In one moment, so that no test depends on what is read in the middle of a save."""
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".tmp")
        beside.write_text(text)
        return beside.replace(path)

    def watched(self) -> tuple[Path, ...]:
        return (self.site / "content", self.site / "site.yml")

    def draft(self) -> FakeDraft:
        self.drafts += 1
        began = time.perf_counter()
        while time.perf_counter() < began + self.draft_seconds:  # a test may shorten it meanwhile
            burn(0.001)
        sources = sorted((self.site / "content").rglob("*.md"))
        texts = {source.relative_to(self.site).as_posix(): source.read_text() for source in sources}
        if any("BOOM" in text for text in texts.values()):
            raise RuntimeError("a <b>bug</b> of ours")
        return FakeDraft(texts, self.files)

    def finish(self, draft: FakeDraft, stop: Callable[[], bool]) -> tuple[Problem, ...]:
        end = time.perf_counter() + self.finish_seconds
        while time.perf_counter() < end and not stop():
            burn(0.001)
        self.finished += 1
        return (*draft.problems, *found(draft._texts, "DEAD-LINK", "error"))

    def excerpt(self, problem: Problem) -> list[tuple[int, str]]:
        lines = (self.site / problem.file).read_text().splitlines()
        return list(enumerate(lines, 1))[max(0, problem.line - 3) : problem.line + 2]


def found(texts: dict[str, str], word: str, severity: str) -> list[Problem]:
    return [
        Problem(name, number, severity, word.lower(), f"{line} is wrong", f"Remove {html.escape(word)} & save.")
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if word in line
    ]


def burn(seconds: float) -> None:
    """Works without a pause, as a build does, and holds Python's lock as much as it can."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        sum(range(200))
