"""What the tests of figures share: the real set, and workbooks made of a few cells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.figures import Entered, Figures
from par_rules.figures.copies import letters
from par_rules.figures.layout import COLUMNS, ENTERED
from par_rules.figures.model import Cell
from par_rules.figures.read import read_workbook
from par_rules.figures.workbook import write_workbook

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)

MakeCopy = Callable[..., Path]
Read = Callable[..., Figures]


@pytest.fixture(scope="session")
def criteria() -> CriteriaSet:
    return load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)


@pytest.fixture
def make_copy(criteria: CriteriaSet, tmp_path: Path) -> MakeCopy:
    """Write a workbook with the rows given: ``make_copy(received=Entered(value=5))``."""

    def make(name: str = "so-lieu.xlsx", **rows: Entered) -> Path:
        keep = Figures({}, entered=rows)
        return write_workbook(criteria, tmp_path / name, unit_title="Xã Thử", keep=keep)

    return make


@pytest.fixture
def read(criteria: CriteriaSet, tmp_path: Path) -> Read:
    """Read the workbooks in the test's folder; with rows, write ``so-lieu.xlsx`` first."""

    def do(**rows: Entered) -> Figures:
        if rows:
            keep = Figures({}, entered=rows)
            write_workbook(criteria, tmp_path / "so-lieu.xlsx", unit_title="Xã Thử", keep=keep)
        return read_workbook(criteria, tmp_path, as_of=DAY)

    return do


def set_cell(path: Path, key: str, column: str, value: Cell, number_format: str = "") -> str:
    """Change one cell as Excel would, and give its place as ``sheet!cell``."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == key:
                cell = sheet.cell(row, 1 + COLUMNS.index(column))
                cell.value = value
                if number_format:
                    cell.number_format = number_format
                book.save(path)
                return f"{sheet.title}!{letters(COLUMNS.index(column))}{row}"
    raise KeyError(key)


def place(path: Path, key: str, field: str) -> str:
    """Give the place of a field's cell as ``sheet!cell``."""
    book = load_workbook(path, read_only=True)
    try:
        for sheet in book.worksheets:
            for number, row in enumerate(sheet.iter_rows(max_col=1, values_only=True), start=1):
                if row[0] == key:
                    return f"{sheet.title}!{letters(COLUMNS.index(ENTERED[field]))}{number}"
    finally:
        book.close()
    raise KeyError(key)
