"""The list as a Word file: one A4 page where it fits, to be edited, printed and handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from par_rules.dossier.docx_page import add, centred, new_document, saved
from par_rules.dossier.plain_text import printable
from par_rules.dossier.reminders import words
from par_rules.dossier.reminders.model import BRIEF, SECTIONS, Item, Reminder, Reminders, Section
from par_rules.dossier.wording import day, sentence

if TYPE_CHECKING:
    from docx.document import Document

# A title from a document that is longer says no more.
LONGEST = 600
# Columns in mm: what to do; by when and why.
WIDTHS = (124, 41)
SIZE = 11
SMALL = 10
TWIPS_PER_MM = 56.693
RED = "8C1D18"


def word(lists: Reminders, office: Reminder) -> bytes:
    """Give the file of one office; the same list gives the same bytes."""
    document = new_document(words.KIND, datetime.combine(lists.as_of, time()))
    _margins(document)
    _head(document, lists, office)
    for line in words.summary(office):
        add(document.add_paragraph(), line, size=12, bold=True)
    for section, items in office.sections():
        _section(document, lists, section, items)
    notes = [words.TO_BRING] if office.has_work else []
    notes += [words.PROVISIONAL] if lists.provisional else []
    for place, line in enumerate(notes or [""]):  # Word wants a paragraph after a table
        _space(add(document.add_paragraph(), line, size=SIZE, italic=True), 0 if place else 6)
    return saved(document)


def _margins(document: Document) -> None:
    """Keep the binding edge; the other margins are narrower than a formal paper's."""
    from docx.shared import Mm

    page = document.sections[0]
    page.top_margin = page.bottom_margin = Mm(15)
    page.left_margin, page.right_margin = Mm(27), Mm(15)


def _head(document: Document, lists: Reminders, office: Reminder) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    mark = add(document.add_paragraph(), words.MARK, size=12, bold=True)
    mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add(centred(document.add_paragraph()), words.KIND, size=14, bold=True)
    add(centred(document.add_paragraph()), words.subject(lists), size=13, bold=True)
    add(centred(document.add_paragraph()), words.about(lists), size=12, italic=True)
    to = f"Kính gửi: {printable(office.title, LONGEST)}"
    _space(add(centred(document.add_paragraph()), to, size=13), 8, 6)


def _section(
    document: Document, lists: Reminders, section: Section, items: tuple[Item, ...]
) -> None:
    from docx.oxml import parse_xml

    title, note = SECTIONS[section]
    paragraph = add(document.add_paragraph(), f"{title}. ", size=12, bold=True)
    _space(add(paragraph, note, size=SIZE, italic=True), 8, 3)
    paragraph.paragraph_format.keep_with_next = True
    rows = "".join(_row(lists, item) for item in items)
    holder: Any = document.element.body
    holder.insert(len(holder) - 1, parse_xml(_table(rows)))


def _table(rows: str) -> str:
    from docx.oxml.ns import nsdecls

    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in WIDTHS)
    sides = ("top", "bottom", "insideH")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B9C4CE"/>' for side in sides
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(sum(WIDTHS))}" w:type="dxa"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="30" w:type="dxa"/>'
        f'<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{rows}</w:tbl>"
    )


def _row(lists: Reminders, item: Item) -> str:
    """Set an item; a long one may go over to the next page, else no page would hold it."""
    what = _brief(lists, item) if item.section in BRIEF else _asked(lists, item)
    cells = (list(what), list(_by_when(lists, item)))
    kept = "" if len(item.asks) > 6 else "<w:cantSplit/>"
    tcs = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{"".join(lines)}</w:tc>'
        for width, lines in zip(WIDTHS, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{kept}</w:trPr>{tcs}</w:tr>"


def _asked(lists: Reminders, item: Item) -> Iterator[str]:
    yield _line([(words.heading(item), "<w:b/>")])
    if words.whose(item):
        yield _line([(words.whose(item), "<w:i/>")])
    for ask in item.asks:
        yield _line([(f"– {words.said(ask, item, lists.as_of)}", "")], indent=3)
        for lead, text in words.remarks(ask, item):
            yield _line([(f"{lead}: ", "<w:b/>"), (text, "")], indent=6, size=SMALL)


def _brief(lists: Reminders, item: Item) -> Iterator[str]:
    asked = "; ".join(words.said(ask, item, lists.as_of) for ask in item.asks)
    yield _line([(f"{item.number}. ", "<w:b/>"), (sentence(asked), "")], size=SMALL)


def _by_when(lists: Reminders, item: Item) -> Iterator[str]:
    short = item.section in BRIEF
    size = SMALL if short else SIZE
    if item.due:
        looks = "<w:b/>" + (f'<w:color w:val="{RED}"/>' if item.due < lists.as_of else "")
        left = words.time_left(item.due, lists.as_of)
        told = [words.by_when(item.due, lists.as_of)] if short else [day(item.due), left]
        for line in told:
            yield _line([(line, looks)], size=size)
    if words.why(item) or not item.due:
        yield _line([(sentence(words.why(item)), "")], size=size)


def _line(runs: Iterable[tuple[str, str]], *, indent: float = 0, size: int = SIZE) -> str:
    """Give a paragraph of runs, each text with the properties that come before its size."""
    told = "".join(
        f'<w:r><w:rPr>{looks}<w:sz w:val="{2 * size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(printable(text, LONGEST))}</w:t></w:r>'
        for text, looks in runs
    )
    left = f'<w:ind w:left="{_twips(indent)}"/>' if indent else ""
    return f'<w:p><w:pPr><w:spacing w:before="10" w:after="10"/>{left}</w:pPr>{told}</w:p>'


def _twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)


def _space(paragraph: Any, before: float, after: float = 0) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
