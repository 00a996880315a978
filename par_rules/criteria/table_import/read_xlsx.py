"""Reads the sheets of a workbook: merged cells at all their places, only what a reader sees.

Bounded before the reader opens it: unpacked sizes, elements, how far out the cells lie.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from par_rules.criteria.table_import.cells import Cell, Remark, SourceFile, SourceTable, TableError
from par_rules.evidence.office_files import Unreadable, check_size, open_archive
from par_rules.letters import clean
from par_rules.spreadsheet import SHEET_PART, UnusableSpreadsheet, check_extents, without_value

MOST_CELLS = 400_000
MOST_BYTES = 48 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 60
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
HIDDEN_SHEET = "trang tính ẩn, không đọc"
HIDDEN_ROWS = "hàng ẩn, không đọc"
HIDDEN_COLUMN = "cột ẩn, không đọc"
NO_VALUE = "công thức {} chưa có kết quả: mở bằng Excel, lưu lại rồi nhập"
DAY = "Excel đã đổi nội dung thành ngày {}: đặt định dạng ô là Text rồi gõ lại"
BROKEN = "không phải tệp Excel (.xlsx) hoặc tệp hỏng: mở bằng Excel, lưu lại dạng .xlsx"


def read_xlsx(data: bytes, name: str) -> SourceFile:
    """Give the visible sheets in order; raises ``TableError``."""
    _guard(data, name)
    remarks: list[Remark] = []
    try:
        book = _open(data)
        empty = {(s, c): NO_VALUE.format(text) for s, c, text in without_value(data)}
        tables = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                remarks.append(Remark(sheet.title, HIDDEN_SHEET))
                continue
            tables.append(_sheet(sheet, empty, remarks, name))
    except TableError:
        raise
    except Exception:
        # openpyxl raises KeyError, ValueError, TypeError, ParseError and others on broken files.
        raise TableError(f"{name}: {BROKEN}") from None
    return SourceFile(name, tuple(tables), tuple(remarks))


def _guard(data: bytes, name: str) -> None:
    try:
        archive = open_archive(data)
        check_size(archive, MOST_BYTES)
        if "xl/workbook.xml" not in archive.namelist():
            raise TableError(f"{name}: {BROKEN}")
        check_extents(archive)
        cells = 0
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                text = archive.read(part)
                if b"<!DOCTYPE" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    raise TableError(f"{name}: tệp chứa khai báo XML không an toàn")
                cells += len(_CELL.findall(text)) if SHEET_PART.fullmatch(part) else 0
    except Unreadable as error:
        raise TableError(f"{name}: {error}: mở bằng Excel, lưu lại rồi nhập") from None
    except UnusableSpreadsheet as error:
        raise TableError(f"{name}: {error}") from None
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(f"{name}: {BROKEN}") from None
    if cells > MOST_CELLS:
        raise TableError(f"{name}: có hơn {MOST_CELLS} ô: chỉ giữ trang tính có bảng tiêu chí")


def _open(data: bytes) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), data_only=True)


def _sheet(
    sheet: Any, empty: dict[tuple[str, str], str], remarks: list[Remark], name: str
) -> SourceTable:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        sheet_end = f"{sheet.max_row} hàng, {sheet.max_column} cột"
        raise TableError(
            f"{name}: {sheet.title}: trang tính kéo dài {sheet_end}, quá lớn cho một bảng "
            "tiêu chí: xóa hàng, cột thừa"
        )
    merged = dict(_merged(sheet))
    hidden = {c for c in range(1, sheet.max_column + 1) if _column_hidden(sheet, c)}
    for column in sorted(hidden):
        if any(sheet.cell(r, column).value is not None for r in range(1, sheet.max_row + 1)):
            from openpyxl.utils import get_column_letter

            remarks.append(Remark(f"{sheet.title}!{get_column_letter(column)}", HIDDEN_COLUMN))
    rows = []
    for row in sheet.iter_rows():
        number = row[0].row if row else 0
        if sheet.row_dimensions[number].hidden:
            if any(cell.value is not None for cell in row):
                remarks.append(Remark(f"{sheet.title}!{number}:{number}", HIDDEN_ROWS))
            continue
        found = []
        for cell in row:
            if cell.column in hidden:
                continue
            at = f"{sheet.title}!{cell.coordinate}"
            source = merged.get((cell.row, cell.column))
            held = cell if source is None else sheet.cell(*source)
            text, fault = _text(held, empty.get((sheet.title, held.coordinate), ""))
            joined: Any = ""
            if source is not None and source != (cell.row, cell.column):
                joined = "above" if source[0] != cell.row else "left"
            found.append(Cell(text, at, joined, fault))
        rows.append(tuple(found))
    return SourceTable(sheet.title, tuple(rows))


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give, for each place inside a merged range, its first cell."""
    for found in sheet.merged_cells.ranges:
        size = (found.max_row - found.min_row + 1) * (found.max_col - found.min_col + 1)
        if size > MOST_ROWS * MOST_COLUMNS:
            continue
        for row in range(found.min_row, found.max_row + 1):
            for column in range(found.min_col, found.max_col + 1):
                yield (row, column), (found.min_row, found.min_col)


def _column_hidden(sheet: Any, column: int) -> bool:
    for dimension in sheet.column_dimensions.values():
        low = dimension.min if dimension.min is not None else dimension.index
        if isinstance(low, int) and low <= column <= (dimension.max or low):
            return bool(dimension.hidden)
    return False


def _text(cell: Any, fault: str) -> tuple[str, str]:
    """Give the text of a cell as shown, and why it is not what the table says."""
    value = cell.value
    if fault or value is None:
        return "", fault
    if isinstance(value, datetime | date):
        return "", DAY.format(f"{value:%d/%m/%Y}")
    if isinstance(value, bool):
        return ("đúng" if value else "sai"), ""
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if "%" in str(cell.number_format):
            return f"{_plain(number * 100)}%", ""
        return _plain(number), ""
    lines = (clean(line) for line in str(value).split("\n"))
    return "\n".join(line for line in lines if line), ""


def _plain(number: Decimal) -> str:
    """Write a number as a Vietnamese table does: with a decimal comma."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")
