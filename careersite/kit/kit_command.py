"""A finished site comes in; its kit is made and put into its folder, and what was done goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from careersite.call import Call
from careersite.content_types.campaign import CAMPAIGN
from careersite.kit.campaign_kit import ON_PAPER, RESULTS_FOLDER, WhyNot, folder_of
from careersite.kit.kit import Kit, Wanted, kit
from careersite.kit.kit_page import RESULTS
from careersite.lock import lock
from careersite.model import Content, Page, Site, Withheld
from careersite.output_folder import listed_in
from careersite.people.unshown_people import UnshownPeople
from careersite.pipeline import Finished, Workbench
from careersite.problem import Problem, Problems, suggestion
from careersite.settings import SETTINGS_PATH
from careersite.write import Written, write


@dataclass(frozen=True, slots=True)
class MadeKit:
    """What lies in the folder now; `absent` are the campaigns that are not on the site now, each with why."""

    folder: Path
    kit: Kit
    written: Written
    absent: tuple[tuple[Page, str], ...]
    withheld: tuple[Withheld, ...]

    @property
    def is_partial(self) -> bool:
        """Drafts and what is over are as their editor wants them."""
        return bool(self.kit.left_out or self.withheld)


def unknown_code(site: Site, code: str | None) -> Problem | None:
    """What is wrong with the code that was asked for, where no campaign has it."""
    known = {page.values["code"]: page for page in _campaigns(site)}
    if code is None or code in known:
        return None
    have = f"The codes are: {', '.join(sorted(known))}." if known else 'Make one: python3 build.py new campaign "Name"'
    message = f'No campaign has the code "{code}".' if known else "There are no campaigns yet."
    return Problem("", 0, "error", "campaign", message, f"{suggestion(code, known)} {have}".strip())


def make_kit(call: Call, finished: Finished, bench: Workbench, problems: Problems) -> MadeKit | None:
    """Writes the folder where nothing is wrong; None where something is."""
    site, folder, asked = finished.site, call.options.out, call.options.campaign
    if site is None or bench.studio is None or not _may_be_printed(site, asked, problems):
        return None
    wanted = Wanted(
        _codes(site, folder, asked), _why_not(bench.whole or site.content, site), (folder / RESULTS).is_file()
    )
    made = kit(site, bench.studio, finished.rendered, wanted, problems)
    written = _written(folder, made, problems)
    absent = _absent(site)
    paths = {page.source.path for page in _campaigns(site)}
    withheld = tuple(thing for thing in site.withheld_things if thing.file in paths)
    return MadeKit(folder, made, written, absent, withheld)


def _why_not(content: Content, site: Site) -> WhyNot:
    """By name or by their words, as on the site itself, nobody stands where the register does not name the place."""
    day = site.as_of.date()
    people = {place: UnshownPeople(content, day, place) for place in ON_PAPER}
    return lambda text, places: next(filter(None, (people[place].why_not_named(text) for place in places)), "")


def _written(folder: Path, made: Kit, problems: Problems) -> Written:
    if problems.has_errors:
        return Written()
    told = Problems()
    with lock(folder, problems, command="kit", started=datetime.now()) as is_ours:  # noqa: DTZ005 - for people here
        written = write(made.files, folder, told, frozenset({RESULTS_FOLDER})) if is_ours else Written()
    # What somebody has put beside the files of a kit does no harm there: nothing of it is published.
    problems.extend(problem for problem in told.all if problem.severity == "error")
    return written


def _may_be_printed(site: Site, asked: str | None, problems: Problems) -> bool:
    settings = site.content.settings
    if settings.printed_address is None:
        message = (
            '"address" is not filled in, and every code, poster and link of a kit holds it. What is printed and posted '
            "cannot be changed later."
        )
        hint = "Write the address at which the site will be published, such as address: https://careers.example"
        problems.error("missing-field", message, hint, file=SETTINGS_PATH, line=settings.lines.get("address", 1))
    reasons = {page.values["code"]: (page, why) for page, why in _absent(site)}
    if asked in reasons and asked not in {one.code for one in site.campaigns}:
        page, why = reasons[asked]
        hint = "--as-of makes the kit of another day." if why.startswith("appears") else ""
        problems.error("not-live", f"There is no kit of this campaign, as its page {why}.", hint, file=page.source.path)
    return not problems.has_errors


def _codes(site: Site, folder: Path, asked: str | None) -> frozenset[str]:
    """All, or the one that is asked for and those that are in the folder already."""
    every = frozenset(one.code for one in site.campaigns)
    if asked is None:
        return every
    there = {path.partition("/")[0] for path in listed_in(folder)}
    return frozenset(code for code in every if code == asked or folder_of(code) in there)


def _campaigns(site: Site) -> tuple[Page, ...]:
    return tuple(page for page in site.content.pages if page.content_type is CAMPAIGN)


def _absent(site: Site) -> tuple[tuple[Page, str], ...]:
    found = ((page, site.withheld.get(page.source.path, "")) for page in _campaigns(site))
    return tuple((page, why) for page, why in found if why)
