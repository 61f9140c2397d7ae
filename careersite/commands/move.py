"""`build.py move OLD NEW`: a file or folder gets a new name, every link follows, and the old address leads on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from careersite.call import Argument, Call, Command, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careersite.model import Content, Site
    from careersite.moving.new_names import There
    from careersite.moving.planned_move import PlannedMove
    from careersite.pipeline import Finished, Workbench
    from careersite.problem import Problems


def move(call: Call) -> Outcome:
    """Everything is worked out and tried in memory first; only then is anything written."""
    from careersite import pipeline
    from careersite.problem import Problems
    from careersite.report import Report, move_in_words

    problems, planned = Problems(), None
    bench = call.workbench(keeps=True)
    before = pipeline.build(call.place, bench, call.as_of)
    if before.site is None or before.site.content.ledger.is_lost:
        problems.extend(before.problems)
    else:
        planned = _Attempt(call, bench, before, problems).carry_out(before.site)
    bench.memo.close()
    report = Report("move", problems.all, seconds=round(call.seconds, 3))
    if planned and not report.has_errors:
        report = replace(report, moved=planned.moves, changed=tuple(planned.texts), links=planned.links,
                         redirects=planned.redirects)  # fmt: skip
    return call.outcome(report, move_in_words(report))


@dataclass
class _Attempt:
    """One move of a site that is built in memory: `before` is the site as it is."""

    call: Call
    bench: Workbench
    before: Finished
    problems: Problems
    texts: dict[str, str] = field(default_factory=dict)

    def carry_out(self, site: Site) -> PlannedMove | None:
        from careersite.kept_texts import replace_texts
        from careersite.moving.new_names import There, new_names

        options = self.call.options
        there = There(site.content, _files(site.content))
        moves = new_names(options.old, options.new, there, self.problems)
        if moves:
            self._read_texts(there, site.content.settings.register_path)
        planned = None if self.problems.has_errors else self._planned(site, moves)
        if planned:
            self._try(planned)
        if planned and not self.problems.has_errors:
            replace_texts(options.site, planned.texts, self.problems, planned.moves)
        return planned

    def _read_texts(self, there: There, register: str) -> None:
        """All texts in which a link could stand, as they are to the byte."""
        from careersite.kept_texts import text_as_it_is
        from careersite.ledger.ledger import LEDGER_PATH
        from careersite.settings import SETTINGS_PATH

        pages = sorted(path for path in there.files if path.endswith(".md"))
        for path in (*pages, SETTINGS_PATH, LEDGER_PATH, register):
            text = text_as_it_is(self.call.options.site, path, self.problems)
            if text is not None:
                self.texts[path] = text

    def _planned(self, site: Site, moves: Mapping[str, str]) -> PlannedMove | None:
        from careersite.amend import CannotAmend
        from careersite.moving.planned_move import planned_move

        try:
            return planned_move(site, self.texts, moves)
        except CannotAmend as fault:
            hint = "Mend it by hand first, then move the file."
            self.problems.error("link", f"A link cannot be changed: {fault.message}", hint, line=fault.line)
            return None

    def _try(self, planned: PlannedMove) -> None:
        """The site as it would be may have no mistake that it does not have now."""
        from careersite import pipeline
        from careersite.moving.moves import new_errors

        folder = self.call.options.site
        media = {new: (folder / old).read_bytes() for old, new in planned.moves.items() if old not in self.texts}
        instead = planned.instead(self.texts, media)
        after = pipeline.build(self.call.place, self.bench, self.call.as_of, instead=instead)
        names = {**planned.moves, **planned.redirects}
        self.problems.extend(new_errors(self.before.problems, after.problems, names))
        for path, line, address in planned.by_hand:
            hint = f"Change it by hand: {planned.addresses[address]}"
            self.problems.warning("moved", f"This template names {address}.", hint, file=path, line=line)


def _files(content: Content) -> frozenset[str]:
    """Every file below content/, also those that are of no use where they lie."""
    pages = {page.source.path for page in content.pages} | {names.path for names in content.unsound}
    return frozenset(pages | {f"content/{path}" for path in content.media} | content.refused)


MOVE = Command(
    "move",
    "give a file or folder of content/ another name; links follow, and the old address leads to the new one",
    move,
    (
        Argument("old", {"help": "its path, such as content/routes/old-name.md, or its address"}),
        Argument("new", {"help": "its new path or address"}),
    ),
)
