"""A row of the score table shows each value as what it is, ruled, bold and coloured as asked."""

from __future__ import annotations

import io
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import openpyxl

from par_rules.dossier.xlsx_book import DAY, DECIMAL, LINE, POINTS, WHOLE, Book, Column

DAY_OF = date(2026, 11, 24)
PLAIN, OF_POINTS = Column("Nội dung", 10), Column("Điểm", 10, points=True)
VALUES = ("Một hai ba bốn năm", Fraction(3), Fraction(1, 2), DAY_OF, None, "")
LOOKS: tuple[dict[str, Any], ...] = ({}, {"bold": True}, {"bold": True, "colour": "#F1F5F8"})


def written() -> tuple[Any, int]:
    """Write the values plain, bold, bold on a colour, and as points; give sheet and first row."""
    book = Book("Bảng", DAY_OF)
    sheet, top = book.sheet("Bảng", "Bảng", (), [PLAIN] * 6)
    for row, looks in enumerate(LOOKS, top):
        book.row(sheet, row, [PLAIN] * 6, VALUES, **looks)
    book.row(sheet, top + 3, [OF_POINTS] * 6, VALUES)
    book.row(sheet, top + 4, [PLAIN] * 6, [None] * 6)
    return openpyxl.load_workbook(io.BytesIO(book.close())).active, top + 1


def test_numbers_days_and_text_have_their_formats_in_every_look() -> None:
    sheet, top = written()
    for row in range(top, top + 3):
        cells = sheet[row]
        assert [c.value for c in cells][:3] == [VALUES[0], 3, 0.5]
        assert cells[3].value == datetime(2026, 11, 24)
        formats = [c.number_format for c in cells]
        assert formats == ["General", WHOLE, DECIMAL, DAY, "General", "General"]
        assert [bool(c.alignment.wrap_text) for c in cells] == [True, *[False] * 5]
        assert {c.border.left.style for c in cells} == {"thin"}
        assert {c.font.b for c in cells} == {row > top}
        colour = "FFF1F5F8" if row == top + 2 else "00000000"
        assert {c.fill.fgColor.rgb for c in cells} == {colour}


def test_points_have_the_points_format_and_words_among_them_stand_right() -> None:
    sheet, top = written()
    cells = sheet[top + 3]
    assert [c.number_format for c in cells[:3]] == ["General", POINTS, POINTS]
    assert (cells[0].alignment.horizontal, cells[0].alignment.wrap_text) == ("right", True)


def test_a_row_is_as_high_as_its_longest_text() -> None:
    sheet, top = written()
    assert sheet.row_dimensions[top].height == 2 * LINE
    assert sheet.row_dimensions[top + 4].height in (None, LINE)
