"""A cell of a table as a spreadsheet saved it comes in; out goes what was typed into it.

Spreadsheets turn 2022-08 into Aug-22, 2026-12-31 into 31/12/2026 and 3000 into 3,000. What can only have been one thing
is taken for that; what could have been two is left as it stands, for the reader of facts.yml to refuse.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from careersite.calendar.dates import MONTHS, read_day, read_rough_date

SHORT_MONTHS = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
# A cell that starts with one of these is run by a spreadsheet as a formula; also in the wide letters of East Asia.
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_BRITISH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?")
_SHORT_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_MONTH_IN_WORDS = re.compile(r"([A-Za-z]{3,9})[ -](\d{4}|\d{2})")
_MADE_OF_A_DATE = re.compile(r"(\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}-\d{2})")

DAYS = ("from", "until", "review_by")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; a number stays a number."""
    if _NUMBER.fullmatch(text) or not re.match(rf"'*{_FORMULA}", text):
        return text
    return f"'{text}"


def bare(cell: str) -> str:
    """The text of a guarded cell."""
    return cell[1:] if re.match(rf"''*{_FORMULA}", cell) else cell


def as_typed(column: str, cell: str, old: str, unit: str) -> str:
    """The value for facts.yml; `old` is what stands there now, which stays where the cell only shows it otherwise."""
    cell = " ".join(bare(cell).split())
    if cell == old or cell in _shown_by_spreadsheets(old) or _is_same_number(cell, old):
        return old
    if column == "value":
        return _number(cell, unit)
    if column in DAYS:
        return _day(cell) or cell
    if column in ("as_at", "source_date"):
        return _day(cell) or _month(cell) or cell
    if column == "text":
        return _text(cell, old)
    return cell.lower() if column == "unit" else cell


def fault_of(column: str, value: str) -> tuple[str, str] | None:
    """What only a spreadsheet can have done to a value; message and hint."""
    short = _SHORT_DAY.fullmatch(value)
    if column in (*DAYS, "as_at", "source_date") and short:
        message = f'"{value}" does not say in full which year that is.'
        return message, f"Write the year in full: {short[1]}/{short[2]}/20{short[3]}."
    american = _BRITISH_DAY.fullmatch(value)
    if column in (*DAYS, "as_at", "source_date") and american:
        return f'"{value}" is no day: the day comes first.', "Write it as 31/12/2026 or as 2026-12-31."
    if column == "value" and re.fullmatch(r"-?[0-9.]+[eE][+-]?[0-9]+", value):
        return (
            f'"{value}" is a number that the spreadsheet has shortened.',
            "Format the cell as Number, and save again.",
        )
    if column in ("text", "as_at") and _MADE_OF_A_DATE.fullmatch(value):
        return (
            f'"{value}" is what a spreadsheet makes of a date.',
            "Format the cell as Text and type it again, such as August 2022.",
        )
    return None


def _number(cell: str, unit: str) -> str:
    """£3,000 → 3000 where it counts pounds; 74% → 74 where it counts percent."""
    plain = cell
    if unit == "pounds":
        plain = re.sub(r"^(-?)£ ?", r"\1", cell)
    elif unit == "percent":
        plain = cell.removesuffix("%").rstrip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return plain if _NUMBER.fullmatch(plain) else cell


def _is_same_number(cell: str, old: str) -> bool:
    """1.10 comes back as 1.1, and 007 as 7."""
    return bool(_NUMBER.fullmatch(cell) and _NUMBER.fullmatch(old)) and Decimal(cell) == Decimal(old)


def _day(cell: str) -> str:
    """31/12/2026, 31 December 2026 → 2026-12-31; empty for anything else."""
    british, words = _BRITISH_DAY.fullmatch(cell), _DAY_IN_WORDS.fullmatch(cell)
    if british:
        day, month, year = int(british[1]), int(british[2]), british[3]
    elif words and (number := _number_of_month(words[2])):
        day, month, year = int(words[1]), number, words[3]
    else:
        return ""
    iso = f"{year}-{month:02}-{day:02}"
    return iso if read_day(iso) else ""


def _month(cell: str) -> str:
    """Aug-22, August 2022 → 2022-08; a spreadsheet writes a day of August as 22-Aug."""
    words = _MONTH_IN_WORDS.fullmatch(cell)
    number = _number_of_month(words[1]) if words else 0
    return f"{words[2] if len(words[2]) == 4 else f'20{words[2]}'}-{number:02}" if words and number else ""


def _text(cell: str, old: str) -> str:
    """Sep-24 → September 2024 where August 2022 stood before."""
    month = _month(cell)
    if month and _MONTH_IN_WORDS.fullmatch(old) and _month(old) and re.fullmatch(r"[A-Z][a-z]{2}-\d{2}", cell):
        return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"
    return cell


def _number_of_month(word: str) -> int:
    """8 for Aug, August and Sept; 0 for other words."""
    word = "sep" if word.lower() == "sept" else word.lower()
    number = SHORT_MONTHS.get(word[:3], 0)
    return number if number and MONTHS[number - 1].lower().startswith(word) else 0


def _shown_by_spreadsheets(old: str) -> set[str]:
    """What Excel and its like make of a value when the table is opened and saved."""
    shown = {old.upper()} if old.lower() in ("true", "false") else set()
    rough = read_rough_date(old)
    day = read_day(old) or read_day(_day(old))
    month = (rough.iso if rough and re.fullmatch(r"\d{4}-\d{2}", rough.iso) and old[0].isdigit() else "") or _month(old)
    if day:
        shown |= {f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d}-{_short(day)}-{day:%y}"}
    elif month:
        shown |= {f"{MONTHS[int(month[5:]) - 1][:3]}-{month[2:4]}", f"01/{month[5:]}/{month[:4]}"}
    return shown


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]
