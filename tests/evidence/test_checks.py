"""Each check by itself: what it finds, how grave it is, and what it lets pass."""

from __future__ import annotations

from datetime import date

import pytest

from par_rules.evidence.checks.altered import altered, code_of
from par_rules.evidence.checks.bad_type import bad_type, wrong_media
from par_rules.evidence.checks.draft import draft, stray_draft
from par_rules.evidence.checks.duplicates import duplicates
from par_rules.evidence.checks.late import late, late_in_series
from par_rules.evidence.checks.missing import gone, missing, missing_in_series, no_explain
from par_rules.evidence.checks.no_page import no_page
from par_rules.evidence.checks.orphan import orphans
from par_rules.evidence.checks.replaced import replaced
from par_rules.evidence.checks.signatures import unsigned
from par_rules.evidence.checks.unreadable import unreadable
from par_rules.evidence.checks.wrong_year import wrong_year
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding
from tests.evidence.folders import document, exhibit, the_set, told

SET = the_set()


def monthly(day: date, path: str) -> Exhibit:
    shown = document(path=path, issued=day, code="1/BC-UBND", type_key="bao_cao")
    return exhibit("3.2.2", "monthly_reports", shown)


# --- DRAFT -----------------------------------------------------------------------------------


def test_an_issued_signed_plan_is_no_draft() -> None:
    assert list(draft(exhibit(confirmed_by=None), SET)) == []


def test_a_seal_that_a_person_confirms_is_as_good_as_a_signature() -> None:
    assert list(draft(exhibit(shown=document(signed=False)), SET)) == []


def test_neither_signature_nor_confirmation_is_unsigned() -> None:
    [found] = unsigned(exhibit(shown=document(signed=False), confirmed_by=None))
    assert (found.code, found.severity, found.office) == ("UNSIGNED", "blocks", "vhxh")
    assert found.case == "seal"
    assert found.what == (
        "12/KH-UBND ngày 20/01/2026 chưa có chữ ký số, cũng chưa ai xác nhận bản giấy "
        "đã ký, đóng dấu"
    )
    assert list(unsigned(exhibit(shown=document(signed=False)))) == []


def test_where_a_digital_signature_is_asked_for_no_seal_will_do() -> None:
    shown = exhibit(shown=document(signed=False), requires={"signature": "digital"})
    assert told(list(unsigned(shown))) == [("UNSIGNED", "blocks")]


def test_a_blank_page_is_a_draft_whatever_the_register_declares() -> None:
    shown = document(code=None, issued=None, form="blank")
    [found] = draft(exhibit(shown=shown, code="12/KH-UBND", issued=date(2026, 1, 20)), SET)
    assert "chỗ ghi số hoặc ngày ban hành còn để trống" in found.what


def test_a_scan_without_declared_number_is_a_draft() -> None:
    scan = document(code=None, issued=None, type_key=None, read_from="", title=None)
    [found] = draft(exhibit(shown=scan), SET)
    assert "không đọc được số, ký hiệu và danh mục cũng chưa ghi" in found.what
    declared = exhibit(shown=scan, code="12/KH-UBND", issued=date(2026, 1, 20))
    assert list(draft(declared, SET)) == []


def test_a_photo_needs_no_number() -> None:
    photo = document(media="jpeg", type_key=None, code=None, issued=None, signed=False)
    assert list(draft(exhibit("1.5.1", "centre_photos", photo, confirmed_by=None), SET)) == []


def test_a_word_file_is_not_the_issued_paper() -> None:
    shown = document(path="Kế hoạch.docx", media="docx")
    [found] = draft(exhibit(shown=shown), SET)
    assert "là bản Word, chưa phải bản phát hành" in found.what


def test_an_old_word_file_is_not_the_issued_paper_either() -> None:
    shown = document(path="Kế hoạch.doc", media="doc")
    assert told(list(draft(exhibit(shown=shown), SET))) == [("DRAFT", "blocks")]


