"""Reads what a case speaks of as a range: per cent, a count, days; and lines ranges up as bands."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from par_rules.criteria.table_import.numbers import number_of
from par_rules.values import points_text

N = r"(\d{1,6}(?:[.,]\d{1,6})?)"
_LOW = r"(?:từ|≥|>=|ít nhất|tối thiểu|không dưới)"
Measure = Literal["percent", "count", "date"]


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers between two ends (days as ordinals); an end that is None is open.

    ``low_open`` and ``high_open`` say that the end itself is outside. ``nothing`` marks "không …":
    no case at all (a count of none, or an act that was not done).
    """

    measure: Measure
    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False
    nothing: bool = False


class Uneven(ValueError):
    """Bands that overlap or leave a gap; the message says where, in Vietnamese."""


_PERCENT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), ends)
    for pattern, ends in (
        (rf"(?:từ\s*)?(?<!trên ){N}\s*%?\s*(?:đến|tới|-|–)\s*(?:dưới|<)\s*{N}\s*%", "co"),
        (rf"(?:trên|>)\s*{N}\s*%?\s*(?:đến|tới|-|–)\s*(?:dưới|<)\s*{N}\s*%", "oo"),
        (rf"(?:trên|>)\s*{N}\s*%?\s*(?:đến|tới|-|–)\s*{N}\s*%", "oc"),
        (rf"(?:từ\s*)?(?<!trên ){N}\s*%?\s*(?:đến|tới|-|–)\s*{N}\s*%", "cc"),
        (rf"(?:từ|đạt từ)\s*{N}\s*%(?=.*trở lên)", "c"),
        (rf"(?:≥|>=|ít nhất|tối thiểu)\s*{N}\s*%", "c"),
        (rf"{N}\s*%\s*trở lên", "c"),
        (rf"(?:trên|vượt|>)\s*{N}\s*%", "o"),
        (rf"(?:dưới|<)\s*{N}\s*%", ".o"),
        (rf"(?:không quá|≤|<=|đến)\s*{N}\s*%", ".c"),
        (r"(100)\s*%", "c"),
    )
)
# A count is not one where the words count what is missing, or days and months of a deadline.
_NO_COUNT = re.compile(
    r"%|\bthiếu\b|\bcả \d|\bngày\b|\btháng\b|\bquý\b|\bbậc\b|\bhạng\b|\bđợt\b|chậm|"
    r"trái pháp luật|trái quy định|sai|vi phạm",
    re.IGNORECASE,
)
_COUNT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), ends)
    for pattern, ends in (
        (rf"(?:từ\s*)?{N}\s*(?:đến|tới|-|–)\s*dưới\s*{N}\b", "co"),
        (rf"(?:từ\s*)?{N}\s*(?:đến|tới|-|–)\s*{N}\b", "cc"),
        (rf"{_LOW}\s*{N}\b(?=.*trở lên)", "c"),
        (rf"(?:≥|>=|ít nhất|tối thiểu)\s*{N}\b", "c"),
        (rf"(?:trên|hơn|>)\s*{N}\b", "o"),
        (rf"(?:dưới|<)\s*{N}\b", ".o"),
        (rf"(?:^|\b(?:có|đạt|tổ chức|liên hệ|được|cho)\s+){N}(?=\s+\w)", "="),
    )
)
# A range that is not all the case asks for.
_MORE = re.compile(r"\bvà (?:không|có|đã|được|đúng|phải)\b", re.IGNORECASE)
_DAY = r"(?:ngày\s*)?(\d{1,2})/(\d{1,2})(?:/(\d{4}))?"
_MONTH = r"tháng\s*(\d{1,2})(?:\s*(?:/|năm)\s*(\d{4}))?"
_NOTHING = re.compile(r"^(?:không|chưa)(?: có)?\b", re.IGNORECASE)


def is_nothing(label: str) -> bool:
    """Say whether a case begins with a denial: "không …", "chưa …"."""
    return _NOTHING.match(label) is not None


def percent_range(label: str) -> Range | None:
    """Read a range of per cent; None where there is none, or more than one."""
    found = _first(_PERCENT, label)
    if found is None:
        return None
    match, ends = found
    rest = label[: match.start()] + label[match.end() :]
    if re.search(r"\d\s*%|\bhoặc\b", rest) or _MORE.search(label[match.end() :]):
        return None
    return _ranged("percent", match, ends)


def count_range(label: str) -> Range | None:
    """Read a count; None where the words do not count what is scored."""
    if is_nothing(label) and not re.search(r"\d", label):
        return Range("count", high=Fraction(0), nothing=True)
    if _NO_COUNT.search(label):
        return None
    found = _first(_COUNT, label)
    if found is None:
        return None
    match, ends = found
    if re.search(r"\d", re.sub(r"\([^()]*\)", "", label[: match.start()] + label[match.end() :])):
        return None
    if any(number_of(g).denominator != 1 for g in match.groups() if g):
        return None
    return _ranged("count", match, ends)


def _first(
    patterns: Sequence[tuple[re.Pattern[str], str]], label: str
) -> tuple[re.Match[str], str] | None:
    for pattern, ends in patterns:
        match = pattern.search(label)
        if match:
            return match, ends
    return None


