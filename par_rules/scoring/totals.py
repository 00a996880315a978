"""From leaves to groups and the index: sums, what did not arise, the bounds of a ratio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_rules.scoring.scorecard import Arises
from par_rules.values import Interval, added_up

ZERO = Fraction(0)
NOTHING = Interval.point(ZERO)


@dataclass(frozen=True, slots=True)
class Item:
    """A leaf or group in one view: its points, its maximum, whether it arises."""

    points: Interval
    maximum: Fraction
    arises: Arises

    def in_sum(self) -> Interval:
        """Give what it adds to a sum of points: nothing where it does not arise."""
        if self.arises == "yes":
            return self.points
        if self.arises == "no":
            return NOTHING
        return Interval(min(self.points.low, ZERO), max(self.points.high, ZERO))


def total(items: Sequence[Item]) -> Interval:
    """Add up points."""
    parts = [item.in_sum() for item in items]
    return Interval(added_up(p.low for p in parts), added_up(p.high for p in parts))


def maximum(
    claimed: Sequence[Item], attainable: Sequence[Item], everything: Fraction | None = None
) -> Fraction:
    """Add up the maxima of what arises as claimed, or may still arise.

    ``everything`` is the sum of all maxima, where it is known: it stands where nothing drops out.
    """
    pairs = zip(claimed, attainable, strict=True)
    kept = [now.maximum for now, later in pairs if not now.arises == later.arises == "no"]
    if everything is not None and len(kept) == len(claimed):
        return everything
    return added_up(kept)


def ratio_bounds(items: Sequence[Item]) -> Interval | None:
    """Give the least and greatest of ``Σp / ΣM`` over what arises; None where nothing can."""
    least, greatest = least_ratio(items), greatest_ratio(items)
    return None if least is None or greatest is None else Interval(least, greatest)


def least_ratio(items: Sequence[Item]) -> Fraction | None:
    """Give the least of ``Σp / ΣM``: a leaf that may drop out does so where that is worse."""
    return _least([(item.points.low, item.maximum, item.arises) for item in items])


def greatest_ratio(items: Sequence[Item]) -> Fraction | None:
    """Give the greatest: a leaf that may drop out does so exactly where that is better."""
    least = _least([(-item.points.high, item.maximum, item.arises) for item in items])
    return None if least is None else -least


def _least(items: list[tuple[Fraction, Fraction, Arises]]) -> Fraction | None:
    kept = [(p, m) for p, m, arises in items if arises == "yes" and m]
    open_ones = [(p, m) for p, m, arises in items if arises == "maybe" and m]
    if not kept:  # one of the open leaves alone may be all that arises
        return min((p / m for p, m in open_ones), default=None)
    points, weight = added_up(p for p, _ in kept), added_up(m for _, m in kept)
    for p, m in sorted(open_ones, key=lambda item: item[0] / item[1]):
        if p * weight >= points * m:  # p/m at or above the ratio: leaving it out is not better
            break
        points, weight = points + p, weight + m
    return points / weight


def redistributed(items: Sequence[Item], group_maximum: Fraction) -> Item:
    """Give a group that keeps its maximum over what arose: ``M · Σp / ΣM``."""
    ratio = ratio_bounds(items)
    if ratio is None:
        return Item(NOTHING, group_maximum, "no")
    some = any(item.arises == "yes" for item in items)
    return Item(ratio.scaled(group_maximum), group_maximum, "yes" if some else "maybe")
