"""Sum of: parts with their own points, perhaps in stages, perhaps not all arising."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from pydantic import model_validator

from par_rules.rules.conditions import NotArisen
from par_rules.rules.model import Model, Number, Sources, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, added, clamps, line, one_of
from par_rules.rules.words import level_words, lowered, points_range, points_words, raised
from par_rules.values import Interval, added_up, hull, points_text

if TYPE_CHECKING:
    from par_rules.rules.kinds import Rule

PLAIN = "Cộng điểm các phần."
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
            rule = {key: value for key, value in data.items() if key not in PART_KEYS}
            if rule.get("kind") == "python" and "source" in own:  # it stands there for both
                rule["source"] = own["source"]
            return {**own, "rule": rule}
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
        if self.start:
            total += Interval.point(self.start)
        return total.clamped(self.floor, self.cap)

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
        low = added_up(reached.low for reached in alone.values())
        high = added_up(reached.high for reached in alone.values())
        if len(alone) == len(self.parts):
            return Interval(low, high)
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

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write how the parts are added up, and then each of them."""
        parts = [self._head()]
        for part in self.parts:
            most = f", tối đa {points_text(part.max_points)} điểm" if part.max_points > 0 else ""
            rule = lowered(part.rule.sentence(words, part.max_points))
            parts.append(f"Phần “{part.label}”{most}: {rule}")
            if part.not_arisen is not None:
                parts.append(f"{part.not_arisen.words(words)}.")
        return " ".join(parts)

    def _head(self) -> str:
        how = "cộng điểm các phần"
        if self.start:
            how = f"bắt đầu từ {level_words(self.start)}, cộng hoặc trừ theo từng phần"
        if self.cumulative:
            how += (
                "; phần sau chỉ được tính khi các phần trước đạt điểm tối đa hoặc không phát sinh"
            )
        if self.floor is not None:
            how += f"; thấp nhất {level_words(self.floor)}"
        if self.cap is not None:
            how += f"; cao nhất {level_words(self.cap)}"
        return f"{raised(how)}."

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show the start, each part, what stages hold back, and what floor or cap change."""
        lines: list[Step] = []
        if self.start:
            start = Interval.point(self.start)
            lines.append(line("start", "Điểm bắt đầu", start, points_words(self.start)))
        lines += self._staged(view, words) if self.cumulative else self._side_by_side(view, words)
        step = Step(
            "sum_of",
            "Cộng các phần",
            Fraction(0),
            Fraction(0),
            maximum=maximum,
            sentence="" if self._head() == PLAIN else self._head(),
        )
        before = added(step, lines).points
        step = added(step, [*lines, *clamps(before, self.floor, self.cap)])
        return replace(step, note=self._note(step, lines))

    def _note(self, step: Step, lines: list[Step]) -> str:
        if len(self.parts) == 1 and not self.start:
            return lines[0].note
        start = f"bắt đầu từ {level_words(self.start)}; " if self.start else ""
        parts = "; ".join(
            f"{lowered(part.label)} {_signed(part.points)}" for part in lines if part.kind == "part"
        )
        limits = [child.sentence for child in step.children if child.kind in ("floor", "cap")]
        limited = f" ({', '.join(limits)})" if limits else ""
        return raised(f"{start}{parts}; tổng cộng {points_range(step.points)}{limited}")

    def _part(self, part: Part, lines: list[Step], passed: list[PassedOver]) -> Step:
        step = Step(
            "part",
            part.label,
            Fraction(0),
            Fraction(0),
            maximum=part.max_points,
            sources=tuple(part.source or ()),
            passed_over=tuple(passed),
            note=lines[0].note,
        )
        return one_of(step, lines)

    def _explained(self, part: Part, view: View, words: Words, moved: Interval) -> Step:
        """Show a part alone; ``moved`` is what it gives where it does not arise."""
        may_not, may = self._arising(part, view)
        lines = [part.rule.explain(view, part.max_points, words)] if may else []
        passed = []
        if part.not_arisen is not None:
            text = part.not_arisen.words(words)
            why = part.not_arisen.found(view, words)
            if may_not:
                shown = line(
                    "not_arisen",
                    "Không phát sinh",
                    moved,
                    f"{part.not_arisen.condition_words(words)}; {points_range(moved)}",
                    sources=part.not_arisen.source,
                    reads=part.not_arisen.reads(),
                )
                note = part.not_arisen.told(view, words)
                lines.append(replace(shown, note=f"{note}: {points_range(moved)}"))
            else:
                passed.append(PassedOver(text, why))
        return self._part(part, lines, passed)

    def _side_by_side(self, view: View, words: Words) -> Iterator[Step]:
        by_label = {part.label: part for part in self.parts}
        for part in self.parts:
            moved = Interval.point(part.max_points)
            if part.not_arisen is not None and part.not_arisen.to is not None:
                takes = by_label[part.not_arisen.to]
                moved = self._alone(takes, view).scaled(part.max_points / takes.max_points)
            yield self._explained(part, view, words, moved)

    def _staged(self, view: View, words: Words) -> Iterator[Step]:
        low_goes_on = high_goes_on = True
        for part in self.parts:
            alone = self._explained(part, view, words, Interval.point(part.max_points))
            held = Step(
                "held_back",
                "Chưa được tính",
                Fraction(0) if low_goes_on else -alone.low,
                Fraction(0) if high_goes_on else -alone.high,
                sentence="phần trước chưa đạt điểm tối đa",
            )
            low_goes_on = low_goes_on and alone.low == part.max_points
            high_goes_on = high_goes_on and alone.high == part.max_points
            yield added(alone, [replace(alone, kind="alone"), held]) if _counts(held) else alone


def _counts(step: Step) -> bool:
    return bool(step.low or step.high)


def _signed(points: Interval) -> str:
    if points.is_point:
        return f"{'trừ ' if points.low < 0 else ''}{points_text(abs(points.low))}"
    return f"từ {points_text(points.low)} đến {points_text(points.high)}"
