"""The same facts scored under two criteria sets: which leaves gain, which lose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, InputSpec
from par_rules.criteria.year_words import later
from par_rules.scoring.engine import score
from par_rules.scoring.facts import Fact, Facts
from par_rules.scoring.facts_file import contradictory_leaves
from par_rules.scoring.scorecard import LeafScore, Scorecard, Views


@dataclass(frozen=True, slots=True)
class RescoredLeaf:
    """A leaf by its key, in both sets; None where a set does not have it."""

    key: str
    number: str
    title: str
    before: Views | None
    after: Views | None

    @property
    def gain(self) -> Fraction:
        """Give what the low end of claimed gains (negative: loses)."""
        before = self.before.claimed.low if self.before else Fraction(0)
        after = self.after.claimed.low if self.after else Fraction(0)
        return after - before


@dataclass(frozen=True, slots=True)
class Rescored:
    """Both scorecards, the leaves whose points differ, the inputs that one set cannot use."""

    before: Scorecard
    after: Scorecard
    leaves: tuple[RescoredLeaf, ...]
    left_out: tuple[str, ...]


def rescored(a: CriteriaSet, b: CriteriaSet, facts: Facts, as_of: date) -> Rescored:
    """Score ``facts``, which are of the year of ``a``, under both sets.

    Where ``b`` is of another year, all days are as many years later there, ``as_of`` too: a plan
    of the 20th of January is as early under the next year's set. A fact that a set does not know,
    or whose value it does not admit, stays unknown there and is named in ``left_out``; so does one
    that contradicts another.
    """
    years = b.head.year - a.head.year
    ours, theirs = taken_over(a, facts), taken_over(b, _years_later(facts, years))
    before = score(a, ours, as_of=as_of)
    after = score(b, theirs, as_of=later(as_of, years))
    old = {leaf.key: leaf for leaf in before.leaves}
    new = {leaf.key: leaf for leaf in after.leaves}
    keys = [*new, *(key for key in old if key not in new)]
    leaves = (_pair(key, old.get(key), new.get(key)) for key in keys)
    used = ours.inputs.keys() & theirs.inputs.keys()
    left_out = tuple(sorted(n for n in facts.inputs if n not in used))
    return Rescored(before, after, tuple(x for x in leaves if x.before != x.after), left_out)


def _pair(key: str, old: LeafScore | None, new: LeafScore | None) -> RescoredLeaf:
    shown = new or old
    assert shown is not None
    return RescoredLeaf(
        key, shown.number, shown.title, old.points if old else None, new.points if new else None
    )


def _years_later(facts: Facts, years: int) -> Facts:
    """Move the days of what is known to another year."""
    inputs = {
        name: replace(fact, value=later(fact.value, years))
        if isinstance(fact.value, date)
        else fact
        for name, fact in facts.inputs.items()
    }
    return replace(facts, inputs=inputs)


def taken_over(criteria: CriteriaSet, facts: Facts) -> Facts:
    """Keep the facts and proofs that a set can use; the rest is unknown to it."""
    inputs = {
        name: fact
        for name, fact in facts.inputs.items()
        if name in criteria.inputs and _admits(criteria.inputs[name], fact)
    }
    known = {(leaf.key, r.key) for leaf in criteria.leaves() for r in leaf.evidence}
    proofs = {where: proof for where, proof in facts.proofs.items() if where in known}
    for leaf, _ in list(contradictory_leaves(criteria, Facts(inputs, proofs))):
        for name in leaf.reads():
            inputs.pop(name, None)
    keys = {leaf.key for leaf in criteria.leaves()}
    return Facts(inputs, proofs, {k: g for k, g in facts.given.items() if k in keys})


def _admits(spec: InputSpec, fact: Fact) -> bool:
    if fact.state == "unknown":
        return True
    if fact.state != "known":
        return fact.state in spec.may_be
    domain = spec.domain()
    if isinstance(fact.value, str):
        return fact.value in domain.options
    if (
        fact.value is None
        or domain.numbers is None
        or isinstance(fact.value, date) != (spec.type == "date")
    ):
        return False
    number = Fraction(fact.value.toordinal()) if isinstance(fact.value, date) else fact.value
    whole = not domain.whole or number.denominator == 1
    return whole and domain.numbers.low <= number <= domain.numbers.high
