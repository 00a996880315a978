"""Thresholds and the ends of bands and comparisons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from par_rules.rules.forms import Form, Input, TargetOfYear
from par_rules.rules.measure import End, Measure
from par_rules.rules.model import Model, Number, View, day_number
from par_rules.rules.naming import Words
from par_rules.rules.words import day_text
from par_rules.values import Interval

Threshold = date | Number | Form


def threshold(value: Threshold, view: View) -> Interval:
    """Give where a threshold may lie: a point for a number or a date, an interval for a form.

    A form without a value (its input is absent) gives no place; raises ``LookupError``.
    """
    if isinstance(value, date):
        return Interval.point(day_number(value))
    if isinstance(value, Fraction):
        return Interval.point(value)
    reached = value.reach(view).numbers
    if reached is None:
        raise LookupError("a threshold without a value")
    return reached


def threshold_end(
    value: Threshold, words: Words, measure: Measure, *, is_open: bool = False
) -> End:
    """Write a threshold as the end of a range."""
    if isinstance(value, date):
        return End(day_text(value), day_number(value), is_open)
    if isinstance(value, Fraction):
        return End(measure.text(value), value, is_open)
    if isinstance(value, TargetOfYear):
        return replace(words.target(value.plan, value.row, measure), open=is_open)
    if isinstance(value, Input):
        return End(f"mức “{words.title(value.of)}”", None, is_open)
    return End(f"mức của {value.words(words)}", None, is_open)


NUMBER_OUTSIDE = {
    "at_least": "thấp hơn",
    "above": "không vượt",
    "at_most": "cao hơn",
    "below": "không dưới",
}
OUTSIDE = {
    "number": NUMBER_OUTSIDE,
    "percent": NUMBER_OUTSIDE,
    "date": {
        "at_least": "trước ngày",
        "above": "không sau ngày",
        "at_most": "sau ngày",
        "below": "không trước ngày",
    },
}


class Ends(Model):
    """The ends of a band or comparison; an end left out is open."""

    at_least: Threshold | None = None
    above: Threshold | None = None
    at_most: Threshold | None = None
    below: Threshold | None = None

    def end_reads(self) -> Iterator[str]:
        """Name the inputs that the ends themselves read."""
        for end in (self.at_least, self.above, self.at_most, self.below):
            if end is not None and not isinstance(end, date | Fraction):
                yield from end.reads()

    def may_hold(self, numbers: Interval, view: View, *, whole: bool) -> bool:
        """Say whether some number of ``numbers`` may lie between the ends."""
        low, low_open = self._lower(view)
        high, high_open = self._upper(view)
        return _meets(numbers, low, low_open, high, high_open, whole=whole)

    def range_words(self, words: Words, measure: Measure) -> str:
        """Write the range that lies between the ends."""
        low = high = None
        if self.above is not None:
            low = threshold_end(self.above, words, measure, is_open=True)
        elif self.at_least is not None:
            low = threshold_end(self.at_least, words, measure)
        if self.below is not None:
            high = threshold_end(self.below, words, measure, is_open=True)
        elif self.at_most is not None:
            high = threshold_end(self.at_most, words, measure)
        return measure.ends(low, high)

    def why_not(self, number: Fraction, view: View, words: Words, measure: Measure) -> str:
        """Say at which end ``number`` falls out."""
        text = measure.text(number)
        if measure.kind not in OUTSIDE:
            return text
        for end, name in (
            (self.at_least, "at_least"),
            (self.above, "above"),
            (self.at_most, "at_most"),
            (self.below, "below"),
        ):
            if end is None:
                continue
            alone = Ends.model_validate({name: end})
            if not alone.may_hold(Interval.point(number), view, whole=False):
                limit = threshold_end(end, words, measure).text
                return f"{text} {OUTSIDE[measure.kind][name]} {limit}"
        return text

    def _lower(self, view: View) -> tuple[Fraction | None, bool]:
        if self.above is not None:
            return threshold(self.above, view).low, True
        if self.at_least is not None:
            return threshold(self.at_least, view).low, False
        return None, False

    def _upper(self, view: View) -> tuple[Fraction | None, bool]:
        if self.below is not None:
            return threshold(self.below, view).high, True
        if self.at_most is not None:
            return threshold(self.at_most, view).high, False
        return None, False

    def may_fail(self, numbers: Interval, view: View, *, whole: bool) -> bool:
        """Say whether some number of ``numbers`` may lie outside the ends."""
        outside: list[tuple[Fraction | None, bool, Fraction | None, bool]] = []
        if self.at_least is not None:
            outside.append((None, False, threshold(self.at_least, view).high, True))
        if self.above is not None:
            outside.append((None, False, threshold(self.above, view).high, False))
        if self.at_most is not None:
            outside.append((threshold(self.at_most, view).low, True, None, False))
        if self.below is not None:
            outside.append((threshold(self.below, view).low, False, None, False))
        return any(
            _meets(numbers, lo, lo_open, hi, hi_open, whole=whole)
            for lo, lo_open, hi, hi_open in outside
        )


def _meets(
    numbers: Interval,
    low: Fraction | None,
    low_open: bool,
    high: Fraction | None,
    high_open: bool,
    *,
    whole: bool,
) -> bool:
    first, first_open = numbers.low, False
    last, last_open = numbers.high, False
    if low is not None and (low > first or (low == first and low_open)):
        first, first_open = low, low_open
    if high is not None and (high < last or (high == last and high_open)):
        last, last_open = high, high_open
    if whole:
        begin = math.floor(first) + 1 if first_open else math.ceil(first)
        end = math.ceil(last) - 1 if last_open else math.floor(last)
        return begin <= end
    return first < last or (first == last and not first_open and not last_open)
