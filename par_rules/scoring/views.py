"""The three views of the same facts (RULES.md §7): claimed, secured, attainable.

| input      | claimed | secured                    | attainable                          |
|------------|---------|----------------------------|-------------------------------------|
| known      | value   | value; unproved: all       | value; still running: what may come |
| absent     | absent  | absent; unproved: all      | may still be done, or absent        |
| unknown    | all     | all                        | all                                 |
| not arisen | as said | as said; unproved: all     | as said                             |
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, InputSpec, Leaf, Requirement
from par_rules.rules.gate import Gate
from par_rules.scoring.facts import Fact, Facts, Proof
from par_rules.values import Domain, Interval


def claimed(spec: InputSpec, fact: Fact) -> Domain:
    """Give what the input is as declared; all it may be while nobody has said."""
    if fact.state == "unknown" or (fact.state == "known" and fact.value is None):
        return spec.domain()
    if fact.state == "absent":
        return Domain(absent=True)
    if fact.state == "not_arisen":
        return Domain(not_arisen=True)
    if isinstance(fact.value, str):
        return Domain(options=frozenset({fact.value}))
    number = fact.value.toordinal() if isinstance(fact.value, date) else fact.value
    assert number is not None
    return Domain.of(number, whole=spec.domain().whole)


def attainable(spec: InputSpec, fact: Fact, as_of: date, last_day: date) -> Domain:
    """Give what the input may still become after ``as_of``."""
    now, whole = claimed(spec, fact), spec.domain()
    if as_of > last_day or fact.state in ("unknown", "not_arisen"):
        return now
    if fact.state == "absent":
        if spec.type == "date" and whole.numbers is not None:
            first = max(whole.numbers.low, Fraction(as_of.toordinal()))
            if first > whole.numbers.high:
                return now
            return Domain(Interval(first, whole.numbers.high), whole=True, absent=True)
        return Domain(whole.numbers, whole.whole, whole.options, absent=True)
    if spec.type == "date" or fact.value == "yes":
        return now
    if spec.type == "count" and not spec.stock and now.numbers and whole.numbers:
        top = max(now.numbers.low, whole.numbers.high if fact.ceiling is None else fact.ceiling)
        return Domain(Interval(now.numbers.low, top), whole=True, grows_from=now.numbers.low)
    return Domain(whole.numbers, whole.whole, whole.options).joined(now)


def secured(spec: InputSpec, fact: Fact, counted: int | None, *, proved: bool) -> Domain:
    """Give what the input is as far as evidence goes."""
    if not proved:
        return spec.domain()
    now, whole = claimed(spec, fact), spec.domain()
    if counted is not None and now.numbers is not None and whole.numbers is not None:
        return Domain(
            Interval(min(Fraction(counted), now.numbers.low), whole.numbers.high), whole=True
        )
    return now


def proves(leaf: Leaf, requirement: Requirement) -> frozenset[str]:
    """Name the inputs a requirement proves; by default all the rule reads outside gates."""
    if requirement.proves is not None:
        return frozenset(requirement.proves)
    if requirement.counts is not None:
        return frozenset()
    return frozenset(_outside_gates(leaf.rule))


def _outside_gates(rule: object) -> set[str]:
    if isinstance(rule, Gate):
        inner = _outside_gates(rule.then)
        return inner | _outside_gates(rule.otherwise)
    reads = getattr(rule, "reads", None)
    return set(reads()) if reads is not None else set()


def is_met(requirement: Requirement, leaf: Leaf, facts: Facts, *, due_only: bool) -> bool:
    """Say whether a requirement passes; of an any-group it is enough that one does."""
    mates = [requirement]
    if requirement.need == "any" and requirement.group is not None:
        mates = [r for r in leaf.evidence if r.group == requirement.group]
    return any(_passes(facts.proof(leaf.key, r.key), due_only=due_only) for r in mates)


def _passes(proof: Proof, *, due_only: bool) -> bool:
    return proof.answer == "passes" or (due_only and proof.answer == "not_due")


def secured_inputs(
    criteria: CriteriaSet, leaf: Leaf, facts: Facts, *, due_only: bool
) -> dict[str, Domain]:
    """Give the secured domains of all inputs the leaf reads."""
    unproved: set[str] = set()
    counted: dict[str, int] = {}
    for requirement in leaf.evidence:
        if requirement.counts is not None:
            proof = facts.proof(leaf.key, requirement.key)
            if not (due_only and proof.answer == "not_due"):
                counted[requirement.counts] = proof.passing
        elif not is_met(requirement, leaf, facts, due_only=due_only):
            unproved |= proves(leaf, requirement)
    return {
        name: secured(
            criteria.inputs[name], facts.of(name), counted.get(name), proved=name not in unproved
        )
        for name in leaf.reads()
    }
