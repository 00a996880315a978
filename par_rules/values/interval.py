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
        if self.low is not self.high and _less(self.high, self.low):
            raise ValueError(f"an interval ends before it begins: {self.low} > {self.high}")

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
        return self if low is self.low and high is self.high else Interval(low, high)

    def holds(self, other: Interval) -> bool:
        """Say whether ``other`` lies inside."""
        return self.low <= other.low and other.high <= self.high


def hull(intervals: Iterable[Interval]) -> Interval:
    """Give the smallest interval that holds all; raises ``ValueError`` where there is none."""
    found = list(intervals)
    if not found:
        raise ValueError("no outcome is possible")
    if len(found) == 1:
        return found[0]
    low, high = found[0].low, found[0].high
    for other in found[1:]:
        if _less(other.low, low):
            low = other.low
        if _less(high, other.high):
            high = other.high
    return Interval(low, high)


def _less(one: Fraction, two: Fraction) -> bool:
    """Say the same as ``one < two``, several times quicker: millions are compared."""
    (above, below), (other_above, other_below) = one.as_integer_ratio(), two.as_integer_ratio()
    return above * other_below < other_above * below
