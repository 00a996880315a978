"""Reads one copy of the workbook: what stands in its cells, and where."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from par_rules.figures.layout import COLUMNS, ENTERED, GUIDE_SHEET, KEY, LEFTOVER_SHEET
from par_rules.figures.model import Cell, Entered, FigureProblem
from par_rules.figures.wording import plain
from par_rules.letters import words
from par_rules.spreadsheet import UnusableSpreadsheet, open_sheets, without_value

MAX_BYTES = 20 * 1024 * 1024
# Rows searched for the headings.
HEADINGS_WITHIN = 15
# Known headings that make a row one of headings.
HEADINGS_ENOUGH = 3

REWRITE = "chạy par workbook để ghi lại tệp (giữ nguyên số đã ghi)"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its file, sheet and name."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}"

    @property
    def where(self) -> str:
        """Give the place inside the file, as ``sheet!cell``."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True)
class CopyRow:
    """One row of a copy: its key, its cells, and where each of them stands."""

    key: str
    entered: Entered
    places: dict[str, Place]
    leftover: bool


@dataclass(frozen=True)
class Copy:
    """One file: its rows and the faults of its form.

    ``unread`` names the sheets whose headings were not all understood, so that what was entered
    there is not among the rows.
    """

    file: str
    data: bytes
    rows: tuple[CopyRow, ...] = ()
    problems: tuple[FigureProblem, ...] = ()
    unread: tuple[str, ...] = ()

    def is_percent(self, place: Place) -> bool:
        """Say whether a cell is shown as a percentage (0.85 as 85 %)."""
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(self.data), data_only=True)
        shown = str(book[place.sheet][place.cell].number_format)
        return "%" in shown.replace('"%"', "").replace("\\%", "")


def is_copy(name: str) -> bool:
    """Say whether a file is named as a copy of the workbook, with or without marks."""
    return words(Path(name).stem)[:2] == ("so", "lieu") and name.lower().endswith(".xlsx")


def read_copy(path: Path) -> Copy:
    """Read a copy; a file that cannot be used comes back empty, with the reason."""
    name = path.name
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError:
        what = "không mở được tệp, có thể chương trình khác đang giữ"
        return _unusable(name, b"", what, "đóng tệp rồi chạy lại")
    if size > MAX_BYTES:
        return _unusable(name, data, "tệp lớn hơn 20 MB", "chỉ giữ các trang tính số liệu")
    try:
        sheets = list(open_sheets(data))
    except UnusableSpreadsheet as error:
        return _unusable(name, data, error.what, error.todo)
    rows: list[CopyRow] = []
    problems: list[FigureProblem] = []
    unread: list[str] = []
    for sheet, cells in sheets:
        if (fault := _unclear_headings(name, sheet, cells)) is not None:
            problems.append(fault)
            unread.append(sheet)
        for item in _read_sheet(name, sheet, cells):
            if isinstance(item, CopyRow):
                rows.append(item)
            else:
                problems.append(item)
    for sheet, cell, text in without_value(data):
        what = f"công thức “{text}” chưa có kết quả, đọc như ô trống"
        todo = "ghi thẳng con số, hoặc mở bằng Excel, lưu lại"
        problems.append(FigureProblem(name, f"{sheet}!{cell}", what, todo))
    if not rows and not problems:
        what = f"không có trang tính nào có cột {KEY} và cột {ENTERED['value']}"
        return _unusable(name, data, what, f"{REWRITE}, hoặc đổi tên nếu là tệp khác")
    return Copy(name, data, tuple(rows), tuple(problems), tuple(unread))


def _unusable(file: str, data: bytes, what: str, todo: str) -> Copy:
    return Copy(file, data, problems=(FigureProblem(file, "", what, todo),))


def _read_sheet(
    file: str, sheet: str, cells: list[list[Cell]]
) -> Iterator[CopyRow | FigureProblem]:
    at, columns = _headings(cells)
    if at is None:
        return
    missing = [title for title in ENTERED.values() if title not in columns]
    if missing:
        yield FigureProblem(
            file,
            f"{sheet}!{at + 1}",
            f"thiếu cột {', '.join(missing)}",
            f"không xóa cột; {REWRITE}",
        )
    for number, row in enumerate(cells[at + 1 :], start=at + 2):
        entered: dict[str, Cell] = {}
        places: dict[str, Place] = {}
        for field, title in ENTERED.items():
            column = columns.get(title)
            if column is not None and column < len(row) and row[column] is not None:
                entered[field] = row[column]
                places[field] = Place(file, sheet, f"{letters(column)}{number}")
        key = row[columns[KEY]] if columns[KEY] < len(row) else None
        if isinstance(key, str):
            places["key"] = Place(file, sheet, f"{letters(columns[KEY])}{number}")
            yield CopyRow(key.strip(), Entered(**entered), places, sheet == LEFTOVER_SHEET)
        elif entered:
            yield FigureProblem(
                file,
                f"{sheet}!{letters(columns[KEY])}{number}",
                "dòng có ghi số liệu mà không có mã",
                "ghi vào đúng dòng của số liệu; mã lấy ở tệp gốc",
            )


def _headings(cells: list[list[Cell]]) -> tuple[int | None, dict[str, int]]:
    """Find the row of headings, and the column of each."""
    known = {plain(title): title for title in (KEY, *ENTERED.values())}
    for at, row in enumerate(cells[:HEADINGS_WITHIN]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            title = known.get(plain(cell)) if isinstance(cell, str) else None
            if title is not None:
                columns.setdefault(title, column)
        if KEY in columns and ENTERED["value"] in columns:
            return at, columns
    return None, {}


def _unclear_headings(file: str, sheet: str, cells: list[list[Cell]]) -> FigureProblem | None:
    """Tell of a sheet with a row of headings that lacks the key or the value."""
    if sheet == GUIDE_SHEET or _headings(cells)[0] is not None:
        return None
    known = {plain(title): title for title in COLUMNS}
    for at, row in enumerate(cells[:HEADINGS_WITHIN], start=1):
        there = {known.get(plain(cell)) for cell in row if isinstance(cell, str)} - {None}
        if len(there) >= HEADINGS_ENOUGH:
            lacking = ", ".join(f"“{t}”" for t in (KEY, ENTERED["value"]) if t not in there)
            other = [cell for cell in row if isinstance(cell, str) and plain(cell) not in known]
            written = f" (ở đó ghi {', '.join(f'“{cell}”' for cell in other)})" if other else ""
            return FigureProblem(
                file,
                f"{sheet}!{at}",
                f"dòng tiêu đề không có cột {lacking}{written}, nên cả trang không đọc được",
                "sửa tiêu đề về như cũ",
            )
    return None


def letters(column: int) -> str:
    """Name a column counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
