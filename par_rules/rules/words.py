"""The words of the rule language: how numbers, days, ranges, inputs and leaves are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from par_rules.values import Domain, Interval, points_text

OPTIONS = {
    "yes": "có",
    "no": "không",
    "present": "có",
    "absent": "không có",
    "not_arisen": "không phát sinh",
    "unknown": "chưa có số liệu",
    "excellent": "xuất sắc",
    "good": "tốt",
    "fair": "khá",
    "average": "trung bình",
    "poor": "kém",
}


def number_text(number: Fraction, places: int = 4) -> str:
    """Write a number with a dot between thousands and a decimal comma: 1.234,5."""
    whole, comma, rest = points_text(abs(number), places).partition(",")
    sign = "-" if number < 0 and (whole, rest) != ("0", "") else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + comma + rest


def share_text(number: Fraction) -> str:
    """Write a share with two decimals, and with more where it only rounds to a whole or a half."""
    for places in (2, 3, 4, 6):
        shown = Fraction(points_text(number, places).replace(",", "."))
        if shown == number or (2 * shown).denominator != 1:
            break
    return number_text(number, places)


def day_text(day: date | Fraction) -> str:
    """Write a day, or the day of a day number, as dd/mm/yyyy."""
    return f"{day if isinstance(day, date) else date.fromordinal(int(day)):%d/%m/%Y}"


def points_words(points: Fraction) -> str:
    """Write points in a sentence: "1,5 điểm", "trừ 0,5 điểm"."""
    return f"{'trừ ' if points < 0 else ''}{points_text(abs(points))} điểm"


def earned_words(points: Fraction) -> str:
    """Write points as they come out: "được 1,5 điểm", "bị trừ 0,5 điểm"."""
    return f"{'bị' if points < 0 else 'được'} {points_words(points)}"


def level_words(points: Fraction) -> str:
    """Write a level of points in a sentence: "0,7 điểm", "âm 0,7 điểm"."""
    return f"{'âm ' if points < 0 else ''}{points_text(abs(points))} điểm"


def points_range(points: Interval) -> str:
    """Write points that are not settled: "từ 0 đến 1,5 điểm"."""
    if points.is_point:
        return f"{points_text(points.low)} điểm"
    return f"từ {points_text(points.low)} đến {points_text(points.high)} điểm"


def option_text(option: str) -> str:
    """Write an answer or a state."""
    return OPTIONS.get(option, option)


# Names that keep their capital wherever they stand.
NAMES = (
    "Ban Biên tập",
    "Chính phủ",
    "Công an",
    "Cổng",
    "Hải Phòng",
    "Hội đồng",
    "Kế hoạch",
    "Luật",
    "Mặt trận",
    "Nghị ",
    "Phòng ",
    "Phụ lục",
    "Quy tắc",
    "Sở ",
    "Tổ công nghệ",
    "Trung ",
    "Trung tâm",
    "Văn phòng",
    "Ủy ban",
)


def not_so(found: str) -> str:
    """Say that something else was found."""
    return f"số liệu là: {found}"


def lowered(text: str) -> str:
    """Begin a text in the middle of a sentence; names and abbreviations keep their capitals."""
    if text[1:2].isupper() or not text[:1].isupper() or text.startswith(NAMES):
        return text
    return text[0].lower() + text[1:]


def raised(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def sentence_of(subject: str, parts: Iterable[str]) -> str:
    """Write what is judged and, after it, what each outcome gives."""
    return f"{raised(subject)}. {raised('; '.join(parts))}."


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


@dataclass(frozen=True, slots=True)
class Naming:
    """What an input is called, and how its numbers are written."""

    title: str
    measure: Measure = field(default_factory=Measure)


@dataclass(frozen=True)
class Words:
    """The names that sentences use: inputs and leaves by key, targets by (plan, row)."""

    inputs: Mapping[str, Naming] = field(default_factory=dict)
    leaves: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)

    def title(self, key: str) -> str:
        """Give the title of an input, as a text of its own."""
        return raised(self.inputs[key].title.removeprefix("Trong đó: "))

    def lower(self, key: str) -> str:
        """Give the title of an input, inside a sentence."""
        return lowered(self.title(key))

    def measure(self, key: str) -> Measure:
        """Say how the numbers of an input are written."""
        return self.inputs[key].measure

    def domain_text(self, key: str, domain: Domain) -> str:
        """Write what an input is, or may still be."""
        parts = [option_text(option) for option in sorted(domain.options, reverse=True)]
        if domain.numbers is not None:
            parts.append(self.measure(key).between(domain.numbers))
        parts += ["không có"] * domain.absent + ["không phát sinh"] * domain.not_arisen
        return " hoặc ".join(parts)

    def told(self, key: str, domain: Domain) -> str:
        """Write what an input is, with its title."""
        return f"{self.lower(key)}: {self.domain_text(key, domain)}"

    def target(self, plan: str, row: str, measure: Measure) -> End:
        """Write a target of the plan as the end of a range."""
        number = self.targets.get((plan, row))
        known = "mức" if number is None else measure.text(number)
        return End(f"{known} (chỉ tiêu {row} của Kế hoạch)", number, False)
