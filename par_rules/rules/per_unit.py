"""Per unit: ``start + each × n``, kept between ``floor`` and ``cap``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from par_rules.rules.forms import Form
from par_rules.rules.model import Model, Number, Points, View
from par_rules.values import Interval, hull


class PerUnit(Model):
    """Points for, or off for, each unit counted."""

    kind: Literal["per_unit"] = "per_unit"
    value: Form
    start: Number = Fraction(0)
    each: Number
    floor: Number | None = None
    cap: Number | None = None
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield from self.value.reads()

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        value = self.value.reach(view)
        outcomes = []
        if value.absent and self.absent is not None:
            outcomes.append(Interval.point(self.absent.out_of(maximum)))
        if value.numbers is not None:
            ends = [self.start + self.each * n for n in (value.numbers.low, value.numbers.high)]
            outcomes.append(Interval(min(ends), max(ends)).clamped(self.floor, self.cap))
        return hull(outcomes)
