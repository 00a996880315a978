"""How the numbers of a value, and ranges of them, are written: per cent, counts, days, changes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from par_rules.rules.words import day_text, number_text, share_text
from par_rules.values import Interval


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range as written; ``number`` is None where it is not settled."""

    text: str
    number: Fraction | None
    open: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """How the numbers of a value are written; ``bottom`` and ``top`` are its natural ends.

    A signed kind (``days``, ``change``) counts from a deadline or from last year.
    """

    kind: Literal["number", "percent", "date", "days", "change"] = "number"
    unit: str = ""
    bottom: Fraction | None = None
    top: Fraction | None = None

    @property
    def tail(self) -> str:
        """Give the unit as it follows a number."""
        unit = "%" if self.kind == "percent" else self.unit
        return unit if unit in ("", "%") else f" {unit}"

    @property
    def missing(self) -> str:
        """Say that there is nothing to judge."""
        return MISSING.get(self.kind, "không có")

    def bare(self, number: Fraction) -> str:
        """Write a number for a formula, without unit."""
        return day_text(number) if self.kind == "date" else number_text(number)

    def text(self, number: Fraction) -> str:
        """Write one number with its unit."""
        if self.kind == "date":
            return day_text(number)
        if self.kind not in SIGNED:
            return f"{share_text(number)}{self.tail}"
        before, zero, after = SIGNED[self.kind]
        if number == 0:
            return zero
        return f"{after if number > 0 else before} {share_text(abs(number))}{self.tail}"

    def between(self, numbers: Interval) -> str:
        """Write numbers that may not be settled."""
        if numbers.is_point:
            return self.text(numbers.low)
        return f"từ {self.text(numbers.low)} đến {self.text(numbers.high)}"

    def ends(self, low: End | None, high: End | None) -> str:
        """Write a range: "từ 95% đến dưới 100%", "sau ngày 31/01/2026 đến hết ngày …"."""
        if self.kind == "date":
            return _days_between(low, high)
        if self.kind in SIGNED:
            return self._signed(low, high)
        return self._plain(low, high)

    def _plain(self, low: End | None, high: End | None) -> str:
        if low is not None and high is not None:
            if low.number is not None and low.number == high.number:
                return f"bằng {low.text}"
            first = low.text if self.tail == "%" else low.text.removesuffix(self.tail)
            return f"{'trên' if low.open else 'từ'} {first} đến {'dưới ' * high.open}{high.text}"
        if low is not None:
            if low.open:
                return f"trên {low.text}"
            at_top = low.number is not None and low.number == self.top
            return f"đạt {low.text}" if at_top else f"từ {low.text} trở lên"
        assert high is not None
        if high.open:
            return f"dưới {high.text}"
        at_bottom = high.number is not None and high.number == self.bottom
        return f"bằng {high.text}" if at_bottom else f"từ {high.text} trở xuống"

    def _signed(self, low: End | None, high: End | None) -> str:
        before, _, after = SIGNED[self.kind]
        if any(end is not None and end.number is None for end in (low, high)):
            return self._plain(low, high)
        first = None if low is None else low.number
        last = None if high is None else high.number
        if not {first, last} - {None, Fraction(0)} and (low or high):
            return ZEROS[self.kind][_mark(low) + ".." + _mark(high)]
        size = Measure(unit=self.unit)
        if first is not None and first >= 0:
            if first == 0:
                assert high is not None
                return f"{after} {'dưới' if high.open else 'không quá'} {size.text(last or first)}"
            return f"{after} {size._plain(low and _sized(low, size), high and _sized(high, size))}"
        if last is not None and last <= 0:
            return f"{before} {size._plain(high and _sized(high, size), low and _sized(low, size))}"
        return self._plain(low, high)


def _sized(end: End, measure: Measure) -> End:
    assert end.number is not None
    return End(measure.text(abs(end.number)), abs(end.number), end.open)


def _mark(end: End | None) -> str:
    return "" if end is None else "o" if end.open else "c"


def _days_between(low: End | None, high: End | None) -> str:
    if low is None:
        assert high is not None
        return f"trước ngày {high.text}" if high.open else f"đến hết ngày {high.text}"
    first = f"sau ngày {low.text}" if low.open else f"từ ngày {low.text}"
    if high is None:
        return first if low.open else f"{first} trở đi"
    if low.number is not None and low.number == high.number:
        return f"đúng ngày {low.text}"
    return f"{first} đến {'trước' if high.open else 'hết'} ngày {high.text}"


MISSING = {
    "date": "không thực hiện",
    "days": "không thực hiện",
    "change": "không có số liệu để so sánh",
}
SIGNED = {
    "days": ("sớm", "đúng ngày đến hạn", "chậm"),
    "change": ("giảm", "bằng năm trước", "tăng"),
}
# Ends at zero, low..high: "c" closed, "o" open, nothing where there is no end.
ZEROS = {
    "days": {
        "..c": "đúng hạn hoặc trước hạn",
        "..o": "trước hạn",
        "c..c": "đúng ngày đến hạn",
        "c..": "từ ngày đến hạn trở đi",
        "o..": "sau hạn",
    },
    "change": {
        "..c": "không cao hơn năm trước",
        "..o": "thấp hơn năm trước",
        "c..c": "bằng năm trước",
        "c..": "không thấp hơn năm trước",
        "o..": "cao hơn năm trước",
    },
}
