"""The sheets "Bảng điểm" and "Kiểm tra": live sums, and each sum beside the scorecard's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_rules.criteria.model import FieldOfSet
from par_rules.dossier.content import Content
from par_rules.dossier.leaf_entry import LeafEntry
from par_rules.dossier.wording import day, sentence
from par_rules.dossier.xlsx_book import POINTS, Book, Column, Value
from par_rules.scoring.scorecard import Views

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
FIRST = 4  # the column of the first sum
COLUMNS = (
    Column("Số", 8),
    Column("Tiêu chí", 42),
    Column("Cơ quan chủ trì", 18),
    Column("Điểm tối đa", 9, points=True),
    *(Column(name, 9.5, points=True) for name in SUMS),
    Column("Diễn giải cách tính", 46),
    Column("Giải trình", 24),
    Column("Minh chứng", 13),
    Column("Điểm thẩm định", 10, points=True),
    Column("Ý kiến thẩm định", 20),
)
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


def write_scores(book: Book, content: Content) -> None:
    """Write both sheets."""
    result = content.result
    head = result.criteria.head
    notes = [f"{result.unit_title}, {result.city}. Số liệu tính đến ngày {day(result.as_of)}."]
    if head.provisional is not None:
        notes.append(f"Kết quả tạm tính, không xếp loại. {head.provisional.get('reason', '')}")
    title = f"Bảng tự chấm điểm Chỉ số cải cách hành chính năm {result.year}"
    sheet, row = book.sheet(SHEET, title, notes, COLUMNS)
    fields = {group.key: group.points for group in result.scorecard.fields}
    checked: list[Sum] = []
    inside: list[int] = []
    for field in result.criteria.fields:
        entries = [entry for entry in content.entries if entry.field is field]
        own = all(entry.own for entry in entries)
        counted = any(entry.own for entry in entries) and not all(
            entry.leaf.role for entry in entries
        )
        at = row
        row += 1
        lines = [_sums(entry) for entry in entries]
        for entry, line in zip(entries, lines, strict=True):
            book.row(sheet, row, COLUMNS, _leaf(entry, line))
            row += 1
        if own:
            moved = _moved(fields[field.key], lines)
            if any(moved):
                text = "Điều chỉnh do nội dung không phát sinh"
                book.row(sheet, row, COLUMNS, ("", text, "", None, *moved, *[None] * 5))
                lines.append(moved)
                row += 1
        _field(book, sheet, at, field, lines, row - 1)
        if own:
            checked.append(Sum(f"{field.number}. {field.title}", at, fields[field.key]))
        if counted:
            inside.append(at)
    _total(book, sheet, row, inside, result.scorecard.self_points)
    checked.append(Sum("Cộng điểm tự chấm", row, result.scorecard.self_points))
    sheet.autofilter(len(notes) + 2, 0, row - 1, len(COLUMNS) - 1)
    _check(book, checked)


def _sums(entry: LeafEntry) -> tuple[Fraction | None, ...]:
    if not entry.own:
        return (None,) * len(SUMS)
    return sums_of(entry.score.points)


def _moved(
    views: Views, lines: Sequence[tuple[Fraction | None, ...]]
) -> tuple[Fraction | None, ...]:
    """Give what the field's own sums have beyond its leaves': points that moved between leaves."""
    return tuple(
        (wanted - sum((line[n] or Fraction(0) for line in lines), Fraction(0))) or None
        for n, wanted in enumerate(sums_of(views))
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
        entry.leaf.max_points,
        *line,
        told,
        " ".join(sentence(text) for text in entry.explanations),
        ", ".join(marks),
        None,
        None,
    )


def _field(
    book: Book,
    sheet: object,
    row: int,
    field: FieldOfSet,
    lines: Sequence[tuple[Fraction | None, ...]],
    last: int,
) -> None:
    """Write the field's row above its leaves, its sums as formulas over the rows below it."""
    blank: list[Value] = [None] * len(COLUMNS)
    blank[:4] = [field.number, field.title, "", field.max_points]
    book.row(sheet, row, COLUMNS, blank, bold=True, colour="#F1F5F8")
    for place in range(len(SUMS)):
        values = [line[place] for line in lines if line[place] is not None]
        if values:
            column = _letter(FIRST + place)
            value = sum((v for v in values if v is not None), Fraction(0))
            _formula(book, sheet, row, place, f"=SUM({column}{row + 2}:{column}{last + 1})", value)


def _total(book: Book, sheet: object, row: int, inside: Sequence[int], views: Views) -> None:
    blank: list[Value] = [None] * len(COLUMNS)
    blank[1] = "Cộng điểm tự chấm"
    book.row(sheet, row, COLUMNS, blank, bold=True, colour="#DDE7EE")
    for place, value in enumerate(sums_of(views)):
        column = _letter(FIRST + place)
        text = "+".join(f"{column}{at + 1}" for at in inside) or "0"
        _formula(book, sheet, row, place, f"={text}", value)


def _formula(book: Book, sheet: object, row: int, place: int, text: str, value: Fraction) -> None:
    looks = book.format(border=1, bold=True, num_format=POINTS, bg_color="#F1F5F8")
    write = sheet.write_formula  # type: ignore[attr-defined]
    write(row, FIRST + place, text, looks, float(value))


def _check(book: Book, checked: Sequence[Sum]) -> None:
    """Set each sum beside the scorecard's, and each maximum beside its five parts."""
    notes = ["Mỗi tổng của Bảng điểm phải bằng kết quả chấm; năm phần phải cộng lại bằng điểm."]
    sheet, row = book.sheet("Kiểm tra", "Kiểm tra số cộng", notes, CHECKED)
    plain, strong = book.format(border=1, num_format=POINTS), book.format(border=1, bold=True)
    for item in checked:
        assert item.views is not None
        values = sums_of(item.views)
        for place, name in enumerate((*SUMS, "Năm phần cộng lại")):
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
