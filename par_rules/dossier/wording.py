"""How numbers, days and states are written for Vietnamese readers, in every output alike."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

from par_rules.values import Interval, points_text

# The five parts of the maximum, in the order in which they are drawn and added.
PARTS = {
    "secured": "Đủ minh chứng",
    "unproved": "Chưa có minh chứng",
    "open": "Để mở",
    "winnable": "Còn có thể đạt thêm",
    "lost": "Đã mất",
}

SCORED_BY = {
    "self": "Xã tự chấm",
    "survey": "Điều tra xã hội học",
    "central": "Cơ quan thẩm định chấm",
    "leader": "Lãnh đạo chấm",
}

ANSWERS = {"passes": "Đủ", "fails": "Chưa đủ", "not_due": "Chưa đến hạn"}


def points(number: Fraction) -> str:
    """Write points with at most two decimals where that is exact, else with four."""
    return points_text(number, 2 if (number * 100).denominator == 1 else 4)


def interval(span: Interval) -> str:
    """Write "1,5", or "1 – 1,5" where the score is still open."""
    return points(span.low) if span.is_point else f"{points(span.low)} – {points(span.high)}"


def per_cent(part: Fraction, whole: Fraction) -> str:
    """Write ``part`` of ``whole`` in per cent with one decimal; "–" where there is no whole."""
    return f"{points_text(100 * part / whole, 1)}%" if whole else "–"


def per_cent_of(span: Interval, whole: Fraction) -> str:
    """Write an interval in per cent of ``whole``."""
    if span.is_point or not whole:
        return per_cent(span.low, whole)
    return f"{per_cent(span.low, whole)} – {per_cent(span.high, whole)}"


def day(when: date | None) -> str:
    """Write "24/11/2026"; nothing for no day."""
    return f"{when:%d/%m/%Y}" if when else ""


def sentence(text: str) -> str:
    """Give ``text`` a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def signed(number: Fraction, places: int = 2) -> str:
    """Write a difference with its sign: "+1,5", "−0,5", "0"."""
    text = points_text(abs(number), places)
    return text if text == "0" else f"{'−' if number < 0 else '+'}{text}"


def printable(text: str) -> str:
    """Drop control characters and marks that turn the writing direction; one space for a break."""
    kept = (" " if c in "\t\n\r\v\f\u2028\u2029" else c for c in text)
    return "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn"))


def body_lines(unit_title: str) -> tuple[str, str]:
    """Split "UBND xã Đại Sơn" as it heads a paper: "ỦY BAN NHÂN DÂN", "XÃ ĐẠI SƠN"."""
    name = unit_title.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")
    return "ỦY BAN NHÂN DÂN", name.upper()


def place_of(unit_title: str) -> str:
    """Give the place that a paper of the unit is dated at: "Đại Sơn"."""
    name = unit_title.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")
    for kind in ("xã ", "phường ", "đặc khu "):
        name = name.removeprefix(kind)
    return name
