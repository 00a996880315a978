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

from par_rules.criteria.model import WHOLE, InputSpec, Leaf, Requirement
from par_rules.rules.gate import Gate
from par_rules.scoring.facts import Fact, Facts, Proof
from par_rules.values import Domain, Interval

NUMBERS = (Fraction, int)  # neither floats, which are not what was written, nor truth values
NUMERIC = frozenset({"count", "number", "percent"})


def claimed(spec: InputSpec, fact: Fact, whole: Domain | None = None) -> Domain:
    """Give what the input is as declared; all it may be while nobody has said.

    ``whole`` is the input's own domain, where it has been made before. Raises ``ValueError`` for a
    value that is not of the input's type: a word, a float, NaN where a number is due.
    """
    if fact.state == "unknown" or (fact.state == "known" and fact.value is None):
        return spec.domain() if whole is None else whole
    if fact.state == "absent":
        return Domain(absent=True)
    if fact.state == "not_arisen":
        return Domain(not_arisen=True)
    value = fact.value
    if isinstance(value, str):
        if value in (spec.domain() if whole is None else whole).options:
            return Domain(options=frozenset({value}))
    elif isinstance(value, date):
        if spec.type == "date":
            return Domain.of(value.toordinal(), whole=True)
    elif value is not None and type(value) in NUMBERS and spec.type in NUMERIC:
        return Domain.of(value, whole=spec.type in WHOLE)
    raise ValueError(f"{value!r} is not a {spec.type}: {spec.title}")


def attainable(
    spec: InputSpec,
    fact: Fact,
    as_of: date,
    last_day: date,
    whole: Domain | None = None,
    now: Domain | None = None,
) -> Domain:
    """Give what the input may still become after ``as_of``; ``now`` itself where nothing else.

    ``whole`` is its own domain and ``now`` the claimed one, where these have been made before.
    """
    whole = spec.domain() if whole is None else whole
    now = claimed(spec, fact, whole) if now is None else now
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


def secured(now: Domain, whole: Domain, counted: int | None, *, proved: bool) -> Domain:
    """Give what an input claimed as ``now`` is as far as evidence goes; ``whole`` is all."""
    if not proved:
        return whole
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
    return any(passes(facts.proof(leaf.key, r.key), due_only=due_only) for r in mates)


def passes(proof: Proof, *, due_only: bool) -> bool:
    """Say whether a proof passes; with ``due_only`` what is not yet due counts as passing."""
    return proof.answer == "passes" or (due_only and proof.answer == "not_due")
