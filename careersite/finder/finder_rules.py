"""The tree of Find your route is held against its promise: every answer leads to a live route, every route has one.

A mistake is an error only where an edit made it. What comes to pass by date alone, such as the last route of an end
expiring, takes that end out of the site and is a warning: no build fails of itself overnight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from careersite.content_types.answer import ANSWER
from careersite.content_types.route import ROUTE
from careersite.finder.finder import LEADS_NOWHERE, START, above, finder_of, is_answer
from careersite.front_matter import Scalar
from careersite.model import Content, Names, Page
from careersite.problem import Problems

FOLDER = f"content/{ANSWER.folder}/"
Periods = Mapping[Page, tuple[datetime, datetime]]


def check_finder(content: Content, periods: Periods, as_of: datetime, problems: Problems) -> None:
    """Tells what an edit made wrong; `periods` are from when and until when each page lives, as it was written."""
    kept = [page for page in periods if is_answer(page) and not page.values["draft"]]
    rules = _Rules(periods, content.unsound, kept, problems)
    for page in kept:
        rules.page(page)
    rules.ways_up()
    rules.same_answers(periods)
    rules.routes({page for page, (_, ends) in periods.items() if ends > as_of})


def tell_left_out(reasons: Mapping[Page, str], leads_nowhere: Mapping[Page, str], problems: Problems) -> None:
    """Warns of what dates and drafts leave out; `reasons` say why a page is not live, `leads_nowhere` why else."""
    left_out = _LeftOut(reasons, leads_nowhere, problems)
    left_out.answers()
    left_out.questions()
    left_out.routes()


class _Rules:
    """What an edit makes wrong, whatever the day; drafts do not count."""

    def __init__(self, pages: Collection[Page], unsound: Iterable[Names], kept: list[Page], problems: Problems) -> None:
        self.pages, self.kept, self.problems = pages, kept, problems
        self.finder = finder_of(kept)
        self.unsound = {names.address for names in unsound if names.path.startswith(FOLDER)}
        self.drafts = {page.address for page in pages if is_answer(page)} - self.finder.by_address.keys()
        self.by_source = {page.source.path: page for page in pages}

    def page(self, page: Page) -> None:
        """One page by itself, and whether it leads on."""
        if page.address == START and page.values["answer"]:
            self._error(page, "answer", "The start has no answer that leads to it.", 'Delete the line "answer".')
        if page.address != START and not page.values["answer"]:
            hint = "Write the words of the answer that leads here. For example: answer: I have a degree"
            self._error(page, "answer", '"answer" is missing from an answer.', hint)
        if page.values["question"]:
            self._question(page)
        else:
            self._end(page)

    def _question(self, page: Page) -> None:
        if page.values["routes"]:
            hint = f'Delete "routes" and name them where the answers end, or delete "question".{self._below(page)}'
            self._error(page, "routes", "A page that asks a question cannot end at routes.", hint)
        elif not self._has_below(page):
            where = f"{FOLDER}{page.address.removeprefix(START)}"
            hint = f'Write at least two in {where} or delete "question" and name routes here.'
            self._error(page, "question", "This question has no answers: no page lies below this one.", hint)

    def _end(self, page: Page) -> None:
        if page.values["hint"]:
            self._error(page, "hint", 'A "hint" stands below a question, but this page asks none.', "Delete it.")
        if self._has_below(page):
            hint = f'Add "question" here, or delete the pages below.{self._below(page)}'
            self._error(page, "title", "Answers lie below this page, but it asks no question.", hint)
        elif not page.values["routes"]:
            hint = 'Name at least one under "routes", with the reason. Or ask on: add "question", and answers below.'
            self._error(page, "routes", "The answers end here, but at no route.", hint)
        else:
            self._routes_of(page)

    def _routes_of(self, page: Page) -> None:
        named = [one["route"] for one in page.values["routes"]]
        for number, target in enumerate(named):
            if target.text in [other.text for other in named[:number]]:
                message = f'The route "{target.text}" is named twice.'
                self.problems.error(
                    "answer", message, "Delete one of the two.", file=page.source.path, line=target.line
                )
        routes = [self.by_source.get(path) for path in page.names]
        if all(route is not None and route.values["draft"] for route in routes):
            hint = "Name another route, or take the line draft out of that one."
            self._error(page, "routes", f"Every route named here is a draft: {_listed(page.names)}.", hint)

    def _has_below(self, page: Page) -> bool:
        """True also where the pages below have mistakes, as those are told already."""
        return bool(self.finder.answers_to(page)) or any(above(one)[-1:] == (page.address,) for one in self.unsound)

    def _below(self, page: Page) -> str:
        paths = [one.source.path for one in self.finder.answers_to(page)]
        return f" Below it: {_listed(paths)}." if paths else ""

    def ways_up(self) -> None:
        """Each page but the start has a page above it."""
        for address, pages in self.finder.below.items():
            if address not in self.finder.by_address.keys() | self.unsound | self.drafts:
                self.problems.error(
                    "answer",
                    f"This page is missing, but answers lie below it: {_listed(page.source.path for page in pages)}.",
                    "Write it with the question that they answer, or move them.",
                    file=f"{FOLDER}{address.removeprefix(START)}index.md",
                )

    def same_answers(self, periods: Periods) -> None:
        for siblings in self.finder.below.values():
            for number, page in enumerate(siblings):
                for other in siblings[:number]:
                    if _same_words(page, other) and _overlap(periods[page], periods[other]):
                        message = f"These words are also the answer of {other.source.path}, to the same question."
                        self._error(page, "answer", message, "Change one of the two.")

    def routes(self, unexpired: Collection[Page]) -> None:
        """Some way through the answers leads to every route that is open now or will be."""
        if self.unsound or START not in self.finder.by_address:
            return
        named = {path for page in self.kept if self._is_reached(page) for path in page.names}
        for route in self.pages:
            is_open = route.content_type is ROUTE and not route.values["draft"] and route in unexpired
            if is_open and route.source.path not in named:
                hint = f'Name it under "routes" where answers end, in a file of {FOLDER}, or write draft: yes here.'
                message = "No answer of Find your route leads to this route."
                self.problems.error("unreached", message, hint, file=route.source.path, line=1)

    def _is_reached(self, page: Page) -> bool:
        return all(address in self.finder.by_address for address in above(page.address))

    def _error(self, page: Page, field: str, message: str, hint: str) -> None:
        line = page.source.fields.lines.get(field, 1)
        self.problems.error("answer", message, hint, file=page.source.path, line=line)


class _LeftOut:
    """What the dates and drafts leave out for now, so that nobody is led to a page without a way on."""

    def __init__(self, reasons: Mapping[Page, str], leads_nowhere: Mapping[Page, str], problems: Problems) -> None:
        self.reasons, self.leads_nowhere, self.problems = reasons, leads_nowhere, problems
        self.by_source = {page.source.path: page for page in reasons}
        self.shown = finder_of(page for page, reason in reasons.items() if not reason and page not in leads_nowhere)

    def answers(self) -> None:
        for page, reason in self.leads_nowhere.items():
            if reason == LEADS_NOWHERE:
                self._leads_nowhere(page)
            else:
                self._asked_nowhere(page)

    def questions(self) -> None:
        for page in self.shown.by_address.values():
            answers = self.shown.answers_to(page)
            if page.values["question"] and len(answers) == 1:
                message = f"This question has only one answer that is live: {answers[0].source.path}."
                hint = "Add another answer, or end here with the routes of that one."
                self._warn("answer", page, "question", message, hint)

    def _leads_nowhere(self, page: Page) -> None:
        if page.values["question"]:
            message = "This page is left out: none of its answers leads to a live route."
            self._warn("dead-end", page, "question", message, "Add an answer that does, or delete the page.")
            return
        routes = _listed(self._with_dates(path) for path in page.names)
        message = f"This answer is left out, as none of its routes is live: {routes}."
        self._warn("dead-end", page, "routes", message, "Name a route that is live, or delete the page.")

    def _with_dates(self, path: str) -> str:
        """content/routes/step-up.md (expires: 2026-11-30)."""
        route = self.by_source[path]
        field = "draft" if route.values["draft"] else "expires" if "expired" in self.reasons[route] else "publish"
        typed = route.source.fields.entries.get(field)
        return f"{path} ({field}: {typed.text})" if isinstance(typed, Scalar) else path

    def _asked_nowhere(self, page: Page) -> None:
        for parent, reason in self.reasons.items():
            if is_answer(parent) and reason and above(page.address)[-1:] == (parent.address,):
                message = f"The answers below this page are left out too, as it {reason}."
                self._warn("dead-end", parent, "title", message, "Until it is live, nobody is led to them.")

    def routes(self) -> None:
        """Live routes that are named by pages of the tree, but by none that is shown now."""
        shown = {path for page in self.shown.by_address.values() for path in page.names}
        for route, reason in self.reasons.items() if self.shown.by_address else ():
            if route.content_type is ROUTE and not reason and route.source.path not in shown:
                message = "No answer of Find your route leads to this route now: the pages that name it are left out."
                self._warn("unreached", route, "title", message, f'Name it under "routes" in a live page of {FOLDER}.')

    def _warn(self, code: str, page: Page, field: str, message: str, hint: str) -> None:
        line = page.source.fields.lines.get(field, 1)
        self.problems.warning(code, message, hint, file=page.source.path, line=line)


def _same_words(one: Page, other: Page) -> bool:
    words = [(page.values["answer"] or "").casefold() for page in (one, other)]
    return words[0] == words[1] != ""


def _overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _listed(paths: Iterable[str], most: int = 3) -> str:
    found = list(paths)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more
