"""`build.py results LOG…`: what each campaign brought by each channel, counted in the access logs of the web server."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from careersite.call import DONE, PROBLEMS, Argument, Call, Command, Outcome, WrongUsage

if TYPE_CHECKING:
    from careersite.model import Site
    from careersite.problem import Problems
    from careersite.results.results import Results


def results(call: Call) -> Outcome:
    """Counts, and writes what was asked for."""
    from careersite.cores import every_core
    from careersite.memo import Memo
    from careersite.pipeline import Workbench, draft
    from careersite.problem import Problems
    from careersite.report import problems_in_words
    from careersite.results.links import links_of
    from careersite.results.results import results_as_json, results_of
    from careersite.results.results_in_words import faults_in_words, results_in_words

    options, problems = call.options, Problems()
    site = draft(call.place, Workbench(Memo(None)), call.as_of).site
    if site is None:
        return Outcome(PROBLEMS, "site.yml cannot be read. See: python3 build.py check", is_error=True)
    megabytes = sum(Path(log).stat().st_size for log in options.logs if Path(log).is_file()) >> 20
    # Of a stream, and of what is packed, it cannot be known how much there is to come.
    told = results_of(
        options.logs, sys.stdin.buffer, links_of(site), cores=every_core(),
        progress=lambda done: call.progress("Counting megabytes", min(done, megabytes), megabytes),
    )  # fmt: skip
    _tell_unknown(site, problems)
    if options.csv:
        _write_csv(call, told, problems)
    if options.page:
        _write_page(call, told, site, problems)
    status = PROBLEMS if problems.has_errors or told.is_wanting else DONE
    if options.format == "json":
        problems_told = [f"{one.message} {one.hint}".strip() for one in problems.all]
        return Outcome(
            status, json.dumps({**results_as_json(told), "problems": problems_told}, ensure_ascii=False, indent=1)
        )
    lines = faults_in_words(told) if options.quiet else results_in_words(told)
    return Outcome(status, "\n".join([*lines, *problems_in_words(problems.all)]), is_error=problems.has_errors)


def _tell_unknown(site: Site, problems: Problems) -> None:
    """A file with mistakes says neither code nor title, so that its figures stand below a bare name."""
    from careersite.content_types.campaign import CAMPAIGN

    for names in site.content.unsound:
        if names.path.startswith(f"content/{CAMPAIGN.folder}/"):
            message = "This campaign has mistakes, so that its figures are told without its title."
            problems.warning("results-unknown", message, "See: python3 build.py check", file=names.path)


def _is_public(path: Path, call: Call, problems: Problems) -> bool:
    from careersite.output_folder import private_folder

    public, there = call.options.out.resolve(), path.resolve()
    for folder, why in (
        (public, "is published with the site, and results are for the team alone"),
        (private_folder(public), "lies where every build writes"),
    ):
        if folder == there or folder in there.parents:
            hint = "Choose another place, such as kit/results."
            problems.error("results-not-public", f'"{path}" {why}.', hint)
            return True
    return False


def _write_csv(call: Call, told: Results, problems: Problems) -> None:
    from careersite.results.results import results_as_csv

    path = call.options.csv
    if _is_public(path, call, problems):
        return
    try:
        if _is_something_else(path):
            message = f"{path} is there already, and is no table of results. It was not touched."
            problems.error("results-not-written", message, "Name another file behind --csv.")
            return
        path.write_bytes(results_as_csv(told))
    except OSError as fault:
        message = f"{path} cannot be written ({(fault.strerror or 'no reason given').lower()})."
        problems.error("results-not-written", message, "Name another file behind --csv, in a folder that is there.")


def _is_something_else(path: Path) -> bool:
    """`--csv access.log access.log.1` would replace a log by its figures."""
    from careersite.results.results import CSV_BEGINS

    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(CSV_BEGINS)) not in (CSV_BEGINS, b"")


def _write_page(call: Call, told: Results, site: Site, problems: Problems) -> None:
    from careersite.colours.palette import TOKENS_PATH
    from careersite.model import OutputFile
    from careersite.output_folder import refuse_folder
    from careersite.problem import Problems
    from careersite.results.results_page import results_page
    from careersite.write import write

    folder, settings = call.options.page, site.content.settings
    if _is_public(folder, call, problems):
        return
    refuse_folder(folder, call.options.site, problems, "Choose a folder of its own, such as kit/results.")
    tokens = site.content.assets.get(TOKENS_PATH, b"").decode()
    page = results_page(told, str(settings.values["name"]), settings.language, tokens, settings.chosen)
    written = Problems()
    if not problems.has_errors:
        write((OutputFile("index.html", page),), folder, written)
    problems.extend(replace(one, hint=one.hint.replace("--out", "--page")) for one in written.all)


def _path(text: str) -> Path:
    return Path(_log(text))


def _log(text: str) -> str:
    if not text.strip():
        raise WrongUsage("a name is missing")
    return text


RESULTS = Command(
    "results",
    "count in access logs what each campaign brought, by channel and week",
    results,
    (
        Argument("logs", {"nargs": "+", "type": _log, "metavar": "LOG",
                          "help": "an access log, plain or gzip; - is what comes from another program"}),
        Argument("--csv", {"type": _path, "metavar": "FILE", "help": "write the figures for a spreadsheet too"}),
        Argument("--page", {"type": _path, "metavar": "FOLDER", "help": "write a page with charts too"}),
    ),
)  # fmt: skip
