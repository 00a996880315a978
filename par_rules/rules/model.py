"""What every part of the rule language is made of: frozen models, numbers, points, the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

from par_rules.values import Domain, Interval, exact, points_text
from par_rules.values.exact import decimal_text


class Model(BaseModel):
    """A frozen piece of a criteria set; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _number(value: object) -> Fraction:
    if isinstance(value, str | int | Fraction) and not isinstance(value, bool):
        return exact(value)
    raise ValueError("not a number")


Number = Annotated[
    Fraction,
    BeforeValidator(_number),
    PlainSerializer(lambda n: decimal_text(n, 30), return_type=str),
]


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


class Source(Model):
    """Where a value stands: a document with its part and row, or an assumption of the set."""

    doc: str | None = None
    at: str | None = None
    line: int | None = None
    quote: str | None = None
    assumption: str | None = None


Sources = Annotated[tuple[Source, ...], BeforeValidator(_listed), Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class View:
    """What each input may still be, and what each leaf may still earn, as one reader sees it.

    ``targets`` holds the plan's targets of the set's year by (plan, row), in the plan's unit.
    """

    inputs: Mapping[str, Domain]
    leaves: Mapping[str, Interval] = field(default_factory=dict)
    targets: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    days_off: frozenset[date] = frozenset()

    def of(self, name: str) -> Domain:
        """Give the domain of input ``name``; raises ``KeyError`` for an input not declared."""
        return self.inputs[name]


class Points(Model):
    """Points as written: ``points``, or ``of_max`` in per cent (0–100) of the maximum."""

    points: Number | None = None
    of_max: Number | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.points is None) == (self.of_max is None):
            raise ValueError("points_or_of_max")
        return self

    def out_of(self, maximum: Fraction) -> Fraction:
        """Give the points where the leaf (or part) has ``maximum``."""
        if self.points is not None:
            return self.points
        assert self.of_max is not None
        above, below = self.of_max.as_integer_ratio()
        if above == 100 and below == 1:
            return maximum
        of, whole = maximum.as_integer_ratio()
        return Fraction(above * of, 100 * below * whole)

    def text(self, maximum: Fraction) -> str:
        """Write the points for readers: "1,5 điểm", "trừ 0,5 điểm"."""
        points = self.out_of(maximum)
        return f"{'trừ ' if points < 0 else ''}{points_text(abs(points))} điểm"


def day_number(day: date) -> Fraction:
    """Give the number that stands for ``day`` in a domain."""
    return Fraction(day.toordinal())
