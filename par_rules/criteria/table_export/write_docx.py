"""Writes the tables as a Word file: A4 landscape, headings repeated on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from par_rules.criteria.table_export.tables import Level, TextTable

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"
SIZE = 10
PAGE = (297, 210)
MARGIN = 15
SHADES: dict[Level, str] = {"field": "D9E2F3", "criterion": "F2F2F2"}
BOLD = frozenset({"field", "criterion", "total"})
MADE = datetime(2026, 1, 1)


def write_docx(tables: Sequence[TextTable], title: str) -> bytes:
    """Give the bytes of the Word file."""
    document = _new(title)
    _paragraph(document, title, size=13)
    for number, table in enumerate(tables):
        if number:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _paragraph(document, table.layout.title, size=12)
        _table(document, table)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _new(title: str) -> Document:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for side in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(side), FONT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    about = document.core_properties
    about.title, about.author, about.language, about.comments = title, "", "vi-VN", ""
    about.created = about.modified = MADE
    return document


def _paragraph(document: Document, text: str, *, size: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def _table(document: Document, table: TextTable) -> None:
    """Write a table; built as XML, since python-docx looks through all cells for each one."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    made = document.add_table(rows=0, cols=len(table.columns))
    made.style = "Table Grid"
    made.autofit = False
    whole = sum(column.width for column in table.columns)
    widths = [int(Mm((PAGE[0] - 2 * MARGIN) * c.width / whole).twips) for c in table.columns]
    for grid, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = width * 635
    head = _row(widths, [c.heading for c in table.columns], bold=True, shade="DDDDDD")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:tblHeader"))
    head.insert(0, properties)
    made._tbl.append(head)
    for texts, level in zip(table.rows, table.levels, strict=True):
        shade = SHADES.get(level, "")
        made._tbl.append(_row(widths, texts, bold=level in BOLD, shade=shade))


def _row(widths: Sequence[int], texts: Sequence[str], *, bold: bool, shade: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def new(parent: Any, tag: str, **attributes: str) -> Any:
        element = OxmlElement(tag)
        for key, value in attributes.items():
            element.set(qn(f"w:{key}"), value)
        parent.append(element)
        return element

    row = OxmlElement("w:tr")
    for width, text in zip(widths, texts, strict=True):
        cell = new(row, "w:tc")
        properties = new(cell, "w:tcPr")
        new(properties, "w:tcW", w=str(width), type="dxa")
        if shade:
            new(properties, "w:shd", val="clear", color="auto", fill=shade)
        for line in text.split("\n"):
            paragraph = new(cell, "w:p")
            if line:
                run = new(paragraph, "w:r")
                if bold:
                    new(new(run, "w:rPr"), "w:b")
                written = new(run, "w:t")
                written.text = line
                written.set(qn("xml:space"), "preserve")
    return row
