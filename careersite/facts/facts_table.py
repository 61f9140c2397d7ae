"""The facts as a table that a colleague can fill in, one value a row; and the table, as it comes back, as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from careersite.facts.facts_file import AS_BEFORE
from careersite.facts.table_cells import guarded
from careersite.front_matter import Mapping as Fields
from careersite.front_matter import Node, Scalar, Series
from careersite.problem import Problems, suggestion

BOM = "\ufeff"  # without it Excel on Windows takes UTF-8 for its own letters
FIELDS = ("from", "until", "value", "unit", "text", "statement", "source", "as_at", "review_by", "owner")
# To be filled in where a row names a source that facts.yml does not hold yet.
OF_NEW_SOURCE = {f"source_{name}": name for name in ("title", "publisher", "author", "date")}
USED_ON = "used_on"  # for who reads the table; what stands there when it comes back is not looked at
COLUMNS = ("name", *FIELDS, *OF_NEW_SOURCE, USED_ON)
WRITE_AGAIN = "Save the table again as “CSV UTF-8 (comma delimited)”."
MOST_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of one fact as it stands in facts.yml; `number` 0 is the first, those below "then:" follow.

    `typed` is what stands there, `shown` also what is taken over from the value before.
    """

    name: str
    number: int
    path: tuple[str | int, ...]
    typed: Mapping[str, str]
    shown: Mapping[str, str]


def stated(found: Fields) -> Iterator[Stated]:
    """Every value in the order of the file."""
    facts = found.entries.get("facts")
    for name, node in facts.entries.items() if isinstance(facts, Fields) else ():
        last: dict[str, str] = {}
        for number, (path, one) in enumerate(_values(node)):
            typed = _typed(one)
            over = {key: last[key] for key in AS_BEFORE if key in last and not typed.get(key)}
            if typed.get("text"):
                over.pop("unit", None)
            shown = {**typed, **over}
            last |= {key: shown[key] for key in AS_BEFORE if shown.get(key)}
            yield Stated(name, number, ("facts", name, *path), typed, shown)


def _values(node: Node) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    """The fact itself and what follows it, each with its path from there; one that follows alone needs no list."""
    yield (), node
    following = node.entries.get("then") if isinstance(node, Fields) else None
    if isinstance(following, Series):
        yield from ((("then", number), one) for number, one in enumerate(following.entries))
    elif isinstance(following, Fields):
        yield ("then",), following


def _typed(node: Node) -> dict[str, str]:
    entries = node.entries if isinstance(node, Fields) else {}
    return {
        name: " ".join(one.text.split()) for name, one in entries.items() if isinstance(one, Scalar) and name in FIELDS
    }


def table(found: Fields, used_on: Mapping[str, Sequence[str]]) -> str:
    """The facts as CSV: a row for each value, with commas, as Excel in Britain reads it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in stated(found):
        values = {**one.shown, "name": one.name, USED_ON: " ".join(used_on.get(one.name, ())) if not one.number else ""}
        writer.writerow([guarded(values.get(column, "")) for column in COLUMNS])
    return BOM + written.getvalue()


# And back


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it came back: its number in the spreadsheet, and its cells by column; a column left out is not there.

    `letters` say under which letter the spreadsheet shows each column.
    """

    number: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]

    def where(self, column: str) -> str:
        """Row 5, column D (value)."""
        return f"Row {self.number}, column {self.letters[column]} ({column})" if column in self.letters else self.whole

    @property
    def whole(self) -> str:
        return f"Row {self.number}"


def read_table(data: bytes, file: str, problems: Problems) -> list[Row]:
    """The rows that say something; none with a problem where the table cannot be read."""
    text = _decoded(data, file, problems)
    if text is None:
        return []
    try:
        records = list(_records(text))
    except csv.Error as fault:
        message = f"This is no table that can be read ({fault})."
        problems.error("table-file", message, WRITE_AGAIN, file=file)
        return []
    first = next((number for number, cells in enumerate(records) if any(map(str.strip, cells))), None)
    if first is None:
        problems.error("table-file", "This table is empty.", WRITE_AGAIN, file=file)
        return []
    columns = _columns(records[first], first + 1, file, problems)
    return [] if columns is None else list(_rows(records, first, columns, file, problems))


