"""Graded: an answer, level or option gives the points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from par_rules.rules.model import Model, Points, Sources, View
from par_rules.values import Domain, Interval, hull


class Grade(Points):
    """One answer (an option, yes, no, present, absent, not_arisen) and its points."""

    is_: str = Field(alias="is")
    source: Sources | None = None

    def may_be(self, domain: Domain) -> bool:
        """Say whether the input may still come out as this answer."""
        if self.is_ == "present":
            return domain.numbers is not None or bool(domain.options)
        if self.is_ == "absent":
            return domain.absent
        if self.is_ == "not_arisen":
            return domain.not_arisen
        return self.is_ in domain.options


class Graded(Model):
    """Each answer has its points."""

    kind: Literal["graded"] = "graded"
    input: str
    grades: tuple[Grade, ...]
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield self.input

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        domain = view.of(self.input)
        outcomes = [g.out_of(maximum) for g in self.grades if g.may_be(domain)]
        if domain.absent and self.absent is not None:
            outcomes.append(self.absent.out_of(maximum))
        return hull(Interval.point(p) for p in outcomes)
