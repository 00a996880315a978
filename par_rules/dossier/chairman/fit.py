"""Cuts a text to so many lines of a width, in the fonts that come with the program."""

from __future__ import annotations

from collections.abc import Callable

from par_rules.dossier.plain_text import printable, shortened
from par_rules.dossier.text_width import width_mm

# Word and typst break lines a little differently; so much of a line is counted on.
SURE = 0.96
# No text of so many letters is worth measuring whole.
LONGEST = 600


def fitted(text: str, lines: int, width: float, size: float, *, bold: bool = False) -> str:
    """Give ``text`` as it is, or cut with "…", to fit ``lines`` lines of ``width`` mm.

    A word that is wider than a line is cut too: no form breaks it.
    """

    def word_fits(word: str) -> bool:
        return width_mm(word, size, bold=bold) <= width * SURE

    def text_fits(text: str) -> bool:
        return line_count(text, width, size, bold=bold) <= lines

    words = printable(text, LONGEST).split()
    return _longest(" ".join(_longest(word, word_fits) for word in words), text_fits)


def _longest(text: str, fits: Callable[[str], bool]) -> str:
    """Give the text, or as much of it as fits."""
    if fits(text):
        return text
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(shortened(text, middle)) else (low, middle)
    return shortened(text, low)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Count the lines of ``width`` mm that a text fills; no word is wider than a line."""
    space = width_mm(" ", size, bold=bold)
    count, used = 1, 0.0
    for word in text.split():
        wide = width_mm(word, size, bold=bold)
        if used and used + space + wide > width * SURE:
            count, used = count + 1, 0.0
        used += wide + (space if used else 0.0)
    return count
