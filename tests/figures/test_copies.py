"""Reading the workbook and its copies: facts, faults by cell, and where copies disagree."""

import shutil
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from par_rules.criteria import CriteriaSet
from par_rules.figures import Entered
from par_rules.figures.read import read_figures
from par_rules.scoring.facts import UNKNOWN, Fact
from tests.figures.conftest import DAY, MakeCopy, Read, place, set_cell

SHEET = "Phòng Văn hóa – Xã hội"


def test_a_value_becomes_a_fact_with_where_and_by_whom(read: Read, tmp_path: Path) -> None:
    figures = read(
        plan_tasks_due=Entered(40, 43, None, "Công chức A", date(2026, 11, 20), "x.pdf", 3, "đủ")
    )
    where = f"so-lieu.xlsx: {place(tmp_path / 'so-lieu.xlsx', 'plan_tasks_due', 'value')}"
    assert figures.facts["plan_tasks_due"] == Fact(
        "known", Fraction(40), Fraction(43), where, "Công chức A", date(2026, 11, 20)
    )
    row = figures.row("plan_tasks_due")
    assert (row.office, row.unit, row.state) == (
        "Phòng Văn hóa – Xã hội",
        "nhiệm vụ",
        "đã có số liệu",
    )
    assert (row.value_text, row.ceiling_text, row.document, row.page) == ("40", "43", "x.pdf", "3")
    assert figures.table()[0]["Mã"] == figures.rows[0].name


def test_states_and_blanks(read: Read) -> None:
    figures = read(
        plan_tasks_due=Entered(state="không có"),
        iso_18091_roadmap=Entered(state="không phát sinh"),
        yearly_plan_issued=Entered(state="không có"),
    )
    assert figures.facts["plan_tasks_due"].state == "absent"
    assert figures.facts["iso_18091_roadmap"].state == "not_arisen"
    assert figures.facts["yearly_plan_issued"].state == "absent"  # said of a date of the register
    assert figures.facts["plan_tasks_on_time"] == UNKNOWN
    assert "law_monitoring_plan_issued" not in figures.facts  # left to the register
    assert figures.problems == ()


@pytest.mark.parametrize(
    ("key", "entered", "field", "message"),
    [
        (
            "plan_tasks_due",
            Entered(value=500),
            "value",
            "500 ngoài khoảng cho phép (từ 1 đến 200): "
            "xem lại số liệu; nếu đúng thì báo người phụ trách bộ tiêu chí",
        ),
        (
            "plan_tasks_on_time",
            Entered(state="không có"),
            "state",
            "số liệu này không được chọn “không có”: xóa tình trạng, ghi giá trị (có thể là 0)",
        ),
        (
            "plan_tasks_due",
            Entered(value=40.5),
            "value",
            "40,5 không phải số nguyên: ghi số đếm được, số nguyên",
        ),
        (
            "plan_tasks_due",
            Entered(value="bốn mươi"),
            "value",
            "“bốn mươi” không phải là số: chỉ ghi số, ví dụ 1.234,5",
        ),
        (
            "received",
            Entered(value=19340),
            "value",
            "ô không dùng để ghi số liệu này: xóa ô; số liệu lấy từ nơi ghi ở cột Khoảng cho phép",
        ),
    ],
)
def test_a_fault_names_its_cell_and_leaves_its_input_unknown(
    read: Read, tmp_path: Path, key: str, entered: Entered, field: str, message: str
) -> None:
    figures = read(**{key: entered, "reform_staff": Entered(value=6)})
    where = place(tmp_path / "so-lieu.xlsx", key, field)
    assert [str(problem) for problem in figures.problems] == [f"so-lieu.xlsx: {where}: {message}"]
    assert figures.problems[0].name == key
    assert figures.facts[key] == UNKNOWN
    assert figures.facts["reform_staff"].value == 6


def test_value_and_state_together_are_refused(read: Read, tmp_path: Path) -> None:
    figures = read(plan_tasks_due=Entered(value=40, state="không có"))
    path = tmp_path / "so-lieu.xlsx"
    state = place(path, "plan_tasks_due", "state").split("!")[1]
    assert [str(problem) for problem in figures.problems] == [
        f"so-lieu.xlsx: {place(path, 'plan_tasks_due', 'value')}: "
        f"vừa có giá trị vừa chọn tình trạng (ô {state}): chỉ giữ một trong hai"
    ]
    assert figures.facts["plan_tasks_due"] == UNKNOWN


