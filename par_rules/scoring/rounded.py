"""Rounds points and indices as the set declares it, both ends of an interval alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from par_rules.criteria.head import Rounding
from par_rules.values import Interval, round_to


def rounded(
    points: Interval, roundings: Iterable[Rounding], at: Literal["leaf", "index"]
) -> Interval:
    """Give ``points`` after each rounding declared for ``at``, in order."""
    for rounding in roundings:
        if rounding.at == at:
            points = rounded_once(points, rounding)
    return points


def rounded_once(points: Interval, rounding: Rounding) -> Interval:
    """Give ``points`` after one rounding."""
    low = round_to(points.low, rounding.to, rounding.mode)
    if points.is_point:
        return Interval(low, low)
    return Interval(low, round_to(points.high, rounding.to, rounding.mode))
