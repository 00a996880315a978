"""Finds the mark of a state secret: MẬT, TỐI MẬT, TUYỆT MẬT standing alone, as a stamp does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from par_rules.evidence.document import SECRECY_TITLES, Secrecy
from par_rules.evidence.letters import clean
from par_rules.evidence.page_lines import Line

# In capitals and with its marks: "Mật" opens many a harmless word.
_MARK = re.compile(r"(?:Độ mật|ĐỘ MẬT)?\s*:?\s*[(\[|]?\s*(TUYỆT|TỐI)?\s*MẬT\s*[)\]|.]?")
_GRADES: dict[str | None, Secrecy] = {None: "mat", "TỐI": "toi_mat", "TUYỆT": "tuyet_mat"}
_ORDER: tuple[Secrecy, ...] = ("", *SECRECY_TITLES)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A gap of this many heights parts what stands side by side on a line.
_GAP = 1.5


def marked(texts: Iterable[str]) -> Secrecy:
    """Give the highest grade that one of ``texts`` is nothing but the mark of."""
    found: Secrecy = ""
    for text in texts:
        hit = _MARK.fullmatch(clean(text))
        if hit is not None and _ORDER.index(_GRADES[hit[1]]) > _ORDER.index(found):
            found = _GRADES[hit[1]]
    return found


def marked_page(lines: Sequence[Line]) -> Secrecy:
    """Look at a page: the stamp stands in its upper half, perhaps beside something else."""
    if not lines:
        return ""
    middle = (lines[0].top + lines[-1].bottom) / 2
    upper = [line for line in lines if line.top >= middle or line in lines[:12]]
    return marked(part for line in upper for part in _side_by_side(line))


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


def marked_word(body: Element, paragraphs: int = 80) -> Secrecy:
    """Look at the first paragraphs of a Word file's part, those in tables and boxes too."""
    texts: list[str] = []
    for number, paragraph in enumerate(body.iter(f"{_W}p")):
        if number >= paragraphs:
            break
        texts.append("".join(part.text or "" for part in paragraph.iter(f"{_W}t")))
    return marked(texts)
