"""Measures careersite and its peers on the same pages, in the same minutes, and prints medians and ratios.

Ways to start it, from any folder:

    python3 bench/run.py                                   100, 1,000 and 10,000 pages; Hugo, Eleventy and Pelican
    python3 bench/run.py --sizes 100 --peers hugo          a quick look
    python3 bench/run.py --peers none                      only ourselves
    python3 bench/run.py --json results.json               every single measurement too
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from measure import CommandFailed
from pages import edited_page
from peers import install_node_peers, install_python_peers
from report import OURS, SizeResult, seconds_cell, size_report
from rounds import NotShown, Workplace, measure_builds
from serve import PreviewFailed, measure_preview
from startup import heavy_modules, help_seconds
from tool import peer_address
from tools import TOOLS, USUAL_PEERS, site_folder

MANY_PAGES = 5_000


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return the exit status."""
    options = read_options(arguments)
    install(options.peers)
    names = [name for name in (OURS, *options.peers) if name != OURS or not options.without_ours]
    print(machine(names), flush=True)
    results = []
    for count in options.sizes:
        result = measure_size(count, names, options)
        results.append(result)
        print(f"\n{size_report(result)}", flush=True)
    startup = measure_startup() if OURS in names else {}
    print(f"\n{closing_lines(results, startup)}")
    if options.json:
        options.json.write_text(json.dumps(as_json(results, names, startup), indent=1), encoding="utf-8")
    return 1 if any(result.failures for result in results) else 0


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line, checked."""
    parser = argparse.ArgumentParser(
        prog="bench/run.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=numbers, default=[100, 1000, 10000], help="page counts, with commas between")
    parser.add_argument("--peers", type=peer_names, default=list(USUAL_PEERS),
                        help=f"of {', '.join(name for name in TOOLS if name != OURS)}; or none")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=5, help="how often a build is timed; above 5,000 pages a third")
    parser.add_argument("--edits", type=int, default=7, help="how many saves a preview is timed for; likewise")
    parser.add_argument("--without-ours", action="store_true", help="measure the peers only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every measurement into this file")
    return parser.parse_args(arguments)


def numbers(text: str) -> list[int]:
    """`100,1000` → 100 and 1,000; fewer than a hundred pages would leave a content type without any."""
    counts = [int(part) for part in text.split(",")]
    if min(counts) < 100:
        raise argparse.ArgumentTypeError("a site needs at least 100 pages")
    return counts


def peer_names(text: str) -> list[str]:
    """`hugo,pelican` → both; `none` → nobody."""
    names = [] if text == "none" else text.split(",")
    unknown = [name for name in names if name not in TOOLS or name == OURS]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
    return names


def install(peers: Sequence[str]) -> None:
    """Only what is asked for."""
    if {"hugo", "pelican", "pelican-cached"} & set(peers):
        install_python_peers()
    if "eleventy" in peers:
        install_node_peers()


def machine(names: Sequence[str]) -> str:
    """What the numbers were taken with and on."""
    versions = ", ".join(f"{name} {TOOLS[name].version()}" for name in names)
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return (
        f"{versions}\nPython {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors, "
        f"load before the start {load}"
    )


def measure_size(count: int, names: Sequence[str], options: argparse.Namespace) -> SizeResult:
    """Write the sites, time the builds in turn, then each preview."""
    writer = Path(__file__).with_name("write_sites.py")
    subprocess.run([sys.executable, "-B", writer, str(count), *names], check=True)
    page = edited_page(count)
    workplaces, failures = [], []
    for name in names:
        workplace = Workplace(TOOLS[name], site_folder(count, name), page)
        try:
            workplace.build()  # not timed: leaves byte code and warm file caches to all alike
            workplaces.append(workplace)
        except CommandFailed as failure:
            failures.append(str(failure))
    rounds = options.rounds if count <= MANY_PAGES else max(1, options.rounds // 3)
    try:
        costs = measure_builds(workplaces, rounds)
    except (CommandFailed, NotShown) as failure:
        sys.exit(str(failure))
    result = SizeResult(count, costs, failures=failures)
    if options.edits:
        edits = options.edits if count <= MANY_PAGES else max(1, options.edits // 3)
        result.previews = measure_previews(workplaces, result, peer_address(page), edits)
    return result


def measure_previews(
    workplaces: Sequence[Workplace], result: SizeResult, address: str, edits: int
) -> dict[str, list[float]]:
    """Each tool's preview, one after the other."""
    previews = {}
    for workplace in workplaces:
        tool, spot = workplace.tool, workplace.spots["body"]
        rests = rests_between_saves(result.seconds(tool.name)["body"] or 0, edits)
        try:
            previews[tool.name] = measure_preview(tool, workplace.folder, spot, address, rests)
        except PreviewFailed as failure:
            result.failures.append(f"{tool.name}: {failure}")
    return previews


def rests_between_saves(build_seconds: float, edits: int) -> list[float]:
    """Long enough for the tool to finish its build, as Pelican misses what is saved during one, and never in step."""
    dice = random.Random("rests")
    return [dice.uniform(1, 2) + 1.5 * build_seconds for _ in range(edits)]


def measure_startup() -> dict[str, object]:
    """How long `--help` takes, and what it imports."""
    try:
        return {"help_seconds": help_seconds(), "heavy_modules": heavy_modules()}
    except (CommandFailed, subprocess.CalledProcessError) as failure:
        return {"failure": str(failure)}


def closing_lines(results: Sequence[SizeResult], startup: dict[str, object]) -> str:
    """What stands in no table."""
    lines = [
        f"careersite, {result.count:,} pages: peak memory of any build {result.peak(OURS):.0f} MB"
        for result in results
        if OURS in result.tools
    ]
    if "help_seconds" in startup:
        modules = startup["heavy_modules"]
        heavy = ", ".join(modules) if isinstance(modules, list) and modules else "none"
        lines.append(f"build.py --help: {seconds_cell(float(str(startup['help_seconds'])))} s; heavy imports: {heavy}")
    elif startup:
        lines.append(f"build.py --help failed: {startup['failure']}")
    return "\n".join(lines)


def as_json(results: Sequence[SizeResult], names: Sequence[str], startup: dict[str, object]) -> dict[str, object]:
    """Every single measurement."""
    return {
        "versions": {name: TOOLS[name].version() for name in names},
        "machine": {"python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count()},
        "startup": startup,
        "sizes": [
            {
                "pages": result.count,
                "builds": [
                    {"tool": tool, "step": step, "costs": [asdict(cost) for cost in costs]}
                    for (tool, step), costs in result.costs.items()
                ],
                "previews": result.previews,
                "failures": result.failures,
            }
            for result in results
        ],
    }


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main(sys.argv[1:]))
