"""Points against value: the lines of a rule from the places where its points change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from par_rules.rules import Points, View
from par_rules.rules.banded import Band, Banded
from par_rules.rules.ends import threshold
from par_rules.rules.gate import Gate, Table
from par_rules.rules.given import Given
from par_rules.rules.graded import Graded
from par_rules.rules.linear import Linear
from par_rules.rules.measure import Measure
from par_rules.rules.naming import Words
from par_rules.rules.per_unit import PerUnit
from par_rules.rules.sum_of import SumOf
from par_rules.rules.words import option_text, points_words

Place = tuple[Fraction, Fraction]  # value, points


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; an open end does not belong to it."""

    start: Place
    end: Place
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """The lines of one value, and the same in words: value and points, row by row."""

    title: str
    subject: str
    measure: Measure
    maximum: Fraction
    lines: tuple[Line, ...]
    rows: tuple[tuple[str, str], ...]


def curves_of(
    rule: Any, title: str, maximum: Fraction, words: Words, view: View
) -> Iterator[Curve]:
    """Give the curve of each value that the rule reads; answers have rows and no lines.

    A rule whose thresholds are not settled before the year ends has none.
    """
    if isinstance(rule, SumOf):
        for part in rule.parts:
            label = f"{title}: {part.label}" if title else part.label
            yield from curves_of(part.rule, label, part.max_points, words, view)
    elif isinstance(rule, Gate):
        yield from curves_of(rule.then, title, maximum, words, view)
        if not isinstance(rule.otherwise, Points):
            yield from curves_of(rule.otherwise, title, maximum, words, view)
    elif isinstance(rule, Table):
        for row in rule.rows:
            if row.then is not None:
                yield from curves_of(row.then, title, maximum, words, view)
    elif isinstance(rule, Graded):
        rows = ((option_text(g.is_), points_words(g.out_of(maximum))) for g in rule.grades)
        subject = words.title(rule.input)
        yield Curve(title, subject, Measure(), maximum, (), tuple(rows))
    elif isinstance(rule, Given):
        yield from _given(rule, title, maximum, words)
    elif isinstance(rule, Banded | Linear | PerUnit):
        measure = rule.value.measured_in(words)
        try:
            lines = list(_lines(rule, maximum, measure, view))
        except LookupError:
            return
        subject = rule.value.words(words)
        told = tuple(_rows(rule, lines, maximum, words, measure))
        yield Curve(title, subject, measure, maximum, tuple(lines), told)


def _given(rule: Given, title: str, maximum: Fraction, words: Words) -> Iterator[Curve]:
    top = rule.out_of if rule.out_of is not None else maximum
    measure = words.measure(rule.input)
    lines = (Line((Fraction(0), Fraction(0)), (top, maximum)),)
    ends = (lines[0].start, lines[0].end)
    told = tuple((measure.text(x), points_words(points)) for x, points in ends)
    yield Curve(title, words.title(rule.input), measure, maximum, lines, told)


def _lines(
    rule: Banded | Linear | PerUnit, maximum: Fraction, measure: Measure, view: View
) -> Iterator[Line]:
    if isinstance(rule, PerUnit):
        yield from _per_unit(rule, measure)
    elif isinstance(rule, Linear):
        yield from _linear(rule, maximum, measure, view)
    else:
        yield from _banded(rule, maximum, measure, view)


def _banded(rule: Banded, maximum: Fraction, measure: Measure, view: View) -> Iterator[Line]:
    ends = [_ends(band, view) for band in rule.bands]
    first, last = _stretch([x for pair in ends for x in pair if x is not None], measure)
    for band, (low, high) in zip(rule.bands, ends, strict=True):
        points = band.out_of(maximum)
        start = low if low is not None else first
        end = high if high is not None else last
        if start <= end:
            yield Line(
                (start, points), (end, points), band.above is not None, band.below is not None
            )


def _ends(band: Band, view: View) -> tuple[Fraction | None, Fraction | None]:
    low = band.at_least if band.at_least is not None else band.above
    high = band.at_most if band.at_most is not None else band.below
    return _place(low, view), _place(high, view)


def _place(end: Any, view: View) -> Fraction | None:
    if end is None:
        return None
    found = threshold(end, view)
    if not found.is_point:
        raise LookupError("a threshold that is not settled")
    return found.low


def _linear(rule: Linear, maximum: Fraction, measure: Measure, view: View) -> Iterator[Line]:
    places: list[Place] = []
    for anchor in rule.anchors:
        at = _place(anchor.at, view)
        assert at is not None
        places.append((at, anchor.out_of(maximum)))
    first, last = _stretch([x for x, _ in places], measure)
    start, end = places[0], places[-1]
    if first < start[0]:
        under = rule.below.out_of(maximum) if rule.below is not None else start[1]
        yield Line((first, under), (start[0], under), open_end=rule.below is not None)
    for one, other in pairwise(places):
        yield Line(one, other)
    if end[0] < last:
        yield Line(end, (last, end[1]))


def _per_unit(rule: PerUnit, measure: Measure) -> Iterator[Line]:
    """Draw whole numbers from 0 until nothing changes any more, at most 60."""
    low, high = rule.floor, rule.cap

    def points(x: int) -> Fraction:
        found = rule.start + rule.each * x
        if low is not None:
            found = max(found, low)
        return found if high is None else min(found, high)

    turns = [n for n in range(1, 60) if points(n) - points(n - 1) != points(n + 1) - points(n)]
    top = turns[-1] + 1 if turns else 12
    if measure.top is not None:
        top = min(top, int(measure.top))
    for x in range(top):
        yield Line((Fraction(x), points(x)), (Fraction(x + 1), points(x + 1)))


def _stretch(places: list[Fraction], measure: Measure) -> tuple[Fraction, Fraction]:
    """Give the value's ends for a chart: its natural ones, else somewhat around its places."""
    low, high = min(places), max(places)
    if measure.kind == "percent" and low >= 0 and high <= 100:
        return Fraction(0), Fraction(100)
    room = max((high - low) / 4, Fraction(20 if measure.kind == "date" else 1))
    bottom = low - room
    if measure.kind in ("number", "percent") and low >= 0:
        bottom = max(Fraction(0), bottom)
    return bottom, high + room


def _rows(
    rule: Banded | Linear | PerUnit,
    lines: list[Line],
    maximum: Fraction,
    words: Words,
    measure: Measure,
) -> Iterator[tuple[str, str]]:
    """Give the same in words: each band, or each place where a line ends."""
    if isinstance(rule, Banded):
        for band in rule.bands:
            yield band.range_words(words, measure), points_words(band.out_of(maximum))
    else:
        met: set[Place] = set()
        for line in lines:
            for (x, points), is_open in ((line.start, line.open_start), (line.end, line.open_end)):
                if (x, points) not in met:
                    met.add((x, points))
                    near = "ngay dưới " if is_open else ""
                    yield f"{near}{measure.text(x)}", points_words(points)
    absent = rule.absent
    if absent is not None:
        yield measure.missing, points_words(absent.out_of(maximum))
