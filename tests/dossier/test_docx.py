"""``bao-cao.docx`` keeps to Nghị định số 30/2020/NĐ-CP and says what the scorecard says."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from par_rules.dossier import YearResult
from par_rules.dossier.docx import render
from par_rules.dossier.wording import interval, points


@pytest.fixture(scope="module")
def data(result: YearResult) -> bytes:
    return render(result)


@pytest.fixture(scope="module")
def report(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_the_head_names_body_and_state_and_leaves_number_and_day_open(report: Any) -> None:
    left, right = (cell.text.split("\n") for cell in report.tables[0].rows[0].cells)
    assert left == ["ỦY BAN NHÂN DÂN", "XÃ ĐẠI SƠN", "", "Số:         /BC-UBND"]
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert right[3] == "Đại Sơn, ngày      tháng      năm 2026"


def test_the_head_has_the_decrees_sizes(report: Any) -> None:
    left, right = report.tables[0].rows[0].cells
    runs = [p.runs[0] for cell in (left, right) for p in cell.paragraphs if p.runs]
    assert [run.font.size.pt for run in runs] == [13, 13, 13, 12, 13, 13]
    assert [bool(run.bold) for run in runs] == [True, True, False, True, True, False]
    assert runs[-1].italic


def test_page_and_margins_are_the_decrees(report: Any) -> None:
    first, *annexes = report.sections
    sides = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 20]
    assert [s.orientation for s in annexes] == [WD_ORIENT.LANDSCAPE] * 5
    assert [(round(s.page_width.mm), round(s.page_height.mm)) for s in annexes] == [(297, 210)] * 5


def test_pages_are_numbered_in_the_top_margin_but_not_the_first(report: Any) -> None:
    for section in report.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        assert "PAGE" in section.header._element.xml
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_all_text_is_times_new_roman(report: Any, data: bytes) -> None:
    fonts = report.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(side)) for side in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")} == {
        "Times New Roman"
    }
    assert report.element.xml.count("<w:rFonts") == 0


def test_the_parts_follow_each_other(report: Any) -> None:
    lines = [p.text for p in report.paragraphs]
    wanted = [
        "BÁO CÁO",
        "Kính gửi: Sở Nội vụ thành phố Hải Phòng.",
        "I. CÁCH THỰC HIỆN",
        "II. KẾT QUẢ TỰ CHẤM ĐIỂM",
        "III. NỘI DUNG KHÔNG TỰ CHẤM ĐIỂM",
        "IV. ƯU ĐIỂM",
        "V. ĐIỂM CHƯA ĐẠT VÀ NGUYÊN NHÂN",
        "VI. GIẢI TRÌNH NỘI DUNG CHƯA ĐỦ MINH CHỨNG",
        "VII. KHÓ KHĂN VÀ ĐỀ XUẤT",
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
        "Phụ lục V",
    ]
    places = [lines.index(line) for line in wanted]
    assert places == sorted(places)
    assert sum(line.endswith("./.") for line in lines) == 1


def test_the_signature_is_left_open(report: Any) -> None:
    end = next(t for t in report.tables if t.rows[0].cells[0].text.startswith("Nơi nhận:"))
    left, right = end.rows[0].cells
    assert left.text.split("\n")[1] == "- Như trên;"
    assert left.text.split("\n")[-1].startswith("- Lưu: VT")
    assert right.text.strip("\n") == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"


def test_the_totals_are_those_of_the_scorecard(report: Any, result: YearResult) -> None:
    own = result.scorecard.self_points
    said = next(p.text for p in report.paragraphs if p.text.startswith("Tổng điểm tự chấm là"))
    assert f"là {interval(own.claimed)} trên {points(own.maximum)} điểm" in said
    assert f"đủ minh chứng {points(own.secured)} điểm" in said


def test_the_first_annex_has_a_row_for_every_leaf(report: Any, result: YearResult) -> None:
    table = next(t for t in report.tables if t.rows[0].cells[-1].text == "Điểm thẩm định")
    rows = {cells[0]: cells for cells in ([c.text for c in row.cells] for row in table.rows)}
    for leaf in result.scorecard.leaves:
        cells = rows[leaf.number]
        if leaf.scored_by == "self" and leaf.arises != "no":
            assert cells[3:5] == [interval(leaf.points.claimed), points(leaf.points.secured)]
        elif leaf.scored_by != "self":
            assert cells[4] == ""


def test_every_ruled_table_repeats_its_head_and_keeps_rows_whole(report: Any) -> None:
    ruled = [t for t in report.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    assert len(ruled) > 8
    for table in ruled:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_report_says_that_it_is_provisional_and_gives_no_class(report: Any) -> None:
    text = "\n".join(p.text for p in report.paragraphs)
    assert "Kết quả tạm tính. Bộ tiêu chí chính thức" in text
    assert "xếp loại tốt" not in text.lower()


# The order of ISO/IEC 29500-1, as far as the report uses it; Word refuses another.
ORDERS = {
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "pPr": "pStyle keepNext keepLines pBdr shd tabs spacing ind jc rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
}


@pytest.mark.parametrize("name", ORDERS)
def test_elements_stand_in_the_order_that_word_reads(report: Any, name: str) -> None:
    wanted = ORDERS[name].split()
    elements = report.element.findall(f".//{qn(f'w:{name}')}")
    assert elements
    for element in elements:
        places = [wanted.index(child.tag.split("}")[1]) for child in element]
        assert places == sorted(places)


def test_a_draft_is_never_cited_as_a_basis(report: Any) -> None:
    bases = [p.text for p in report.paragraphs if p.text.startswith("Căn cứ")]
    assert bases
    assert not any("Dự thảo" in text for text in bases)


def test_the_same_result_gives_the_same_bytes(data: bytes, result: YearResult) -> None:
    assert render(result) == data
