"""Linear: straight lines between anchors, flat after the last, ``below`` under the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

from par_rules.rules.conditions import Threshold, threshold
from par_rules.rules.forms import Form, TargetOfYear
from par_rules.rules.model import Model, Points, Sources, View
from par_rules.values import Interval, hull


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
        places = [threshold(anchor.at, view) for anchor in self.anchors]
        points = [anchor.out_of(maximum) for anchor in self.anchors]
        under = self.below.out_of(maximum) if self.below is not None else points[0]
        first, last = value.numbers.low, value.numbers.high
        if all(place.is_point for place in places):
            at = [place.low for place in places]
            inner = [p for x, p in zip(at, points, strict=True) if first <= x <= last]
            ends = [_points_at(x, at, points, under) for x in (first, last)]
            yield hull(Interval.point(p) for p in [*inner, *ends])
            return
        late, early = [place.high for place in places], [place.low for place in places]
        yield Interval(
            _points_at(first, late, points, under), _points_at(last, early, points, under)
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
