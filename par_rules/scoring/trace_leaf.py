"""The trace of single leaves: the rule's steps, what does not arise, closing and rounding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.criteria.readings import Reading
from par_rules.rules.steps import PassedOver, Step, added, adjustment, line, one_of
from par_rules.rules.words import points_range
from par_rules.scoring.facts import Facts
from par_rules.scoring.scorecard import Closed
from par_rules.scoring.trace import Trace
from par_rules.scoring.trace_remarks import remarks
from par_rules.scoring.trace_run import Telling, telling_of
from par_rules.scoring.trace_words import citations, input_used
from par_rules.values import Interval, points_text

ZERO = Fraction(0)


def leaf_traces(
    criteria: CriteriaSet,
    facts: Facts,
    as_of: date,
    readings: Mapping[str, Reading],
    closed: Iterable[Closed] = (),
    only: str | None = None,
) -> dict[str, Trace]:
    """Explain every leaf, or the one named ``only``, by key in printed order."""
    run = telling_of(criteria, facts, as_of, readings, closed, only)
    return {
        leaf.key: leaf_trace(run, leaf)
        for leaf in criteria.leaves()
        if only is None or leaf.key == only
    }


def leaf_trace(run: Telling, leaf: Leaf) -> Trace:
    """Explain one leaf."""
    step = _leaf_step(run, leaf)
    trace = _trace(run, step)
    place = run.criteria.places.get(leaf.key)
    return replace(
        trace,
        label=leaf.title,
        key=leaf.key,
        number=leaf.number,
        maximum=leaf.max_points,
        sentence=leaf.rule.sentence(run.words, leaf.max_points),
        note=_note(run, leaf, step),
        printed_note=leaf.note or "",
        sources=tuple(citations(run.criteria, leaf.source)),
        place=None if place is None else str(place),
        remarks=tuple(remarks(run, leaf)),
        readings=tuple(run.readings[k] for k in leaf.readings if k in run.readings),
    )


def _leaf_step(run: Telling, leaf: Leaf) -> Step:
    base, passed = _base(run, leaf)
    maximum = leaf.max_points
    step = Step("leaf", leaf.title, ZERO, ZERO, maximum=maximum, passed_over=tuple(passed))
    lines = list(base)
    points = one_of(step, lines).points
    rest = list(_closing(run, leaf, points))
    if rest:
        points = Interval.point(run.closed[leaf.key].points)
    rest += _rounding(run, points)
    rest += _perhaps_not_there(run, leaf, run.rounded(points))
    if not rest:
        return one_of(step, lines)
    if len(lines) > 1:
        lines = [one_of(Step("outcomes", "Các khả năng", ZERO, ZERO), lines)]
    return added(step, [*lines, *rest])


def _base(run: Telling, leaf: Leaf) -> tuple[list[Step], list[PassedOver]]:
    """Give what the leaf may come to, before rounding."""
    given = run.facts.given.get(leaf.key)
    if given is not None:
        found = Interval.point(given.points)
        text = f"{given.name} cho {points_range(found)}{': ' if given.note else ''}{given.note}"
        return [replace(line("given_points", "Điểm được cho", found, text), note=text)], []
    treatment = leaf.not_arisen
    if treatment is None:
        return [leaf.rule.explain(run.view, leaf.max_points, run.words)], []
    may_not, may = treatment.truths(run.view)
    lines = []
    if may:
        lines.append(leaf.rule.explain(run.view, leaf.max_points, run.words))
    text, why = treatment.words(run.words), treatment.found(run.view, run.words)
    if not may_not:
        return lines, [PassedOver(text, why)]
    if treatment.treat == "full" or not may:
        full = leaf.max_points if treatment.treat == "full" else ZERO
        shown = line(
            "not_arisen",
            "Không phát sinh",
            Interval.point(full),
            f"{treatment.condition_words(run.words)} ({why})",
            sources=treatment.source,
            reads=treatment.reads(),
        )
        gives = f": {points_text(full)} điểm" if treatment.treat == "full" else ""
        told = treatment.told(run.view, run.words)
        lines.append(replace(shown, note=f"{told}{gives}"))
    return lines, []


def _closing(run: Telling, leaf: Leaf, points: Interval) -> Iterator[Step]:
    closed = run.closed.get(leaf.key)
    if closed is not None:
        after = Interval.point(closed.points)
        shown = adjustment("closing", "Chốt điểm", closed.rule.rstrip("."), points, after)
        yield replace(shown, sources=closed.sources)


def _rounding(run: Telling, points: Interval) -> Iterator[Step]:
    rounded = run.rounded(points)
    if rounded != points:
        steps = [r for r in run.criteria.head.rounding if r.at == "leaf"]
        text = rounding_text(steps[-1].to, steps[-1].mode)
        sources = tuple(steps[-1].source)
        yield replace(adjustment("rounding", "Làm tròn", text, points, rounded), sources=sources)


def _perhaps_not_there(run: Telling, leaf: Leaf, points: Interval) -> Iterator[Step]:
    counted = run.item(leaf).in_sum()
    if counted != points:
        text = "chưa rõ có phát sinh hay không; nếu không phát sinh thì không cộng điểm"
        yield adjustment("maybe", "Có thể không phát sinh", text, points, counted)


def _trace(run: Telling, step: Step) -> Trace:
    inputs = tuple(input_used(name, run.facts.of(name), run.words) for name in step.reads)
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
        sources=tuple(citations(run.criteria, step.sources)),
        passed_over=step.passed_over,
        children=tuple(_trace(run, child) for child in step.children),
    )


def _note(run: Telling, leaf: Leaf, step: Step) -> str:
    """Write in a sentence or two how the points came about."""
    points = step.points
    unknown = [
        f"“{run.words.title(name)}”"
        for name in sorted(leaf.reads(), key=list(run.criteria.inputs).index)
        if run.facts.of(name).state == "unknown"
    ]
    if not points.is_point:
        missing = "; ".join(unknown[:3]) + f" và {len(unknown) - 3} số liệu khác" * (
            len(unknown) > 3
        )
        why = f"Chưa có số liệu: {missing}" if unknown else _undecided(run, leaf)
        low, high = points_text(points.low), points_text(points.high)
        return _ended(f"{why}; điểm tự chấm từ {low} đến {high}")
    first = step.children[0]
    note = first.note
    for child in step.children[1:]:
        if child.kind == "closing":
            closed = points_range(Interval.point(run.closed[leaf.key].points))
            note = f"{note}. {child.sentence}: {closed}"
        elif child.kind == "rounding":
            note = f"{note}, làm tròn {points_text(points.low)} điểm"
    return _ended(note)


def _undecided(run: Telling, leaf: Leaf) -> str:
    names = ", ".join(run.words.leaves[key] for key in sorted(leaf.leans_on()))
    return f"Chưa xác định, còn phụ thuộc {names}" if names else "Chưa xác định"


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
