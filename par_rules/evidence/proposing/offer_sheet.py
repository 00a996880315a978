"""Writes the sheet "Đề xuất" into a register and leaves everything else in it as it is.

Rows accepted since the last time move to the sheet "Minh chứng". Nothing is accepted here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from par_rules.evidence import register_layout as layout
from par_rules.evidence.office_files import check_size, open_archive
from par_rules.evidence.proposing.offers import Offer
from par_rules.letters import clean, fold

HELP = (
    "Máy đề xuất từ loại, trích yếu, cơ quan, thời gian của tài liệu; chưa dòng nào được dùng. "
    "Đúng thì ghi x ở cột Nhận (sửa các ô khác nếu cần) rồi lưu; sai thì bỏ qua."
)
_WIDTHS = (7, 56, 9, 60, 10, 48, 18, 14, 7, 16, 36, 14, 32, 20)
_HEAD_ROWS = 15
_HEAD = 4


class NoRegister(ValueError):
    """The workbook is no register; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Written:
    """The new bytes, how many accepted rows moved, and the cells whose formula became its value
    (a formula kept by this program would lose what it shows until Excel is opened)."""

    data: bytes
    moved: int
    formulas: tuple[str, ...]


def with_offers(data: bytes, offers: Sequence[Offer]) -> Written:
    """Give the register ``data`` with ``offers`` in its sheet "Đề xuất".

    Raises ``NoRegister``, or ``office_files.Unreadable`` for a file that cannot be opened.
    """
    import openpyxl

    check_size(open_archive(data))
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
        shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise NoRegister("không phải tệp Excel (.xlsx) mở được: lưu lại bằng Excel") from error
    names = {clean(name): name for name in book.sheetnames}
    if layout.EVIDENCE_SHEET not in names:
        raise NoRegister(f"không có trang {layout.EVIDENCE_SHEET}: dùng danh mục theo mẫu")
    formulas = tuple(
        place
        for name in (layout.EVIDENCE_SHEET, layout.EXPLANATION_SHEET, layout.OFFER_SHEET)
        if name in names
        for place in _values(book[names[name]], shown[names[name]])
    )
    evidence = book[names[layout.EVIDENCE_SHEET]]
    moved = 0
    if layout.OFFER_SHEET in names:
        old = book[names[layout.OFFER_SHEET]]
        moved = _move(old, evidence)
        book.remove(old)
    place = min(len(book.sheetnames), book.sheetnames.index(evidence.title) + 1)
    _write(book.create_sheet(layout.OFFER_SHEET, place), offers)
    out = io.BytesIO()
    book.save(out)
    return Written(out.getvalue(), moved, formulas)


def _values(sheet: Any, shown: Any) -> list[str]:
    """Put what formulas show in their place; give the cells."""
    found = []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                value = shown[cell.coordinate].value
                _put(cell, value)
                found.append(f"{sheet.title}!{cell.coordinate}")
    return found


def _put(cell: Any, value: Any) -> None:
    """Write a value; text stays text, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _columns(sheet: Any, first: str, other: str) -> tuple[int, dict[str, int]]:
    """Give the row of the column names, and the place of each, folded; raises ``NoRegister``."""
    for row in sheet.iter_rows(min_row=1, max_row=_HEAD_ROWS):
        heads = {fold(str(cell.value)): cell.column for cell in row if cell.value is not None}
        if fold(first) in heads and fold(other) in heads:
            return row[0].row, heads
    raise NoRegister(f"trang {sheet.title} không có dòng tên cột {first}, {other}: giữ dòng đó")


def _move(offers: Any, evidence: Any) -> int:
    """Append the accepted rows to the sheet of evidence; give how many."""
    head, here = _columns(offers, layout.ACCEPT, layout.LEAF)
    start, there = _columns(evidence, layout.LEAF, layout.FILE)
    last = max(
        (
            row[0].row
            for row in evidence.iter_rows(min_row=start)
            if any(cell.value not in (None, "") for cell in row[1:])
        ),
        default=start,
    )
    moved = 0
    for row in offers.iter_rows(min_row=head + 1):
        if fold(clean(str(row[here[fold(layout.ACCEPT)] - 1].value or ""))) not in layout.ACCEPTED:
            continue
        moved += 1
        for column in layout.EVIDENCE_COLUMNS:
            if fold(column) not in here or fold(column) not in there:
                continue
            value = row[here[fold(column)] - 1].value
            if value is not None:
                cell = evidence.cell(last + moved, there[fold(column)])
                _put(cell, f"{value:%d/%m/%Y}" if isinstance(value, datetime | date) else value)
                model = evidence.cell(max(last, start + 1), cell.column)
                cell.number_format, cell.alignment = "@", copy(model.alignment)
    return moved


def _write(sheet: Any, offers: Sequence[Offer]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet["A1"] = "Đề xuất nối tài liệu với yêu cầu minh chứng"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = HELP
    sheet["A2"].font = Font(italic=True)
    side = Side(style="thin")
    for number, (column, width) in enumerate(zip(layout.OFFER_COLUMNS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(_HEAD, number, column)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F3")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, offer in enumerate(offers, _HEAD + 1):
        said = {
            **offer.row(),
            layout.NOTE: offer.guess,
            layout.CONFIRMED_SHA256: offer.document.sha256,
        }
        for number, column in enumerate(layout.OFFER_COLUMNS, 1):
            cell = sheet.cell(line, number)
            cell.number_format, cell.alignment = "@", Alignment(wrap_text=True, vertical="top")
            if said.get(column):
                _put(cell, said[column])
    last = _HEAD + max(1, len(offers))
    mark = DataValidation(type="list", formula1='"x"', allow_blank=True, showErrorMessage=False)
    mark.add(f"A{_HEAD + 1}:A{last}")
    sheet.add_data_validation(mark)
    sheet.freeze_panes = sheet.cell(_HEAD + 1, 3)
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(layout.OFFER_COLUMNS))}{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
