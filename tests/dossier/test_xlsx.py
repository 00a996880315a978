"""``bang-diem.xlsx``: its sums are live, agree with the scorecard, and text stays text."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from par_rules.dossier import YearResult
from par_rules.dossier.xlsx import render
from par_rules.dossier.xlsx_scores import FIRST, SHEET, SUMS, sums_of
from par_rules.values import exact

CHECK = "Kiểm tra"


@pytest.fixture(scope="module")
def data(result: YearResult) -> bytes:
    return render(result)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def recomputed(book: Any, sheet: str, cell: str) -> Any:
    """Work out a cell's formula anew, in exact decimals of what the cells hold."""
    value = book[sheet][cell].value
    if not isinstance(value, str) or not value.startswith("="):
        return Fraction(0) if value is None else exact(repr(value)) if _number(value) else value
    text = value[1:]
    if found := re.fullmatch(r"SUM\((?:'([^']+)'!)?([A-Z]+\d+:[A-Z]+\d+)\)", text):
        left, top, right, bottom = range_boundaries(found[2])
        where = book[found[1] or sheet]
        cells = where.iter_rows(top, bottom, left, right)
        return sum(recomputed(book, where.title, c.coordinate) for r in cells for c in r)
    if found := re.fullmatch(r"'([^']+)'!([A-Z]+\d+)", text):
        return recomputed(book, found[1], found[2])
    if found := re.fullmatch(r"ROUND\(([A-Z]+\d+)-([A-Z]+\d+),9\)", text):
        ends = [recomputed(book, sheet, name) for name in found.groups()]
        return round(ends[0] - ends[1], 9)
    if found := re.fullmatch(r'IF\(([A-Z]+\d+)=0,"Khớp","Lệch"\)', text):
        return "Khớp" if recomputed(book, sheet, found[1]) == 0 else "Lệch"
    assert re.fullmatch(r"[A-Z]+\d+(\+[A-Z]+\d+)*", text), text
    return sum(recomputed(book, sheet, name) for name in text.split("+"))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _row(book: Any, title: str) -> int:
    rows = [cell.row for cell in book[SHEET]["B"] if cell.value == title]
    return int(rows[0])


def test_every_total_recomputes_to_the_scorecard(book: Any, result: YearResult) -> None:
    rows = [("Cộng điểm tự chấm", result.scorecard.self_points)]
    rows += [(g.title, g.points) for g in result.scorecard.fields if g.number in "1234567"]
    for title, views in rows:
        row = _row(book, title)
        for place, wanted in enumerate(sums_of(views)):
            cell = f"{chr(65 + FIRST + place)}{row}"
            got = recomputed(book, SHEET, cell)
            assert book[SHEET][cell].value.startswith("=")
            assert abs(got - wanted) < Fraction(1, 10**12), (title, SUMS[place])


def test_every_check_says_that_the_sums_agree(book: Any) -> None:
    sheet = book[CHECK]
    verdicts = [c for c in sheet["F"] if str(c.value).startswith("=IF")]
    assert len(verdicts) == 8 * (
        len(SUMS) + 1
    )  # the seven fields that the unit scores, and the total
    assert {recomputed(book, CHECK, c.coordinate) for c in verdicts} == {"Khớp"}


def test_a_check_notices_a_score_typed_over(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    row = next(c.row for c in book[SHEET]["A"] if c.value == "1.1.1")
    book[SHEET].cell(row, FIRST + 2).value = 0.5
    verdicts = [c for c in book[CHECK]["F"] if str(c.value).startswith("=IF")]
    assert "Lệch" in {recomputed(book, CHECK, c.coordinate) for c in verdicts}


def test_the_stored_values_are_those_of_the_formulas(data: bytes, book: Any) -> None:
    stored: Any = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in (SHEET, CHECK):
        for row in book[sheet].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    got = recomputed(book, sheet, cell.coordinate)
                    kept = stored[sheet][cell.coordinate].value
                    assert kept == got if isinstance(kept, str) else abs(kept - got) < 1e-9


def test_text_never_becomes_a_formula(book: Any) -> None:
    hostile = []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "cmd" in cell.value:
                    hostile.append(cell.value)
                    assert cell.data_type == "s"
                assert cell.hyperlink is None
    assert any(text.startswith("=cmd") for text in hostile)


def test_every_leaf_has_its_row_and_its_exact_points(book: Any, result: YearResult) -> None:
    rows = {row[0].value: row for row in book[SHEET].iter_rows(min_row=5)}
    for leaf in result.scorecard.leaves:
        cells = rows[leaf.number][FIRST : FIRST + len(SUMS)]
        wanted: tuple[Fraction | None, ...] = (None,) * len(SUMS)
        if leaf.scored_by == "self":
            wanted = sums_of(leaf.points)
        got = [cell.value for cell in cells]
        assert got == [None if number is None else float(number) for number in wanted]


def test_the_sheets_are_set_up_for_reading_and_printing(book: Any) -> None:
    assert book.sheetnames == [SHEET, CHECK, "Minh chứng", "Số liệu", "Việc cần làm", "Giả định"]
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0  # one page across (the default), any number down


def test_points_are_written_for_vietnamese_readers(book: Any) -> None:
    row = next(c.row for c in book[SHEET]["A"] if c.value == "1.1.1")
    assert book[SHEET].cell(row, FIRST + 1).number_format == "[$-42A]#,##0.00##_)"


def heads(book: Any, sheet: str) -> list[Any]:
    return [cell.value for row in book[sheet].iter_rows(min_row=1, max_row=6) for cell in row]


def test_no_column_holds_a_key_or_the_name_of_a_hash(book: Any) -> None:
    assert "Khóa" not in heads(book, "Giả định")
    assert "Mã kiểm tra tệp" in heads(book, "Minh chứng")
    assert not any("SHA" in str(text) for sheet in book.sheetnames for text in heads(book, sheet))


def test_what_stands_outside_the_hundred_has_no_sum(book: Any) -> None:
    row = next(row for row in book[SHEET].iter_rows(min_row=5) if row[0].value == "Đ")
    assert [cell.value for cell in row[3 : FIRST + len(SUMS)]] == [None] * (1 + len(SUMS))
    assert row[FIRST + len(SUMS)].value == "Cơ quan thẩm định chấm"


def test_the_submission_has_the_self_score_and_its_sums_alone(result: YearResult) -> None:
    sent = openpyxl.load_workbook(io.BytesIO(render(replace(result, edition="submission"))))
    assert sent.sheetnames == [SHEET, CHECK, "Minh chứng", "Số liệu", "Giả định"]
    found = heads(sent, SHEET)
    assert [name for name in SUMS if name in found] == list(SUMS[:3])
    verdicts = [c for c in sent[CHECK]["F"] if str(c.value).startswith("=IF")]
    assert len(verdicts) == 8 * 3
    assert {recomputed(sent, CHECK, c.coordinate) for c in verdicts} == {"Khớp"}


def test_the_same_result_gives_the_same_bytes(data: bytes, result: YearResult) -> None:
    assert render(result) == data
