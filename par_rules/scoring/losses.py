"""Why points are gone for good: which figures hold a leaf below its maximum, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import Leaf
from par_rules.rules.forms import Complement, Ratio
from par_rules.scoring import gap_text as words
from par_rules.scoring.cutout import Cutout
from par_rules.scoring.moves import as_fact, best
from par_rules.scoring.stakes import high_if, last_good_day, models_in
from par_rules.values import Domain


def lost_stakes(cut: Cutout, as_of: date) -> dict[str, Fraction]:
    """Give, for each settled input, the points that would be back if it were open again."""
    later = cut.attainable(as_of)
    best = cut.points_if(later).high
    found = {}
    for name, spec in cut.criteria.inputs.items():
        if cut.facts.of(name).state != "unknown":
            again = replace(spec.domain(), not_arisen=False)
            found[name] = high_if(cut, {**later, name: again}, best) - best
    return {name: stake for name, stake in found.items() if stake > 0}


def lost_reasons(cut: Cutout, leaf: Leaf, as_of: date) -> Iterator[tuple[str, str]]:
    """Give the input behind each loss of a leaf, and the reason in words; largest loss first."""
    if leaf.key in cut.facts.given:
        given = cut.facts.given[leaf.key]
        yield "", f"Điểm do {given.name} chấm{f': {given.note}' if given.note else ''}"
        return
    stakes = lost_stakes(cut, as_of)
    own = sorted((n for n in stakes if n in leaf.reads()), key=lambda n: (-stakes[n], n))
    told: set[str] = set()
    for ratio, bad in _ratios(leaf):
        part, whole = (cut.facts.of(n).value for n in (ratio.part, ratio.whole))
        if not isinstance(part, Fraction) or not isinstance(whole, Fraction) or not whole:
            continue
        if {ratio.part, ratio.whole} & set(own) and not told & {ratio.part, ratio.whole}:
            told |= {ratio.part, ratio.whole}
            spec = cut.criteria.inputs[ratio.part]
            text = words.shortfall_text(spec, part, whole, bad=bad)
            yield ratio.part, text + words.over(cut.criteria.last_day_of(ratio.part), as_of)
    for name in own:
        if name not in told:
            told.add(name)
            yield name, _reason(cut, name, as_of)
    if not told:
        yield from _leaned_on(cut, leaf)


def _reason(cut: Cutout, name: str, as_of: date) -> str:
    spec, fact = cut.criteria.inputs[name], cut.facts.of(name)
    last = cut.criteria.last_day_of(name)
    good, full = None, None
    if spec.type == "date":
        good = last_good_day(cut, cut.attainable(as_of), name)
    elif isinstance(fact.value, Fraction):
        goal = best(cut, cut.claimed(), name, Domain(spec.domain().numbers, spec.domain().whole))
        full = words.fact_text(spec, as_fact(spec, goal, fact)) if goal is not None else None
    return words.lost_text(spec, fact, last=last, good=good, full=full, as_of=as_of)


def _ratios(leaf: Leaf) -> Iterator[tuple[Ratio, bool]]:
    """Give the ratios of a leaf, and whether their part counts against it."""
    against = [m.of for m in models_in(leaf.rule) if isinstance(m, Complement)]
    for model in models_in(leaf.rule):
        if isinstance(model, Ratio):
            yield model, model in against


def _leaned_on(cut: Cutout, leaf: Leaf) -> Iterator[tuple[str, str]]:
    """No figure alone holds the leaf back: the leaves that its gates read do, or all together."""
    above = [other for other in cut.order if other.key in leaf.leans_on()]
    if above:
        numbers = ", ".join(other.number for other in above)
        yield "", f"Phụ thuộc kết quả của tiêu chí {numbers}"
        return
    names = sorted(n for n in leaf.reads() if cut.facts.of(n).state != "unknown")
    for name in names:
        spec = cut.criteria.inputs[name]
        yield name, f"{spec.title}: {words.fact_text(spec, cut.facts.of(name))}"
    if not names:
        yield "", "Cách tính không cho điểm tối đa với số liệu còn có thể có"
