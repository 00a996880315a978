"""The branches of the rules that judge one value: bands, pieces of a line, answers, counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

from par_rules.rules import Form, Model, View
from par_rules.rules.banded import Banded
from par_rules.rules.ends import Threshold, threshold, threshold_end
from par_rules.rules.given import Given
from par_rules.rules.graded import Grade, Graded
from par_rules.rules.linear import Linear
from par_rules.rules.naming import Words
from par_rules.rules.per_unit import PerUnit
from par_rules.rules.python import Python
from par_rules.rules.unread import Unread
from par_rules.rules.words import option_text
from par_rules.scoring.branch import Branch, Test, absent, always, clamped, settled_number
from par_rules.values import Domain, Interval


def banded(rule: Banded, maximum: Fraction, words: Words) -> Iterator[Branch]:
    """Give each band, each end of one exactly, and what is absent."""
    measure = rule.value.measured_in(words)

    def holding(view: View) -> list[int]:
        value = rule.value.reach(view)
        if value.numbers is None:
            return []
        return [
            i
            for i, band in enumerate(rule.bands)
            if band.may_hold(value.numbers, view, whole=value.whole)
        ]

    def alone(i: int) -> Test:
        return lambda view: _settled(rule.value, view) is not None and holding(view) == [i]

    def among(i: int) -> Test:
        return lambda view: i in holding(view)

    for i, band in enumerate(rule.bands):
        text = f"mức {band.range_words(words, measure)}: {band.text(maximum)}"
        yield Branch(text, alone(i), among(i))
    yield from _band_ends(rule, words)
    yield from absent(rule.absent, rule.value.reach, maximum)


def _settled(value: Form, view: View) -> Fraction | None:
    return settled_number(value.reach(view))


def _band_ends(rule: Banded, words: Words) -> Iterator[Branch]:
    """Give each place where one band ends and another begins: there "from" and "over" differ."""
    measure = rule.value.measured_in(words)

    def at(end: Threshold) -> Test:
        def test(view: View) -> bool:
            place = threshold(end, view)
            return place.is_point and _settled(rule.value, view) == place.low

        return test

    def within(end: Threshold) -> Test:
        def test(view: View) -> bool:
            value, place = rule.value.reach(view), threshold(end, view)
            numbers = value.numbers
            meets = numbers is not None and numbers.low <= place.high and place.low <= numbers.high
            return meets and not (value.whole and place.is_point and place.low.denominator > 1)

        return test

    ends = [
        end
        for band in rule.bands
        for end in (band.at_least, band.above, band.at_most, band.below)
        if end is not None
    ]
    named = {threshold_end(end, words, measure).text: end for end in ends}
    for text, end in named.items():
        yield Branch(f"đúng đầu mút {text}", at(end), within(end))


def linear(rule: Linear, maximum: Fraction, words: Words) -> Iterator[Branch]:
    """Give each piece of the line, and what is absent."""
    measure = rule.value.measured_in(words)
    ends = [threshold_end(anchor.at, words, measure) for anchor in rule.anchors]

    def places(view: View) -> list[Fraction] | None:
        found = [threshold(anchor.at, view) for anchor in rule.anchors]
        settled = all(place.is_point for place in found)
        return list(accumulate((place.low for place in found), max)) if settled else None

    def piece(i: int) -> Test:
        """Test for the piece before anchor ``i``; the last one starts at the last anchor."""

        def test(view: View) -> bool:
            at, x = places(view), _settled(rule.value, view)
            if at is None or x is None:
                return False
            return sum(place <= x for place in at) == i

        return test

    def between(i: int) -> Test:
        def test(view: View) -> bool:
            found = rule.value.reach(view).numbers
            if found is None:
                return False
            low = threshold(rule.anchors[i - 1].at, view).low if i else None
            high = threshold(rule.anchors[i].at, view).high if i < len(ends) else None
            return (low is None or found.high >= low) and (high is None or found.low < high)

        return test

    texts = [
        f"đoạn {measure.ends(None, replace(ends[0], open=True))}",
        *(f"đoạn {measure.ends(a, b)}" for a, b in pairwise(ends)),
        f"đoạn {measure.ends(ends[-1], None)}",
    ]
    for i, text in enumerate(texts):
        yield Branch(text, piece(i), between(i))

    def value_or_places(view: View) -> Domain:
        """Give the value, or an anchor's place that is known not to be there."""
        read = [anchor.at.reach(view) for anchor in rule.anchors if isinstance(anchor.at, Model)]
        value = rule.value.reach(view)
        return next((d for d in (value, *read) if d.absent and d.is_settled), value)

    yield from absent(rule.absent, value_or_places, maximum)


def graded(rule: Graded, maximum: Fraction, words: Words) -> Iterator[Branch]:
    """Give each answer."""

    def read(view: View) -> Domain:
        return view.of(rule.input)

    def given(grade: Grade) -> Test:
        return lambda view: read(view).is_settled and grade.may_be(read(view))

    def open_to(grade: Grade) -> Test:
        return lambda view: grade.may_be(read(view))

    for grade in rule.grades:
        text = f"trả lời “{option_text(grade.is_)}”: {grade.text(maximum)}"
        yield Branch(text, given(grade), open_to(grade))
    yield from absent(rule.absent, read, maximum)


def per_unit(rule: PerUnit, maximum: Fraction, words: Words) -> Iterator[Branch]:
    """Give the count as it is, kept at floor or cap, and absent."""

    def free(view: View) -> Interval | None:
        """Give the points before floor and cap."""
        numbers = rule.value.reach(view).numbers
        if numbers is None:
            return None
        ends = [rule.start + rule.each * n for n in (numbers.low, numbers.high)]
        return Interval(min(ends), max(ends))

    yield from clamped("theo số đếm", free, rule.floor, rule.cap)
    yield from absent(rule.absent, rule.value.reach, maximum)


def given(rule: Given, maximum: Fraction, words: Words) -> Iterator[Branch]:
    """Give the points from outside, and what is absent."""

    def read(view: View) -> Domain:
        return view.of(rule.input)

    yield Branch("có kết quả", lambda view: settled_number(read(view)) is not None, always)
    yield from absent(rule.absent, read, maximum)


def python(rule: Python, maximum: Fraction, words: Words) -> Iterator[Branch]:
    """Give the one branch that can be seen from here: that the function is called."""

    def settled(view: View) -> bool:
        return all(view.of(name).is_settled for name in rule.inputs)

    yield Branch("đủ số liệu cho cách tính riêng", settled, always)


def unread(rule: Unread, maximum: Fraction, words: Words) -> Iterator[Branch]:
    """Give the branch that no example reaches: the rule itself is missing."""
    yield Branch("chưa có cách tính", lambda view: False, always)
