"""A mistake as data: what was found, where, what is allowed and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in the editor's words; `file` is relative to the site folder, `line` counts from 1, 0 is unknown."""

    file: str
    line: int
    severity: Severity
    code: str
    message: str
    hint: str = ""


class Problems:
    """Gathers what is found, so that one run tells of every mistake at once.

    `softens` says which errors are only warnings here; `mistakes` counts those too, for who must not use what is wrong.
    """

    def __init__(self, softens: Callable[[Problem], bool] = lambda problem: False) -> None:
        self._found: dict[Problem, None] = {}
        self._softens = softens
        self.mistakes = 0
        self._errors = 0

    def error(self, code: str, message: str, hint: str = "", *, file: str = "", line: int = 0) -> None:
        self.add(Problem(file, line, "error", code, message, hint))

    def warning(self, code: str, message: str, hint: str = "", *, file: str = "", line: int = 0) -> None:
        self.add(Problem(file, line, "warning", code, message, hint))

    def add(self, problem: Problem) -> None:
        """What is told as an error need not be told as a warning too."""
        is_mistake = problem.severity == "error"
        if is_mistake and self._softens(problem):
            problem = replace(problem, severity="warning")
        is_error = problem.severity == "error"
        if problem in self._found or (not is_error and replace(problem, severity="error") in self._found):
            return
        if is_error:
            self._found.pop(replace(problem, severity="warning"), None)
        self._found[problem] = None
        self.mistakes += is_mistake
        self._errors += is_error

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add(problem)

    @property
    def all(self) -> tuple[Problem, ...]:
        """Sorted by file and line, each once."""
        return tuple(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        return self._errors > 0


def suggestion(found: str, allowed: Iterable[str]) -> str:
    """`Did you mean "closes"?` for `clsoes`, or the empty string where nothing is near."""
    near = difflib.get_close_matches(found.lower(), list(allowed), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""
