"""Points and printed numbers as tables write them: "1,5", "(1đ)", "IV.", "1.2.1", "a)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from par_rules.letters import clean, fold

_NUMBER = r"[+\-−–]?\s?\d{1,4}(?:[.,]\d{1,6})?"
_UNIT = r"(?:điểm|đ|d)"
# What a cell of points may hold, whole: a number, its unit, brackets, "tối đa".
_POINTS = re.compile(rf"\(?\s*(?:tối đa\s*:?\s*)?({_NUMBER})\s*{_UNIT}?\s*\.?\s*\)?", re.IGNORECASE)
# A note behind a title: "(1đ)", "(0,5 điểm)", "(tối đa 2 điểm)".
_NOTE = re.compile(
    rf"\(\s*(?:tối đa\s*:?\s*)?({_NUMBER})\s*{_UNIT}\s*\)\s*[.:;]?\s*$", re.IGNORECASE
)
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}")
_LEADING = re.compile(
    r"(?:(?:lĩnh vực|phần|nhóm|mục|tiêu chí)\s+)?"
    r"((?:[IVX]{1,7}|\d{1,3}(?:\.\d{1,3}){0,5}))\s*[.:)\-–]\s*(?=\S)",
    re.IGNORECASE,
)


def points_in(text: str) -> Fraction | None:
    """Give the points that are all a cell holds; None where it holds anything else."""
    found = _POINTS.fullmatch(clean(text))
    return number_of(found.group(1)) if found else None


def points_noted(text: str) -> Fraction | None:
    """Give the points noted in brackets at the end of a title."""
    found = _NOTE.search(clean(text))
    return number_of(found.group(1)) if found else None


def without_note(text: str) -> str:
    """Give a title without the points noted at its end."""
    return _NOTE.sub("", clean(text)).strip(" .:;")


def number_of(text: str) -> Fraction:
    """Give the number written with a comma or a dot before its decimals."""
    bare = text.replace(" ", "").replace(",", ".").replace("−", "-").replace("–", "-").lstrip("+")
    return Fraction(bare)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number; ``shape`` orders levels: letters, Roman, one figure, two figures, …

    ``steps`` are its figures (IV is 4); a Roman number has one.
    """

    text: str
    shape: tuple[int, int]
    steps: tuple[int, ...]

    @property
    def item(self) -> bool:
        """Say whether this marks a part within a row: "a)", "-"."""
        return self.shape[0] == 9


def printed(text: str) -> Printed | None:
    """Read a cell of numbers; None where it holds none."""
    bare = clean(text).strip().rstrip(".:)").replace(",", ".").strip()
    bare = re.sub(r"^(lĩnh vực|phần|nhóm|tiêu chí|mục)\s+", "", bare, flags=re.IGNORECASE)
    if not bare:
        return Printed("-", (9, 1), ()) if clean(text) in ("-", "+", "•", "–") else None
    if bare in ("-", "+", "•", "–"):
        return Printed(bare, (9, 1), ())
    if _ROMAN.fullmatch(bare):
        return Printed(bare, (1, 1), (_roman(bare),))
    if _DOTTED.fullmatch(bare):
        steps = tuple(int(step) for step in bare.split("."))
        return Printed(bare, (2, len(steps)), steps)
    mixed = re.fullmatch(r"([IVX]{1,7})((?:\.\d{1,3}){1,4})", bare)
    if mixed and _ROMAN.fullmatch(mixed.group(1)):
        steps = (_roman(mixed.group(1)), *(int(s) for s in mixed.group(2).split(".")[1:]))
        return Printed(bare, (2, len(steps)), steps)
    if re.fullmatch(r"[a-zđ]", bare) and clean(text).lower().startswith(bare):
        return Printed(bare, (9, 0), (ord(bare),))
    if re.fullmatch(r"[A-HĐ]", bare):
        return Printed(bare, (0, 1), (ord(bare),))
    lettered = re.fullmatch(r"[A-ZĐ]((?:\.\d{1,3}){1,4})", bare)
    if lettered:
        steps = (0, *(int(s) for s in lettered.group(1).split(".")[1:]))
        return Printed(bare, (2, len(steps)), steps)
    return None


def leading(text: str) -> tuple[Printed, str] | None:
    """Part a title that begins with its own number: "I. Chỉ đạo", "Tiêu chí 1: …"."""
    found = _LEADING.match(clean(text))
    if found is None:
        return None
    number = printed(found.group(1))
    return (number, clean(text)[found.end() :]) if number else None


def _roman(text: str) -> int:
    total, before = 0, 0
    for letter in reversed(text):
        value = {"I": 1, "V": 5, "X": 10}[letter]
        total += value if value >= before else -value
        before = max(before, value)
    return total


def is_total(text: str) -> bool:
    """Say whether a row is the sum of a table: "Tổng cộng", "Cộng (I + II)", "TỔNG ĐIỂM"."""
    return (
        re.match(r"(tong cong|tong so diem|tong diem|tong|cong)( |$|:|\()", fold(text)) is not None
    )