def _ranged(measure: Measure, match: re.Match[str], ends: str) -> Range:
    numbers = [number_of(group) for group in match.groups() if group]
    if ends == "=":
        return Range(measure, numbers[0], False, numbers[0], False)
    if ends.startswith("."):
        return Range(measure, high=numbers[0], high_open=ends[1] == "o")
    high = numbers[1] if len(ends) == 2 else None
    return Range(measure, numbers[0], ends[0] == "o", high, ends[-1] == "o" and len(ends) == 2)


def date_range(label: str, year: int) -> Range | None:
    """Read days ("trong tháng 01/2026", "trước ngày 15/01"); a day without a year is the year's."""
    text = label.lower()
    if is_nothing(text) and not re.search(r"\d", text):
        return Range("date", nothing=True)
    try:
        return _days(text, year)
    except ValueError:
        return None


def _days(text: str, year: int) -> Range | None:
    both = re.search(rf"từ {_DAY}\s*(?:đến|-|–)\s*(trước |hết )?{_DAY}", text)
    if both:
        g = both.groups()
        return _between(_day(g[:3], year), _day(g[4:], year), g[3] == "trước ")
    for pattern, ends in (
        (rf"(?:đến hết|chậm nhất|không muộn hơn|đến)\s*{_DAY}", ".c"),
        (rf"trước {_DAY}", ".o"),
        (rf"sau {_DAY}", "o"),
        (rf"từ {_DAY}(?=.*(?:trở đi|về sau))", "c"),
    ):
        match = re.search(pattern, text)
        if match and len(re.findall(_DAY, text)) == 1:
            return _one_end(_day(match.groups(), year), ends)
    month = re.search(rf"(trong|sau|trước|đến hết|từ)?\s*{_MONTH}", text)
    if month and len(re.findall(_MONTH, text)) == 1:
        first, last = _month(int(month.group(2)), int(month.group(3) or year))
        word = month.group(1)
        if word == "sau":
            return _one_end(last, "o")
        if word == "trước":
            return _one_end(first, ".o")
        if word == "đến hết":
            return _one_end(last, ".c")
        if word == "trong":
            return Range("date", Fraction(first.toordinal() - 1), True, _n(last), False)
    quarter = re.search(r"trong quý\s*(iv|i{1,3}|[1-4])(?:\s*(?:/|năm)\s*(\d{4}))?", text)
    if quarter:
        number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(quarter.group(1)) or int(quarter.group(1))
        of = int(quarter.group(2) or year)
        first, last = date(of, 3 * number - 2, 1), _month(3 * number, of)[1]
        return Range("date", Fraction(first.toordinal() - 1), True, _n(last), False)
    return None


def _day(groups: Sequence[str | None], year: int) -> date:
    day, month, of = groups
    return date(int(of or year), int(month or 0), int(day or 0))


def _month(month: int, year: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _n(day: date) -> Fraction:
    return Fraction(day.toordinal())


def _between(first: date, last: date, before: bool) -> Range:
    return Range("date", _n(first), False, _n(last), before)


def _one_end(day: date, ends: str) -> Range:
    if ends.startswith("."):
        return Range("date", high=_n(day), high_open=ends[1] == "o")
    return Range("date", _n(day), ends == "o")


def lined_up(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Give the ranges from the lowest; raises ``Uneven`` at an overlap or a gap between two.

    The lowest range of days is open below: what was done earlier was not done later.
    """
    ordered = sorted(ranges, key=lambda r: (r.low is not None, r.low or 0, r.low_open))
    if ordered and ordered[0].measure == "date" and ordered[0].low is not None:
        first = ordered[0]
        ordered[0] = Range("date", None, False, first.high, first.high_open)
    for left, right in pairwise(ordered):
        _meet(left, right)
    return tuple(ordered)


def _meet(left: Range, right: Range) -> None:
    """Check that one range begins where the other ends."""
    end, begin = left.high, right.low
    if end is None or begin is None:
        raise Uneven("hai mức chồng lên nhau")
    if left.measure != "percent":  # whole numbers: the first of one, the last of the other
        last = end - 1 if left.high_open else end
        first = begin + 1 if right.low_open else begin
        if first <= last:
            raise Uneven(f"hai mức chồng lên nhau tại {_shown(left, first)}")
        if first > last + 1:
            raise Uneven(f"không có mức nào cho {_shown(left, last + 1)}")
        return
    if begin < end or (begin == end and not (left.high_open or right.low_open)):
        raise Uneven(f"hai mức chồng lên nhau tại {points_text(begin)}%")
    if begin > end or (left.high_open and right.low_open):
        where = (
            f"{points_text(end)}%"
            if begin == end
            else f"từ {points_text(end)}% đến {points_text(begin)}%"
        )
        raise Uneven(f"không có mức nào cho {where}")


def _shown(one: Range, number: Fraction) -> str:
    if one.measure == "date":
        return f"ngày {date.fromordinal(int(number)):%d/%m/%Y}"
    return points_text(number)
