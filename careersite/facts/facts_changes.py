"""facts.yml and a table that came back come in; out goes facts.yml as the table has it, or every mistake in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from careersite.amend import CannotAmend, Change, Path, amended
from careersite.facts.fact_marks import FACT_NAME
from careersite.facts.facts import FACTS_PATH
from careersite.facts.facts_file import read_facts, tidied
from careersite.facts.facts_table import COLUMNS, FIELDS, OF_NEW_SOURCE, Row, Stated, stated
from careersite.facts.table_cells import as_typed, fault_of
from careersite.front_matter import Mapping as Fields
from careersite.front_matter import Node, Scalar, Series, read_yaml
from careersite.problem import Problem, Problems, suggestion

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that is new in facts.yml; `before` is empty where there was none, `after` where there is none now."""

    name: str
    since: str
    field: str
    before: str
    after: str
    row: int


@dataclass(frozen=True, slots=True)
class Amendment:
    """facts.yml as it is to be; `left_alone` are the values that the table does not hold."""

    text: str
    changed: tuple[Changed, ...] = ()
    added: tuple[str, ...] = ()
    left_alone: tuple[str, ...] = ()


def facts_changes(text: str, rows: Sequence[Row], file: str, problems: Problems) -> Amendment:
    """The same text where there is a problem."""
    own = Problems()
    read_facts(text.removeprefix(BOM), own)
    found = read_yaml(text.removeprefix(BOM), own, file=FACTS_PATH)
    if found is None or own.has_errors:
        problems.extend(problem for problem in own.all if problem.severity == "error")
        return Amendment(text)
    before, gathered = list(stated(found)), _Gathered(file, problems)
    pairs = list(_paired(before, rows, gathered))
    for row, old, path in pairs:
        gathered.row(row, old, path)
    _gather_sources(rows, found, gathered)
    made = _amended(text, gathered.changes, problems)
    _check(made, text, gathered.rows, file, problems)
    if problems.has_errors:
        return Amendment(text)
    known, told_of = {one.name for one in before}, {path for _, _, path in pairs}
    named = dict.fromkeys(row.cells["name"].strip() for row, _, _ in pairs)
    return Amendment(
        made,
        tuple(gathered.changed),
        tuple(name for name in named if name not in known),
        tuple(_called(one) for one in before if one.path not in told_of),
    )


def _called(one: Stated) -> str:
    return one.name if not one.number else f"{one.name} from {one.shown.get('from', '')}"


# Which row is which value


def _paired(
    before: Sequence[Stated], rows: Sequence[Row], gathered: _Gathered
) -> Iterator[tuple[Row, Stated | None, Path]]:
    """Each row with the value that it is about, or with none and the path of a new one."""
    named: dict[str, list[Row]] = {}
    for row in rows:
        name = row.cells["name"].strip()
        if not name:
            message = f"{row.where('name')}: the name of the fact is missing."
            gathered.is_wrong("table-row", row, message, "Write its name, or empty the row.")
        elif _is_name(name):
            named.setdefault(name, []).append(row)
        else:
            message = f'{row.where("name")}: "{name}" is not the name of a fact.'
            gathered.is_wrong("table-row", row, message, _right_name(name, {one.name for one in before}))
    for name, own in named.items():
        yield from _paired_of_one(name, [one for one in before if one.name == name], own, gathered)


def _is_name(name: str) -> bool:
    return FACT_NAME.fullmatch(name) is not None and ", " not in name


def _right_name(name: str, known: Collection[str]) -> str:
    """The name that was meant, or one of the right form."""
    right = tidied(name)
    near = suggestion(right, sorted(known))
    example = right if right and right not in known else "retention-payment"
    return f"{near} A name is in lower case with hyphens, such as {example}.".strip()


