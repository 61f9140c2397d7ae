"""The facts go out as a table and come back: what a colleague changed is changed, and not a byte of the rest."""

from __future__ import annotations

import csv
import difflib
import io
import random
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from careersite.facts.facts_changes import facts_changes
from careersite.facts.facts_file import read_facts
from careersite.facts.facts_table import COLUMNS, read_table, table
from careersite.facts.table_cells import as_typed, bare, guarded
from careersite.front_matter import read_yaml
from careersite.problem import Problems
from tests.building import ENGINE

REAL = (ENGINE / "content/facts.yml").read_bytes().decode()
SMALL = """\
# All figures.
sources:
  report:   # the one
    title: "A report"
    publisher: Example Council
    date: 2026

facts:
  # Pay

  payment:
    value: 3000  # since 2023
    unit: pounds
    statement: >
      A payment
      is offered.
    source: report
    as_at: 2022-08
    review_by: 2027-01-31
    owner: 'Pay team'
    then:
      # announced
      - from: 2027-04-01
        value: 4000
        source: report
        as_at: 2027-02
        review_by: 2028-01-31

  rating:
    text: Good
    statement: The rating.
    source: report
    as_at: about 2019
    review_by: 2027-01-31
    owner: Comms
"""


def written(text: str) -> bytes:
    found = read_yaml(text.removeprefix("\ufeff"), Problems(), file="")
    assert found is not None
    return table(found, {"payment": ["/a/", "/b/"]}).encode()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def as_csv(rows: list[dict[str, str]], columns=COLUMNS, delimiter=",", end="\r\n") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator=end, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def read_back(text: str, data: bytes):
    problems = Problems()
    rows = read_table(data, "t.csv", problems)
    made = facts_changes(text, rows, "t.csv", problems) if not problems.has_errors else None
    return made, [(one.file, one.line, one.code, one.message) for one in problems.all]


def changed(text: str, change, **how) -> tuple[str, list]:
    """The file after somebody has edited the rows, and what was told."""
    rows = rows_of(written(text))
    rows = change(rows) or rows
    made, told = read_back(text, as_csv(rows, **how))
    return (made.text if made else text), told


def setting(row: int, **cells: str):
    def change(rows):
        rows[row] |= {name.rstrip("_"): cell for name, cell in cells.items()}

    return change


def lines(before: str, after: str) -> list[str]:
    """The lines that are new."""
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[2:].strip() for line in found if line.startswith("+ ")]


@pytest.mark.parametrize(
    "text", [REAL, SMALL, "\ufeff" + SMALL, SMALL.replace("\n", "\r\n"), REAL.replace("\n", "\r\n")]
)
def test_an_unchanged_table_changes_no_byte(text):
    made, told = read_back(text, written(text))
    assert told == []
    assert made.text == text
    assert (made.changed, made.added, made.left_alone) == ((), (), ())
    assert len(rows_of(written(text))) >= 3


def test_each_value_is_a_row_with_what_it_takes_over():
    first, second, rating = rows_of(written(SMALL))
    assert list(first) == list(COLUMNS)
    assert (first["name"], first["value"], first["statement"]) == ("payment", "3000", "A payment is offered.")
    assert (second["from"], second["unit"], second["owner"]) == ("2027-04-01", "pounds", "Pay team")
    assert (first["used_on"], rating["used_on"]) == ("/a/ /b/", "")
    assert written(SMALL).startswith(b"\xef\xbb\xbfname,from,")


def test_values_dates_sources_and_owners_are_changed_where_they_stand():
    after, told = changed(SMALL, setting(0, value="3500", review_by="2027-06-30", owner="Finance", as_at="mid-2026"))
    assert told == []
    assert lines(SMALL, after) == [
        "value: 3500  # since 2023", "as_at: mid-2026", "review_by: 2027-06-30", "owner: 'Finance'",
    ]  # fmt: skip


def test_a_following_value_is_changed_and_what_it_takes_over_stays_taken_over():
    after, told = changed(SMALL, setting(1, value="4500", review_by="2028-06-30"))
    assert told == []
    assert lines(SMALL, after) == ["value: 4500", "review_by: 2028-06-30"]
    after, _ = changed(SMALL, setting(1, owner="Finance"))
    assert "review_by: 2028-01-31\n        owner: Finance\n\n  rating:" in after
    again, _ = changed(after, setting(1, owner=""))
    assert again == SMALL