def test_a_bad_expected_end_or_day_does_not_lose_the_value(read: Read) -> None:
    figures = read(plan_tasks_due=Entered(value=40, ceiling=30, said_on="hôm qua"))
    assert figures.facts["plan_tasks_due"].value == 40
    assert figures.facts["plan_tasks_due"].ceiling is None
    assert [problem.what for problem in figures.problems] == [
        "dự kiến 30 nhỏ hơn giá trị hiện có 40",
        "“hôm qua” không phải là ngày",
    ]


def test_copies_from_offices_are_joined(
    read: Read, make_copy: MakeCopy, criteria: CriteriaSet
) -> None:
    make_copy(plan_tasks_due=Entered(value=40, note="gốc"))
    make_copy("so-lieu phong kinh te.xlsx", surplus_assets=Entered(value=3, page=1))
    make_copy("so-lieu (1).xlsx", plan_tasks_due=Entered(value="40", page=2))
    figures = read()
    assert figures.facts["surplus_assets"].value == 3
    assert figures.facts["plan_tasks_due"].value == 40
    assert figures.entered["plan_tasks_due"] == Entered(value=40, page=2, note="gốc")
    assert figures.problems == ()
    assert figures.differences == ()
    assert [name for name, _ in figures.sources] == [
        "so-lieu.xlsx",
        "so-lieu (1).xlsx",
        "so-lieu phong kinh te.xlsx",
    ]


def test_copies_that_disagree_are_listed_and_neither_counts(
    read: Read, make_copy: MakeCopy
) -> None:
    path = make_copy(plan_tasks_due=Entered(value=40))
    make_copy("so-lieu (1).xlsx", plan_tasks_due=Entered(value=41))
    where = place(path, "plan_tasks_due", "value")
    figures = read()
    assert figures.facts["plan_tasks_due"] == UNKNOWN
    assert [str(one) for one in figures.differences] == [
        f"so-lieu.xlsx: {where}: cột Giá trị của “Số nhiệm vụ của Kế hoạch cải cách hành chính năm "
        "2026 phải hoàn thành trong kỳ, tính đến ngày chốt số liệu” khác nhau giữa các bản "
        f"(so-lieu.xlsx: {where} ghi “40”; so-lieu (1).xlsx: {where} ghi “41”): "
        "thống nhất rồi ghi lại ở mọi bản; số liệu tạm coi là chưa có"
    ]
    assert figures.entered["plan_tasks_due"].value == 40  # the workbook's own is not overwritten


def test_a_difference_beside_the_value_is_listed_and_the_value_counts(
    read: Read, make_copy: MakeCopy
) -> None:
    make_copy(plan_tasks_due=Entered(value=40, page=1))
    make_copy("so-lieu (1).xlsx", plan_tasks_due=Entered(value=40, page=2))
    figures = read()
    assert figures.facts["plan_tasks_due"].value == 40
    assert [(one.column, one.leaves_unknown) for one in figures.differences] == [("Trang", False)]


def test_value_in_one_copy_and_state_in_another_are_refused(
    read: Read, make_copy: MakeCopy
) -> None:
    make_copy(plan_tasks_due=Entered(value=40))
    make_copy("so-lieu (1).xlsx", plan_tasks_due=Entered(state="không có"))
    figures = read()
    assert figures.facts["plan_tasks_due"] == UNKNOWN
    assert "(ô so-lieu (1).xlsx: " in figures.problems[0].what


def test_a_percentage_cell_counts_as_it_is_shown(read: Read, make_copy: MakeCopy) -> None:
    path = make_copy()
    set_cell(path, "sipas", "Giá trị", 0.855, "0.0%")
    assert read().facts["sipas"].value == Fraction(855, 10)
    set_cell(path, "sipas", "Giá trị", 0.855, "General")
    assert read().facts["sipas"].value == Fraction(855, 1000)


