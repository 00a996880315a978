"""Sum of: parts with their own points, perhaps in stages, perhaps not all arising."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from pydantic import model_validator

from par_rules.rules.conditions import NotArisen
from par_rules.rules.model import Model, Number, Sources, View
from par_rules.values import Interval, hull

if TYPE_CHECKING:
    from par_rules.rules.kinds import Rule

PART_KEYS = frozenset({"label", "max_points", "not_arisen", "source"})


class Part(Model):
    """A labelled rule with its own maximum."""

    label: str
    max_points: Number
    not_arisen: NotArisen | None = None
    source: Sources | None = None
    rule: Rule

    @model_validator(mode="before")
    @classmethod
    def _rule_stands_beside_the_label(cls, data: Any) -> Any:
        if isinstance(data, dict) and "rule" not in data:
            own = {key: value for key, value in data.items() if key in PART_KEYS}
            return {**own, "rule": {k: v for k, v in data.items() if k not in PART_KEYS}}
        return data

    def reads(self) -> Iterator[str]:
        yield from self.rule.reads()
        if self.not_arisen is not None:
            for condition in self.not_arisen.when:
                yield from condition.reads()


class SumOf(Model):
    """``start + Σ parts``, kept between ``floor`` and ``cap``.

    ``cumulative``: a part counts only if all before it earned their full points or did not arise.
    """

    kind: Literal["sum_of"] = "sum_of"
    start: Number = Fraction(0)
    floor: Number | None = None
    cap: Number | None = None
    cumulative: bool = False
    parts: tuple[Part, ...]

    def reads(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.reads()

    def leaves(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.rule.leaves()

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        total = self._stages(view) if self.cumulative else self._parts(view)
        return (total + Interval.point(self.start)).clamped(self.floor, self.cap)

    def _arising(self, part: Part, view: View) -> tuple[bool, bool]:
        return part.not_arisen.truths(view) if part.not_arisen is not None else (False, True)

    def _alone(self, part: Part, view: View) -> Interval:
        """Give a part's own points, its full ones where it does not arise."""
        may_not, may = self._arising(part, view)
        outcomes = [part.rule.reach(view, part.max_points)] if may else []
        if may_not:
            outcomes.append(Interval.point(part.max_points))
        return hull(outcomes)

    def _stages(self, view: View) -> Interval:
        low = high = Fraction(0)
        low_goes_on = high_goes_on = True
        for part in self.parts:
            reached = self._alone(part, view)
            if low_goes_on:
                low += reached.low
                low_goes_on = reached.low == part.max_points
            if high_goes_on:
                high += reached.high
                high_goes_on = reached.high == part.max_points
        return Interval(low, high)

    def _parts(self, view: View) -> Interval:
        alone = {
            part.label: self._alone(part, view)
            for part in self.parts
            if part.not_arisen is None or part.not_arisen.treat == "full"
        }
        low = sum((reached.low for reached in alone.values()), Fraction(0))
        high = sum((reached.high for reached in alone.values()), Fraction(0))
        by_label = {part.label: part for part in self.parts}
        for part in self.parts:
            if part.label in alone or part.not_arisen is None or part.not_arisen.to is None:
                continue
            takes = alone[part.not_arisen.to]  # the other part's p becomes p·(t+m)/t
            moved = takes.scaled(part.max_points / by_label[part.not_arisen.to].max_points)
            may_not, may = self._arising(part, view)
            outcomes = [moved] if may_not else []
            if may:
                outcomes.append(part.rule.reach(view, part.max_points))
            low, high = low + hull(outcomes).low, high + hull(outcomes).high
        return Interval(low, high)
