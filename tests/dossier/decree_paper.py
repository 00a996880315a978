"""A short report that keeps to the decree, and ways to break one rule of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from par_rules.dossier.decree import Finding, check_decree

Edit = Callable[[Any], object]


def shortened(data: bytes) -> bytes:
    """Leave of each ruled table two rows, so that a test opens the file in no time."""
    document = docx.Document(io.BytesIO(data))
    for table in document.tables:
        if table._tbl.tblPr.find(qn("w:tblBorders")) is not None:
            for row in table.rows[2:]:
                table._tbl.remove(row._tr)
    return saved(document)


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def broken(data: bytes, edit: Edit) -> list[Finding]:
    """Let ``edit`` work on the paper, and check it."""
    document = docx.Document(io.BytesIO(data))
    edit(document)
    return check_decree(saved(document))


def every_paragraph(document: Any) -> list[Any]:
    found = list(document.paragraphs)
    for table in document.tables:
        found += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return found


def paragraph(document: Any, start: str) -> Any:
    """Give the first paragraph that starts so."""
    return next(p for p in every_paragraph(document) if p.text.startswith(start))


def letters(start: str, **looks: Any) -> Edit:
    """Give the letters of a paragraph another size, weight, font or colour."""

    def edit(document: Any) -> None:
        for run in paragraph(document, start).runs:
            for name, value in looks.items():
                if name == "colour":
                    run.font.color.rgb = value
                else:
                    setattr(run.font, name, value)

    return edit


def layout(start: str, **looks: Any) -> Edit:
    """Lay a paragraph out in another way."""

    def edit(document: Any) -> None:
        for name, value in looks.items():
            setattr(paragraph(document, start).paragraph_format, name, value)

    return edit


def words(start: str, new: str) -> Edit:
    """Write other words into a paragraph, in its look."""

    def edit(document: Any) -> None:
        first, *rest = paragraph(document, start).runs
        first.text = new
        for run in rest:
            run.text = ""

    return edit


def without(start: str) -> Edit:
    """Take a paragraph out, out of a cell its words only."""

    def edit(document: Any) -> None:
        element = paragraph(document, start)._p
        if element.getparent().tag == qn("w:tc"):
            for run in list(element.iter(qn("w:r"))):
                element.remove(run)
        else:
            element.getparent().remove(element)

    return edit


def page(number: int, **sizes: Any) -> Edit:
    """Give a section other sizes or margins."""

    def edit(document: Any) -> None:
        for name, value in sizes.items():
            setattr(document.sections[number], name, value)

    return edit


def without_rule(start: str) -> Edit:
    """Take away the line drawn in the paragraph after this one."""

    def edit(document: Any) -> None:
        border = paragraph(document, start)._p.getnext().find(f".//{qn('w:pBdr')}")
        border.getparent().remove(border)

    return edit


def after(start: str, text: str, **looks: Any) -> Edit:
    """Add a paragraph like this one behind it, with other words."""

    def edit(document: Any) -> None:
        import copy

        old = paragraph(document, start)
        new = copy.deepcopy(old._p)
        old._p.addnext(new)
        pieces = list(new.iter(qn("w:t")))
        pieces[0].text = text
        for piece in pieces[1:]:
            piece.text = ""

    return edit


def page_number(number: int, edit_header: Edit) -> Edit:
    """Change the header of a section."""
    return lambda document: edit_header(document.sections[number].header)


def field() -> Any:
    """Give a run that shows the page's number."""
    run = OxmlElement("w:r")
    mark = OxmlElement("w:instrText")
    mark.text = " PAGE "
    run.append(mark)
    return run
