"""Reading the register: what rows say, and the whole message of each fault with its cell."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from par_rules.criteria.kind_words import for_kind
from par_rules.evidence import register_layout as layout
from par_rules.evidence.register import Register, read_register
from par_rules.evidence.register_write import register_bytes
from tests.evidence.folders import SOMEBODY, made, row, take, the_set, year_folder

FILE = "danh-muc-minh-chung.xlsx"
EXPLANATION = {
    layout.LEAF: "2.3.1",
    layout.TEXT: "Đang trình ký.",
    layout.OFFICE: "Văn phòng",
    layout.ON: "18/11/2026",
}


def read(
    folder: Path, *rows: Mapping[str, str], explanations: tuple[Mapping[str, str], ...] = ()
) -> Register:
    path = folder / FILE
    path.write_bytes(register_bytes(the_set(), "UBND xã Đại Sơn", ["a.pdf"], rows, explanations))
    return read_register(path, the_set())


def problems(folder: Path, *rows: Mapping[str, str]) -> list[str]:
    return [str(problem) for problem in read(folder, *rows).problems]


@pytest.mark.parametrize("written", ["xã", "phường"])
def test_a_title_with_xa_is_still_known_where_the_unit_is_a_phuong(
    tmp_path: Path, written: str
) -> None:
    title = f"Kế hoạch cải cách hành chính năm 2026 của UBND {written}"
    path = tmp_path / FILE
    named = row("1.1.1", title, "a.pdf")
    path.write_bytes(register_bytes(the_set(), "UBND phường An Biên", ["a.pdf"], [named], []))
    register = read_register(path, for_kind(the_set(), "phường"))
    assert register.problems == ()
    assert [found.requirement and found.requirement.key for found in register.rows] == ["plan"]


def test_a_row_links_a_file_to_a_requirement(tmp_path: Path) -> None:
    given = row(
        "1.1.2",
        "assignment_pages",
        "a.pdf",
        code="156/KH-UBND",
        issued="31/12/2025",
        page="2",
        section="Phụ lục",
        replaced_by="Kế hoạch mới",
        confirmed_sha256="A" * 64,
        confirmed_on="20/11/2026",
    )
    register = read(tmp_path, given)
    assert register.problems == ()
    [found] = register.rows
    assert found.place == f"{FILE}: Minh chứng!C5"
    assert (found.leaf.number, found.path) == ("1.1.2", "a.pdf")
    assert found.requirement is not None
    assert found.requirement.key == "assignment_pages"
    assert (found.code, found.issued) == ("156/KH-UBND", date(2025, 12, 31))
    assert (found.page, found.section, found.replaced_by) == (2, "Phụ lục", "Kế hoạch mới")
    assert (found.confirmed_sha256, found.confirmed_by) == ("a" * 64, SOMEBODY)
    assert found.confirmed_on == date(2026, 11, 20)


def test_a_saved_page_keeps_its_address_and_its_day(tmp_path: Path) -> None:
    given = row(
        "1.1.1", "plan", "a.pdf", url="https://daison.example/kh?id=1", visited="20/11/2026"
    )
    [found] = read(tmp_path, given).rows
    assert (found.url, found.visited) == ("https://daison.example/kh?id=1", date(2026, 11, 20))


def test_an_address_that_is_no_web_page_is_left_out(tmp_path: Path) -> None:
    register = read(tmp_path, row("1.1.1", "plan", "a.pdf", url="javascript:alert(1)"))
    assert register.rows[0].url is None
    assert [str(problem) for problem in register.problems] == [
        f"{FILE}: Minh chứng!M5: địa chỉ “javascript:alert(1)” không dùng được: "
        "ghi đủ, bắt đầu bằng https:// hoặc http://"
    ]


def test_an_address_in_place_of_a_file_asks_for_a_saved_copy(tmp_path: Path) -> None:
    assert problems(tmp_path, row("1.1.1", "plan", "https://daison.example/kh")) == [
        f"{FILE}: Minh chứng!C5: “https://daison.example/kh” là địa chỉ trang, chưa có bản lưu: "
        "lưu trang thành tệp PDF vào tai-lieu, ghi tên tệp đó ở đây, địa chỉ ở cột Địa chỉ trang"
    ]


def test_a_register_without_the_later_columns_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tuple(c for c in layout.EVIDENCE_COLUMNS if c not in layout.OPTIONAL_COLUMNS)
    monkeypatch.setattr(layout, "EVIDENCE_COLUMNS", old)
    data = register_bytes(the_set(), "UBND xã Đại Sơn", [], [row("1.1.1", "plan", "a.pdf")], [])
    monkeypatch.undo()
    (tmp_path / FILE).write_bytes(data)
    register = read_register(tmp_path / FILE, the_set())
    assert (len(register.rows), register.problems) == (1, ())


def test_an_explanation_of_a_leaf_holds_for_each_of_its_requirements(tmp_path: Path) -> None:
    register = read(tmp_path, explanations=(EXPLANATION,))
    assert register.problems == ()
    leaf = the_set().leaf("2.3.1").key
    assert register.explanation(leaf, "format_report") == "Đang trình ký."
    assert register.explanation("yearly_plan_date", "plan") is None


def test_a_wrong_leaf_number_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert problems(tmp_path, row("1.1.2", "", "a.pdf") | {layout.LEAF: "1.1.22"}) == [
        f"{FILE}: Minh chứng!A5: tiêu chí “1.1.22” không có trong bộ tiêu chí: ý bạn là “1.1.2”?"
    ]


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("1.1", "1.1 là tiêu chí có các tiêu chí thành phần 1.1.1, 1.1.2, 1.1.3"),
        (
            "6",
            "6 là lĩnh vực có các tiêu chí chấm điểm 6.1.1, 6.1.2, 6.2.1, 6.3.1, 6.4.1, 6.5.1, "
            "6.6.1",
        ),
    ],
)
def test_the_number_of_a_group_is_told_with_its_leaves(
    tmp_path: Path, number: str, what: str
) -> None:
    assert problems(tmp_path, row("1.1.1", "", "a.pdf") | {layout.LEAF: number}) == [
        f"{FILE}: Minh chứng!A5: {what}: ghi số của tiêu chí thành phần"
    ]


def test_a_wrong_requirement_is_told_with_the_nearest(tmp_path: Path) -> None:
    given = row("1.1.1", "Kế hoạch cải cách hành chính 2026 của xã", "a.pdf")
    assert problems(tmp_path, given) == [
        f"{FILE}: Minh chứng!B5: tiêu chí 1.1.1 không có yêu cầu minh chứng "
        "“Kế hoạch cải cách hành chính 2026 của xã”: "
        "ý bạn là “Kế hoạch cải cách hành chính năm 2026 của UBND xã”?"
    ]


def test_a_requirement_is_known_whatever_its_case_and_spaces(tmp_path: Path) -> None:
    given = row("1.1.1", "KẾ HOẠCH cải cách hành chính  năm 2026 của UBND xã", "a.pdf")
    [found] = read(tmp_path, given).rows
    assert found.requirement is not None


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"issued": "31/02/2026"},
            "E5: ngày “31/02/2026” không đọc được: ghi dd/mm/yyyy, như 31/12/2025",
        ),
        ({"code": "một trăm"}, "D5: số, ký hiệu “một trăm” không đọc được: ghi như 156/KH-UBND"),
        ({"page": "0"}, "F5: trang “0” không đọc được: ghi một số trang, từ 1"),
        ({"page": "trang hai"}, "F5: trang “trang hai” không đọc được: ghi một số trang, từ 1"),
        (
            {"confirmed_sha256": "abc"},
            "I5: mã SHA-256 phải là 12 đến 64 chữ số, chữ cái từ a đến f: chép lại mã, ít nhất "
            "12 ký tự đầu, hoặc xóa ô để xác nhận lại",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_and_the_row_kept(
    tmp_path: Path, cells: dict[str, str], message: str
) -> None:
    register = read(tmp_path, row("1.1.1", "plan", "a.pdf", **cells))
    assert [str(p) for p in register.problems] == [f"{FILE}: Minh chứng!{message}"]
    assert len(register.rows) == 1


@pytest.mark.parametrize("path", ["../ngoài.pdf", "/etc/passwd", "C:\\a.pdf"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    register = read(tmp_path, row("1.1.1", "plan", path))
    assert register.rows == ()
    assert "ra ngoài thư mục tai-lieu" in str(register.problems[0])


def test_a_path_as_windows_writes_it_is_understood(tmp_path: Path) -> None:
    [found] = read(tmp_path, row("1.1.1", "plan", "tai-lieu\\Phòng Kinh tế\\a.pdf")).rows
    assert found.path == "Phòng Kinh tế/a.pdf"


def test_a_row_without_file_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, row("1.1.1", "plan", "")) == [
        f"{FILE}: Minh chứng!C5: ô Tệp còn trống: ghi tên tệp như trong thư mục tai-lieu"
    ]


def test_the_same_link_twice_is_told_once(tmp_path: Path) -> None:
    given = row("1.1.1", "plan", "a.pdf")
    assert problems(tmp_path, given, given) == [
        f"{FILE}: Minh chứng!C6: tệp “a.pdf” được nối hai lần: bỏ dòng này; lần đầu ở C5"
    ]


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"not a workbook")
    assert [str(p) for p in read_register(path, the_set()).problems] == [
        f"{FILE}: không phải tệp Excel (.xlsx) đọc được: lưu lại bằng Excel"
    ]


def workbook(*table: tuple[object, ...]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Minh chứng")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, cells in enumerate(table):
        for position, cell in enumerate(cells):
            if isinstance(cell, datetime):
                sheet.write_datetime(number, position, cell, day)
            else:
                sheet.write(number, position, cell)
    book.close()
    return out.getvalue()


def test_a_missing_column_is_told_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(workbook(("Tiêu chí", "Tệp"), ("1.1.1", "a.pdf")))
    register = read_register(path, the_set())
    assert len(register.rows) == 1
    assert str(register.problems[0]) == (
        f"{FILE}: Minh chứng!A1: thiếu cột “Yêu cầu minh chứng”: thêm lại cột này như trong mẫu"
    )


def test_a_sheet_without_heads_is_told(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(workbook(("1.1.1", "a.pdf")))
    assert [str(p) for p in read_register(path, the_set()).problems] == [
        f"{FILE}: Minh chứng!A1: không tìm thấy dòng tên cột Tiêu chí, Tệp: "
        "giữ nguyên dòng tên cột của mẫu"
    ]


def test_dates_and_pages_that_excel_made_its_own_are_understood(tmp_path: Path) -> None:
    heads = (layout.LEAF, layout.REQUIREMENT, layout.FILE, layout.ISSUED, layout.PAGE)
    path = tmp_path / FILE
    path.write_bytes(workbook(heads, ("1.1.1", "", "a.pdf", datetime(2025, 12, 31), 2)))
    [found] = read_register(path, the_set()).rows
    assert (found.issued, found.page) == (date(2025, 12, 31), 2)


def test_an_open_requirement_is_found_by_the_type_of_the_document(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {"a.pdf": made("CDDH-01")}, [row("1.1.2", "", "a.pdf", page="2")])
    manifest = take(year)
    assert manifest.problems == ()
    assert manifest.proofs()["yearly_plan_quality", "assignment_pages"].answer == "passes"


def test_an_open_requirement_that_several_fit_is_asked_for(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {"a.pdf": made("CDDH-11")}, [row("1.2.1", "", "a.pdf")])
    [problem] = take(year).problems
    assert str(problem).startswith(
        f"{FILE}: Minh chứng!C5: chưa rõ “a.pdf” dùng cho yêu cầu nào của tiêu chí 1.2.1: "
        "chọn ở cột Yêu cầu minh chứng: Báo cáo cải cách hành chính quý I năm 2026; "
    )


def test_the_document_is_right_where_the_register_says_otherwise(tmp_path: Path) -> None:
    rows = [row("1.1.1", "plan", "a.pdf", code="157/KH-UBND", issued="30/12/2025")]
    manifest = take(year_folder(tmp_path, {"a.pdf": made("CDDH-01")}, rows))
    found = [finding for finding in manifest.findings if finding.code == "MISMATCH"]
    assert [finding.what for finding in found] == [
        "danh mục ghi số 157/KH-UBND, trên văn bản “a.pdf” là 156/KH-UBND",
        "danh mục ghi ngày 30/12/2025, trên văn bản “a.pdf” là 31/12/2025",
    ]
    assert {finding.severity for finding in found} == {"blocks"}
    assert manifest.register_dates["yearly_plan_issued"].value == date(2025, 12, 31)
    assert manifest.proofs()["yearly_plan_date", "plan"].answer == "fails"


def test_a_leading_nought_is_no_contradiction(tmp_path: Path) -> None:
    rows = [row("2.4.1", "legal_education_plan", "a.pdf", code="6/KH-UBND", page="1")]
    manifest = take(year_folder(tmp_path, {"a.pdf": made("TC-12")}, rows))
    assert "MISMATCH" not in {finding.code for finding in manifest.findings}


def test_the_number_of_a_scan_is_the_one_declared(tmp_path: Path) -> None:
    cells = {"code": "261/BC-UBND", "issued": "18/09/2026"}
    rows = [row("1.2.1", "report_third_quarter", "quét.pdf", **cells)]
    manifest = take(year_folder(tmp_path, {"quét.pdf": made("CDDH-13")}, rows))
    assert manifest.proofs()["periodic_reports", "report_third_quarter"].answer == "passes"


def test_a_document_of_another_issuer_is_told(tmp_path: Path) -> None:
    rows = [row("1.6.2", "remedy_report", "a.pdf", page="1")]
    manifest = take(year_folder(tmp_path, {"a.pdf": made("CQS-61")}, rows))
    [found] = [finding for finding in manifest.findings if finding.code == "ISSUER"]
    assert found.severity == "warns"
    assert found.what.startswith(
        "“a.pdf” do CÔNG AN THÀNH PHỐ HẢI PHÒNG CÔNG AN XÃ ĐẠI SƠN "
        "ban hành, không phải cơ quan mà yêu cầu"
    )


def test_a_stray_cell_at_the_far_end_is_told_and_does_not_end_the_program(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / FILE) as book:
        book.add_worksheet(layout.EVIDENCE_SHEET).write("XFD1048576", "x")
    told = [str(problem) for problem in read_register(tmp_path / FILE, the_set()).problems]
    assert told == [
        f"{FILE}: có trang tính kéo dài đến dòng 1048576, cột thứ 16384, có ô ghi nhầm ở rất xa: "
        "nhấn Ctrl+End để tìm, xóa các dòng, cột thừa rồi lưu lại"
    ]
