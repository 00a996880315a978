"""How many points one document or one figure decides, all others given (RULES.md §7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pydantic import BaseModel

from par_rules.criteria.model import Leaf, Requirement
from par_rules.rules.conditions import Ends
from par_rules.rules.forms import Ratio
from par_rules.rules.linear import Anchor
from par_rules.scoring import views
from par_rules.scoring.cutout import ZERO, Cutout
from par_rules.scoring.facts import Facts, Proof
from par_rules.values import Domain, Interval

PASSES = Proof("passes", passing=10**6)


def missing_documents(leaf: Leaf, facts: Facts) -> Iterator[tuple[Requirement, ...]]:
    """Give each requirement that does not pass; those of an any-group, of which one is enough,
    together."""
    seen: set[str] = set()
    for requirement in leaf.evidence:
        mates: tuple[Requirement, ...] = (requirement,)
        if requirement.need == "any" and requirement.group is not None:
            if requirement.group in seen:
                continue
            seen.add(requirement.group)
            mates = tuple(r for r in leaf.evidence if r.group == requirement.group)
        if not _is_there(requirement, leaf, facts):
            yield mates


def _is_there(requirement: Requirement, leaf: Leaf, facts: Facts) -> bool:
    if requirement.counts is None:
        return views.is_met(requirement, leaf, facts, due_only=False)
    count, proof = facts.of(requirement.counts).value, facts.proof(leaf.key, requirement.key)
    if isinstance(count, Fraction):
        return proof.passing >= count
    return proof.answer == "passes"


def document_stake(
    cut: Cutout, leaf: Leaf, missing: tuple[Requirement, ...], as_of: date
) -> Fraction:
    """Give ``claimed.low − secured`` if every document passed but the ``missing`` ones.

    ``missing`` is one requirement, or an any-group, which one document meets.
    """
    proofs = {(other.key, r.key): PASSES for other in cut.order for r in other.evidence}
    for requirement in missing:
        proofs[leaf.key, requirement.key] = cut.facts.proof(leaf.key, requirement.key)
    try:
        points = cut.points(replace(cut.facts, proofs=proofs), as_of)
    except ValueError:  # a contradiction that shows only where what did not arise is in doubt
        return ZERO
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
        for model in models_in(leaf.rule):
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


def models_in(value: object) -> Iterator[BaseModel]:
    """Give a rule with all that it is made of."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models_in(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from models_in(inner)


def ratios(cut: Cutout) -> list[Ratio]:
    """Give every ratio in the rules of these leaves."""
    found = (m for leaf in cut.order for m in models_in(leaf.rule) if isinstance(m, Ratio))
    return list({(r.part, r.whole): r for r in found}.values())


def winnable_stakes(cut: Cutout, as_of: date) -> dict[str, Fraction]:
    """Give, for each input still running, the points that are gone if it alone stays as it is.

    Where staying costs nothing, because another can make up for it, the points that it wins alone;
    then the whole of a ratio is not asked to shrink if its part can grow.
    """
    now, later = cut.claimed(), cut.attainable(as_of)
    running = [name for name in now if now[name] != later[name]]
    best, today = cut.points_if(later).high, cut.points_if(now).high
    stakes = {name: best - high_if(cut, {**later, name: now[name]}, best) for name in running}
    if not any(stakes.values()):
        stakes = {n: high_if(cut, {**now, n: later[n]}, today) - today for n in running}
        wholes = {ratio.whole for ratio in ratios(cut)}
        if any(stake for name, stake in stakes.items() if name not in wholes):
            stakes = {name: stake for name, stake in stakes.items() if name not in wholes}
    return {name: stake for name, stake in stakes.items() if stake > 0}


def high_if(cut: Cutout, domains: dict[str, Domain], otherwise: Fraction) -> Fraction:
    """Give the high end where inputs may be what ``domains`` say, ``otherwise`` if none can."""
    try:
        return cut.points_if(domains).high
    except ValueError:
        return otherwise


def last_good_day(
    cut: Cutout, domains: dict[str, Domain], name: str, since: date | None = None
) -> date | None:
    """Give the last day for date ``name`` that costs no points; None if no day costs any.

    With ``since`` only that day and later ones are looked at. A later day is taken to give no
    more than an earlier one.
    """
    numbers = cut.criteria.inputs[name].domain().numbers
    assert numbers is not None
    first, last = int(numbers.low), int(numbers.high)
    if since is not None:
        first = max(first, since.toordinal())
    if first > last:
        return None

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
