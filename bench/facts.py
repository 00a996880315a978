"""Facts of made-up units: every input of a set, in any state, parts within their wholes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import Literal

from par_rules.criteria import CriteriaSet, InputSpec
from par_rules.rules.forms import Ratio
from par_rules.scoring import Fact, Facts, Proof
from par_rules.scoring.stakes import models_in

UNKNOWN, NO_VALUE = 0.05, 0.1  # shares of the inputs
ANSWERS: tuple[Literal["passes", "fails", "not_due"], ...] = (
    "passes",
    "passes",
    "passes",
    "fails",
    "not_due",
)


def pairs_of(criteria: CriteriaSet) -> list[tuple[str, str]]:
    """Name the part and the whole of every ratio whose part is counted among its whole."""
    found = (m for leaf in criteria.leaves() for m in models_in(leaf.rule) if isinstance(m, Ratio))
    return list({(r.part, r.whole): None for r in found if not r.may_exceed})


def made_up(criteria: CriteriaSet, pairs: list[tuple[str, str]], seed: int) -> Facts:
    """Give the facts of unit ``seed``; the same each time."""
    chance = Random(seed)
    inputs = {name: _fact(spec, chance) for name, spec in criteria.inputs.items()}
    for _ in range(3):  # a whole may itself be a part
        for part, whole in pairs:
            least, most = inputs[part].value, inputs[whole].value
            if isinstance(least, Fraction) and isinstance(most, Fraction) and least > most:
                inputs[part] = Fact("known", most)
    proofs = {
        (leaf.key, requirement.key): Proof(chance.choice(ANSWERS), chance.randint(0, 5))
        for leaf in criteria.leaves()
        for requirement in leaf.evidence
    }
    return Facts(inputs, proofs)


def _fact(spec: InputSpec, chance: Random) -> Fact:
    domain, luck = spec.domain(), chance.random()
    if luck < UNKNOWN:
        return Fact("unknown")
    if luck < UNKNOWN + NO_VALUE and spec.may_be:
        return Fact(spec.may_be[0])
    if domain.numbers is None:
        return Fact("known", chance.choice(sorted(domain.options)))
    number = chance.randint(int(domain.numbers.low), int(domain.numbers.high))
    if spec.type == "date":
        return Fact("known", date.fromordinal(number))
    return Fact("known", Fraction(number))
