"""Counts personal identity numbers in a text; the numbers themselves are never kept.

Twelve digits are one only if they are built as one: province, century and sex, year of birth.
Nine digits, and twelve whose first zero a spreadsheet has dropped, count beside a word that says
what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from par_rules.evidence.letters import fold

# Codes of the provinces of birth as the identity number writes them (before the mergers of 2025).
_PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 "
    "036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 "
    "074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096".split()
)
_TWELVE = re.compile(r"(?<![\w.,/-])(\d{12}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3})(?![\w/-]|[.,]\d)")
_NAMED = r"(?:cmnd|cmt|cccd|can cuoc(?: cong dan)?|chung minh(?: nhan dan)?|dinh danh(?: ca nhan)?)"
_BESIDE = re.compile(rf"\b{_NAMED}\b[^0-9\n]{{0,24}}(\d{{9}}|\d{{11,12}})(?!\d)")
_HEADING = re.compile(rf"\b{_NAMED}\b")
_BARE = re.compile(r"\d{9}|\d{11,12}")
_LAST_YEAR = 30


def numbers_in(text: str) -> frozenset[str]:
    """Give the numbers found in running text."""
    found = {
        number for hit in _TWELVE.finditer(text) if _is_built(number := re.sub(r"\D", "", hit[1]))
    }
    plain = "\n".join(fold(line) for line in text.splitlines() if any(c.isdigit() for c in line))
    found.update(hit[1] for hit in _BESIDE.finditer(plain))
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