def test_every_fact_of_the_real_site_can_be_changed_and_changed_back():
    rows = rows_of(written(REAL))
    later = [{**row, "review_by": "2027-12-31", "owner": "New: team"} for row in rows]
    made, told = read_back(REAL, as_csv(later))
    assert told == []
    assert len(made.changed) == 2 * len(rows) > 100
    assert made.text.count("review_by: 2027-12-31") == made.text.count('owner: "New: team"') == len(rows)
    facts = read_facts(made.text, Problems())
    assert all(fact.owner == "New: team" for values in facts.values.values() for fact in values)
    back, told = read_back(made.text, as_csv(rows))
    assert told == []
    assert back.text.replace('owner: "Comms team"', "owner: Comms team") == REAL


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_rows_does_not_matter(seed):
    rows = rows_of(written(SMALL))
    random.Random(seed).shuffle(rows)
    for row in rows:
        row["owner"] = "X"
    made, told = read_back(SMALL, as_csv(rows))
    assert told == []
    assert [one.owner for values in read_facts(made.text, Problems()).values.values() for one in values] == ["X"] * 3


def test_a_new_row_adds_a_fact_or_a_following_value():
    def change(rows):
        new = {"source": "report", "as_at": "2026", "review_by": "31/12/2027"}
        rows.append({**new, "name": "hours", "value": "37", "unit": "hours", "statement": "A week.", "owner": "Pay"})
        rows.append({**new, "name": "payment", "from": "2028-04-01", "value": "5000"})
        rows.append({**new, "name": "rating", "from": "2027-06-01", "text": "Outstanding"})

    after, told = changed(SMALL, change)
    assert told == []
    facts = read_facts(after, Problems())
    assert [one.value for one in facts.values["payment"]] == ["£3,000", "£4,000", "£5,000"]
    assert [one.value for one in facts.values["rating"]] == ["Good", "Outstanding"]
    assert facts.values["hours"][0].value == "37 hours"
    assert [line for line in SMALL.splitlines() if line not in after.splitlines()] == []


def test_a_row_that_is_missing_changes_nothing_and_is_told():
    made, told = read_back(SMALL, as_csv(rows_of(written(SMALL))[2:]))
    assert told == []
    assert made.text == SMALL
    assert made.left_alone == ("payment", "payment from 2027-04-01")


def test_a_table_with_some_columns_changes_those_alone():
    after, told = changed(SMALL, setting(2, review_by="2027-09-30"), columns=("name", "from", "review_by"))
    assert (lines(SMALL, after), told) == (["review_by: 2027-09-30"], [])
    made, told = read_back(SMALL, b"name,owner\nrating,Finance\n")
    assert (lines(SMALL, made.text), told) == (["owner: Finance"], [])


def test_the_day_from_which_a_value_holds_can_be_moved():
    after, told = changed(SMALL, setting(1, from_="2027-05-01"))
    assert (lines(SMALL, after), told) == (["- from: 2027-05-01"], [])


def test_a_new_source_is_described_in_the_row_that_names_it():
    new = {
        "source": "decision",
        "source_title": "A decision",
        "source_publisher": "Example Council",
        "source_date": "2027-02",
    }
    after, told = changed(SMALL, setting(1, **new))
    assert told == []
    assert read_facts(after, Problems()).values["payment"][1].source.title == "A decision"
    assert (
        "    date: 2026\n  decision:\n    title: A decision\n    publisher: Example Council\n    date: 2027-02\n"
        in after
    )
    assert read_back(after, written(after))[0].text == after
    _, told = changed(SMALL, setting(1, **{**new, "source_title": ""}))
    assert [(line, code) for _, line, code, _ in told] == [(3, "missing-field")]
    assert told[0][3].startswith("Row 3, column L (source_title): ")
    _, told = changed(SMALL, setting(1, source="decision"))
    assert [(line, code) for _, line, code, _ in told] == [(3, "unknown-source")]
    _, told = changed(SMALL, setting(1, source_title="Another title"))
    assert "is a source already" in told[0][3]


