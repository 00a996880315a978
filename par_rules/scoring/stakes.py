"""How many points one document or one figure decides, all others given (RULES.md §7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pydantic import BaseModel

from par_rules.criteria.model import Leaf, Requirement
from par_rules.rules.conditions import Ends
from par_rules.rules.linear import Anchor
from par_rules.scoring.cutout import ZERO, Cutout
from par_rules.scoring.facts import Proof
from par_rules.values import Domain, Interval

PASSES = Proof("passes", passing=10**6)


def document_stake(
    cut: Cutout, leaf: Leaf, missing: tuple[Requirement, ...], as_of: date
) -> Fraction:
    """Give ``claimed.low − secured`` if every document passed but the ``missing`` ones.

    ``missing`` is one requirement, or an any-group, which one document meets.
    """
    proofs = {(other.key, r.key): PASSES for other in cut.order for r in other.evidence}
    for requirement in missing:
        proofs[leaf.key, requirement.key] = cut.facts.proof(leaf.key, requirement.key)
    points = cut.points(replace(cut.facts, proofs=proofs), as_of)
    return max(points["claimed"].low - points["secured"].low, ZERO)


def unknown_stake(cut: Cutout, name: str) -> Fraction:
    """Give the width that input ``name`` decides where all other unknowns come out best."""
    domains = cut.claimed()
    for other in sorted(domains):
        if other != name and not domains[other].is_settled:
            domains[other] = _best(cut, domains, other)
    points = cut.points_if(domains)
    return points.high - points.low


def _best(cut: Cutout, domains: dict[str, Domain], name: str) -> Domain:
    """Give the outcome of ``name`` that leads highest, and leaves most to the rest."""
    found: list[tuple[Fraction, Fraction, int, Domain]] = []
    for option in outcomes(cut, domains[name]):
        points = _points(cut, domains, name, option)
        if points is not None:
            found.append((-points.high, points.low, len(found), option))
    return min(found)[3] if found else domains[name]


def _points(cut: Cutout, domains: dict[str, Domain], name: str, option: Domain) -> Interval | None:
    """Give the points with ``name`` come out as ``option``; None where that cannot be."""
    try:
        return cut.points_if({**domains, name: option})
    except ValueError:
        return None


def outcomes(cut: Cutout, domain: Domain) -> Iterator[Domain]:
    """Give single outcomes of a domain that tell its points apart: words, ends, thresholds."""
    for word in sorted(domain.options):
        yield Domain(options=frozenset({word}))
    if domain.absent:
        yield Domain(absent=True)
    if domain.not_arisen:
        yield Domain(not_arisen=True)
    if domain.numbers is not None:
        low, high = domain.numbers.low, domain.numbers.high
        near = {n + step for n in places(cut) for step in (-1, 0, 1)}
        numbers = {low, min(low + 1, high), high, *(n for n in near if low < n < high)}
        for number in sorted(numbers):
            if not domain.whole or number.denominator == 1:
                yield Domain.of(number, whole=domain.whole)


def places(cut: Cutout) -> set[Fraction]:
    """Give every number and day at which a rule of these leaves changes."""
    found: set[Fraction] = set()
    for leaf in cut.order:
        for model in _models(leaf.rule):
            if isinstance(model, Ends):
                ends = (model.at_least, model.above, model.at_most, model.below)
            elif isinstance(model, Anchor):
                ends = (model.at, None, None, None)
            else:
                continue
            for end in ends:
                if isinstance(end, date):
                    found.add(Fraction(end.toordinal()))
                elif isinstance(end, Fraction):
                    found.add(end)
    return found


def _models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _models(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _models(inner)


def winnable_stakes(cut: Cutout, as_of: date) -> dict[str, Fraction]:
    """Give, for each input still running, the points that are gone if it alone stays as it is.

    Where staying costs nothing, because another can make up for it, the points that it wins alone.
    """
    now, later = cut.claimed(), cut.attainable(as_of)
    running = [name for name in now if now[name] != later[name]]
    best, today = cut.points_if(later).high, cut.points_if(now).high
    stakes = {name: best - _high(cut, {**later, name: now[name]}, best) for name in running}
    if not any(stakes.values()):
        stakes = {n: _high(cut, {**now, n: later[n]}, today) - today for n in running}
    return {name: stake for name, stake in stakes.items() if stake > 0}


def _high(cut: Cutout, domains: dict[str, Domain], otherwise: Fraction) -> Fraction:
    try:
        return cut.points_if(domains).high
    except ValueError:
        return otherwise


def lost_stakes(cut: Cutout, as_of: date) -> dict[str, Fraction]:
    """Give, for each settled input, the points that would be back if it were open again."""
    later = cut.attainable(as_of)
    best = cut.points_if(later).high
    found = {}
    for name, spec in cut.criteria.inputs.items():
        if cut.facts.of(name).state != "unknown":
            again = replace(spec.domain(), not_arisen=False)
            found[name] = _high(cut, {**later, name: again}, best) - best
    return {name: stake for name, stake in found.items() if stake > 0}


def last_good_day(cut: Cutout, domains: dict[str, Domain], name: str) -> date | None:
    """Give the last day for date ``name`` that costs no points; None if every day costs or none.

    Days are taken to cost more the later they are.
    """
    numbers = cut.criteria.inputs[name].domain().numbers
    assert numbers is not None
    first, last = int(numbers.low), int(numbers.high)

    def high(day: int) -> Fraction | None:
        points = _points(cut, domains, name, Domain.of(day, whole=True))
        return None if points is None else points.high

    most = high(first)
    if most is None or high(last) == most:
        return None
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if high(middle) == most else (first, middle)
    return date.fromordinal(first)
