"""The trace of single leaves: the rule's steps, what does not arise, rounding, and the remarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.criteria.readings import Reading
from par_rules.rules import View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, added, adjustment, line, one_of
from par_rules.rules.words import day_text, points_range
from par_rules.scoring import views
from par_rules.scoring.engine import Reached, reach_leaves
from par_rules.scoring.facts import Facts
from par_rules.scoring.totals import Item
from par_rules.scoring.trace import Remark, Trace
from par_rules.scoring.trace_words import citations, input_used, words_of
from par_rules.values import Domain, Interval, points_text, round_to

ZERO = Fraction(0)


def leaf_traces(
    criteria: CriteriaSet,
    facts: Facts,
    as_of: date,
    readings: Mapping[str, Reading],
    only: str | None = None,
) -> dict[str, Trace]:
    """Explain every leaf, or the one named ``only``, by key in printed order."""
    reached = reach_leaves(criteria, facts, as_of, only)
    teller = Teller(criteria, facts, as_of, reached, readings)
    return {
        leaf.key: teller.leaf(leaf)
        for leaf in criteria.leaves()
        if only is None or leaf.key == only
    }


@dataclass
class Teller:
    """Tells the leaves of one run, all in the claimed view."""

    criteria: CriteriaSet
    facts: Facts
    as_of: date
    reached: Mapping[str, Mapping[str, Reached]]
    readings: Mapping[str, Reading]

    def __post_init__(self) -> None:
        self.words: Words = words_of(self.criteria)
        self.claimed: dict[str, Domain] = {
            name: views.claimed(spec, self.facts.of(name))
            for name, spec in self.criteria.inputs.items()
        }
        self.view = View(
            self.claimed,
            {key: found.points for key, found in self.reached["claimed"].items()},
            self.criteria.targets,
            frozenset(self.criteria.head.days_off),
        )

    def leaf(self, leaf: Leaf) -> Trace:
        """Explain one leaf."""
        step = self._leaf_step(leaf)
        trace = self._trace(step)
        place = self.criteria.places.get(leaf.key)
        return replace(
            trace,
            label=leaf.title,
            key=leaf.key,
            number=leaf.number,
            maximum=leaf.max_points,
            sentence=leaf.rule.sentence(self.words, leaf.max_points),
            note=self._note(leaf, step),
            printed_note=leaf.note or "",
            sources=tuple(citations(self.criteria, leaf.source)),
            place=None if place is None else str(place),
            remarks=tuple(self._remarks(leaf)),
            readings=tuple(self.readings[k] for k in leaf.readings if k in self.readings),
        )

    def _leaf_step(self, leaf: Leaf) -> Step:
        base, passed = self._base(leaf)
        maximum = leaf.max_points
        step = Step("leaf", leaf.title, ZERO, ZERO, maximum=maximum, passed_over=tuple(passed))
        lines = list(base)
        points = one_of(step, lines).points
        rest = [*self._rounding(points), *self._perhaps_not_there(leaf, self._rounded(points))]
        if not rest:
            return one_of(step, lines)
        if len(lines) > 1:
            lines = [one_of(Step("outcomes", "Các khả năng", ZERO, ZERO), lines)]
        return added(step, [*lines, *rest])

    def _base(self, leaf: Leaf) -> tuple[list[Step], list[PassedOver]]:
        """Give what the leaf may come to, before rounding."""
        given = self.facts.given.get(leaf.key)
        if given is not None:
            found = Interval.point(given.points)
            text = f"{given.name} cho {points_range(found)}{': ' if given.note else ''}{given.note}"
            return [replace(line("given_points", "Điểm được cho", found, text), note=text)], []
        treatment = leaf.not_arisen
        if treatment is None:
            return [leaf.rule.explain(self.view, leaf.max_points, self.words)], []
        may_not, may = treatment.truths(self.view)
        lines = []
        if may:
            lines.append(leaf.rule.explain(self.view, leaf.max_points, self.words))
        text, why = treatment.words(self.words), treatment.found(self.view, self.words)
        if not may_not:
            return lines, [PassedOver(text, why)]
        if treatment.treat == "full" or not may:
            full = leaf.max_points if treatment.treat == "full" else ZERO
            shown = line(
                "not_arisen",
                "Không phát sinh",
                Interval.point(full),
                f"{treatment.condition_words(self.words)} ({why})",
                sources=treatment.source,
                reads=treatment.reads(),
            )
            gives = f": {points_text(full)} điểm" if treatment.treat == "full" else ""
            told = treatment.told(self.view, self.words)
            lines.append(replace(shown, note=f"{told}{gives}"))
        return lines, []

    def _rounding(self, points: Interval) -> Iterator[Step]:
        rounded = self._rounded(points)
        if rounded != points:
            steps = [r for r in self.criteria.head.rounding if r.at == "leaf"]
            text = rounding_text(steps[-1].to, steps[-1].mode)
            sources = tuple(steps[-1].source)
            yield replace(
                adjustment("rounding", "Làm tròn", text, points, rounded), sources=sources
            )

    def _rounded(self, points: Interval) -> Interval:
        for step in self.criteria.head.rounding:
            if step.at == "leaf":
                points = Interval(
                    round_to(points.low, step.to, step.mode),
                    round_to(points.high, step.to, step.mode),
                )
        return points

    def item(self, leaf: Leaf, name: str = "claimed") -> Item:
        """Give the leaf as the totals take it in one view."""
        found = self.reached[name][leaf.key]
        return Item(self._rounded(found.points), leaf.max_points, found.arises)

    def _perhaps_not_there(self, leaf: Leaf, points: Interval) -> Iterator[Step]:
        counted = self.item(leaf).in_sum()
        if counted != points:
            text = "chưa rõ có phát sinh hay không; nếu không phát sinh thì không cộng điểm"
            yield adjustment("maybe", "Có thể không phát sinh", text, points, counted)

    def _trace(self, step: Step) -> Trace:
        inputs = tuple(input_used(name, self.facts.of(name), self.words) for name in step.reads)
        return Trace(
            step.kind,
            step.label,
            step.low,
            step.high,
            step.joined,
            maximum=step.maximum,
            sentence=step.sentence,
            value=step.value,
            note=_ended(step.note),
            inputs=inputs,
            sources=tuple(citations(self.criteria, step.sources)),
            passed_over=step.passed_over,
            children=tuple(self._trace(child) for child in step.children),
        )

    def _note(self, leaf: Leaf, step: Step) -> str:
        """Write in a sentence or two how the points came about."""
        points = step.points
        unknown = [
            f"“{self.words.title(name)}”"
            for name in sorted(leaf.reads(), key=list(self.criteria.inputs).index)
            if self.facts.of(name).state == "unknown"
        ]
        if not points.is_point:
            missing = "; ".join(unknown[:3]) + f" và {len(unknown) - 3} số liệu khác" * (
                len(unknown) > 3
            )
            why = f"Chưa có số liệu: {missing}" if unknown else self._undecided(leaf)
            low, high = points_text(points.low), points_text(points.high)
            return _ended(f"{why}; điểm tự chấm từ {low} đến {high}")
        first = step.children[0]
        note = first.note
        for child in step.children[1:]:
            if child.kind == "rounding":
                note = f"{note}, làm tròn {points_text(points.low)} điểm"
        return _ended(note)

    def _undecided(self, leaf: Leaf) -> str:
        names = ", ".join(self.words.leaves[key] for key in sorted(leaf.leans_on()))
        return f"Chưa xác định, còn phụ thuộc {names}" if names else "Chưa xác định"

    def _remarks(self, leaf: Leaf) -> Iterator[Remark]:
        found = {name: self.reached[name][leaf.key] for name in self.reached}
        claimed = self._rounded(found["claimed"].points)
        secured = self._rounded(found["secured"].points).low
        attainable = self._rounded(found["attainable"].points).high
        if found["claimed"].arises == "maybe":
            yield Remark("not_arisen", "Chưa rõ có phát sinh hay không.")
        if secured < claimed.low:
            yield Remark("secured", self._secured_text(leaf, claimed.low, secured))
        if attainable > claimed.high:
            yield Remark("attainable", self._attainable_text(leaf, claimed.high, attainable))

    def _secured_text(self, leaf: Leaf, claimed: Fraction, secured: Fraction) -> str:
        leaning = [
            f"điểm của {self.words.leaves[key]} chưa đủ minh chứng"
            for key in self._leaned_on(leaf, "secured")
        ]
        reasons = "; ".join([*self._unproved(leaf), *leaning])
        return (
            f"Đủ minh chứng {points_text(secured)} điểm, thấp hơn điểm tự chấm "
            f"({points_text(claimed)} điểm): {reasons}."
        )

    def _leaned_on(self, leaf: Leaf, name: str) -> list[str]:
        """Name the leaves that its gates read and that stand otherwise in view ``name``."""
        other, claimed = self.reached[name], self.reached["claimed"]
        return [k for k in sorted(leaf.leans_on()) if other[k].points != claimed[k].points]

    def _unproved(self, leaf: Leaf) -> Iterator[str]:
        seen: set[str] = set()
        for requirement in leaf.evidence:
            if requirement.need == "any" and requirement.group is not None:
                if requirement.group in seen:
                    continue
                seen.add(requirement.group)
                mates = [r for r in leaf.evidence if r.group == requirement.group]
            else:
                mates = [requirement]
            title = " hoặc ".join(f"“{mate.title}”" for mate in mates)
            proof = self.facts.proof(leaf.key, requirement.key)
            if requirement.counts is not None:
                count = self.facts.of(requirement.counts).value
                if isinstance(count, Fraction) and proof.passing < count:
                    there = f"{proof.passing}/{points_text(count)}"
                    yield f"mới có {there} tài liệu đạt yêu cầu: {title}"
            elif not views.is_met(requirement, leaf, self.facts, due_only=False):
                if views.is_met(requirement, leaf, self.facts, due_only=True):
                    yield f"chưa đến hạn {title}{_due(requirement)}"
                elif proof.answer == "fails" and set(proof.codes) - {"MISSING"}:
                    yield f"minh chứng chưa đạt yêu cầu {title}"
                else:
                    yield f"chưa có {title}"

    def _attainable_text(self, leaf: Leaf, claimed: Fraction, attainable: Fraction) -> str:
        running = []
        for name in sorted(leaf.reads(), key=list(self.criteria.inputs).index):
            spec, fact = self.criteria.inputs[name], self.facts.of(name)
            last = self.criteria.last_day_of(name)
            later = views.attainable(spec, fact, self.as_of, last)
            if later != self.claimed[name]:
                running.append(f"“{self.words.title(name)}” (đến hết ngày {day_text(last)})")
        running += [
            f"điểm của {self.words.leaves[key]}" for key in self._leaned_on(leaf, "attainable")
        ]
        return (
            f"Còn có thể đạt {points_text(attainable)} điểm, cao hơn điểm tự chấm "
            f"({points_text(claimed)} điểm): còn thay đổi được {'; '.join(running)}."
        )


def _due(requirement: Requirement) -> str:
    due = requirement.due
    if due is None:
        return ""
    days = due if isinstance(due, tuple) else (due,)
    return f" (hạn {', '.join(map(day_text, days))})"


MODES = {
    "half_up": "từ nửa đơn vị trở lên thì tăng",
    "half_even": "đúng nửa đơn vị thì về số chẵn",
    "down": "bỏ phần lẻ",
}


def rounding_text(to: Fraction, mode: str) -> str:
    """Write how points are rounded."""
    return f"đến {points_text(to)}, {MODES[mode]}"


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
