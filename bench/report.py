"""What was measured goes in; the tables that people read come out, as Markdown."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from measure import median_cost
from rounds import STEPS, Costs

OURS = "careersite"
PREVIEW = "save to served"


@dataclass
class SizeResult:
    """All that was measured of sites of one size."""

    count: int
    costs: Costs
    previews: Mapping[str, Sequence[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def tools(self) -> list[str]:
        """The tools with at least one build, ours first."""
        return list(dict.fromkeys(tool for tool, _ in self.costs))

    def seconds(self, tool: str) -> dict[str, float | None]:
        """Median wall seconds of each step, and of the preview."""
        walls: dict[str, float | None] = {
            step: median_cost(self.costs[tool, step]).wall_seconds if self.costs.get((tool, step)) else None
            for step in STEPS
        }
        return {**walls, PREVIEW: statistics.median(self.previews[tool]) if self.previews.get(tool) else None}

    def cold(self, tool: str) -> tuple[float, float]:
        """Median processor seconds and peak megabytes of the cold build."""
        cost = median_cost(self.costs[tool, "cold"])
        return cost.cpu_seconds, cost.peak_megabytes

    def peak(self, tool: str) -> float:
        """The most megabytes that any build of the tool took."""
        return max(cost.peak_megabytes for (name, _), costs in self.costs.items() if name == tool for cost in costs)


def size_report(result: SizeResult) -> str:
    """Two tables: seconds of every tool, and how many times as long each peer takes as we do."""
    if not result.tools:
        return "\n\n".join([f"## {result.count:,} pages", *(f"Failed: {failure}" for failure in result.failures)])
    rounds = len(result.costs[result.tools[0], "cold"])
    parts = [f"## {result.count:,} pages (medians of {rounds}; seconds)", seconds_table(result)]
    if OURS in result.tools and len(result.tools) > 1:
        parts += ["Times as long as careersite takes (above 1: careersite is faster):", ratio_table(result)]
    parts += [f"Failed: {failure}" for failure in result.failures]
    return "\n\n".join(parts)


def seconds_table(result: SizeResult) -> str:
    """One row for each tool."""
    rows = []
    for tool in result.tools:
        cpu, peak = result.cold(tool)
        cells = [seconds_cell(seconds) for seconds in result.seconds(tool).values()]
        rows.append([tool, *cells, seconds_cell(cpu), f"{peak:.0f}"])
    return table(["tool", *STEPS, PREVIEW, "cold: CPU", "cold: peak MB"], rows)


def ratio_table(result: SizeResult) -> str:
    """One row for each peer: its seconds over ours."""
    ours = result.seconds(OURS)
    rows = []
    for tool in result.tools:
        if tool != OURS:
            theirs = result.seconds(tool)
            cells = [ratio_cell(theirs[column], ours[column]) for column in ours]
            rows.append([tool, *cells, ratio_cell(result.cold(tool)[0], result.cold(OURS)[0])])
    return table(["peer", *ours, "cold: CPU"], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns line up in a terminal too."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def seconds_cell(seconds: float | None) -> str:
    """Three figures that mean something, or a dash."""
    return "-" if seconds is None else f"{seconds:.3f}" if seconds < 10 else f"{seconds:.1f}"


def ratio_cell(theirs: float | None, ours: float | None) -> str:
    """How many times as long."""
    return "-" if theirs is None or not ours else f"{theirs / ours:.2f}"
