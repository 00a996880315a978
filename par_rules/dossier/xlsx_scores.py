"""The sheets "Bảng điểm" and "Kiểm tra": live sums, and each sum beside the scorecard's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from par_rules.criteria.model import FieldOfSet
from par_rules.dossier.content import Content
from par_rules.dossier.edition import TITLES
from par_rules.dossier.leaf_entry import LeafEntry, outside_text
from par_rules.dossier.wording import day, sentence
from par_rules.dossier.xlsx_book import POINTS, Book, Column, Value
from par_rules.scoring.scorecard import Views
from par_rules.values import added_up

SHEET = "Bảng điểm"
SUMS = (
    "Điểm phát sinh",
    "Tự chấm, thấp nhất",
    "Tự chấm, cao nhất",
    "Đủ minh chứng",
    "Chưa có minh chứng",
    "Để mở",
    "Còn có thể đạt thêm",
    "Đã mất",
)
SENT = 3  # so many of the sums are in the submission: the self-score and what it is out of
FIRST = 4  # the column of the first sum
CHECKED = (
    Column("Nội dung", 46),
    Column("Cột", 22),
    *(Column(n, 16, points=True) for n in ("Theo Bảng điểm", "Theo kết quả chấm", "Chênh lệch")),
    Column("Kết luận", 12),
)


@dataclass(frozen=True)
class Sum:
    """A row of live sums, and the views that it must agree with."""

    title: str
    row: int
    views: Views | None


def sums_of(views: Views) -> tuple[Fraction, ...]:
    """Give the summed columns of one line, in the order of ``SUMS``."""
    claimed = views.claimed
    return (
        views.maximum,
        claimed.low,
        claimed.high,
        views.secured,
        views.unproved,
        views.open,
        views.winnable,
        views.lost,
    )


def sums_in(internal: bool) -> tuple[str, ...]:
    """Give the heads of the summed columns of an edition."""
    return SUMS if internal else SUMS[:SENT]


def columns_in(internal: bool) -> tuple[Column, ...]:
    """Give the columns of the score table in an edition."""
    return (
        Column("Số", 8),
        Column("Tiêu chí", 42),
        Column("Cơ quan chủ trì", 18),
        Column("Điểm tối đa", 9, points=True),
        *(Column(name, 9.5, points=True) for name in sums_in(internal)),
        Column("Diễn giải cách tính", 46),
        Column("Giải trình", 24),
        Column("Minh chứng", 13),
        Column("Điểm thẩm định", 10, points=True),
        Column("Ý kiến thẩm định", 20),
    )


def write_scores(book: Book, content: Content) -> None:
    """Write both sheets."""
    _Scores(book, content).write()


class _Scores:
    """Writes the sheets of one book in one edition."""

    def __init__(self, book: Book, content: Content) -> None:
        self.book, self.content = book, content
        self.internal = content.result.internal
        self.columns = columns_in(self.internal)
        self.sums = sums_in(self.internal)
        self.checked: list[Sum] = []
        self.inside: list[int] = []

    def write(self) -> None:
        result = self.content.result
        title = f"Bảng tự chấm điểm Chỉ số cải cách hành chính năm {result.year}"
        notes = self._notes()
        self.sheet, row = self.book.sheet(SHEET, title, notes, self.columns)
        for field in result.criteria.fields:
            row = self._field(field, row)
        self._total(row, result.scorecard.self_points)
        self.checked.append(Sum("Cộng điểm tự chấm", row, result.scorecard.self_points))
        self.sheet.autofilter(len(notes) + 2, 0, row - 1, len(self.columns) - 1)
        _check(self.book, self.checked, self.sums)

    def _notes(self) -> list[str]:
        result, head = self.content.result, self.content.result.criteria.head
        edition = f"{TITLES[result.edition]}. " if self.internal else ""
        notes = [
            f"{edition}{result.unit_title}, {result.city}. Điểm tính đến ngày "
            f"{day(result.as_of)}; {self.content.days_text}."
        ]
        if head.provisional is not None:
            notes.append(f"Kết quả tạm tính, không xếp loại. {head.provisional.get('reason', '')}")
        return notes

    def _field(self, field: FieldOfSet, row: int) -> int:
        """Write a field and its leaves, its sums as formulas; give the next row."""
        entries = [entry for entry in self.content.entries if entry.field is field]
        views = {g.key: g.points for g in self.content.result.scorecard.fields}[field.key]
        outside = all(entry.leaf.role for entry in entries)
        own = all(entry.own for entry in entries)
        at, row = row, row + 1
        lines = [self._sums(entry) for entry in entries]
        for entry, line in zip(entries, lines, strict=True):
            self._row(row, _leaf(entry, line))
            row += 1
        moved = _moved(sums_of(views)[: len(self.sums)], lines) if own else ()
        if any(moved):
            text = "Điều chỉnh do nội dung không phát sinh"
            self._row(row, ("", text, "", None, *moved, *[None] * 5))
            lines.append(moved)
            row += 1
        self._head(at, field, [] if outside else lines, row - 1)
        if own and not outside:
            self.checked.append(Sum(f"{field.number}. {field.title}", at, views))
        if any(entry.own for entry in entries) and not outside:
            self.inside.append(at)
        return row

    def _sums(self, entry: LeafEntry) -> tuple[Fraction | None, ...]:
        if not entry.own:
            return (None,) * len(self.sums)
        return sums_of(entry.score.points)[: len(self.sums)]

    def _row(self, row: int, values: Sequence[Value], **looks: Any) -> None:
        self.book.row(self.sheet, row, self.columns, values, **looks)

    def _head(
        self,
        row: int,
        field: FieldOfSet,
        lines: Sequence[tuple[Fraction | None, ...]],
        last: int,
    ) -> None:
        """Write the field's row above its leaves; what stands outside the 100 has no sums."""
        blank: list[Value] = [None] * len(self.columns)
        blank[:4] = [field.number, field.title, "", field.max_points if lines else None]
        if not lines:
            blank[FIRST + len(self.sums)] = outside_text(field)
        self._row(row, blank, bold=True, colour="#F1F5F8")
        for place in range(len(self.sums)):
            values = [value for line in lines if (value := line[place]) is not None]
            if values:
                column = _letter(FIRST + place)
                value = added_up(values)
                self._formula(row, place, f"=SUM({column}{row + 2}:{column}{last + 1})", value)

    def _total(self, row: int, views: Views) -> None:
        blank: list[Value] = [None] * len(self.columns)
        blank[1] = "Cộng điểm tự chấm"
        self._row(row, blank, bold=True, colour="#DDE7EE")
        for place, value in enumerate(sums_of(views)[: len(self.sums)]):
            column = _letter(FIRST + place)
            text = "+".join(f"{column}{at + 1}" for at in self.inside) or "0"
            self._formula(row, place, f"={text}", value)

    def _formula(self, row: int, place: int, text: str, value: Fraction) -> None:
        looks = self.book.format(border=1, bold=True, num_format=POINTS, bg_color="#F1F5F8")
        self.sheet.write_formula(row, FIRST + place, text, looks, float(value))


