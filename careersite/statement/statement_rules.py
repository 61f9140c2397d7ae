"""Statements and notices come in; out go the problems of what they say: gaps, contradictions, what was never filled in.

What an edit makes wrong is an error; what a day that passes makes wrong is told by checks/statement_days.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from careersite.content_types.notice import NOTICE
from careersite.content_types.statement import NOT_KNOWN, STATEMENT
from careersite.fields import scalars
from careersite.front_matter import Mapping as Fields
from careersite.front_matter import Node, Series
from careersite.model import Page, Source
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH, Settings
from careersite.statement.placeholders import placeholders

TO_MEND = "non-compliance"
BURDEN = "disproportionate-burden"
SAYS = {
    "fully": "fully compliant",
    "partially": "partially compliant",
    "not": "not compliant",
    NOT_KNOWN: "not yet known to comply",
}


def check_statements(pages: Sequence[Page], settings: Settings, problems: Problems) -> None:
    """Every statement and notice that is no draft."""
    for page in pages:
        if page.content_type not in (STATEMENT, NOTICE) or page.values["draft"]:
            continue
        _only_one(page, problems)
        _check_placeholders(page.source, settings, problems)
        if page.content_type is STATEMENT:
            _Statement(page, problems).look()
            contact = page.values["contact"] or settings.values["contact"]
            _check_parts(page, contact, problems)
            if not page.values["contact"]:
                _check_contact(settings, problems)


def is_reachable(contact: Mapping[str, Any] | None) -> bool:
    """True where somebody can be reached by it, in whatever way."""
    return bool(contact and any(contact.get(way) for way in ("email", "phone", "text")))


def _check_parts(page: Page, contact: Mapping[str, Any] | None, problems: Problems) -> None:
    """While the status is not known, parts may be missing: every build lists them."""
    if page.values["status"] == NOT_KNOWN:
        return
    line = line_of(page.source.fields, "status")
    if not page.values["commits"]:
        problems.error(
            "statement",
            "The statement says how far the site complies, but not that the organisation is committed to it.",
            f'Write "commits: yes" once the organisation stands by that sentence, or "status: {NOT_KNOWN}" until then.',
            file=page.source.path,
            line=line,
        )
    if not is_reachable(contact):
        problems.error(
            "statement",
            "The statement does not say how to report a problem.",
            f'Fill in "contact" here or in {SETTINGS_PATH}, or write "status: {NOT_KNOWN}" until it is known.',
            file=page.source.path,
            line=line,
        )


def _only_one(page: Page, problems: Problems) -> None:
    path = f"content/{page.content_type.folder}/index.md"
    if page.source.path != path:
        problems.error(
            "statement",
            f"A site has one {page.content_type.name}, and its file is {path}.",
            "Put what belongs there into that file, and delete this one.",
            file=page.source.path,
        )


# What was only to be filled in


def _check_placeholders(source: Source, settings: Settings, problems: Problems) -> None:
    typed = [(scalar.text, scalar.line) for scalar in scalars(source.fields)]
    typed += [(line, source.text_line + row) for row, line in enumerate(source.text.split("\n"))]
    for text, line in typed:
        for found in _placeholders(text, settings):
            _tell_placeholder(f'"{found}"', problems, source.path, line)


def _check_contact(settings: Settings, problems: Problems) -> None:
    """The contact of site.yml stands in the statement too."""
    contact, line = settings.values["contact"] or {}, settings.lines.get("contact", 0)
    for name in ("name", "email", "phone", "text"):
        for found in _placeholders(contact.get(name) or "", settings):
            _tell_placeholder(f'"{found}" in contact.{name}', problems, SETTINGS_PATH, line)


def _placeholders(text: str, settings: Settings) -> list[str]:
    return [found for found in placeholders(text) if not _is_own_address(found, settings)]


def _tell_placeholder(what: str, problems: Problems, path: str, line: int) -> None:
    problems.error(
        "placeholder",
        f"{what} is only a sample, or still to be filled in, and readers would see it.",
        "Write what is true, or leave it out until it is known.",
        file=path,
        line=line,
    )


def _is_own_address(found: str, settings: Settings) -> bool:
    """An invented site has invented addresses: jobs@town.example belongs to https://careers.town.example."""
    host = str(settings.values["address"] or "").removeprefix("https://").rstrip("/")
    own = ".".join(host.split(".")[-2:])
    return bool(own) and found.rstrip(".").endswith(own)


