"""The types of ``set.yaml``: what holds for a whole criteria set."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import Field

from par_rules.rules import Condition, Model, Number
from par_rules.rules.model import Sources


class Assumption(Model):
    """A value no source gives, and why it was chosen; printed wherever it counts."""

    text: str
    reason: str


class Office(Model):
    """Who inside or beside the unit leads, co-ordinates or monitors."""

    title: str
    aliases: tuple[str, ...] = ()
    inside: bool


class Rounding(Model):
    """Where and how points are rounded."""

    at: Literal["leaf", "index"]
    to: Number
    mode: Literal["half_up", "half_even", "down"]
    source: Sources


class Outside(Model):
    """Cap of the bonus or penalty, and whether it enters the total."""

    cap: Number
    counted: bool
    source: Sources


class Closing(Model):
    """What finalise does with what is still open after the cut-off."""

    open: Literal["low"]
    not_due: Literal["high", "low"]
    unproved: Literal["keep", "drop"]
    source: Sources


class Ceiling(Model):
    """The most that the index with bonus and penalty may come to."""

    at: Number
    source: Sources


class ClassBand(Model):
    """A class and its half-open band of the total; an end left out is open."""

    name: str
    at_least: Number | None = None
    below: Number | None = None

    def holds(self, total: Fraction) -> bool:
        """Say whether ``total`` lies in the band."""
        return (self.at_least is None or self.at_least <= total) and (
            self.below is None or total < self.below
        )


class Veto(Model):
    """Where all conditions hold, ``best`` is the best class left."""

    when: tuple[Condition, ...] = Field(min_length=1)
    best: str
    source: Sources


class Classes(Model):
    """How a unit is classed: on the rounded or the exact total, by half-open bands."""

    on: Literal["rounded", "exact"]
    bands: tuple[ClassBand, ...] = Field(min_length=1)
    veto: tuple[Veto, ...] = ()
    source: Sources

    def best_first(self) -> tuple[ClassBand, ...]:
        """Give the bands from the highest to the lowest."""
        lowest = [band for band in self.bands if band.at_least is None]
        others = [band for band in self.bands if band.at_least is not None]
        return (*sorted(others, key=lambda b: b.at_least or Fraction(0), reverse=True), *lowest)


Severity = Literal["blocks", "warns", "informs"]


class CheckCase(Model):
    """A case of a check that weighs otherwise."""

    title: str
    severity: Severity


class CheckSpec(Model):
    """A check of evidence: its code, what it means, how much it weighs and what to do."""

    code: str
    title: str
    severity: Severity
    meaning: str
    todo: str
    cases: dict[str, CheckCase] = Field(default_factory=dict)


class Regraded(Model):
    """What a check weighs in this set, and who says so."""

    severity: Severity
    source: Sources


class Moved(Model):
    """How many years the dates of what is carried over move, and who says so."""

    years: int
    source: Sources


class SetHead(Model):
    """``set.yaml``: what holds for the whole criteria set.

    ``base`` is the year it stands on; ``corrects`` the version that this one corrects, from its
    ``first_day`` on, by its ``source``.
    """

    key: str
    title: str
    year: int
    version: str
    first_day: date
    last_day: date
    max_points: Number
    provisional: dict[str, str] | None = None
    unit_kinds: tuple[str, ...]
    window: tuple[date, date]
    cut_off: date
    submission_deadline: date
    days_off: tuple[date, ...] = ()
    plans: tuple[str, ...] = ()
    assumptions: dict[str, Assumption] = Field(default_factory=dict)
    offices: dict[str, Office]
    rounding: tuple[Rounding, ...] = ()
    survey: dict[str, bool] = Field(default_factory=lambda: {"held": True})
    bonus: Outside | None = None
    penalty: Outside | None = None
    ceiling: Ceiling | None = None
    classes: Classes | None = None
    closing: Closing | None = None
    checks: dict[str, Regraded] = Field(default_factory=dict)
    base: int | None = None
    corrects: str | None = None
    moved: Moved | None = None
    source: Sources | None = None
