"""Sites on disk go in; the costs of building them cold, unchanged and after each edit come out, round after round."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from measure import Cost, calm, run_measured
from pages import BenchPage
from tool import EDITS, Spot, Tool

STEPS = ("cold", "unchanged", *EDITS)
Costs = dict[tuple[str, str], list[Cost]]


class NotShown(Exception):
    """A build ended well, but what was edited is not in its output."""


class Workplace:
    """One tool's site on disk, its spots, and the text of each spot before any edit."""

    def __init__(self, tool: Tool, folder: Path, page: BenchPage) -> None:
        self.tool, self.folder = tool, folder
        self.spots: dict[str, Spot] = tool.spots(page, folder)
        self.first_texts = {
            name: spot.source_path.read_text(encoding="utf-8") for name, spot in self.spots.items()
        }  # fmt: skip

    def build(self) -> Cost:
        """One build, measured as a whole process."""
        calm()
        return run_measured(self.tool.build_command(self.folder), self.folder)

    def step(self, name: str, token: str) -> Cost:
        """Prepare, build, and see that the output shows what it must."""
        if name == "cold":
            self.tool.forget(self.folder)
            return self.build()
        if name == "unchanged":
            return self.build()
        spot = self.spots[name]
        spot.save(self.first_texts[name], token)
        try:
            cost = self.build()
        finally:
            spot.source_path.write_text(self.first_texts[name], encoding="utf-8")
        missing = spot.missing(self.folder / "public", token)
        if missing:
            raise NotShown(f"{self.tool.name}: after an edit of the {name}, {', '.join(missing)} did not change.")
        return cost


def measure_builds(workplaces: Sequence[Workplace], rounds: int) -> Costs:
    """Every tool takes each step before any takes the next; the order of the tools turns with every round."""
    costs: Costs = defaultdict(list)
    for number in range(rounds):
        turn = number % len(workplaces)
        for step in STEPS:
            for workplace in (*workplaces[turn:], *workplaces[:turn]):
                cost = workplace.step(step, token=f"edit{chr(ord('a') + number % 26)}{step}")
                costs[workplace.tool.name, step].append(cost)
    return costs
