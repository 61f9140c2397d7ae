"""The tools that the bench compares, and where the site of each stands."""

from pathlib import Path

from eleventy import ELEVENTY
from hugo import HUGO
from ours import OURS
from pelican import PELICAN, PELICAN_CACHED
from tool import SCRATCH, Tool

TOOLS: dict[str, Tool] = {tool.name: tool for tool in (OURS, HUGO, ELEVENTY, PELICAN, PELICAN_CACHED)}
USUAL_PEERS = ("hugo", "eleventy", "pelican")


def site_folder(count: int, name: str) -> Path:
    """Where the tool's site of so many pages stands."""
    return SCRATCH / "sites" / str(count) / name
