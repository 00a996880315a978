"""The first page of a PDF as lines with their places, stamps of signature fields included."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from par_rules.evidence.scanned_page import is_scan
from par_rules.letters import clean

# More than any printed page holds; what is behind it is not read.
MAX_CHARACTERS = 12_000
BOLD = 600
# The only characters that the library puts in by itself, where the print leaves room.
_GENERATED = frozenset(map(ord, " \r\n"))


class Glyph(NamedTuple):
    """One character with its box in PDF points (y grows upwards)."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool


# Makes a glyph of its six values, as ``Glyph._make`` does, in a third of the time.
_GLYPH = partial(tuple.__new__, Glyph)
_ENDS = itemgetter(Glyph._fields.index("left"), Glyph._fields.index("right"))


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
        return max([glyph.top for glyph in self.glyphs])

    @property
    def bottom(self) -> float:
        """Give the lowest point."""
        return min([glyph.bottom for glyph in self.glyphs])

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
        end = math.inf
        for text, left, bottom, right, top, _ in self.glyphs:
            if left - end > 0.25 * (top - bottom):
                parts.append(" ")
            parts.append(text)
            end = right
        return clean("".join(parts))

    def part(self, left: float, right: float) -> Line | None:
        """Give what stands between two upright lines, None if nothing does."""
        return _line([g for g in self.glyphs if left <= (g.left + g.right) / 2 < right])


def _line(glyphs: list[Glyph]) -> Line | None:
    """Give the line of ``glyphs`` in their order, spaces at its ends dropped."""
    start, end = 0, len(glyphs)
    while start < end and glyphs[start].text.isspace():
        start += 1
    while start < end and glyphs[end - 1].text.isspace():
        end -= 1
    return Line(tuple(glyphs[start:end])) if start < end else None


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


class FirstPageReader:
    """Reads page 1 of an open PDF, at once while it is open for its contents where that is all the
    same, else by itself."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._glyphs: list[Glyph] | None = None

    def take(self, page: Any, text_page: Any) -> None:
        """Read page 1 with its text while both are open, unless stamps are to be drawn into it."""
        if pdfium_c.FPDFPage_GetAnnotCount(page.raw) == 0:
            self._glyphs = [] if is_scan(page) else _read_glyphs(text_page)

    def read(self) -> FirstPage:
        """Give page 1. Its stamps are drawn into the page, in memory, and stay there: whoever wants
        the text without them reads it before."""
        pages = len(self._document)
        signed = _is_signed(self._document)
        if self._glyphs is None:
            self._glyphs = _glyphs(self._document) if pages else []
        return FirstPage(lines_of(self._glyphs), pages, signed)


def _is_signed(document: Any) -> bool:
    """Say whether a signature field holds a signature; an empty field is none."""
    for position in range(pdfium_c.FPDF_GetSignatureCount(document.raw)):
        signature = pdfium_c.FPDF_GetSignatureObject(document.raw, position)
        if pdfium_c.FPDFSignatureObj_GetContents(signature, None, 0) > 0:
            return True
    return False


def _glyphs(document: Any) -> list[Glyph]:
    """Give the characters of page 1 after drawing its form fields into the page (in memory)."""
    page = document[0]
    try:
        if is_scan(page):
            return []
        drawn = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
        if drawn == pdfium_c.FLATTEN_NOTHINGTODO:
            return _read_glyphs(page.get_textpage())
    finally:
        page.close()
    page = document[0]
    try:
        return _read_glyphs(page.get_textpage())
    finally:
        page.close()


def _read_glyphs(text_page: Any) -> list[Glyph]:
    """Ask for each character by itself; a page has some thousands, so each question is one loop
    that runs in C."""
    raw = text_page.raw
    count = min(text_page.count_chars(), MAX_CHARACTERS)
    codes = list(map(pdfium_c.FPDFText_GetUnicode, repeat(raw), range(count)))
    printed = [
        place
        for place, code in enumerate(codes)
        if code not in _GENERATED or pdfium_c.FPDFText_IsGenerated(raw, place) != 1
    ]
    boxes = (pdfium_c.FS_RECTF * len(printed))()
    deque(map(pdfium_c.FPDFText_GetLooseCharBox, repeat(raw), printed, boxes), maxlen=0)
    sides = memoryview(bytes(boxes)).cast("f")
    left, top, right, bottom = (sides[side::4].tolist() for side in range(4))
    weights = map(pdfium_c.FPDFText_GetFontWeight, repeat(raw), printed)
    bold = [weight >= BOLD for weight in weights]
    letters = [chr(codes[place]) for place in printed]
    return list(map(_GLYPH, zip(letters, left, bottom, right, top, bold, strict=True)))


def lines_of(glyphs: list[Glyph]) -> tuple[Line, ...]:
    """Gather characters whose middles lie within half a height of the line's first."""
    rows: list[list[Glyph]] = []
    first = 0.0
    for glyph in sorted(glyphs, key=lambda g: -(g.top + g.bottom)):
        _, _, bottom, _, top, _ = glyph
        if rows and (first - top - bottom) / 2 < 0.45 * (top - bottom):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            first = top + bottom
    ordered = (_line(sorted(row, key=_ENDS)) for row in rows)
    return tuple(line for line in ordered if line is not None)