def _moved(
    whole: Sequence[Fraction], lines: Sequence[tuple[Fraction | None, ...]]
) -> tuple[Fraction | None, ...]:
    """Give what the field's own sums have beyond its leaves': points that moved between leaves."""
    return tuple(
        (wanted - added_up(line[n] or Fraction(0) for line in lines)) or None
        for n, wanted in enumerate(whole)
    )


def _leaf(entry: LeafEntry, line: tuple[Fraction | None, ...]) -> tuple[Value, ...]:
    marks = dict.fromkeys(d.mark for item in entry.evidence for d in item.documents)
    told = sentence(entry.note) if entry.own else entry.points
    if entry.own and entry.score.arises == "no":
        told = f"Không phát sinh. {told}".strip()
    return (
        entry.leaf.number,
        entry.leaf.title,
        entry.lead,
        None if entry.leaf.role == "penalty" else entry.leaf.max_points,
        *line,
        told,
        " ".join(sentence(text) for text in entry.explanations),
        ", ".join(marks),
        None,
        None,
    )


def _check(book: Book, checked: Sequence[Sum], sums: Sequence[str]) -> None:
    """Set each sum beside the scorecard's, and each maximum beside its five parts."""
    notes = ["Mỗi tổng của Bảng điểm phải bằng kết quả chấm."]
    names = list(sums)
    if len(sums) == len(SUMS):
        notes = ["Mỗi tổng của Bảng điểm phải bằng kết quả chấm; năm phần phải cộng lại bằng điểm."]
        names.append("Năm phần cộng lại")
    sheet, row = book.sheet("Kiểm tra", "Kiểm tra số cộng", notes, CHECKED)
    plain, strong = book.format(border=1, num_format=POINTS), book.format(border=1, bold=True)
    for item in checked:
        assert item.views is not None
        values = sums_of(item.views)
        for place, name in enumerate(names):
            at = item.row + 1
            cell = f"'{SHEET}'!{_letter(FIRST + min(place, len(SUMS) - 1))}{at}"
            if place == len(SUMS):
                cell = f"SUM('{SHEET}'!{_letter(FIRST + 3)}{at}:{_letter(FIRST + 7)}{at})"
            value = values[place % len(SUMS)]
            book.row(sheet, row, CHECKED[:2], (item.title, name))
            sheet.write_formula(row, 2, f"={cell}", plain, float(value))
            sheet.write_number(row, 3, float(value), plain)
            sheet.write_formula(row, 4, f"=ROUND(C{row + 1}-D{row + 1},9)", plain, 0)
            verdict = f'=IF(E{row + 1}=0,"Khớp","Lệch")'
            sheet.write_formula(row, 5, verdict, strong, "Khớp")
            row += 1
    wrong = book.format(bg_color="#F7C7C3", bold=True)
    sheet.conditional_format(
        0, 5, row, 5, {"type": "cell", "criteria": "==", "value": '"Lệch"', "format": wrong}
    )


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