def test_every_mistake_is_told_at_once_with_its_row_and_column_and_nothing_is_changed():
    def change(rows):
        rows[0] |= {"value": "many", "as_at": "last week"}
        rows[1] |= {"review_by": "12/31/2027", "source": "nowhere"}
        rows[2] |= {"owner": "", "unit": "euros"}
        rows.append({"name": "", "value": "5"})
        rows.append({"name": "Bad name", "text": "x"})

    after, told = changed(SMALL, change)
    assert after == SMALL
    places = [message.partition(":")[0] for _, _, _, message in told]
    for place in ("Row 2, column D (value)", "Row 2, column I (as_at)", "Row 3, column J (review_by)",
                  "Row 3, column H (source)", "Row 4, column K (owner)", "Row 5, column A (name)",
                  "Row 4, column E (unit)", "Row 6, column A (name)"):  # fmt: skip
        assert place in places, told
    assert all(file == "t.csv" for file, _, _, _ in told)


def test_values_that_would_overlap_are_told_in_the_table():
    _, told = changed(SMALL, setting(0, until="2027-05-01"))
    assert [(line, code) for _, line, code, _ in told] == [(3, "overlap")]
    assert told[0][3].startswith("Row 3, column B (from): ")


@pytest.mark.parametrize("then", ["    then:\n", "    then: []\n", "    then: ~  # none yet\n"])
def test_a_value_follows_where_the_list_is_still_empty(then):
    file = SMALL.replace("    owner: Comms\n", f"    owner: Comms\n{then}")
    new = {"name": "rating", "from": "01/06/2027", "text": "Better", "source": "report", "as_at": "2027",
           "review_by": "2028-01-01"}  # fmt: skip
    after, told = changed(file, lambda rows: [*rows, new])
    assert told == []
    assert [one.value for one in read_facts(after, Problems()).values["rating"]] == ["Good", "Better"]


def test_what_a_program_cannot_change_safely_is_left_to_people():
    braces = SMALL.replace("then:\n      # announced\n      - from", "then:\n        from")
    assert read_back(braces, written(braces))[0].text == braces
    after, told = changed(braces, lambda rows: [*rows, {**rows[1], "from": "2028-04-01"}])
    assert after == braces
    assert [(file, code) for file, _, code, _ in told] == [("content/facts.yml", "amend")]


@pytest.mark.slow
def test_a_table_of_thousands_of_facts_is_read_in_seconds():
    fact = SMALL.partition("  rating:\n")[2]
    many = SMALL + "".join(f"\n  f-{number}:\n{fact}" for number in range(1_500))
    after, told = changed(many, lambda rows: [{**row, "review_by": "31/12/2027"} for row in rows])
    assert told == []
    assert after.count("review_by: 2027-12-31") == 1_503


def test_two_rows_about_one_value_are_told():
    _, told = changed(SMALL, lambda rows: [*rows, rows[2]])
    assert [(line, code) for _, line, code, _ in told] == [(5, "table-row")]


def test_a_file_that_has_mistakes_is_mended_first():
    broken = SMALL.replace("unit: pounds", "unit: pound")
    made, told = read_back(broken, written(SMALL))
    assert made.text == broken
    assert [(file, code) for file, _, code, _ in told] == [("content/facts.yml", "field")]


# What Excel and its like do to a table


@pytest.mark.parametrize(("delimiter", "end"), [(";", "\r\n"), ("\t", "\n"), (",", "\n"), (";", "\r")])
def test_other_separators_and_line_ends_are_forgiven(delimiter, end):
    for text in (SMALL, REAL):
        made, told = read_back(text, as_csv(rows_of(written(text)), delimiter=delimiter, end=end))
        assert (told, made.text) == ([], text)


def test_headings_in_other_forms_empty_rows_and_columns_and_a_line_for_excel_are_forgiven():
    data = written(SMALL).decode("utf-8-sig")
    head, *rest = data.split("\r\n")
    head = head.replace("review_by", " Review by ").replace("name", "Name").replace("as_at", "As-at")
    shaped = "\r\n".join(["sep=,", head + ",,,", "," * 18, *(f"{row},,," if row else row for row in rest), ",,,", ""])
    made, told = read_back(SMALL, shaped.encode())
    assert (told, made.text) == ([], SMALL)


