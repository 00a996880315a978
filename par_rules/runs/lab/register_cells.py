"""Changes single cells of a register and leaves everything else in the workbook as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from par_rules.evidence import register_layout as layout
from par_rules.evidence.office_files import Unreadable, check_size, open_archive
from par_rules.letters import clean, fold

_HEAD_ROWS = 15


class NoRegister(ValueError):
    """The workbook is no register; the message says why, in Vietnamese."""


def with_cells(data: bytes, rows: Sequence[tuple[str, int]], said: Mapping[str, str]) -> bytes:
    """Give the register ``data`` with ``said`` (text by column) in each of ``rows``.

    Rows are (sheet, number from 1); without any, a row is added below the last one of the sheet of
    evidence. A column that came later than the register is added to its sheet; any other that the
    sheet lacks is left out. Raises ``NoRegister``.
    """
    import openpyxl

    try:
        check_size(open_archive(data))
        book = openpyxl.load_workbook(io.BytesIO(data))
        shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Unreadable as error:
        raise NoRegister(str(error)) from error
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise NoRegister("không phải tệp Excel (.xlsx) mở được: lưu lại bằng Excel") from error
    for name in book.sheetnames:
        _keep_values(book[name], shown[name])
    sheets = {clean(name): book[name] for name in book.sheetnames}
    if layout.EVIDENCE_SHEET not in sheets:
        raise NoRegister(f"không có trang {layout.EVIDENCE_SHEET}: dùng danh mục theo mẫu")
    evidence = sheets[layout.EVIDENCE_SHEET]
    for sheet, number in rows or [(layout.EVIDENCE_SHEET, _next(evidence))]:
        head, columns = _columns(sheets[sheet])
        for column, text in said.items():
            if fold(column) not in columns and column in layout.OPTIONAL_COLUMNS:
                columns[fold(column)] = _added(sheets[sheet], head, column, columns)
            if fold(column) in columns:
                _put(sheets[sheet], number, columns[fold(column)], text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _keep_values(sheet: Any, shown: Any) -> None:
    """Put what formulas show in their place: saved here they would show nothing."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.value = shown[cell.coordinate].value
                if isinstance(cell.value, str):
                    cell.data_type = "s"


def _columns(sheet: Any) -> tuple[int, dict[str, int]]:
    """Give the row of the column names, and the place of each, folded."""
    for row in sheet.iter_rows(min_row=1, max_row=_HEAD_ROWS):
        heads = {fold(str(cell.value)): cell.column for cell in row if cell.value is not None}
        if fold(layout.LEAF) in heads and fold(layout.FILE) in heads:
            return row[0].row, heads
    raise NoRegister(f"trang {sheet.title} không có dòng tên cột {layout.LEAF}, {layout.FILE}")


def _added(sheet: Any, head: int, column: str, columns: Mapping[str, int]) -> int:
    """Name a new column right of the last one, as the last one looks; give its place."""
    last = max(columns.values())
    name, before = sheet.cell(head, last + 1, column), sheet.cell(head, last)
    for look in ("font", "fill", "border", "alignment"):
        setattr(name, look, copy(getattr(before, look)))
    return last + 1


def _next(sheet: Any) -> int:
    """Give the first row with nothing in it or below it but a number filled down."""
    head, columns = _columns(sheet)
    filled = (
        row[0].row
        for row in sheet.iter_rows(min_row=head)
        if any(
            cell.value not in (None, "") and cell.column != columns[fold(layout.LEAF)]
            for cell in row
        )
    )
    return max(filled, default=head) + 1


def _put(sheet: Any, number: int, column: int, text: str) -> None:
    """Write a text that stays text, whatever it begins with, and looks like the cell above."""
    cell, above = sheet.cell(number, column), sheet.cell(number - 1, column)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if not cell.has_style or cell.alignment.wrap_text is None:
        cell.alignment = copy(above.alignment)
