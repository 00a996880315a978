"""A set of a hundred leaves, made from the real one by counting some of its leaves twice."""

from __future__ import annotations

from pathlib import Path

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.model import FieldOfSet, Leaf

KEY, YEAR, LEAVES = "hai-phong-xa", 2026, 100


def real_set() -> CriteriaSet:
    """Load the set of 2026."""
    return load_criteria(Path("criteria"), KEY, YEAR)


def hundred_leaves() -> CriteriaSet:
    """Give the real set with as many leaves again, under new keys, as a hundred needs."""
    criteria = real_set()
    missing = LEAVES - sum(1 for _ in criteria.leaves())
    fields = list(criteria.fields)
    for field in criteria.fields:
        if missing > 0:
            fields.append(_again(field, missing))
            missing -= sum(1 for _ in fields[-1].leaves())
    return criteria.model_copy(update={"fields": tuple(fields)})


def _again(field: FieldOfSet, most: int) -> FieldOfSet:
    kept = []
    for criterion in field.criteria:
        leaves = criterion.leaves[:most]
        most -= len(leaves)
        if leaves:
            renamed = tuple(_renamed(leaf) for leaf in leaves)
            kept.append(
                criterion.model_copy(update={"key": f"{criterion.key}_again", "leaves": renamed})
            )
    return field.model_copy(update={"key": f"{field.key}_again", "criteria": tuple(kept)})


def _renamed(leaf: Leaf) -> Leaf:
    return leaf.model_copy(update={"key": f"{leaf.key}_again"})
