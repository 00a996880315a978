"""Reads a PDF's first page by position: letterhead in two columns, then the title in the middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from par_rules.evidence.description import Description, Types, settled_type
from par_rules.evidence.letterhead import NATIONAL_TITLE, PARTY_TITLE, read_letterhead
from par_rules.evidence.page_lines import FirstPage, Line
from par_rules.letters import fold, join_lines

# A letterhead ends in the upper half of the page; an addressee or a ground ends it at the latest.
_END = re.compile(r"(kinh gui|can cu|theo de nghi|thuc hien|dieu 1\b|i\. |phan i\b)")
_TAKEN = re.compile(r"thoi diem chot ?:.*?(?:ngay )?(\d{1,2})/(\d{1,2})/(\d{4})")


# The same few letters come again on every page.
_letter = lru_cache(maxsize=1024)(fold)


def describe_page(page: FirstPage, types: Types) -> Description:
    """Give what page 1 tells; a page without text (a scan) tells nothing but its number."""
    if not page.lines:
        return Description(pages=page.pages, signed=page.signed)
    boundary, first = _columns(page.lines)
    if boundary is None:
        return _export(page)
    at, kind = _title_line(page.lines, first, types)
    end = at if at is not None else _end_of_head(page.lines, first)
    zone = page.lines[:end]
    left = [part.text for line in zone if (part := line.part(0, boundary))]
    right = [part.text for line in zone if (part := line.part(boundary, float("inf")))]
    head = read_letterhead(left, right)
    letter = "cong_van" if head.about is not None and kind is None else None
    return Description(
        pages=page.pages,
        type_key=settled_type(kind or letter, types.of_code(head.code)),
        code=head.code,
        issued=head.issued,
        issuer=head.issuer,
        title=_title(page.lines, at) if at is not None else head.about,
        signed=page.signed,
        read_from="page",
        form=head.form,
        odd_date=head.odd_date,
    )


def _columns(lines: Sequence[Line]) -> tuple[float | None, int]:
    """Give where the right column starts (at the national title), and on which line that is."""
    for number, line in enumerate(lines[:12]):
        for title in (NATIONAL_TITLE, PARTY_TITLE):
            start = _place_of(title.replace(" ", ""), line)
            if start is not None:
                return start - 2, number
    return None, 0


def _place_of(word: str, line: Line) -> float | None:
    """Give the left end of ``word`` (folded, without spaces) on the line."""
    text, places = "", []
    for glyph in line.glyphs:
        folded = _letter(glyph.text)
        text += folded
        places += [glyph.left] * len(folded)
    found = text.find(word)
    return places[found] if found >= 0 else None


def _title_line(
    lines: Sequence[Line], first: int, types: Types
) -> tuple[int, str] | tuple[None, None]:
    """Find the line that holds nothing but a type's name in capitals, below the letterhead."""
    for number in range(first + 1, _end_of_head(lines, first)):
        text = lines[number].text
        kind = types.named(text)
        if kind is not None and text == text.upper():
            return number, kind
    return None, None


def _end_of_head(lines: Sequence[Line], first: int) -> int:
    for number in range(first, len(lines)):
        if _END.match(fold(lines[number].text)):
            return number
    return min(len(lines), first + 12)


def _title(lines: Sequence[Line], at: int) -> str | None:
    """Join the bold lines centred under the type's name."""
    kind, kept = lines[at], []
    for before, line in pairwise(lines[at:]):
        centred = abs(line.middle - kind.middle) < 4
        near = before.bottom - line.top < 0.9 * (line.top - line.bottom)
        if not (centred and near and line.bold == kind.bold) or _END.match(fold(line.text)):
            break
        kept.append(line.text)
    return join_lines(kept) or None


def _export(page: FirstPage) -> Description:
    """Describe a page without letterhead: a system's export tells period, time and title."""
    texts = [line.text for line in page.lines[:12]]
    folded = [fold(text) for text in texts]
    taken = next((found for text in folded if (found := _TAKEN.match(text))), None)
    period = any(text.startswith("ky so lieu") for text in folded)
    if taken is None or not period:
        return Description(pages=page.pages, signed=page.signed, read_from="page")
    day, month, year = (int(part) for part in taken.groups())
    return Description(
        pages=page.pages,
        type_key="ket_xuat",
        issued=_date(year, month, day),
        signed=page.signed,
        read_from="page",
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
