"""Cuts a text to so many lines of a width, in the fonts that come with the program."""

from __future__ import annotations

from par_rules.dossier.plain_text import printable, shortened
from par_rules.dossier.text_width import width_mm

# Word and typst break lines a little differently; so much of a line is counted on.
SURE = 0.96
# No text of so many letters is worth measuring whole.
LONGEST = 600


def fitted(text: str, lines: int, width: float, size: float, *, bold: bool = False) -> str:
    """Give ``text`` as it is, or cut at a word with "…", to fit ``lines`` lines of ``width`` mm."""
    text = printable(text, LONGEST)
    if line_count(text, width, size, bold=bold) <= lines:
        return text
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = line_count(shortened(text, middle), width, size, bold=bold) <= lines
        low, high = (middle, high) if fits else (low, middle)
    return shortened(text, low)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Count the lines of ``width`` mm that a text fills, words kept whole where one fits a line."""
    width *= SURE
    space = width_mm(" ", size, bold=bold)
    count, used = 1, 0.0
    for word in text.split():
        wide = width_mm(word, size, bold=bold)
        if used and used + space + wide > width:
            count, used = count + 1, 0.0
        more, used = divmod(wide, width) if wide > width else (0, used + wide + space * (used > 0))
        count += int(more)
    return count
