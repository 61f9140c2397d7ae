"""Texts come in; their Bodies go out, each converted once and remembered; many new ones on every core."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from careersite.cores import WORTH_OTHER_PROCESSES, every_core, on_every_core
from careersite.memo import Memo
from careersite.text.body import Body, body_from_text, body_to_text


def converted(text: str) -> str:
    """The body of `text` as JSON; run in other processes too."""
    from careersite.text.markdown import markdown  # slow to import, and not needed while every text is remembered

    return body_to_text(markdown(text))


class Bodies:
    """The body of any text; what was converted before comes from the memo."""

    def __init__(self, memo: Memo, cores: int | None = None) -> None:
        self._memo = memo
        self._cores = cores or every_core()
        self._known: dict[str, Body] = {}
        self.progress: Callable[[str, int, int], None] = lambda doing, done, total: None

    def body(self, text: str) -> Body:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._remembered(text) or self._keep(text, converted(text))
        return known

    def prepare(self, texts: Iterable[str]) -> None:
        """Converts those that are not remembered, on every core where they are many."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known and not self._look_up(text)]
        if len(missing) >= WORTH_OTHER_PROCESSES:
            import careersite.text.markdown  # noqa: F401 - once here, not once in every process
        results = on_every_core(converted, missing, self._cores)
        for done, (text, result) in enumerate(zip(missing, results, strict=True), 1):
            self._known[text] = self._keep(text, result)
            self.progress("Converting texts", done, len(missing))

    def forget(self, text: str) -> None:
        """Nothing of it is remembered for later builds."""
        self._memo.forget("markdown", text.encode())

    def _look_up(self, text: str) -> bool:
        body = self._remembered(text)
        if body:
            self._known[text] = body
        return body is not None

    def _remembered(self, text: str) -> Body | None:
        stored = self._memo.get("markdown", text.encode())
        try:
            return None if stored is None else body_from_text(stored.decode())
        except (ValueError, TypeError, IndexError):
            return None

    def _keep(self, text: str, result: str) -> Body:
        self._memo.put("markdown", text.encode(), result.encode())
        return body_from_text(result)
