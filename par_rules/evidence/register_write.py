"""Writes a register with its drop-downs: leaf numbers, requirement titles of the leaf, files."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence import register_layout as layout

CHOICES_SHEET = "Danh sách chọn"
# Rows below the last filled one that carry drop-downs too.
SPARE_ROWS = 300
HEAD = 3
_WIDTHS = {
    layout.LEAF: 9,
    layout.REQUIREMENT: 60,
    layout.FILE: 60,
    layout.CODE: 18,
    layout.ISSUED: 14,
    layout.PAGE: 7,
    layout.SECTION: 16,
    layout.REPLACED_BY: 32,
    layout.CONFIRMED_SHA256: 24,
    layout.CONFIRMED_BY: 40,
    layout.CONFIRMED_ON: 14,
    layout.NOTE: 32,
    layout.URL: 44,
    layout.VISITED: 14,
    layout.VALID_UNTIL: 14,
    layout.PLACE: 24,
    layout.WITHHELD: 10,
    layout.COPY: 14,
    layout.TEXT: 90,
    layout.OFFICE: 34,
    layout.ON: 14,
}
_HELP = {
    layout.EVIDENCE_SHEET: "Mỗi dòng nối một tệp với một yêu cầu minh chứng. Một tệp dùng cho "
    "nhiều tiêu chí thì ghi nhiều dòng. Ngày ghi dd/mm/yyyy.",
    layout.EXPLANATION_SHEET: "Giải trình khi thiếu minh chứng. Giải trình không thay cho minh "
    "chứng.",
}


def register_bytes(
    criteria: CriteriaSet,
    unit_title: str,
    files: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    explanations: Sequence[Mapping[str, str]],
) -> bytes:
    """Give the XLSX; ``rows`` and ``explanations`` map column names to what the cells show.

    The same input gives the same bytes.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    made_on = datetime.combine(criteria.head.first_day, time(8))
    title = f"Danh mục minh chứng năm {criteria.head.year} – {unit_title}"
    book.set_properties({"title": title, "created": made_on})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "help": book.add_format({"italic": True}),
        "head": book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "bg_color": "#DDE6F3", "valign": "top"}
        ),
        "cell": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
    }
    tables = (
        (layout.EVIDENCE_SHEET, _evidence_columns(criteria, rows), rows),
        (layout.EXPLANATION_SHEET, layout.EXPLANATION_COLUMNS, explanations),
    )
    sheets = [_table(book, name, columns, cells, title, formats) for name, columns, cells in tables]
    _choices(book, criteria, files)
    for sheet, (_, columns, cells) in zip(sheets, tables, strict=True):
        _drop_downs(sheet, columns, HEAD + 1 + len(cells) + SPARE_ROWS, len(files))
    book.close()
    return out.getvalue()


def _evidence_columns(criteria: CriteriaSet, rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Give the columns of evidence; that of copies only where somebody asks or tells of them."""
    asked = any(r.copies for leaf in criteria.leaves() for r in leaf.evidence)
    if asked or any(row.get(layout.COPY) for row in rows):
        return layout.EVIDENCE_COLUMNS
    return tuple(column for column in layout.EVIDENCE_COLUMNS if column != layout.COPY)


def _table(
    book: Any,
    name: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    title: str,
    formats: Mapping[str, Any],
) -> Any:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, _HELP[name], formats["help"])
    for position, column in enumerate(columns):
        sheet.set_column(position, position, _WIDTHS[column], formats["cell"])
        sheet.write_string(HEAD, position, column, formats["head"])
    for number, row in enumerate(rows, HEAD + 1):
        for position, column in enumerate(columns):
            if row.get(column):
                sheet.write_string(number, position, row[column], formats["cell"])
    sheet.freeze_panes(HEAD + 1, 3)
    sheet.autofilter(HEAD, 0, HEAD + max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    return sheet


def _choices(book: Any, criteria: CriteriaSet, files: Sequence[str]) -> None:
    """Write the lists behind the drop-downs: column A leaves, B files, C on the titles of each."""
    sheet = book.add_worksheet(CHOICES_SHEET)
    leaves = [leaf for leaf in criteria.leaves() if leaf.evidence]
    for row, leaf in enumerate(leaves):
        sheet.write_string(row, 0, leaf.number)
        titles = [requirement.title for requirement in leaf.evidence] + [layout.SUPPORTING]
        for position, title in enumerate(titles):
            sheet.write_string(row, 2 + position, title)
        last = xlsxwriter.utility.xl_col_to_name(1 + len(titles))
        place = f"='{CHOICES_SHEET}'!$C${row + 1}:${last}${row + 1}"
        book.define_name(f"YC_{leaf.number.replace('.', '_')}", place)
    book.define_name("TIEU_CHI", f"='{CHOICES_SHEET}'!$A$1:$A${len(leaves)}")
    for row, path in enumerate(files):
        sheet.write_string(row, 1, path)
    if files:
        book.define_name("TEP", f"='{CHOICES_SHEET}'!$B$1:$B${len(files)}")
    sheet.hide()


def _drop_downs(sheet: Any, columns: Sequence[str], last: int, files: int) -> None:
    first = HEAD + 1
    titles = f'=INDIRECT("YC_"&SUBSTITUTE($A{first + 1},".","_"))'
    # Only a hint: what is typed by hand is checked when the register is read.
    choices = {layout.LEAF: "=TIEU_CHI", layout.REQUIREMENT: titles}
    if files:
        choices[layout.FILE] = "=TEP"
    for column, source in choices.items():
        if column in columns:
            position = columns.index(column)
            rule = {"validate": "list", "source": source, "error_type": "information"}
            sheet.data_validation(first, position, last, position, rule)
