"""Given: points from outside: an imported index, a leader's rating, a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from par_rules.rules.model import Model, Number, Points, View
from par_rules.values import Interval, hull


class Given(Model):
    """``value / out_of × maximum``; without ``out_of`` the value is the points themselves."""

    kind: Literal["given"] = "given"
    by: Literal["index", "survey", "leader", "judgement"]
    input: str
    out_of: Number | None = None
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield self.input

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        domain = view.of(self.input)
        outcomes = []
        if domain.absent and self.absent is not None:
            outcomes.append(Interval.point(self.absent.out_of(maximum)))
        if domain.numbers is not None:
            scale = maximum / self.out_of if self.out_of else Fraction(1)
            outcomes.append(domain.numbers.scaled(scale))
        return hull(outcomes)
