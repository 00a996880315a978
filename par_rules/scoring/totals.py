"""From leaves to groups and the index: sums, what did not arise, the bounds of a ratio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_rules.scoring.scorecard import Arises
from par_rules.values import Interval


@dataclass(frozen=True, slots=True)
class Item:
    """A leaf or group in one view: its points, its maximum, whether it arises."""

    points: Interval
    maximum: Fraction
    arises: Arises

    def in_sum(self) -> Interval:
        """Give what it adds to a sum of points: nothing where it does not arise."""
        if self.arises == "no":
            return Interval.point(Fraction(0))
        if self.arises == "maybe":
            return Interval(min(self.points.low, Fraction(0)), max(self.points.high, Fraction(0)))
        return self.points


def total(items: Sequence[Item]) -> Interval:
    """Add up points."""
    parts = [item.in_sum() for item in items]
    return Interval(
        sum((p.low for p in parts), Fraction(0)), sum((p.high for p in parts), Fraction(0))
    )


def maximum(claimed: Sequence[Item], attainable: Sequence[Item]) -> Fraction:
    """Add up the maxima of what arises as claimed, or may still arise."""
    pairs = zip(claimed, attainable, strict=True)
    return sum(
        (now.maximum for now, later in pairs if {now.arises, later.arises} != {"no"}), Fraction(0)
    )


def ratio_bounds(items: Sequence[Item]) -> Interval | None:
    """Give the least and greatest of ``Σp / ΣM`` over what arises; None where nothing can.

    A leaf that may drop out does so exactly where that is worse (low) or better (high).
    """
    least = _least([(i.points.low, i.maximum, i.arises) for i in items])
    most = _least([(-i.points.high, i.maximum, i.arises) for i in items])
    return None if least is None or most is None else Interval(least, -most)


def _least(items: list[tuple[Fraction, Fraction, Arises]]) -> Fraction | None:
    kept = [(p, m) for p, m, arises in items if arises == "yes" and m > 0]
    open_ones = [(p, m) for p, m, arises in items if arises == "maybe" and m > 0]
    if not kept:  # one of the open leaves alone may be all that arises
        return min((p / m for p, m in open_ones), default=None)
    points = sum((p for p, _ in kept), Fraction(0))
    weight = sum((m for _, m in kept), Fraction(0))
    for p, m in sorted(open_ones, key=lambda item: item[0] / item[1]):
        if p * weight >= points * m:  # p/m at or above the ratio: leaving it out is not better
            break
        points, weight = points + p, weight + m
    return points / weight


def redistributed(items: Sequence[Item], group_maximum: Fraction) -> Item:
    """Give a group that keeps its maximum over what arose: ``M · Σp / ΣM``."""
    ratio = ratio_bounds(items)
    if ratio is None:
        return Item(Interval.point(Fraction(0)), group_maximum, "no")
    some = any(item.arises == "yes" for item in items)
    return Item(ratio.scaled(group_maximum), group_maximum, "yes" if some else "maybe")
