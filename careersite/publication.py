"""A finished site comes in; it is put into its folder, by one program at a time, and the last good state is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from careersite.call import Call
from careersite.lock import lock
from careersite.output_folder import private_folder
from careersite.problem import Problems
from careersite.write import Written, write

if TYPE_CHECKING:
    from careersite.pipeline import Finished


@dataclass(frozen=True, slots=True)
class Published:
    """What was done in the folder; `is_ours` is false where another program was writing it all the time."""

    written: Written | None = None
    is_ours: bool = False


def publish(call: Call, finished: Finished, problems: Problems, command: str) -> Published:
    """Writes public/, then private/; nothing where there are errors."""
    out = call.options.out
    if problems.has_errors:
        return Published()
    with lock(out, problems, command=command, started=datetime.now()) as is_ours:  # noqa: DTZ005 - for people here
        written = write(finished.rendered.files.values(), out, problems) if is_ours else None
        if is_ours and not problems.has_errors:
            write(finished.rendered.private.values(), private_folder(out), problems)
    return Published(written, is_ours)


def own_folder(call: Call) -> Path:
    """Where the program keeps what it remembers of this site."""
    folder: Path = call.options.site / ".careersite"
    return folder