def test_an_unknown_key_gets_a_guess(read: Read, make_copy: MakeCopy) -> None:
    path = make_copy()
    where = set_cell(path, "plan_tasks_due", "Mã", "plan_task_due")
    figures = read()
    assert str(figures.problems[0]) == (
        f'so-lieu.xlsx: {where}: bộ tiêu chí không có số liệu mã "plan_task_due": '
        'ý bạn là "plan_tasks_due"?'
    )
    assert str(figures.problems[1]) == (
        f"so-lieu.xlsx: {SHEET}: thiếu 1 dòng, mã plan_tasks_due: "
        "chạy par workbook để ghi lại tệp (giữ nguyên số đã ghi)"
    )


def test_figures_beside_no_key_are_told(read: Read, make_copy: MakeCopy) -> None:
    path = make_copy()
    book = load_workbook(path)
    sheet = book["Phòng Kinh tế"]
    sheet.cell(sheet.max_row + 1, 5).value = 7
    row = sheet.max_row
    book.save(path)
    assert [str(problem) for problem in read().problems] == [
        f"so-lieu.xlsx: Phòng Kinh tế!A{row}: dòng có ghi số liệu mà không có mã: "
        "ghi vào đúng dòng của số liệu; mã lấy ở tệp gốc"
    ]


def test_a_missing_sheet_and_a_missing_column_are_told(read: Read, make_copy: MakeCopy) -> None:
    path = make_copy(reform_staff=Entered(value=6))
    book = load_workbook(path)
    del book["Phòng Kinh tế"]
    book[SHEET].delete_cols(7)  # Tình trạng
    book.save(path)
    figures = read()
    assert [str(problem) for problem in figures.problems] == [
        f"so-lieu.xlsx: {SHEET}!4: thiếu cột Tình trạng: "
        "không xóa cột; chạy par workbook để ghi lại tệp (giữ nguyên số đã ghi)",
        "so-lieu.xlsx: Phòng Kinh tế: thiếu trang tính này: "
        "chạy par workbook để ghi lại tệp (giữ nguyên số đã ghi)",
    ]
    assert figures.facts["reform_staff"].value == 6


def test_a_sheet_that_one_copy_lacks_and_another_holds_is_not_missing(
    read: Read, make_copy: MakeCopy, tmp_path: Path
) -> None:
    path = make_copy()
    shutil.copy(path, tmp_path / "so-lieu kt.xlsx")
    book = load_workbook(path)
    del book["Phòng Kinh tế"]
    book.save(path)
    assert read().problems == ()


def test_moved_and_inserted_columns_are_found_by_their_headings(
    read: Read, make_copy: MakeCopy
) -> None:
    path = make_copy(reform_staff=Entered(value=6, page=2))
    book = load_workbook(path)
    book[SHEET].insert_cols(3, 2)
    book.save(path)
    figures = read()
    assert figures.facts["reform_staff"].value == 6
    assert figures.row("reform_staff").page == "2"
    assert "!G" in (figures.facts["reform_staff"].origin or "")