def test_a_stray_draft_is_a_warning() -> None:
    assert told(list(stray_draft(document(form="draft")))) == [("DRAFT", "warns")]
    assert list(stray_draft(document())) == []


# --- BAD_TYPE --------------------------------------------------------------------------------


def test_a_word_file_under_the_name_of_a_pdf_is_not_what_its_name_says() -> None:
    [found] = wrong_media(document(media="docx"))
    assert (found.code, found.severity) == ("BAD_TYPE", "blocks")
    assert found.what == "“Kế hoạch.pdf” mang đuôi của PDF nhưng bên trong là Word (.docx)"


def test_a_report_where_a_plan_is_asked_for_does_not_serve() -> None:
    shown = document(type_key="bao_cao", type_title="Báo cáo", code="12/BC-UBND")
    [found] = bad_type(exhibit(shown=shown), SET)
    assert found.what == (
        "12/BC-UBND ngày 20/01/2026 là Báo cáo, không phải loại mà yêu cầu "
        "“Kế hoạch cải cách hành chính năm 2026 của UBND xã” cần"
    )


def test_a_list_may_be_called_a_table_but_not_a_plan() -> None:
    listed = document(type_key="danh_sach", type_title="Danh sách", code=None, issued=None)
    assert list(bad_type(exhibit("7.5.1", "online_meeting_table", listed), SET)) == []
    assert told(list(bad_type(exhibit(shown=listed), SET))) == [("BAD_TYPE", "blocks")]


def test_a_file_that_could_not_be_opened_is_to_be_closed_elsewhere() -> None:
    locked = document(sha256="", trouble="không mở được tệp", type_key=None)
    [found] = unreadable(locked)
    assert found.todo == (
        "đóng tệp ở chương trình khác rồi chạy lại; nếu là lối tắt thì chép tệp thật vào"
    )


def test_a_file_that_is_what_its_name_says_passes() -> None:
    assert list(wrong_media(document())) == []
    assert list(bad_type(exhibit(), SET)) == []
    assert list(bad_type(exhibit(shown=document(path="quét", type_key=None)), SET)) == []


# --- REPLACED, WRONG_YEAR --------------------------------------------------------------------


def test_a_replaced_plan_is_a_warning() -> None:
    [found] = replaced(exhibit(replaced_by="Kế hoạch 2026 – 2030"))
    assert (found.code, found.severity) == ("REPLACED", "warns")
    assert found.what == "12/KH-UBND ngày 20/01/2026 đã bị thay thế bởi Kế hoạch 2026 – 2030"


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 9, 30), [("WRONG_YEAR", "blocks")]),
        (date(2025, 10, 1), []),
        (date(2025, 12, 31), []),
        (date(2026, 12, 14), []),
        (date(2026, 12, 15), [("WRONG_YEAR", "blocks")]),
    ],
)
def test_a_plan_of_the_year_may_be_of_the_quarter_before(
    day: date, found: list[tuple[str, str]]
) -> None:
    assert told(list(wrong_year(exhibit(shown=document(issued=day)), SET))) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2025, 12, 14), [("WRONG_YEAR", "blocks")]), (date(2025, 12, 15), [])],
)
def test_other_documents_are_of_the_window(day: date, found: list[tuple[str, str]]) -> None:
    shown = document(issued=day, type_key="bao_cao")
    assert told(list(wrong_year(exhibit("1.1.3", "completion_report", shown), SET))) == found


def test_what_is_still_in_force_may_be_old() -> None:
    shown = document(issued=date(2021, 7, 15), type_key="quyet_dinh")
    assert list(wrong_year(exhibit("4.3.1", "work_rules", shown), SET)) == []


# --- LATE ------------------------------------------------------------------------------------


def test_lateness_that_a_rule_scores_is_information() -> None:
    shown = document(issued=date(2026, 2, 11))
    [found] = late(exhibit("2.1.2", "law_monitoring_plan", shown), SET)
    assert (found.code, found.severity) == ("LATE", "informs")
    assert found.what == (
        "12/KH-UBND ngày 11/02/2026 chậm 11 ngày so với hạn 31/01/2026 (tiêu chí đã chấm theo ngày)"
    )


