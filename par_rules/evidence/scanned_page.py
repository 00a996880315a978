"""Says of a page that is one picture how finely it was scanned, and whether in colour."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from par_rules.evidence.page_lines import SCANNED

_POINTS_PER_INCH = 72
_MOST_PICTURES = 50


@dataclass(frozen=True, slots=True)
class Scan:
    """Dots per inch of the picture that covers a page, and whether it holds no colour."""

    dpi: int
    grey: bool


def picture_of(page: Any) -> Any | None:
    """Give the picture that covers a page, None for a page of text."""
    width, height = page.get_size()
    for number, picture in enumerate(
        page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    ):
        if number >= _MOST_PICTURES:
            return None
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > SCANNED * float(width) * float(height):
            return picture
    return None


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
