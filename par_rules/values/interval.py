"""Closed intervals of exact numbers: what a score may still be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included; ``low <= high``."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        if low is high:
            return
        # Several times quicker than low > high, and millions are made.
        if low.numerator * high.denominator > high.numerator * low.denominator:
            raise ValueError(f"an interval ends before it begins: {low} > {high}")

    @classmethod
    def point(cls, number: Fraction) -> Interval:
        """Give the interval that holds ``number`` alone."""
        return cls(number, number)

    @property
    def is_point(self) -> bool:
        """Say whether one number only is left."""
        return self.low is self.high or self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def scaled(self, factor: Fraction) -> Interval:
        """Multiply both ends by ``factor`` (0 or more)."""
        return Interval(self.low * factor, self.high * factor)

    def clamped(self, floor: Fraction | None, cap: Fraction | None) -> Interval:
        """Keep both ends between ``floor`` and ``cap``, where these are given."""
        low, high = self.low, self.high
        if floor is not None:
            low, high = max(low, floor), max(high, floor)
        if cap is not None:
            low, high = min(low, cap), min(high, cap)
        return Interval(low, high)

    def holds(self, other: Interval) -> bool:
        """Say whether ``other`` lies inside."""
        return self.low <= other.low and other.high <= self.high


def hull(intervals: Iterable[Interval]) -> Interval:
    """Give the smallest interval that holds all; raises ``ValueError`` where there is none."""
    found = list(intervals)
    if not found:
        raise ValueError("no outcome is possible")
    low, high = found[0].low, found[0].high
    for other in found[1:]:
        if other.low is not low and other.low < low:
            low = other.low
        if other.high is not high and other.high > high:
            high = other.high
    return found[0] if low is found[0].low and high is found[0].high else Interval(low, high)
