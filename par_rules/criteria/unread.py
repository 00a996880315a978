"""What of a set is still to be done by hand: rules nobody has written, sums that do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.criteria.walk import models
from par_rules.criteria.yaml_nodes import Place
from par_rules.rules.unread import Unread

# The import of a table keeps what did not agree as assumptions whose keys begin so.
TO_DO = "can_lam"


def unread_leaves(criteria: CriteriaSet) -> Iterator[Leaf]:
    """Give the leaves whose rule, or a part of it, is only a wording."""
    for leaf in criteria.leaves():
        if any(isinstance(model, Unread) for model, _ in models(leaf.rule)):
            yield leaf


def to_do(criteria: CriteriaSet) -> list[str]:
    """List what is to be done by hand, each with its place; empty for a finished set."""
    lines = []
    for leaf in unread_leaves(criteria):
        place = criteria.places.get(leaf.key, Place("", 0, 0))
        where = f"{place}: " if place.file else ""
        lines.append(f"{where}tiêu chí {leaf.number}: CẦN LÀM: chưa có cách tính, điểm để mở")
    lines += [
        f"set.yaml: {key}: CẦN LÀM: {assumption.text}"
        for key, assumption in criteria.head.assumptions.items()
        if key.startswith(TO_DO)
    ]
    return lines
