"""The trace of a whole set: leaves, groups, what is shared out again, the index, and beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, Criterion, FieldOfSet, Leaf
from par_rules.rules.steps import Step, adjustment
from par_rules.rules.words import points_range
from par_rules.scoring.classes import classes_left
from par_rules.scoring.facts import Facts
from par_rules.scoring.rounded import rounded_once
from par_rules.scoring.scorecard import Closed
from par_rules.scoring.totals import Item, maximum, ratio_bounds, redistributed
from par_rules.scoring.trace import Trace
from par_rules.scoring.trace_leaf import leaf_trace, rounding_text
from par_rules.scoring.trace_run import Telling, telling_of
from par_rules.scoring.trace_words import citations
from par_rules.values import Interval, points_text

ZERO = Fraction(0)
HUNDRED = Fraction(100)


def set_trace(
    criteria: CriteriaSet, facts: Facts, as_of: date, closed: Iterable[Closed] = ()
) -> Trace:
    """Explain the index of the set; see ``trace.explain_set``."""
    return _SetTeller(telling_of(criteria, facts, as_of, {}, closed)).root()


class _SetTeller:
    """Adds up one run, line by line, in the claimed view."""

    def __init__(self, run: Telling) -> None:
        self.run = run
        self.criteria: CriteriaSet = run.criteria
        self.told: dict[str, Trace] = {}

    def root(self) -> Trace:
        """Give the index of all that counts; the rest stands aside."""
        inside = [leaf for leaf in self.criteria.leaves() if leaf.role is None]
        surveyed = self.criteria.head.survey.get("held", True)
        whole = [leaf for leaf in inside if surveyed or leaf.scored_by != "survey"]
        own = [leaf for leaf in inside if leaf.scored_by == "self"]
        head = self.criteria.head
        outside = [
            (limits is not None and limits.counted, line)
            for limits, lines in (
                (head.bonus, self._outside("bonus", "Điểm thưởng")),
                (head.penalty, self._outside("penalty", "Điểm trừ")),
            )
            for line in lines
        ]
        label = "Chỉ số cải cách hành chính, cả bộ tiêu chí"
        counted = [line for counts, line in outside if counts]
        return replace(
            self._index(whole, "whole", label, counted),
            aside=(
                self._index(own, "self", "Chỉ số của phần tự chấm điểm"),
                *(line for counts, line in outside if not counts),
            ),
        )

    def _index(
        self, leaves: Sequence[Leaf], key: str, label: str, outside: Sequence[Trace] = ()
    ) -> Trace:
        points = self._total(leaves, key)
        items = list(self._items(leaves, "claimed"))
        ratio = ratio_bounds(items)
        if ratio is None:
            text = "không có nội dung nào phát sinh nên không tính Chỉ số"
            return replace(points, label=label, sentence=text)
        scaled = ratio.scaled(HUNDRED)
        lines = [points, *self._rescaling(points, items, scaled), *outside]
        found = Trace("index", label, ZERO, ZERO, key=key, maximum=HUNDRED)
        if key == "whole":
            lines += self._under_the_ceiling(_summed(found, lines).points)
        exact = _summed(found, lines).points
        lines += self._rounding(exact)
        found = _summed(found, lines)
        sentence = "điểm đạt được chia cho điểm phát sinh, tính theo %"
        classed = self._class_text(exact, found.points) if key == "whole" else ""
        note = f"{label}: {_percent(found.points)}.{classed}"
        return replace(found, sentence=sentence, note=note)

    def _class_text(self, exact: Interval, rounded: Interval) -> str:
        """Name the class, or those that are left; nothing while the set is provisional."""
        classes = self.criteria.head.classes
        if classes is None or self.criteria.head.provisional is not None:
            return ""
        left = classes_left(classes, exact if classes.on == "exact" else rounded, self.run.view)
        names = [band.name for band in classes.best_first() if band.name in left]
        return f" Xếp loại: {' hoặc '.join(names)}."

    def _under_the_ceiling(self, points: Interval) -> Iterator[Trace]:
        ceiling = self.criteria.head.ceiling
        if ceiling is None:
            return
        kept = points.clamped(None, ceiling.at)
        if kept != points:
            text = f"không quá {points_text(ceiling.at)}"
            shown = _line(adjustment("ceiling", "Mức trần của tổng điểm", text, points, kept))
            yield replace(shown, sources=tuple(citations(self.criteria, ceiling.source)))

    def _rescaling(self, points: Trace, items: Sequence[Item], scaled: Interval) -> Iterator[Trace]:
        if scaled == points.points:
            return
        text = "chia cho điểm phát sinh, nhân 100"
        settled = all(item.arises != "maybe" for item in items)
        if settled and points.points.is_point:
            arose = sum((i.maximum for i in items if i.arises == "yes"), ZERO)
            text = f"{points_text(points.low)} / {points_text(arose)} × 100"
        elif not settled:
            text += "; nội dung chưa rõ có phát sinh được xét ở cả hai khả năng"
        yield _line(
            adjustment("rescale", "Quy đổi theo điểm phát sinh", text, points.points, scaled)
        )

    def _rounding(self, points: Interval) -> Iterator[Trace]:
        for step in self.criteria.head.rounding:
            if step.at == "index":
                after = rounded_once(points, step)
                if after != points:
                    text = rounding_text(step.to, step.mode)
                    shown = _line(adjustment("rounding", "Làm tròn", text, points, after))
                    yield replace(shown, sources=tuple(citations(self.criteria, step.source)))
                points = after

    def _total(self, leaves: Sequence[Leaf], key: str) -> Trace:
        wanted = {leaf.key for leaf in leaves}
        lines = [self._field(field, wanted) for field in self.criteria.fields]
        names = {"whole": "Tổng điểm cả bộ tiêu chí", "self": "Tổng điểm tự chấm"}
        label = names[key]
        shown = [line for line in lines if line.children]
        found = _summed(Trace("total", label, ZERO, ZERO, key=key), shown)
        maximum = self._maximum(leaves)
        note = f"{label}: {points_range(found.points)}, trên {points_text(maximum)} điểm phát sinh."
        return replace(found, maximum=maximum, note=note)

    def _field(self, field: FieldOfSet, wanted: set[str]) -> Trace:
        lines = [self._criterion(c, wanted, field) for c in field.criteria]
        shown = [line for line in lines if line.children]
        return self._group("field", field, list(field.leaves()), wanted, shown, "field")

    def _criterion(self, criterion: Criterion, wanted: set[str], field: FieldOfSet) -> Trace:
        lines = [self._leaf(leaf) for leaf in criterion.leaves if leaf.key in wanted]
        within = "" if _shares_out(list(field.leaves()), "field") else "criterion"
        leaves = list(criterion.leaves)
        return self._group("criterion", criterion, leaves, wanted, lines, within)

    def _group(
        self,
        kind: str,
        group: FieldOfSet | Criterion,
        leaves: list[Leaf],
        wanted: set[str],
        lines: list[Trace],
        within: str,
    ) -> Trace:
        found = _summed(
            Trace(
                kind,
                group.title,
                ZERO,
                ZERO,
                key=group.key,
                number=group.number,
                maximum=sum((x.max_points for x in leaves if x.key in wanted), ZERO),
            ),
            lines,
        )
        if not (_shares_out(leaves, within) and all(leaf.key in wanted for leaf in leaves)):
            return found
        items = [self.run.item(leaf) for leaf in leaves]
        shared = redistributed(items, group.max_points).in_sum()
        if shared == found.points:
            return found
        text = "điểm của nội dung không phát sinh chia lại cho các nội dung có phát sinh"
        moved = _line(adjustment("redistribute", "Chia lại điểm", text, found.points, shared))
        return _summed(found, [*lines, moved])

    def _leaf(self, leaf: Leaf) -> Trace:
        if leaf.key not in self.told:
            self.told[leaf.key] = self._told(leaf)
        return self.told[leaf.key]

    def _told(self, leaf: Leaf) -> Trace:
        told = leaf_trace(self.run, leaf)
        return Trace(
            "leaf",
            leaf.title,
            told.low,
            told.high,
            key=leaf.key,
            number=leaf.number,
            maximum=leaf.max_points,
            note=told.note,
            place=told.place,
        )

    def _outside(self, role: str, label: str) -> Iterator[Trace]:
        leaves = [leaf for leaf in self.criteria.leaves() if leaf.role == role]
        limits = self.criteria.head.bonus if role == "bonus" else self.criteria.head.penalty
        if not leaves:
            return
        lines = [self._leaf(leaf) for leaf in leaves]
        found = _summed(Trace(role, label, ZERO, ZERO, key=role), lines)
        if limits is None:
            yield found
            return
        capped = found.points.clamped(-limits.cap, limits.cap)
        if capped != found.points:
            text = f"không quá {points_text(limits.cap)} điểm"
            lines.append(_line(adjustment("cap", "Mức cao nhất", text, found.points, capped)))
        yield replace(
            _summed(found, lines),
            sentence="" if limits.counted else "không tính vào Chỉ số",
            sources=tuple(citations(self.criteria, limits.source)),
        )

    def _items(self, leaves: Sequence[Leaf], name: str) -> Iterator[Item]:
        """Give leaves as they stand, and each group that shares out again as one item."""
        wanted = {leaf.key for leaf in leaves}
        for group, group_maximum, shares_out in self._groups():
            chosen = [leaf for leaf in group if leaf.key in wanted]
            items = [self.run.item(leaf, name) for leaf in chosen]
            if shares_out and len(chosen) == len(group):
                yield redistributed(items, group_maximum)
            else:
                yield from items

    def _groups(self) -> Iterator[tuple[list[Leaf], Fraction, bool]]:
        for field in self.criteria.fields:
            leaves = list(field.leaves())
            if _shares_out(leaves, "field"):
                yield leaves, field.max_points, True
                continue
            for criterion in field.criteria:
                own = list(criterion.leaves)
                yield own, criterion.max_points, _shares_out(own, "criterion")

    def _maximum(self, leaves: Sequence[Leaf]) -> Fraction:
        now, later = (list(self._items(leaves, name)) for name in ("claimed", "attainable"))
        return maximum(now, later)


def _shares_out(leaves: Sequence[Leaf], within: str) -> bool:
    return any(
        leaf.not_arisen is not None
        and leaf.not_arisen.treat == "redistribute"
        and (leaf.not_arisen.within or "criterion") == within
        for leaf in leaves
    )


def _summed(trace: Trace, children: Sequence[Trace]) -> Trace:
    low = sum((child.low for child in children), ZERO)
    high = sum((child.high for child in children), ZERO)
    return replace(trace, low=low, high=high, children=tuple(children))


def _line(step: Step) -> Trace:
    return Trace(step.kind, step.label, step.low, step.high, sentence=step.sentence)


def _percent(points: Interval) -> str:
    if points.is_point:
        return f"{points_text(points.low)}%"
    return f"từ {points_text(points.low)}% đến {points_text(points.high)}%"
