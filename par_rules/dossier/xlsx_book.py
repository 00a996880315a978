"""How every sheet of the score table is set up: formats, heads, widths, print, text as text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from par_rules.dossier.plain_text import printable

# The locale code lets any program write the comma and dots that Vietnamese readers expect.
POINTS = "[$-42A]#,##0.00##_)"
WHOLE = "[$-42A]#,##0_)"
DECIMAL = "[$-42A]#,##0.0###_)"
DAY = "dd/mm/yyyy"
SHAPES: dict[str, dict[str, Any]] = {
    "": {},
    "text": {"text_wrap": True},
    "right": {"text_wrap": True, "align": "right"},
}
A3, A4 = 8, 9
WIDE = 215  # characters
LINE = 15  # points that a line of text is high
LONGEST = 32_000  # characters that Excel keeps in a cell, with room to spare

Value = str | Fraction | date | None


@dataclass(frozen=True)
class Column:
    """One column: its head, its width in characters, and whether it holds points."""

    head: str
    width: float
    points: bool = False


class Book:
    """A workbook being written; text goes in as text, whatever it begins with."""

    def __init__(self, title: str, made: date) -> None:
        import xlsxwriter

        self._held = io.BytesIO()
        settings = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
        }
        self.file = xlsxwriter.Workbook(self._held, settings)
        self.file.set_properties(
            {"title": printable(title), "created": datetime.combine(made, time())}
        )
        self.file.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._cells: dict[tuple[bool, str | None, str], Any] = {}
        self._footer = printable(title).replace("&", "&&")[:180]

    def format(self, **looks: Any) -> Any:
        """Give a format, made once."""
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
            self._formats[key] = self.file.add_format(base | looks)
        return self._formats[key]

    def sheet(
        self, name: str, title: str, notes: Sequence[str], columns: Sequence[Column]
    ) -> tuple[Any, int]:
        """Add a sheet with its title, notes and head; give it and the first row below the head.

        The rows above stay in sight, and the head is printed on every page: A4 across, or A3 where
        the columns would be too small to read on it.
        """
        sheet = self.file.add_worksheet(name)
        sheet.write_string(0, 0, printable(title), self.format(bold=True, font_size=14))
        for row, note in enumerate(notes, 1):
            sheet.write_string(row, 0, printable(note), self.format(italic=True))
        top = len(notes) + 2
        head = self.format(
            bold=True,
            border=1,
            text_wrap=True,
            align="center",
            valign="vcenter",
            bg_color="#E8EEF3",
        )
        sheet.set_row(top, 3 * LINE)
        for place, column in enumerate(columns):
            sheet.write_string(top, place, column.head, head)
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(top + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(A4 if sum(column.width for column in columns) < WIDE else A3)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.repeat_rows(top)
        sheet.set_footer(f"&L&9{self._footer}&R&9Trang &P/&N")
        return sheet, top + 1

    def row(
        self,
        sheet: Any,
        row: int,
        columns: Sequence[Column],
        values: Sequence[Value],
        *,
        bold: bool = False,
        colour: str | None = None,
    ) -> None:
        """Write one ruled row; points get the points' format, other numbers the plain one."""
        looks = bold, colour
        cells = list(zip(columns, values, strict=True))
        lines = [_lines(v, c.width) for c, v in cells if isinstance(v, str)]
        sheet.set_row(row, LINE * min(max(lines, default=1), 27))  # Excel's rows end at 409 points
        for place, (column, value) in enumerate(cells):
            match value:
                case None | "":
                    sheet.write_blank(row, place, None, self._ruled(*looks))
                case str():
                    shape = "right" if column.points else "text"
                    text = printable(value)[:LONGEST]
                    sheet.write_string(row, place, text, self._ruled(*looks, shape))
                case Fraction():
                    whole = WHOLE if value.denominator == 1 else DECIMAL
                    shape = POINTS if column.points else whole
                    sheet.write_number(row, place, float(value), self._ruled(*looks, shape))
                case date():
                    sheet.write_datetime(row, place, value, self._ruled(*looks, DAY))

    def _ruled(self, bold: bool, colour: str | None, shape: str = "") -> Any:
        """Give the format of a cell of a row: of text ("text", "right"), else of numbers."""
        key = bold, colour, shape
        if key not in self._cells:
            looks: dict[str, Any] = {"border": 1, **SHAPES.get(shape, {"num_format": shape})}
            if bold:
                looks["bold"] = True
            if colour:
                looks["bg_color"] = colour
            self._cells[key] = self.format(**looks)
        return self._cells[key]

    def close(self) -> bytes:
        """Give the file's bytes."""
        self.file.close()
        return self._held.getvalue()


def _lines(value: str, width: float) -> int:
    """Say how many lines a text fills, words kept whole more or less."""
    return max(1, -int(-len(value) * 0.92 // width))
