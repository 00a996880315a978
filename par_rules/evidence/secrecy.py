"""Finds the mark of a state secret: MẬT, TỐI MẬT, TUYỆT MẬT standing alone, as a stamp does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from xml.etree.ElementTree import Element

from par_rules.evidence.document import SECRECY_TITLES, Secrecy
from par_rules.evidence.page_lines import Line
from par_rules.letters import clean

# In capitals and with its marks: "Mật" opens many a harmless word.
_MARK = re.compile(r"(?:Độ mật|ĐỘ MẬT)?\s*:?\s*[(\[|]?\s*(TUYỆT|TỐI)?\s*MẬT\s*[)\]|.]?")
_GRADES: dict[str | None, Secrecy] = {None: "mat", "TỐI": "toi_mat", "TUYỆT": "tuyet_mat"}
_ORDER: tuple[Secrecy, ...] = ("", *SECRECY_TITLES)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A gap of this many heights parts what stands side by side on a line.
_GAP = 1.5


def marked(texts: Iterable[str]) -> Secrecy:
    """Give the highest grade that one of ``texts`` is nothing but the mark of."""
    hits = (_MARK.fullmatch(clean(text)) for text in texts)
    return highest(_GRADES[hit[1]] for hit in hits if hit is not None)


def highest(grades: Iterable[Secrecy]) -> Secrecy:
    """Give the highest of several grades, "" for none."""
    return max(grades, key=_ORDER.index, default="")


def marked_page(lines: Sequence[Line]) -> Secrecy:
    """Look at a page: the stamp stands in its upper half, perhaps beside something else."""
    if not lines:
        return ""
    middle = (lines[0].top + lines[-1].bottom) / 2
    upper = (
        line
        for number, line in enumerate(lines)
        if _may_hold_mark(line) and (number < 12 or line.top >= middle)
    )
    return marked(part for line in upper for part in _side_by_side(line))


def _may_hold_mark(line: Line) -> bool:
    """Say whether a line has the letters that no mark is without; few lines do."""
    text = "".join([glyph.text for glyph in line.glyphs])
    return "M" in text and "T" in text


def _side_by_side(line: Line) -> list[str]:
    parts: list[list[str]] = [[]]
    before = None
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if before is not None:
            gap, height = glyph.left - before.right, glyph.top - glyph.bottom
            if gap > _GAP * height:
                parts.append([])
            elif gap > 0.15 * height:
                parts[-1].append(" ")
        parts[-1].append(glyph.text)
        before = glyph
    return ["".join(part) for part in parts]


def marked_word(part: Element, paragraphs: int = 80) -> Secrecy:
    """Look at the first paragraphs of a Word file's part, those in tables and boxes too."""
    return marked(islice(word_paragraphs(part), paragraphs))


def word_paragraphs(part: Element) -> Iterator[str]:
    """Give the text of every paragraph of a Word file's part."""
    for paragraph in part.iter(f"{_W}p"):
        yield "".join(
            (run.text or "") if run.tag == f"{_W}t" else " "
            for run in paragraph.iter()
            if run.tag in (f"{_W}t", f"{_W}tab", f"{_W}br")
        )
