"""Counts personal identity numbers in a text; the numbers themselves are never kept.

Twelve digits are one only if they are built as one: province, century and sex, year of birth.
Nine digits, and twelve whose first zero a spreadsheet has dropped, count beside a word that says
what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from par_rules.letters import fold

# Codes of the provinces of birth as the identity number writes them (before the mergers of 2025).
_PROVINCES = frozenset(
    f"{code:03}"
    for code in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35),
        *(36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70),
        *(72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)
_TWELVE = re.compile(r"(?<![\w.,/-])(\d{12}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3})(?![\w/-]|[.,]\d)")
_NAMED = r"(?:cmnd|cmt|cccd|can cuoc(?: cong dan)?|chung minh(?: nhan dan)?|dinh danh(?: ca nhan)?)"
_BESIDE = re.compile(rf"\b{_NAMED}\b[^0-9\n]{{0,24}}(\d{{9}}|\d{{11,12}})(?!\d)")
_HEADING = re.compile(rf"\b{_NAMED}\b")
_LONG = re.compile(r"\d{9}")
_BARE = re.compile(r"\d{9}|\d{11,12}")
_LAST_YEAR = 30


def numbers_in(text: str) -> frozenset[str]:
    """Give the numbers found in running text."""
    found = {
        number for hit in _TWELVE.finditer(text) if _is_built(number := re.sub(r"\D", "", hit[1]))
    }
    for line in text.splitlines():
        if _LONG.search(line):
            found.update(hit[1] for hit in _BESIDE.finditer(fold(line)))
    return frozenset(found)


def numbers_in_table(rows: Iterable[Sequence[object]]) -> frozenset[str]:
    """Give the numbers found in a table: anywhere, and below a heading that names them."""
    found: set[str] = set()
    under: set[int] = set()
    for row in rows:
        for position, cell in enumerate(row):
            text = _cell(cell)
            if not text:
                continue
            if any(c.isalpha() for c in text):
                if _HEADING.search(fold(text)):
                    under.add(position)
                found.update(numbers_in(text))
            elif position in under and _BARE.fullmatch(digits := re.sub(r"[ .]", "", text)):
                found.add(digits)
            else:
                found.update(numbers_in(text))
    return frozenset(found)


def _cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _is_built(number: str) -> bool:
    """Say whether twelve digits are built as an identity number."""
    if number[:3] not in _PROVINCES or number[3] not in "0123":
        return False
    return number[3] in "01" or int(number[4:6]) <= _LAST_YEAR
