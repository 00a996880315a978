"""The first page of a PDF as lines with their places, stamps of signature fields included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from par_rules.letters import clean

# A page covered by pictures to more than this share is a scan.
SCANNED = 0.7
# More than any printed page holds; what is behind it is not read.
MAX_CHARACTERS = 12_000
BOLD = 600


class Glyph(NamedTuple):
    """One character with its box in PDF points (y grows upwards)."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        """Give the left end."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Give the right end."""
        return self.glyphs[-1].right

    @property
    def top(self) -> float:
        """Give the highest point."""
        return max(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """Give the lowest point."""
        return min(glyph.bottom for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """Give the middle between both ends."""
        return (self.left + self.right) / 2

    @property
    def bold(self) -> bool:
        """Say whether most characters are bold."""
        shown = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        return sum(glyph.bold for glyph in shown) * 2 > len(shown)

    @property
    def text(self) -> str:
        """Give the text, with a space where the print leaves one."""
        parts: list[str] = []
        for before, glyph in zip((None, *self.glyphs), self.glyphs, strict=False):
            if before and glyph.left - before.right > 0.25 * (glyph.top - glyph.bottom):
                parts.append(" ")
            parts.append(glyph.text)
        return clean("".join(parts))

    def part(self, left: float, right: float) -> Line | None:
        """Give what stands between two upright lines, None if nothing does."""
        return _line([g for g in self.glyphs if left <= (g.left + g.right) / 2 < right])


def _line(glyphs: list[Glyph]) -> Line | None:
    """Give the line of ``glyphs`` in their order, spaces at its ends dropped."""
    marks = [position for position, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    return Line(tuple(glyphs[marks[0] : marks[-1] + 1])) if marks else None


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The lines of page 1 from the top, the number of pages, and whether the file is signed.

    A page that is one picture has no lines: text laid under a scan was guessed by a machine.
    """

    lines: tuple[Line, ...]
    pages: int
    signed: bool


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF with its form fields; raises ``pypdfium2.PdfiumError`` if it cannot be opened."""
    document = pdfium.PdfDocument(data)
    document.init_forms()
    return document


def first_page(document: pdfium.PdfDocument) -> FirstPage:
    """Read page 1 of an open PDF. Its stamps are drawn into the page, in memory, and stay there:
    whoever wants the text without them reads it before."""
    pages = len(document)
    signed = _is_signed(document)
    lines = lines_of(_glyphs(document)) if pages else ()
    return FirstPage(lines, pages, signed)


def _is_signed(document: Any) -> bool:
    """Say whether a signature field holds a signature; an empty field is none."""
    for position in range(pdfium_c.FPDF_GetSignatureCount(document.raw)):
        signature = pdfium_c.FPDF_GetSignatureObject(document.raw, position)
        if pdfium_c.FPDFSignatureObj_GetContents(signature, None, 0) > 0:
            return True
    return False


def _is_scan(page: Any) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > SCANNED * float(width) * float(height)


def _glyphs(document: Any) -> list[Glyph]:
    """Give the characters of page 1 after drawing its form fields into the page (in memory)."""
    page = document[0]
    try:
        if _is_scan(page):
            return []
        drawn = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
        if drawn == pdfium_c.FLATTEN_NOTHINGTODO:
            return _read_glyphs(page)
    finally:
        page.close()
    page = document[0]
    try:
        return _read_glyphs(page)
    finally:
        page.close()


def _read_glyphs(page: Any) -> list[Glyph]:
    """Ask for each character by itself; a page has some thousands, so nothing is made twice."""
    text_page = page.get_textpage()
    try:
        raw, box = text_page.raw, pdfium_c.FS_RECTF()
        glyphs = []
        for position in range(min(text_page.count_chars(), MAX_CHARACTERS)):
            if pdfium_c.FPDFText_IsGenerated(raw, position) == 1:
                continue
            character = chr(pdfium_c.FPDFText_GetUnicode(raw, position))
            bold = pdfium_c.FPDFText_GetFontWeight(raw, position) >= BOLD
            pdfium_c.FPDFText_GetLooseCharBox(raw, position, box)
            glyphs.append(Glyph(character, box.left, box.bottom, box.right, box.top, bold))
        return glyphs
    finally:
        text_page.close()


def lines_of(glyphs: list[Glyph]) -> tuple[Line, ...]:
    """Gather characters whose middles lie within half a height of the line's first."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -(g.top + g.bottom)):
        height = glyph.top - glyph.bottom
        row = rows[-1] if rows else None
        if row and (row[0].top + row[0].bottom - glyph.top - glyph.bottom) / 2 < 0.45 * height:
            row.append(glyph)
        else:
            rows.append([glyph])
    ordered = (_line(sorted(row, key=lambda g: (g.left, g.right))) for row in rows)
    return tuple(line for line in ordered if line is not None)
