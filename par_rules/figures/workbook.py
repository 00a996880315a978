"""Writes the figures workbook ``so-lieu.xlsx``: one sheet an office, one row a figure."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from par_rules.criteria.model import CriteriaSet, InputSpec
from par_rules.figures.guide import HEADING, guide
from par_rules.figures.layout import (
    COLUMNS,
    ENTERED,
    GUIDE_SHEET,
    LEFTOVER_SHEET,
    Line,
    feeds,
    lines,
    sheet_name,
)
from par_rules.figures.model import Cell, Entered, Figures
from par_rules.figures.wording import OPTION_WORDS, STATE_WORDS, range_text
from par_rules.files import write_atomic

WIDTHS = (5, 46, 10, 15, 13, 12, 14, 19, 12, 26, 7, 22)
HEAD_ROW = 3
FONT = "Times New Roman"
# Where a figure comes from that people do not state, in place of the range.
FROM_ELSEWHERE = {
    "cases": "lấy từ kết xuất hồ sơ TTHC",
    "register": "lấy từ danh mục minh chứng",
    "last_year": "lấy từ kết quả năm trước",
}


def write_workbook(
    criteria: CriteriaSet, path: Path, *, unit_title: str, keep: Figures | None
) -> Path:
    """Write the workbook and give the path really written (beside, if ``path`` is held open).

    What ``keep`` holds is written back as it was entered, also what cannot be used; figures that
    the set no longer asks for go to a last sheet. Same set, same ``keep``: same bytes.
    """
    return write_atomic(path, workbook(criteria, unit_title, keep.entered if keep else {}))


def workbook(criteria: CriteriaSet, unit_title: str, entered: Mapping[str, Entered]) -> bytes:
    """Give the bytes of the workbook."""
    out = io.BytesIO()
    # Text is text: nothing that people typed becomes a formula or a link.
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    made = datetime.combine(criteria.head.first_day, time(8))
    book.set_properties({"title": f"Số liệu năm {criteria.head.year}", "created": made})
    styles = _Styles(book)
    _write_guide(book, styles, criteria, unit_title)
    writer = _Writer(book, styles, criteria, unit_title, feeds(criteria), entered)
    shown: set[str] = set()
    for office, rows in lines(criteria).items():
        writer.write_office(office, rows)
        shown.update(row.name for row in rows)
    writer.write_leftovers([name for name in entered if name not in shown])
    book.close()
    return out.getvalue()


class _Styles:
    """The formats of the workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 11, "valign": "top"}
            self._made[key] = self._book.add_format({**base, **wanted})
        return self._made[key]

    @property
    def head(self) -> Any:
        return self(bold=True, border=1, text_wrap=True, align="center", bg_color="#DDE6F3")

    def cell(self, *, open_: bool, number: str = "General", align: str = "left") -> Any:
        """Give the format of an open (yellow) or closed (grey) cell."""
        look = {"bg_color": "#FFFBE6", "locked": False} if open_ else {"bg_color": "#E7E7E7"}
        return self(border=1, text_wrap=True, num_format=number, align=align, **look)


def _write_guide(book: Any, styles: _Styles, criteria: CriteriaSet, unit_title: str) -> None:
    sheet = book.add_worksheet(GUIDE_SHEET)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, unit_title, styles(bold=True))
    sheet.write_string(1, 0, HEADING, styles(bold=True, font_size=14))
    for row, (what, how) in enumerate(guide(criteria), start=3):
        sheet.write_string(row, 0, what, styles(bold=True, border=1, text_wrap=True))
        sheet.write_string(row, 1, how, styles(border=1, text_wrap=True))
        sheet.set_row(row, _height(how, 100))
    _print_on_a4(sheet, GUIDE_SHEET)
    sheet.protect("", {"format_columns": True, "format_rows": True})


