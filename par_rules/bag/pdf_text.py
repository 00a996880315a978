"""The text layer of a PDF in reading order, letter by letter.

Where a font lacks a letter, the program that made the PDF draws the letters of another font after
the rest of the line; so the letters of a line are put in order by where they stand.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

from par_rules.evidence.office_files import Unreadable

MAX_PAGES = 2000
# Letters whose feet stand this near (in points) are on one line.
_SAME_LINE = 1.5
# A gap this wide may be a blank to be filled in.
_BLANK = 6
# What pdfium makes of a hyphen at the end of a line.
_HYPHENS = (0x2, 0xFFFE)


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    foot: float


def pdf_text(data: bytes) -> str:
    """Give the text; what a signature shows on the page is not part of it.

    Raises ``Unreadable`` for a file that cannot be opened or has no text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MAX_PAGES:
            raise Unreadable("có quá nhiều trang: không phải báo cáo")
        pages = [list(_lines(page.get_textpage())) for page in document]
    except pypdfium2.PdfiumError:
        raise Unreadable("tệp PDF hỏng hoặc có mật khẩu, không mở được") from None
    text = "\n".join(_without_numbers(pages))
    if not text.strip():
        raise Unreadable(
            "là bản quét, không có chữ để so với báo cáo đã lập: dùng bản điện tử đã ký số, "
            "hoặc bản Word có số, ngày"
        )
    return text


def _lines(page: object) -> Iterator[str]:
    line: list[_Letter] = []
    for letter in _letters(page):
        if line and abs(letter.foot - line[-1].foot) > _SAME_LINE:
            yield _joined(line)
            line = []
        line.append(letter)
    yield _joined(line)


def _letters(page: object) -> Iterator[_Letter]:
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    for n in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, n)
        text = "-" if code in _HYPHENS else chr(code)
        if text.isspace() or not raw.FPDFText_GetCharOrigin(page, n, x, y):
            continue
        raw.FPDFText_GetCharBox(page, n, left, right, low, high)
        yield _Letter(text, x.value, right.value, y.value)


def _joined(line: list[_Letter]) -> str:
    """Write the letters of a line from left to right; a wide gap is two spaces."""
    pieces: list[str] = []
    end = float("inf")
    for letter in sorted(line, key=lambda letter: letter.left):
        gap = letter.left - end
        pieces.append("  " if gap > _BLANK else " " if gap > _SAME_LINE else "")
        pieces.append(letter.text)
        end = letter.right
    return "".join(pieces)


def _without_numbers(pages: list[list[str]]) -> Iterator[str]:
    """Leave out the pages' numbers: first lines, or last lines where no page has it first."""
    at_top = any(_is_number(page, 0) for page in pages)
    for page in pages:
        at = 0 if at_top else len(page) - 1
        yield from (line for n, line in enumerate(page) if n != at or not _is_number(page, at))


def _is_number(page: list[str], at: int) -> bool:
    return bool(page) and page[at].strip().isdigit()