def test_other_lateness_blocks() -> None:
    shown = document(issued=date(2026, 12, 1), type_key="bao_cao")
    [found] = late(exhibit("1.6.1", "inspection_report", shown), SET)
    assert (found.code, found.severity) == ("LATE", "blocks")
    assert "chậm 1 ngày so với hạn 30/11/2026" in found.what


def test_the_due_day_itself_is_in_time() -> None:
    shown = document(issued=date(2026, 11, 30), type_key="bao_cao")
    assert list(late(exhibit("1.6.1", "inspection_report", shown), SET)) == []


def test_in_a_series_each_report_answers_its_own_day() -> None:
    series = [monthly(date(2026, 8, 25), "8.pdf"), monthly(date(2026, 9, 18), "9.pdf")]
    [found] = late_in_series(series, SET)
    assert (found.path, found.severity) == ("8.pdf", "blocks")
    assert "chậm 5 ngày so với hạn 20/08/2026" in found.what


# --- ALTERED, NO_PAGE ------------------------------------------------------------------------


def test_a_file_that_changed_after_its_confirmation_blocks() -> None:
    shown = exhibit(confirmed_sha256="b" * 64, confirmed_on=date(2026, 11, 20))
    [found] = altered(shown)
    assert (found.code, found.severity) == ("ALTERED", "blocks")
    assert found.what == "“Kế hoạch.pdf” đã thay đổi sau khi được xác nhận ngày 20/11/2026"


def test_the_first_letters_of_the_present_code_confirm_a_file_again() -> None:
    [found] = altered(exhibit(confirmed_sha256="b" * 12))
    assert found.todo == (
        "so lại với bản gốc; đúng thì ghi mã aaaaaaaaaaaa vào cột SHA-256 đã xác nhận, "
        "sai thì chép lại tệp cũ"
    )
    assert list(altered(exhibit(confirmed_sha256="a" * 12))) == []


def test_a_code_never_reads_as_a_number() -> None:
    assert code_of("3f" + "0" * 62) == "3f0000000000"
    assert code_of("1234e5678901234b" + "0" * 48) == "1234e5678901234b"


def test_the_confirmed_bytes_and_unconfirmed_ones_pass() -> None:
    assert list(altered(exhibit(confirmed_sha256="a" * 64))) == []
    assert list(altered(exhibit())) == []


def test_a_page_that_is_asked_for_and_not_given_is_a_warning() -> None:
    report = document(type_key="bao_cao")
    [found] = no_page(exhibit("4.2.1", "staffing_report", report, page=None))
    assert (found.code, found.severity) == ("NO_PAGE", "warns")
    assert list(no_page(exhibit("4.2.1", "staffing_report", report, page=None, section="II"))) == []
    assert list(no_page(exhibit(page=None))) == []


def test_a_page_that_the_document_does_not_have_is_a_warning() -> None:
    [found] = no_page(exhibit(page=3))
    assert found.what == "danh mục dẫn trang 3, 12/KH-UBND ngày 20/01/2026 chỉ có 2 trang"
    assert list(no_page(exhibit(page=2))) == []
    assert list(no_page(exhibit(shown=document(pages=None), page=3))) == []


# --- MISSING, NO_EXPLAIN ---------------------------------------------------------------------


def test_a_listed_file_that_is_gone_is_missing() -> None:
    [found] = gone(exhibit(gone=True), [])
    assert (found.code, found.severity, found.path) == ("MISSING", "blocks", "Kế hoạch.pdf")
    assert found.todo == "chép lại tệp đúng tên này, hoặc bỏ dòng trong danh mục"
    assert list(gone(exhibit(), [])) == []


def test_a_file_that_was_moved_is_found_by_its_bytes() -> None:
    moved = document(path="Cũ/Kế hoạch (1).pdf")
    [found] = gone(exhibit(gone=True, confirmed_sha256=moved.sha256), [moved])
    assert found.todo == (
        "tệp cùng nội dung nay là “Cũ/Kế hoạch (1).pdf”: sửa cột Tệp trong danh mục"
    )


