"""Says of a page that is one picture how finely it was scanned, and whether in colour."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfImage, PdfiumError

# A page covered by pictures to more than this share is a scan.
SCANNED = 0.7
_POINTS_PER_INCH = 72
_MOST_PICTURES = 50
# Pictures in forms in forms: more is no scanner's work.
_MOST_DEPTH = 3

_PAGE_COUNT, _PAGE_OBJECT = pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject
_FORM_COUNT, _FORM_OBJECT = pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject
_TYPE = pdfium_c.FPDFPageObj_GetType


@dataclass(frozen=True, slots=True)
class Scan:
    """Dots per inch of the picture that covers a page, and whether it holds no colour."""

    dpi: int
    grey: bool


def picture_of(page: Any) -> Any | None:
    """Give the picture that covers a page, None for a page of text."""
    width, height = page.get_size()
    for number, picture in enumerate(_pictures(page)):
        if number >= _MOST_PICTURES:
            return None
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > SCANNED * float(width) * float(height):
            return picture
    return None


def is_scan(page: Any) -> bool:
    """Say whether pictures, all together, cover a page."""
    width, height = page.get_size()
    covered = 0.0
    for picture in _pictures(page):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > SCANNED * float(width) * float(height)


def _pictures(page: Any, form: Any = None, depth: int = 1) -> Iterator[Any]:
    """Give the pictures of a page or of a form in it; nothing is made of its thousand texts."""
    if form is None:
        parent, count_of, get = page.raw, _PAGE_COUNT, _PAGE_OBJECT
    else:
        parent, count_of, get = form, _FORM_COUNT, _FORM_OBJECT
    count = count_of(parent)
    if count < 0:
        raise PdfiumError("no objects")
    for number in range(count):
        raw = get(parent, number)
        kind = _TYPE(raw) if raw else pdfium_c.FPDF_PAGEOBJ_UNKNOWN
        if kind == pdfium_c.FPDF_PAGEOBJ_UNKNOWN:
            raise PdfiumError("no object")
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield PdfImage(raw, page=page)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
            yield from _pictures(page, raw, depth + 1)


def scan_of(picture: Any, page: Any) -> Scan:
    """Say how the picture that covers a page was scanned."""
    left, _, right, _ = picture.get_bounds()
    inches = (right - left) / _POINTS_PER_INCH
    told = pdfium_c.FPDF_IMAGEOBJ_METADATA()
    pdfium_c.FPDFImageObj_GetImageMetadata(picture.raw, page.raw, ctypes.byref(told))
    few_bits = 0 < told.bits_per_pixel <= 8 and told.colorspace in (
        pdfium_c.FPDF_COLORSPACE_DEVICEGRAY,
        pdfium_c.FPDF_COLORSPACE_CALGRAY,
    )
    return Scan(round(told.width / inches), few_bits or told.bits_per_pixel == 1)
