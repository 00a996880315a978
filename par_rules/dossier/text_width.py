"""How wide words are when set in Times New Roman, by the fonts that come with the program.

Liberation Serif has the same widths, letter by letter.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).resolve().parent / "fonts"
_UNITS = 1000  # the size that is measured at, for widths without rounding of single letters


def width_mm(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Give the width in mm of ``text`` on one line at ``size`` points."""
    return _font(bold, italic).getlength(text) * size / _UNITS * 25.4 / 72


@lru_cache(maxsize=4)
def _font(bold: bool, italic: bool) -> FreeTypeFont:
    from PIL import ImageFont

    kind = "Bold" * bold + "Italic" * italic or "Regular"
    return ImageFont.truetype(str(FONTS / f"LiberationSerif-{kind}.ttf"), _UNITS)
