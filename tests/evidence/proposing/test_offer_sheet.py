"""The sheet "Đề xuất": written, accepted by a person, counted, moved."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from par_rules.evidence import register_layout as layout
from par_rules.evidence.office_files import Unreadable
from par_rules.evidence.proposing.offer_sheet import NoRegister, Written, with_offers
from par_rules.evidence.proposing.offers import Offer, find_offers
from par_rules.evidence.register import read_register
from tests.evidence.folders import made, row, take, the_set, the_unit, year_folder

PLAN = "KH đo lường.pdf"
REPORT = "=BC hài lòng.pdf"


@pytest.fixture
def year(tmp_path: Path) -> Path:
    files = {PLAN: made("CDDH-31"), REPORT: made("CDDH-33"), "Kế hoạch.pdf": made("CDDH-01")}
    linked = [row("1.1.1", "plan", "Kế hoạch.pdf")]
    explained = [{layout.LEAF: "2.3.1", layout.TEXT: "Đang trình ký."}]
    return year_folder(tmp_path / "2026", files, linked, explained)


def offers(year: Path) -> tuple[Offer, ...]:
    return find_offers(the_set(), the_unit(), take(year))


def offer(year: Path) -> Written:
    register = year / layout.FILE_NAME
    written = with_offers(register.read_bytes(), offers(year))
    register.write_bytes(written.data)
    return written


def edit(year: Path, change: Any) -> None:
    """Change the register as an official does in Excel."""
    path = year / layout.FILE_NAME
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def accept(file: str, mark: str = "x") -> Any:
    def change(book: Any) -> None:
        lines = book[layout.OFFER_SHEET].iter_rows(min_row=5)
        line = next(line for line in lines if line[1].value == file)
        line[0].value = mark
        line[10].value = "Công chức Phòng Văn hóa – Xã hội"

    return change


def linked(year: Path) -> list[tuple[str, str, str | None]]:
    rows = read_register(year / layout.FILE_NAME, the_set()).rows
    return [(r.leaf.number, r.path, r.requirement.key if r.requirement else None) for r in rows]


def test_unnamed_documents_are_proposed_and_nothing_is_linked_by_that(year: Path) -> None:
    offer(year)
    sheet = openpyxl.load_workbook(year / layout.FILE_NAME)[layout.OFFER_SHEET]
    assert [cell.value for cell in sheet[4]] == list(layout.OFFER_COLUMNS)
    shown = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=5)]
    assert {line[1] for line in shown} == {PLAN, REPORT}
    assert {line[0] for line in shown} == {None}
    assert linked(year) == [("1.1.1", "Kế hoạch.pdf", "plan")]


def test_an_accepted_proposal_counts(year: Path) -> None:
    offer(year)
    edit(year, accept(PLAN))
    assert ("1.5.1", PLAN, "survey_plan") in linked(year)
    manifest = take(year)
    assert manifest.proofs()["satisfaction_measured", "survey_plan"].answer == "passes"
    assert manifest.problems == ()


def test_a_file_changed_after_it_was_accepted_is_found(year: Path) -> None:
    offer(year)
    edit(year, accept(PLAN))
    (year / layout.DOCUMENT_FOLDER / PLAN).write_bytes(made("CDDH-01"))
    assert "ALTERED" in {finding.code for finding in take(year).findings if finding.path == PLAN}


def test_accepted_rows_move_to_the_evidence_and_are_not_proposed_again(year: Path) -> None:
    offer(year)
    edit(year, accept(PLAN))
    before = linked(year)
    assert offer(year).moved == 1
    assert sorted(linked(year)) == sorted(before)
    book = openpyxl.load_workbook(year / layout.FILE_NAME)
    moved = [cell.value for cell in book[layout.EVIDENCE_SHEET][6]]
    assert moved[:3] == ["1.5.1", "Kế hoạch đo lường sự hài lòng năm 2026, kèm mẫu phiếu", PLAN]
    assert {line[1].value for line in book[layout.OFFER_SHEET].iter_rows(min_row=5)} == {REPORT}


def test_everything_else_in_the_register_stays(year: Path) -> None:
    def note(book: Any) -> None:
        book.create_sheet("Ghi nhớ")["B2"] = "Hỏi Văn phòng"

    edit(year, note)
    offer(year)
    book = openpyxl.load_workbook(year / layout.FILE_NAME)
    assert book.sheetnames == ["Minh chứng", "Đề xuất", "Giải trình", "Danh sách chọn", "Ghi nhớ"]
    assert book["Ghi nhớ"]["B2"].value == "Hỏi Văn phòng"
    assert len(book[layout.EVIDENCE_SHEET].data_validations.dataValidation) == 3
    assert (
        read_register(year / layout.FILE_NAME, the_set()).explanations[0].text == "Đang trình ký."
    )


def test_a_name_that_looks_like_a_formula_stays_text(year: Path) -> None:
    offer(year)
    sheet = openpyxl.load_workbook(year / layout.FILE_NAME)[layout.OFFER_SHEET]
    cell = next(line[1] for line in sheet.iter_rows(min_row=5) if line[1].value == REPORT)
    assert cell.data_type == "s"


def test_a_formula_of_the_officials_becomes_its_value_and_is_told(year: Path) -> None:
    def formula(book: Any) -> None:
        book[layout.EVIDENCE_SHEET]["L5"] = "=1+1"

    edit(year, formula)
    assert offer(year).formulas == ("Minh chứng!L5",)


def test_another_mark_is_asked_about(year: Path) -> None:
    offer(year)
    edit(year, accept(PLAN, "có lẽ"))
    register = read_register(year / layout.FILE_NAME, the_set())
    assert len(register.rows) == 1
    [problem] = register.problems
    assert str(problem).endswith("ô Nhận ghi “có lẽ”: ghi x để nhận, để trống thì thôi")


def test_a_day_that_excel_made_of_a_text_moves_as_it_reads(year: Path) -> None:
    offer(year)

    def change(book: Any) -> None:
        accept(PLAN)(book)
        lines = book[layout.OFFER_SHEET].iter_rows(min_row=5)
        next(line for line in lines if line[1].value == PLAN)[11].value = date(2026, 11, 20)

    edit(year, change)
    offer(year)
    rows = read_register(year / layout.FILE_NAME, the_set()).rows
    assert [r.confirmed_on for r in rows if r.path == PLAN] == [date(2026, 11, 20)]


def test_a_copy_of_a_linked_document_is_not_proposed(year: Path) -> None:
    (year / layout.DOCUMENT_FOLDER / "bản sao.pdf").write_bytes(made("CDDH-01"))
    assert {one.document.path for one in offers(year)} == {PLAN, REPORT}


def test_what_is_no_register_is_refused() -> None:
    with pytest.raises(Unreadable):
        with_offers(b"no workbook", ())
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(NoRegister, match="không có trang Minh chứng"):
        with_offers(out.getvalue(), ())
