"""The name of a file or folder comes in; out goes whether a program left it there, so that no editor means it."""

from __future__ import annotations

import re

_IGNORED = re.compile(
    r"""
      \..*                                                                  # tools, systems and many editors
    | __pycache__ | node_modules | Thumbs\.db | desktop\.ini | Icon\r       # tools and systems
    | 4913 | .*~ | \#.*\# | ~\$.* | .*___jb_\w+___                         # editors and word processors
    | .*\.(?:sw[a-z]|tmp|bak|part|crdownload|kate-swp|orig|rej)             # editors and browsers
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_ignored(name: str) -> bool:
    """True for what editors, systems and tools leave beside the words: neither read nor a reason to build."""
    return _IGNORED.fullmatch(name) is not None
