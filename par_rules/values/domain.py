"""What an input, or a value made of inputs, may still turn out to be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from par_rules.values.interval import Interval

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Domain:
    """The set of outcomes that are left: numbers, options, absent, not arisen.

    ``numbers`` are all numbers between two ends (only whole ones if ``whole``); dates are their
    day numbers (``date.toordinal``). ``options`` are words (yes, no, good …). ``grows_from`` is
    the present value of a running count: it can only grow from there, and so can what is beside
    it in a ratio (RULES.md §7).
    """

    numbers: Interval | None = None
    whole: bool = False
    options: frozenset[str] = NOTHING
    absent: bool = False
    not_arisen: bool = False
    grows_from: Fraction | None = None

    @classmethod
    def of(cls, number: Fraction | int, *, whole: bool = False) -> Domain:
        """Give the domain of one known number."""
        return cls(numbers=Interval.point(Fraction(number)), whole=whole)

    @classmethod
    def between(cls, low: Fraction | int, high: Fraction | int, *, whole: bool = False) -> Domain:
        """Give the domain of all numbers from ``low`` to ``high``."""
        return cls(numbers=Interval(Fraction(low), Fraction(high)), whole=whole)

    @property
    def is_settled(self) -> bool:
        """Say whether exactly one outcome is left."""
        count = len(self.options) + self.absent + self.not_arisen
        if self.numbers is None:
            return count == 1
        return count == 0 and self.numbers.is_point

    def joined(self, other: Domain) -> Domain:
        """Give the smallest domain that holds both."""
        numbers = self.numbers or other.numbers
        if self.numbers and other.numbers:
            numbers = Interval(
                min(self.numbers.low, other.numbers.low),
                max(self.numbers.high, other.numbers.high),
            )
        return Domain(
            numbers,
            self.whole and other.whole
            if self.numbers and other.numbers
            else self.whole or other.whole,
            self.options | other.options,
            self.absent or other.absent,
            self.not_arisen or other.not_arisen,
        )

    def with_numbers(self, numbers: Interval | None, *, whole: bool = False) -> Domain:
        """Replace the numbers, keeping absent and not arisen: what a value form gives."""
        return Domain(numbers, whole, NOTHING, self.absent, self.not_arisen)
