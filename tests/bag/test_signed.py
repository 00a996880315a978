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
from par_rules.runs.year import InputError


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

    assert "bản đã ký thêm" in faults(written, signed)[0]


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


PAGE = """
#set page(width: 297mm, height: 210mm, margin: 20mm, header: context {
  if counter(page).get().first() > 1 { align(center, counter(page).display()) } })
#show table.cell: set block(breakable: false)
#set text(font: "Libertinus Serif", size: 11pt, hyphenate: false)
#for block in json(bytes(sys.inputs.blocks)) [
  #if type(block) == str [#block #parbreak()] else [
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
