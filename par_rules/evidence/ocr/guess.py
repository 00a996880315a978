"""Makes of recognised words what a page would tell: number, day, issuer, title, and the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from par_rules.evidence.description import Types
from par_rules.evidence.document import Secrecy
from par_rules.evidence.ocr.picture import POINTS
from par_rules.evidence.ocr.tesseract import Word
from par_rules.evidence.page_lines import FirstPage, Glyph, lines_of
from par_rules.evidence.read_pdf import describe_page
from par_rules.evidence.secrecy import marked_page
from par_rules.letters import clean

# A word less sure than this is a guess too wild to be proposed as part of a number or a day.
SURE = 60.0


@dataclass(frozen=True, slots=True)
class Guess:
    """What was recognised of a scan's first page; every part may be "not read".

    ``sure`` is the mean over all words, 0 to 100. Nothing of it is used before a person accepts it.
    Of a page stamped as a state secret nothing is kept but ``secrecy``.
    """

    type_key: str | None = None
    code: str | None = None
    issued: date | None = None
    issuer: str | None = None
    title: str | None = None
    text: str = ""
    sure: int = 0
    secrecy: Secrecy = ""


def guess_of(words: Sequence[Word], dpi: int, types: Types) -> Guess:
    """Read recognised words as a page: by their places, only above the title."""
    if not words:
        return Guess()
    lines = lines_of(list(_glyphs(words, POINTS / dpi)))
    sure = round(sum(word.sure for word in words) / len(words))
    if secrecy := marked_page(lines):
        return Guess(sure=sure, secrecy=secrecy)
    found = describe_page(FirstPage(lines, 1, False), types)
    return Guess(
        type_key=found.type_key,
        code=found.code if _certain(found.code, words) else None,
        issued=found.issued if _certain(_day(found.issued), words) else None,
        issuer=found.issuer,
        title=found.title,
        text=clean(" ".join(line.text for line in lines)),
        sure=sure,
    )


def _glyphs(words: Sequence[Word], scale: float) -> Iterator[Glyph]:
    """Give each word as one broad letter; heights grow upwards.

    A word's own box depends on its marks (SƠN, ĐẠI); the middle of its line does not.
    """
    page = max(word.top + word.height for word in words)
    by_line: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    for line in by_line.values():
        top = page - median(word.top for word in line)
        bottom = page - median(word.top + word.height for word in line)
        for word in line:
            left, right = word.left * scale, (word.left + word.width) * scale
            yield Glyph(clean(word.text) + " ", left, bottom * scale, right, top * scale, False)


def _day(day: date | None) -> str | None:
    return None if day is None else f"{day.day:02} {day.month:02} {day.year}"


def _certain(said: str | None, words: Sequence[Word]) -> bool:
    """Say whether every word of the page that holds a part of ``said`` is sure enough."""
    if said is None:
        return False
    for part in said.replace("/", " ").split():
        sure = [w.sure for w in words if part.lstrip("0") in w.text.replace(" ", "")]
        if not sure or max(sure) < SURE:
            return False
    return True