def test_what_excel_in_britain_makes_of_the_real_table_is_forgiven():
    """Opened and saved: months become Aug-22, days 31/12/2026, numbers lose what says nothing."""
    rows = rows_of(written(REAL))
    shown = {"2022-08": "Aug-22", "2023-02": "Feb-23", "August 2022": "Aug-22", "February 2023": "Feb-23",
             "January 2024": "Jan-24", "2026-12-31": "31/12/2026", "September 2023": "Sep-23"}  # fmt: skip
    excel = [{name: shown.get(cell, cell) for name, cell in row.items()} for row in rows]
    assert sum(cell in shown.values() for row in excel for cell in row.values()) > 50
    made, told = read_back(REAL, as_csv(excel))
    assert (told, made.text) == ([], REAL)


@pytest.mark.parametrize(
    ("column", "cell", "old", "unit", "value"),
    [
        ("value", "3,000", "2500", "pounds", "3000"), ("value", "£3,000", "2500", "pounds", "3000"),
        ("value", "£3000.50", "2500", "pounds", "3000.50"), ("value", "74%", "70", "percent", "74"),
        ("value", "£5", "4", "months", "£5"), ("value", "1,5", "2", "years", "1,5"),
        ("value", "3000.0", "3000", "", "3000"),
        ("value", "1.1", "1.10", "", "1.10"), ("value", "7", "007", "", "007"), ("value", "-5", "4", "", "-5"),
        ("review_by", "31/12/2026", "", "", "2026-12-31"), ("review_by", "1/4/2027", "", "", "2027-04-01"),
        ("review_by", "31/12/2026 00:00", "", "", "2026-12-31"), ("review_by", "31-Dec-2026", "", "", "2026-12-31"),
        ("review_by", "31 December 2026", "", "", "2026-12-31"), ("review_by", "31/12/26", "", "", "31/12/26"),
        ("review_by", "12/31/2026", "", "", "12/31/2026"), ("review_by", "31/02/2026", "", "", "31/02/2026"),
        ("review_by", "31-Dec-26", "2026-12-31", "", "2026-12-31"),
        ("as_at", "Aug-22", "2022-08", "", "2022-08"), ("as_at", "Oct-26", "2022-08", "", "2026-10"),
        ("as_at", "October 2026", "", "", "2026-10"), ("as_at", "22-Aug", "", "", "22-Aug"),
        ("as_at", "04/10/2026", "", "", "2026-10-04"), ("as_at", "mid-2023", "", "", "mid-2023"),
        ("as_at", "about  2019", "", "", "about 2019"),
        ("text", "Sep-24", "August 2022", "", "September 2024"), ("text", "TRUE", "true", "", "true"),
        ("text", "  Very \n good ", "Good", "", "Very good"), ("unit", "Pounds", "", "", "pounds"),
        ("owner", "Comms\u00a0team", "", "", "Comms team"),
    ],
)  # fmt: skip
def test_what_can_only_have_been_one_thing_is_taken_for_it(column, cell, old, unit, value):
    assert as_typed(column, cell, old, unit) == value


@pytest.mark.parametrize(
    ("row", "cells", "words"),
    [
        (0, {"value": "3E+05"}, "shortened"), (2, {"text": "Sep-24"}, "makes of a date"),
        (2, {"as_at": "22-Aug"}, "makes of a date"), (0, {"review_by": "12/31/2026"}, "the day comes first"),
        (0, {"review_by": "31/12/26"}, "does not say in full which year"),
        (0, {"value": "1,5"}, "a number written with digits"),
    ],
)  # fmt: skip
def test_what_could_be_two_things_is_told(row, cells, words):
    after, told = changed(SMALL, setting(row, **cells))
    assert after == SMALL
    assert len(told) == 1
    assert words in told[0][3]
    assert told[0][3].startswith(f"Row {row + 2}, column ")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (written(SMALL).decode("utf-8-sig").replace("Good", "£’").encode("cp1252"), "cp1252"),
        (written(SMALL).decode("utf-8-sig").encode("utf-16"), "Unicode Text"), (b"PK\x03\x04", "workbook"),
        (b"", "empty"), (b"\xef\xbb\xbf\r\n,,,\r\n", "empty"), (b"name,nmae,x\na,b,c\n", '"nmae" is no column'),
        (b"value,unit\n1,pounds\n", '"name" is missing'), (b"name,value,value\na,1,2\n", 'two columns "value"'),
        (b'name,text\na,"open\n', "no table that can be read"), (b"name,text\na,b,c\n", "stands below no heading"),
        (b"name,text\nrating,\x00\n", "holds no text"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_told(data, words):
    _, told = read_back(SMALL, data)
    assert told
    assert all(code in ("table-file", "table-column", "encoding") for _, _, code, _ in told)
    assert words in told[0][3]


# Formulas


@pytest.mark.parametrize("text", ["=1+1", "+44 1", "-x", "@a", "'=1", "''@a", "＝1", "=HYPERLINK(1)", "-", "+"])
def test_no_cell_is_a_formula_and_each_comes_back_the_same(text):
    file = SMALL.replace("text: Good", f"text: {text!r}" if "'" not in text else f'text: "{text}"')
    cells = [cell for row in rows_of(written(file)) for cell in row.values()]
    assert guarded(text) in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]
    made, told = read_back(file, written(file))
    assert (told, made.text) == ([], file)