def _paired_of_one(
    name: str, values: Sequence[Stated], rows: Sequence[Row], gathered: _Gathered
) -> Iterator[tuple[Row, Stated | None, Path]]:
    """By the day from which a value holds; of what is left over, one row and one value belong together."""
    by_day = {one.shown.get("from", ""): one for one in values}
    taken: dict[str, Row] = {}
    left = []
    for row in rows:
        day = _since(row, by_day)
        if day in taken:
            message = f'{row.where("from")}: row {taken[day].number} is about the same value of "{name}".'
            hint = 'Delete one of the two rows, or give the new value a day of its own in "from".'
            gathered.is_wrong("table-row", row, message, hint)
        elif day in by_day:
            taken[day] = row
            yield row, by_day[day], by_day[day].path
        else:
            taken[day] = row
            left.append(row)
    missing = [one for day, one in by_day.items() if day not in taken]
    if len(left) == len(missing) == 1:
        yield left[0], missing[0], missing[0].path
    elif left and missing:
        message = f'{left[0].where("from")}: it is not clear which value of "{name}" this is.'
        days = ", ".join(one.shown.get("from") or "no day" for one in missing)
        hint = f'Change "from" of one value at a time; the file has values from: {days}.'
        gathered.is_wrong("table-row", left[0], message, hint)
    else:
        for number, row in enumerate(left, len(values)):
            path: Path = ("facts", name) if number == 0 else ("facts", name, "then", number - 1)
            yield row, None, path


def _since(row: Row, by_day: Mapping[str, Stated]) -> str:
    cell = row.cells.get("from", "")
    if "from" not in row.cells and len(by_day) == 1:
        return next(iter(by_day))  # a table without that column is about what there is
    return next((day for day in by_day if as_typed("from", cell, day, "") == day), as_typed("from", cell, "", ""))


# What a row changes


@dataclass
class _Gathered:
    """What the rows want, while they are gone through; `rows` tells for each path in facts.yml from where it comes."""

    file: str
    problems: Problems
    changes: list[Change] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    rows: dict[Path, Row] = field(default_factory=dict)

    def row(self, row: Row, old: Stated | None, path: Path) -> None:
        """What one row changes of the value it is about, or says of a new one."""
        self.rows[path] = row
        if old is None and not any(row.cells.get(name, "").strip() for name in FIELDS):
            message = f"{row.whole}: there is no fact with this name, and the row says nothing of it."
            self.is_wrong("table-row", row, message, "Fill the row in, or delete it.")
        shown, typed = (old.shown, old.typed) if old else ({}, {})
        unit = " ".join(row.cells.get("unit", shown.get("unit", "")).split()).lower()
        since = shown.get("from", "") if old else as_typed("from", row.cells.get("from", ""), "", "")
        for name in (name for name in FIELDS if name in row.cells):
            was = shown.get(name, "")
            value = as_typed(name, row.cells[name], was, unit)
            fault = fault_of(name, value) if value != was else None
            if fault:
                self.is_wrong("table-cell", row, f"{row.where(name)}: {fault[0]}", fault[1])
            elif value != was and (value or name in typed):
                self.changes.append(((*path, name), value or None))
                self.changed.append(Changed(str(path[1]), since, name, was, value, row.number))

    def source(self, name: str, row: Row, cells: Mapping[str, str]) -> None:
        """A source that is new."""
        self.rows["sources", name] = row
        self.changes += [(("sources", name, key), cell) for key, cell in cells.items()]
        self.changed += [Changed(name, "", f"source_{key}", "", cell, row.number) for key, cell in cells.items()]

    def is_wrong(self, code: str, row: Row, message: str, hint: str) -> None:
        self.problems.error(code, message, hint, file=self.file, line=row.number)


def _gather_sources(rows: Sequence[Row], found: Fields, gathered: _Gathered) -> None:
    """A source that is not there yet is described once, in any row that names it."""
    node = found.entries.get("sources")
    known = node.entries if isinstance(node, Fields) else {}
    described: dict[str, tuple[Row, dict[str, str]]] = {}
    for row in rows:
        source, cells = row.cells.get("source", "").strip(), _described(row)
        fault = _fault_of_source(source, cells, known, described) if cells else None
        if fault:
            column = next(name for name, key in OF_NEW_SOURCE.items() if key in cells)
            gathered.is_wrong("table-cell", row, f"{row.where(column)}: {fault[0]}", fault[1])
        elif cells and source not in known and not _is_name(source):
            message = f'{row.where("source")}: "{source}" is not the name of a source.'
            gathered.is_wrong("table-cell", row, message, _right_name(source, known))
        elif cells and source not in known:
            described.setdefault(source, (row, cells))
    for source, (row, cells) in described.items():
        gathered.source(source, row, cells)
    for row in rows:
        source = row.cells.get("source", "").strip()
        if (
            source
            and source not in known
            and source not in described
            and not (_described(row) and not _is_name(source))
        ):
            hint = suggestion(source, known) or f"The sources are: {', '.join(known) or 'none yet'}."
            hint += " For a new one fill in source_title, source_publisher and source_date in this row too."
            message = f'{row.where("source")}: "{source}" is not one of the sources.'
            gathered.is_wrong("unknown-source", row, message, hint)


