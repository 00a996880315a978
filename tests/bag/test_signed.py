"""The report as it came back with number, day and signature: the same words, or where not."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import typst
from docx.document import Document
from docx.text.paragraph import Paragraph

from par_rules.bag.signed import check_signed
from par_rules.dossier import YearResult
from par_rules.dossier.docx import write_report
from par_rules.dossier.pdf import render
from par_rules.runs.year import InputError
from tests.evidence.signatures import forged


@pytest.fixture(scope="session")
def written(result: YearResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(result, tmp_path_factory.mktemp("bao-cao") / "bao-cao.docx")


def edited(written: Path, folder: Path, edit: Callable[[Document], None]) -> Path:
    document = docx.Document(str(written))
    edit(document)
    path = folder / "da-ky.docx"
    document.save(str(path))
    return path


def replace(document: Document, old: str, new: str) -> None:
    """Put words in place of others, in paragraphs and in cells."""
    paragraphs = list(document.paragraphs)
    for table in document.tables:
        paragraphs += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    found = [run for p in paragraphs for run in p.runs if old in run.text]
    assert found, old
    for run in found:
        run.text = run.text.replace(old, new)


def issue(document: Document) -> None:
    """Do what the clerk and the signer do."""
    replace(document, "Số:         /BC-UBND", "Số: 312/BC-UBND")
    replace(document, "ngày      tháng      năm 2026", "ngày 09 tháng 12 năm 2026")
    replace(
        document,
        "số      /BC-UBND ngày      tháng      năm         của",
        "số 312/BC-UBND ngày 09 tháng 12 năm 2026 của",
    )
    replace(document, "CHỦ TỊCH", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn A")


def faults(written: Path, signed: Path) -> list[str]:
    with pytest.raises(InputError) as error:
        check_signed([written], signed)
    return error.value.lines


def test_number_day_and_signature_are_the_clerks(written: Path, tmp_path: Path) -> None:
    signed = edited(written, tmp_path, issue)

    assert check_signed([written], signed) == [
        f"{signed}: nội dung đúng báo cáo đã lập (bao-cao.docx)"
    ]


def test_a_report_without_number_is_remarked_on(written: Path) -> None:
    assert check_signed([written], written) == [
        f"{written}: nội dung đúng báo cáo đã lập (bao-cao.docx)",
        f"{written}: Lưu ý: chưa thấy số văn bản, chưa thấy chữ ký số",
    ]


def test_a_changed_word_is_shown_with_its_part(written: Path, tmp_path: Path) -> None:
    def change(document: Document) -> None:
        issue(document)
        replace(document, "Kiến nghị khác (nếu có)", "Kiến nghị thêm (nếu có)")

    signed = edited(written, tmp_path, change)

    assert all("phần “VII. KHÓ KHĂN VÀ ĐỀ XUẤT”" in line for line in faults(written, signed))
    assert any("khác" in line for line in faults(written, signed))


def test_a_changed_score_is_shown(written: Path, tmp_path: Path) -> None:
    score = re.search(
        r"Tổng điểm tự chấm là \S+",
        "\n".join(p.text for p in docx.Document(str(written)).paragraphs),
    )
    assert score is not None
    signed = edited(written, tmp_path, lambda d: replace(d, score[0], "Tổng điểm tự chấm là 99,99"))
    lines = faults(written, signed)

    assert all("phần “II. KẾT QUẢ TỰ CHẤM ĐIỂM”" in line for line in lines)
    assert any("99,99" in line for line in lines)


def test_an_added_paragraph_is_shown(written: Path, tmp_path: Path) -> None:
    def change(document: Document) -> None:
        place = next(p for p in document.paragraphs if p.text.startswith("III."))
        place.insert_paragraph_before("Xã đạt mọi chỉ tiêu được giao.")

    lines = faults(written, edited(written, tmp_path, change))

    assert len(lines) == 1
    assert "bản đã ký thêm “Xã đạt mọi chỉ tiêu được giao.”" in lines[0]


def test_a_lost_annex_is_shown(written: Path, tmp_path: Path) -> None:
    def change(document: Document) -> None:
        table = document.tables[-1]._tbl
        table.getparent().remove(table)

    lines = faults(written, edited(written, tmp_path, change))

    assert len(lines) == 1
    assert "bản đã ký thiếu" in lines[0]


def test_a_page_of_text_does_not_hide_in_the_signature_block(written: Path, tmp_path: Path) -> None:
    signed = edited(written, tmp_path, lambda d: replace(d, "CHỦ TỊCH", "CHỦ TỊCH" + "abc " * 400))

    (line,) = faults(written, signed)
    assert "khối chữ ký: ghi “TM. ỦY BAN NHÂN DÂN CHỦ TỊCHabc abc" in line
    assert line.endswith(": chỉ được có quyền hạn, chức vụ, họ tên người ký")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "CHỦ TỊCH",
            "CHỦ TỊCH\nĐạt 99 điểm",
            "khối chữ ký: ghi “TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Đạt 99 điểm”: chỉ được có quyền hạn, "
            "chức vụ, họ tên người ký",
        ),
        (
            "ngày      tháng      năm 2026",
            "ngày 32 tháng      năm 2026",
            "ngày ở đầu báo cáo: ghi “32”: chỉ điền ngày",
        ),
        (
            "ngày      tháng      năm 2026",
            "ngày      tháng 13 năm 2026",
            "tháng ở đầu báo cáo: ghi “13”: chỉ điền tháng",
        ),
        (
            "Số:         /BC-UBND",
            "Số: hỏa tốc/BC-UBND",
            "số văn bản: ghi “hỏa tốc”: chỉ điền số",
        ),
    ],
)
def test_what_does_not_belong_into_an_open_place_is_told(
    written: Path, tmp_path: Path, old: str, new: str, told: str
) -> None:
    signed = edited(written, tmp_path, lambda d: replace(d, old, new))

    assert faults(written, signed) == [f"{signed}: {told}"]


def test_the_place_is_the_reports(written: Path, tmp_path: Path) -> None:
    signed = edited(written, tmp_path, lambda d: replace(d, "Đại Sơn, ngày", "Lê Chân, ngày"))

    assert all("phần đầu: " in line for line in faults(written, signed))


def test_an_annex_names_the_number_and_the_day_of_the_head(written: Path, tmp_path: Path) -> None:
    def other(document: Document) -> None:
        issue(document)
        run = next(p for p in document.paragraphs if p.text.startswith("(Kèm theo")).runs[0]
        run.text = run.text.replace("312", "313").replace("ngày 09", "ngày 10")

    signed = edited(written, tmp_path, other)

    assert faults(written, signed) == [
        f"{signed}: số văn bản ghi trên phụ lục: ghi “313”, đầu báo cáo ghi “312”",
        f"{signed}: ngày ghi trên phụ lục: ghi “10”, đầu báo cáo ghi “09”",
    ]


def test_a_day_in_the_body_is_no_open_place(written: Path, tmp_path: Path) -> None:
    signed = edited(
        written, tmp_path, lambda d: replace(d, "Kỳ tính điểm từ ngày", "Kỳ tính điểm từ ngày  5")
    )

    (line,) = faults(written, signed)
    assert "phần “I. CÁCH THỰC HIỆN”: bản đã ký thêm" in line


def test_words_put_into_a_header_are_shown(written: Path, tmp_path: Path) -> None:
    def change(document: Document) -> None:
        document.sections[0].header.paragraphs[0].add_run("Đã thẩm định")

    signed = edited(written, tmp_path, change)

    assert faults(written, signed) == [
        f"{signed}: đầu trang, chân trang: bản đã ký thêm “Đã thẩm định”"
    ]


def test_words_that_are_hidden_are_missing(written: Path, tmp_path: Path) -> None:
    def change(document: Document) -> None:
        run = next(p for p in document.paragraphs if p.text.startswith("Kèm theo báo cáo")).runs[0]
        run.font.hidden = True

    (line,) = faults(written, edited(written, tmp_path, change))
    assert "bản đã ký thiếu “Kèm theo báo cáo: Phụ lục I" in line


def test_the_head_of_a_table_set_twice_in_a_word_file_is_shown(
    written: Path, tmp_path: Path
) -> None:
    import copy

    def change(document: Document) -> None:
        row = next(t for t in document.tables if t.cell(0, 0).text == "Số").rows[0]._tr
        row.addnext(copy.deepcopy(row))

    (line,) = faults(written, edited(written, tmp_path, change))
    assert "bản đã ký thêm “Số Tiêu chí" in line


def test_the_first_places_are_listed_and_the_others_counted(written: Path, tmp_path: Path) -> None:
    signed = edited(written, tmp_path, lambda d: replace(d, "điểm", "điễm"))
    lines = faults(written, signed)

    assert len(lines) == 21
    assert re.fullmatch(rf"{re.escape(str(signed))}: … và \d+ chỗ khác", lines[-1])


def test_a_file_of_another_kind_is_told(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0")

    assert faults(written, path) == [f"{path}: không phải tệp Word (.docx) hoặc PDF"]


def test_a_file_that_is_not_there_is_told(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "khong-co.pdf"

    assert faults(written, path) == [
        f"{path}: không mở được: xem lại đường dẫn, đóng chương trình đang mở"
    ]


def test_a_scan_is_told(written: Path, tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "quet.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(path)

    assert "là bản quét, không có chữ để so" in faults(written, path)[0]


PAGE = r"""
#set page(width: 297mm, height: 210mm, margin: 20mm, header: context {
  if counter(page).get().first() > 1 { align(center, counter(page).display()) } })
