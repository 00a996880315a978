"""The result of a scoring run: three views of every leaf, group and total, and the five parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from par_rules.rules.model import Source
from par_rules.values import Interval
from par_rules.values.exact import decimal_text

Arises = Literal["yes", "maybe", "no"]


@dataclass(frozen=True, slots=True)
class Views:
    """Points (or per cent, for an index) in the three views; ``max = the sum of the five parts``.

    Only ``secured`` can be negative.
    """

    maximum: Fraction
    claimed: Interval
    secured: Fraction
    secured_due: Fraction
    attainable: Fraction

    @property
    def unproved(self) -> Fraction:
        """Points that stand on evidence which is due and is not there or not sound."""
        return self.claimed.low - self.secured_due

    @property
    def open(self) -> Fraction:
        """Points nobody has settled yet, or whose evidence is not yet due."""
        return self.claimed.high - self.claimed.low + self.secured_due - self.secured

    @property
    def winnable(self) -> Fraction:
        """Points that can still be won."""
        return self.attainable - self.claimed.high

    @property
    def lost(self) -> Fraction:
        """Points that nothing can bring back."""
        return self.maximum - self.attainable

    def to_json(self) -> dict[str, str]:
        """Give exact numbers as decimal text (30 places)."""
        names = ("secured", "secured_due", "attainable", "unproved", "open", "winnable", "lost")
        numbers = {name: decimal_text(getattr(self, name), 30) for name in names}
        return {
            "max": decimal_text(self.maximum, 30),
            "claimed_low": decimal_text(self.claimed.low, 30),
            "claimed_high": decimal_text(self.claimed.high, 30),
            **numbers,
        }


@dataclass(frozen=True, slots=True)
class Sums:
    """Points as claimed before anything is moved or rescaled.

    ``maximum``: of all leaves; ``raw``: what they earn; ``arisen``: the maxima of what arose (an
    interval while that is open).
    """

    maximum: Fraction
    raw: Interval
    arisen: Interval

    def to_json(self) -> dict[str, Any]:
        """Give exact numbers as decimal text (30 places)."""
        return {
            "max": decimal_text(self.maximum, 30),
            "raw": _ends(self.raw),
            "arisen": _ends(self.arisen),
        }


def _ends(points: Interval) -> list[str]:
    return [decimal_text(points.low, 30), decimal_text(points.high, 30)]


@dataclass(frozen=True, slots=True)
class Closed:
    """A leaf that the closing rule of the set settled, and by which part of the rule.

    ``how``: "open" (nobody had said), "not_due" (its figures come later), "unproved" (evidence
    that is not there is not handed in). ``sources`` are those of the closing rule.
    """

    leaf: str
    number: str
    title: str
    how: Literal["open", "not_due", "unproved"]
    before: Interval
    points: Fraction
    rule: str
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the line as data."""
        return {
            "leaf": self.leaf,
            "number": self.number,
            "how": self.how,
            "before": _ends(self.before),
            "points": decimal_text(self.points, 30),
            "rule": self.rule,
            "sources": [s.model_dump(mode="json", exclude_none=True) for s in self.sources],
        }


@dataclass(frozen=True, slots=True)
class LeafScore:
    """One leaf's views; ``arises`` says whether it enters the denominators as claimed."""

    key: str
    number: str
    title: str
    lead_office: str
    scored_by: str
    role: str | None
    arises: Arises
    points: Views


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A field's or criterion's views."""

    key: str
    number: str
    title: str
    points: Views


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything scored on one day. An index or total is None where nothing arose.

    ``total`` is the index of the whole set with what counts of bonus and penalty, under the
    ceiling, rounded; ``exact_total`` the same before rounding, by which units are ranked.
    ``class_name`` is None while the set is provisional or the class is open. ``finalised`` says
    that the closing rule was applied; ``closed`` lists the leaves that it settled.
    """

    set_key: str
    year: int
    as_of: date
    provisional: bool
    leaves: tuple[LeafScore, ...]
    criteria: tuple[GroupScore, ...]
    fields: tuple[GroupScore, ...]
    self_points: Views
    whole_points: Views
    self_sums: Sums
    whole_sums: Sums
    self_index: Views | None
    whole_index: Views | None
    bonus: Interval
    penalty: Interval
    exact_total: Views | None = None
    total: Views | None = None
    class_name: str | None = None
    finalised: bool = False
    closed: tuple[Closed, ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """Give one flat row a leaf, for a table."""
        return [
            {
                "number": leaf.number,
                "title": leaf.title,
                "lead_office": leaf.lead_office,
                "arises": leaf.arises,
                **leaf.points.to_json(),
            }
            for leaf in self.leaves
        ]

    def to_json(self) -> dict[str, Any]:
        """Give the scorecard as data, schema ``par-scorecard/1``."""
        return {
            "schema": "par-scorecard/1",
            "set": self.set_key,
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "provisional": self.provisional,
            "self_points": self.self_points.to_json(),
            "whole_points": self.whole_points.to_json(),
            "self_index": self.self_index.to_json() if self.self_index else None,
            "whole_index": self.whole_index.to_json() if self.whole_index else None,
            "self_sums": self.self_sums.to_json(),
            "whole_sums": self.whole_sums.to_json(),
            "bonus": _ends(self.bonus),
            "penalty": _ends(self.penalty),
            "exact_total": self.exact_total.to_json() if self.exact_total else None,
            "total": self.total.to_json() if self.total else None,
            "class": self.class_name,
            "finalised": self.finalised,
            "closed": [line.to_json() for line in self.closed],
            "fields": [
                {"number": g.number, "title": g.title, **g.points.to_json()} for g in self.fields
            ],
            "criteria": [
                {"number": g.number, "title": g.title, **g.points.to_json()} for g in self.criteria
            ],
            "leaves": self.rows(),
        }
