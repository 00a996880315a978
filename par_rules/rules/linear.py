"""Linear: straight lines between anchors, flat after the last, ``below`` under the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from par_rules.rules.ends import Threshold, threshold, threshold_end
from par_rules.rules.forms import Form, TargetOfYear
from par_rules.rules.measure import End, Measure
from par_rules.rules.model import Model, Points, Sources, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, line, one_of
from par_rules.rules.told import value_text, value_told
from par_rules.rules.words import (
    earned_words,
    not_so,
    points_range,
    points_words,
    raised,
    sentence_of,
)
from par_rules.values import Interval, hull, points_text


class Anchor(Points):
    """A place on the value's line and the points there."""

    at: Threshold
    source: Sources | None = None

    @property
    def moves(self) -> bool:
        """Say whether the place depends on an input."""
        return not isinstance(self.at, date | Fraction | TargetOfYear)


class Linear(Model):
    """Points by proportion. With a moving anchor the points must not fall along the list."""

    kind: Literal["linear"] = "linear"
    value: Form
    anchors: tuple[Anchor, ...]
    below: Points | None = None
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield from self.value.reads()
        for anchor in self.anchors:
            if not isinstance(anchor.at, date | Fraction):
                yield from anchor.at.reads()

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        return hull(self._outcomes(view, maximum))

    def _outcomes(self, view: View, maximum: Fraction) -> Iterator[Interval]:
        value = self.value.reach(view)
        moving = [a.at.reach(view) for a in self.anchors if not isinstance(a.at, date | Fraction)]
        if self.absent is not None and (value.absent or any(m.absent for m in moving)):
            yield Interval.point(self.absent.out_of(maximum))
        if value.numbers is None or any(m.numbers is None for m in moving):
            return
        points = [anchor.out_of(maximum) for anchor in self.anchors]
        under = self.below.out_of(maximum) if self.below is not None else points[0]
        first, last = value.numbers.low, value.numbers.high
        places = [threshold(anchor.at, view) for anchor in self.anchors]
        early = [place.low for place in places]
        if all(place.is_point for place in places):
            if value.numbers.is_point:
                yield Interval.point(_points_at(first, early, points, under))
                return
            inner = [p for x, p in zip(early, points, strict=True) if first <= x <= last]
            ends = [_points_at(x, early, points, under) for x in (first, last)]
            yield hull(Interval.point(p) for p in [*inner, *ends])
            return
        late = [place.high for place in places]
        yield Interval(
            _points_at(first, late, points, under), _points_at(last, early, points, under)
        )

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write the points between the anchors, before the first and after the last."""
        scale = [*self._pieces(words, maximum), *self._last(words, maximum)]
        if self.below is not None:
            scale.append(self._below_words(self.below, words, maximum))
        if self.absent is not None:
            scale.append(f"{self._measure(words).missing}: {self.absent.text(maximum)}")
        return sentence_of(self.value.words(words), scale)

    def _measure(self, words: Words) -> Measure:
        return self.value.measured_in(words)

    def _pieces(self, words: Words, maximum: Fraction) -> Iterator[str]:
        measure = self._measure(words)
        for left, right in zip(self.anchors, self.anchors[1:], strict=False):
            low, high = (threshold_end(a.at, words, measure) for a in (left, right))
            first, last = left.out_of(maximum), right.out_of(maximum)
            if first == last:
                yield f"{measure.ends(low, high)}: {points_words(first)}"
            else:
                yield (
                    f"{measure.ends(low, high)}: tính theo tỷ lệ, "
                    f"từ {points_text(first)} đến {points_text(last)} điểm"
                )

    def _last(self, words: Words, maximum: Fraction) -> Iterator[str]:
        measure = self._measure(words)
        end = threshold_end(self.anchors[-1].at, words, measure)
        if end.number is None or end.number != measure.top:
            if end.number is not None:  # named in full before
                end = End(measure.text(end.number), end.number, False)
            yield f"{measure.ends(end, None)}: {self.anchors[-1].text(maximum)}"

    def _below_words(self, below: Points, words: Words, maximum: Fraction) -> str:
        measure = self._measure(words)
        first = threshold_end(self.anchors[0].at, words, measure, is_open=True)
        return f"{measure.ends(None, first)}: {below.text(maximum)}"

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show between which anchors the value lies, and what comes out."""
        value, shown = self.value.reach(view), value_text(self.value, view, words)
        lines = list(self._lines(view, maximum, words))
        passed = [
            PassedOver(raised(self._below_words(self.below, words, maximum)), not_so(shown))
            for _ in [None]
            if self.below is not None and not self._may_be_below(view)
        ]
        if self.absent is not None and not any(found.kind == "absent" for found in lines):
            text = f"{self._measure(words).missing}: {self.absent.text(maximum)}"
            passed.append(PassedOver(raised(text), not_so(shown)))
        points = self.reach(view, maximum)
        told = value_told(self.value, view, words)
        if points.is_point and value.numbers is not None and value.numbers.is_point:
            told = f"{told}; {self._reckoned(value.numbers.low, view, maximum, words)}"
        elif points.is_point:
            told = f"{told}, {earned_words(points.low)}"
        step = Step(
            "linear",
            "Chấm theo tỷ lệ",
            points.low,
            points.high,
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            value=shown,
            reads=tuple(dict.fromkeys(self.reads())),
            sources=tuple(s for anchor in self.anchors for s in anchor.source or ()),
            passed_over=tuple(passed),
            note=told,
        )
        return one_of(step, lines)

    def _may_be_below(self, view: View) -> bool:
        numbers = self.value.reach(view).numbers
        try:
            return numbers is not None and numbers.low < threshold(self.anchors[0].at, view).high
        except LookupError:
            return False

    def _lines(self, view: View, maximum: Fraction, words: Words) -> Iterator[Step]:
        value = self.value.reach(view)
        for points in self._outcomes(view, maximum):
            numbers = value.numbers
            absent = self.absent is not None and points.is_point
            if absent and (numbers is None or not self._has_places(view)):
                assert self.absent is not None
                text = f"{self._measure(words).missing}: {self.absent.text(maximum)}"
                yield line("absent", "Mức áp dụng", points, raised(text))
            elif numbers is not None and numbers.is_point and points.is_point:
                text = self._reckoned(numbers.low, view, maximum, words)
                yield line("reckoned", "Tính", points, raised(text))
            else:
                yield line("reckoned", "Tính", points, f"Có thể {points_range(points)}")

    def _has_places(self, view: View) -> bool:
        return all(
            a.at.reach(view).numbers is not None
            for a in self.anchors
            if not isinstance(a.at, date | Fraction)
        )

    def _reckoned(self, x: Fraction, view: View, maximum: Fraction, words: Words) -> str:
        """Write the reckoning between two anchors, or the flat piece that ``x`` lies on."""
        points = self.reach(view, maximum).low
        places = [threshold(anchor.at, view) for anchor in self.anchors]
        if not all(place.is_point for place in places):
            return points_words(points)
        measure = self._measure(words)
        at = list(accumulate((place.low for place in places), max))
        earned = [anchor.out_of(maximum) for anchor in self.anchors]
        for i in range(len(at) - 1):
            if at[i] < x < at[i + 1]:
                return reckoning(x, (at[i], at[i + 1]), (earned[i], earned[i + 1]), measure)
        if x < at[0]:
            under = self.below or self.anchors[0]
            return self._below_words(under, words, maximum)
        if x < at[-1]:
            return f"đúng mức {measure.text(x)}: {points_words(points)}"
        return f"{measure.ends(End(measure.text(at[-1]), at[-1], False), None)}: " + (
            points_words(points)
        )


