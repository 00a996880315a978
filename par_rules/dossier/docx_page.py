"""How a paper after Nghị định số 30/2020/NĐ-CP is laid out in Word: pages, runs, lines, tables.

Sizes are in points, lengths in mm. Times New Roman throughout, A4, margins 20–20–30–20.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from par_rules.dossier.blocks import Table
from par_rules.dossier.plain_text import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY = 14
TABLE = 11
PORTRAIT = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20
# Widths between the margins, and what Word keeps free at both sides of a cell.
TEXT, TEXT_LANDSCAPE = 160, 257
CELL_SIDES = 3.8
# Holds the text of a table, which stands as it is in the file.
TABLE_TEXT = "table"
# So many letters a property of a file may have.
MOST = 255
# Word reads the children of an element in the order of its schema only (ISO/IEC 29500-1, 17.6.17
# and 17.3.1.26); these follow the two that python-docx has no method for.
AFTER_PAGE_NUMBERS = ("w:cols", "w:titlePg", "w:textDirection", "w:docGrid")
AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


def new_document(title: str, made: datetime) -> Document:
    """Give an empty document with the decree's page and text; ``made`` is its only date."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for side in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(side), FONT)
    language = normal.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN"})
    normal.element.rPr.append(language)
    layout = normal.paragraph_format
    layout.space_before, layout.space_after = Pt(0), Pt(0)
    layout.line_spacing = 1.0
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    about = document.core_properties
    about.title, about.author, about.language = printable(title, MOST), "", "vi-VN"
    about.comments, about.last_modified_by, about.revision = "", "", 1
    about.created = about.modified = made
    set_page(document.sections[0], landscape=False)
    return document


def set_page(section: Section, *, landscape: bool) -> None:
    """Set A4 and the margins, and number pages from 1 in the top margin, not on the first."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm

    width, height = PORTRAIT[::-1] if landscape else PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    if landscape:  # the binding edge is the long one
        section.top_margin, section.left_margin = Mm(30), Mm(20)
        section.right_margin = Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number_type = section._sectPr.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"})
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(number_type, *AFTER_PAGE_NUMBERS)
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_field(paragraph)


def _page_field(paragraph: Paragraph) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def add(
    paragraph: Paragraph, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False
) -> Paragraph:
    """Add a run of text.

    Of runs and running text there are hundreds; parsed from text they take a fifth of the time
    that they take property by property.
    """
    shown = printable(text)
    space = ' xml:space="preserve"' if shown != shown.strip() else ""
    run = _parsed(
        "r",
        f"<w:rPr>{_switch('b', bold)}{_switch('i', italic)}"
        f'<w:sz w:val="{round(2 * size)}"/></w:rPr>'
        + (f"<w:t{space}>{escape(shown)}</w:t>" if shown else ""),
    )
    paragraph._p.append(run)
    return paragraph


def _switch(name: str, on: bool) -> str:
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _parsed(name: str, content: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(f"<w:{name} {nsdecls('w')}>{content}</w:{name}>")


def body(paragraph: Paragraph) -> Paragraph:
    """Lay a new paragraph out as running text: justified, first line in, 6 pt apart."""
    layout = (
        '<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>'
        '<w:ind w:firstLine="720"/><w:jc w:val="both"/>'
    )
    paragraph._p.insert(0, _parsed("pPr", layout))
    return paragraph


def centred(paragraph: Paragraph) -> Paragraph:
    """Set a paragraph in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def rule_below(paragraph: Paragraph, room: float, width: float) -> None:
    """Draw the line under a heading, ``width`` mm long in the middle of ``room`` mm."""
    from docx.shared import Mm, Pt

    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm((room - width) / 2)
    layout.line_spacing = Pt(3)
    _border(paragraph, ("bottom",))


def framed(document: Document, text: str) -> None:
    """Put a mark in a frame at the top of the page, as the decree has it for "lưu hành nội bộ"."""
    from docx.shared import Mm, Pt

    paragraph = add(centred(document.add_paragraph()), text, size=13, bold=True)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(35)
    layout.space_after = Pt(8)
    _border(paragraph, ("top", "left", "bottom", "right"))


def _border(paragraph: Paragraph, sides: tuple[str, ...]) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    space = 0 if sides == ("bottom",) else 2
    lines = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="{space}"/>' for side in sides)
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
    paragraph._p.get_or_add_pPr().insert_element_before(border, *AFTER_BORDERS)


def add_table(document: Document, table: Table) -> None:
    """Add a ruled table, its head repeated on every page, rows kept whole.

    Its text goes into the file as it is: parsed into elements and written again, the tables of a
    year would take longer than all the rest of it.
    """
    from lxml import etree  # type: ignore[import-untyped]

    plain, strong = _cells(table, bold=False), _cells(table, bold=True)
    rows = [_row(_cells(table, bold=True, head=True), table.head, "<w:cantSplit/><w:tblHeader/>")]
    for n, row in enumerate(table.rows):
        rows.append(_row(strong if n in table.bold else plain, row, "<w:cantSplit/>"))
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in sides)
    xml = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(table.widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    holder: Any = document.element.body
    holder.insert(len(holder) - 1, etree.ProcessingInstruction(TABLE_TEXT, xml))


def _cells(table: Table, *, bold: bool, head: bool = False) -> list[str]:
    """Give what stands before the text of each cell of a row."""
    middle = '<w:vAlign w:val="center"/>' if head else ""
    strong = "<w:b/>" if bold else ""
    sides = ["right" if n in table.numbers else "left" for n in range(len(table.widths))]
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{middle}</w:tcPr>'
        '<w:p><w:pPr><w:spacing w:before="20" w:after="20"/>'
        f'<w:jc w:val="{"center" if head else side}"/></w:pPr>'
        f'<w:r><w:rPr>{strong}<w:sz w:val="{2 * TABLE}"/></w:rPr><w:t xml:space="preserve"'
        for side, width in zip(sides, table.widths, strict=True)
    ]


def _row(cells: list[str], texts: tuple[str, ...], kept: str) -> str:
    parts = [f"<w:tr><w:trPr>{kept}</w:trPr>"]
    for cell, text in zip(cells, texts, strict=True):
        shown = escape(printable(text))
        parts += (cell, f">{shown}</w:t>" if shown else "/>", "</w:r></w:p></w:tc>")
    return "".join((*parts, "</w:tr>"))


def _twips(mm: float) -> int:
    return round(mm * 56.693)


def saved(document: Document) -> bytes:
    """Give the file's bytes, the same for the same document: no time of day in the archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in _parts(document):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return held.getvalue()


def _parts(document: Document) -> Iterator[tuple[str, bytes]]:
    """Give the parts that python-docx would save, by name, in its order."""
    from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
    from docx.opc.pkgwriter import _ContentTypesItem

    package: Any = document.part.package
    types: Any = _ContentTypesItem
    yield CONTENT_TYPES_URI.membername, types.from_parts(package.parts).blob
    yield PACKAGE_URI.rels_uri.membername, package.rels.xml
    for part in package.parts:
        own = part is document.part
        yield part.partname.membername, _with_tables(part.blob) if own else part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def _with_tables(words: bytes) -> bytes:
    """Take the text of each table out of the instruction that holds it; see ``add_table``."""
    before, *tables = words.split(f"<?{TABLE_TEXT} ".encode())
    return before + b"".join(table.replace(b"?>", b"", 1) for table in tables)
