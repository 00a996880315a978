"""``bao-cao.docx`` keeps to Nghị định số 30/2020/NĐ-CP and says what the scorecard says."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from par_rules.dossier import YearResult
from par_rules.dossier.docx import render
from par_rules.dossier.wording import interval, points
from par_rules.evidence.manifest import Manifest
from par_rules.figures.model import Figures
from par_rules.scoring import score
from par_rules.scoring.facts import Facts
from par_rules.scoring.finalise import finalise
from par_rules.scoring.gaps import find_gaps
from par_rules.scoring.trace import explain_leaves


@pytest.fixture(scope="module")
def data(result: YearResult) -> bytes:
    return render(result)


@pytest.fixture(scope="module")
def report(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def sent(result: YearResult) -> Any:
    return docx.Document(io.BytesIO(render(replace(result, edition="submission"))))


def lines_of(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs]


def test_the_head_names_body_and_state_and_leaves_number_and_day_open(report: Any) -> None:
    names, numbers = ([cell.text for cell in row.cells] for row in report.tables[0].rows)
    assert names == [
        "ỦY BAN NHÂN DÂN\nXÃ ĐẠI SƠN\n",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
    ]
    assert numbers == ["Số:         /BC-UBND", "Đại Sơn, ngày      tháng      năm 2026"]


def test_the_head_has_the_decrees_sizes(report: Any) -> None:
    cells = [cell for row in report.tables[0].rows for cell in row.cells]
    runs = [p.runs[0] for cell in cells for p in cell.paragraphs if p.runs]
    assert [run.font.size.pt for run in runs] == [13, 13, 12, 13, 13, 13]
    assert [bool(run.bold) for run in runs] == [True, True, True, True, False, False]
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
    lines = lines_of(report)
    wanted = [
        "LƯU HÀNH NỘI BỘ – KHÔNG GỬI",
        "BÁO CÁO",
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


def test_the_edition_for_the_department_is_addressed_to_it(sent: Any, report: Any) -> None:
    lines = lines_of(sent)
    assert "Kính gửi: Sở Nội vụ thành phố Hải Phòng" in lines
    assert lines[lines.index("Phụ lục IV") + 1] == "GIẢ ĐỊNH VÀ CÁCH HIỂU VĂN BẢN"
    assert "Phụ lục V" not in lines
    assert not any("NỘI BỘ – KHÔNG GỬI" in line for line in lines)
    assert not any("Kính gửi" in line for line in lines_of(report))


def test_the_signature_is_left_open(sent: Any, report: Any) -> None:
    left, right = _end(sent)
    assert left[1] == "- Như trên;"
    assert left[-1].startswith("- Lưu: VT")
    assert [line for line in right if line] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert "- Như trên;" not in _end(report)[0]


def _end(document: Any) -> tuple[list[str], list[str]]:
    end = next(t for t in document.tables if t.rows[0].cells[0].text.startswith("Nơi nhận:"))
    left, right = end.rows[0].cells
    return left.text.split("\n"), right.text.split("\n")


def test_the_signature_stays_with_the_last_words(report: Any) -> None:
    last = next(p for p in report.paragraphs if p.text.endswith("./."))
    blank = last._p.getnext()
    assert last.paragraph_format.keep_with_next
    assert blank.find(f".//{qn('w:keepNext')}") is not None
    assert blank.getnext().tag == qn("w:tbl")


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
    assert "Kết quả tạm tính. Chưa có bộ tiêu chí chính thức" in text
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


def test_a_set_that_no_authority_has_issued_is_no_basis(sent: Any) -> None:
    lines = lines_of(sent)
    assert not any(line.startswith("Căn cứ") for line in lines)
    assert any("theo bộ tiêu chí tạm tính do UBND xã lập theo dự thảo Kế hoạch" in x for x in lines)


def test_a_set_that_is_in_force_is_the_basis_and_a_draft_never(result: YearResult) -> None:
    head = result.criteria.head.model_copy(update={"provisional": None})
    issued = replace(
        result, criteria=result.criteria.model_copy(update={"head": head}), edition="submission"
    )
    lines = lines_of(docx.Document(io.BytesIO(render(issued))))
    bases = [line for line in lines if line.startswith("Căn cứ")]
    assert bases == [f"Căn cứ {head.title}, năm 2026."]
    assert not any("tạm tính" in line for line in lines)


def test_the_range_of_days_is_that_of_the_figures_not_of_the_report(sent: Any) -> None:
    first = next(line for line in lines_of(sent) if "Kỳ tính điểm" in line)
    assert "số liệu lấy từ ngày 24/11/2026 đến ngày 24/11/2026" in first


def test_what_is_due_and_what_is_not_stand_apart(report: Any, result: YearResult) -> None:
    lines = lines_of(report)
    assert any("đã đến hạn mà chưa có đủ tài liệu hợp lệ:" in line for line in lines)
    tables = [[cell.text for cell in t.rows[0].cells] for t in report.tables]
    assert ["Số", "Yêu cầu minh chứng", "Hạn", "Giải trình của cơ quan chủ trì"] in tables
    later = [
        replace(a, due=date(2026, 12, 14)) if a.proof.answer == "fails" else a
        for a in result.manifest.answers
    ]
    moved = replace(result, manifest=replace(result.manifest, answers=tuple(later)))
    lines = lines_of(docx.Document(io.BytesIO(render(moved))))
    assert any("chưa đến hạn, tài liệu hiện có chưa đủ" in line for line in lines)
    assert "Không có yêu cầu minh chứng nào đã đến hạn mà thiếu tài liệu hợp lệ." in lines


def test_every_explanation_of_the_register_is_printed(sent: Any, result: YearResult) -> None:
    table = next(t for t in sent.tables if t.rows[0].cells[-1].text == "Giải trình")
    own = {x.key for x in result.criteria.leaves() if x.role is None and x.scored_by == "self"}
    told = [a for a in result.manifest.answers if a.explanation and a.leaf in own]
    assert len(table.rows) == len(told) + 1


def test_the_open_points_are_what_the_interval_spans(report: Any, result: YearResult) -> None:
    claimed = result.scorecard.self_points.claimed
    text = next(line for line in lines_of(report) if "phần chưa xác định là" in line)
    assert f"là {points(claimed.high - claimed.low)} điểm" in text


def test_nothing_is_promised_after_the_deadline(result: YearResult) -> None:
    before = " ".join(lines_of(docx.Document(io.BytesIO(render(result)))))
    assert "được bổ sung trước khi nộp" in before
    after = replace(result, as_of=date(2026, 12, 28))
    late = " ".join(lines_of(docx.Document(io.BytesIO(render(after)))))
    assert "được bổ sung trước khi nộp" not in late
    assert "Hạn nộp hồ sơ 10/12/2026 (giả định) đã qua" in late


def test_a_unit_that_has_declared_nothing_is_told_so(result: YearResult) -> None:
    criteria, facts, manifest = result.criteria, Facts({}), Manifest("x", 2026, result.as_of)
    card = score(criteria, facts, as_of=result.as_of)
    empty = replace(
        result,
        facts=facts,
        figures=Figures({}),
        manifest=manifest,
        scorecard=card,
        gaps=find_gaps(criteria, facts, card, as_of=result.as_of, manifest=manifest),
        traces=explain_leaves(criteria, facts, result.as_of),
        last_year=None,
    )
    text = " ".join(lines_of(docx.Document(io.BytesIO(render(empty)))))
    assert "chưa có số liệu nào được kê khai. Chưa có tài liệu minh chứng nào được tính." in text
    assert "Chưa có số liệu nào được kê khai nên chưa xác định được điểm tự chấm" in text
    assert "Không có tiêu chí nào dưới điểm tối đa" not in text
    assert "0 tài liệu minh chứng" not in text


def test_scores_closed_by_the_sets_rule_are_named_as_such(result: YearResult) -> None:
    day = date(2026, 12, 28)
    open_ = [leaf for leaf in result.scorecard.leaves if not leaf.points.claimed.is_point]
    assert open_
    card = finalise(result.criteria, result.facts, as_of=day)
    closed = replace(result, as_of=day, scorecard=card, edition="submission")
    text = " ".join(lines_of(docx.Document(io.BytesIO(render(closed)))))
    assert "được tính theo quy tắc chốt điểm của bộ tiêu chí (" in text
    assert "được ghi thành khoảng điểm" not in text
    assert "còn là khoảng điểm" not in text


def test_points_outside_the_hundred_are_no_sum(report: Any) -> None:
    table = next(t for t in report.tables if t.rows[0].cells[-1].text == "Điểm thẩm định")
    row = next(
        cells for cells in ([c.text for c in r.cells] for r in table.rows) if cells[0] == "Đ"
    )
    assert row[2:5] == ["", "Cơ quan thẩm định chấm", ""]


def test_a_ward_is_called_a_ward(result: YearResult) -> None:
    unit = replace(result.unit, title="UBND phường Lê Chân", kind="phuong")
    ward = replace(result, unit=unit, edition="submission")
    text = " ".join(lines_of(docx.Document(io.BytesIO(render(ward)))))
    assert "UBND phường không tự chấm" in text
    assert "do UBND phường lập" in text


def test_the_hash_of_the_list_of_evidence_is_printed(result: YearResult, report: Any) -> None:
    hashed = replace(result, manifest_sha256="0123456789abcdef" * 4)
    lines = lines_of(docx.Document(io.BytesIO(render(hashed))))
    assert (
        "Mã SHA-256 của danh mục minh chứng điện tử (tệp manifest.json trong gói hồ sơ): "
        "01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef."
    ) in lines
    assert not any("SHA-256" in line for line in lines_of(report))


def test_the_same_result_gives_the_same_bytes(data: bytes, result: YearResult) -> None:
    assert render(result) == data
