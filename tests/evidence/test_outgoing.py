"""The register of outgoing documents, in the forms in which systems export it."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from par_rules.evidence.near import issued, near_miss
from par_rules.evidence.outgoing import Outgoing, OutgoingEntry, read_outgoing
from sample.outgoing import OTHERS, outgoing_bytes, rows
from tests.evidence.folders import document, the_set

HEAD = "STT;Số, ký hiệu;Ngày ban hành;Loại văn bản;Trích yếu;Người ký\n"
LINE = "1;07/BC-UBND;23/11/2026;Báo cáo;Kết quả kiểm tra thể thức;(không đọc)\n"


def read(folder: Path, **files: bytes) -> Outgoing:
    for name, data in files.items():
        (folder / f"so-van-ban-di-{name.replace('_', '.')}").write_bytes(data)
    return read_outgoing(folder, the_set().document_types)


def csv(folder: Path, text: str, encoding: str = "utf-8-sig") -> Outgoing:
    return read(folder, hpnet_csv=text.encode(encoding))


def entry(**fields: object) -> OutgoingEntry:
    usual: dict[str, object] = {
        "place": "so-van-ban-di.csv: dòng 2",
        "code": "324/BC-UBND",
        "issued": date(2026, 11, 23),
        "type_key": "bao_cao",
        "type_title": "Báo cáo",
        "title": "Kết quả kiểm tra thể thức, thẩm quyền văn bản hành chính năm 2026",
        "issuer": "",
    }
    return OutgoingEntry(**{**usual, **fields})  # type: ignore[arg-type]


def test_a_line_is_read_with_its_place_and_without_who_signed(tmp_path: Path) -> None:
    found = csv(tmp_path, HEAD + LINE)
    assert found.problems == ()
    assert found.entries == (
        OutgoingEntry(
            "so-van-ban-di-hpnet.csv: dòng 2",
            "07/BC-UBND",
            date(2026, 11, 23),
            "bao_cao",
            "Báo cáo",
            "Kết quả kiểm tra thể thức",
            "",
        ),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_coding_that_excel_writes_is_read(tmp_path: Path, encoding: str) -> None:
    assert csv(tmp_path, HEAD + LINE, encoding).entries[0].code == "07/BC-UBND"


def test_commas_quotes_and_two_columns_for_the_number(tmp_path: Path) -> None:
    text = 'Số,Ký hiệu,Ngày VB,Trích yếu nội dung\n7,BC-UBND,2026-11-23 08:00,"Một, hai"\n'
    [found] = csv(tmp_path, text).entries
    assert (found.code, found.issued, found.title) == ("07/BC-UBND", date(2026, 11, 23), "Một, hai")
    assert (found.type_key, found.type_title) == ("bao_cao", "Báo cáo")


def test_a_number_without_a_type_of_its_own_is_a_letter(tmp_path: Path) -> None:
    [found] = csv(tmp_path, "Số ký hiệu\tTrích yếu\n12/UBND-KT\tGóp ý\n").entries
    assert (found.type_key, found.issued) == ("cong_van", None)


def test_a_workbook_with_lines_above_its_head_and_real_days(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sổ đi")
    sheet.write(0, 0, "SỔ VĂN BẢN ĐI")
    sheet.write_row(3, 0, ["Số", "Ký hiệu", "Ngày", "Trích yếu"])
    sheet.write_row(4, 0, [156, "KH-UBND"])
    sheet.write_datetime(4, 2, datetime(2025, 12, 31), book.add_format({"num_format": "dd/mm/yy"}))
    sheet.write(4, 3, "Cải cách hành chính")
    book.close()
    [found] = read(tmp_path, hpnet_xlsx=out.getvalue()).entries
    assert found.place == "so-van-ban-di-hpnet.xlsx: Sổ đi!5"
    assert (found.code, found.issued) == ("156/KH-UBND", date(2025, 12, 31))


def test_lines_without_a_number_are_counted_once(tmp_path: Path) -> None:
    found = csv(tmp_path, HEAD + "1;;;;Nháp;\n" + LINE + "3;abc;;;Nháp;\n")
    assert len(found.entries) == 1
    assert [str(problem) for problem in found.problems] == [
        "so-van-ban-di-hpnet.csv: dòng 2: 2 dòng không đọc được số, ký hiệu: "
        "xem lại các dòng đó; dòng không có số thì xóa"
    ]


def test_a_file_without_the_columns_is_told(tmp_path: Path) -> None:
    [problem] = csv(tmp_path, "a;b\n1;2\n").problems
    assert "không thấy dòng tên cột" in problem.what


def test_a_broken_workbook_and_a_folder_of_that_name_are_told(tmp_path: Path) -> None:
    (tmp_path / "so-van-ban-di-2.csv").mkdir()
    found = read(tmp_path, hpnet_xlsx=b"PK\x03\x04 broken")
    assert len(found.problems) == 2
    assert found.entries == ()


def test_a_stray_cell_at_the_far_end_is_told_and_does_not_end_the_program(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.add_worksheet("Sổ").write("XFD1048576", "x")
    found = read(tmp_path, hpnet_xlsx=data.getvalue())
    [problem] = found.problems
    assert problem.what.startswith("có trang tính kéo dài đến dòng 1048576")
    assert found.entries == ()


def test_without_any_register_nothing_is_said(tmp_path: Path) -> None:
    assert read(tmp_path) == Outgoing()


@given(data=st.binary(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_file_holds_is_no_fault_of_the_program(tmp_path: Path, data: bytes) -> None:
    read(tmp_path, x_csv=data, y_xlsx=data)


def test_a_document_that_is_there_is_not_absent() -> None:
    register = Outgoing((entry(), entry(code="7/BC-UBND"), entry(code="08/BC-UBND")))
    present = [("324/BC-UBND", date(2026, 11, 23)), ("07/BC-UBND", None), ("8/BC-UBND", date.min)]
    assert [one.code for one in register.absent(present)] == ["08/BC-UBND"]


def test_a_registered_document_is_named_where_its_file_is_absent() -> None:
    asked = next(r for r in the_set().leaf("2.3.1").evidence if r.key == "format_report")
    assert near_miss(asked, [], the_set(), [entry()]) == (
        "sổ văn bản đi có Báo cáo 324/BC-UBND ngày 23/11/2026 “Kết quả kiểm tra thể thức, thẩm "
        "quyền văn bản hành chính năm 2026”, chưa có tệp trong thư mục"
    )


def test_both_what_lies_there_and_what_is_registered_are_told() -> None:
    asked = next(r for r in the_set().leaf("2.3.1").evidence if r.key == "format_report")
    draft = document(
        path="a.docx", title=entry().title, type_key="bao_cao", type_title="Báo cáo", code=None,
        issued=None, form="blank",
    )  # fmt: skip
    said = near_miss(asked, [draft], the_set(), [entry()])
    assert said is not None
    assert said.startswith("có Báo cáo (“a.docx”) nhưng còn là dự thảo; sổ văn bản đi có Báo cáo")


def test_another_type_subject_or_year_is_not_it() -> None:
    asked = next(r for r in the_set().leaf("2.3.1").evidence if r.key == "format_report")
    others = [
        entry(type_key="ke_hoach"),
        entry(title="Kết quả phổ biến pháp luật"),
        entry(issued=date(2025, 3, 1)),
    ]
    assert issued(asked, others, the_set()) is None


def test_of_a_series_the_one_of_that_day_is_named() -> None:
    asked = next(r for r in the_set().leaf("3.2.2").evidence if r.key == "monthly_reports")
    title = "Tình hình, kết quả giải quyết thủ tục hành chính tháng"
    months = [
        entry(code=f"{n}/BC-UBND", title=f"{title} {n}", issued=date(2026, n, 18))
        for n in (1, 2, 3)
    ]
    said = issued(asked, months, the_set(), date(2026, 1, 21), date(2026, 2, 20))
    assert said is not None
    assert "Báo cáo 2/BC-UBND ngày 18/02/2026" in said


def test_the_sample_register_lists_what_the_commune_issued(tmp_path: Path) -> None:
    found = read(tmp_path, x_xlsx=outgoing_bytes())
    assert found.problems == ()
    assert len(found.entries) == len(rows()) > 50
    assert {one.code for one in found.entries} >= {code for code, *_ in OTHERS}
    assert outgoing_bytes() == outgoing_bytes()
