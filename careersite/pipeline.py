"""The steps in their order: read, validate, withhold, plan, render, check, write. No other module knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from careersite.check import check
from careersite.content_types import BY_FOLDER
from careersite.figures import Figures, figures
from careersite.last_good.last_good import is_kept
from careersite.memo import Memo
from careersite.model import Content, Reading, Rendered, Site
from careersite.plan import plan
from careersite.problem import Problem, Problems
from careersite.read import NOTHING_INSTEAD, Instead, Remembered, read
from careersite.render import render
from careersite.studio import Studio
from careersite.text.bodies import Bodies
from careersite.validate import Validated, validate
from careersite.withhold import Known, withhold


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site lies, and where the engine's own templates and assets lie."""

    folder: Path
    engine_folder: Path


@dataclass
class Workbench:
    """What one build leaves for the next; it saves time and changes no byte."""

    memo: Memo
    bodies: Bodies = field(init=False)
    remembered: Remembered = field(default_factory=Remembered)
    validated: Validated = field(default_factory=Validated)
    shortened: Known = field(default_factory=Known)
    studio: Studio | None = None
    reading: Reading | None = None
    whole: Content | None = None

    def __post_init__(self) -> None:
        self.bodies = Bodies(self.memo)


@dataclass(frozen=True, slots=True)
class Draft:
    """A site that is read, validated and planned, but not yet rendered; no site where the settings cannot be read."""

    site: Site | None
    studio: Studio | None
    problems: tuple[Problem, ...]
    softens: bool = False

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Finished:
    """Every file of the site, or none and the reasons; `figures` where the slower checks were asked for."""

    site: Site | None
    rendered: Rendered
    problems: tuple[Problem, ...]
    figures: tuple[Figures, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


def draft(place: Place, workbench: Workbench, as_of: Callable[[str], datetime], instead: Instead = NOTHING_INSTEAD,
          *, softens: bool = False) -> Draft:  # fmt: skip
    """The quick half: what a save needs before the page being looked at can be rendered.

    Where it `softens`, mistakes that no other version of a file would mend are warnings, and links to a page in whose
    place nothing stands lead nowhere without being mistakes.
    """
    problems = Problems(_passes if softens else _is_never)
    reading = workbench.reading = read(place.folder, place.engine_folder, problems, workbench.remembered, instead)
    reading = replace(reading, put_aside=_pages_without(instead) if softens else ())
    content = validate(reading, workbench.bodies, problems, workbench.validated)
    if content is None:
        return Draft(None, None, problems.all)
    workbench.whole = whole = content
    moment = as_of(content.settings.zone.key)
    content, withheld_things = withhold(content, moment, workbench.bodies, workbench.shortened)
    _forget(whole, content, workbench.bodies)
    site = plan(content, moment, problems, withheld_things)
    workbench.studio = Studio(site, workbench.bodies, workbench.memo, workbench.studio)
    return Draft(site, workbench.studio, problems.all, softens=softens)


def contents(place: Place, workbench: Workbench, instead: Instead = NOTHING_INSTEAD) -> Content | None:
    """All that an editor has written, as far as it is valid, whether or not it may be shown."""
    problems = Problems()
    reading = workbench.reading = read(place.folder, place.engine_folder, problems, workbench.remembered, instead)
    return validate(reading, workbench.bodies, problems, workbench.validated)


def _pages_without(instead: Instead) -> tuple[str, ...]:
    """The pages in the place of which nothing stands."""
    left_out = (path for path, data in instead.items() if data is None and path.endswith(".md"))
    return tuple(path for path in left_out if path.count("/") > 1 and path.split("/")[1] in BY_FOLDER)


def _forget(whole: Content, shown: Content, bodies: Bodies) -> None:
    """What may not be shown does not stay behind in the store of what is remembered either."""
    if shown.pages is not whole.pages:
        kept = {page.source.text for page in shown.pages if page.source.path not in shown.withheld}
        for text in {page.source.text for page in whole.pages} - kept:
            bodies.forget(text)


def _passes(problem: Problem) -> bool:
    """True for a mistake that no other version of a file would mend: what is not kept, and what a day has brought."""
    return (bool(problem.file) and not is_kept(problem.file)) or problem.code == "review-due"


def _is_never(problem: Problem) -> bool:
    return False


def finish(begun: Draft, *, slower: bool = False, stop: Callable[[], bool] = lambda: False) -> Finished:
    """The other half: every page rendered, the whole site checked."""
    problems = Problems(_passes if begun.softens else _is_never)
    problems.extend(begun.problems)
    if begun.site is None or begun.studio is None:
        return Finished(None, Rendered({}, {}), problems.all)
    rendered = render(begun.site, begun.studio, problems, stop)
    check(begun.site, rendered, begun.studio, problems, slower=slower)
    measured = figures(rendered, begun.studio.memo) if slower else ()
    begun.studio.memo.save()
    return Finished(begun.site, rendered, problems.all, measured)


def studio_of_examples(begun: Draft, world: Path, more: Mapping[str, str]) -> Studio:
    """The little site in `world` with the templates, styles and settings of another; `more` templates are added."""
    problems = Problems()
    if begun.site is None or begun.studio is None:
        raise LookupError("Without a site there are no components to show.")
    own, bodies = begun.site.content, begun.studio.views.bodies
    reading = replace(read(world, world, problems), templates={**own.templates, **more}, assets=own.assets,
                      watched=own.watched)  # fmt: skip
    known = Validated(templates=reading.templates, components=own.components)
    content = validate(reading, bodies, problems, known)
    if content is None or problems.has_errors:
        raise LookupError(f"The world of the examples is not in order: {problems.all[0].message}")
    content, withheld_things = withhold(replace(content, settings=own.settings), begun.site.as_of, bodies)
    site = plan(content, begun.site.as_of, problems, withheld_things)
    return Studio(site, bodies, begun.studio.memo)


def build(place: Place, workbench: Workbench, as_of: Callable[[str], datetime], instead: Instead = NOTHING_INSTEAD,
          *, slower: bool = False) -> Finished:  # fmt: skip
    """The whole site in memory, with every problem; `instead` says what stands in the place of some of its files."""
    return finish(draft(place, workbench, as_of, instead), slower=slower)