def test_a_file_of_nearly_that_name_is_asked_after() -> None:
    alike = document(path="Phòng Kinh tế/ke-hoach.PDF", sha256="d" * 64)
    [found] = gone(exhibit(gone=True), [alike])
    assert found.todo == (
        "ý bạn là “Phòng Kinh tế/ke-hoach.PDF”? Nếu đúng thì sửa cột Tệp trong danh mục"
    )


def lacking(leaf: str, requirement: str, as_of: date, near: str | None = None) -> list[Finding]:
    found = SET.leaf(leaf)
    asked = next(r for r in found.evidence if r.key == requirement)
    return list(missing(found, asked, SET, as_of, lambda *_: near))


def test_only_what_is_past_its_day_is_missing() -> None:
    assert lacking("1.6.1", "inspection_report", date(2026, 11, 30)) == []
    [found] = lacking("1.6.1", "inspection_report", date(2026, 12, 1))
    assert (found.code, found.severity, found.office) == ("MISSING", "blocks", "vhxh")


def test_what_comes_close_is_named() -> None:
    [found] = lacking("1.6.1", "inspection_plan", date(2027, 1, 1), "có Kế hoạch 12/KH-UBND nhưng")
    assert found.what.endswith("(hạn 30/11/2026); có Kế hoạch 12/KH-UBND nhưng")


def test_of_alternatives_each_is_named() -> None:
    [found] = lacking("1.7.1", "training_plan", date(2027, 1, 1))
    assert (
        "bồi dưỡng, tập huấn cải cách hành chính hoặc giấy triệu tập” hoặc “Báo cáo xác nhận"
        in (found.what)
    )


def test_nobody_must_prove_a_bonus_that_is_not_claimed() -> None:
    assert lacking("Đ.1", "recognition", date(2027, 1, 1)) == []


def test_each_passed_day_of_a_series_without_document_is_missing() -> None:
    leaf = SET.leaf("6.1.1")
    asked = next(r for r in leaf.evidence if r.key == "budget_reports")
    shown = document(issued=date(2026, 4, 18), type_key="bao_cao")
    offered = [exhibit("6.1.1", "budget_reports", shown)]
    found = missing_in_series(leaf, asked, offered, SET, date(2026, 7, 21))
    assert [f.what.rpartition("(")[2] for f in found] == ["hạn 20/01/2026)", "hạn 20/07/2026)"]


def test_a_missing_document_without_explanation_is_told_besides() -> None:
    [found] = gone(exhibit(gone=True), [])
    [more] = no_explain(found, None)
    assert (more.code, more.severity, more.path) == ("NO_EXPLAIN", "warns", "Kế hoạch.pdf")
    assert list(no_explain(found, "Đang tìm lại.")) == []
    [other] = replaced(exhibit(replaced_by="x"))
    assert list(no_explain(other, None)) == []


# --- DUP_BYTES, ORPHAN -----------------------------------------------------------------------


def test_of_equal_files_the_linked_one_is_kept() -> None:
    same = [document(path="a.pdf"), document(path="z.pdf"), document(path="b.pdf", sha256="c" * 64)]
    [found] = duplicates(same, {"z.pdf"})
    assert (found.code, found.severity, found.path) == ("DUP_BYTES", "warns", "a.pdf")
    assert found.what == "“a.pdf” giống hệt “z.pdf”"
    assert [f.path for f in duplicates(same, set())] == ["z.pdf"]


def test_empty_and_unread_files_are_no_duplicates() -> None:
    assert list(duplicates([document(size=0), document(size=0)], set())) == []
    assert list(duplicates([document(sha256=""), document(sha256="")], set())) == []


def test_a_file_that_nobody_uses_and_nothing_else_is_told_of_is_an_orphan() -> None:
    [found] = orphans([document(path="a.pdf"), document(path="b.pdf")], {"a.pdf"})
    assert (found.code, found.severity, found.path) == ("ORPHAN", "informs", "b.pdf")
