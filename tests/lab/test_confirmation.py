"""What was read from documents, confirmed or corrected in the register; the rest of it stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from par_rules.evidence.register import read_register
from par_rules.runs.lab.confirmation import ReadDocument, read_values, write_confirmation
from par_rules.runs.year import InputError, YearRun
from tests.lab.test_entry import hold

REGISTER = "danh-muc-minh-chung.xlsx"
BY = {"Người xác nhận": "Công chức văn thư"}


def named(run: YearRun, part: str) -> ReadDocument:
    return next(one for one in read_values(run) if part in one.document.path)


def named_columns(path: Path) -> list[str]:
    rows = load_workbook(path)["Minh chứng"].iter_rows(values_only=True)
    return next([str(name) for name in row if name] for row in rows if "Tệp" in row)


def refused(run: YearRun, one: ReadDocument, cells: dict[str, str], **more: str) -> list[str]:
    before = (run.folder / REGISTER).read_bytes()
    with pytest.raises(InputError) as error:
        write_confirmation(run, one, cells, **more)
    assert (run.folder / REGISTER).read_bytes() == before
    return error.value.lines


def test_each_value_says_where_it_was_read(run: YearRun) -> None:
    found = {one.document.path: one for one in read_values(run)}
    plan = next(one for path, one in found.items() if "156-KH-UBND Kế hoạch" in path)
    number, day, issuer, title = plan.values()

    assert (number.title, number.text, number.where) == (
        "Số, ký hiệu",
        "156/KH-UBND",
        "đọc từ trang đầu của tệp",
    )
    assert (day.text, issuer.text) == ("31/12/2025", "ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN")
    assert title.text
    table = next(one for path, one in found.items() if "ThanhToan" in path)
    assert [v.where for v in table.values()][:2] == ["không đọc được", "đọc từ các ô của tệp Excel"]


def test_those_that_nobody_has_confirmed_come_first(run: YearRun) -> None:
    marks = [one.confirmed for one in read_values(run)]

    assert marks == sorted(marks)
    assert set(marks) == {False, True}


def test_a_confirmation_stands_in_every_row_of_the_document(run: YearRun) -> None:
    one = named(run, "ke hoach-signed-signed.pdf")
    before = read_register(run.folder / REGISTER, run.criteria)

    now = write_confirmation(run, one, {**BY, "Số, ký hiệu": "12/KH-UBND", "Ghi chú": "=1+1"})
    after = read_register(run.folder / REGISTER, run.criteria)

    assert len(one.rows) == 2
    assert now.confirmed
    assert {row.code for row in now.rows} == {"12/KH-UBND"}
    assert {row.confirmed_sha256 for row in now.rows} == {one.document.sha256}
    assert {row.confirmed_on for row in now.rows} == {date.today()}
    mine = {row.place for row in one.rows}
    assert [r for r in after.rows if r.place not in mine] == [
        r for r in before.rows if r.place not in mine
    ]
    assert after.explanations == before.explanations
    assert (run.out / f"danh-muc-minh-chung (trước khi ghi ngày {date.today()}).xlsx").is_file()


def test_a_document_that_no_row_names_is_linked_as_proposed(run: YearRun) -> None:
    one = named(run, "Giay moi hop thon.pdf")
    proposal = one.offers[0].proposal
    number, title = proposal.leaf.number, proposal.requirement.title

    assert "chọn tiêu chí và yêu cầu" in refused(run, one, BY)[0]
    now = write_confirmation(run, one, BY, leaf=number, requirement=title)

    (row,) = now.rows
    assert (row.leaf.number, row.requirement and row.requirement.title) == (number, title)
    assert read_register(run.folder / REGISTER, run.criteria).problems == ()


def test_the_person_is_asked_for_and_what_cannot_be_read_is_told_at_once(run: YearRun) -> None:
    one = named(run, "ke hoach-signed-signed.pdf")
    cells = {"Số, ký hiệu": "không số", "Ngày ban hành": "31/2/2026", "Trang": "0"}

    assert [line.partition(":")[0] for line in refused(run, one, cells)] == [
        "Người xác nhận",
        "Số, ký hiệu",
        "Ngày ban hành",
        "Trang",
    ]


def test_the_kind_of_copy_is_written_also_where_the_register_has_no_such_column(
    run: YearRun,
) -> None:
    one = named(run, "ke hoach-signed-signed.pdf")
    path = run.folder / REGISTER
    columns = load_workbook(path)["Minh chứng"].max_column
    assert "Loại bản" not in named_columns(path)
    assert one.copy == ""

    for kind, key in (("bản sao y", "sao_y"), ("Bản chính", "ban_chinh")):
        now = write_confirmation(run, one, {**BY, "Loại bản": kind})
        assert {row.copy for row in now.rows} == {key}
    assert now.copy == "bản chính"
    assert named_columns(path)[-1] == "Loại bản"
    assert load_workbook(path)["Minh chứng"].max_column == columns + 1
    assert read_register(path, run.criteria).problems == ()
    assert refused(run, one, {**BY, "Loại bản": "bản đẹp"}) == [
        "Loại bản: không có loại bản “bản đẹp”: ghi bản gốc, bản chính, bản sao y, bản sao lục, "
        "bản trích sao hoặc bản chụp"
    ]


def test_a_register_held_open_is_left_alone(run: YearRun, monkeypatch: pytest.MonkeyPatch) -> None:
    one = named(run, "ke hoach-signed-signed.pdf")
    hold(monkeypatch, REGISTER)

    assert refused(run, one, BY) == [
        f"{REGISTER} đang mở ở chương trình khác, nên chưa ghi: đóng tệp rồi bấm ghi lại"
    ]
    assert [p.name for p in run.folder.glob("danh-muc*")] == [REGISTER]


def test_other_sheets_widths_and_formulas_shown_values_stay(run: YearRun) -> None:
    one = named(run, "ke hoach-signed-signed.pdf")
    path = run.folder / REGISTER
    book = load_workbook(path)
    book.create_sheet("Của tôi")["A1"] = "giữ lại"
    book["Minh chứng"].column_dimensions["A"].width = 33
    book.save(path)

    write_confirmation(run, one, BY)

    again = load_workbook(path)
    assert again["Của tôi"]["A1"].value == "giữ lại"
    assert again["Minh chứng"].column_dimensions["A"].width == 33
    assert again["Minh chứng"].data_validations.count > 0


def test_a_file_that_is_no_register_is_told(run: YearRun) -> None:
    one = named(run, "ke hoach-signed-signed.pdf")
    (run.folder / REGISTER).write_bytes(b"PK\x03\x04 not a workbook")
    assert refused(run, one, BY)[0].startswith(REGISTER)

    (run.folder / REGISTER).unlink()
    with pytest.raises(InputError, match="chưa có danh mục minh chứng"):
        write_confirmation(run, one, BY)
