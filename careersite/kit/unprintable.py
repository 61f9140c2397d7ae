"""Why something cannot be printed, and what to do about it, in the words of whoever asked for it."""

from __future__ import annotations


class Unprintable(Exception):
    """`found` is a sentence about what was given, `advice` one about how to mend it, `part` the name of the text."""

    def __init__(self, found: str, advice: str, part: str = "") -> None:
        super().__init__(f"{found} {advice}")
        self.part = part
        self.found = found
        self.advice = advice
