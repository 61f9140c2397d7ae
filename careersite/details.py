"""A fault of ours comes in; the name of the file in which a developer finds all about it goes out."""

from __future__ import annotations

import sys
import tempfile
import traceback


def saved(fault: BaseException) -> str:
    """Writes traceback, Python and arguments to a file of their own in the system's folder for such files."""
    text = "".join(traceback.format_exception(fault))
    about = f"{sys.version}\n{sys.platform}\n{' '.join(sys.argv[1:])}\n\n{text}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="careersite-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(about)
            return file.name
    except OSError:
        return f"(no file could be written: {type(fault).__name__}: {fault})"
