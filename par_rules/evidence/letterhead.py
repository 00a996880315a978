"""Reads number, date and issuer where Nghị định 30/2020/NĐ-CP (Phụ lục I) puts them, or not at all.

The number stands alone on a line of the left column under the issuer, the date alone on a line of
the right column. A document that the text cites stands elsewhere and is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from par_rules.letters import clean, fold, join_lines

NATIONAL_TITLE = "cong hoa xa hoi chu nghia viet nam"
PARTY_TITLE = "dang cong san viet nam"

# "156/KH-UBND", "05/QĐ-UBND", "66.19/2026/NQ-CP", "15-CV/ĐU"; letters keep their case.
_SYMBOL = r"[0-9A-ZĐƯ][0-9A-Za-zĐđƯư]*(?:[-–/.&][0-9A-Za-zĐđƯư]+)*"
CODE = re.compile(rf"(\d[\d.]*[a-z]?(?:-[A-ZĐa-z]{{1,6}})?)\s*/\s*({_SYMBOL})")
_NUMBER_LINE = re.compile(rf"Số\s*:?\s*{CODE.pattern}")
_BLANK_NUMBER = re.compile(r"Số\s*:?[\s.…_]*(?:/\s*\S+)?|[\s.…_]*/\s*[A-ZĐ]{2,}\S*")
_DATE_LINE = re.compile(
    r".{0,60}?,?\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})\s*\.?", re.IGNORECASE
)
_BLANK_DATE = re.compile(
    r".{0,60}?,\s*ngày[\s.…_]*\d{0,2}[\s.…_]*tháng[\s.…_]*\d{0,2}[\s.…_]*năm[\s.…_]*\d{0,4}\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s_*.\-–—─]*")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above a document's title. ``about`` is the subject of a công văn; ``odd_date``
    a printed day that is in no calendar."""

    code: str | None = None
    issued: date | None = None
    issuer: str | None = None
    about: str | None = None
    odd_date: str | None = None
    form: Literal["", "blank", "draft"] = ""


def read_letterhead(left: Sequence[str], right: Sequence[str]) -> Letterhead:
    """Read the lines of the left and the right column above the title, from the top."""
    left, right = [clean(line) for line in left], [clean(line) for line in right]
    codes = [code for line in left if (code := _code(line))]
    days = [day for line in right if (day := _day(line))]
    code = codes[0] if len(codes) == 1 else None
    issued = days[0] if len(days) == 1 else None
    form: Literal["", "blank", "draft"] = ""
    if any(fold(line).strip("() ") == "du thao" or _is_draft(line) for line in (*left, *right)):
        form = "draft"
    elif (not codes and any(_is_blank_number(line) for line in left)) or (
        not days and any(_BLANK_DATE.fullmatch(line) for line in right)
    ):
        form = "blank"
    odd = next((found for line in right if (found := _odd_day(line))), None)
    return Letterhead(code, issued, _issuer(left), _about(left), odd, form)


def _is_draft(line: str) -> bool:
    return re.fullmatch(r"\(?du thao( lan( thu)? \d+)?\)?", fold(line)) is not None


def _code(line: str) -> str | None:
    found = _NUMBER_LINE.fullmatch(line)
    return f"{found[1]}/{found[2]}" if found else None


def _is_blank_number(line: str) -> bool:
    return _BLANK_NUMBER.fullmatch(line) is not None


def _day(line: str) -> date | None:
    found = _DATE_LINE.fullmatch(line)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _odd_day(line: str) -> str | None:
    found = _DATE_LINE.fullmatch(line)
    return None if found is None or _day(line) else f"{found[1]}/{found[2]}/{found[3]}"


def _issuer(left: Sequence[str]) -> str | None:
    """Give the lines in capitals at the top, down to the rule or the number."""
    lines: list[str] = []
    for line in left:
        if not line or (_RULE.fullmatch(line) and not lines):
            continue
        if line != line.upper() or not any(c.isalpha() for c in line) or "/" in line:
            break
        lines.append(line)
    return " ".join(lines) or None


def _about(left: Sequence[str]) -> str | None:
    """Give the subject under the number: "V/v …" to the end of the column."""
    for position, line in enumerate(left):
        if fold(line).startswith("v/v"):
            rest = [line[3:].lstrip(": "), *left[position + 1 :]]
            return join_lines(rest) or None
    return None