def test_no_workbook_is_one_problem(read: Read, tmp_path: Path) -> None:
    assert [str(problem) for problem in read().problems] == [
        f"so-lieu.xlsx: chưa có bảng số liệu: chạy par workbook, để ở {tmp_path}"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"khong phai excel",
            "không phải tệp Excel (.xlsx) hoặc tệp hỏng: mở bằng Excel, lưu lại dạng .xlsx",
        ),
        (
            b"PK\x03\x04" + b"\0" * 60,
            "không phải tệp Excel (.xlsx) hoặc tệp hỏng: mở bằng Excel, lưu lại dạng .xlsx",
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
            "tệp đặt mật khẩu, hoặc là tệp Excel đời cũ (.xls): bỏ mật khẩu, lưu lại dạng .xlsx",
        ),
        (b"", "không phải tệp Excel (.xlsx) hoặc tệp hỏng: mở bằng Excel, lưu lại dạng .xlsx"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_and_the_others_are_read(
    read: Read, make_copy: MakeCopy, tmp_path: Path, data: bytes, message: str
) -> None:
    make_copy(reform_staff=Entered(value=6))
    (tmp_path / "so-lieu x.xlsx").write_bytes(data)
    figures = read()
    assert [str(problem) for problem in figures.problems] == [f"so-lieu x.xlsx: {message}"]
    assert figures.facts["reform_staff"].value == 6


def test_a_file_held_by_another_program_is_told(
    read: Read, make_copy: MakeCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_copy()
    real = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == "so-lieu.xlsx":
            raise PermissionError(13, "held", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    assert [str(problem) for problem in read().problems] == [
        "so-lieu.xlsx: không mở được tệp, có thể chương trình khác đang giữ: đóng tệp rồi chạy lại"
    ]


def test_another_excel_file_of_that_name_is_told(read: Read, tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "so-lieu khac.xlsx")
    assert str(read().problems[0]) == (
        "so-lieu khac.xlsx: không có trang tính nào có cột Mã và cột Giá trị: "
        "chạy par workbook để ghi lại tệp (giữ nguyên số đã ghi), hoặc đổi tên nếu là tệp khác"
    )


def test_a_stray_cell_at_the_far_end_is_told_and_does_not_end_the_program(
    read: Read, make_copy: MakeCopy
) -> None:
    path = make_copy()
    book = load_workbook(path)
    book["Phòng Kinh tế"]["XFD1048576"] = "x"
    book.save(path)
    assert [str(problem) for problem in read().problems] == [
        "so-lieu.xlsx: có trang tính kéo dài đến dòng 1048576, cột thứ 16384, có ô ghi nhầm ở rất "
        "xa: nhấn Ctrl+End để tìm, xóa các dòng, cột thừa rồi lưu lại"
    ]


def test_a_spreadsheet_of_another_program_is_told(read: Read, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "so-lieu.xlsx", "w") as parts:
        parts.writestr("content.xml", "<x/>")
    assert [str(problem) for problem in read().problems] == [
        "so-lieu.xlsx: không phải tệp Excel (.xlsx) hoặc tệp hỏng: "
        "mở bằng Excel, lưu lại dạng .xlsx"
    ]


def test_nothing_in_the_folder_is_changed(
    make_copy: MakeCopy, criteria: CriteriaSet, tmp_path: Path
) -> None:
    make_copy(plan_tasks_due=Entered(value=40))
    make_copy("so-lieu (1).xlsx", plan_tasks_due=Entered(value=41))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    read_figures(criteria, tmp_path, as_of=DAY, last_year=None)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_copy_that_came_back_under_a_vietnamese_name_is_read(
    read: Read, make_copy: MakeCopy
) -> None:
    make_copy("Số liệu Phòng Kinh tế.xlsx", plan_tasks_due=Entered(value=41))
    figures = read(plan_tasks_due=Entered(value=40))
    assert figures.facts["plan_tasks_due"] == UNKNOWN
    (difference,) = figures.differences
    assert "Số liệu Phòng Kinh tế.xlsx" in str(difference)


def test_a_mistyped_heading_is_shown_and_its_sheet_is_not_called_missing(
    read: Read, tmp_path: Path, criteria: CriteriaSet
) -> None:
    read(plan_tasks_due=Entered(value=40))
    path = tmp_path / "so-lieu.xlsx"
    row, column = 4, 5
    book = load_workbook(path)
    assert book[SHEET].cell(row, column).value == "Giá trị"
    book[SHEET].cell(row, column).value = "Gia tri"
    book.save(path)
    problems = [
        str(p) for p in read_figures(criteria, tmp_path, as_of=DAY, last_year=None).problems
    ]
    (told,) = [text for text in problems if SHEET in text]
    assert told == (
        f"so-lieu.xlsx: {SHEET}!4: dòng tiêu đề không có cột “Giá trị” (ở đó ghi “Gia tri”), "
        "nên cả trang không đọc được: sửa tiêu đề về như cũ"
    )


@pytest.mark.parametrize("text", ["=36+1", "#REF!"])
def test_a_formula_without_a_result_is_told_by_its_cell(
    read: Read, tmp_path: Path, criteria: CriteriaSet, text: str
) -> None:
    read(plan_tasks_due=Entered(value=40))
    path = tmp_path / "so-lieu.xlsx"
    where = place(path, "plan_tasks_due", "value")
    book = load_workbook(path)
    book[SHEET][where.rsplit("!")[-1]].value = text
    if text.startswith("#"):
        book[SHEET][where.rsplit("!")[-1]].data_type = "e"
    book.save(path)
    figures = read_figures(criteria, tmp_path, as_of=DAY, last_year=None)
    assert figures.facts["plan_tasks_due"] == UNKNOWN
    assert any(str(p).startswith(f"so-lieu.xlsx: {where}: công thức") for p in figures.problems)
