"""``bang-diem.xlsx``: the score table with live sums, evidence, figures, gaps and assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from par_rules.dossier.content import Content, content_of
from par_rules.dossier.evidence_list import evidence_rows
from par_rules.dossier.standing import OTHERWISE
from par_rules.dossier.wording import day, sentence
from par_rules.dossier.xlsx_book import Book, Column, Value
from par_rules.dossier.xlsx_scores import write_scores
from par_rules.dossier.year_result import YearResult
from par_rules.files import write_atomic
from par_rules.scoring.trace_origin import origin_text


def write_score_table(result: YearResult, path: Path) -> Path:
    """Write the score table and give the path really written; raises ``OSError``."""
    return write_atomic(path, render(result))


def render(result: YearResult) -> bytes:
    """Give the score table as an Excel file; the same result gives the same bytes."""
    content = content_of(result)
    title = f"Bảng tự chấm điểm CCHC năm {result.year}, {result.unit_title}"
    book = Book(title, result.as_of)
    write_scores(book, content)
    _list(book, "Minh chứng", "Danh mục minh chứng", EVIDENCE, _evidence(content))
    _list(book, "Số liệu", "Số liệu dùng để tính điểm", FIGURES, _figures(content))
    if result.internal:
        _list(book, "Việc cần làm", "Việc cần làm của từng cơ quan chủ trì", GAPS, _gaps(content))
    _list(book, "Giả định", "Giả định dùng khi chấm điểm", ASSUMPTIONS, _assumptions(content))
    return book.close()


EVIDENCE = (
    Column("Mã", 8),
    Column("Số, ký hiệu", 16),
    Column("Ngày", 11),
    Column("Tên loại, trích yếu", 50),
    Column("Cơ quan ban hành", 24),
    Column("Số trang", 7),
    Column("Chữ ký số", 28),
    Column("Tiêu chí", 14),
    Column("Tình trạng", 18),
    Column("Tệp", 44),
    Column("Mã kiểm tra tệp", 34),
)
FIGURES = (
    Column("Tiêu chí", 12),
    Column("Số liệu", 54),
    Column("Giá trị", 14),
    Column("Đơn vị tính", 10),
    Column("Tình trạng", 14),
    Column("Cơ quan cung cấp", 22),
    Column("Người cung cấp", 18),
    Column("Ngày cung cấp", 11),
    Column("Tài liệu", 22),
    Column("Trang", 6),
    Column("Nguồn", 26),
)
GAPS = (
    Column("Cơ quan chủ trì", 26),
    Column("Tiêu chí", 9),
    Column("Tình trạng", 18),
    Column("Nội dung", 52),
    Column("Việc cần làm", 52),
    Column("Số điểm phụ thuộc", 11, points=True),
    Column("Hạn", 12),
)
ASSUMPTIONS = (Column("Giả định", 80), Column("Lý do", 95))


def _list(
    book: Book,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
) -> None:
    sheet, top = book.sheet(name, title, (), columns)
    for row, values in enumerate(rows, top):
        book.row(sheet, row, columns, values)
    if rows:
        sheet.autofilter(top - 1, 0, top + len(rows) - 1, len(columns) - 1)


def _evidence(content: Content) -> list[tuple[Value, ...]]:
    return [
        (
            row.mark,
            row.code,
            row.issued,
            row.title,
            row.issuer,
            row.pages,
            row.signature,
            ", ".join(row.serves),
            row.standing or ("" if row.counts else OTHERWISE),
            row.path if content.result.internal else row.file,
            row.sha256,
        )
        for row in evidence_rows(content)
    ]


def _figures(content: Content) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for row in content.figures.values():
        value = content.result.facts.of(row.name).value
        rows.append(
            (
                ", ".join(content.read_by[row.name]),
                row.title,
                value if isinstance(value, Fraction) else row.value_text,
                row.unit,
                row.state,
                row.office,
                row.said_by,
                day(row.said_on),
                content.figure_document(row),
                row.page,
                sentence(origin_text(row.origin, internal=content.result.internal)).rstrip("."),
            )
        )
    return rows


def _gaps(content: Content) -> list[tuple[Value, ...]]:
    return [
        (
            office.title,
            gap.number,
            gap.heading,
            sentence(gap.what),
            sentence(gap.todo),
            gap.stake,
            gap.due,
        )
        for office in content.result.gaps.offices
        for gap in office.gaps
    ]


def _assumptions(content: Content) -> list[tuple[Value, ...]]:
    known = content.result.criteria.head.assumptions
    return [(a.text, a.reason) for a in known.values()]
