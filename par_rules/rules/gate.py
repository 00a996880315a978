"""Gate and table: conditions decide which rule counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Self

from pydantic import model_validator

from par_rules.rules.conditions import Condition, Truth, Truths, all_of, any_of
from par_rules.rules.model import Model, Number, Points, Sources, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, line, one_of
from par_rules.rules.words import lowered, points_range, raised
from par_rules.values import Interval, hull

if TYPE_CHECKING:
    from par_rules.rules.kinds import Rule

OPEN = frozenset({Truth.TRUE, Truth.NOT_ARISEN})


class Gate(Model):
    """``then`` where the conditions pass (or do not arise), else ``otherwise``."""

    kind: Literal["gate"] = "gate"
    all_of: tuple[Condition, ...] | None = None
    any_of: tuple[Condition, ...] | None = None
    none_of: tuple[Condition, ...] | None = None
    then: Rule
    otherwise: Points | Rule

    @model_validator(mode="after")
    def _one_list(self) -> Self:
        if sum(c is not None for c in (self.all_of, self.any_of, self.none_of)) != 1:
            raise ValueError("one_list_of_conditions")
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Give the conditions, whichever way they combine."""
        return self.all_of or self.any_of or self.none_of or ()

    def reads(self) -> Iterator[str]:
        for condition in self.conditions:
            yield from condition.reads()
        yield from self.then.reads()
        if not isinstance(self.otherwise, Points):
            yield from self.otherwise.reads()

    def leaves(self) -> Iterator[str]:
        for condition in self.conditions:
            yield from (condition.leaf,) if condition.leaf else ()
        yield from self.then.leaves()
        if not isinstance(self.otherwise, Points):
            yield from self.otherwise.leaves()

    def passes(self, view: View) -> tuple[bool, bool]:
        """Say whether the gate may pass, and whether it may not."""
        parts = [condition.truths(view) for condition in self.conditions]
        if self.none_of is not None:
            found = any_of(parts)
            return bool(found - {Truth.TRUE}), Truth.TRUE in found
        found = all_of(parts) if self.all_of is not None else any_of(parts)
        return bool(found & OPEN), Truth.FALSE in found

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        may_pass, may_fail = self.passes(view)
        outcomes = [self.then.reach(view, maximum)] if may_pass else []
        if may_fail:
            if isinstance(self.otherwise, Points):
                outcomes.append(Interval.point(self.otherwise.out_of(maximum)))
            else:
                outcomes.append(self.otherwise.reach(view, maximum))
        return hull(outcomes)

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write what opens the gate, what counts then, and what else."""
        then = lowered(self.then.sentence(words, maximum))
        if self.none_of is not None:
            return f"{raised(self._shut_words(words, maximum))} Trường hợp khác: {then}"
        otherwise = self._otherwise_words(words, maximum)
        return f"Chỉ tính khi {self._when(words)}; nếu không: {otherwise} Cách tính: {then}"

    def _when(self, words: Words) -> str:
        join = " và " if self.all_of is not None else " hoặc "
        return join.join(condition.words(words) for condition in self.conditions)

    def _shut_words(self, words: Words, maximum: Fraction) -> str:
        otherwise = self._otherwise_words(words, maximum)
        if self.none_of is not None:
            return f"nếu {self._when(words)}: {otherwise}"
        return f"nếu không đủ điều kiện ({self._when(words)}): {otherwise}"

    def _otherwise_words(self, words: Words, maximum: Fraction) -> str:
        if isinstance(self.otherwise, Points):
            return f"{self.otherwise.text(maximum)}."
        return lowered(self.otherwise.sentence(words, maximum))

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show what the conditions look at, and the branch that counts."""
        may_pass, may_fail = self.passes(view)
        found = "; ".join(condition.found(view, words) for condition in self.conditions)
        lines: list[Step] = []
        passed: list[PassedOver] = []
        if may_pass:
            lines.append(self.then.explain(view, maximum, words))
        else:
            passed.append(PassedOver(self.then.sentence(words, maximum).rstrip("."), found))
        shut = raised(self._shut_words(words, maximum))
        if not may_fail:
            passed.append(PassedOver(shut.rstrip("."), found))
        elif isinstance(self.otherwise, Points):
            points = Interval.point(self.otherwise.out_of(maximum))
            lines.append(line("otherwise", "Điều kiện", points, shut.rstrip(".")))
        else:
            lines.append(self.otherwise.explain(view, maximum, words))
        points = self.reach(view, maximum)
        reason = f"{raised(found)}; {self._shut_words(words, maximum).rstrip('.')}"
        reads = (name for condition in self.conditions for name in condition.reads())
        step = Step(
            "gate",
            "Xét điều kiện",
            points.low,
            points.high,
            maximum=maximum,
            sentence=f"Xét điều kiện: {self._when(words)}.",
            value=found,
            reads=tuple(dict.fromkeys(reads)),
            passed_over=tuple(passed),
            note=lines[0].note or reason if may_pass != may_fail else found,
        )
        return one_of(step, lines)