# What contradicts itself


class _Statement:
    """One statement, of which one rule after the other is asked."""

    def __init__(self, page: Page, problems: Problems) -> None:
        self.page, self.values, self.problems = page, page.values, problems
        self.fields = page.source.fields

    def look(self) -> None:
        for number, problem in enumerate(self.values["problems"]):
            self._look_at_problem(problem, number)
        self._look_at_status()
        self._look_at_tests()
        first, last = self.values["prepared"], self.values["reviewed"]
        if last and last < first:
            message = '"reviewed" lies before "prepared".'
            self._tell(message, "Exchange the two dates, or mend the wrong one.", "reviewed", code="order")

    def _look_at_status(self) -> None:
        status, problems = self.values["status"], self.values["problems"]
        against = [place for place, one in enumerate(problems) if one["part"] in (TO_MEND, BURDEN)]
        if status == "fully" and against:
            lines = ", ".join(str(self._line("problems", place, "part")) for place in against)
            self._tell(
                f'The status is "fully", but the list of problems names what does not comply (line {lines}).',
                'Set "status: partially", or take out what has been mended.',
                "status",
            )
        elif status == "partially" and not problems:
            self._tell(
                'The status is "partially", but no problem is listed, so that nobody learns what does not work.',
                'List each known problem below "problems:", or set "status: fully" if a test found none.',
                "status",
            )
        elif status == "not" and not any(one["part"] == TO_MEND for one in problems):
            self._tell(
                'The status is "not", but no problem says what does not comply and why.',
                'List the problems below "problems:", each with "part: non-compliance" and its reason.',
                "status",
            )

    def _look_at_tests(self) -> None:
        status = self.values["status"]
        if status != NOT_KNOWN and not self.values["tests"]:
            self._tell(
                f"The statement says that the site is {SAYS[status]}, but names no test.",
                f'Say below "tests:" who tested what, how and when, or set "status: {NOT_KNOWN}".',
                "status",
            )

    def _look_at_problem(self, problem: Mapping[str, Any], number: int) -> None:
        self._look_at_criteria(problem, number)
        if problem["part"] == TO_MEND and not problem["mended_by"] and not problem["not_mended_because"]:
            message = "This problem does not say by when it will be mended, or why there is no such day."
            self._tell_of(number, message, 'Add "mended_by: 2027-03-31" or "not_mended_because:" with the reason.')
        if problem["mended_by"] and problem["not_mended_because"]:
            message = 'This problem has both "mended_by" and "not_mended_because".'
            self._tell_of(number, message, "Keep the one that is true.", "not_mended_because")

    def _look_at_criteria(self, problem: Mapping[str, Any], number: int) -> None:
        _, version, level = self.values["standard"].split()
        if not problem["criterion"] and problem["part"] in (TO_MEND, BURDEN):
            message = "This problem does not say which success criterion is not met."
            self._tell_of(number, message, 'Add its number, such as "criterion: 1.4.3".')
        for one in problem["criterion"]:
            if one.level == "AAA" and level == "AA":
                message = f"{one.number} {one.name} is of level AAA, and a site meets level AA without it."
                hint = "Name the criterion of level A or AA that is not met, or take the problem out."
            elif version == "2.1" and one.is_new:
                message = f"{one.number} {one.name} is new in WCAG 2.2, but the statement is for WCAG 2.1."
                hint = 'Set "standard: WCAG 2.2 AA", or take the criterion out.'
            else:
                continue
            self.problems.error("statement", message, hint, file=self.page.source.path, line=one.line)

    def _tell_of(self, number: int, message: str, hint: str, name: str = "what") -> None:
        self.problems.error(
            "statement", message, hint, file=self.page.source.path, line=self._line("problems", number, name)
        )

    def _tell(self, message: str, hint: str, name: str, code: str = "statement") -> None:
        self.problems.error(code, message, hint, file=self.page.source.path, line=self._line(name))

    def _line(self, *path: str | int) -> int:
        return line_of(self.fields, *path)


def line_of(fields: Fields, *path: str | int) -> int:
    """The line of a field inside fields and lists, as `problems`, 0, `part`; that of the nearest above if need be."""
    node: Node = fields
    line = 0
    for step in path:
        if isinstance(step, str) and isinstance(node, Fields) and step in node.lines:
            line, node = node.lines[step], node.entries[step]
        elif isinstance(step, int) and isinstance(node, Series):
            node = node.entries[step]
            line = node.line
    return line
