"""``bao-cao.docx``: the formal report, to be numbered, dated and signed by hand."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from par_rules.dossier.blocks import Annex, Block, Heading, Table, Text
from par_rules.dossier.docx_page import (
    CELL_SIDES,
    TEXT,
    TEXT_LANDSCAPE,
    add,
    add_table,
    body,
    centred,
    framed,
    new_document,
    rule_below,
    saved,
    set_page,
)
from par_rules.dossier.formalities import (
    KIND,
    MOTTO,
    NUMBER,
    ROMAN,
    SIGNER,
    STATE,
    dated,
    recipients,
)
from par_rules.dossier.report import Report, report
from par_rules.dossier.text_width import width_mm
from par_rules.dossier.wording import body_lines
from par_rules.dossier.year_result import YearResult
from par_rules.files import write_atomic

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph


def write_report(result: YearResult, path: Path) -> Path:
    """Write the report and give the path really written; raises ``OSError``."""
    return write_atomic(path, render(result))


def render(result: YearResult) -> bytes:
    """Give the report as a Word file; the same result gives the same bytes."""
    text = report(result)
    document = new_document(text.subject, datetime.combine(result.as_of, time()))
    if text.mark:
        framed(document, text.mark)
    _head(document, result)
    _title(document, text)
    for block in text.body:
        _block(document, block)
    body(document.add_paragraph())
    # A signature never stands on a page without words of the report.
    add(body(document.add_paragraph()), text.closing).paragraph_format.keep_with_next = True
    _end(document, sent=bool(text.to))
    for number, annex in enumerate(text.annexes):
        _annex(document, annex, ROMAN[number], text)
    return saved(document)


def _head(document: Document, result: YearResult) -> None:
    """Set the issuing body and the state's name side by side, number and place in the row below."""
    (left, right), (below, beside) = _two(document, 62, 98, rows=2)
    first, second = body_lines(result.unit_title)
    add(centred(left.paragraphs[0]), first, size=13, bold=True)
    add(centred(left.add_paragraph()), second, size=13, bold=True)
    rule_below(left.add_paragraph(), 62 - CELL_SIDES, width_mm(second, 13, bold=True) / 2)
    add(centred(right.paragraphs[0]), STATE, size=12, bold=True)
    add(centred(right.add_paragraph()), MOTTO, size=13, bold=True)
    rule_below(right.add_paragraph(), 98 - CELL_SIDES, width_mm(MOTTO, 13, bold=True))
    _space(add(centred(below.paragraphs[0]), NUMBER, size=13), 5)
    when = dated(result.unit_title, result.as_of.year)
    _space(add(centred(beside.paragraphs[0]), when, size=13, italic=True), 5)


def _title(document: Document, text: Report) -> None:
    _space(add(centred(document.add_paragraph()), KIND, bold=True), 14)
    add(centred(document.add_paragraph()), text.subject, bold=True)
    rule_below(document.add_paragraph(), TEXT, TEXT / 3)
    if text.to:
        _space(add(centred(document.add_paragraph()), f"Kính gửi: {text.to}"), 12)
    document.add_paragraph()
    for place, basis in enumerate(text.bases, 1):
        ending = "." if place == len(text.bases) else ";"
        add(body(document.add_paragraph()), basis + ending, italic=True)
    add(body(document.add_paragraph()), text.opening)


def _block(document: Document, block: Block) -> None:
    if isinstance(block, Heading):
        words = block.text.upper() if block.level == 1 else block.text
        paragraph = add(body(document.add_paragraph()), words, bold=True)
        paragraph.paragraph_format.keep_with_next = True
        _space(paragraph, 8)
    elif isinstance(block, Text):
        paragraph = body(document.add_paragraph())
        if block.lead:
            add(paragraph, f"{block.lead} ", bold=True)
        add(paragraph, block.text)
    elif isinstance(block, Table):
        add_table(document, block)
        document.add_paragraph().paragraph_format.line_spacing = 0.6


def _end(document: Document, *, sent: bool) -> None:
    """Set the recipients and the signature side by side; name and signature are left open."""
    document.add_paragraph().paragraph_format.keep_with_next = True
    ((left, right),) = _two(document, 80, 80, rows=1)
    add(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    for line in recipients(sent=sent):
        add(left.add_paragraph(), line, size=11)
    add(centred(right.paragraphs[0]), SIGNER[0], bold=True)
    add(centred(right.add_paragraph()), SIGNER[1], bold=True)
    for _ in range(4):
        right.add_paragraph()


def _annex(document: Document, annex: Annex, number: str, text: Report) -> None:
    """Start a section with numbering of its own, headed as the decree's annexes are."""
    section = document.add_section()
    set_page(section, landscape=annex.landscape)
    add(centred(document.add_paragraph()), f"Phụ lục {number}", bold=True)
    add(centred(document.add_paragraph()), annex.title.upper(), bold=True)
    add(centred(document.add_paragraph()), text.reference, italic=True)
    rule_below(document.add_paragraph(), TEXT_LANDSCAPE if annex.landscape else TEXT, 45)
    document.add_paragraph().paragraph_format.line_spacing = 0.6
    for block in annex.blocks:
        _block(document, block)


def _two(document: Document, left: float, right: float, *, rows: int) -> list[tuple[_Cell, _Cell]]:
    """Give rows of two cells without lines, of these widths in mm."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    table = document.add_table(rows=rows, cols=2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return [(row.cells[0], row.cells[1]) for row in table.rows]


def _space(paragraph: Paragraph, before: float) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = Pt(before)
