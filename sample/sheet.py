"""Writes a list, register or system export as XLSX."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from sample.documents import MARK, SIGNER, DocumentSpec, Table
from sample.issuers import ISSUERS
from sample.rezip import FIXED, rezip
from sample.typeset import PURPOSE, date_words

# Columns of a sheet whose table names no widths of its own, in characters for the whole page.
PAGE_CHARACTERS = 110


def write_xlsx(spec: DocumentSpec) -> bytes:
    """Give the XLSX of ``spec``: heading lines, figures, tables one under the other."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": spec.title, "author": MARK, "created": datetime(*FIXED)})
    sheet = book.add_worksheet("Du lieu")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    base = {"font_name": "Times New Roman", "font_size": 12}
    plain = book.add_format(base)
    bold = book.add_format({**base, "bold": True})
    red = book.add_format({**base, "bold": True, "font_color": "#C4161C"})
    head = book.add_format(
        {
            **base,
            "bold": True,
            "border": 1,
            "text_wrap": True,
            "align": "center",
            "bg_color": "#DDE6F3",
        }
    )
    cell = book.add_format({**base, "border": 1, "text_wrap": True, "valign": "top"})
    row = 0
    for text, style in _heading(spec, plain, bold, red):
        sheet.write_string(row, 0, text, style)
        row += 1
    row += 1
    tables = _tables(spec)
    _set_widths(sheet, tables, plain)
    for table in tables:
        for values, style in ((table.head, head), *((values, cell) for values in table.rows)):
            for column, value in enumerate(values):
                _write(sheet, row, column, value, style)
            row += 1
        row += 1
    for block in spec.body:
        if isinstance(block, str):
            sheet.write_string(row, 0, block.removeprefix("# "), plain)
            row += 1
    sheet.write_string(row + 1, 0, SIGNER.replace("Người ký", "Người lập"), plain)
    book.close()
    return rezip(out.getvalue())


def _heading(
    spec: DocumentSpec, plain: object, bold: object, red: object
) -> list[tuple[str, object]]:
    issuer = ISSUERS[spec.issuer]
    lines: list[tuple[str, object]] = [
        (f"{MARK} – {PURPOSE}", red),
        (" – ".join((*issuer.above, " ".join(issuer.heading))), plain),
        (spec.title, bold),
    ]
    if spec.period:
        lines.append((f"Kỳ số liệu: {spec.period}", plain))
    if spec.taken_at:
        lines.append((f"Thời điểm chốt: {spec.taken_at}", plain))
    if spec.issued and not spec.taken_at:
        lines.append((f"{issuer.place}, {date_words(spec)}", plain))
    return lines


def _tables(spec: DocumentSpec) -> list[Table]:
    tables = [block for block in spec.body if isinstance(block, Table)]
    if spec.figures:
        rows = tuple(
            (str(number), *pair) for number, pair in enumerate(spec.figures.items(), start=1)
        )
        tables.insert(0, Table(head=("TT", "Chỉ tiêu", "Số liệu"), rows=rows, widths=(8, 62, 30)))
    return tables


def _set_widths(sheet: xlsxwriter.worksheet.Worksheet, tables: list[Table], style: object) -> None:
    for table in tables[:1]:
        shares = table.widths or (1,) * len(table.head)
        for column, share in enumerate(shares):
            sheet.set_column(column, column, PAGE_CHARACTERS * share / sum(shares), style)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: str, style: object
) -> None:
    """Write whole numbers as numbers ("1.234"), everything else as text."""
    digits = value.replace(".", "")
    if digits.isdigit() and f"{int(digits):,}".replace(",", ".") == value:
        sheet.write_number(row, column, int(digits), style)
    else:
        sheet.write_string(row, column, value, style)
