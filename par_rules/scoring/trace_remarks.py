"""Why evidence secures less than is claimed, and what may still bring more."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from par_rules.criteria.model import Leaf, Requirement
from par_rules.rules.words import day_text
from par_rules.scoring import views
from par_rules.scoring.trace import Remark
from par_rules.scoring.trace_run import Telling
from par_rules.values import points_text


def remarks(run: Telling, leaf: Leaf) -> Iterator[Remark]:
    found = {name: run.reached[name][leaf.key] for name in run.reached}
    claimed = run.rounded(found["claimed"].points)
    secured = run.rounded(found["secured"].points).low
    attainable = run.rounded(found["attainable"].points).high
    if found["claimed"].arises == "maybe":
        yield Remark("not_arisen", "Chưa rõ có phát sinh hay không.")
    if secured < claimed.low:
        yield Remark("secured", _secured_text(run, leaf, claimed.low, secured))
    if attainable > claimed.high and not run.closed:
        yield Remark("attainable", _attainable_text(run, leaf, claimed.high, attainable))


def _secured_text(run: Telling, leaf: Leaf, claimed: Fraction, secured: Fraction) -> str:
    leaning = [
        f"điểm của {run.words.leaves[key]} chưa đủ minh chứng"
        for key in _leaned_on(run, leaf, "secured")
    ]
    closed = ["điểm đã chốt theo quy tắc của bộ tiêu chí"] if leaf.key in run.closed else []
    reasons = "; ".join([*_unproved(run, leaf), *leaning, *closed])
    return (
        f"Đủ minh chứng {points_text(secured)} điểm, thấp hơn điểm tự chấm "
        f"({points_text(claimed)} điểm): {reasons}."
    )


def _leaned_on(run: Telling, leaf: Leaf, name: str) -> list[str]:
    """Name the leaves that its gates read and that stand otherwise in view ``name``."""
    other, claimed = run.reached[name], run.reached["claimed"]
    return [k for k in sorted(leaf.leans_on()) if other[k].points != claimed[k].points]


def _unproved(run: Telling, leaf: Leaf) -> Iterator[str]:
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
        proof = run.facts.proof(leaf.key, requirement.key)
        if requirement.counts is not None:
            count = run.facts.of(requirement.counts).value
            if isinstance(count, Fraction) and proof.passing < count:
                there = f"{proof.passing}/{points_text(count)}"
                yield f"mới có {there} tài liệu đạt yêu cầu: {title}"
        elif not views.is_met(requirement, leaf, run.facts, due_only=False):
            if views.is_met(requirement, leaf, run.facts, due_only=True):
                yield f"chưa đến hạn {title}{_due(requirement)}"
            elif proof.answer == "fails" and set(proof.codes) - {"MISSING"}:
                yield f"minh chứng chưa đạt yêu cầu {title}"
            else:
                yield f"chưa có {title}"


def _attainable_text(run: Telling, leaf: Leaf, claimed: Fraction, attainable: Fraction) -> str:
    running = []
    for name in sorted(leaf.reads(), key=list(run.criteria.inputs).index):
        spec, fact = run.criteria.inputs[name], run.facts.of(name)
        last = run.criteria.last_day_of(name)
        later = views.attainable(spec, fact, run.as_of, last)
        if later != run.view.inputs[name]:
            running.append(f"“{run.words.title(name)}” (đến hết ngày {day_text(last)})")
    running += [f"điểm của {run.words.leaves[key]}" for key in _leaned_on(run, leaf, "attainable")]
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
