"""The folder of a finished site comes in; its files go out by their paths, without what a build keeps for itself."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from careersite.ignored_names import is_ignored


def published_files(folder: Path, meant: Collection[str] = ()) -> dict[str, bytes]:
    """Every file below the folder; none where there is no such folder. A link is never followed.

    `meant` are names that look like those of tools, and are of the site all the same.
    """
    found = {}
    for within, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(within) / name
            if (name in meant or not is_ignored(name)) and file.is_file() and not file.is_symlink():
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found
