"""Per unit: ``start + each × n``, kept between ``floor`` and ``cap``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from par_rules.rules.forms import Form
from par_rules.rules.model import Model, Number, Points, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, added, clamps, line, one_of
from par_rules.rules.told import value_text, value_told
from par_rules.rules.words import (
    earned_words,
    level_words,
    not_so,
    points_range,
    points_words,
    raised,
    sentence_of,
)
from par_rules.values import Interval, hull, points_text

NOTHING = (Fraction(0), Fraction(0))


class PerUnit(Model):
    """Points for, or off for, each unit counted."""

    kind: Literal["per_unit"] = "per_unit"
    value: Form
    start: Number = Fraction(0)
    each: Number
    floor: Number | None = None
    cap: Number | None = None
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield from self.value.reads()

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        value = self.value.reach(view)
        outcomes = []
        if value.absent and self.absent is not None:
            outcomes.append(Interval.point(self.absent.out_of(maximum)))
        if value.numbers is not None:
            ends = [self.start + self.each * n for n in (value.numbers.low, value.numbers.high)]
            outcomes.append(Interval(min(ends), max(ends)).clamped(self.floor, self.cap))
        return hull(outcomes)

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write what a unit gives or takes, from where, and within which limits."""
        scale = [f"{first}; {self._each_words(words)}" for first in self._first_words(words)]
        scale = scale or [self._each_words(words)]
        if self.floor is not None:
            scale.append(f"thấp nhất {level_words(self.floor)}")
        if self.cap is not None:
            scale.append(f"cao nhất {level_words(self.cap)}")
        if self.absent is not None:
            missing = self.value.measured_in(words).missing
            scale.append(f"{missing}: {self.absent.text(maximum)}")
        return sentence_of(self.value.words(words), scale)

    @property
    def _enough(self) -> Fraction | None:
        """Give the count that earns the cap, where the points start below 0 to be lost one by one.

        ``cap − each × (enough − n)`` is the same as ``start + each × n``, and read by people.
        """
        if self.start >= 0 or self.each <= 0 or self.cap is None:
            return None
        enough = (self.cap - self.start) / self.each
        return enough if enough.denominator == 1 else None

    def _first_words(self, words: Words) -> list[str]:
        """Write where the points start: with none, below 0 or, better, at the full count."""
        if self._enough is not None and self.cap is not None:
            full = self.value.measured_in(words).text(self._enough)
            return [f"đủ {full} được {points_words(self.cap)}"]
        return [f"bắt đầu từ {level_words(self.start)}"] if self.start else []

    def _each_words(self, words: Words) -> str:
        measure = self.value.measured_in(words)
        unit = {"percent": "1%", "number": measure.unit or "đơn vị"}.get(measure.kind, "ngày")
        if self._enough is not None:
            return f"mỗi {unit} thiếu trừ {points_text(self.each)} điểm"
        return f"mỗi {unit} {'trừ' if self.each < 0 else 'cộng'} {points_text(abs(self.each))} điểm"

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show the start, the units, and what floor or cap change."""
        value = self.value.reach(view)
        shown = value_text(self.value, view, words)
        passed: list[PassedOver] = []
        step = Step(
            "per_unit",
            "Chấm theo số đếm",
            Fraction(0),
            Fraction(0),
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            value=shown,
            reads=tuple(dict.fromkeys(self.reads())),
            note=self._note(view, maximum, words),
        )
        lines: list[Step] = []
        if value.numbers is not None:
            lines.append(added(Step("units", "Tính", *NOTHING), self._lines(value.numbers, words)))
        if self.absent is not None:
            missing = self.value.measured_in(words).missing
            text = raised(f"{missing}: {self.absent.text(maximum)}")
            if value.absent:
                points = Interval.point(self.absent.out_of(maximum))
                lines.append(line("absent", "Mức áp dụng", points, text))
            else:
                passed.append(PassedOver(text, not_so(shown)))
        step = replace(step, passed_over=tuple(passed))
        if len(lines) == 1 and lines[0].children:
            return added(step, lines[0].children)
        return one_of(step, lines)

    def _lines(self, numbers: Interval, words: Words) -> Iterator[Step]:
        enough = self._enough
        total = Interval.point(self.start if enough is None else self.start + self.each * enough)
        if total.high:
            text = "; ".join(self._first_words(words)) if enough is not None else ""
            yield line("start", "Điểm bắt đầu", total, text or points_words(self.start))
        ends = [self.each * (n - (enough or 0)) for n in (numbers.low, numbers.high)]
        units = Interval(min(ends), max(ends))
        counted = self.value.measured_in(words).between(numbers)
        text = f"{counted}, {self._each_words(words)}: {points_range(units)}"
        yield line("each", "Theo số đếm", units, raised(text))
        yield from clamps(total + units, self.floor, self.cap)

    def _note(self, view: View, maximum: Fraction, words: Words) -> str:
        told, points = value_told(self.value, view, words), self.reach(view, maximum)
        if not points.is_point:
            return told
        numbers = self.value.reach(view).numbers
        if numbers is None:
            return f"{told}, {earned_words(points.low)}"
        start = "".join(f"{first}, " for first in self._first_words(words))
        limit = ""
        if (
            points.low in (self.floor, self.cap)
            and self.start + self.each * numbers.low != points.low
        ):
            limit = f", {'thấp nhất' if points.low == self.floor else 'cao nhất'}"
        return f"{told}; {start}{self._each_words(words)}{limit}: {points_words(points.low)}"
