"""Banded: the band in which the value lies gives the points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from par_rules.rules.conditions import Ends
from par_rules.rules.forms import Form
from par_rules.rules.model import Model, Points, Sources, View
from par_rules.values import Interval, hull


class Band(Ends, Points):
    """Both ends of a band and its points."""

    source: Sources | None = None


class Banded(Model):
    """Half-open or closed bands that cover the value's range without gap or overlap."""

    kind: Literal["banded"] = "banded"
    value: Form
    bands: tuple[Band, ...]
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield from self.value.reads()
        for band in self.bands:
            yield from band.end_reads()

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        return hull(self._outcomes(view, maximum))

    def _outcomes(self, view: View, maximum: Fraction) -> Iterator[Interval]:
        value = self.value.reach(view)
        if value.absent and self.absent is not None:
            yield Interval.point(self.absent.out_of(maximum))
        if value.numbers is None:
            return
        for band in self.bands:
            if band.may_hold(value.numbers, view, whole=value.whole):
                yield Interval.point(band.out_of(maximum))
