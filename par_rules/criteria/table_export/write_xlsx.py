"""Writes the tables as a workbook: a sheet each, headings frozen and repeated on every page."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime

from par_rules.criteria.table_export.tables import Level, TextTable, points_number

WIDTH = 1.1
SIZE = 10
LINE, TALLEST = 13.5, 400  # points
LOOKS: dict[Level, dict[str, object]] = {
    "field": {"bold": True, "bg_color": "#D9E2F3"},
    "criterion": {"bold": True, "bg_color": "#F2F2F2"},
    "total": {"bold": True},
}
# The only day a workbook holds: the same set gives the same bytes.
MADE = datetime(2026, 1, 1)


def write_xlsx(tables: Sequence[TextTable], title: str) -> bytes:
    """Give the bytes of the workbook."""
    import xlsxwriter

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "author": "", "created": MADE})
    for table in tables:
        _sheet(book, table)
    book.close()
    return held.getvalue()


def _sheet(book: object, table: TextTable) -> None:
    sheet = book.add_worksheet(table.layout.sheet)  # type: ignore[attr-defined]
    cell = {"font_name": "Times New Roman", "font_size": SIZE, "text_wrap": True, "valign": "top"}
    cell |= {"border": 1}
    head = {**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDDDDD"}
    heading = book.add_format(head)  # type: ignore[attr-defined]
    looks = {
        level: book.add_format({**cell, **LOOKS.get(level, {})})  # type: ignore[attr-defined]
        for level in set(table.levels)
    }
    for column, found in enumerate(table.columns):
        sheet.set_column(column, column, found.width * WIDTH + 2)
        sheet.write_string(0, column, found.heading, heading)
    for row, (texts, level) in enumerate(zip(table.rows, table.levels, strict=True), 1):
        for column, text in enumerate(texts):
            number = points_number(text) if table.columns[column].key == "max_points" else None
            if number is not None:
                sheet.write_number(row, column, number, looks[level])
            elif text:
                sheet.write_string(row, column, text, looks[level])
            else:
                sheet.write_blank(row, column, None, looks[level])
        sheet.set_row(row, _height(table, texts))
    last = max(len(table.rows), 1)
    sheet.ignore_errors(
        {"number_stored_as_text": f"A1:{chr(64 + min(26, len(table.columns)))}{last + 1}"}
    )
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_footer("&C&P/&N")


def _height(table: TextTable, texts: Sequence[str]) -> float:
    """Give the height that the fullest cell of a row needs; no program works it out by itself."""
    lines = 1
    for column, text in zip(table.columns, texts, strict=True):
        room = (column.width * WIDTH + 2) * 1.15
        lines = max(lines, sum(math.ceil(max(len(line), 1) / room) for line in text.split("\n")))
    return min(lines * LINE + 2, TALLEST)