class TableRow(Model):
    """All of ``when`` must hold; then points, or another rule."""

    when: tuple[Condition, ...]
    points: Number | None = None
    of_max: Number | None = None
    then: Rule | None = None
    source: Sources | None = None

    @model_validator(mode="after")
    def _points_or_rule(self) -> Self:
        if sum(p is not None for p in (self.points, self.of_max, self.then)) != 1:
            raise ValueError("points_or_then")
        return self

    def truths(self, view: View) -> Truths:
        """Give whether the row may hit; a condition that did not arise hits no row."""
        met = all_of(condition.truths(view) for condition in self.when)
        return frozenset(Truth.FALSE if t is Truth.NOT_ARISEN else t for t in met)

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Give what the row gives when it hits."""
        if self.then is not None:
            return self.then.reach(view, maximum)
        return Interval.point(Points(points=self.points, of_max=self.of_max).out_of(maximum))

    def when_words(self, words: Words) -> str:
        """Write what must hold."""
        return " và ".join(condition.words(words) for condition in self.when)

    def words(self, words: Words, maximum: Fraction) -> str:
        """Write what must hold, and what it gives."""
        if self.then is not None:
            gives = lowered(self.then.sentence(words, maximum)).rstrip(".")
        else:
            gives = Points(points=self.points, of_max=self.of_max).text(maximum)
        return f"{self.when_words(words)}: {gives}"

    def missed(self, view: View, words: Words) -> str:
        """Say which condition does not hold."""
        for condition in self.when:
            if Truth.TRUE not in condition.truths(view):
                return condition.found(view, words)
        return "các điều kiện không cùng có"

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show what the row gives."""
        points = self.reach(view, maximum)
        found = "; ".join(condition.found(view, words) for condition in self.when)
        text = f"{raised(self.when_words(words))}: {points_range(points)}"
        step = line("row", "Trường hợp áp dụng", points, text, sources=self.source)
        step = replace(step, note=f"{raised(found)}: {points_range(points)}")
        if self.then is None:
            return step
        inner = self.then.explain(view, maximum, words)
        return one_of(replace(step, note=f"{raised(found)}. {inner.note}"), [inner])


class Table(Model):
    """Exactly one row may hit."""

    kind: Literal["table"] = "table"
    rows: tuple[TableRow, ...]

    def reads(self) -> Iterator[str]:
        for row in self.rows:
            for condition in row.when:
                yield from condition.reads()
            if row.then is not None:
                yield from row.then.reads()

    def leaves(self) -> Iterator[str]:
        for row in self.rows:
            for condition in row.when:
                yield from (condition.leaf,) if condition.leaf else ()
            if row.then is not None:
                yield from row.then.leaves()

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        return hull(row.reach(view, maximum) for row in self.rows if Truth.TRUE in row.truths(view))

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write every row."""
        return raised("; ".join(row.words(words, maximum) for row in self.rows)) + "."

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show the row that hits, and why the others do not."""
        lines: list[Step] = []
        passed: list[PassedOver] = []
        for row in self.rows:
            if Truth.TRUE in row.truths(view):
                lines.append(row.explain(view, maximum, words))
            else:
                text = raised(row.words(words, maximum))
                passed.append(PassedOver(text, row.missed(view, words)))
        points = self.reach(view, maximum)
        reads = (name for row in self.rows for condition in row.when for name in condition.reads())
        step = Step(
            "table",
            "Chấm theo trường hợp",
            points.low,
            points.high,
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            reads=tuple(dict.fromkeys(reads)),
            passed_over=tuple(passed),
            note=lines[0].note if len(lines) == 1 else "",
        )
        return one_of(step, lines)