@dataclass(frozen=True)
class _Writer:
    book: Any
    styles: _Styles
    criteria: CriteriaSet
    unit_title: str
    feeds: Mapping[str, list[str]]
    entered: Mapping[str, Entered]

    def write_office(self, office: str, rows: list[Line]) -> None:
        title = self.criteria.head.offices[office].title
        sheet = self._sheet(sheet_name(self.criteria.head.offices[office]))
        start, end = (f"{day:%d/%m/%Y}" for day in self.criteria.head.window)
        top = (
            f"{self.unit_title} – Số liệu chấm điểm cải cách hành chính năm "
            f"{self.criteria.head.year}",
            f"Cơ quan, bộ phận cung cấp: {title}",
            f"Số liệu từ {start} đến ngày chốt (cả kỳ đến {end}). Chỉ ghi vào ô nền vàng.",
        )
        for row, text in enumerate(top):
            sheet.write_string(row, 1, text, self.styles(bold=row < 2))
        at = HEAD_ROW + 1
        for group, members in self._groups(rows):
            for column in range(len(COLUMNS)):
                sheet.write_blank(at, column, None, self.styles(bg_color="#F3F3F3", border=1))
            sheet.write_string(at, 1, group, self.styles(bold=True, bg_color="#F3F3F3", border=1))
            at += 1
            for line in members:
                self._write_line(sheet, at, line)
                at += 1
        sheet.conditional_format(
            HEAD_ROW + 1,
            4,
            at,
            6,
            {
                "type": "formula",
                "criteria": f'=AND($E{HEAD_ROW + 2}<>"",$G{HEAD_ROW + 2}<>"")',
                "format": self.book.add_format({"bg_color": "#F8C9C4", "bold": True}),
            },
        )

    def write_leftovers(self, names: list[str]) -> None:
        if not names:
            return
        sheet = self._sheet(LEFTOVER_SHEET)
        text = "Số liệu đã ghi mà bộ tiêu chí không còn hỏi ở đây; giữ lại để tra cứu, không tính."
        sheet.write_string(0, 1, text, self.styles(bold=True))
        for at, name in enumerate(names, start=HEAD_ROW + 1):
            sheet.write_string(at, 0, name, self.styles(border=1))
            spec = self.criteria.inputs.get(name)
            sheet.write_string(at, 1, spec.title if spec else "", self.styles(border=1))
            for column, (key, _) in enumerate(ENTERED.items(), start=4):
                value = getattr(self.entered[name], key)
                _write(sheet, at, column, value, self._format(key, spec, value, open_=False))

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW, column, COLUMNS[column], self.styles.head)
        sheet.set_row(HEAD_ROW, 32)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.repeat_rows(HEAD_ROW)
        _print_on_a4(sheet, name)
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        sheet.protect("", dict.fromkeys(allowed, True))
        return sheet

    def _groups(self, rows: list[Line]) -> Iterator[tuple[str, list[Line]]]:
        """Give the rows by the field of the first leaf they feed, fields in their order."""
        by_name = {row.name: row for row in rows}
        for field in self.criteria.fields:
            read = {name for leaf in field.leaves() for name in leaf.reads()}
            members = [by_name.pop(name) for name in list(by_name) if name in read]
            if members:
                yield f"Lĩnh vực {field.number}. {field.title}", members
        if by_name:
            yield "Số liệu khác", list(by_name.values())

    def _write_line(self, sheet: Any, at: int, line: Line) -> None:
        spec, style = line.spec, self.styles
        grey = style(border=1, font_size=8, font_color="#808080", bg_color="#E7E7E7")
        sheet.write_string(at, 0, line.name, grey)
        feeds = ", ".join(self.feeds[line.name])
        used = f"Dùng cho tiêu chí: {feeds}" if feeds else "Không tính điểm"
        small = {"font_size": 9, "font_color": "#404040"}
        parts = [style(), spec.title, style(**small), f"\n{used}"]
        if spec.note:
            parts += [style(**small, italic=True), f"\n{spec.note}"]
        sheet.write_rich_string(at, 1, *parts, style(border=1, text_wrap=True))
        sheet.write_string(at, 2, spec.unit or "", style(border=1, text_wrap=True))
        allowed = range_text(spec) if line.part == "value" else FROM_ELSEWHERE[spec.from_]
        sheet.write_string(at, 3, allowed, style(border=1, text_wrap=True))
        row = self.entered.get(line.name, Entered())
        title = _height(spec.title, WIDTHS[1]) + _height(used, WIDTHS[1], 9)
        title += _height(spec.note, WIDTHS[1], 9) if spec.note else 0
        beside = [_height(allowed, WIDTHS[3]), _height(spec.unit or "", WIDTHS[2])]
        beside += [
            _height(str(getattr(row, field.name) or ""), WIDTHS[column])
            for column, field in enumerate(fields(Entered), start=4)
        ]
        sheet.set_row(at, max(title, *beside) + 3)
        for column, field in enumerate(fields(Entered), start=4):
            value = getattr(row, field.name)
            open_ = field.name in line.open
            _write(sheet, at, column, value, self._format(field.name, spec, value, open_=open_))
            if open_:
                self._validate(sheet, at, column, field.name, spec)
        if spec.type == "number" and "value" in line.open:
            cell = xl_rowcol_to_cell(at, 4)
            decimals = self.book.add_format({"num_format": "#,##0.00"})
            rule = {"type": "formula", "criteria": f"={cell}<>INT({cell})", "format": decimals}
            sheet.conditional_format(at, 4, at, 4, rule)

    def _format(self, key: str, spec: InputSpec | None, value: Cell, *, open_: bool) -> Any:
        number = "General"
        if key == "said_on" or isinstance(value, date):
            number = "dd/mm/yyyy"
        elif key == "ceiling" or (key == "value" and spec and spec.type in ("count", "number")):
            number = "#,##0"
        elif key == "value" and spec and spec.type == "date":
            number = "dd/mm/yyyy"
        align = "left" if key in ("said_by", "document", "note") else "center"
        return self.styles.cell(open_=open_, number=number, align=align)

    def _validate(self, sheet: Any, at: int, column: int, key: str, spec: InputSpec) -> None:
        rule: dict[str, Any] | None = None
        if key == "state":
            rule = {"validate": "list", "source": [STATE_WORDS[state] for state in spec.may_be]}
            message = "Chỉ chọn tình trạng có trong danh sách, hoặc để trống."
        elif key == "said_on":
            rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
            message = "Ghi ngày dạng dd/mm/yyyy."
        elif key == "value" and spec.type in ("yes_no", "choice"):
            words = [OPTION_WORDS[option] for option in ("yes", "no")]
            rule = {"validate": "list", "source": words if spec.type == "yes_no" else spec.options}
            message = "Chọn trong danh sách."
        elif key in ("value", "ceiling") and spec.range is not None:
            kind = {"count": "integer", "date": "date"}.get(spec.type, "decimal")
            low, high = (_limit(end) for end in spec.range)
            rule = {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
            word = {"integer": "số nguyên", "date": "ngày", "decimal": "số"}[kind]
            message = f"Ghi {word} {range_text(spec)}."
        if rule is not None:
            rule |= {"error_title": "Giá trị không dùng được", "error_message": message}
            sheet.data_validation(at, column, at, column, rule)


def _height(text: str, width: int, size: int = 11) -> float:
    """Estimate how high a wrapped text of a font size stands in a column, in points."""
    letters = width * 13 / size
    rows = sum(max(1, math.ceil(len(part) / letters)) for part in text.split("\n"))
    return rows * size * 1.25


def _limit(end: Fraction | date) -> int | float | date:
    if isinstance(end, date):
        return end
    return int(end) if end.denominator == 1 else float(end)


def _print_on_a4(sheet: Any, name: str) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&9{name.replace('&', '&&')}&R&9Trang &P/&N")


def _write(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    """Write a cell as it was typed; a text never becomes anything else."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_datetime(row, column, value, style)