def reckoning(
    x: Fraction,
    places: tuple[Fraction, Fraction],
    earned: tuple[Fraction, Fraction],
    measure: Measure,
) -> str:
    """Write a proportion: "theo tỷ lệ 2 × 60 / 80 = 1,5 điểm"."""
    (first, last), (low, high) = places, earned
    result = low + (high - low) * (x - first) / (last - first)
    here, start, end = measure.bare(x), measure.bare(first), measure.bare(last)
    if low == high:
        return points_words(low)
    if first == low == 0:
        return f"theo tỷ lệ {points_text(high)} × {here} / {end} = {points_text(result)} điểm"
    if low * last == high * first and measure.kind == "percent":  # the line goes through nothing
        return f"theo tỷ lệ {points_text(high)} × {here} / {end} = {points_text(result)} điểm"
    return (
        f"theo tỷ lệ {points_text(low)} + ({points_text(high)} − {points_text(low)}) × "
        f"({here} − {start}) / ({end} − {start}) = {points_text(result)} điểm"
    )


def _points_at(
    x: Fraction, places: list[Fraction], points: list[Fraction], under: Fraction
) -> Fraction:
    """Read the line at ``x``. A place is the greatest of its own and all before it; at equal
    places the first wins."""
    if x < places[0]:
        return under
    left_at, left = places[0], points[0]
    for place, earned in zip(places[1:], points[1:], strict=True):
        right_at = max(left_at, place)
        if x == left_at:
            return left
        if x < right_at:
            return left + (earned - left) * (x - left_at) / (right_at - left_at)
        if right_at > left_at or x > right_at:
            left_at, left = right_at, earned
    return left