def _described(row: Row) -> dict[str, str]:
    """What a row says of its source."""
    cells = {key: as_typed(name, row.cells.get(name, ""), "", "") for name, key in OF_NEW_SOURCE.items()}
    return {key: cell for key, cell in cells.items() if cell}


def _fault_of_source(
    source: str,
    cells: Mapping[str, str],
    known: Mapping[str, Node],
    described: Mapping[str, tuple[Row, dict[str, str]]],
) -> tuple[str, str] | None:
    """Message and hint."""
    if not source:
        return "a source is described here that has no name.", 'Write a new name for it into "source".'
    if source in known and not cells.items() <= _words(known[source]).items():
        return (
            f'"{source}" is a source already, and says something else.',
            f"Leave these cells empty, name a new source, or change it in {FACTS_PATH}: other facts rest on it.",
        )
    if source in described and described[source][1] != cells:
        return (
            f'"{source}" is described otherwise in row {described[source][0].number}.',
            "Describe it once, and leave these cells empty in the other rows.",
        )
    return None


def _words(node: Node) -> dict[str, str]:
    entries = node.entries if isinstance(node, Fields) else {}
    return {name: " ".join(one.text.split()) for name, one in entries.items() if isinstance(one, Scalar)}


# What comes of it


def _amended(text: str, changes: Sequence[Change], problems: Problems) -> str:
    try:
        return amended(text, changes)
    except CannotAmend as refused:
        hint = "Make the change in the file itself; nothing was changed."
        problems.error("amend", refused.message, hint, file=FACTS_PATH, line=refused.line)
        return text


def _check(made: str, text: str, rows: Mapping[Path, Row], file: str, problems: Problems) -> None:
    """The file that would be is read as any other; what is wrong with it is told with the row and column it is from."""
    if made == text:
        return
    told = Problems()
    read_facts(made.removeprefix(BOM), told)
    found = read_yaml(made.removeprefix(BOM), Problems(), file=FACTS_PATH)
    paths = dict(_paths(found)) if found else {}
    for problem in (one for one in told.all if one.code != "unknown-source"):  # of each row that was told already
        path = paths.get(problem.line, ())
        row = next((rows[path[:size]] for size in range(len(path), 0, -1) if path[:size] in rows), None)
        if row is None:
            problems.add(problem)
            continue
        where, placed = _in_table(problem, path, row, file)
        if not any(one.line == row.number and one.message.startswith(f"{where}:") for one in problems.all):
            problems.add(placed)


def _in_table(problem: Problem, path: Path, row: Row, file: str) -> tuple[str, Problem]:
    """The row and column, and the problem with them."""
    quoted = re.match(r'"([^"]+)"', problem.message)
    name = quoted[1] if quoted else ""
    column = f"source_{name}" if path[0] == "sources" else name
    if column not in COLUMNS:
        column = {"order": "from", "overlap": "from"}.get(
            problem.code, "value" if "either a value" in problem.message else ""
        )
    where = row.where(column)
    return where, Problem(file, row.number, problem.severity, problem.code, f"{where}: {problem.message}", problem.hint)


def _paths(found: Fields) -> Iterator[tuple[int, Path]]:
    """For each line of facts.yml, of what it is a part; where several share a line, the innermost."""
    yield from _below(found, ())


def _below(node: Node, path: Path) -> Iterator[tuple[int, Path]]:
    if isinstance(node, Fields):
        for name, inner in node.entries.items():
            yield node.lines[name], (*path, name)
            yield from _below(inner, (*path, name))
    elif isinstance(node, Series):
        for number, inner in enumerate(node.entries):
            yield inner.line, (*path, number)
            yield from _below(inner, (*path, number))
    else:
        yield node.line, path
