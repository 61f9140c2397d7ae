"""A made-up log of many lines goes in; what careersite and GoAccess count in it, and what that cost, comes out.

python3 bench/results.py                         five million lines, three rounds
python3 bench/results.py --lines 200000          fewer lines
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from log import Truth, write_log
from measure import Cost, calm, median_cost, run_measured

ROOT = Path(__file__).resolve().parent.parent
OURS = "access.log --site site --format json > ours.json"
SITE_YML = "name: Bench\norganisation: Bench\ndescription: A site whose log is counted.\n"
HOME = "---\ntitle: Home\nsummary: Home.\n---\nWords.\n"


def main() -> None:
    options = _options()
    if not shutil.which("goaccess"):
        sys.exit("GoAccess is not here: sudo apt install goaccess")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        truth = write_log(folder / "access.log", options.lines)
        megabytes = (folder / "access.log").stat().st_size / 1e6
        print(f"{options.lines:,} lines, {megabytes:,.0f} MB; {options.rounds} rounds, one after the other\n")
        (folder / "site/content/pages").mkdir(parents=True)
        (folder / "site/site.yml").write_text(SITE_YML)
        (folder / "site/content/pages/index.md").write_text(HOME)
        costs = _measure(folder, options.rounds)
        _compare(truth, _ours(folder), _theirs(folder))
        _tell(costs, options.lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the log goes while it is counted (the temporary folder)")
    return parser.parse_args()


def _measure(folder: Path, rounds: int) -> dict[str, list[Cost]]:
    """In each round each takes its turn, and the order turns, so that what else the machine does hits both alike."""
    commands = {
        "careersite": ["sh", "-c", f"exec {sys.executable} {ROOT}/build.py results {OURS}"],
        "goaccess": ["goaccess", "access.log", "--log-format=COMBINED", "--no-global-config", "--ignore-crawlers",
                     "--no-progress", "-o", "theirs.json"],
    }  # fmt: skip
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds):
        for name in list(commands)[:: -1 if number % 2 else 1]:
            calm()
            costs[name].append(run_measured(commands[name], folder))
    return costs


def _ours(folder: Path) -> Truth:
    told = json.loads((folder / "ours.json").read_text())
    short: Counter[str] = Counter()
    for row in told["rows"]:
        short[f"{row['campaign']}/{row['channel']}"] += row["arrivals"]
    return Truth(told["requests"], told["robots"], told["unreadable"], short)


def _theirs(folder: Path) -> Truth:
    """With robots left out; how many those are is what is missing from all lines, as GoAccess does not say."""
    told = json.loads((folder / "theirs.json").read_text())
    short: Counter[str] = Counter()
    for one in told["requests"]["data"]:
        if one["data"].startswith("/go/"):
            short[one["data"].removeprefix("/go/").lower()] += one["hits"]["count"]
    general = told["general"]
    requests = general["total_requests"] - general["failed_requests"]
    return Truth(requests, requests - general["valid_requests"], general["failed_requests"], short)


def _compare(truth: Truth, ours: Truth, theirs: Truth) -> None:
    print("| count | in the log | careersite | GoAccess |\n| --- | ---: | ---: | ---: |")
    for name in ("requests", "robots", "broken"):
        print(f"| {name} | {getattr(truth, name):,} | {getattr(ours, name):,} | {getattr(theirs, name):,} |")
    for name in sorted(truth.short):
        print(f"| /go/{name} | {truth.short[name]:,} | {ours.short[name]:,} | {theirs.short[name]:,} |")
    is_same = truth == ours == theirs
    print("\nAll counts are the same.\n" if is_same else "\nThe counts DIFFER.\n")


def _tell(costs: dict[str, list[Cost]], lines: int) -> None:
    medians = {name: median_cost(found) for name, found in costs.items()}
    print("| program | seconds | processor seconds | megabytes of the largest process | lines a second |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, cost in medians.items():
        print(f"| {name} | {cost.wall_seconds:.1f} | {cost.cpu_seconds:.1f} | {cost.peak_megabytes:.0f} "
              f"| {lines / cost.wall_seconds:,.0f} |")  # fmt: skip
    ratios = [theirs.wall_seconds / ours.wall_seconds
              for ours, theirs in zip(costs["careersite"], costs["goaccess"], strict=True)]  # fmt: skip
    print(f"\nGoAccess takes {', '.join(f'{ratio:.2f}' for ratio in ratios)} times as long, round by round.")


if __name__ == "__main__":
    main()
