"""The workbook as it is written: sheets, open cells, drop-downs, and what was entered stays."""

import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from par_rules.criteria import CriteriaSet
from par_rules.figures import Entered
from par_rules.figures.layout import COLUMNS, ENTERED, GUIDE_SHEET, lines, sheet_name
from par_rules.figures.workbook import workbook
from tests.figures.conftest import MakeCopy, Read, place

HEAD_ROW = 4


@pytest.fixture
def book(make_copy: MakeCopy) -> Any:
    return load_workbook(make_copy())


def rows_of(sheet: Any) -> dict[str, int]:
    """Give the row of each key."""
    keys = ((sheet.cell(row, 1).value, row) for row in range(HEAD_ROW + 1, sheet.max_row + 1))
    return {key: row for key, row in keys if key}


def cell(book: Any, key: str, field: str) -> Any:
    """Give the cell of a field."""
    for sheet in book.worksheets[1:]:
        if key in rows_of(sheet):
            return sheet.cell(rows_of(sheet)[key], 1 + COLUMNS.index(ENTERED[field]))
    raise KeyError(key)


def rule(book: Any, key: str, field: str) -> Any:
    """Give the validation of a field's cell."""
    one = cell(book, key, field)
    (found,) = [r for r in one.parent.data_validations.dataValidation if one.coordinate in r.sqref]
    return found


def test_each_office_has_a_sheet_after_the_guide(book: Any, criteria: CriteriaSet) -> None:
    offices = [sheet_name(criteria.head.offices[key]) for key in lines(criteria)]
    assert book.sheetnames == [GUIDE_SHEET, *offices]
    assert "TT Phục vụ hành chính công" in offices  # the full title is too long for a sheet


def test_every_figure_that_people_state_has_one_row(book: Any, criteria: CriteriaSet) -> None:
    asked = sorted(
        name
        for name, spec in criteria.inputs.items()
        if spec.from_ in ("declared", "portal", "survey", "index")
    )
    found = sorted(key for sheet in book.worksheets[1:] for key in rows_of(sheet))
    assert len(found) == len(set(found))
    assert set(asked) <= set(found)


def test_a_row_says_what_it_feeds_and_what_is_allowed(book: Any) -> None:
    sheet = book["TT Phục vụ hành chính công"]
    row = rows_of(sheet)["procedures_listed"]
    assert sheet.cell(row, 2).value == (
        "Tổng số thủ tục hành chính thuộc thẩm quyền của UBND xã trong danh mục thành phố công bố\n"
        "Dùng cho tiêu chí: 3.1.1\n"
        "Đếm theo các quyết định công bố còn hiệu lực tại ngày chốt số liệu."
    )
    assert sheet.cell(row, 3).value == "thủ tục"
    assert sheet.cell(row, 4).value == "từ 1 đến 1.000"


def test_only_open_cells_can_be_written(book: Any) -> None:
    assert not cell(book, "plan_tasks_due", "value").protection.locked
    assert not cell(book, "plan_tasks_due", "state").protection.locked
    assert cell(book, "plan_tasks_on_time", "state").protection.locked  # admits no state
    assert cell(book, "yearly_plan_sent", "ceiling").protection.locked  # nothing that runs
    assert cell(book, "yearly_plan_issued", "value").protection.locked  # from the register
    assert not cell(book, "yearly_plan_issued", "state").protection.locked
    assert cell(book, "received", "value").protection.locked  # from the cases
    assert not cell(book, "received", "ceiling").protection.locked
    assert all(sheet.protection.sheet for sheet in book.worksheets)


def test_an_ended_count_and_a_stock_have_no_expected_end(book: Any) -> None:
    assert cell(book, "budget_reports_on_time", "ceiling").protection.locked  # ended 20/10
    assert cell(book, "reform_staff_trained", "ceiling").protection.locked  # a stock


def test_cells_refuse_what_cannot_be_read(book: Any) -> None:
    count = rule(book, "plan_tasks_due", "value")
    assert (count.type, count.formula1, count.formula2) == ("whole", "1", "200")
    assert count.error == "Ghi số nguyên từ 1 đến 200."
    assert rule(book, "yearly_plan_sent", "value").formula1 == '"có,không"'
    assert rule(book, "plan_tasks_due", "state").formula1 == '"không có"'
    assert rule(book, "inspection_findings", "state").formula1 == '"không có,không phát sinh"'
    assert rule(book, "report_first_quarter_sent", "value").type == "date"
    assert rule(book, "sipas", "value").type == "decimal"


def test_numbers_and_days_look_vietnamese(book: Any) -> None:
    assert cell(book, "plan_tasks_due", "value").number_format == "#,##0"
    assert cell(book, "report_first_quarter_sent", "value").number_format == "dd/mm/yyyy"
    assert cell(book, "plan_tasks_due", "said_on").number_format == "dd/mm/yyyy"


def test_it_prints_on_a4_with_its_headings(book: Any) -> None:
    sheet = book["Phòng Kinh tế"]
    assert sheet.freeze_panes == "C5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.fitToHeight == 0


def test_the_same_set_and_entries_give_the_same_bytes(criteria: CriteriaSet) -> None:
    entered = {"plan_tasks_due": Entered(value=40)}
    first = workbook(criteria, "Xã Thử", entered)
    time.sleep(2.1)  # the time step of ZIP
    assert workbook(criteria, "Xã Thử", entered) == first


def test_text_never_becomes_a_formula_or_a_link(make_copy: MakeCopy) -> None:
    path = make_copy(
        plan_tasks_due=Entered(note='=HYPERLINK("http://x.example","y")', document="@SUM(1)"),
        yearly_plan_sent=Entered(note="http://x.example/", said_by="+1+1"),
    )
    with zipfile.ZipFile(path) as parts:
        sheets = b"".join(parts.read(n) for n in parts.namelist() if "worksheets/sheet" in n)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets
    assert cell(load_workbook(path), "plan_tasks_due", "note").data_type == "s"


def test_what_was_entered_stays_even_if_it_cannot_be_used(read: Read, make_copy: MakeCopy) -> None:
    rows = {
        "plan_tasks_due": Entered(
            40, 43, None, "Công chức A", date(2026, 11, 20), "x.pdf", 3, "=1"
        ),
        "plan_tasks_on_time": Entered(value="khoảng 30", page="2-3"),
        "procedures_listed": Entered(value=372.5, state="không có"),
        "sipas": Entered(value="85%"),
        "report_year_sent": Entered(value="hôm qua", said_on="tuần trước"),
    }
    assert read(**rows).entered == rows


def test_what_the_set_no_longer_asks_for_moves_to_the_last_sheet(
    read: Read, tmp_path: Path
) -> None:
    old = {"gone_figure": Entered(value=12, note="số cũ"), "plan_tasks_due": Entered(value=40)}
    figures = read(**old)
    assert place(tmp_path / "so-lieu.xlsx", "gone_figure", "value").startswith("Không dùng nữa!")
    assert figures.problems == ()
    assert read(**figures.entered).entered == old


def test_a_conflict_of_value_and_state_is_coloured(book: Any) -> None:
    sheet = book["Phòng Kinh tế"]
    formulas = [r.formula[0] for rules in sheet.conditional_formatting for r in rules.rules]
    assert 'AND($E5<>"",$G5<>"")' in formulas
