"""Our reports keep to Nghị định số 30/2020/NĐ-CP; a paper that breaks one rule is told that one."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from par_rules.dossier import YearResult
from par_rules.dossier.decree import check_decree
from par_rules.dossier.docx import render
from par_rules.dossier.edition import EDITIONS, Edition
from par_rules.evidence.office_files import Unreadable
from tests.dossier.decree_paper import (
    after,
    broken,
    field,
    layout,
    letters,
    page,
    page_number,
    paragraph,
    shortened,
    without,
    without_rule,
    words,
)

TITLE = "Kết quả tự đánh giá"
BODY = "UBND xã Đại Sơn tự chấm"
OPENING = "UBND xã Đại Sơn báo cáo"
DATED = "Đại Sơn, ngày"
ANNEX = "(Kèm theo"


@pytest.fixture(scope="module")
def data(result: YearResult) -> bytes:
    return shortened(render(replace(result, edition="submission")))


@pytest.fixture(scope="module")
def internal(result: YearResult) -> bytes:
    return shortened(render(result))


@pytest.mark.parametrize("edition", EDITIONS)
def test_our_report_breaks_no_rule(result: YearResult, edition: Edition) -> None:
    hashed = replace(result, edition=edition, manifest_sha256="0123456789abcdef" * 4)
    assert [f.text() for f in check_decree(render(hashed))] == []


def test_a_report_after_a_set_in_force_breaks_no_rule(result: YearResult) -> None:
    head = result.criteria.head.model_copy(update={"provisional": None})
    criteria = result.criteria.model_copy(update={"head": head})
    issued = replace(result, criteria=criteria, edition="submission")
    assert [f.text() for f in check_decree(render(issued))] == []


@pytest.mark.parametrize("unit", ["UBND phường Lê Chân", "UBND đặc khu Bạch Long Vĩ"])
def test_other_units_reports_break_no_rule(result: YearResult, unit: str) -> None:
    named = replace(result.unit, title=unit)
    data = render(replace(result, unit=named, edition="submission"))
    assert [f.text() for f in check_decree(data)] == []


def _issue(document: Any) -> None:
    words("Số:", "Số: 312/BC-UBND")(document)
    words(DATED, "Đại Sơn, ngày 09 tháng 12 năm 2026")(document)
    paragraph(document, "CHỦ TỊCH").runs[0].text = "KT. CHỦ TỊCH"
    after("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")(document)
    after("PHÓ CHỦ TỊCH", "Nguyễn Văn A")(document)


def test_a_report_numbered_dated_and_signed_breaks_no_rule(data: bytes) -> None:
    assert [f.text() for f in broken(data, _issue)] == []


def _number_at_the_foot(document: Any) -> None:
    footer = document.sections[-1].footer
    footer.is_linked_to_previous = False
    footer.paragraphs[0]._p.append(field())


def _short_line(document: Any) -> None:
    """Draw the line under the motto in 37 mm from both sides."""
    element = paragraph(document, "Độc lập")._p.getnext()
    for side in ("left", "right"):
        element.find(f".//{qn('w:ind')}").set(qn(f"w:{side}"), str(round(37 * 56.7)))


def _state_at_the_left(document: Any) -> None:
    """Change the places of the two columns."""
    for row in document.tables[0].rows:
        row._tr.append(row.cells[0]._tc)


def _day_in_a_row_of_its_own(document: Any) -> None:
    import copy

    row = document.tables[0].rows[1]
    new = copy.deepcopy(row._tr)
    row._tr.addnext(new)
    for cell in (row.cells[1], document.tables[0].rows[2].cells[0]):
        for run in cell.paragraphs[0].runs:
            run.text = ""


def _without_ending(document: Any) -> None:
    table = next(t for t in document.tables if "Nơi nhận" in t.cell(0, 0).text)
    for cell in table.rows[0].cells:
        for line in cell.paragraphs:
            for run in line.runs:
                run.text = ""


def _bare_recipients(document: Any) -> None:
    for start in ("- Như trên", "- Chủ tịch", "- Các cơ quan", "- Lưu"):
        without(start)(document)


# Each edit breaks one rule; what is told of it, whole. The rule's place is in the last bracket.
PAGE = {
    "letter paper": (
        page(0, page_width=Mm(216), page_height=Mm(279)),
        "trang giấy, phần 1: khổ giấy 216 × 279 mm: đặt khổ A4 (210 × 297 mm) (Phụ lục I, mục I.1)",
    ),
    "narrow left margin": (
        page(0, left_margin=Mm(25)),
        "trang giấy, phần 1: lề trái 25 mm: đặt 30 đến 35 mm (Phụ lục I, mục I.3)",
    ),
    "wide right margin": (
        page(0, right_margin=Mm(21)),
        "trang giấy, phần 1: lề phải 21 mm: đặt 15 đến 20 mm (Phụ lục I, mục I.3)",
    ),
    "top margin": (
        page(0, top_margin=Mm(19)),
        "trang giấy, phần 1: lề trên 19 mm: đặt 20 đến 25 mm (Phụ lục I, mục I.3)",
    ),
    "bottom margin": (
        page(0, bottom_margin=Mm(30)),
        "trang giấy, phần 1: lề dưới 30 mm: đặt 20 đến 25 mm (Phụ lục I, mục I.3)",
    ),
    "margin of a sheet on its side": (
        page(1, top_margin=Mm(36)),
        "trang giấy, phần 2: lề trên 36 mm: đặt 30 đến 35 mm (Phụ lục I, mục I.3)",
    ),
    "number on the first page": (
        page(0, different_first_page_header_footer=False),
        "trang giấy, phần 1: trang thứ nhất có số trang: chọn “Different First Page” và để trống "
        "đầu trang thứ nhất (Phụ lục I, mục I.7)",
    ),
    "number not in the middle": (
        page_number(0, lambda h: setattr(h.paragraphs[0], "alignment", ALIGN.RIGHT)),
        "trang giấy, phần 1: số trang không canh giữa: canh giữa số trang (Phụ lục I, mục I.7)",
    ),
    "small number": (
        page_number(0, lambda h: setattr(h.paragraphs[0].runs[0].font, "size", Pt(11))),
        "trang giấy, phần 1: số trang cỡ chữ 11: đặt cỡ chữ 13 đến 14 (Phụ lục I, mục I.7)",
    ),
    "bold number": (
        page_number(0, lambda h: setattr(h.paragraphs[0].runs[0].font, "bold", True)),
        "trang giấy, phần 1: số trang đậm hoặc nghiêng: đặt kiểu chữ đứng (Phụ lục I, mục I.7)",
    ),
    "no number": (
        page_number(0, lambda h: h.paragraphs[0]._p.clear()),
        "trang giấy, phần 1: không có số trang: chèn số trang ở lề trên, canh giữa, từ trang 2 "
        "(Phụ lục I, mục I.7)",
    ),
    "number at the foot": (
        _number_at_the_foot,
        "trang giấy, phần 5: số trang đặt ở lề dưới: đặt số trang ở lề trên, canh giữa "
        "(Phụ lục I, mục I.7)",
    ),
    "roman numbers": (
        lambda d: d.sections[0]._sectPr.find(qn("w:pgNumType")).set(qn("w:fmt"), "lowerRoman"),
        "trang giấy, phần 1: số trang không phải chữ số Ả Rập: chọn kiểu số 1, 2, 3 "
        "(Phụ lục I, mục I.7)",
    ),
    "numbers from 3": (
        lambda d: d.sections[0]._sectPr.find(qn("w:pgNumType")).set(qn("w:start"), "3"),
        "trang giấy, phần 1: số trang bắt đầu từ 3: đánh số từ 1 (Phụ lục I, mục I.7)",
    ),
    "annex numbered on": (
        lambda d: d.sections[1]._sectPr.remove(d.sections[1]._sectPr.find(qn("w:pgNumType"))),
        "Phụ lục I: số trang đánh tiếp theo phần trước: chèn ngắt phần (Section Break), đánh lại "
        "số trang từ 1 (Phụ lục I, mục III.1.đ)",
    ),
}
LETTERS = {
    "another font": (
        letters(BODY, name="Arial"),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: phông chữ Arial: "
        "đặt phông Times New Roman (Phụ lục I, mục I.4)",
    ),
    "a font of old codes": (
        letters("- Lưu", name=".VnTime"),
        "bảng 6, dòng 1, “- Lưu: VT, VHXH.”: phông chữ .VnTime (mã cũ, không phải Unicode): "
        "chuyển mã sang Unicode rồi đặt phông Times New Roman (Phụ lục I, mục I.4)",
    ),
    "red": (
        letters(BODY, colour=RGBColor(0xC0, 0, 0)),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: chữ màu #C00000: đặt màu đen "
        "(Phụ lục I, mục I.4)",
    ),
    "marks typed apart": (
        lambda d: words(BODY, unicodedata.normalize("NFD", paragraph(d, BODY).text))(d),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: chữ có dấu gõ bằng Unicode tổ hợp: "
        "chuyển mã sang Unicode dựng sẵn (Phụ lục I, mục I.4)",
    ),
}
HEAD = {
    "no state": (
        without("CỘNG HÒA"),
        "phần đầu: không thấy Quốc hiệu: ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở phía trên, "
        "bên phải trang đầu (Phụ lục I, mục II.1.a)",
    ),
    "large state": (
        letters("CỘNG HÒA", size=Pt(14)),
        "Quốc hiệu: cỡ chữ 14: đặt cỡ chữ 12 đến 13 (Phụ lục I, mục II.1.a)",
    ),
    "light state": (
        letters("CỘNG HÒA", bold=False),
        "Quốc hiệu: chữ không đậm: đặt chữ đậm (Phụ lục I, mục II.1.a)",
    ),
    "state in small letters": (
        words("CỘNG HÒA", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        "Quốc hiệu: chưa viết bằng chữ in hoa: viết toàn bộ bằng chữ in hoa "
        "(Phụ lục I, mục II.1.a)",
    ),
    "state at the side": (
        layout("CỘNG HÒA", alignment=ALIGN.LEFT),
        "Quốc hiệu: không canh giữa: canh giữa (Phụ lục I, mục II.1.a)",
    ),
    "no motto": (
        without("Độc lập"),
        "phần đầu: không thấy Tiêu ngữ: ghi “Độc lập - Tự do - Hạnh phúc” dưới Quốc hiệu "
        "(Phụ lục I, mục II.1.b)",
    ),
    "small motto": (
        letters("Độc lập", size=Pt(12.5)),
        "Tiêu ngữ: cỡ chữ 12,5: đặt cỡ chữ 13 đến 14 (Phụ lục I, mục II.1.b)",
    ),
    "long dashes in the motto": (
        words("Độc lập", "Độc lập – Tự do – Hạnh phúc"),
        "Tiêu ngữ: ghi “Độc lập – Tự do – Hạnh phúc”: ghi đúng “Độc lập - Tự do - Hạnh phúc” "
        "(Phụ lục I, mục II.1.b)",
    ),
    "no line under the motto": (
        without_rule("Độc lập"),
        "Tiêu ngữ: không có đường kẻ ngang bên dưới: kẻ nét liền, dài bằng dòng chữ, canh giữa "
        "(Phụ lục I, mục II.1.b)",
    ),
    "short line under the motto": (
        _short_line,
        "Tiêu ngữ: đường kẻ bên dưới dài 20 mm: kẻ dài 56 mm (Phụ lục I, mục II.1.b)",
    ),
    "state at the left": (
        _state_at_the_left,
        "Quốc hiệu: không ở bên phải: đặt vào cột bên phải của đầu trang (Phụ lục I, mục II.1.a)",
    ),
    "slanted state": (
        letters("CỘNG HÒA", italic=True),
        "Quốc hiệu: chữ nghiêng: đặt chữ đứng (Phụ lục I, mục II.1.a)",
    ),
    "motto in capitals": (
        words("Độc lập", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        "Tiêu ngữ: viết toàn chữ in hoa: viết bằng chữ in thường (Phụ lục I, mục II.1.b)",
    ),
    "no body": (
        lambda d: (without("ỦY BAN")(d), without("XÃ ĐẠI SƠN")(d)),
        "phần đầu: không thấy tên cơ quan ban hành văn bản: ghi ở phía trên số, ký hiệu, bên trái "
        "trang đầu (Phụ lục I, mục II.2.b)",
    ),
    "superior bold, body light": (
        lambda d: (
            letters("XÃ ĐẠI SƠN", bold=False)(d),
            after("XÃ ĐẠI SƠN", "PHÒNG")(d),
            letters("PHÒNG", bold=True)(d),
        ),
        "tên cơ quan ban hành: tên cơ quan chủ quản đậm, tên cơ quan ban hành không đậm: chỉ đặt "
        "đậm tên cơ quan ban hành (Phụ lục I, mục II.2.b)",
    ),
    "light body": (
        letters("XÃ ĐẠI SƠN", bold=False),
        "tên cơ quan ban hành: chữ không đậm: đặt chữ đậm (Phụ lục I, mục II.2.b)",
    ),
    "body in small letters": (
        words("XÃ ĐẠI SƠN", "Xã ĐẠI SƠN"),
        "tên cơ quan ban hành: chưa viết bằng chữ in hoa: viết toàn bộ bằng chữ in hoa "
        "(Phụ lục I, mục II.2.b)",
    ),
    "no line under the body": (
        without_rule("XÃ ĐẠI SƠN"),
        "tên cơ quan ban hành: không có đường kẻ ngang bên dưới: kẻ nét liền, dài từ 1/3 đến 1/2 "
        "dòng chữ, canh giữa (Phụ lục I, mục II.2.b)",
    ),
    "no number": (
        without("Số:"),
        "phần đầu: không thấy số, ký hiệu: ghi “Số:      /BC-UBND” dưới tên cơ quan ban hành; "
        "số để trống cho văn thư (Phụ lục I, mục II.3.c)",
    ),
    "large number": (
        letters("Số:", size=Pt(14)),
        "số, ký hiệu: cỡ chữ 14: đặt cỡ chữ 13 (Phụ lục I, mục II.3.c)",
    ),
    "one figure": (
        words("Số:", "Số: 7/BC-UBND"),
        "số, ký hiệu: số 7 thiếu số 0 phía trước: ghi 07 (Phụ lục I, mục II.3.c)",
    ),
    "spaces in the symbol": (
        words("Số:", "Số: 312/BC - UBND"),
        "số, ký hiệu: ký hiệu “BC - UBND”: viết bằng chữ in hoa, giữa các nhóm chữ có gạch nối, "
        "không cách chữ (Phụ lục I, mục II.3.c)",
    ),
    "symbol of another kind": (
        words("Số:", "Số: 312/KH-UBND"),
        "số, ký hiệu: ký hiệu “KH-UBND” không phải của tên loại BÁO CÁO: bắt đầu ký hiệu bằng BC "
        "(Phụ lục I, mục II.3.b)",
    ),
    "number without a stroke": (
        words("Số:", "Số: 312 BC-UBND"),
        "số, ký hiệu: ghi “Số: 312 BC-UBND”: ghi theo dạng “Số: 05/BC-UBND” "
        "(Phụ lục I, mục II.3.c)",
    ),
    "no day": (
        without(DATED),
        "phần đầu: không thấy địa danh và thời gian ban hành: ghi địa danh, ngày, tháng, năm dưới "
        "Tiêu ngữ; ngày để trống cho văn thư (Phụ lục I, mục II.4.c)",
    ),
    "upright day": (
        letters(DATED, italic=False),
        "địa danh, thời gian: chữ đứng: đặt chữ nghiêng (Phụ lục I, mục II.4.c)",
    ),
    "day below ten": (
        words(DATED, "Đại Sơn, ngày 9 tháng 12 năm 2026"),
        "địa danh, thời gian: ngày 9 thiếu số 0 phía trước: ghi ngày 09 (Phụ lục I, mục II.4.b)",
    ),
    "January": (
        words(DATED, "Đại Sơn, ngày 15 tháng 1 năm 2027"),
        "địa danh, thời gian: tháng 1 thiếu số 0 phía trước: ghi tháng 01 (Phụ lục I, mục II.4.b)",
    ),
    "no comma after the place": (
        words(DATED, "Đại Sơn ngày 15 tháng 12 năm 2026"),
        "địa danh, thời gian: sau địa danh không có dấu phẩy: thêm dấu phẩy "
        "(Phụ lục I, mục II.4.c)",
    ),
    "February": (
        words(DATED, "Đại Sơn, ngày 15 tháng 2 năm 2027"),
        "địa danh, thời gian: tháng 2 thiếu số 0 phía trước: ghi tháng 02 (Phụ lục I, mục II.4.b)",
    ),
    "a place in small letters": (
        words(DATED, "đại Sơn, ngày 15 tháng 12 năm 2026"),
        "địa danh, thời gian: địa danh không viết hoa: viết hoa chữ cái đầu "
        "(Phụ lục I, mục II.4.c)",
    ),
    "a day in figures alone": (
        words(DATED, "Đại Sơn, ngày mười tháng 12 năm 2026"),
        "địa danh, thời gian: ghi “Đại Sơn, ngày mười tháng 12 năm 2026”: ghi theo dạng “Đại Sơn, "
        "ngày 05 tháng 01 năm 2026” (Phụ lục I, mục II.4.b)",
    ),
    "day below the number": (
        _day_in_a_row_of_its_own,
        "địa danh, thời gian: không cùng dòng với số, ký hiệu: đặt hai nội dung vào cùng một hàng "
        "của bảng đầu trang (Phụ lục I, mục II.4.c)",
    ),
    "a day that is none": (
        words(DATED, "Đại Sơn, ngày 31 tháng 11 năm 2026"),
        "địa danh, thời gian: không có ngày 31/11/2026: ghi lại ngày, tháng "
        "(Phụ lục I, mục II.4.b)",
    ),
    "a year of two figures": (
        words(DATED, "Đại Sơn, ngày 15 tháng 12 năm 26"),
        "địa danh, thời gian: năm 26: ghi đủ bốn chữ số của năm (Phụ lục I, mục II.4.b)",
    ),
}
TEXT = {
    "no kind": (
        without("BÁO CÁO"),
        "tên loại: không thấy tên loại văn bản: ghi BÁO CÁO trên một dòng riêng "
        "(Phụ lục I, mục II.5.b)",
    ),
    "kind at the side": (
        layout("BÁO CÁO", alignment=ALIGN.LEFT),
        "tên loại: không canh giữa: canh giữa (Phụ lục I, mục II.5.b)",
    ),
    "light subject": (
        letters(TITLE, bold=False),
        "trích yếu: chữ không đậm: đặt chữ đậm (Phụ lục I, mục II.5.b)",
    ),
    "no line under the subject": (
        without_rule(TITLE),
        "trích yếu: không có đường kẻ ngang bên dưới: kẻ nét liền, dài từ 1/3 đến 1/2 dòng chữ, "
        "canh giữa (Phụ lục I, mục II.5.b)",
    ),
    "no subject": (
        lambda d: (without_rule(TITLE)(d), without(TITLE)(d)),
        "trích yếu: không thấy trích yếu nội dung: ghi ngay dưới tên loại văn bản "
        "(Phụ lục I, mục II.5.b)",
    ),
    "subject in capitals": (
        words(TITLE, "KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2026"),
        "trích yếu: viết toàn chữ in hoa: viết bằng chữ in thường (Phụ lục I, mục II.5.b)",
    ),
    "nobody addressed": (
        words("Kính gửi", "Kính gửi:"),
        "Kính gửi: không ghi nơi nhận: ghi tên cơ quan nhận sau dấu hai chấm "
        "(Phụ lục I, mục II.9.d)",
    ),
    "bold addressee": (
        letters("Kính gửi", bold=True),
        "Kính gửi: chữ đậm: bỏ đậm (Phụ lục I, mục II.9.d)",
    ),
    "no colon after Kính gửi": (
        words("Kính gửi", "Kính gửi Sở Nội vụ"),
        "Kính gửi: ghi “Kính gửi Sở Nội vụ”: ghi dấu hai chấm sau “Kính gửi” "
        "(Phụ lục I, mục II.9.d)",
    ),
    "small body": (
        letters(BODY, size=Pt(12)),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: cỡ chữ ngoài khoảng 13 đến 14: "
        "đặt cỡ chữ 13 đến 14 (Phụ lục I, mục II.6.e)",
    ),
    "ragged body": (
        layout(BODY, alignment=ALIGN.LEFT),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: không canh đều cả hai lề: "
        "canh đều cả hai lề (Justify) (Phụ lục I, mục II.6.e)",
    ),
    "no indent": (
        layout(BODY, first_line_indent=Mm(0)),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: chữ đầu dòng không lùi vào 1 cm hoặc "
        "1,27 cm: đặt First line 1,27 cm (Phụ lục I, mục II.6.e)",
    ),
    "paragraphs without a distance": (
        layout("Điểm tự chấm là", space_after=Pt(0)),
        "“Kết quả tạm tính. Chưa có bộ tiêu chí chính thức…”: cách đoạn trên dưới 6 pt: đặt "
        "khoảng cách giữa các đoạn ít nhất 6 pt (Phụ lục I, mục II.6.e)",
    ),
    "lines far apart": (
        layout(BODY, line_spacing=2.0),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: giãn dòng quá 1,5: đặt giãn dòng từ 1 "
        "đến 1,5 (Phụ lục I, mục II.6.e)",
    ),
    "lines too near": (
        layout(BODY, line_spacing=Pt(14)),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: dòng sát hơn dòng đơn: đặt giãn dòng "
        "từ 1 đến 1,5 (Phụ lục I, mục II.6.e)",
    ),
    "light heading": (
        letters("II. KẾT QUẢ", bold=False),
        "“II. KẾT QUẢ TỰ CHẤM ĐIỂM”: tiêu đề mục không đậm: đặt chữ đậm (Phụ lục I, mục II.6.đ)",
    ),
    "heading in small letters": (
        words("II. KẾT QUẢ", "II. Kết quả tự chấm điểm"),
        "“II. Kết quả tự chấm điểm”: tiêu đề mục không in hoa: viết tiêu đề mục bằng chữ in hoa "
        "(Phụ lục I, mục II.6.đ)",
    ),
    "bold body": (
        letters(BODY, bold=True),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: đoạn văn đậm: bỏ đậm, trừ tiêu đề có "
        "số thứ tự (Phụ lục I, mục II.6.e)",
    ),
    "body in italics": (
        letters(BODY, italic=True),
        "“UBND xã Đại Sơn tự chấm 65 tiêu chí thành phần,…”: đoạn văn nghiêng: đặt chữ đứng "
        "(Phụ lục I, mục II.6.e)",
    ),
    "body in capitals": (
        words(BODY, "UBND XÃ ĐẠI SƠN TỰ CHẤM ĐIỂM."),
        "“UBND XÃ ĐẠI SƠN TỰ CHẤM ĐIỂM.”: đoạn văn viết toàn chữ in hoa: viết bằng chữ in thường "
        "(Phụ lục I, mục II.6.e)",
    ),
    "no end": (
        words("Trên đây là", "Trên đây là báo cáo của UBND xã Đại Sơn."),
        "“Trên đây là báo cáo của UBND xã Đại Sơn.”: hết nội dung mà không có dấu “./.”: kết thúc "
        "lời văn bằng “./.”, như Mẫu 1.4 Phụ lục III (Phụ lục I, mục II.6)",
    ),
}
END = {
    "upright Nơi nhận": (
        letters("Nơi nhận:", italic=False),
        "Nơi nhận: chữ đứng: đặt chữ nghiêng (Phụ lục I, mục II.9.d)",
    ),
    "large Nơi nhận": (
        letters("Nơi nhận:", size=Pt(13)),
        "Nơi nhận: cỡ chữ 13: đặt cỡ chữ 12 (Phụ lục I, mục II.9.d)",
    ),
    "large recipients": (
        letters("- Các cơ quan", size=Pt(12)),
        "các nơi nhận: cỡ chữ 12: đặt cỡ chữ 11 (Phụ lục I, mục II.9.d)",
    ),
    "no Như trên": (
        words("- Như trên", "- Sở Nội vụ;"),
        "các nơi nhận: dòng đầu là “- Sở Nội vụ;”: ghi “- Như trên;” ở dòng đầu "
        "(Phụ lục I, mục II.9.b)",
    ),
    "no semicolon": (
        words("- Các cơ quan", "- Các cơ quan, bộ phận chủ trì"),
        "các nơi nhận: cuối dòng thiếu dấu chấm phẩy: thêm “;” cuối mỗi dòng "
        "(Phụ lục I, mục II.9.d)",
    ),
    "no dash": (
        words("- Các cơ quan", "Các cơ quan, bộ phận chủ trì;"),
        "các nơi nhận: thiếu gạch đầu dòng: ghi “-” đầu mỗi dòng (Phụ lục I, mục II.9.d)",
    ),
    "Nơi nhận without a colon": (
        words("Nơi nhận:", "Nơi nhận"),
        "Nơi nhận: ghi “Nơi nhận”: ghi “Nơi nhận:” trên một dòng riêng (Phụ lục I, mục II.9.d)",
    ),
    "no recipients": (
        _bare_recipients,
        "Nơi nhận: không ghi nơi nhận nào: ghi mỗi nơi nhận một dòng (Phụ lục I, mục II.9.d)",
    ),
    "bold recipients": (
        letters("- Các cơ quan", bold=True),
        "các nơi nhận: chữ đậm: bỏ đậm (Phụ lục I, mục II.9.d)",
    ),
    "light name of the signer": (
        lambda d: (after("CHỦ TỊCH", "Nguyễn Văn A")(d), letters("Nguyễn Văn A", bold=False)(d)),
        "họ tên người ký: chữ không đậm: đặt chữ đậm (Phụ lục I, mục II.7.đ)",
    ),
    "no copy kept": (
        words("- Lưu", "- Văn phòng."),
        "các nơi nhận: dòng cuối là “- Văn phòng.”: ghi “- Lưu: VT, …” và dấu chấm "
        "(Phụ lục I, mục II.9.d)",
    ),
    "light title of the signer": (
        letters("CHỦ TỊCH", bold=False),
        "quyền hạn, chức vụ người ký: chữ không đậm: đặt chữ đậm (Phụ lục I, mục II.7.đ)",
    ),
    "small title of the signer": (
        letters("CHỦ TỊCH", size=Pt(12)),
        "quyền hạn, chức vụ người ký: cỡ chữ 12: đặt cỡ chữ 13 đến 14 (Phụ lục I, mục II.7.đ)",
    ),
    "TM without a point": (
        words("TM. ỦY BAN", "TM ỦY BAN NHÂN DÂN"),
        "quyền hạn “TM ỦY BAN NHÂN DÂN”: sau TM thiếu dấu chấm hoặc cách chữ: ghi “TM. …” "
        "(Phụ lục I, mục II.7.b)",
    ),
    "a learned signer": (
        after("CHỦ TỊCH", "ThS. Nguyễn Văn A"),
        "người ký: ghi “ThS. Nguyễn Văn A”: chỉ ghi họ và tên, không ghi học hàm, học vị "
        "(Phụ lục I, mục II.7.c)",
    ),
}
ANNEXES = {
    "small annex": (
        letters("Phụ lục II", size=Pt(13)),
        "“Phụ lục II”: cỡ chữ 13: đặt cỡ chữ 14 (Phụ lục I, mục III.1.b)",
    ),
    "annex title in small letters": (
        words("DANH MỤC MINH CHỨNG", "Danh mục minh chứng"),
        "tên của “Phụ lục II”: chưa viết bằng chữ in hoa: viết toàn bộ bằng chữ in hoa "
        "(Phụ lục I, mục III.1.b)",
    ),
    "upright reference": (
        letters(ANNEX, italic=False),
        "chỉ dẫn của “Phụ lục I”: chữ đứng: đặt chữ nghiêng (Phụ lục I, mục III.1.c)",
    ),
    "reference without the body": (
        words(ANNEX, "(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm      )"),
        "chỉ dẫn của “Phụ lục I”: không nêu cơ quan ban hành: ghi “(Kèm theo Báo cáo số … ngày … "
        "tháng … năm … của …)” (Phụ lục I, mục III.1.c)",
    ),
    "no reference": (
        without(ANNEX),
        "“Phụ lục I”: không có dòng “(Kèm theo … số … ngày … tháng … năm …)”: ghi dưới tên phụ "
        "lục; số, ngày để trống cho văn thư (Phụ lục I, mục III.1.c)",
    ),
    "annex at the side": (
        layout("Phụ lục III", alignment=ALIGN.LEFT),
        "“Phụ lục III”: không canh giữa: canh giữa (Phụ lục I, mục III.1.b)",
    ),
    "annex in capitals": (
        words("Phụ lục III", "PHỤ LỤC III"),
        "“PHỤ LỤC III”: viết toàn chữ in hoa: viết bằng chữ in thường (Phụ lục I, mục III.1.b)",
    ),
    "arabic annex": (
        words("Phụ lục II", "Phụ lục 2"),
        "“Phụ lục 2”: số thứ tự phụ lục không phải chữ số La Mã hoặc không theo thứ tự: "
        "ghi “Phụ lục II” (Phụ lục I, mục III.1.a)",
    ),
}
FAULTS = {**PAGE, **LETTERS, **HEAD, **TEXT, **END, **ANNEXES}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_rule_is_told_and_no_other(data: bytes, name: str) -> None:
    edit, told = FAULTS[name]
    assert [f.text() for f in broken(data, edit)] == [told]


def test_an_internal_copy_needs_its_mark_in_a_frame(internal: bytes) -> None:
    def unframed(document: Any) -> None:
        border = paragraph(document, "LƯU HÀNH")._p.find(f".//{qn('w:pBdr')}")
        border.getparent().remove(border)

    assert [f.text() for f in broken(internal, unframed)] == [
        "chỉ dẫn lưu hành “LƯU HÀNH NỘI BỘ – KHÔNG GỬI”: không có khung: đóng khung chữ nhật viền "
        "đơn (Phụ lục I, mục III.2.c)"
    ]


def test_a_report_that_goes_out_needs_an_addressee(internal: bytes) -> None:
    assert [f.text() for f in broken(internal, without("LƯU HÀNH"))] == [
        "sau trích yếu: không có “Kính gửi”: ghi “Kính gửi: …” và tên cơ quan cấp trên nhận báo "
        "cáo (Phụ lục I, mục II.9.b)"
    ]


def test_several_addressees_take_a_line_each(data: bytes) -> None:
    def several(document: Any) -> None:
        words("Kính gửi", "Kính gửi:")(document)
        after("Kính gửi", "- Ủy ban nhân dân thành phố Hải Phòng")(document)
        after("- Ủy ban", "- Sở Nội vụ thành phố Hải Phòng;")(document)

    assert [f.text() for f in broken(data, several)] == [
        "Kính gửi: cuối dòng thiếu dấu chấm phẩy: thêm “;” cuối mỗi dòng (Phụ lục I, mục II.9.d)",
        "Kính gửi: dòng cuối thiếu dấu chấm: thêm “.” cuối dòng cuối cùng (Phụ lục I, mục II.9.d)",
    ]


def test_grounds_are_in_italics_and_end_as_the_decree_says(data: bytes) -> None:
    def grounds(document: Any) -> None:
        after(OPENING, "Căn cứ Quyết định số 1/QĐ-UBND;")(document)
        after(OPENING, "Căn cứ Luật Tổ chức chính quyền địa phương")(document)

    assert [f.text() for f in broken(data, grounds)] == [
        "căn cứ: chữ đứng: đặt chữ nghiêng (Phụ lục I, mục II.6.a)",
        "“Căn cứ Luật Tổ chức chính quyền địa phương”: cuối căn cứ thiếu dấu chấm phẩy: thêm “;” "
        "(Phụ lục I, mục II.6.a)",
        "“Căn cứ Quyết định số 1/QĐ-UBND;”: căn cứ cuối thiếu dấu chấm: thêm “.” "
        "(Phụ lục I, mục II.6.a)",
    ]


@pytest.mark.parametrize("end", [".", " như sau:"])
def test_a_sentence_that_starts_like_a_ground_is_text(data: bytes, end: str) -> None:
    text = f"Căn cứ Kế hoạch số 156/KH-UBND, UBND xã báo cáo kết quả{end}"
    assert [f.text() for f in broken(data, words(OPENING, text))] == []


def test_addressees_below_each_other_without_dashes_are_told(data: bytes) -> None:
    def below(document: Any) -> None:
        words("Kính gửi", "Kính gửi: Ủy ban nhân dân thành phố Hải Phòng;")(document)
        after("Kính gửi", "Sở Nội vụ thành phố Hải Phòng.")(document)

    assert [f.text() for f in broken(data, below)] == [
        "Kính gửi: nhiều nơi nhận mà thiếu gạch đầu dòng: ghi mỗi nơi một dòng, có “-” "
        "(Phụ lục I, mục II.9.d)"
    ]


def test_a_head_of_two_tables_is_read(data: bytes) -> None:
    """Number and day often stand in a table of their own."""
    import copy

    def parted(document: Any) -> None:
        table = document.tables[0]._tbl
        other = copy.deepcopy(table)
        table.remove(table.findall(qn("w:tr"))[1])
        other.remove(other.findall(qn("w:tr"))[0])
        table.addnext(other)

    assert [f.text() for f in broken(data, parted)] == []


def test_an_annex_that_the_text_does_not_name_is_told(data: bytes) -> None:
    found = broken(data, words("Kèm theo báo cáo", "Kèm theo Phụ lục I, Phụ lục II."))
    assert [f.where for f in found] == ["“Phụ lục III”", "“Phụ lục IV”"]
    assert {f.what for f in found} == {"lời văn không nhắc đến phụ lục này"}


def test_a_sheet_on_its_side_may_keep_the_margins_of_an_upright_one(data: bytes) -> None:
    edit = page(1, top_margin=Mm(20), left_margin=Mm(30))
    assert [f.text() for f in broken(data, edit)] == []


def test_text_alone_needs_no_sheet_on_its_side(data: bytes) -> None:
    def turned(document: Any) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
        section.top_margin, section.left_margin = Mm(30), Mm(20)
        for table in document.tables[1:]:
            if "Nơi nhận" not in table.cell(0, 0).text:
                table._tbl.getparent().remove(table._tbl)

    told = [f.text() for f in broken(data, turned)]
    assert (
        "trang giấy, phần 1: khổ giấy nằm ngang mà không có bảng, biểu: trình bày theo chiều dài "
        "của khổ A4 (Phụ lục I, mục I.2)"
    ) in told


def test_a_look_that_comes_from_styles_is_seen(data: bytes) -> None:
    def restyled(document: Any) -> None:
        style = document.styles["Normal"]
        style.font.name, style.font.italic = "Calibri", True
        for side in ("w:hAnsi", "w:ascii"):
            style.element.rPr.rFonts.set(qn(side), "Calibri")

    told = [(f.rule, f.what) for f in broken(data, restyled)]
    assert ("I.4", "phông chữ Calibri") in told


def test_a_head_parted_by_tabs_is_read(data: bytes) -> None:
    def tabbed(document: Any) -> None:
        table = document.tables[0]
        (left, right), (number, dated) = ([*row.cells] for row in table.rows)
        anchor = table._tbl
        for one, other in (*zip(left.paragraphs, right.paragraphs, strict=True),
                           (number.paragraphs[0], dated.paragraphs[0])):  # fmt: skip
            anchor.addnext(one._p)
            anchor = one._p
            one.add_run("\t")
            for run in other.runs:
                one._p.append(run._r)
        table._tbl.getparent().remove(table._tbl)

    told = [f.text() for f in broken(data, tabbed)]
    assert not any("không thấy" in line for line in told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7", "không phải tệp Word (.docx): mở bằng Word, lưu lại dạng .docx"),
        (b"PK\x03\x04 broken", "tệp hỏng, không mở được"),
    ],
)
def test_a_file_that_is_no_word_file_is_told(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable) as caught:
        check_decree(content)
    assert str(caught.value) == told


def test_without_recipients_and_signer_both_are_told(data: bytes) -> None:
    assert [f.text() for f in broken(data, _without_ending)] == [
        "cuối văn bản: không thấy “Nơi nhận:”: ghi ngang hàng với chức vụ người ký "
        "(Phụ lục I, mục II.9.d)",
        "cuối văn bản: không thấy quyền hạn, chức vụ của người ký: ghi bằng chữ in hoa, ví dụ "
        "“TM. ỦY BAN NHÂN DÂN”, “CHỦ TỊCH” (Phụ lục I, mục II.7.đ)",
    ]


def test_an_internal_copy_with_nhu_tren_has_no_addressee_to_mean(internal: bytes) -> None:
    told = broken(internal, words("- Chủ tịch", "- Như trên;"))
    assert [f.text() for f in told] == [
        "các nơi nhận: ghi “Như trên” mà không có “Kính gửi”: ghi tên cơ quan nhận "
        "(Phụ lục I, mục II.9.b)"
    ]


def test_the_mark_of_an_internal_copy_has_its_look(internal: bytes) -> None:
    told = broken(internal, letters("LƯU HÀNH", size=Pt(12), bold=False))
    assert [f.text() for f in told] == [
        "chỉ dẫn lưu hành “LƯU HÀNH NỘI BỘ – KHÔNG GỬI”: cỡ chữ 12: đặt cỡ chữ 13 đến 14 "
        "(Phụ lục I, mục III.2.c)",
        "chỉ dẫn lưu hành “LƯU HÀNH NỘI BỘ – KHÔNG GỬI”: chữ không đậm: đặt chữ đậm "
        "(Phụ lục I, mục III.2.c)",
    ]
