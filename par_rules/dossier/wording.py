"""How numbers, days and states are written for Vietnamese readers, in every output alike."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from par_rules.values import Interval, points_text

if TYPE_CHECKING:
    from par_rules.criteria.head import SetHead

# The five parts of the maximum, in the order in which they are drawn and added.
PARTS = {
    "secured": "Đủ minh chứng",
    "unproved": "Chưa có minh chứng",
    "open": "Để mở",
    "winnable": "Còn có thể đạt thêm",
    "lost": "Đã mất",
}

SCORED_BY = {
    "self": "Tự chấm",
    "survey": "Điều tra xã hội học",
    "central": "Cơ quan thẩm định chấm",
    "leader": "Lãnh đạo chấm",
}

KINDS = ("xã", "phường", "đặc khu")

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


def deadline_text(head: SetHead) -> str:
    """Write the submission deadline, marked where no authority has set it."""
    assumed = " (giả định)" if "submission_deadline" in head.assumptions else ""
    return f"{day(head.submission_deadline)}{assumed}"


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


def hash_text(sha256: str) -> str:
    """Write a SHA-256 in groups of eight, to be read out and compared by eye."""
    return " ".join(sha256[n : n + 8] for n in range(0, len(sha256), 8))


def file_only(text: str) -> str:
    """Give a file's name without its folders; a document's number and symbol stays whole."""
    return text.rsplit("/", 1)[-1] if re.search(r"\.\w{2,5}$", text) else text


def body_lines(unit_title: str) -> tuple[str, str]:
    """Split "UBND xã Đại Sơn" as it heads a paper: "ỦY BAN NHÂN DÂN", "XÃ ĐẠI SƠN"."""
    name = unit_title.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")
    return "ỦY BAN NHÂN DÂN", name.upper()


def short_unit(unit_title: str) -> str:
    """Give "UBND xã", "UBND phường", "UBND đặc khu" out of a unit's title."""
    return f"UBND {kind_of(unit_title)}"


def kind_of(unit_title: str) -> str:
    """Give "xã", "phường", "đặc khu" out of a unit's title; "xã" where it says none of them."""
    name = unit_title.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")
    return next((kind for kind in KINDS if name.startswith(f"{kind} ")), KINDS[0])


def place_of(unit_title: str) -> str:
    """Give the place that a paper of the unit is dated at: "Đại Sơn"."""
    name = unit_title.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")
    for kind in KINDS:
        name = name.removeprefix(f"{kind} ")
    return name