def _decoded(data: bytes, file: str, problems: Problems) -> str | None:
    if data.startswith(b"PK"):
        problems.error("table-file", "This is a workbook and not a CSV file.", WRITE_AGAIN, file=file)
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        problems.error("encoding", "This table is saved as “Unicode Text” or holds no text.", WRITE_AGAIN, file=file)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = "This table is saved in the old letters of Windows (cp1252), in which £ and ’ would be lost."
        problems.error("encoding", message, WRITE_AGAIN, file=file, line=line)
        return None


def _records(text: str) -> Iterator[list[str]]:
    """Every row of cells; Excel in other countries separates with semicolons, and some programs with tabs."""
    lines = io.StringIO(text, newline="")
    start = text[:6].strip().lower()
    if start.startswith("sep="):
        lines.readline()  # a line by which Excel tells itself what separates
    head = next((line for line in text.splitlines() if line.strip() and not line.lower().startswith("sep=")), "")
    headings = {sign: next(csv.reader([head], delimiter=sign)) for sign in ",;\t"}
    separator = max(headings, key=lambda sign: sum(_plain(cell) in COLUMNS for cell in headings[sign]))
    cells = 0
    for record in csv.reader(lines, delimiter=separator, strict=True):
        cells += len(record)
        if cells > MOST_CELLS:
            raise csv.Error(f"it has more than {MOST_CELLS:,} cells")
        yield record


def _plain(heading: str) -> str:
    """`Review by ` → review_by."""
    return "_".join(heading.strip().lower().replace("-", " ").replace("_", " ").split())


def _columns(cells: Sequence[str], row: int, file: str, problems: Problems) -> list[str] | None:
    """The name of each column, empty for those without a heading."""
    before, names = problems.mistakes, [_plain(cell) for cell in cells]
    for place, name in enumerate(names):
        where = f"Row {row}, column {_letter(place)}"
        if name and name not in COLUMNS:
            hint = suggestion(name, COLUMNS) or f"The columns are: {', '.join(COLUMNS)}."
            problems.error("table-column", f'{where}: "{cells[place].strip()}" is no column of this table.', hint,
                           file=file, line=row)  # fmt: skip
        elif name and name in names[:place]:
            problems.error("table-column", f'{where}: there are two columns "{name}".', "Delete one of them.",
                           file=file, line=row)  # fmt: skip
    if "name" not in names:
        problems.error(
            "table-column", f'Row {row}: the column "name" is missing.',
            'Start from a table that "python3 build.py facts --csv FILE" has written.', file=file, line=row,
        )  # fmt: skip
    return names if problems.mistakes == before else None


def _letter(place: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    before, last = divmod(place, 26)
    return (_letter(before - 1) if before else "") + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[last]


def _rows(
    records: Sequence[Sequence[str]], first: int, columns: Sequence[str], file: str, problems: Problems
) -> Iterator[Row]:
    letters = {name: _letter(place) for place, name in enumerate(columns) if name}
    for number, cells in enumerate(records[first + 1 :], first + 2):
        beyond = [place for place, cell in enumerate(cells) if cell.strip() and not "".join(columns[place : place + 1])]
        if beyond:
            message = (
                f'Row {number}, column {_letter(beyond[0])}: "{cells[beyond[0]].strip()}" stands below no heading.'
            )
            hint = "Move it into its column; a text with the separator in it needs quotation marks round it."
            problems.error("table-column", message, hint, file=file, line=number)
        named = dict(zip(columns, cells, strict=False))
        row = Row(number, {name: named.get(name, "") for name in letters}, letters)
        if any(cell.strip() for name, cell in row.cells.items() if name != USED_ON):
            yield row
