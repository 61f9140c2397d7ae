"""The one way in which a template fails, as a developer needs to hear it."""

from __future__ import annotations


class TemplateFault(Exception):
    """A template that cannot be used, with the file and line that a developer must look at."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(message)
        self.file, self.line, self.message = file, line, message

    def __reduce__(self) -> tuple[type[TemplateFault], tuple[str, int, str]]:
        """So that it can come back from another process."""
        return TemplateFault, (self.file, self.line, self.message)