def test_a_negative_number_stays_a_number():
    assert guarded("-40") == "-40"
    assert guarded("-4.5") == "-4.5"


@pytest.mark.slow
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.from_regex(r"'{0,3}[=+@-].{0,4}", fullmatch=True)
)
@example("'")
@example("''")
@example("'tis")
def test_what_is_guarded_comes_back_bare(text):
    assert bare(guarded(text)) == text


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS.filter(bool), TEXTS.filter(bool))
def test_whatever_is_written_into_a_cell_is_read_from_the_file_and_goes_round_again(owner, statement):
    rows = rows_of(written(SMALL))
    rows[0] |= {"owner": guarded(owner), "statement": guarded(statement)}
    made, told = read_back(SMALL, as_csv(rows))
    assert told == []
    fact = read_facts(made.text, Problems()).values["payment"][0]
    assert (fact.owner, fact.statement) == (owner, statement)
    again, told = read_back(made.text, written(made.text))
    assert (told, again.text) == ([], made.text)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_told_or_read(data):
    made, told = read_back(SMALL, b"name,value,text\n" + data)
    assert told or made.text


@pytest.mark.parametrize("cell", ["A [[payment]] more.", "A {{x}} more.", "{% x %}", "A ::: more.", "A \x07 bell."])
@pytest.mark.parametrize("column", ["statement", "text", "owner", "source_title"])
def test_what_no_page_can_show_is_refused_with_its_cell(cell, column):
    new = {"source": "paper", "source_title": "A", "source_publisher": "B", "source_date": "2026"}
    cells = {**new, column: cell} if column == "source_title" else {column: cell}
    after, told = changed(SMALL, setting(2, **cells))
    assert after == SMALL
    assert [(file, line) for file, line, _, _ in told] == [("t.csv", 4)]
    assert re.match(rf'Row 4, column [A-Z]+ \({column}\): "', told[0][3])


@pytest.mark.parametrize(("typed", "hint"), [
    ("Rating", 'Did you mean "rating"?'), ("Ratings", 'Did you mean "rating"?'),
    ("Golden Hello", "A name is in lower case with hyphens, such as golden-hello."),
])  # fmt: skip
def test_a_name_that_is_none_is_told_with_its_cell_and_the_right_one(typed, hint):
    problems = Problems()
    rows = rows_of(written(SMALL))
    rows[2]["name"] = typed
    facts_changes(SMALL, read_table(as_csv(rows), "t.csv", problems), "t.csv", problems)
    assert [(one.file, one.line) for one in problems.all] == [("t.csv", 4)]
    assert problems.all[0].message == f'Row 4, column A (name): "{typed}" is not the name of a fact.'
    assert hint in problems.all[0].hint


def test_the_name_of_a_new_source_is_told_with_its_cell():
    new = {"source": "The Paper", "source_title": "A", "source_publisher": "B", "source_date": "2026"}
    after, told = changed(SMALL, setting(2, **new))
    assert after == SMALL
    assert [line for _, line, _, _ in told] == [4]
    assert told[0][3].endswith('(source): "The Paper" is not the name of a source.')


@pytest.mark.parametrize("typed", ["31/12/27", "31.12.27", "31-12-27"])
def test_a_year_of_two_digits_is_to_be_written_in_full(typed):
    problems = Problems()
    rows = rows_of(written(SMALL))
    rows[2]["review_by"] = typed
    facts_changes(SMALL, read_table(as_csv(rows), "t.csv", problems), "t.csv", problems)
    assert [one.hint for one in problems.all] == ["Write the year in full: 31/12/2027."]
