"""A finished site comes in; it is put into its folder, by one program at a time, and the last good state is kept."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from careersite.call import Call
from careersite.ledger.bookkeeping import keep
from careersite.ledger.ledger import LEDGER_COPY, LEDGER_PATH
from careersite.lock import lock
from careersite.output_folder import private_folder
from careersite.problem import Problems
from careersite.write import Written, write

if TYPE_CHECKING:
    from careersite.pipeline import Finished


@dataclass(frozen=True, slots=True)
class Published:
    """What was done in the folder; `is_ours` is false where another program was writing it all the time.

    `recorded` are the addresses that are new in published.yml.
    """

    written: Written | None = None
    is_ours: bool = False
    recorded: tuple[str, ...] = ()


def publish(call: Call, finished: Finished, problems: Problems, command: str) -> Published:
    """Writes public/, then private/, then published.yml; nothing where there are errors."""
    out = call.options.out
    recorded: tuple[str, ...] = ()
    if problems.has_errors:
        return Published()
    with lock(out, problems, command=command, started=datetime.now()) as is_ours:  # noqa: DTZ005 - for people here
        written = write(finished.rendered.files.values(), out, problems) if is_ours else None
        if is_ours and not problems.has_errors:
            write(finished.rendered.private.values(), private_folder(out), problems)
        if is_ours and not problems.has_errors:
            recorded = _recorded(call, finished, problems)
    return Published(written, is_ours, recorded)


def _recorded(call: Call, finished: Finished, problems: Problems) -> tuple[str, ...]:
    """Only what goes to the site's own folder today is published, and only once the site has an address."""
    options, site = call.options, finished.site
    is_own = options.out.resolve() == (options.site / "public").resolve() and options.as_of is None
    if site is None or not is_own or not site.content.settings.values["address"]:
        return ()
    if site.content.ledger.is_lost:
        return ()
    recorded = keep(site, finished.rendered, options.site, problems)
    if not problems.has_errors:
        _keep_copy(options.site)
    return recorded


def _keep_copy(folder: Path) -> None:
    """What the ledger says now, by which the next build sees that the file is lost."""
    copy = folder / LEDGER_COPY
    with suppress(OSError):
        data = (folder / LEDGER_PATH).read_bytes()
        if not copy.is_file() or copy.read_bytes() != data:
            copy.parent.mkdir(exist_ok=True)
            temporary = copy.with_name(f"{copy.name}.new")
            temporary.write_bytes(data)
            os.replace(temporary, copy)


def own_folder(call: Call) -> Path:
    """Where the program keeps what it remembers of this site."""
    folder: Path = call.options.site / ".careersite"
    return folder