#show table.cell: set block(breakable: false)
#set text(font: "Libertinus Serif", size: 11pt, hyphenate: false)
#for block in json(bytes(sys.inputs.blocks)) [
  #if type(block) == str [#block.replace("  ", "\u{a0}\u{a0}") #parbreak()] else [
    #table(columns: block.first().len(), table.header(..block.first()), ..block.slice(1).flatten())
  ]
]
"""


def as_pdf(path: Path, folder: Path) -> Path:
    """Set a Word file as a PDF: tables over many pages, heads repeated, pages numbered."""
    blocks: list[object] = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Paragraph):
            blocks.append(block.text)
        else:
            blocks.append([[cell.text for cell in row.cells] for row in block.rows])
    typ, pdf = folder / "bao-cao.typ", folder / "bao-cao-da-ky.pdf"
    typ.write_text(PAGE, encoding="utf-8")
    typst.compile(str(typ), output=str(pdf), sys_inputs={"blocks": json.dumps(blocks)})
    return pdf


def test_the_report_as_a_pdf_has_the_same_words(written: Path, tmp_path: Path) -> None:
    pdf = as_pdf(edited(written, tmp_path, issue), tmp_path)

    assert check_signed([written], pdf) == [f"{pdf}: nội dung đúng báo cáo đã lập (bao-cao.docx)"]


def test_a_changed_cell_is_found_in_a_pdf(written: Path, tmp_path: Path) -> None:
    def change(document: Document) -> None:
        issue(document)
        table = next(t for t in document.tables if t.cell(0, 0).text == "Số")
        table.cell(1, 1).paragraphs[0].runs[0].text = "Tiêu chí khác hẳn"

    lines = faults(written, as_pdf(edited(written, tmp_path, change), tmp_path))

    assert any("hẳn" in line for line in lines)


def test_a_signed_pdf_is_held_against_the_pdf_that_was_written(
    written: Path, tmp_path: Path
) -> None:
    (tmp_path / "da-ky").mkdir()
    pdf = as_pdf(written, tmp_path)
    signed = as_pdf(edited(written, tmp_path, issue), tmp_path / "da-ky")

    assert check_signed([written, pdf], signed) == [
        f"{signed}: nội dung đúng báo cáo đã lập ({pdf.name})"
    ]


@pytest.fixture(scope="module")
def report_pdf(result: YearResult) -> bytes:
    return render(result)


def test_a_signature_that_is_whole_is_told(
    written: Path, report_pdf: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "da-ky.pdf"
    path.write_bytes(forged.signed(report_pdf))

    assert check_signed([written], path) == [
        f"{path}: nội dung đúng báo cáo đã lập (bao-cao.docx)",
        f"{path}: chữ ký số toàn vẹn, chưa có chứng thư gốc để đối chiếu; "
        "Ủy ban nhân dân xã Đại Sơn ngày 17/06/2026",
    ]


def test_a_file_changed_after_it_was_signed_is_refused(
    written: Path, report_pdf: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "da-ky.pdf"
    data = forged.signed(report_pdf)
    at = data.index(b"/Producer")
    path.write_bytes(data[:at] + b"/Producar" + data[at + 9 :])

    assert faults(written, path) == [
        f"{path}: chữ ký số không khớp nội dung: tệp đã bị sửa sau khi ký, xin văn thư gửi lại bản "
        "đã ký"
    ]
