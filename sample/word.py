"""Writes a document as DOCX in the layout of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from sample.documents import MARK, SIGNER, Block, DocumentSpec, Table
from sample.issuers import ISSUERS
from sample.kinds import KINDS
from sample.rezip import FIXED, rezip
from sample.typeset import PURPOSE, date_words

FONT = "Times New Roman"
TEXT_WIDTH = 162
LEFT = 67


def write_docx(spec: DocumentSpec) -> bytes:
    """Give the DOCX of ``spec``; a draft has blank number and day."""
    document = docx.Document()
    _set_page(document)
    _letterhead(document, spec)
    _title(document, spec)
    blocks: list[Block] = [*spec.basis, *(b for b in spec.body if b != "~~~")]
    if spec.figures:
        rows = tuple(
            (str(number), *pair) for number, pair in enumerate(spec.figures.items(), start=1)
        )
        blocks.append(Table(head=("TT", "Chỉ tiêu", "Số liệu"), rows=rows, widths=(8, 62, 30)))
    for block in blocks:
        _block(document, block)
    _signature(document, spec)
    _properties(document, spec)
    out = io.BytesIO()
    document.save(out)
    return rezip(out.getvalue())


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    footer = section.footer.paragraphs[0]
    footer.alignment = ALIGN.CENTER
    run = footer.add_run(f"{MARK} – {PURPOSE}")
    run.font.size, run.font.color.rgb, run.bold = Pt(10), RGBColor(0xC4, 0x16, 0x1C), True


def _letterhead(document: Document, spec: DocumentSpec) -> None:
    issuer, kind = ISSUERS[spec.issuer], KINDS[spec.type_key]
    left, right = _two_columns(document)
    for line in issuer.above:
        _line(left, line, size=12)
    for line in issuer.heading:
        _line(left, line, size=13, bold=True)
    _line(left, "_______", size=8)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    _line(right, "_________________", size=8)
    left, right = _two_columns(document)
    if kind.numbered:
        number = "      " if spec.number is None else f" {spec.number:02}"
        _line(left, f"Số:{number}/{spec.symbol}", size=13)
    if spec.type_key == "cong_van":
        _line(left, f"V/v {spec.title}", size=12)
    month = spec.draft_month or "tháng      năm 2026"
    day = date_words(spec) or f"ngày      {month}"
    _line(right, f"{ISSUERS[spec.issuer].place}, {day}", size=13, italic=True)


def _title(document: Document, spec: DocumentSpec) -> None:
    if spec.type_key != "cong_van":
        for before, line in ((14, KINDS[spec.type_key].title.upper()), (0, spec.title)):
            paragraph = document.add_paragraph()
            paragraph.alignment = ALIGN.CENTER
            paragraph.paragraph_format.space_before = Pt(before)
            paragraph.add_run(line).bold = True
    for position, line in enumerate(spec.addressees):
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.add_run(f"Kính gửi: {line}" if position == 0 else line)


def _block(document: Document, block: Block) -> None:
    if isinstance(block, Table):
        _table(document, block)
    elif block == "---":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    else:
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER if block.startswith("> ") else ALIGN.JUSTIFY
        if not block.startswith("> "):
            paragraph.paragraph_format.first_line_indent = Mm(10)
        run = paragraph.add_run(block.removeprefix("# ").removeprefix("> "))
        run.bold = block.startswith(("# ", "> "))
        run.italic = block.startswith("Căn cứ ")


def _table(document: Document, block: Table) -> None:
    shares = block.widths or (1,) * len(block.head)
    table = document.add_table(rows=0, cols=len(block.head))
    table.style = "Table Grid"
    for row in (block.head, *block.rows):
        cells = table.add_row().cells
        for cell, text, share in zip(cells, row, shares, strict=True):
            cell.width = Mm(TEXT_WIDTH * share / sum(shares))
            _line(cell, text, size=12, bold=row is block.head, centred=row is block.head)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(TEXT_WIDTH * share / sum(shares))
    document.add_paragraph()


def _signature(document: Document, spec: DocumentSpec) -> None:
    left, right = _two_columns(document)
    if KINDS[spec.type_key].numbered:
        _line(left, "Nơi nhận:", size=12, bold=True, italic=True, centred=False)
        for line in spec.recipients:
            _line(left, f"- {line}", size=11, centred=False)
    for line in (*spec.signer_post, "", "", SIGNER):
        _line(right, line, size=13.5, bold=True)


def _two_columns(document: Document) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    for column, width in zip(table.columns, (LEFT, TEXT_WIDTH - LEFT), strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(LEFT), Mm(TEXT_WIDTH - LEFT)
    return left, right


def _line(
    cell: _Cell,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    centred: bool = True,
) -> None:
    """Add a paragraph to ``cell``, in the empty one that every cell starts with if still free."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    paragraph.alignment = ALIGN.CENTER if centred else ALIGN.LEFT
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _properties(document: Document, spec: DocumentSpec) -> None:
    properties = document.core_properties
    properties.title, properties.author = spec.title, MARK
    properties.created = properties.modified = datetime(*FIXED)
