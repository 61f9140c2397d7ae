"""Find your route: the tree of its answers, what of it leads nowhere at a moment, and what each of its pages shows.

The address of a page says where it hangs: /find-your-route/graduate/in-work/ is an answer to what is asked at
/find-your-route/graduate/. So no answer can lead back to itself, and the address keeps every answer given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from careersite.content_types.answer import ANSWER
from careersite.fields import Plain
from careersite.model import Page, Site

START = f"/{ANSWER.folder}/"
LEADS_NOWHERE = "leads to no route that is live"
UNASKED = "answers no question that is asked now"
OF_ROUTES = ("title", "for_whom", "length")  # what an end shows of its routes


def is_answer(page: Page) -> bool:
    return page.content_type is ANSWER


def above(address: str) -> tuple[str, ...]:
    """The addresses on the way from the start to this one, itself left out."""
    steps = address.removeprefix(START).strip("/").split("/")[:-1]
    ways = [START + "".join(f"{step}/" for step in steps[:number]) for number in range(len(steps) + 1)]
    return tuple(ways) if address != START else ()


@dataclass(frozen=True, slots=True)
class Finder:
    """The answers of a site by their address, and by the address at which their question is asked, in their order."""

    by_address: Mapping[str, Page]
    below: Mapping[str, tuple[Page, ...]]

    def answers_to(self, page: Page) -> tuple[Page, ...]:
        return self.below.get(page.address, ())


def finder_of(pages: Iterable[Page]) -> Finder:
    """The tree of the answers among the pages."""
    answers = sorted(filter(is_answer, pages), key=lambda page: (page.sort_key, page.address))
    below: dict[str, list[Page]] = defaultdict(list)
    for page in answers:
        for parent in above(page.address)[-1:]:
            below[parent].append(page)
    return Finder({page.address: page for page in answers}, {one: tuple(pages) for one, pages in below.items()})


def dead_ends(reasons: Mapping[Page, str]) -> dict[Page, str]:
    """The live answers that lead to no live route or that nothing leads to, each with why, fit for "that page".

    `reasons` say the same of pages that are not live, and nothing of those that are. A route that is named but not
    among the pages counts as live: its name is wrong or its file has mistakes, which is told elsewhere.
    """
    withheld = {page.source.path for page, reason in reasons.items() if reason}
    answers = [page for page, reason in reasons.items() if is_answer(page) and not reason]
    answers.sort(key=lambda page: page.address.count("/"))
    finder, leading = finder_of(answers), set[Page]()
    for page in reversed(answers):  # from the ends to the start
        on = leading.intersection(finder.answers_to(page)) if page.values["question"] else {*page.names} - withheld
        if on:
            leading.add(page)
    reached: dict[str, Page] = {}
    for page in answers:
        if page in leading and reached.keys() >= {*above(page.address)[-1:]}:
            reached[page.address] = page
    return {page: UNASKED if page in leading else LEADS_NOWHERE for page in answers if page.address not in reached}


def facts_of_others(page: Page, finder: Finder, by_source: Mapping[str, Page]) -> Iterator[str]:
    """The facts in what a page of the finder shows of other pages: the questions before, its answers, its routes."""
    if not is_answer(page):
        return
    for address in above(page.address):
        yield from _facts_in(finder.by_address[address], ("question", "answer"))
    for answer in finder.answers_to(page):
        yield from _facts_in(answer, ("answer",))
    for path in page.names:
        if path in by_source:
            yield from _facts_in(by_source[path], OF_ROUTES)


def _facts_in(page: Page, fields: Collection[str]) -> Iterator[str]:
    """The facts that stand in some of a page's own fields, of which each begins at its line."""
    for name, line in page.facts:
        begun = [field for field, first in page.source.fields.lines.items() if first <= line]
        if line < page.source.text_line and begun and begun[-1] in fields:
            yield name


def finder_step(page: Page, finder: Finder, site: Site) -> dict[str, Plain] | None:
    """What a page of the finder shows beside its own fields: its answers, those given so far, and where to compare."""
    if not is_answer(page):
        return None
    words = site.content.facts.filled_in
    way = [finder.by_address[step] for step in above(page.address)]
    so_far = [
        {
            "question": words(asked.values["question"] or ""),
            "answer": words(given.values["answer"] or ""),
            "to": {"address": asked.address},
        }
        for asked, given in pairwise([*way, page])
    ]
    answers = [
        {"answer": words(one.values["answer"] or ""), "to": {"address": one.address}} for one in finder.answers_to(page)
    ]
    return {"start": START, "answers": answers, "so_far": so_far, "compare": _compare(site)}


def _compare(site: Site) -> Plain:
    """The address of the page on which the routes stand side by side, where there is one."""
    return next(
        (page.address for page in site.pages if any(use.component.name == "compare-routes" for use in page.components)),
        None,
    )
