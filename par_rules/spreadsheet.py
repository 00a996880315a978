"""Opens an XLSX that somebody sent: every sheet's cells, or why it cannot be opened."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from par_rules.figures.model import Cell

# First bytes of a file that Office has encrypted, and of one made before 2007.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MAX_UNPACKED = 600 * 1024 * 1024
# Cells of a sheet's rectangle. The reader makes room for all of it: one stray letter in the last
# cell of a sheet is 17 thousand million, and ends the program.
MAX_CELLS = 20_000_000
ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,8})"')
FAR_CELL = re.compile(rb'\br="([A-Z]{2,3})(\d{1,8})"')

# A formula without a value behind it, or a cell whose value is an error.
UNVALUED = re.compile(rb'<f[^>]*(?:/>|>[^<]*</f>)(?!\s*<v>[^<])|\bt="e"')
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")


class UnusableSpreadsheet(Exception):
    """The file cannot be opened; ``what`` is wrong and ``todo`` mends it, in Vietnamese."""

    def __init__(self, what: str, todo: str) -> None:
        self.what = what
        self.todo = todo
        super().__init__(f"{what}: {todo}")


def open_sheets(data: bytes) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Give each sheet's name and rows, from its first cell on; an empty cell is None.

    Raises ``UnusableSpreadsheet``.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _check(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, [[_cell(cell) for cell in row] for row in rows]
    except PasswordError:
        raise UnusableSpreadsheet("tệp đặt mật khẩu", "bỏ mật khẩu rồi lưu lại") from None
    except (CalamineError, OSError, ValueError):
        raise _not_excel() from None


def without_value(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Give sheet, cell and text of each formula that was never worked out, or came to an error.

    Such a cell reads as empty. The slow reader is used only where the file may hold one.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [n for n in parts.namelist() if SHEET_PART.fullmatch(n)]
        if not any(UNVALUED.search(parts.read(name)) for name in sheets):
            return
    from openpyxl import load_workbook

    formulas = load_workbook(io.BytesIO(data), read_only=True)
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in formulas:
        pairs = zip(sheet.iter_rows(), values[sheet.title].iter_rows(), strict=False)
        for written, worked_out in pairs:
            for cell, value in zip(written, worked_out, strict=False):
                if cell.data_type == "f" and value.value is None:
                    yield sheet.title, cell.coordinate, str(cell.value)
                elif value.data_type == "e":
                    yield sheet.title, cell.coordinate, str(value.value)


def _cell(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _check(data: bytes) -> None:
    if data.startswith(OLE):
        raise UnusableSpreadsheet(
            "tệp đặt mật khẩu, hoặc là tệp Excel đời cũ (.xls)", "bỏ mật khẩu, lưu lại dạng .xlsx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if "xl/workbook.xml" not in parts.namelist():
                raise _not_excel()
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                what = "tệp giải nén ra quá lớn"
                raise UnusableSpreadsheet(what, "chỉ giữ các trang tính cần, lưu lại")
            check_extents(parts)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        raise _not_excel() from None


def check_extents(parts: zipfile.ZipFile) -> None:
    """Refuse a workbook with a cell so far out that the fast reader would end the program.

    The archive's size must have been checked. Raises ``UnusableSpreadsheet``.
    """
    for name in parts.namelist():
        if SHEET_PART.fullmatch(name):
            _check_extent(parts.read(name))


def _check_extent(part: bytes) -> None:
    rows = max((int(row) for row in ROW.findall(part)), default=0)
    columns = 26
    for column, row in FAR_CELL.findall(part):
        columns = max(columns, _number(column))
        rows = max(rows, int(row))
    if rows * columns > MAX_CELLS:
        raise UnusableSpreadsheet(
            f"có trang tính kéo dài đến dòng {rows}, cột thứ {columns}, có ô ghi nhầm ở rất xa",
            "nhấn Ctrl+End để tìm, xóa các dòng, cột thừa rồi lưu lại",
        )


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _not_excel() -> UnusableSpreadsheet:
    return UnusableSpreadsheet(
        "không phải tệp Excel (.xlsx) hoặc tệp hỏng", "mở bằng Excel, lưu lại dạng .xlsx"
    )
